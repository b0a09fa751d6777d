//! The writing connection, and the group commit: transactions that wait for the same disk are made durable together.
//!
//! A transaction that has been given its end stays open in the file until the disk has taken it, and only then its commit
//! is answered. Whoever waited for the writer meanwhile joins, behind a savepoint of its own, and one COMMIT keeps them
//! all. So a commit that was answered is durable, as ever, and one flush of the disk serves many. When that COMMIT fails,
//! nothing of the group is kept and each of them is told.
//!
//! Who joins sees what the others have done, and may give up for that reason. It must find the same when it looks again,
//! outside: so from the moment at which a member gives up, whoever reads waits for the COMMIT of that group.

use std::future::ready;
use std::sync::Arc;

use tokio::sync::{Mutex, OwnedMutexGuard, oneshot, watch};
use tokio::time::Instant;

use super::connection::{Connection, File, Role};
use super::{LOCKED_PAUSE, patiently};
use crate::db::changes::ToTell;
use crate::db::patience::Patience;
use crate::db::{Error, Flush, Query, Result, Row, query};

#[derive(Clone)]
pub(super) struct Writer {
    state: Arc<Mutex<State>>,
    /// Whether somebody has given up who may have seen what is not in the file yet.
    unsettled: watch::Receiver<bool>,
    patience: Patience,
}

struct State {
    file: Arc<File>,
    /// None before it is opened anew, and once it was closed.
    connection: Option<Connection>,
    closed: bool,
    /// Who waits for the COMMIT. While there is anybody, it is on its way.
    group: Vec<Member>,
    unsettled: watch::Sender<bool>,
    /// What COMMIT does at the moment.
    flush: Flush,
}

/// A transaction that has ended and waits for the COMMIT.
struct Member {
    answer: oneshot::Sender<Result<()>>,
    /// Told when the COMMIT is over, whether anybody still waits for the answer or not.
    told: Option<ToTell>,
}

/// One transaction. It has the writer alone until it ends.
pub(in crate::db) struct Tx {
    state: OwnedMutexGuard<State>,
    writer: Writer,
    /// Whether others of the group are done, so that this one has a savepoint to fall back to.
    joined: bool,
    ended: bool,
}

/// The log is moved into the file, which takes flushes of its own, only by those who wait for one anyway.
const FLUSH_NOW: &str = "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000";
const FLUSH_LATER: &str = "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0";

const VERSION: &str = "PRAGMA data_version";

impl Writer {
    pub(super) async fn open(file: &Arc<File>, patience: Patience) -> Result<Self> {
        // Two processes that make a new file at once: the change to WAL finds the other's lock.
        let open = || ready(Connection::open(file, Role::Writer));
        let (unsettled, seen) = watch::channel(false);
        let state = State {
            file: Arc::clone(file),
            connection: Some(patiently(patience, open).await?),
            closed: false,
            group: Vec::new(),
            unsettled,
            flush: Flush::Now,
        };
        Ok(Self {
            state: Arc::new(Mutex::new(state)),
            unsettled: seen,
            patience,
        })
    }

    /// Waits until what a member has seen that gave up is in the file, or never will be.
    pub(super) async fn settled(&self) -> Result<()> {
        if !*self.unsettled.borrow() {
            return Ok(());
        }
        let mut unsettled = self.unsettled.clone();
        let settled = unsettled.wait_for(|unsettled| !unsettled);
        match tokio::time::timeout(self.patience.acquire, settled).await {
            Ok(_) => Ok(()),
            Err(_) => Err(Error::Busy),
        }
    }

    /// Begins a transaction, or joins one that waits for its COMMIT.
    pub(super) async fn begin(&self, flush: Flush) -> Result<Tx> {
        let mut tx = self.alone().await?;
        tx.joined = !tx.state.group.is_empty();
        if tx.joined {
            tx.state.script("SAVEPOINT member")?;
            return Ok(tx);
        }
        tx.state.set(flush)?;
        let start = Instant::now();
        loop {
            // From here to the transaction no await: a caller that goes away leaves none open that nobody ends.
            match tx.state.script("BEGIN IMMEDIATE") {
                Ok(()) => return Ok(tx),
                Err(Error::Busy) if start.elapsed() < self.patience.acquire => {
                    tokio::time::sleep(LOCKED_PAUSE).await;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Does something that no transaction may be around.
    pub(super) async fn outside<T>(&self, work: impl FnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        let mut tx = self.alone().await?;
        tx.state.commit_group();
        let done = work(&mut tx);
        tx.ended = true;
        done
    }

    /// A number that is another one when another process has committed. A group that is under way does not mind.
    pub(super) async fn version(&self) -> Result<i64> {
        let mut tx = self.alone().await?;
        tx.ended = true;
        let row = tx.state.on(|open| open.first(query(VERSION)))?;
        row.ok_or(Error::Missing)?.int("data_version")
    }

    async fn alone(&self) -> Result<Tx> {
        let state = Arc::clone(&self.state).lock_owned();
        let state = tokio::time::timeout(self.patience.acquire, state).await;
        let mut state = state.map_err(|_| Error::Busy)?;
        state.reopen()?;
        Ok(Tx {
            state,
            writer: self.clone(),
            joined: false,
            ended: false,
        })
    }

    /// Keeps the group on a thread that may wait for the disk, once those who wait for the writer by now have joined.
    fn commit_soon(&self) {
        let state = Arc::clone(&self.state);
        tokio::task::spawn_blocking(move || state.blocking_lock_owned().commit_group());
    }

    pub(super) async fn close(&self) {
        let state = Arc::clone(&self.state);
        let closed = tokio::task::spawn_blocking(move || {
            let mut state = state.blocking_lock_owned();
            state.commit_group();
            state.closed = true;
            state.connection = None;
        });
        // Nothing is left to be told to whoever closes.
        let _ = closed.await;
    }
}

impl State {
    /// Opens the file anew when it was not what it had been. Never within a transaction, which would go on outside of it.
    fn reopen(&mut self) -> Result<()> {
        if self.closed {
            return Err(closed());
        }
        let usable = |open: &Connection| open.is_good() || !open.is_outside();
        if self.connection.as_ref().is_none_or(|open| !usable(open)) {
            self.connection = None;
            self.connection = Some(Connection::open(&self.file, Role::Writer)?);
            self.flush = Flush::Now;
        }
        Ok(())
    }

    /// Says what the next COMMIT does. It can't be said within a transaction.
    fn set(&mut self, flush: Flush) -> Result<()> {
        if self.flush == flush {
            return Ok(());
        }
        // Never taken for flushing while half of it has been said.
        self.flush = Flush::Later;
        self.script(match flush {
            Flush::Now => FLUSH_NOW,
            Flush::Later => FLUSH_LATER,
        })?;
        self.flush = flush;
        Ok(())
    }

    fn script(&mut self, sql: &str) -> Result<()> {
        self.on(|connection| connection.script(sql))
    }

    /// Does something on the connection. An error may have made SQLite roll back all that was under way.
    fn on<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let done = self.connection.as_ref().ok_or_else(closed).and_then(work);
        if let Err(error) = &done
            && self.is_outside()
        {
            self.tell(&Err(error.clone()));
        }
        done
    }

    fn is_outside(&self) -> bool {
        self.connection.as_ref().is_none_or(Connection::is_outside)
    }

    /// Makes durable what the members of the group have done, or nothing of it.
    fn commit_group(&mut self) {
        if self.group.is_empty() {
            return;
        }
        let done = self.script("COMMIT");
        if done.is_err() && !self.is_outside() {
            // What it answers changes nothing: if it fails as well, the next transaction finds out.
            let _ = self.script("ROLLBACK");
        }
        self.tell(&done);
    }

    fn tell(&mut self, done: &Result<()>) {
        self.unsettled.send_if_modified(std::mem::take);
        for Member { answer, told } in self.group.drain(..) {
            drop(told);
            // Whoever is gone meanwhile needs no answer.
            let _ = answer.send(done.clone());
        }
    }
}

impl Tx {
    pub(in crate::db) async fn commit(mut self, told: Option<ToTell>) -> Result<()> {
        if self.joined {
            self.state.script("RELEASE member")?;
        } else if self.state.flush == Flush::Later {
            // In memory that the kernel holds: nothing to wait for.
            self.state.script("COMMIT")?;
            self.ended = true;
            return Ok(());
        }
        self.ended = true;
        let (sender, answer) = oneshot::channel();
        self.state.group.push(Member {
            answer: sender,
            told,
        });
        if self.state.group.len() == 1 {
            self.writer.commit_soon();
        }
        drop(self);
        answer
            .await
            .map_err(|_| Error::Unavailable("the runtime is shutting down".to_owned()))?
    }

    pub(in crate::db) fn script(&mut self, sql: &'static str) -> Result<()> {
        self.state.script(sql)
    }

    pub(in crate::db) fn all(&mut self, query: Query) -> Result<Vec<Row>> {
        self.state.on(|connection| connection.all(query))
    }

    pub(in crate::db) fn run(&mut self, query: Query) -> Result<u64> {
        self.state.on(|connection| connection.run(query))
    }
}

fn closed() -> Error {
    Error::Unavailable("it was closed".to_owned())
}

/// Rolls back what was not committed; what others of the group have done stays.
impl Drop for Tx {
    fn drop(&mut self) {
        if self.ended || self.state.is_outside() {
            return;
        }
        if self.joined {
            self.state.unsettled.send_replace(true);
        }
        let back = if self.joined {
            "ROLLBACK TO member; RELEASE member"
        } else {
            "ROLLBACK"
        };
        if let Err(error) = self.state.script(back) {
            tracing::warn!(%error, "A transaction could not be rolled back");
        }
    }
}
