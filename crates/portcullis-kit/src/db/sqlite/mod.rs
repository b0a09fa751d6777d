//! SQLite: a file with one writing connection and a few reading ones, called in the task that asks.
//!
//! A statement by a key takes a few microseconds in memory that the kernel holds already; to hand it to another thread
//! takes ten times as long (decision 0030). What waits does not happen in the task: for the disk at a commit and for long
//! lists there are the runtime's blocking threads, for a lock there is a pause.

mod connection;
mod readers;
mod row;
mod writer;

use std::future::{Future, ready};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

pub(super) use self::row::{SqliteRow, read};
pub(super) use self::writer::Tx;
use self::{connection::File, readers::Readers, writer::Writer};
use super::patience::Patience;
use super::{Error, Query, Result, Row};

/// How long to pause when another process holds a lock: about as long as a commit takes.
const LOCKED_PAUSE: Duration = Duration::from_millis(2);

#[derive(Clone)]
pub(super) struct Pools {
    writer: Writer,
    readers: Arc<Readers>,
    patience: Patience,
}

impl Pools {
    pub(super) async fn open(url: &str, patience: Patience) -> Result<Self> {
        let file = Arc::new(File::create(url)?);
        let writer = Writer::open(&file, patience).await?;
        let readers = Arc::new(Readers::new(file, patience));
        let pools = Self {
            writer,
            readers,
            patience,
        };
        // Whatever is wrong with the file is said now, not at the first request.
        pools.optional(super::query("SELECT 1")).await?;
        Ok(pools)
    }

    pub(super) async fn begin(&self) -> Result<Tx> {
        self.writer.begin().await
    }

    pub(super) async fn close(&self) {
        self.readers.close();
        self.writer.close().await;
    }

    pub(super) async fn prepare(&self, sql: &str) -> Result<()> {
        self.readers.with(|connection| connection.prepare(sql))
    }

    /// All rows. A list may be long: it is read on a thread that may wait for the disk.
    pub(super) async fn all(&self, query: Query) -> Result<Vec<Row>> {
        if query.writes() {
            return self.write(query, Tx::all).await;
        }
        patiently(self.patience, || self.readers.list(query.clone())).await
    }

    /// The first row, read in the caller's task.
    pub(super) async fn optional(&self, query: Query) -> Result<Option<Row>> {
        if query.writes() {
            return Ok(self.write(query, Tx::all).await?.into_iter().next());
        }
        let first = || self.readers.with(|connection| connection.first(query.clone()));
        patiently(self.patience, || ready(first())).await
    }

    pub(super) async fn run(&self, query: Query) -> Result<u64> {
        self.write(query, Tx::run).await
    }

    async fn write<T>(&self, query: Query, verb: fn(&mut Tx, Query) -> Result<T>) -> Result<T> {
        if query.is_pragma() {
            return self.writer.outside(|tx| verb(tx, query)).await;
        }
        let mut tx = self.writer.begin().await?;
        let done = verb(&mut tx, query)?;
        tx.commit().await?;
        Ok(done)
    }

    /// A write that is taken for a read.
    #[cfg(test)]
    pub(super) fn read(&self, query: Query) -> Result<Vec<Row>> {
        self.readers.with(|connection| connection.all(query))
    }
}

/// Tries again while another process holds a lock, as long as a person waits.
async fn patiently<T, F>(patience: Patience, attempt: impl Fn() -> F) -> Result<T>
where
    F: Future<Output = Result<T>>,
{
    let start = Instant::now();
    loop {
        match attempt().await {
            Err(Error::Busy) if start.elapsed() < patience.acquire => {
                tokio::time::sleep(LOCKED_PAUSE).await;
            }
            done => return done,
        }
    }
}
