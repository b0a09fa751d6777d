//! Names of rows.

use uuid::{Builder, Uuid};

use crate::clock::Time;
use crate::token::random;

/// A new UUIDv7 (RFC 9562): its first bits are the time in milliseconds, so new rows lie together in
/// an index; 74 bits are random. Ids are names, not secrets.
///
/// # Panics
///
/// When the system has no randomness to give.
#[must_use]
pub fn new_id(now: Time) -> Uuid {
    let millis = u64::try_from(now.as_micros() / 1000).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random()).into_uuid()
}

/// The least id that [`new_id`] makes at this moment, to the millisecond: where those of that time and later begin.
#[must_use]
pub fn first_id(at: Time) -> Uuid {
    let millis = u64::try_from(at.as_micros() / 1000).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let now = Time::from_micros(1_800_000_000_000_000);
        assert!(new_id(now) < new_id(now + Duration::from_millis(1)));
    }

    #[test]
    fn an_id_is_a_version_7_uuid_that_carries_its_time() {
        let id = new_id(Time::from_micros(1_800_000_000_123_456));
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(
            id.get_timestamp().unwrap().to_unix(),
            (1_800_000_000, 123_000_000)
        );
    }

    #[test]
    fn the_first_id_of_a_moment_stands_before_its_ids_and_after_all_earlier_ones() {
        let now = Time::from_micros(1_800_000_000_123_456);
        assert!(first_id(now) <= new_id(now));
        assert!(new_id(now - Duration::from_millis(1)) < first_id(now));
    }

    #[test]
    fn two_ids_of_one_moment_differ() {
        let now = Time::from_micros(0);
        assert_ne!(new_id(now), new_id(now));
    }
}
