//! The pace at which a request's body must arrive, and its answer be taken.

use std::{error::Error as StdError, time::Duration};

/// How slow a client may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// The longest silence.
    pub(super) frame_within: Duration,
    /// How long the whole may take; a large one gets more by [`Pace::bytes_per_second`].
    pub(super) whole_within: Duration,
    /// Each that many bytes earn another second, so that an upload over a slow line comes through.
    pub(super) bytes_per_second: u32,
}

impl Pace {
    /// The time that so many bytes earn.
    pub(super) fn earned(self, bytes: usize) -> Duration {
        let bytes = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
        Duration::from_secs_f64(bytes / f64::from(self.bytes_per_second.max(1)))
    }
}

/// A body did not arrive in its time.
#[derive(Debug, thiserror::Error)]
#[error("the body came too slowly")]
pub(super) struct TooSlow;

impl TooSlow {
    /// Whether this is the reason, however deep it is wrapped.
    pub(super) fn is_behind(error: &(dyn StdError + 'static)) -> bool {
        let mut next = Some(error);
        while let Some(error) = next {
            if error.is::<Self>() {
                return true;
            }
            next = error.source();
        }
        false
    }
}
