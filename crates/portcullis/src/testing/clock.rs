//! A clock that a test turns.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use portcullis_kit::clock::{Clock, Time};

/// Stands still until it is turned. Begins at 2026-01-01T00:00:00Z.
///
/// ```
/// use std::time::Duration;
/// use portcullis::{Clock, testing::FixedClock};
///
/// let clock = FixedClock::default();
/// let before = clock.now();
/// clock.advance(Duration::from_secs(3600));
/// assert_eq!(clock.now().since(before), Duration::from_secs(3600));
/// ```
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl Default for FixedClock {
    fn default() -> Self {
        Self(AtomicI64::new(1_767_225_600_000_000))
    }
}

impl FixedClock {
    /// Turns the clock forward.
    ///
    /// ```
    /// # use portcullis::{Clock, testing::FixedClock};
    /// # use std::time::Duration;
    /// let clock = FixedClock::default();
    /// clock.advance(Duration::from_secs(90 * 60));
    /// assert_eq!(clock.now().to_the_minute(), "2026-01-01 01:30 UTC");
    /// ```
    pub fn advance(&self, by: Duration) {
        let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Time {
        Time::from_micros(self.0.load(Ordering::SeqCst))
    }
}
