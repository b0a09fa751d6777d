//! The connections to PostgreSQL: a few, each on loan to one caller at a time.
//!
//! The pool that comes with the driver asks the server before and after each loan whether it is still there, and returns a
//! connection in a task of its own: for a statement by a key that is two ways there and back more than the statement. Here a
//! connection that was used a moment ago is taken to be alive, and one whose last statement was answered is returned as it is.

use std::sync::Arc;
use std::time::Duration;

use deadpool::managed::{
    Manager, Metrics, Object, Pool, PoolConfig, PoolError, QueueMode, RecycleError, RecycleResult,
};
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgRow};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _, Postgres, SqlStr};
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::Flush;
use super::patience::Patience;
use super::spoilt::Spoilt;

/// How long after it was lent a connection is taken to be alive without asking.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// What a connection has gathered at the server is given back from time to time.
const LIFE: Duration = Duration::from_secs(30 * 60);

/// Between attempts to connect to a server that is just starting.
const PAUSE: Duration = Duration::from_millis(50);

/// How often it is looked whether the last connection has come back.
const CLOSE_PAUSE: Duration = Duration::from_millis(5);

type Statement = sqlx::query::Query<'static, Postgres, PgArguments>;

#[derive(Clone)]
pub(super) struct Connections {
    pool: Pool<Opener>,
    patience: Patience,
}

struct Opener {
    options: Arc<PgConnectOptions>,
    spoilt: Spoilt,
}

/// A connection on loan.
pub(super) struct Loan {
    /// None once the other end has gone.
    connection: Option<Object<Opener>>,
    /// Whether an answer is still to come.
    asking: bool,
    in_transaction: bool,
    /// Whether its caller has gone.
    resting: bool,
    patience: Patience,
}

impl Manager for Opener {
    type Type = PgConnection;
    type Error = sqlx::Error;

    async fn create(&self) -> sqlx::Result<PgConnection> {
        // Large, and seldom: on the heap, so that nobody who only waits carries it along.
        Box::pin(self.options.connect()).await
    }

    async fn recycle(
        &self,
        connection: &mut PgConnection,
        metrics: &Metrics,
    ) -> RecycleResult<sqlx::Error> {
        let age = metrics.age();
        if age > LIFE || !self.spoilt.spares(age) {
            return Err(RecycleError::message("it is too old"));
        }
        if metrics.last_used() > TRUSTED_FOR {
            connection.ping().await?;
        }
        Ok(())
    }
}

impl Connections {
    pub(super) fn new(
        options: Arc<PgConnectOptions>,
        spoilt: Spoilt,
        patience: Patience,
    ) -> sqlx::Result<Self> {
        let mut config = PoolConfig::new(patience.connections as usize);
        // The one that was used last is the most likely to be alive, and to have all statements.
        config.queue_mode = QueueMode::Lifo;
        let pool = Pool::builder(Opener { options, spoilt });
        let pool = pool.config(config).build();
        let pool = pool.map_err(|error| sqlx::Error::Configuration(error.into()))?;
        Ok(Self { pool, patience })
    }

    /// Lends a connection; waits for one to come back where all are lent, and for a server that is starting.
    pub(super) async fn lend(&self) -> sqlx::Result<Loan> {
        let until = Instant::now() + self.patience.acquire;
        loop {
            let error = match timeout_at(until, self.pool.get()).await {
                Ok(Ok(connection)) => return Ok(Loan::of(connection, self.patience)),
                Ok(Err(PoolError::Backend(error))) => error,
                Ok(Err(PoolError::Closed)) => return Err(sqlx::Error::PoolClosed),
                Ok(Err(_)) | Err(_) => return Err(sqlx::Error::PoolTimedOut),
            };
            if !is_starting(&error) || Instant::now() + PAUSE > until {
                return Err(error);
            }
            sleep(PAUSE).await;
        }
    }

    /// Waits for those that are lent, and closes all.
    pub(super) async fn close(&self) {
        self.pool.close();
        let all_back = async {
            while self.pool.status().size > 0 {
                sleep(CLOSE_PAUSE).await;
            }
        };
        let _ = timeout(self.patience.statement, all_back).await;
    }
}

/// Whether it may soon be let in: nobody listens there, or PostgreSQL says that it can't at the moment.
fn is_starting(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => error.kind() == std::io::ErrorKind::ConnectionRefused,
        sqlx::Error::Database(said) => said.is_transient_in_connect_phase(),
        _ => false,
    }
}

impl Loan {
    fn of(connection: Object<Opener>, patience: Patience) -> Self {
        Self {
            connection: Some(connection),
            asking: false,
            in_transaction: false,
            resting: false,
            patience,
        }
    }

    pub(super) async fn begin(&mut self, flush: Flush) -> sqlx::Result<()> {
        self.in_transaction = true;
        self.script(match flush {
            Flush::Now => "BEGIN",
            Flush::Later => "BEGIN; SET LOCAL synchronous_commit TO OFF",
        })
        .await
    }

    pub(super) async fn commit(&mut self) -> sqlx::Result<()> {
        let done = self.script("COMMIT").await;
        // Also with an error the server has ended it.
        self.in_transaction = self.asking;
        done
    }

    /// Statements without values.
    pub(super) async fn script(&mut self, sql: &'static str) -> sqlx::Result<()> {
        // Large as well, and in every future that begins a transaction.
        let done = Box::pin(sqlx::raw_sql(sql).execute(self.ask()?)).await;
        self.answered(done).map(drop)
    }

    pub(super) async fn prepare(&mut self, sql: SqlStr) -> sqlx::Result<()> {
        let done = self.ask()?.prepare(sql).await;
        self.answered(done).map(drop)
    }

    pub(super) async fn all(&mut self, query: Statement) -> sqlx::Result<Vec<PgRow>> {
        let done = query.fetch_all(self.ask()?).await;
        self.answered(done)
    }

    /// How many rows it touched.
    pub(super) async fn run(&mut self, query: Statement) -> sqlx::Result<u64> {
        let done = query.execute(self.ask()?).await;
        Ok(self.answered(done)?.rows_affected())
    }

    async fn rest(&mut self) -> sqlx::Result<()> {
        if self.in_transaction {
            self.script("ROLLBACK").await?;
            self.in_transaction = false;
            return Ok(());
        }
        let done = self.ask()?.ping().await;
        self.answered(done)
    }

    fn ask(&mut self) -> sqlx::Result<&mut PgConnection> {
        let connection = self.connection.as_deref_mut();
        let connection = connection.ok_or(sqlx::Error::PoolClosed)?;
        self.asking = true;
        Ok(connection)
    }

    fn answered<T>(&mut self, done: sqlx::Result<T>) -> sqlx::Result<T> {
        match done {
            Ok(_) | Err(sqlx::Error::Database(_)) => self.asking = false,
            // Nobody knows what would be the answer to the next one.
            Err(_) => drop(self.connection.take().map(Object::take)),
        }
        done
    }
}

/// Returns it. Where its caller has gone in the middle of something, it is first brought to rest, in a task of its own; what
/// can't be brought to rest is closed.
impl Drop for Loan {
    fn drop(&mut self) {
        if !self.asking && !self.in_transaction {
            return;
        }
        let Some(connection) = self.connection.take() else {
            return;
        };
        let runtime = Handle::try_current();
        let (Ok(runtime), false) = (runtime, self.resting) else {
            drop(Object::take(connection));
            return;
        };
        let mut loan = Self {
            connection: Some(connection),
            resting: true,
            ..*self
        };
        runtime.spawn(async move {
            let _ = timeout(loan.patience.statement, loan.rest()).await;
        });
    }
}
