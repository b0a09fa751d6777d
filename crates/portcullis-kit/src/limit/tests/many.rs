//! Many permits at once, taken by many.

use super::*;

#[tokio::test]
async fn two_processes_that_take_at_once_share_one_count() {
    for scratch in &databases(TABLE).await {
        let other = scratch.open_again().await;
        let limit = Limit::per_hour(20);
        let permits: Permits = (0..4)
            .map(|n| Permit::Rate(key_of("shared", &[&n.to_string()]), limit))
            .collect();
        let tries = (0..60).map(|n| {
            let db = if n % 2 == 0 {
                scratch.db.clone()
            } else {
                other.clone()
            };
            let permits = permits.clone();
            tokio::spawn(async move { permits.take(&db, at(0)).await.unwrap().is_ok() })
        });
        let tries: Vec<_> = tries.collect();
        let mut taken = 0;
        for attempt in tries {
            taken += u32::from(attempt.await.unwrap());
        }
        assert_eq!(taken, 20);
    }
}

/// Seven, as a sign-in needs, of which two belong to one account and change places in the order with the others.
fn of_an_act(n: usize) -> Permits {
    let limit = Limit::per_hour(1_000_000);
    let mut permits = vec![Permit::Failure(key_of("failures", &[]), u32::MAX)];
    permits.extend((0..5).map(|m| Permit::Rate(key_of("rate", &[&m.to_string()]), limit)));
    permits.push(Permit::Rate(key_of("own", &[&n.to_string()]), limit));
    permits.into_iter().collect()
}

#[tokio::test]
async fn any_number_of_permits_is_taken_by_four_calls_and_settled_by_one() {
    for Scratch { db, .. } in &databases(TABLE).await {
        let permits = of_an_act(0);
        let trace = db.trace();
        assert_eq!(take(db, at(0), &permits).await, None);
        let taken = trace.take();
        let words = taken.iter().map(|step| step.sql.split_whitespace().next());
        let expected = ["SELECT", "BEGIN", "INSERT", "COMMIT"].map(Some);
        assert_eq!(words.collect::<Vec<_>>(), expected);
        permits
            .settle(&mut &*db, &[key_of("failures", &[])])
            .await
            .unwrap();
        assert_eq!(trace.take().len(), 1);
        take(db, at(0), &one(key_of("alone", &[]), Limit::per_hour(1))).await;
        assert_eq!(trace.take().len(), 2, "a statement alone is all or nothing");
        take(db, at(0), &one(key_of("alone", &[]), Limit::per_hour(1))).await;
        assert_eq!(trace.take().len(), 1, "a look refuses");
    }
}

#[tokio::test]
async fn each_of_many_failures_at_once_has_a_number_of_its_own() {
    for scratch in &databases(TABLE).await {
        let other = scratch.open_again().await;
        let tries = (0..40).map(|n| {
            let db = if n % 2 == 0 { &scratch.db } else { &other }.clone();
            tokio::spawn(async move { of_an_act(n).take(&db, at(0)).await.unwrap().unwrap() })
        });
        let mut numbers = Vec::new();
        for attempt in tries.collect::<Vec<_>>() {
            numbers.push(attempt.await.unwrap());
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=40).collect::<Vec<u32>>());
    }
}

/// On PostgreSQL a circle of waiting ends as an error of one of them.
#[tokio::test]
async fn whoever_takes_settles_and_forgets_at_once_waits_for_nobody_in_a_circle() {
    for scratch in &databases(TABLE).await {
        let acts = (0..60).map(|n| {
            let db = scratch.db.clone();
            tokio::spawn(async move {
                let permits = of_an_act(n);
                for round in 0..8 {
                    permits.take(&db, at(round)).await?.unwrap();
                    match n % 3 {
                        0 => permits.settle(&mut &db, &[key_of("failures", &[])]).await?,
                        1 => permits.give_back(&mut &db).await?,
                        _ => drop(forget(&mut &db, &Family::of("somebody")).await?),
                    }
                }
                crate::db::Result::Ok(())
            })
        });
        for act in acts.collect::<Vec<_>>() {
            assert_eq!(act.await.unwrap(), Ok(()));
        }
    }
}

#[tokio::test]
async fn a_settlement_is_kept_or_rolled_back_with_the_callers_transaction() {
    for Scratch { db, .. } in &databases(TABLE).await {
        let (permits, failures) = (of_an_act(0), key_of("failures", &[]));
        let standing = async || failures.look(&mut &*db).await.unwrap().failures;
        assert_eq!(take(db, at(0), &permits).await, None);
        let mut tx = db.begin().await.unwrap();
        permits.settle(&mut tx, &[failures]).await.unwrap();
        drop(tx);
        assert_eq!(standing().await, 1);
        let mut tx = db.begin().await.unwrap();
        permits.settle(&mut tx, &[failures]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(standing().await, 0);
    }
}

/// One that settles later than the sweep finds no row: it makes one that grants nothing and refuses nothing.
#[tokio::test]
async fn what_is_given_back_where_nothing_is_left_says_nothing() {
    for Scratch { db, .. } in &databases(TABLE).await {
        let key = key_of("rate", &["0"]);
        of_an_act(0).give_back(&mut &*db).await.unwrap();
        assert_eq!(key.look(&mut &*db).await.unwrap(), Standing::default());
        let twice = Limit::new(2, minutes(60)).unwrap();
        for expected in [true, true, false] {
            assert_eq!(take(db, at(0), &one(key, twice)).await.is_none(), expected);
        }
        assert_eq!(sweep(&mut &*db, at(0)).await.unwrap(), 6);
    }
}
