//! What only a server can do to us.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::{ADD, THINGS, count, id};
use crate::db::testing::postgres;
use crate::db::{Db, Error, Patience, Verbs, query};

const HASTY: Patience = Patience {
    acquire: Duration::from_secs(2),
    statement: Duration::from_millis(500),
    connections: 10,
};

async fn add(on: &mut impl Verbs, number: u128) -> crate::db::Result<u64> {
    on.run(query(ADD).bind(id(number)).bind(format!("{number}")))
        .await
}

const END_ALL_OTHERS: &str = "SELECT count(pg_terminate_backend(pid)) AS ended FROM pg_stat_activity \
                              WHERE datname = current_database() AND pid <> pg_backend_pid()";

#[tokio::test]
async fn a_restarted_server_is_used_again_and_the_open_transaction_is_lost() {
    let scratch = postgres(Patience::default()).await;
    let db = &scratch.db;
    db.migrate(THINGS).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    add(&mut tx, 1).await.unwrap();
    let other = scratch.open_again().await;
    assert!(
        (&other)
            .one(query(END_ALL_OTHERS))
            .await
            .unwrap()
            .int("ended")
            .unwrap()
            > 0
    );
    let lost = add(&mut tx, 2).await.unwrap_err();
    assert!(lost.is_unavailable(), "{lost:?}");
    assert!(tx.commit().await.is_err());
    assert_eq!(add(&mut &*db, 3).await, Ok(1));
    assert_eq!(count(db).await, 1);
}

const PREPARED: &str = "SELECT count(*) AS prepared FROM pg_prepared_statements";

#[tokio::test]
async fn statements_are_kept_prepared_unless_the_address_says_otherwise() {
    let scratch = postgres(Patience::default()).await;
    scratch.db.migrate(THINGS).await.unwrap();
    let prepared = async |mut db: &Db| db.one(query(PREPARED)).await.unwrap().int("prepared");
    assert!(prepared(&scratch.db).await.unwrap() > 0);
    let url = format!("{}?statement-cache-capacity=0", scratch.url);
    let db = Db::open(&url).await.unwrap();
    assert_eq!(add(&mut &db, 1).await, Ok(1));
    let mut tx = db.begin().await.unwrap();
    assert_eq!(add(&mut tx, 2).await, Ok(1));
    tx.commit().await.unwrap();
    assert!(add(&mut &db, 2).await.is_err());
    assert_eq!(count(&db).await, 2);
    assert_eq!(prepared(&db).await, Ok(0));
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_unavailable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let url = format!("postgres://joe:sesame@127.0.0.1:{port}/app");
    let patience = Patience {
        acquire: Duration::from_millis(300),
        ..HASTY
    };
    let silent = Db::open_with(&url, patience).await.unwrap_err();
    drop(listener);
    let refused = Db::open_with(&url, patience).await.unwrap_err();
    for error in [silent, refused] {
        assert!(matches!(error, Error::Unavailable(_)), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("sesame"));
    }
}

/// Passes bytes on until `silent`, then swallows them, as a server does whose power was cut.
async fn pass(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    silent: Arc<AtomicBool>,
) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        if !silent.load(Ordering::SeqCst) && to.write_all(&buffer[..length]).await.is_err() {
            return;
        }
    }
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn a_server_that_falls_silent_is_unavailable_and_then_works_again() {
    let scratch = postgres(HASTY).await;
    scratch.db.migrate(THINGS).await.unwrap();
    let (address, rest) = scratch
        .url
        .split_once('@')
        .unwrap()
        .1
        .split_once('/')
        .unwrap();
    let (address, silent) = (address.to_owned(), Arc::new(AtomicBool::new(false)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let switch = Arc::clone(&silent);
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            let (near_in, near_out) = near.into_split();
            let (far_in, far_out) = TcpStream::connect(&address).await.unwrap().into_split();
            tokio::spawn(pass(near_in, far_out, Arc::clone(&switch)));
            tokio::spawn(pass(far_in, near_out, Arc::clone(&switch)));
        }
    });
    let db = Db::open_with(
        &format!("postgres://postgres@127.0.0.1:{port}/{rest}"),
        HASTY,
    )
    .await
    .unwrap();
    let mut tx = db.begin().await.unwrap();
    silent.store(true, Ordering::SeqCst);
    let lost = add(&mut tx, 1).await.unwrap_err();
    assert!(matches!(lost, Error::Unavailable(_)), "{lost:?}");
    drop(tx);
    silent.store(false, Ordering::SeqCst);
    assert_eq!(add(&mut &db, 2).await, Ok(1));
}

#[tokio::test]
async fn a_connection_whose_caller_went_away_in_the_middle_is_lent_again_at_rest() {
    let scratch = postgres(HASTY).await.over(1).await;
    let mut db = &scratch.db;
    db.migrate(THINGS).await.unwrap();
    let soon = Duration::from_millis(30);
    let slow = || query("SELECT pg_sleep(0.1)");
    assert!(tokio::time::timeout(soon, db.run(slow())).await.is_err());
    assert_eq!(add(&mut db, 1).await, Ok(1));
    let mut tx = db.begin().await.unwrap();
    add(&mut tx, 2).await.unwrap();
    assert!(tokio::time::timeout(soon, tx.run(slow())).await.is_err());
    drop(tx);
    // With the one connection there is: nothing is left of the transaction.
    assert_eq!(add(&mut db, 2).await, Ok(1));
    assert_eq!(count(db).await, 2);
}

#[tokio::test]
async fn a_server_that_became_read_only_is_unavailable_and_its_connections_are_replaced() {
    let scratch = postgres(Patience::default()).await;
    let db = &scratch.db;
    db.migrate(THINGS).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.run(query("SET TRANSACTION READ ONLY")).await.unwrap();
    let standby = add(&mut tx, 1).await.unwrap_err();
    assert!(matches!(standby, Error::Unavailable(_)), "{standby:?}");
    drop(tx);
    assert_eq!(add(&mut &*db, 1).await, Ok(1));
}

#[tokio::test]
async fn two_transactions_that_wait_for_each_other_collide() {
    let scratch = postgres(Patience::default()).await;
    let db = &scratch.db;
    db.migrate(THINGS).await.unwrap();
    for number in [1, 2] {
        add(&mut &*db, number).await.unwrap();
    }
    let touch = |number| query("UPDATE things SET amount = 1 WHERE id = $1").bind(id(number));
    let (mut first, mut second) = (db.begin().await.unwrap(), db.begin().await.unwrap());
    first.run(touch(1)).await.unwrap();
    second.run(touch(2)).await.unwrap();
    let (one, other) = tokio::join!(
        async {
            let touched = first.run(touch(2)).await;
            drop(first);
            touched
        },
        async {
            let touched = second.run(touch(1)).await;
            drop(second);
            touched
        }
    );
    let collided = [one, other]
        .into_iter()
        .filter(|touched| *touched == Err(Error::Conflict))
        .count();
    assert_eq!(collided, 1);
}
