//! The threads that hash: a fixed number, each with its memory, behind one bounded queue.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::oneshot;

use super::Error;
use super::engine::{Engine, Memory};

type Job = Box<dyn FnOnce(&mut Memory) + Send>;

pub(super) struct Threads {
    queue: SyncSender<Job>,
    count: Arc<AtomicU64>,
}

impl Threads {
    /// Starts them, each keeping so many blocks (of 1 KiB) of memory.
    pub(super) fn start(threads: usize, queue: usize, engine: Engine, blocks: usize) -> Self {
        let (sender, receiver) = sync_channel(queue);
        let receiver = Arc::new(Mutex::new(receiver));
        for number in 1..=threads {
            let receiver = Arc::clone(&receiver);
            thread::Builder::new()
                .name(format!("password-{number}"))
                .spawn(move || obey(&receiver, Memory::new(engine, blocks)))
                .expect("a starting program can have a thread");
        }
        Self {
            queue: sender,
            count: Arc::default(),
        }
    }

    /// Has one of them do something, and counts it.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (reply, answer) = oneshot::channel();
        let count = Arc::clone(&self.count);
        let job: Job = Box::new(move |memory| {
            // Whoever hung up while waiting must not cost the others a hash.
            if reply.is_closed() {
                return;
            }
            let made = work(memory);
            count.fetch_add(1, Ordering::Relaxed);
            // Gone in the meantime: nobody is left to be told.
            let _ = reply.send(made);
        });
        self.queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Error::QueueFull,
            TrySendError::Disconnected(_) => Error::Gone,
        })?;
        answer.await.map_err(|_| Error::Gone)?
    }

    pub(super) fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }
}

fn obey(queue: &Mutex<Receiver<Job>>, mut memory: Memory) {
    // The lock is held while waiting for a job, not while working on it.
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok(job) = next() {
        // A hash from elsewhere that some implementation can't stand must not take the thread with it. What the memory
        // holds is written anew for every hash.
        let _ = catch_unwind(AssertUnwindSafe(|| job(&mut memory)));
    }
}
