//! SQLite: a file with one writing connection and a few reading ones, called in the task that asks.
//!
//! A statement by a key takes a few microseconds in memory that the kernel holds already; to hand it to another thread
//! takes ten times as long (decision 0030). What waits does not happen in the task: for the disk at a commit and for long
//! lists there are the runtime's blocking threads, for a lock there is a pause.

mod connection;
mod readers;
mod row;
mod versions;
mod writer;

use std::future::{Future, ready};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

pub(super) use self::row::{SqliteRow, read};
pub(super) use self::versions::Versions;
pub(super) use self::writer::Tx;
use self::{
    connection::{Connection, File},
    readers::Readers,
    writer::Writer,
};
use super::changes::ToTell;
use super::patience::Patience;
use super::{Error, Flush, Query, Result, Row};

/// How long to pause when another process holds a lock: about as long as a commit takes.
const LOCKED_PAUSE: Duration = Duration::from_millis(2);

type Verb<T> = fn(&Connection, Query) -> Result<T>;

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
        Ok(Self {
            writer,
            readers,
            patience,
        })
    }

    pub(super) async fn begin(&self, flush: Flush) -> Result<Tx> {
        self.writer.begin(flush).await
    }

    /// Asks from now on whether other processes write to the file.
    pub(super) async fn versions(&self) -> Result<Versions> {
        Versions::of(self.writer.clone()).await
    }

    pub(super) async fn close(&self) {
        self.readers.close();
        self.writer.close().await;
    }

    pub(super) async fn prepare(&self, sql: &str) -> Result<()> {
        self.readers.with(|connection| connection.prepare(sql))
    }

    /// All rows. A list may be long: it is read on a thread that may wait for the disk.
    pub(super) async fn all(&self, query: Query, told: Option<ToTell>) -> Result<Vec<Row>> {
        if query.writes() {
            return self.write(query, told, Tx::all).await;
        }
        if query.is_by_keys() {
            return self.read(query, Connection::all).await;
        }
        self.writer.settled().await?;
        patiently(self.patience, || self.readers.list(query.clone())).await
    }

    /// The first row.
    pub(super) async fn optional(&self, query: Query, told: Option<ToTell>) -> Result<Option<Row>> {
        if query.writes() {
            return Ok(self.write(query, told, Tx::all).await?.into_iter().next());
        }
        self.read(query, Connection::first).await
    }

    /// Reads in the caller's task.
    async fn read<T>(&self, query: Query, verb: Verb<T>) -> Result<T> {
        self.writer.settled().await?;
        let read = || self.readers.with(|open| verb(open, query.clone()));
        patiently(self.patience, || ready(read())).await
    }

    pub(super) async fn run(&self, query: Query, told: Option<ToTell>) -> Result<u64> {
        self.write(query, told, Tx::run).await
    }

    async fn write<T>(
        &self,
        query: Query,
        told: Option<ToTell>,
        verb: fn(&mut Tx, Query) -> Result<T>,
    ) -> Result<T> {
        if query.is_pragma() {
            return self.writer.outside(|tx| verb(tx, query)).await;
        }
        let mut tx = self.writer.begin(Flush::Now).await?;
        let done = verb(&mut tx, query)?;
        tx.commit(told).await?;
        Ok(done)
    }

    /// A write that is taken for a read.
    #[cfg(test)]
    pub(super) fn taken_for_a_read(&self, query: Query) -> Result<Vec<Row>> {
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
