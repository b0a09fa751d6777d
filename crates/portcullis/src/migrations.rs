//! The database's tables, step by step. A step is never edited after a release.

use portcullis_kit::db::{Db, Migration};

use crate::error::Result;

macro_rules! step {
    ($number:literal, $name:literal) => {
        Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }
    };
}

/// All steps, in order.
pub(crate) const MIGRATIONS: &[Migration] = &[
    step!(1, "0001_accounts"),
    step!(2, "0002_sessions"),
    step!(3, "0003_mail"),
    step!(4, "0004_throttles"),
    step!(5, "0005_devices"),
    step!(6, "0006_audit"),
    step!(7, "0007_deletion"),
    step!(8, "0008_codes"),
    step!(9, "0009_throttle_limits"),
    step!(10, "0010_growth"),
    step!(11, "0011_session_notices"),
];

/// Brings the database's tables up to date, as [`crate::SecurityBuilder::build`] does too. Returns the names of the steps
/// that were missing.
///
/// # Errors
/// [`crate::Error::Unavailable`] when the database is; [`crate::Error::Setup`] when it was made by a newer version or by
/// another program.
///
/// ```
/// # use portcullis::Db;
/// # async fn example(db: &Db) -> portcullis::Result<()> {
/// // A step of its own, before the new version of an app is started anywhere.
/// for step in portcullis::migrate(db).await? {
///     println!("{step} is done");
/// }
/// # Ok(())
/// # }
/// ```
pub async fn migrate(db: &Db) -> Result<Vec<&'static str>> {
    let applied = db.migrate(MIGRATIONS).await?;
    let before = MIGRATIONS.len().saturating_sub(applied);
    Ok(MIGRATIONS[before..].iter().map(|step| step.name).collect())
}

/// The names of the steps that [`migrate`] would do; all of them for a database without our tables. Changes nothing.
///
/// # Errors
/// [`crate::Error::Unavailable`] when the database is; [`crate::Error::Setup`] when it was made by a newer version.
///
/// ```
/// # use portcullis::Db;
/// # async fn example(db: &Db) -> portcullis::Result<()> {
/// let missing = portcullis::pending_migrations(db).await?;
/// println!("{} steps to go", missing.len());
/// # Ok(())
/// # }
/// ```
pub async fn pending_migrations(db: &Db) -> Result<Vec<&'static str>> {
    Ok(db.pending_migrations(MIGRATIONS).await?)
}

#[cfg(test)]
mod tests {
    use portcullis_kit::db::testing::databases;

    use super::*;
    use crate::{Error, tests::tables::every_statement};

    #[tokio::test]
    async fn a_database_that_cannot_be_used_is_a_problem_of_the_setup() {
        let later = Migration {
            number: 9999,
            name: "9999_later",
            sqlite: "CREATE TABLE later (id INTEGER)",
            postgres: "CREATE TABLE later (id INTEGER)",
        };
        for scratch in databases(MIGRATIONS).await {
            let newer = [MIGRATIONS, &[later]].concat();
            assert_eq!(scratch.db.migrate(&newer).await, Ok(1));
            let refused = migrate(&scratch.db).await;
            assert!(
                matches!(&refused, Err(Error::Setup(text)) if text.contains("newer version")),
                "{refused:?}"
            );
        }
        let refused = Db::open("mysql://localhost").await.map_err(Error::from);
        let text = "a database address begins with sqlite:// or postgres://";
        assert_eq!(refused.map(drop).unwrap_err().to_string(), text);
    }

    #[tokio::test]
    async fn the_steps_that_are_missing_are_told_without_doing_them() {
        for scratch in databases(&[]).await {
            let all: Vec<_> = MIGRATIONS.iter().map(|step| step.name).collect();
            for _ in 0..2 {
                assert_eq!(pending_migrations(&scratch.db).await.unwrap(), all);
            }
            let (last, before) = MIGRATIONS.split_last().unwrap();
            scratch.db.migrate(before).await.unwrap();
            assert_eq!(pending_migrations(&scratch.db).await.unwrap(), [last.name]);
            migrate(&scratch.db).await.unwrap();
            assert_eq!(pending_migrations(&scratch.db).await.unwrap(), [""; 0]);
        }
    }

    // ASVS: 1.2.4
    #[tokio::test]
    async fn every_statement_fits_the_tables_of_both_databases() {
        for scratch in databases(MIGRATIONS).await {
            for statement in every_statement() {
                let prepared = scratch.db.prepare(statement).await;
                assert!(
                    prepared.is_ok(),
                    "{:?}: {prepared:?}:\n{statement}",
                    scratch.db.kind()
                );
            }
        }
    }
}
