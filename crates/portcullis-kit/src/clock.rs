//! Points in time, lengths of time, and the one clock that everything asks.
//!
//! Time comes in by the front: whoever needs "now" is handed a [`Clock`], so that a test can stop it.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;
use std::time::Duration;

use jiff::{SpanRelativeTo, Timestamp, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const EARLIEST: i64 = -62_135_596_800_000_000;
const LATEST: i64 = 253_402_207_200_000_000;

/// A point in time, in whole microseconds since 1970 UTC.
///
/// Always within the years 1 to 9999 (RFC 3339 writes four digits): arithmetic and conversion stop
/// at those ends, so that every value can be shown and kept in either database.
/// `Display` and serde use RFC 3339 in UTC, `2026-01-31T12:00:00Z`.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Time(i64);

impl Time {
    /// The point that lies so many microseconds after 1970 UTC (before, when negative).
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        if micros < EARLIEST {
            Self(EARLIEST)
        } else if micros > LATEST {
            Self(LATEST)
        } else {
            Self(micros)
        }
    }

    /// Microseconds since 1970 UTC.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// How long `earlier` lies back; zero when it lies ahead.
    #[must_use]
    pub fn since(self, earlier: Time) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0).try_into().unwrap_or(0))
    }

    /// The point as a calendar and a clock in UTC show it.
    #[must_use]
    pub fn civil(self) -> Civil {
        let shown = self.timestamp().to_zoned(TimeZone::UTC).datetime();
        // A Time lies within the years 1 to 9999, and jiff's other parts are never negative.
        Civil {
            year: shown.year().unsigned_abs(),
            month: shown.month().unsigned_abs(),
            day: shown.day().unsigned_abs(),
            hour: shown.hour().unsigned_abs(),
            minute: shown.minute().unsigned_abs(),
        }
    }

    /// The point for people, to the minute: `2026-01-31 12:00 UTC`.
    #[must_use]
    pub fn to_the_minute(self) -> String {
        self.timestamp().strftime("%Y-%m-%d %H:%M UTC").to_string()
    }

    pub(crate) fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).expect("a Time lies within the range of a Timestamp")
    }
}

/// A date and the time of day, to the minute.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Civil {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl Add<Duration> for Time {
    type Output = Time;

    fn add(self, length: Duration) -> Time {
        Time::from_micros(self.0.saturating_add(whole_micros(length)))
    }
}

impl Sub<Duration> for Time {
    type Output = Time;

    fn sub(self, length: Duration) -> Time {
        Time::from_micros(self.0.saturating_sub(whole_micros(length)))
    }
}

fn whole_micros(length: Duration) -> i64 {
    length.as_micros().try_into().unwrap_or(i64::MAX)
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl FromStr for Time {
    type Err = String;

    /// Reads RFC 3339; anything finer than a microsecond is cut off.
    fn from_str(text: &str) -> Result<Self, String> {
        text.parse::<Timestamp>()
            .map(|at| Time::from_micros(at.as_microsecond()))
            .map_err(|error| format!("not a time like 2026-01-31T12:00:00Z: {error}"))
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// Whoever can say what time it is.
pub trait Clock: Send + Sync + 'static {
    /// The present moment.
    fn now(&self) -> Time;
}

/// The clock of the system; nothing else reads it.
#[derive(Copy, Clone, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Time {
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the clock that everything else asks"
        )]
        let now = Timestamp::now();
        Time::from_micros(now.as_microsecond())
    }
}

/// The two largest units of a length of time with how many there are of each: days, hours, minutes, seconds.
///
/// Rounded down (a promise that is too short misleads nobody); days begin at 48 hours. Never empty: nothing at all is
/// 0 seconds.
#[must_use]
pub fn in_units(length: Duration) -> Vec<(u64, Unit)> {
    let seconds = length.as_secs();
    let (days, hours) = match seconds / 3600 {
        hours @ 0..48 => (0, hours),
        hours => (hours / 24, hours % 24),
    };
    let units = [
        (days, Unit::Day),
        (hours, Unit::Hour),
        (seconds / 60 % 60, Unit::Minute),
        (seconds % 60, Unit::Second),
    ];
    let largest = units.into_iter().skip_while(|(count, _)| *count == 0);
    let mut units: Vec<_> = largest.take(2).filter(|(count, _)| *count > 0).collect();
    if units.is_empty() {
        units.push((0, Unit::Second));
    }
    units
}

/// A unit of time.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Unit {
    /// 24 hours.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
    /// The second.
    Second,
}

/// A length of time in English, for operators: `24 hours`, `10 minutes`, `1 hour 30 minutes`, `5 days`. See [`in_units`].
#[must_use]
pub fn in_words(length: Duration) -> String {
    let word = |(count, unit): (u64, Unit)| {
        let unit = format!("{unit:?}").to_lowercase();
        format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
    };
    let words: Vec<String> = in_units(length).into_iter().map(word).collect();
    words.join(" ")
}

/// Reads `5 days`, `1h30m`, `PT15M`, or plain seconds, `900`. A day is 24 hours.
///
/// # Errors
///
/// A sentence that can be shown to an operator: for what cannot be read, for months and years (they
/// have no fixed length), and for anything negative.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds = text
            .parse()
            .map_err(|_| format!("{text:?} seconds are more than can be counted"))?;
        return Ok(Duration::from_secs(seconds));
    }
    let unreadable = |why: &dyn fmt::Display| {
        format!(
            "{text:?} is not a length of time like \"5 days\", \"1h30m\" or \"900\" (seconds): {why}"
        )
    };
    let span: jiff::Span = text.parse().map_err(|error| unreadable(&error))?;
    let length = span
        .to_duration(SpanRelativeTo::days_are_24_hours())
        .map_err(|error| unreadable(&error))?;
    Duration::try_from(length).map_err(|_| unreadable(&"it is negative"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hours(count: u64) -> Duration {
        Duration::from_secs(count * 3600)
    }

    // ASVS: 16.2.2
    #[test]
    fn a_time_is_shown_as_rfc_3339_in_utc() {
        assert_eq!(Time::from_micros(0).to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(
            Time::from_micros(1_500_000).to_string(),
            "1970-01-01T00:00:01.5Z"
        );
    }

    #[test]
    fn a_time_is_shown_to_people_to_the_minute() {
        let time: Time = "2026-01-31T12:03:59.999Z".parse().unwrap();
        assert_eq!(time.to_the_minute(), "2026-01-31 12:03 UTC");
    }

    #[test]
    fn the_ends_of_time_can_be_shown_and_read_back() {
        for end in [Time::from_micros(i64::MIN), Time::from_micros(i64::MAX)] {
            assert_eq!(end.to_string().parse(), Ok(end));
        }
        assert_eq!(
            Time::from_micros(i64::MIN).to_string(),
            "0001-01-01T00:00:00Z"
        );
    }

    // ASVS: 1.4.2
    #[test]
    fn arithmetic_stops_at_the_ends_of_time() {
        let now = Time::from_micros(1);
        assert_eq!(now + Duration::MAX, Time::from_micros(i64::MAX));
        assert_eq!(now - Duration::MAX, Time::from_micros(i64::MIN));
        assert_eq!(now.since(now + hours(1)), Duration::ZERO);
        assert_eq!((now + hours(1)).since(now), hours(1));
    }

    #[test]
    fn the_system_clock_lies_in_this_age() {
        let now = SystemClock.now().to_string();
        assert!(now.starts_with("20"), "{now}");
    }

    #[test]
    fn lengths_of_time_read_like_a_sentence() {
        assert_eq!(in_words(hours(24)), "24 hours");
        assert_eq!(in_words(Duration::from_secs(600)), "10 minutes");
        assert_eq!(in_words(Duration::from_secs(5400)), "1 hour 30 minutes");
        assert_eq!(in_words(hours(120)), "5 days");
        assert_eq!(in_words(hours(47)), "47 hours");
        assert_eq!(in_words(hours(49)), "2 days 1 hour");
        assert_eq!(in_words(Duration::from_secs(3601)), "1 hour");
        assert_eq!(in_words(Duration::from_secs(1)), "1 second");
        assert_eq!(in_words(Duration::ZERO), "0 seconds");
    }

    #[test]
    fn lengths_of_time_are_read_as_an_operator_writes_them() {
        assert_eq!(parse_duration("5 days"), Ok(hours(120)));
        assert_eq!(parse_duration("1 days"), Ok(hours(24)));
        assert_eq!(parse_duration(" 1h30m "), Ok(Duration::from_secs(5400)));
        assert_eq!(
            parse_duration("1 hour 30 minutes"),
            Ok(Duration::from_secs(5400))
        );
        assert_eq!(parse_duration("2 weeks"), Ok(hours(14 * 24)));
        assert_eq!(parse_duration("900"), Ok(Duration::from_secs(900)));
        assert_eq!(parse_duration("0"), Ok(Duration::ZERO));
    }

    #[test]
    fn what_is_no_length_of_time_is_refused_with_a_reason() {
        for wrong in [
            "",
            "soon",
            "5 dayz",
            "-5 days",
            "-1",
            "5 days ago",
            "1 month",
            "99999999999999999999999",
        ] {
            let refused = parse_duration(wrong).unwrap_err();
            assert!(
                refused.contains(&format!("{wrong:?}")),
                "{wrong}: {refused}"
            );
        }
    }

    proptest! {
        #[test]
        fn every_time_survives_its_own_text(micros in EARLIEST..=LATEST) {
            let time = Time::from_micros(micros);
            prop_assert_eq!(time.to_string().parse(), Ok(time));
        }

        #[test]
        fn whole_units_in_words_are_read_back(minutes in 0_u64..2880) {
            let length = Duration::from_secs(minutes * 60);
            prop_assert_eq!(parse_duration(&in_words(length)), Ok(length));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in any::<String>()) {
            let _ = parse_duration(&text);
        }
    }
}
