//! Steps of the schema: embedded, numbered, forward only.

use std::time::Duration;

use super::{Db, Error, Kind, Result, Tx, Verbs, query};
use crate::clock::{Clock as _, SystemClock};

/// Another process may be applying a long migration; SQLite tells us after each lock time-out.
const TRIES_WHILE_BUSY: usize = 12;

/// One step of the schema, never edited once it was released.
#[derive(Copy, Clone, Debug)]
pub struct Migration {
    /// Its place in the order, from 1.
    pub number: u32,
    /// What it does, in a few words, for the operator.
    pub name: &'static str,
    /// Its statements for SQLite. They run in a transaction, so no `PRAGMA` and no `VACUUM`.
    pub sqlite: &'static str,
    /// Its statements for PostgreSQL. They run in a transaction, so no `CREATE INDEX CONCURRENTLY`.
    pub postgres: &'static str,
}

pub(super) async fn apply(db: &Db, migrations: &[Migration]) -> Result<usize> {
    let mut applied = 0;
    let mut busy = 0;
    loop {
        match apply_next(db, migrations).await {
            Ok(true) => (applied, busy) = (applied + 1, 0),
            Ok(false) => return Ok(applied),
            Err(Error::Busy) if busy < TRIES_WHILE_BUSY => {
                busy += 1;
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Err(error) => return Err(error),
        }
    }
}

const RECORD: &str = "INSERT INTO pc_migrations (number, name, applied_at) VALUES ($1, $2, $3)";

/// Applies the first missing step; says whether there was one.
async fn apply_next(db: &Db, migrations: &[Migration]) -> Result<bool> {
    let mut tx = begin_alone(db).await?;
    let known = known(&mut tx).await?;
    let Some(next) = missing(migrations, &known)?.into_iter().next() else {
        // The table of migrations itself may be new.
        tx.commit().await?;
        return Ok(false);
    };
    let script = match db.kind() {
        Kind::Sqlite => next.sqlite,
        Kind::Postgres => next.postgres,
    };
    tx.script(script).await.map_err(|error| match error {
        Error::Other(text) => {
            Error::Other(format!("migration {} ({}): {text}", next.number, next.name))
        }
        other => other,
    })?;
    tx.run(
        query(RECORD)
            .bind(next.number)
            .bind(next.name)
            .bind(SystemClock.now()),
    )
    .await?;
    tx.commit().await?;
    tracing::info!(
        number = next.number,
        name = next.name,
        "applied a database migration"
    );
    Ok(true)
}

/// A transaction that no other migrating process shares.
async fn begin_alone(db: &Db) -> Result<Tx> {
    let mut tx = db.begin().await?;
    match db.kind() {
        // BEGIN IMMEDIATE is the lock.
        Kind::Sqlite => tx.script(
            "CREATE TABLE IF NOT EXISTS pc_migrations (
                 number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)",
        ),
        // The number spells "portcull". The lock ends with the transaction, so it passes PgBouncer.
        Kind::Postgres => tx.script(
            "SELECT pg_advisory_xact_lock(8101820098873224300);
             CREATE TABLE IF NOT EXISTS pc_migrations (
                 number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at TIMESTAMPTZ NOT NULL)",
        ),
    }
    .await?;
    Ok(tx)
}

const KNOWN: &str = "SELECT number, name FROM pc_migrations ORDER BY number";

async fn known(on: &mut impl Verbs) -> Result<Vec<(i64, String)>> {
    on.all(query(KNOWN))
        .await?
        .iter()
        .map(|row| Ok((row.int("number")?, row.text("name")?)))
        .collect()
}

impl Db {
    /// The names of the steps that [`migrate`](Self::migrate) would do; all of them for a database in which none was done.
    /// Changes nothing.
    ///
    /// # Errors
    ///
    /// As [`migrate`](Self::migrate).
    pub async fn pending_migrations(&self, migrations: &[Migration]) -> Result<Vec<&'static str>> {
        let mut on = self;
        let known = match known(&mut on).await {
            Err(error) if !error.is_unavailable() => Vec::new(), // There is no such table.
            known => known?,
        };
        let missing = missing(migrations, &known)?;
        Ok(missing.into_iter().map(|step| step.name).collect())
    }
}

fn missing<'a>(migrations: &'a [Migration], known: &[(i64, String)]) -> Result<Vec<&'a Migration>> {
    for (number, name) in known {
        match migrations
            .iter()
            .find(|migration| i64::from(migration.number) == *number)
        {
            Some(migration) if migration.name == name => {}
            Some(migration) => {
                return Err(Error::NotSupported(format!(
                    "migration {number} of this database is {name:?}, of this program {:?}: it belongs to another program",
                    migration.name
                )));
            }
            None => {
                return Err(Error::NotSupported(format!(
                    "this database has migration {number} ({name}), which this program does not know: it was made by a \
                     newer version; start that version, or restore a backup from before it"
                )));
            }
        }
    }
    let is_known = |migration: &&Migration| {
        known
            .iter()
            .any(|(number, _)| *number == i64::from(migration.number))
    };
    let mut missing: Vec<_> = migrations
        .iter()
        .filter(|migration| !is_known(migration))
        .collect();
    missing.sort_by_key(|migration| migration.number);
    if let Some(twice) = missing
        .windows(2)
        .find(|pair| pair[0].number == pair[1].number)
    {
        return Err(Error::NotSupported(format!(
            "two migrations have the number {}",
            twice[0].number
        )));
    }
    Ok(missing)
}
