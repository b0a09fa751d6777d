//! The group commit of SQLite: what was answered is durable, and nobody falls with another.

use std::task::{Context, Waker};

use super::{ADD, COUNT, THINGS, count, id};
use crate::db::testing::{Scratch, sqlite};
use crate::db::{Db, Error, Patience, Result, Tx, Verbs, query};

async fn things() -> Scratch {
    let scratch = sqlite(Patience::default()).await;
    scratch.db.migrate(THINGS).await.unwrap();
    scratch
}

async fn add(tx: &mut Tx, number: u128) {
    let add = query(ADD).bind(id(number)).bind(format!("{number}"));
    tx.run(add).await.unwrap();
}

async fn add_alone(db: Db, number: u128) -> Result<()> {
    let mut tx = db.begin().await?;
    add(&mut tx, number).await;
    tx.commit().await
}

/// What another process finds in the file.
fn on_disk(scratch: &Scratch) -> Vec<String> {
    let path = scratch.url.trim_start_matches("sqlite://");
    let other = rusqlite::Connection::open(path).unwrap();
    let mut all = other
        .prepare("SELECT label FROM things ORDER BY label")
        .unwrap();
    let labels = all.query_map([], |row| row.get(0)).unwrap();
    labels.collect::<rusqlite::Result<_>>().unwrap()
}

/// Lets the tasks that were just started come to where they wait.
async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_answered_commit_is_in_the_file_for_any_number_at_once() {
    let scratch = things().await;
    let writers = (100..164).map(|number| tokio::spawn(add_alone(scratch.db.clone(), number)));
    for (number, writer) in (100..164).zip(writers.collect::<Vec<_>>()) {
        writer.await.unwrap().unwrap();
        assert!(on_disk(&scratch).contains(&format!("{number}")));
    }
}

#[tokio::test]
async fn who_rolls_back_within_a_group_takes_nobody_along() {
    let scratch = things().await;
    let mut first = scratch.db.begin().await.unwrap();
    add(&mut first, 1).await;
    let db = scratch.db.clone();
    let second = tokio::spawn(async move {
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, 2).await;
    });
    let third = tokio::spawn(add_alone(scratch.db.clone(), 3));
    settle().await;
    let (first, second, third) = tokio::join!(first.commit(), second, third);
    first.unwrap();
    second.unwrap();
    third.unwrap().unwrap();
    assert_eq!(on_disk(&scratch), ["1", "3"]);
}

#[tokio::test]
async fn who_gives_up_for_what_another_did_finds_it_when_looking_again() {
    let scratch = things().await;
    let mut first = scratch.db.begin().await.unwrap();
    add(&mut first, 1).await;
    let db = scratch.db.clone();
    let second = tokio::spawn(async move {
        let mut tx = db.begin().await.unwrap();
        let seen = tx.one(query(COUNT)).await.unwrap().int("things").unwrap();
        drop(tx);
        (seen, count(&db).await)
    });
    settle().await;
    let (first, second) = tokio::join!(first.commit(), second);
    first.unwrap();
    assert_eq!(second.unwrap(), (1, 1));
}

#[tokio::test]
async fn a_commit_whose_caller_went_away_is_carried_out_and_holds_up_nobody() {
    let scratch = things().await;
    let mut first = scratch.db.begin().await.unwrap();
    add(&mut first, 1).await;
    {
        // Asked once, and dropped whether it was done by then or not.
        let mut gone = std::pin::pin!(first.commit());
        let mut context = Context::from_waker(Waker::noop());
        let _ = gone.as_mut().poll(&mut context);
    }
    add_alone(scratch.db.clone(), 2).await.unwrap();
    assert_eq!(on_disk(&scratch), ["1", "2"]);
}

#[tokio::test]
async fn a_group_that_cannot_be_kept_is_told_to_each_of_its_members() {
    let scratch = things().await;
    let mut tx = scratch.db.begin().await.unwrap();
    tx.script(
        "CREATE TABLE parts (of_thing BLOB REFERENCES things (id) DEFERRABLE INITIALLY DEFERRED)",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();

    let mut orphan = scratch.db.begin().await.unwrap();
    let insert = query("INSERT INTO parts (of_thing) VALUES ($1)").bind(id(99));
    orphan.run(insert).await.unwrap();
    let beside = tokio::spawn(add_alone(scratch.db.clone(), 1));
    settle().await;
    let (orphan, beside) = tokio::join!(orphan.commit(), beside);
    assert!(matches!(orphan, Err(Error::Other(_))), "{orphan:?}");
    assert!(matches!(beside, Ok(Err(Error::Other(_)))), "{beside:?}");
    assert_eq!(on_disk(&scratch), [""; 0]);
    add_alone(scratch.db.clone(), 2).await.unwrap();
    assert_eq!(on_disk(&scratch), ["2"]);
}

#[tokio::test]
async fn another_process_may_write_once_a_transaction_has_ended() {
    let scratch = things().await;
    let other = scratch.open_again().await;
    add_alone(scratch.db.clone(), 1).await.unwrap();
    drop(scratch.db.begin().await.unwrap());
    add_alone(other, 2).await.unwrap();
    assert_eq!(on_disk(&scratch), ["1", "2"]);
}
