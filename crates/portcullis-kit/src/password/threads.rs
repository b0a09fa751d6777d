//! The threads that hash: a fixed number, each with its memory, behind one bounded queue.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use argon2::Block;
use tokio::sync::oneshot;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::Error;
use super::stored::{Output, Stored};
use crate::secret::Secret;

/// One hash to be computed with the parameters and the salt of `stored`.
pub(super) struct Job {
    pub(super) password: Secret,
    pub(super) stored: Stored,
    pub(super) reply: oneshot::Sender<Result<Output, Error>>,
}

pub(super) struct Threads {
    queue: SyncSender<Job>,
    count: Arc<AtomicU64>,
}

impl Threads {
    /// Starts them, each with so many blocks (of 1 KiB) of memory.
    pub(super) fn start(threads: usize, queue: usize, blocks: usize) -> Self {
        let (sender, receiver) = sync_channel(queue);
        let receiver = Arc::new(Mutex::new(receiver));
        let count = Arc::new(AtomicU64::new(0));
        for number in 1..=threads {
            let (receiver, count) = (Arc::clone(&receiver), Arc::clone(&count));
            thread::Builder::new()
                .name(format!("password-{number}"))
                .spawn(move || work(&receiver, &count, blocks))
                .expect("a starting program can have a thread");
        }
        Self {
            queue: sender,
            count,
        }
    }

    pub(super) fn enqueue(&self, job: Job) -> Result<(), Error> {
        self.queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Error::QueueFull,
            TrySendError::Disconnected(_) => Error::Gone,
        })
    }

    pub(super) fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }
}

fn work(queue: &Mutex<Receiver<Job>>, count: &AtomicU64, blocks: usize) {
    let mut own = vec![Block::default(); blocks];
    // The lock is held while waiting for a job, not while working on it.
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
    while let Ok(job) = next() {
        // Whoever hung up while waiting must not cost the others a hash.
        if job.reply.is_closed() {
            continue;
        }
        let made = compute(&job, &mut own);
        count.fetch_add(1, Ordering::Relaxed);
        // Gone in the meantime: nobody is left to be told.
        let _ = job.reply.send(made);
    }
}

fn compute(job: &Job, own: &mut [Block]) -> Result<Output, Error> {
    let password = normalised(&job.password);
    let needed = job.stored.block_count();
    let made = if needed <= own.len() {
        job.stored.compute(password.as_bytes(), own)
    } else {
        // A hash of a larger cost: from before the settings changed, or imported. It goes back at once.
        let mut more = Vec::new();
        more.try_reserve_exact(needed)
            .map_err(|_| Error::QueueFull)?;
        more.resize(needed, Block::default());
        job.stored.compute(password.as_bytes(), &mut more)
    };
    made.map_err(|_| Error::Unreadable)
}

/// NFC (NIST SP 800-63B-4, 3.1.1.2): keyboards spell the same "é" in one or two code points.
fn normalised(password: &Secret) -> Zeroizing<String> {
    // NFC is at most three times as long. A string that grew would leave its parts behind in memory.
    let mut text = Zeroizing::new(String::with_capacity(password.expose().len() * 3));
    text.extend(password.expose().nfc());
    text
}
