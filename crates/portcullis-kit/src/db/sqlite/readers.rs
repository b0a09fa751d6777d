//! The reading connections. Readers do not wait for the writer, nor for each other.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Semaphore;

use super::connection::{Connection, File, Role};
use crate::db::patience::Patience;
use crate::db::{Error, Query, Result, Row};

/// So many connections are kept, and so many long lists are read at once; more of them only wait for the disk.
const READERS: u32 = 4;

pub(super) struct Readers {
    file: Arc<File>,
    idle: Mutex<Vec<Connection>>,
    kept: usize,
    lists: Semaphore,
    patience: Patience,
    closed: AtomicBool,
}

impl Readers {
    pub(super) fn new(file: Arc<File>, patience: Patience) -> Self {
        let kept = READERS.min(patience.connections) as usize;
        Self {
            file,
            idle: Mutex::default(),
            kept,
            lists: Semaphore::new(kept),
            patience,
            closed: AtomicBool::new(false),
        }
    }

    /// Reads on a connection that nobody else uses meanwhile; opens one where none is idle.
    pub(super) fn with<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        if self.closed.load(Ordering::Acquire) {
            return Err(Error::Unavailable("it was closed".to_owned()));
        }
        let idle = self.idle().pop().filter(Connection::is_good);
        let connection = match idle {
            Some(connection) => connection,
            None => Connection::open(&self.file, Role::Reader)?,
        };
        let done = read(&connection);
        let mut idle = self.idle();
        if connection.is_good() && idle.len() < self.kept && !self.closed.load(Ordering::Acquire) {
            idle.push(connection);
        }
        done
    }

    /// Reads on a thread that may wait for the disk.
    pub(super) async fn list(self: &Arc<Self>, query: Query) -> Result<Vec<Row>> {
        let place = tokio::time::timeout(self.patience.acquire, self.lists.acquire()).await;
        let _place = place.map_err(|_| Error::Busy)?;
        let readers = Arc::clone(self);
        let listed =
            tokio::task::spawn_blocking(move || readers.with(|connection| connection.all(query)));
        listed
            .await
            .map_err(|_| Error::Unavailable("the runtime is shutting down".to_owned()))?
    }

    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.idle().clear();
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
