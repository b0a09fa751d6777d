//! A transaction: all or nothing.

use std::any::Any;

use uuid::Uuid;

use super::changes::{Changes, Watchers};
use super::probe::Probe;
use super::{Error, Query, Result, Row, Verbs};

/// A transaction, begun by [`Db::begin`](super::Db::begin). Dropping it without [`commit`](Tx::commit) rolls back.
///
/// After the first failed statement it is dead on both databases, and `commit` refuses: PostgreSQL would answer such
/// a COMMIT with a silent rollback, and SQLite may have rolled back already and keep the rest piece by piece.
#[must_use = "a transaction that is dropped is rolled back"]
pub struct Tx {
    inner: Inner,
    watchers: Watchers,
    changes: Changes,
    probe: Probe,
    failed: bool,
    owed: Option<Box<dyn Any + Send>>,
}

enum Inner {
    #[cfg(feature = "sqlite")]
    Sqlite(super::sqlite::Tx),
    #[cfg(feature = "postgres")]
    Postgres(super::postgres::Tx),
}

impl Tx {
    #[cfg(feature = "sqlite")]
    pub(super) fn sqlite(tx: super::sqlite::Tx, watchers: Watchers, probe: Probe) -> Self {
        Self::new(Inner::Sqlite(tx), watchers, probe)
    }

    #[cfg(feature = "postgres")]
    pub(super) fn postgres(tx: super::postgres::Tx, watchers: Watchers, probe: Probe) -> Self {
        Self::new(Inner::Postgres(tx), watchers, probe)
    }

    fn new(inner: Inner, watchers: Watchers, probe: Probe) -> Self {
        Self {
            inner,
            watchers,
            changes: Changes::default(),
            probe,
            failed: false,
            owed: None,
        }
    }

    /// Notes what has to be written as the last thing of this transaction, because it takes a lock that many others wait
    /// for. Whoever commits takes it with [`take_owed`](Self::take_owed) and writes it; all notes are of one type.
    pub fn owe<T: Any + Send>(&mut self, note: T) {
        let owed = self.owed.get_or_insert_with(|| Box::new(Vec::<T>::new()));
        match owed.downcast_mut::<Vec<T>>() {
            Some(notes) => notes.push(note),
            // What can't be noted must not be forgotten either.
            None => self.failed = true,
        }
    }

    /// Says that a statement which was about nobody ([`Query::about_nobody`]) turned out to be about this one.
    pub fn about(&mut self, id: Uuid) {
        if let Changes::Of(ids) = &mut self.changes {
            ids.insert(id);
        }
    }

    /// What was noted, in the order of noting.
    pub fn take_owed<T: Any + Send>(&mut self) -> Vec<T> {
        match self.owed.take().map(|owed| owed.downcast::<Vec<T>>()) {
            None => Vec::new(),
            Some(Ok(notes)) => *notes,
            Some(Err(others)) => {
                self.owed = Some(others);
                Vec::new()
            }
        }
    }

    /// Keeps everything that was done in this transaction.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] leaves it unknown whether it was kept; after every other error nothing was. That goes for
    /// [`Error::Other`] too, when something that was [owed](Self::owe) has not been written.
    pub async fn commit(self) -> Result<()> {
        self.alive()?;
        if self.owed.is_some() {
            return Err(Error::Other(
                "something that belongs into this transaction was not written: nothing of it is kept".to_owned(),
            ));
        }
        let Self { inner, probe, .. } = self;
        let told = self.watchers.to_tell(self.changes);
        let done = async move {
            match inner {
                #[cfg(feature = "sqlite")]
                Inner::Sqlite(tx) => tx.commit(told).await,
                #[cfg(feature = "postgres")]
                Inner::Postgres(tx) => tx.commit(told).await,
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
            Inner::Sqlite(tx) => tx.script(sql),
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
        self.watchers.note(&query, &mut self.changes);
        let done = async {
            match &mut self.inner {
                #[cfg(feature = "sqlite")]
                Inner::Sqlite(tx) => tx.all(query),
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
        self.watchers.note(&query, &mut self.changes);
        let done = async {
            match &mut self.inner {
                #[cfg(feature = "sqlite")]
                Inner::Sqlite(tx) => tx.run(query),
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
