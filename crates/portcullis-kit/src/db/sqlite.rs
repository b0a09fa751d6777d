//! SQLite: a file with one writing connection and a few reading ones.

use std::str::FromStr as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Executor as _, Sqlite, Transaction};
use tokio::time::Instant;

use super::patience::{Patience, Spoilt};
use super::query::trusted;
use super::{Error, Kind, Query, Result, Row, Value};

/// Readers do not wait for the writer; more of them than this only wait for the disk.
const READERS: u32 = 4;

#[derive(Clone)]
pub(super) struct Pools {
    writer: SqlitePool,
    readers: SqlitePool,
    spoilt: Spoilt,
}

pub(super) struct Tx {
    inner: Transaction<'static, Sqlite>,
    spoilt: Spoilt,
}

impl Pools {
    pub(super) async fn open(url: &str, patience: Patience) -> Result<Self> {
        let options = options(url, patience)?;
        create_for_the_owner_only(&options)?;
        let spoilt = Spoilt::default();
        let writing = options
            .clone()
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let writer = connect(1, writing, patience, &spoilt).await?;
        // A write that is taken for a read shall fail, not race with the writer.
        let readers = connect(
            READERS.min(patience.connections),
            options.pragma("query_only", "ON"),
            patience,
            &spoilt,
        )
        .await?;
        Ok(Self {
            writer,
            readers,
            spoilt,
        })
    }

    #[cfg(test)]
    pub(super) fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    pub(super) async fn begin(&self) -> Result<Tx> {
        let inner = self
            .writer
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(|error| sort(&error, &self.spoilt))?;
        Ok(Tx {
            inner,
            spoilt: self.spoilt.clone(),
        })
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    pub(super) async fn prepare(&self, sql: &str) -> Result<()> {
        let prepared = self.readers.prepare(trusted(sql.to_owned())).await;
        prepared
            .map(drop)
            .map_err(|error| sort(&error, &self.spoilt))
    }

    pub(super) async fn all(&self, query: Query) -> Result<Vec<Row>> {
        let pool = if query.writes() {
            &self.writer
        } else {
            &self.readers
        };
        let rows = bind(query)
            .fetch_all(pool)
            .await
            .map_err(|error| sort(&error, &self.spoilt))?;
        Ok(rows.into_iter().map(Row::sqlite).collect())
    }

    pub(super) async fn run(&self, query: Query) -> Result<u64> {
        let done = bind(query)
            .execute(&self.writer)
            .await
            .map_err(|error| sort(&error, &self.spoilt))?;
        Ok(done.rows_affected())
    }
}

impl Tx {
    pub(super) async fn commit(self) -> Result<()> {
        self.inner
            .commit()
            .await
            .map_err(|error| sort(&error, &self.spoilt))
    }

    pub(super) async fn script(&mut self, sql: &'static str) -> Result<()> {
        let done = sqlx::raw_sql(sql).execute(&mut *self.inner).await;
        done.map(drop).map_err(|error| sort(&error, &self.spoilt))
    }

    pub(super) async fn all(&mut self, query: Query) -> Result<Vec<Row>> {
        let rows = bind(query)
            .fetch_all(&mut *self.inner)
            .await
            .map_err(|error| sort(&error, &self.spoilt))?;
        Ok(rows.into_iter().map(Row::sqlite).collect())
    }

    pub(super) async fn run(&mut self, query: Query) -> Result<u64> {
        let done = bind(query)
            .execute(&mut *self.inner)
            .await
            .map_err(|error| sort(&error, &self.spoilt))?;
        Ok(done.rows_affected())
    }
}

fn options(url: &str, patience: Patience) -> Result<SqliteConnectOptions> {
    if url.contains('?') {
        return Err(Error::NotSupported(
            "an SQLite address takes no parameters (write a ? in a name as %3F)".to_owned(),
        ));
    }
    if url.contains(":memory:")
        || url
            .trim_start_matches("sqlite:")
            .trim_start_matches("//")
            .is_empty()
    {
        let why = "SQLite in memory would give each connection a database of its own: name a file, sqlite://path";
        return Err(Error::NotSupported(why.to_owned()));
    }
    let options = SqliteConnectOptions::from_str(url).map_err(|error| {
        Error::NotSupported(format!("the database address cannot be read: {error}"))
    })?;
    Ok(options
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(patience.acquire)
        .disable_statement_logging())
}

/// The file holds addresses and password hashes; SQLite itself would make it readable by everybody.
fn create_for_the_owner_only(options: &SqliteConnectOptions) -> Result<()> {
    // POSIX drops all locks of a process on a file when it closes any descriptor of it. So nobody here
    // may have opened the file in SQLite before the descriptor that made it is closed.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);

    let path = options.get_filename();
    let mut new = std::fs::OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    match new.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(Error::Unavailable(
            format!("cannot create {}: {error}", path.display()),
        )),
        _ => Ok(()),
    }
}

async fn connect(
    connections: u32,
    options: SqliteConnectOptions,
    patience: Patience,
    spoilt: &Spoilt,
) -> Result<SqlitePool> {
    let start = Instant::now();
    loop {
        let (before, after) = (spoilt.clone(), spoilt.clone());
        let pool = SqlitePoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(patience.acquire)
            .idle_timeout(None)
            .max_lifetime(None)
            .before_acquire(move |_, connection| {
                Box::pin(std::future::ready(Ok(before.spares(connection.age))))
            })
            .after_release(move |_, connection| {
                Box::pin(std::future::ready(Ok(after.spares(connection.age))))
            })
            .connect_with(options.clone())
            .await;
        match pool.map_err(|error| sort(&error, spoilt)) {
            // Two processes that make a new file at once: the change to WAL does not wait for the other's lock.
            Err(Error::Busy) if start.elapsed() < patience.acquire => {
                tokio::time::sleep(Duration::from_millis(20)).await
            }
            result => return result,
        }
    }
}

fn bind(query: Query) -> sqlx::query::Query<'static, Sqlite, SqliteArguments> {
    let (sql, values) = query.into_parts(Kind::Sqlite);
    values
        .into_iter()
        .fold(sqlx::query(sql), |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Int(number) => query.bind(number),
            Value::Bool(flag) => query.bind(flag),
            Value::Bytes(bytes) => query.bind(bytes),
            Value::Id(id) => query.bind(id),
            Value::Time(time) => query.bind(time.map(crate::clock::Time::as_micros)),
        })
}

/// The primary result codes of <https://sqlite.org/rescode.html>.
fn sort(error: &sqlx::Error, spoilt: &Spoilt) -> Error {
    let sqlx::Error::Database(said) = error else {
        return match error {
            sqlx::Error::PoolTimedOut => Error::Busy,
            _ => Error::of_driver(error).unwrap_or_else(|| Error::Other(error.to_string())),
        };
    };
    if said.is_unique_violation() {
        let constraint = said
            .message()
            .rsplit_once(": ")
            .map_or(said.message(), |(_, columns)| columns);
        return Error::Unique {
            constraint: constraint.to_owned(),
        };
    }
    match said
        .code()
        .and_then(|code| code.parse::<u32>().ok())
        .unwrap_or(0)
        & 0xff
    {
        5 | 6 => Error::Busy,
        // SQLite has rolled back by itself, which the driver does not know: it would begin no transaction on it again.
        13 => {
            spoilt.note();
            Error::Full
        }
        // PERM, NOMEM, READONLY, IOERR, CORRUPT, CANTOPEN, PROTOCOL, NOTADB: the file under us is not what it was.
        3 | 7 | 8 | 10 | 11 | 14 | 15 | 26 => {
            spoilt.note();
            Error::Unavailable(error.to_string())
        }
        _ => Error::Other(error.to_string()),
    }
}

/// How the column types of SQLite become ours.
pub(super) mod read {
    use sqlx::sqlite::SqliteRow;
    use sqlx::{Error, Row as _};
    use uuid::Uuid;

    use crate::clock::Time;

    pub(in crate::db) fn text(row: &SqliteRow, column: &str) -> Result<Option<String>, Error> {
        row.try_get(column)
    }

    pub(in crate::db) fn int(row: &SqliteRow, column: &str) -> Result<Option<i64>, Error> {
        row.try_get(column)
    }

    pub(in crate::db) fn bool(row: &SqliteRow, column: &str) -> Result<Option<bool>, Error> {
        row.try_get(column)
    }

    pub(in crate::db) fn bytes(row: &SqliteRow, column: &str) -> Result<Option<Vec<u8>>, Error> {
        row.try_get(column)
    }

    pub(in crate::db) fn id(row: &SqliteRow, column: &str) -> Result<Option<Uuid>, Error> {
        row.try_get(column)
    }

    pub(in crate::db) fn time(row: &SqliteRow, column: &str) -> Result<Option<Time>, Error> {
        Ok(row
            .try_get::<Option<i64>, _>(column)?
            .map(Time::from_micros))
    }
}
