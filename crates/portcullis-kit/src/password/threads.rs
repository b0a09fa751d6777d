//! The threads that hash: a fixed number, each with its memory, behind one bounded queue.

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;

use super::engine::{Engine, Memory};
use super::queue::{Place, Queue};
use super::{Error, priority};

/// How long a thread keeps its memory for the next hash. Taking it anew costs a few milliseconds, which nobody notices who
/// signs in once in ten seconds; 19 MiB for each thread that nobody needs are most of what an idle server would hold.
const KEPT_FOR: Duration = Duration::from_secs(10);

/// How long a thread leaves in its memory what the last hash has left there. The next hash overwrites it, so whoever hashes one
/// after the other never wipes; a wipe takes a third of a hash, and whoever comes just then waits for its end.
const WIPED_AFTER: Duration = Duration::from_millis(50);

/// Does its work with the memory of a thread, or is told why it can't.
type Job = Box<dyn FnOnce(Result<&mut Memory, Error>) + Send>;

pub(super) struct Threads {
    line: Arc<Line>,
    count: Arc<AtomicU64>,
}

/// The queue, and what wakes up those that wait at its other end. The lock is never held while hashing.
struct Line {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    queue: Queue<Job>,
    closed: bool,
}

impl State {
    fn is_idle(&mut self) -> bool {
        !self.closed && self.queue.is_empty()
    }
}

impl Threads {
    /// Starts them, each keeping up to so many blocks (of 1 KiB) of memory.
    pub(super) fn start(threads: usize, queue: usize, engine: Engine, blocks: usize) -> Self {
        Self::keeping(threads, queue, KEPT_FOR, || Memory::new(engine, blocks))
    }

    fn keeping(
        threads: usize,
        queue: usize,
        kept_for: Duration,
        memory: impl Fn() -> Memory,
    ) -> Self {
        let line = Arc::new(Line {
            state: Mutex::new(State {
                queue: Queue::new(queue),
                closed: false,
            }),
            changed: Condvar::new(),
        });
        for number in 1..=threads {
            let (line, memory) = (Arc::clone(&line), memory());
            thread::Builder::new()
                .name(format!("password-{number}"))
                .spawn(move || obey(&line, memory, kept_for))
                .expect("a starting program can have a thread");
        }
        Self {
            line,
            count: Arc::default(),
        }
    }

    /// Has one of them do something when it is the turn of this share, and counts it. Dropped while it waits, it leaves the
    /// queue at once and costs the others nothing.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        share: &str,
        work: impl FnOnce(&mut Memory) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (reply, answer) = oneshot::channel();
        let count = Arc::clone(&self.count);
        let job: Job = Box::new(move |memory| {
            let made = memory.and_then(|memory| {
                let made = work(memory);
                count.fetch_add(1, Ordering::Relaxed);
                made
            });
            // Gone in the meantime: nobody is left to be told.
            let _ = reply.send(made);
        });
        let _waiting = Waiting {
            place: self.line.push(share, job)?,
            line: &self.line,
        };
        answer.await.map_err(|_| Error::Gone)?
    }

    pub(super) fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.line.lock().closed = true;
        self.line.changed.notify_all();
    }
}

/// Takes its place out of the queue when nobody waits for the answer any more.
struct Waiting<'a> {
    line: &'a Line,
    place: Place,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let left = self.line.lock().queue.remove(&self.place);
        // Here, when the lock is free again: what it holds is wiped.
        drop(left);
    }
}

impl Line {
    fn push(&self, share: &str, job: Job) -> Result<Place, Error> {
        let pushed = self.lock().queue.push(share, job);
        let (place, made_room) = pushed.map_err(|_| Error::QueueFull)?;
        self.changed.notify_one();
        if let Some(refused) = made_room {
            refused(Err(Error::QueueFull));
        }
        Ok(place)
    }

    /// The next job; `None` at the end. When there is none for a moment the memory is wiped, and when there is none for longer
    /// it is given back.
    fn next(&self, memory: &mut Memory, kept_for: Duration) -> Option<Job> {
        if !memory.is_wiped() && self.is_idle_for(WIPED_AFTER.min(kept_for)) {
            memory.wipe();
        }
        if memory.is_held() && self.is_idle_for(kept_for) {
            memory.give_back();
        }
        let waited = self.changed.wait_while(self.lock(), State::is_idle);
        waited.unwrap_or_else(PoisonError::into_inner).queue.pop()
    }

    /// Waits for a job, but not longer than this; whether there is none.
    fn is_idle_for(&self, time: Duration) -> bool {
        let waited = self
            .changed
            .wait_timeout_while(self.lock(), time, State::is_idle);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.is_idle()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn obey(line: &Line, mut memory: Memory, kept_for: Duration) {
    priority::lower();
    while let Some(job) = line.next(&mut memory, kept_for) {
        // A hash from elsewhere that some implementation can't stand must not take the thread with it. What the memory
        // holds is written anew for every hash.
        let _ = catch_unwind(AssertUnwindSafe(|| job(Ok(&mut memory))));
    }
}
