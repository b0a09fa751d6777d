//! PostgreSQL: a pool of equal connections, none of which keeps a state of its own between transactions.
//!
//! So PgBouncer in transaction mode may stand in between: from 1.21 on, which knows prepared statements; before that with
//! `?statement-cache-capacity=0` in the address, for which every statement is prepared anew inside of a transaction.

use std::future::Future;
use std::pin::Pin;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use jiff_sqlx::{Timestamp, ToSqlx as _};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, Executor as _, Postgres, Transaction};

use super::changes::ToTell;
pub(super) use super::listen::Listener;
use super::patience::Patience;
use super::query::trusted;
use super::spoilt::Spoilt;
use super::{Error, Kind, Query, Result, Row, Value};

/// Each connection keeps so many statements prepared: more than the product has, and those of several rows.
const PREPARED: usize = 300;

/// How the address says it: none are kept where it is 0.
const CAPACITY: &str = "statement-cache-capacity";

#[derive(Clone)]
pub(super) struct Pool {
    pool: PgPool,
    options: Arc<PgConnectOptions>,
    watch: Watch,
    prepared: bool,
}

pub(super) struct Tx {
    inner: Transaction<'static, Postgres>,
    watch: Watch,
    prepared: bool,
}

/// Waits for an answer, no longer than we mean to, and sorts what went wrong.
#[derive(Clone)]
struct Watch {
    patience: Patience,
    spoilt: Spoilt,
}

impl Pool {
    pub(super) async fn open(url: &str, patience: Patience) -> Result<Self> {
        let mut options = PgConnectOptions::from_str(url)
            .map_err(|error| {
                Error::NotSupported(format!("the database address cannot be read: {error}"))
            })?
            .disable_statement_logging()
            // We store no floating-point numbers, and PgBouncer lets nobody in who asks for their format.
            .extra_float_digits(None);
        let capacity = capacity(url);
        if capacity.is_none() {
            options = options.statement_cache_capacity(PREPARED);
        }
        if options.get_application_name().is_none() {
            options = options.application_name("portcullis");
        }
        let watch = Watch {
            patience,
            spoilt: Spoilt::default(),
        };
        let (before, after) = (watch.spoilt.clone(), watch.spoilt.clone());
        let pool = PgPoolOptions::new()
            .max_connections(patience.connections)
            .acquire_timeout(patience.acquire)
            .before_acquire(move |_, connection| {
                Box::pin(std::future::ready(Ok(before.spares(connection.age))))
            })
            .after_release(move |_, connection| {
                Box::pin(std::future::ready(Ok(after.spares(connection.age))))
            })
            .connect_with(options.clone())
            .await;
        match pool {
            Ok(pool) => Ok(Self {
                pool,
                options: Arc::new(options),
                watch,
                prepared: capacity != Some("0"),
            }),
            Err(error) => Err(watch.sort(&cause(error, &options).await)),
        }
    }

    pub(super) async fn begin(&self) -> Result<Tx> {
        // sqlx's future takes 4 KiB, four times in whatever awaits this one: in every request that waits for its hash.
        let inner = self.watch.wait(Box::pin(self.pool.begin())).await?;
        Ok(Tx {
            inner,
            watch: self.watch.clone(),
            prepared: self.prepared,
        })
    }

    /// Listens to a channel, over a connection of its own; see [`Listener::open`].
    pub(super) async fn listen(&self, channel: &'static str) -> Result<Option<Listener>> {
        Listener::open(self.clone(), (*self.options).clone(), channel).await
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }

    pub(super) async fn prepare(&self, sql: &str) -> Result<()> {
        self.watch
            .wait(self.pool.prepare(trusted(sql.to_owned())))
            .await
            .map(drop)
    }

    pub(super) async fn all(&self, query: Query, told: Option<ToTell>) -> Result<Vec<Row>> {
        // Dropped, and so told, when the answer is there, or when the caller waits no longer.
        let _told = told;
        if !self.prepared {
            return self.all_alone(query).await;
        }
        let rows = self.watch.wait(bind(query).fetch_all(&self.pool)).await?;
        Ok(rows.into_iter().map(Row::postgres).collect())
    }

    pub(super) async fn run(&self, query: Query, told: Option<ToTell>) -> Result<u64> {
        let _told = told;
        if !self.prepared {
            return self.run_alone(query).await;
        }
        Ok(self
            .watch
            .wait(bind(query).execute(&self.pool))
            .await?
            .rows_affected())
    }

    /// In a transaction of its own, which keeps one connection from the preparing to the end.
    fn all_alone(&self, query: Query) -> Apart<'_, Vec<Row>> {
        Box::pin(async move {
            let mut tx = self.begin().await?;
            let rows = tx.all(query).await?;
            tx.commit(None).await?;
            Ok(rows)
        })
    }

    /// Likewise.
    fn run_alone(&self, query: Query) -> Apart<'_, u64> {
        Box::pin(async move {
            let mut tx = self.begin().await?;
            let touched = tx.run(query).await?;
            tx.commit(None).await?;
            Ok(touched)
        })
    }
}

/// A future whose size is no part of that of the caller's: few go this way, and all would carry it along.
type Apart<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// How many prepared statements the address asks for, if it does.
fn capacity(url: &str) -> Option<&str> {
    let (_, parameters) = url.split_once('?')?;
    let mut parameters = parameters.split('&');
    parameters.find_map(|parameter| parameter.strip_prefix(CAPACITY)?.strip_prefix('='))
}

/// The pool tries again while a server refuses, and in the end only says that it waited. A single connection says why.
async fn cause(error: sqlx::Error, options: &PgConnectOptions) -> sqlx::Error {
    if !matches!(error, sqlx::Error::PoolTimedOut) {
        return error;
    }
    match tokio::time::timeout(Duration::from_secs(1), options.connect()).await {
        Ok(Err(cause)) => cause,
        _ => error,
    }
}

impl Tx {
    /// Where something is to be told, in a task of its own: what is kept after all when its caller has gone is told then.
    pub(super) async fn commit(self, told: Option<ToTell>) -> Result<()> {
        let Self { inner, watch, .. } = self;
        let Some(told) = told else {
            return watch.wait(inner.commit()).await;
        };
        let committed = tokio::spawn(async move {
            let done = watch.wait(inner.commit()).await;
            drop(told);
            done
        });
        let ended = |_| Error::Unavailable("the runtime is shutting down".to_owned());
        committed.await.map_err(ended)?
    }

    pub(super) async fn script(&mut self, sql: &'static str) -> Result<()> {
        let done = sqlx::raw_sql(sql).execute(&mut *self.inner).await;
        done.map(drop).map_err(|error| self.watch.sort(&error))
    }

    pub(super) async fn all(&mut self, query: Query) -> Result<Vec<Row>> {
        let query = bind(query).persistent(self.prepared);
        let rows = self.watch.wait(query.fetch_all(&mut *self.inner)).await?;
        Ok(rows.into_iter().map(Row::postgres).collect())
    }

    pub(super) async fn run(&mut self, query: Query) -> Result<u64> {
        let query = bind(query).persistent(self.prepared);
        let done = self.watch.wait(query.execute(&mut *self.inner)).await?;
        Ok(done.rows_affected())
    }
}

impl Watch {
    async fn wait<T>(&self, answer: impl Future<Output = sqlx::Result<T>>) -> Result<T> {
        match tokio::time::timeout(self.patience.statement, answer).await {
            Ok(answer) => answer.map_err(|error| self.sort(&error)),
            Err(_) => {
                self.spoilt.note();
                Err(Error::Unavailable(format!(
                    "no answer within {:?}",
                    self.patience.statement
                )))
            }
        }
    }

    /// The codes of <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
    fn sort(&self, error: &sqlx::Error) -> Error {
        let sqlx::Error::Database(said) = error else {
            return Error::of_driver(error).unwrap_or_else(|| Error::Other(error.to_string()));
        };
        let code = said.code().unwrap_or_default();
        match &*code {
            "23505" => Error::Unique {
                constraint: said.constraint().unwrap_or_default().to_owned(),
            },
            "40001" | "40P01" => Error::Conflict,
            "53100" => Error::Full,
            "55P03" => Error::Busy,
            // A server that became a standby keeps its connections and refuses every write.
            "25006" => {
                self.spoilt.note();
                Error::Unavailable(error.to_string())
            }
            // 3D000: no such database; 55000: one that is closed for now; 57014: a time-out of the server.
            "3D000" | "55000" | "57014" => Error::Unavailable(error.to_string()),
            // Connection lost, not let in, no resources, being shut down or started, disk failing.
            _ if ["08", "28", "53", "57P", "58"]
                .iter()
                .any(|class| code.starts_with(class)) =>
            {
                Error::Unavailable(error.to_string())
            }
            _ => Error::Other(format!("{error} ({code})")),
        }
    }
}

fn bind(query: Query) -> sqlx::query::Query<'static, Postgres, PgArguments> {
    let (sql, values) = query.into_parts(Kind::Postgres);
    values
        .into_iter()
        .fold(sqlx::query(sql), |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Int(number) => query.bind(number),
            Value::Bool(flag) => query.bind(flag),
            Value::Bytes(bytes) => query.bind(bytes),
            Value::Id(id) => query.bind(id),
            Value::Time(time) => query.bind(time.map(|time| time.timestamp().to_sqlx())),
        })
}

/// How the column types of PostgreSQL become ours.
pub(super) mod read {
    use sqlx::postgres::PgRow;
    use sqlx::{Error, Row as _};
    use uuid::Uuid;

    use super::Timestamp;
    use crate::clock::Time;

    pub(in crate::db) fn text(row: &PgRow, column: &str) -> Result<Option<String>, Error> {
        row.try_get(column)
    }

    pub(in crate::db) fn int(row: &PgRow, column: &str) -> Result<Option<i64>, Error> {
        let small = || {
            row.try_get::<Option<i32>, _>(column)
                .map(|number| number.map(i64::from))
        };
        row.try_get(column)
            .or_else(|error| small().map_err(|_| error))
    }

    pub(in crate::db) fn bool(row: &PgRow, column: &str) -> Result<Option<bool>, Error> {
        row.try_get(column)
    }

    pub(in crate::db) fn bytes(row: &PgRow, column: &str) -> Result<Option<Vec<u8>>, Error> {
        row.try_get(column)
    }

    pub(in crate::db) fn id(row: &PgRow, column: &str) -> Result<Option<Uuid>, Error> {
        row.try_get(column)
    }

    pub(in crate::db) fn time(row: &PgRow, column: &str) -> Result<Option<Time>, Error> {
        let time: Option<Timestamp> = row.try_get(column)?;
        Ok(time.map(|time| Time::from_micros(time.to_jiff().as_microsecond())))
    }
}
