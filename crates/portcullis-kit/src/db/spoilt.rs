//! Which pooled connections are of no more use.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

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
