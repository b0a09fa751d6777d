//! A transaction: all or nothing.

use super::probe::Probe;
use super::{Error, Query, Result, Row, Verbs};

/// A transaction, begun by [`Db::begin`](super::Db::begin). Dropping it without [`commit`](Tx::commit) rolls back.
///
/// After the first failed statement it is dead on both databases, and `commit` refuses: PostgreSQL would answer such
/// a COMMIT with a silent rollback, and SQLite may have rolled back already and keep the rest piece by piece.
#[must_use = "a transaction that is dropped is rolled back"]
pub struct Tx {
    inner: Inner,
    probe: Probe,
    failed: bool,
}

enum Inner {
    #[cfg(feature = "sqlite")]
    Sqlite(super::sqlite::Tx),
    #[cfg(feature = "postgres")]
    Postgres(super::postgres::Tx),
}

impl Tx {
    #[cfg(feature = "sqlite")]
    pub(super) fn sqlite(tx: super::sqlite::Tx, probe: Probe) -> Self {
        Self {
            inner: Inner::Sqlite(tx),
            probe,
            failed: false,
        }
    }

    #[cfg(feature = "postgres")]
    pub(super) fn postgres(tx: super::postgres::Tx, probe: Probe) -> Self {
        Self {
            inner: Inner::Postgres(tx),
            probe,
            failed: false,
        }
    }

    /// Keeps everything that was done in this transaction.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] leaves it unknown whether it was kept; after every other error nothing was.
    pub async fn commit(self) -> Result<()> {
        self.alive()?;
        let Self { inner, probe, .. } = self;
        let done = async move {
            match inner {
                #[cfg(feature = "sqlite")]
                Inner::Sqlite(tx) => tx.commit().await,
                #[cfg(feature = "postgres")]
                Inner::Postgres(tx) => tx.commit().await,
            }
        };
        probe.call("COMMIT", done).await
    }

    /// Runs several statements without values, as long as they take: DDL, and waiting for the migration lock.
    pub(super) async fn script(&mut self, sql: &'static str) -> Result<()> {
        self.alive()?;
        self.failed = true;
        let done = match &mut self.inner {
            #[cfg(feature = "sqlite")]
            Inner::Sqlite(tx) => tx.script(sql).await,
            #[cfg(feature = "postgres")]
            Inner::Postgres(tx) => tx.script(sql).await,
        };
        self.failed = done.is_err();
        done
    }

    fn alive(&self) -> Result<()> {
        if self.failed {
            return Err(Error::Other(
                "a statement of this transaction failed: nothing of it is kept".to_owned(),
            ));
        }
        Ok(())
    }
}

// `failed` is set before each statement and cleared after it: a caller that stops waiting in between
// leaves a transaction of which nobody knows how far it got.
impl Verbs for Tx {
    async fn all(&mut self, query: Query) -> Result<Vec<Row>> {
        self.alive()?;
        self.failed = true;
        let sql = query.text();
        let done = async {
            match &mut self.inner {
                #[cfg(feature = "sqlite")]
                Inner::Sqlite(tx) => tx.all(query).await,
                #[cfg(feature = "postgres")]
                Inner::Postgres(tx) => tx.all(query).await,
            }
        };
        let rows = self.probe.call(sql, done).await;
        self.failed = rows.is_err();
        rows
    }

    async fn run(&mut self, query: Query) -> Result<u64> {
        self.alive()?;
        self.failed = true;
        let sql = query.text();
        let done = async {
            match &mut self.inner {
                #[cfg(feature = "sqlite")]
                Inner::Sqlite(tx) => tx.run(query).await,
                #[cfg(feature = "postgres")]
                Inner::Postgres(tx) => tx.run(query).await,
            }
        };
        let touched = self.probe.call(sql, done).await;
        self.failed = touched.is_err();
        touched
    }
}

impl std::fmt::Debug for Tx {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx")
            .field("failed", &self.failed)
            .finish_non_exhaustive()
    }
}
