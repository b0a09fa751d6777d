//! How long we wait for a database and over how many connections, and which of them are of no more use.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// On PostgreSQL each keeps a process of the server; a web request holds one for a few milliseconds.
const CONNECTIONS: u32 = 10;

/// How long to wait before an answer is [`Error::Busy`](super::Error::Busy) or
/// [`Error::Unavailable`](super::Error::Unavailable).
#[derive(Copy, Clone)]
pub(super) struct Patience {
    /// For a free connection, and on SQLite for the lock on the file. A person waits that long once.
    pub(super) acquire: Duration,
    /// For the answer to one statement. A server that vanished without a word would be waited for
    /// until TCP gives up, about 15 minutes.
    #[cfg_attr(
        not(feature = "postgres"),
        expect(dead_code, reason = "a file does not vanish without a word")
    )]
    pub(super) statement: Duration,
    /// How many connections at most.
    pub(super) connections: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            acquire: Duration::from_secs(5),
            statement: Duration::from_secs(30),
            connections: CONNECTIONS,
        }
    }
}

/// The moment of the last failure that a connection does not outlive; older ones are closed, not reused.
///
/// The pool's own test only asks whether the other end still listens. A file that was replaced, or a
/// server that was demoted to read-only, passes that test for ever.
#[derive(Clone, Default)]
pub(super) struct Spoilt(Arc<Mutex<Option<Instant>>>);

impl Spoilt {
    pub(super) fn note(&self) {
        #[expect(
            clippy::disallowed_methods,
            reason = "the pool measures ages with this clock"
        )]
        let now = Instant::now();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    /// Whether a connection of this age was opened after the last such failure.
    pub(super) fn spares(&self, age: Duration) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_none_or(|failed| failed.elapsed() > age)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_connections_younger_than_the_failure_are_used_again() {
        let spoilt = Spoilt::default();
        assert!(spoilt.spares(Duration::from_secs(60)));
        spoilt.note();
        assert!(!spoilt.spares(Duration::from_secs(60)));
        std::thread::sleep(Duration::from_millis(2));
        assert!(spoilt.spares(Duration::ZERO));
    }
}
