//! Who keeps copies hears of every change that is kept, once, and of none that is not.

use std::sync::{Arc, Mutex};

use super::{ADD, COUNT, THINGS, id};
use crate::db::elsewhere::{Elsewhere, News};
use crate::db::testing::{Scratch, databases};
use crate::db::{Changes, Query, Verbs, Watcher, query};

#[derive(Default)]
struct Heard(Mutex<Vec<Changes>>);

impl Watcher for Heard {
    fn tables(&self) -> &'static [&'static str] {
        &["things"]
    }

    fn changed(&self, changes: &Changes) {
        self.0.lock().unwrap().push(changes.clone());
    }
}

impl Heard {
    fn take(&self) -> Vec<Changes> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

async fn watched() -> Vec<(Scratch, Arc<Heard>)> {
    let watch = |scratch: Scratch| {
        let heard = Arc::new(Heard::default());
        let watcher: Arc<dyn Watcher> = Arc::clone(&heard) as _;
        scratch.db.watch(&watcher);
        (scratch, heard)
    };
    databases(THINGS).await.into_iter().map(watch).collect()
}

fn add(number: u128) -> Query {
    query(ADD).bind(id(number)).bind(format!("{number}"))
}

fn of<const COUNT: usize>(numbers: [u128; COUNT]) -> Changes {
    Changes::Of(numbers.map(id).into())
}

#[tokio::test]
async fn a_write_is_about_whom_it_says_and_about_everybody_when_it_says_nothing() {
    for (scratch, heard) in watched().await {
        let mut on = &scratch.db;
        on.run(add(1).about(id(7)).about(id(8))).await.unwrap();
        assert_eq!(heard.take(), [of([7, 8])]);
        on.run(add(2)).await.unwrap();
        assert_eq!(heard.take(), [Changes::Everything]);
        on.run(add(3).about_nobody()).await.unwrap();
        on.one(query(COUNT)).await.unwrap();
        assert_eq!(heard.take(), []);
        let update = "WITH old AS (SELECT id FROM things) UPDATE things SET amount = 1";
        on.run(query(update)).await.unwrap();
        assert_eq!(heard.take(), [Changes::Everything]);
        // One that failed may have come to pass: the answer may have been lost.
        on.run(add(1).about(id(7))).await.unwrap_err();
        assert_eq!(heard.take(), [of([7])]);
    }
}

#[tokio::test]
async fn a_transaction_tells_once_when_it_is_kept_and_never_when_it_is_not() {
    for (scratch, heard) in watched().await {
        let mut tx = scratch.db.begin().await.unwrap();
        tx.run(add(1).about(id(7))).await.unwrap();
        tx.run(add(2).about_nobody()).await.unwrap();
        tx.about(id(8));
        assert_eq!(heard.take(), []);
        tx.commit().await.unwrap();
        assert_eq!(heard.take(), [of([7, 8])]);

        let mut tx = scratch.db.begin().await.unwrap();
        tx.run(add(3)).await.unwrap();
        drop(tx);
        let other = scratch.open_again().await;
        (&other).run(add(4)).await.unwrap();
        assert_eq!(heard.take(), []);
    }
}

#[tokio::test]
async fn a_commit_that_nobody_waits_for_is_told_when_it_is_kept() {
    for (scratch, heard) in watched().await {
        let mut tx = scratch.db.begin().await.unwrap();
        tx.run(add(1).about(id(7))).await.unwrap();
        {
            let mut gone = std::pin::pin!(tx.commit());
            let mut context = std::task::Context::from_waker(std::task::Waker::noop());
            let _ = gone.as_mut().poll(&mut context);
        }
        // Whatever was told by now, the row is there: nobody could have kept it as it was before.
        while heard.0.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        let found = (&scratch.db).one(query(COUNT)).await.unwrap();
        assert_eq!(found.int("things").unwrap(), 1);
        assert_eq!(heard.take(), [of([7])]);
    }
}

/// The changes that are told before everything up to now is known.
async fn until_known(elsewhere: &mut Elsewhere) -> Vec<Changes> {
    let began = tokio::time::Instant::now();
    let mut changes = Vec::new();
    loop {
        match elsewhere.next().await.unwrap() {
            News::Changed(change) => changes.push(change),
            News::KnownUntil(moment) if moment > began => return changes,
            News::KnownUntil(_) => {}
        }
    }
}

#[tokio::test]
async fn what_another_process_commits_is_heard_before_it_is_said_that_all_is_known() {
    for (scratch, _) in watched().await {
        let mut elsewhere = scratch.db.elsewhere("things_changed").await.unwrap();
        assert_eq!(until_known(&mut elsewhere).await, []);
        let other = scratch.open_again().await;
        let mut tx = other.begin().await.unwrap();
        tx.run(add(1)).await.unwrap();
        let told = match scratch.db.kind() {
            crate::db::Kind::Sqlite => Changes::Everything,
            // As a trigger does.
            #[cfg(feature = "postgres")]
            crate::db::Kind::Postgres => {
                let notify = query("SELECT pg_notify('things_changed', $1)");
                tx.all(notify.bind(id(7).to_string())).await.unwrap();
                of([7])
            }
            #[cfg(not(feature = "postgres"))]
            crate::db::Kind::Postgres => unreachable!("this build has none"),
        };
        tx.commit().await.unwrap();
        assert_eq!(until_known(&mut elsewhere).await, [told]);
        // What this process does itself is no news.
        if scratch.db.kind() == crate::db::Kind::Sqlite {
            (&scratch.db).run(add(2)).await.unwrap();
            assert_eq!(until_known(&mut elsewhere).await, []);
        }
    }
}
