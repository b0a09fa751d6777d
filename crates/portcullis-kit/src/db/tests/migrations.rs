//! The runner of migrations.

use super::{THINGS, count};
use crate::db::testing::databases;
use crate::db::{Error, Migration, Verbs, query};

const STEPS: &[Migration] = &[
    Migration {
        number: 2,
        name: "first row",
        sqlite: "INSERT INTO steps VALUES (1); INSERT INTO steps VALUES (2)",
        postgres: "INSERT INTO steps VALUES (1); INSERT INTO steps VALUES (2)",
    },
    Migration {
        number: 1,
        name: "table",
        sqlite: "CREATE TABLE steps (n INTEGER)",
        postgres: "CREATE TABLE steps (n BIGINT)",
    },
];

const BROKEN: Migration = Migration {
    number: 3,
    name: "broken",
    sqlite: "INSERT INTO steps VALUES (3); INSERT INTO nowhere VALUES (1)",
    postgres: "INSERT INTO steps VALUES (3); INSERT INTO nowhere VALUES (1)",
};

async fn steps(mut on: &crate::db::Db) -> i64 {
    on.one(query("SELECT count(*) AS steps FROM steps"))
        .await
        .unwrap()
        .int("steps")
        .unwrap()
}

#[tokio::test]
async fn migrations_run_in_order_and_once() {
    for scratch in databases(&[]).await {
        let db = &scratch.db;
        assert_eq!(db.migrate(STEPS).await, Ok(2), "{db:?}");
        assert_eq!(db.migrate(STEPS).await, Ok(0), "{db:?}");
        assert_eq!(steps(db).await, 2);
    }
}

#[tokio::test]
async fn processes_that_start_at_once_migrate_once() {
    for scratch in databases(&[]).await {
        let starts: Vec<_> = (0..8)
            .map(|_| {
                let url = scratch.url.clone();
                tokio::spawn(async move {
                    crate::db::Db::open(&url)
                        .await
                        .unwrap()
                        .migrate(STEPS)
                        .await
                        .unwrap()
                })
            })
            .collect();
        let mut applied = 0;
        for start in starts {
            applied += start.await.unwrap();
        }
        assert_eq!(
            (applied, steps(&scratch.db).await),
            (2, 2),
            "{:?}",
            scratch.db
        );
    }
}

#[tokio::test]
async fn a_broken_migration_leaves_no_trace() {
    for scratch in databases(STEPS).await {
        let db = &scratch.db;
        let refused = db.migrate(&[STEPS[0], STEPS[1], BROKEN]).await.unwrap_err();
        assert!(
            matches!(&refused, Error::Other(text) if text.contains("migration 3 (broken)")),
            "{refused:?}"
        );
        assert_eq!(steps(db).await, 2, "{db:?}");
        let mended = Migration {
            sqlite: "INSERT INTO steps VALUES (3)",
            postgres: "INSERT INTO steps VALUES (3)",
            ..BROKEN
        };
        assert_eq!(db.migrate(&[STEPS[0], STEPS[1], mended]).await, Ok(1));
    }
}

#[tokio::test]
async fn a_database_that_is_newer_than_the_program_is_refused() {
    for scratch in databases(STEPS).await {
        let db = &scratch.db;
        let refused = db.migrate(&STEPS[1..]).await;
        assert!(
            matches!(&refused, Err(Error::NotSupported(text)) if text.contains("newer version")),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn migrations_that_cannot_be_put_in_order_are_refused() {
    for scratch in databases(THINGS).await {
        let other = Migration {
            name: "other",
            ..THINGS[0]
        };
        for list in [&[other][..], &[THINGS[0], BROKEN, BROKEN]] {
            assert!(matches!(
                scratch.db.migrate(list).await,
                Err(Error::NotSupported(_))
            ));
        }
        assert_eq!(count(&scratch.db).await, 0);
    }
}
