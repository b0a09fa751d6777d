//! Values, verbs and transactions.

use super::{ADD, THINGS, count, id};
use crate::clock::Time;
use crate::db::testing::databases;
use crate::db::{Db, Error, Kind, Value, Verbs, query};
use crate::token::Token;

const ADD_WHOLE: &str = "INSERT INTO things (id, label, amount, flag, data, used_at) VALUES ($1, $2, $3, $4, $5, $6) \
                         RETURNING id, label, amount, flag, data, used_at";

#[tokio::test]
async fn every_type_comes_back_as_it_went_in() {
    for scratch in databases(THINGS).await {
        let hash = Token::generate().hash();
        let times = [
            Time::from_micros(1_800_000_000_123_456),
            Time::from_micros(-1),
            Time::from_micros(i64::MIN),
            Time::from_micros(i64::MAX),
        ];
        for (number, time) in (0..).zip(times) {
            let label = format!("ünï 'quoted' {number}");
            let whole = query(ADD_WHOLE)
                .bind(id(number))
                .bind(label.as_str())
                .bind(i64::MIN)
                .bind(true)
                .bind(&hash)
                .bind(time);
            let row = (&scratch.db).one(whole).await.unwrap();
            assert_eq!(row.id("id"), Ok(id(number)), "{:?}", scratch.db);
            assert_eq!(row.text("label"), Ok(label));
            assert_eq!(row.int("amount"), Ok(i64::MIN));
            assert_eq!(row.bool("flag"), Ok(true));
            assert_eq!(row.bytes("data"), Ok(hash.as_bytes().to_vec()));
            assert_eq!(row.time("used_at"), Ok(time));
        }
    }
}

#[tokio::test]
async fn null_of_every_type_comes_back_as_none() {
    for scratch in databases(THINGS).await {
        let nothing = query(ADD_WHOLE)
            .bind(id(1))
            .bind(None::<&str>)
            .bind(None::<i64>)
            .bind(None::<bool>)
            .bind(Value::Bytes(None))
            .bind(None::<Time>);
        let row = (&scratch.db).one(nothing).await.unwrap();
        assert_eq!(row.opt_text("label"), Ok(None), "{:?}", scratch.db);
        assert_eq!(row.opt_int("amount"), Ok(None));
        assert_eq!(row.opt_bool("flag"), Ok(None));
        assert_eq!(row.opt_bytes("data"), Ok(None));
        assert_eq!(row.opt_time("used_at"), Ok(None));
        assert_eq!(
            row.text("label"),
            Err(Error::Other("column label is NULL".to_owned()))
        );
        assert!(row.text("lable").is_err() && row.text("id").is_err());
        let found = query("SELECT id FROM things WHERE id = $1").bind(None::<uuid::Uuid>);
        assert!((&scratch.db).optional(found).await.unwrap().is_none());
    }
}

const ADD_SEVERAL: &str = "
    INSERT INTO things (id, amount, label) VALUES ($2, $1, $3) /* MORE */ ON CONFLICT (id) DO UPDATE SET amount = $1";

const OF_SEVERAL: &str = "SELECT id, amount FROM things WHERE id IN ($1 /* MORE */) ORDER BY id";

#[tokio::test]
async fn one_statement_writes_and_finds_any_number_of_rows() {
    for scratch in databases(THINGS).await {
        let mut on = &scratch.db;
        for rows in [1_u32, 2, 7, 1000] {
            let several = (0..rows).map(|n| [id(n.into()).into(), format!("{n}").into()]);
            let added = query(ADD_SEVERAL).bind(rows).rows(several);
            assert_eq!(on.run(added).await, Ok(u64::from(rows)), "{on:?}");
            assert_eq!(count(on).await, i64::from(rows));
            let found = query(OF_SEVERAL).rows((0..=rows).map(|n| [id(n.into()).into()]));
            let found = on.all(found).await.unwrap();
            let amounts = found.iter().map(|row| row.int("amount").unwrap());
            assert_eq!(
                amounts.collect::<Vec<_>>(),
                vec![i64::from(rows); found.len()]
            );
            assert_eq!(found.len(), rows as usize);
        }
    }
}

#[tokio::test]
async fn small_integers_and_comparisons_are_read_like_others() {
    for scratch in databases(&[]).await {
        let row = (&scratch.db)
            .one(query("SELECT 1 AS small, 1 < 2 AS less"))
            .await
            .unwrap();
        assert_eq!(
            (row.int("small"), row.bool("less")),
            (Ok(1), Ok(true)),
            "{:?}",
            scratch.db
        );
    }
}

#[tokio::test]
async fn one_misses_what_is_not_there_and_run_counts_what_it_touched() {
    for scratch in databases(THINGS).await {
        let mut on = &scratch.db;
        let nobody = query("SELECT id FROM things WHERE id = $1").bind(id(9));
        assert_eq!(
            on.one(nobody.clone()).await.unwrap_err(),
            Error::Missing,
            "{on:?}"
        );
        assert!(on.optional(nobody).await.unwrap().is_none());
        for number in 0..3 {
            assert_eq!(
                on.run(query(ADD).bind(id(number)).bind(format!("{number}")))
                    .await,
                Ok(1)
            );
        }
        assert_eq!(
            on.run(query("UPDATE things SET amount = $1").bind(7_u32))
                .await,
            Ok(3)
        );
        assert_eq!(
            on.all(query("DELETE FROM things WHERE amount = $1 RETURNING id").bind(7))
                .await
                .unwrap()
                .len(),
            3
        );
        assert_eq!(count(on).await, 0);
    }
}

#[tokio::test]
async fn of_sixteen_who_spend_a_token_at_once_exactly_one_wins() {
    const SPEND: &str =
        "UPDATE things SET used_at = $2 WHERE id = $1 AND used_at IS NULL RETURNING id";
    for scratch in databases(THINGS).await {
        let mut on = &scratch.db;
        for round in 0..5 {
            on.run(query(ADD).bind(id(round)).bind(format!("{round}")))
                .await
                .unwrap();
            let racers: Vec<_> = (0..16)
                .map(|_| {
                    let db = scratch.db.clone();
                    tokio::spawn(async move {
                        (&db)
                            .optional(query(SPEND).bind(id(round)).bind(Time::from_micros(1)))
                            .await
                            .unwrap()
                            .is_some()
                    })
                })
                .collect();
            let mut winners = 0;
            for racer in racers {
                winners += usize::from(racer.await.unwrap());
            }
            assert_eq!(winners, 1, "{on:?}");
        }
    }
}

async fn add(on: &mut impl Verbs, number: u128) -> crate::db::Result<u64> {
    on.run(query(ADD).bind(id(number)).bind(format!("{number}")))
        .await
}

#[tokio::test]
async fn a_transaction_is_kept_when_committed_and_gone_when_dropped() {
    for scratch in databases(THINGS).await {
        let db = &scratch.db;
        let mut kept = db.begin().await.unwrap();
        add(&mut kept, 1).await.unwrap();
        kept.commit().await.unwrap();
        let mut dropped = db.begin().await.unwrap();
        add(&mut dropped, 2).await.unwrap();
        drop(dropped);
        add(&mut &*db, 3).await.unwrap();
        assert_eq!(count(db).await, 2, "{db:?}");
    }
}

#[tokio::test]
async fn a_taken_value_is_told_apart_by_its_constraint() {
    for scratch in databases(THINGS).await {
        let mut on = &scratch.db;
        on.run(query(ADD).bind(id(1)).bind("joe")).await.unwrap();
        let taken = on
            .run(query(ADD).bind(id(2)).bind("joe"))
            .await
            .unwrap_err();
        let constraint = match on.kind() {
            Kind::Sqlite => "things.label",
            Kind::Postgres => "things_label_key",
        };
        assert_eq!(
            taken,
            Error::Unique {
                constraint: constraint.to_owned()
            }
        );
        assert!(!taken.is_unavailable());
        let same_id = on.run(query(ADD).bind(id(1)).bind("jim")).await;
        assert!(matches!(same_id, Err(Error::Unique { .. })), "{same_id:?}");
    }
}

#[tokio::test]
async fn after_a_failed_statement_nothing_of_a_transaction_is_kept() {
    for scratch in databases(THINGS).await {
        let db = &scratch.db;
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, 1).await.unwrap();
        assert!(
            matches!(add(&mut tx, 1).await, Err(Error::Unique { .. })),
            "{db:?}"
        );
        assert!(
            matches!(add(&mut tx, 2).await, Err(Error::Other(_))),
            "{db:?}"
        );
        assert!(tx.commit().await.is_err(), "{db:?}");
        assert_eq!(count(db).await, 0, "{db:?}");
    }
}

#[tokio::test]
async fn a_locked_row_is_passed_over_by_the_next_worker() {
    const DUE: &str = "SELECT id FROM things ORDER BY id LIMIT 1";
    for scratch in databases(THINGS).await {
        let db = &scratch.db;
        add(&mut &*db, 1).await.unwrap();
        add(&mut &*db, 2).await.unwrap();
        let mut first = db.begin().await.unwrap();
        assert_eq!(
            first.one(query(DUE).for_update()).await.unwrap().id("id"),
            Ok(id(1))
        );
        if db.kind() == Kind::Postgres {
            let mut second = db.begin().await.unwrap();
            assert_eq!(
                second.one(query(DUE).skip_locked()).await.unwrap().id("id"),
                Ok(id(2))
            );
        }
        first.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_statement_is_checked_without_being_run() {
    for scratch in databases(THINGS).await {
        let db = &scratch.db;
        db.prepare("DELETE FROM things WHERE id = $1 RETURNING label")
            .await
            .unwrap();
        db.prepare(ADD).await.unwrap();
        let misspelt = db.prepare("SELECT lable FROM things").await.unwrap_err();
        assert!(
            matches!(&misspelt, Error::Other(text) if text.contains("lable")),
            "{misspelt:?}"
        );
        assert_eq!(count(db).await, 0);
    }
}

#[tokio::test]
async fn a_closed_database_is_unavailable() {
    for scratch in databases(THINGS).await {
        scratch.db.close().await;
        let refused = add(&mut &scratch.db, 1).await.unwrap_err();
        assert!(refused.is_unavailable(), "{refused:?}");
    }
}

#[tokio::test]
async fn an_address_that_cannot_be_served_says_so() {
    for address in [
        "mysql://localhost/app",
        "",
        "app.db",
        "sqlite::memory:",
        "sqlite://",
        "sqlite://a.db?mode=ro",
    ] {
        let refused = Db::open(address).await.unwrap_err();
        assert!(
            matches!(refused, Error::NotSupported(_)),
            "{address}: {refused:?}"
        );
    }
}
