//! Password hashing: argon2id, on a few threads of its own.
//!
//! Never on the async threads, and never on `spawn_blocking`: there a flood of sign-ins takes 19 MiB
//! for each blocking thread and keeps them. Here memory and waiting are bounded from the start.

mod argon;
mod engine;
#[cfg(feature = "foreign-hashes")]
mod foreign;
mod measure;
mod priority;
mod queue;
mod stored;
#[cfg(test)]
mod tests;
mod threads;

use std::sync::Arc;

use argon::Argon;
use stored::Stored;
use threads::Threads;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::secret::Secret;

pub use engine::Engine;
#[cfg(feature = "foreign-hashes")]
pub use foreign::{ForeignHash, Origin};
pub use measure::Timing;

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
        argon::parameters(*self).map(drop)
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
    /// The hashing threads are gone, or failed at this hash.
    #[error("the password hashing threads are gone")]
    Gone,
    /// Argon2id does not give the answer that its standard asks for: nothing may be hashed here.
    #[error("Argon2id gives wrong answers on this machine; passwords would be lost")]
    Defective,
}

/// Hashes and compares passwords, in Unicode normal form NFC. Clones share threads and queue.
#[derive(Clone)]
pub struct Hasher {
    cost: Cost,
    engine: Engine,
    threads: Arc<Threads>,
    nobody: Arc<str>,
    double_salt: Secret,
}

impl Hasher {
    /// Starts `threads` threads (at least one) of low priority, each with the memory for one hash from the first until some
    /// seconds after the last; up to `queue` requests (at least one) wait for them. The threads end with the last clone.
    ///
    /// # Errors
    ///
    /// [`Error::Defective`] when the vectors of RFC 9106 do not come out here. Where they do, but not by the fast
    /// implementation, the portable one is used and an error logged.
    ///
    /// # Panics
    ///
    /// When the cost does not pass [`Cost::check`], or the system has no threads or randomness to give.
    pub fn new(cost: Cost, threads: usize, queue: usize) -> Result<Hasher, Error> {
        let engine = engine::chosen()?;
        let parameters = argon::parameters(cost).expect("the cost was checked when it was read");
        let threads = Threads::start(
            threads.max(1),
            queue.max(1),
            engine,
            parameters.block_count(),
        );
        Ok(Hasher {
            cost,
            engine,
            threads: Arc::new(threads),
            nobody: Argon::with_new_salt(cost).to_string().into(),
            double_salt: Secret::default(),
        })
    }

    /// The same with the salt of Flask-Security's double hash (`SECURITY_PASSWORD_SALT`), without which hashes that were
    /// made with it can't be read.
    #[must_use]
    pub fn with_double_salt(self, double_salt: Secret) -> Self {
        Self {
            double_salt,
            ..self
        }
    }

    /// A PHC string (`$argon2id$v=19$m=…`) with a new salt, to be stored.
    ///
    /// `share` names in whose turn it waits: each share has one hash in turn, so that many from one place (its network) do
    /// not keep the others waiting. Dropped before its turn, it leaves the queue and nothing is computed.
    ///
    /// # Errors
    ///
    /// [`Error::QueueFull`]: at once, or while it waits when another share with fewer in the queue needs the place.
    pub async fn hash(&self, password: &Secret, share: &str) -> Result<String, Error> {
        let (password, new) = (password.clone(), Argon::with_new_salt(self.cost));
        let made = self.threads.run(share, move |memory| {
            let output = new.compute(normalised(&password).as_bytes(), memory)?;
            Ok(new.with_output(output))
        });
        Ok(made.await?.to_string())
    }

    /// Compares with a stored hash: a PHC string of argon2id, argon2i or argon2d, or what a `ForeignHash` shows.
    ///
    /// A wrong password costs one hash of the present cost at least, like a name that nobody has: when the stored hash is
    /// of another cost or kind, one is computed beside it. That such an answer takes longer is seen; see decision 0012.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`] for a stored hash that cannot be used; [`Error::QueueFull`] as [`hash`](Self::hash), which also says
    /// what a share is.
    pub async fn verify(
        &self,
        password: &Secret,
        stored: &str,
        share: &str,
    ) -> Result<Verified, Error> {
        let stored = Stored::parse(stored).ok_or(Error::Unreadable)?;
        let outdated = !stored.is_of(self.cost);
        let beside = outdated.then(|| Argon::with_new_salt(self.cost));
        let (password, salt) = (password.clone(), self.double_salt.clone());
        let same = self.threads.run(share, move |memory| {
            let same = stored.matches(&password, &salt, memory)?;
            if let (false, Some(nobody)) = (same, beside) {
                let _ = nobody.compute(normalised(&password).as_bytes(), memory)?;
            }
            Ok(same)
        });
        Ok(match same.await? {
            false => Verified::No,
            true if outdated => Verified::YesButOutdated,
            true => Verified::Yes,
        })
    }

    /// Does what [`verify`](Self::verify) does for a hash of the current cost, so that the answer to an unknown name takes
    /// as long as that to a known one.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify).
    pub async fn verify_nobody(&self, password: &Secret, share: &str) -> Result<(), Error> {
        self.verify(password, &self.nobody, share).await.map(drop)
    }

    /// What computes Argon2 here.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// How many passwords were hashed or compared so far, for whichever purpose. One that was compared with a hash of
    /// another cost or kind counts once, whatever was computed for it.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.threads.count()
    }
}

/// NFC (NIST SP 800-63B-4, 3.1.1.2): keyboards spell the same "é" in one or two code points.
fn normalised(password: &Secret) -> Zeroizing<String> {
    // NFC is at most three times as long. A string that grew would leave its parts behind in memory.
    let mut text = Zeroizing::new(String::with_capacity(password.expose().len() * 3));
    text.extend(password.expose().nfc());
    text
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hasher")
            .field("cost", &self.cost)
            .field("engine", &self.engine)
            .finish_non_exhaustive()
    }
}
