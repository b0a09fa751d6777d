//! Password hashing: argon2id, on a few threads of its own.
//!
//! Never on the async threads, and never on `spawn_blocking`: there a flood of sign-ins takes 19 MiB
//! for each blocking thread and keeps them. Here memory and waiting are bounded from the start.

mod stored;
#[cfg(test)]
mod tests;
mod threads;

use std::sync::Arc;

use crate::secret::Secret;
use stored::Stored;
use threads::{Job, Threads};

/// How much work one hash is. The default is OWASP's (Password Storage Cheat Sheet): 19 MiB, 2, 1.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB; at least 8 for each lane.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub iterations: u32,
    /// Lanes. They are computed one after the other, so more than 1 buys nothing here.
    pub lanes: u32,
}

impl Default for Cost {
    fn default() -> Self {
        Self {
            memory_kib: 19_456,
            iterations: 2,
            lanes: 1,
        }
    }
}

impl Cost {
    /// Whether hashes of this cost can be made, and read back: 8 KiB for each lane to 1 GiB, 1 to 100
    /// iterations, 1 to 16 lanes.
    ///
    /// # Errors
    ///
    /// A sentence for the operator.
    pub fn check(&self) -> Result<(), String> {
        stored::parameters(*self).map(drop)
    }
}

/// What a comparison with a stored hash said.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Verified {
    /// Another password.
    No,
    /// This password.
    Yes,
    /// This password, but the hash is of another cost or kind than today's: hash it again and store that.
    YesButOutdated,
}

/// Why there is no answer.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Too many are waiting, or there is no memory for this hash right now: answer 503 with `Retry-After`.
    #[error("too many passwords are waiting to be hashed")]
    QueueFull,
    /// The stored hash is malformed, of an unknown kind, or asks for more work than [`Cost::check`] allows.
    #[error("the stored password hash cannot be read")]
    Unreadable,
    /// The hashing threads are gone.
    #[error("the password hashing threads are gone")]
    Gone,
}

/// Hashes and compares passwords, in Unicode normal form NFC. Clones share threads and queue.
#[derive(Clone)]
pub struct Hasher {
    cost: Cost,
    threads: Arc<Threads>,
    nobody: Arc<str>,
}

impl Hasher {
    /// Starts `threads` threads (at least one), each with the memory for one hash; up to `queue` requests
    /// (at least one) wait for them. The threads end with the last clone.
    ///
    /// # Panics
    ///
    /// When the cost does not pass [`Cost::check`], or the system has no threads or randomness to give.
    #[must_use]
    pub fn new(cost: Cost, threads: usize, queue: usize) -> Hasher {
        let parameters = stored::parameters(cost).expect("the cost was checked when it was read");
        let threads = Threads::start(threads.max(1), queue.max(1), parameters.block_count());
        Hasher {
            cost,
            threads: Arc::new(threads),
            nobody: Stored::nobody(cost).to_string().into(),
        }
    }

    /// A PHC string (`$argon2id$v=19$m=…`) with a new salt, to be stored.
    ///
    /// # Errors
    ///
    /// [`Error::QueueFull`], at once.
    pub async fn hash(&self, password: &Secret) -> Result<String, Error> {
        let new = Stored::with_new_salt(self.cost);
        let made = self.compute(password, &new).await?;
        Ok(new.with_output(made).to_string())
    }

    /// Compares with a stored PHC string of argon2id, argon2i or argon2d.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`] for a stored hash that cannot be used; [`Error::QueueFull`], at once.
    pub async fn verify(&self, password: &Secret, phc: &str) -> Result<Verified, Error> {
        let stored = Stored::parse(phc).ok_or(Error::Unreadable)?;
        let made = self.compute(password, &stored).await?;
        Ok(match stored.is_output(&made) {
            false => Verified::No,
            true if stored.is_of(self.cost) => Verified::Yes,
            true => Verified::YesButOutdated,
        })
    }

    /// Does what [`verify`](Self::verify) does for a hash of the current cost, so that the answer to an unknown name takes
    /// as long as that to a known one.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify).
    pub async fn verify_nobody(&self, password: &Secret) -> Result<(), Error> {
        self.verify(password, &self.nobody).await.map(drop)
    }

    /// How many hashes were computed so far, for whichever purpose.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.threads.count()
    }

    async fn compute(&self, password: &Secret, stored: &Stored) -> Result<stored::Output, Error> {
        let (reply, answer) = tokio::sync::oneshot::channel();
        self.threads.enqueue(Job {
            password: password.clone(),
            stored: stored.clone(),
            reply,
        })?;
        answer.await.map_err(|_| Error::Gone)?
    }
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hasher")
            .field("cost", &self.cost)
            .finish_non_exhaustive()
    }
}
