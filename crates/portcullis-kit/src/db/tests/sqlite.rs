//! What only a file can do to us.

use std::time::Duration;

use super::{ADD, COUNT, THINGS, count, id};
use crate::db::testing::{Scratch, sqlite};
use crate::db::{Db, Error, Patience, Verbs, query};

async fn impatient() -> Scratch {
    let scratch = sqlite(Patience {
        acquire: Duration::from_millis(150),
        ..Patience::default()
    })
    .await;
    scratch.db.migrate(THINGS).await.unwrap();
    scratch
}

fn path_of(scratch: &Scratch) -> String {
    scratch.url.trim_start_matches("sqlite://").to_owned()
}

async fn add(mut on: &Db, number: u128) -> crate::db::Result<u64> {
    on.run(query(ADD).bind(id(number)).bind(format!("{number}")))
        .await
}

#[tokio::test]
async fn a_file_locked_by_another_process_is_busy_and_then_works_again() {
    let scratch = impatient().await;
    let other = rusqlite::Connection::open(path_of(&scratch)).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert_eq!(add(&scratch.db, 1).await, Err(Error::Busy));
    assert_eq!(scratch.db.begin().await.unwrap_err(), Error::Busy);
    assert_eq!(count(&scratch.db).await, 0, "reading goes on meanwhile");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(add(&scratch.db, 1).await, Ok(1));
}

#[tokio::test]
async fn a_write_beside_an_open_transaction_is_busy_instead_of_hanging() {
    let scratch = impatient().await;
    let tx = scratch.db.begin().await.unwrap();
    assert_eq!(add(&scratch.db, 1).await, Err(Error::Busy));
    drop(tx);
    assert_eq!(add(&scratch.db, 1).await, Ok(1));
}

#[tokio::test]
async fn a_write_that_is_taken_for_a_read_is_refused() {
    let scratch = impatient().await;
    let pools = match &scratch.db.pools {
        crate::db::Pools::Sqlite(pools) => pools,
        #[cfg(feature = "postgres")]
        crate::db::Pools::Postgres(_) => unreachable!("this is SQLite"),
    };
    assert!(pools.taken_for_a_read(query("DELETE FROM things")).is_err());
}

#[tokio::test]
async fn a_file_that_was_damaged_and_restored_is_used_again() {
    let scratch = impatient().await;
    add(&scratch.db, 1).await.unwrap();
    let path = path_of(&scratch);
    (&scratch.db)
        .all(query("PRAGMA wal_checkpoint(TRUNCATE)"))
        .await
        .unwrap();
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, vec![b'x'; whole.len()]).unwrap();
    let refused = (&scratch.db).one(query(COUNT)).await.unwrap_err();
    assert!(matches!(refused, Error::Unavailable(_)), "{refused:?}");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{path}{ending}"));
    }
    std::fs::write(&path, whole).unwrap();
    assert_eq!(add(&scratch.db, 2).await, Ok(1));
    assert_eq!(count(&scratch.db).await, 2);
}

#[tokio::test]
async fn the_file_is_durable_and_holds_to_its_rules() {
    let scratch = impatient().await;
    let mut on = &scratch.db;
    // A pragma counts as a write and so asks the writing connection.
    for (pragma, column, wanted) in [
        ("PRAGMA synchronous", "synchronous", 2),
        ("PRAGMA foreign_keys", "foreign_keys", 1),
    ] {
        assert_eq!(
            on.one(query(pragma)).await.unwrap().int(column),
            Ok(wanted),
            "{pragma}"
        );
    }
    assert_eq!(
        on.one(query("PRAGMA journal_mode"))
            .await
            .unwrap()
            .text("journal_mode")
            .as_deref(),
        Ok("wal")
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_file_is_readable_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let scratch = impatient().await;
    for ending in ["", "-wal"] {
        let file = format!("{}{ending}", path_of(&scratch));
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600,
            "{file}"
        );
    }
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let refused = Db::open("sqlite:///nowhere/at/all/app.db")
        .await
        .unwrap_err();
    assert!(
        matches!(&refused, Error::Unavailable(text) if text.contains("/nowhere/at/all/app.db")),
        "{refused:?}"
    );
}
