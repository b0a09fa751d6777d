//! What tests can see of the calls, and do to them.

use std::time::Duration;

use super::{ADD, COUNT, THINGS, count, id};
use crate::db::testing::{Fault, Step, databases};
use crate::db::{Db, Error, Result, Verbs, query};

async fn add(on: &mut impl Verbs, number: u128) -> Result<u64> {
    on.run(query(ADD).bind(id(number)).bind(format!("{number}")))
        .await
}

/// One change in a transaction: three calls.
async fn change(db: &Db, number: u128) -> Result<()> {
    let mut tx = db.begin().await?;
    add(&mut tx, number).await?;
    tx.commit().await
}

fn step(sql: &'static str, rows: u64) -> Step {
    Step { sql, rows }
}

#[tokio::test]
async fn a_trace_tells_each_call_and_how_many_rows_came_of_it() {
    for scratch in databases(THINGS).await {
        let db = &scratch.db;
        let trace = db.clone().trace();
        change(db, 1).await.unwrap();
        add(&mut &*db, 2).await.unwrap();
        assert!(add(&mut &*db, 2).await.is_err());
        assert_eq!(count(db).await, 2);
        drop(db.begin().await.unwrap());
        let all = [
            step("BEGIN", 0),
            step(ADD, 1),
            step("COMMIT", 0),
            step(ADD, 1),
            step(ADD, 0),
            step(COUNT, 1),
            step("BEGIN", 0),
        ];
        assert_eq!(trace.take(), all, "{db:?}");
        assert_eq!(trace.take(), []);
    }
}

#[tokio::test]
async fn the_nth_call_fails_once_and_keeps_nothing() {
    for scratch in databases(THINGS).await {
        let db = &scratch.db;
        for nth in 1..=3 {
            db.fail(nth, Fault::Refused);
            let failed = change(db, 1).await;
            assert!(matches!(failed, Err(Error::Unavailable(_))), "{nth}");
            assert_eq!(count(db).await, 0, "{db:?} at call {nth}");
            assert!(!db.heal());
        }
        db.fail(4, Fault::Refused);
        assert_eq!(change(db, 1).await, Ok(()));
        assert!(db.heal(), "three calls are fewer than four");
        assert_eq!(count(db).await, 1);
    }
}

#[tokio::test]
async fn a_change_whose_answer_is_lost_is_kept_only_when_that_was_the_last_call() {
    for scratch in databases(THINGS).await {
        let db = &scratch.db;
        for (nth, kept) in [(1, 0), (2, 0), (3, 1)] {
            db.fail(nth, Fault::Unheard);
            let failed = change(db, 1).await;
            assert!(matches!(failed, Err(Error::Unavailable(_))), "{nth}");
            assert_eq!(count(db).await, kept, "{db:?} at call {nth}");
        }
        db.fail(1, Fault::Unheard);
        assert!(add(&mut &*db, 2).await.is_err());
        assert_eq!(count(db).await, 2, "outside a transaction it is kept");
    }
}

#[tokio::test]
async fn a_database_that_is_gone_stays_so_until_it_is_healed() {
    for scratch in databases(THINGS).await {
        let db = &scratch.db;
        db.fail(2, Fault::Gone);
        assert!(add(&mut &*db, 1).await.is_ok());
        for number in 2..6 {
            assert!(change(db, number).await.is_err(), "{db:?}");
        }
        db.heal();
        assert_eq!(count(db).await, 1);
    }
}

#[tokio::test]
async fn a_call_that_is_held_waits_while_others_go_on() {
    for scratch in databases(THINGS).await {
        let db = scratch.db.clone();
        let mut hold = db.hold(2);
        let slow = tokio::spawn({
            let db = db.clone();
            async move {
                add(&mut &db, 1).await?;
                add(&mut &db, 2).await
            }
        });
        assert!(hold.reached().await);
        assert_eq!(count(&db).await, 1);
        assert_eq!(add(&mut &db, 3).await, Ok(1));
        assert!(!slow.is_finished());
        drop(hold);
        assert_eq!(slow.await.unwrap(), Ok(1));
        assert_eq!(count(&db).await, 3);
    }
}

#[tokio::test]
async fn who_waits_for_a_call_that_never_comes_is_told() {
    for scratch in databases(THINGS).await {
        let mut hold = scratch.db.hold(1);
        scratch.db.heal();
        let told = tokio::time::timeout(Duration::from_secs(5), hold.reached());
        assert_eq!(told.await, Ok(false));
    }
}

#[tokio::test]
async fn with_one_connection_everybody_takes_turns() {
    for scratch in databases(THINGS).await {
        let scratch = scratch.over(1).await;
        let one = &scratch.db;
        let mut all = tokio::task::JoinSet::new();
        for number in 0..64 {
            let db = one.clone();
            all.spawn(async move {
                change(&db, number).await?;
                (&db).one(query(COUNT)).await.map(drop)
            });
        }
        for done in all.join_all().await {
            assert_eq!(done, Ok(()), "{one:?}");
        }
        assert_eq!(count(one).await, 64);
    }
}
