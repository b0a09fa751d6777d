//! Limits as they are written in settings, and their arithmetic.

use std::time::Duration;

use crate::clock::{Time, in_words, parse_duration};
use crate::settings::{Raw, SettingValue};

/// So many in so much time: `count` at once, and each makes room for another one `within / count` later.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many at once, at least 1.
    pub count: u32,
    /// How long until all of them may be done again, at least a microsecond for each.
    pub within: Duration,
}

/// Longer ones would only let the arithmetic run over.
const LONGEST: Duration = Duration::from_secs(400 * 86_400);

impl Limit {
    /// A limit; `None` when nothing would be let in, or the time is shorter than a microsecond each or longer than
    /// 400 days.
    #[must_use]
    pub fn new(count: u32, within: Duration) -> Option<Self> {
        let fits = count > 0 && within <= LONGEST && within.as_micros() >= u128::from(count);
        fits.then_some(Self { count, within })
    }

    /// `count` in an hour.
    ///
    /// # Panics
    ///
    /// When the count is 0.
    #[must_use]
    pub const fn per_hour(count: u32) -> Self {
        assert!(count > 0);
        Self {
            count,
            within: Duration::from_secs(3600),
        }
    }

    /// The time that one of them takes up, in microseconds.
    pub(super) fn interval(&self) -> i64 {
        let micros = self.within.as_micros() / u128::from(self.count.max(1));
        i64::try_from(micros).unwrap_or(i64::MAX).max(1)
    }

    /// How far ahead of the clock the time of a key may be for one more to be let in, in microseconds.
    pub(super) fn tolerance(&self) -> i64 {
        self.interval()
            .saturating_mul(i64::from(self.count.saturating_sub(1)))
    }

    /// Lets one more in: the new time of the key, or how long to wait. `paid` is the time of the key so far.
    ///
    /// The statement that takes a permit says the same in SQL; a test compares the two.
    ///
    /// # Errors
    ///
    /// How long until one more is let in.
    pub fn accept(&self, paid: Option<Time>, now: Time) -> Result<Time, Duration> {
        let now = now.as_micros();
        let paid = paid.map_or(now, Time::as_micros);
        let wait = paid.saturating_sub(now).saturating_sub(self.tolerance());
        match u64::try_from(wait) {
            Ok(wait) if wait > 0 => Err(Duration::from_micros(wait)),
            _ => Ok(Time::from_micros(paid.max(now) + self.interval())),
        }
    }

    fn read(text: &str) -> Option<Self> {
        let (count, within) = text.split_once(" per ")?;
        let count = count.trim().parse().ok()?;
        let within = within.trim();
        // "per hour" is "per 1 hour".
        let within = match within.starts_with(|c: char| c.is_ascii_digit()) {
            true => parse_duration(within).ok()?,
            false => parse_duration(&format!("1 {within}")).ok()?,
        };
        Self::new(count, within)
    }

    fn show(&self) -> String {
        let mut within = in_words(self.within);
        if parse_duration(&within) != Ok(self.within) {
            within = format!("{} seconds", self.within.as_secs());
        }
        let within = within
            .strip_prefix("1 ")
            .filter(|unit| !unit.contains(' '))
            .unwrap_or(&within);
        format!("{} per {within}", self.count)
    }
}

/// All of these limits at once; none is `"unlimited"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits(pub Vec<Limit>);

impl Limits {
    /// One limit: `count` in an hour.
    ///
    /// # Panics
    ///
    /// When the count is 0.
    #[must_use]
    pub fn per_hour(count: u32) -> Self {
        Self(vec![Limit::per_hour(count)])
    }

    /// Whether nothing is limited.
    #[must_use]
    pub fn is_unlimited(&self) -> bool {
        self.0.is_empty()
    }
}

impl SettingValue for Limits {
    const KIND: &'static str = "limits";

    fn read(raw: &Raw) -> Result<Self, String> {
        let text = raw.as_text().unwrap_or_default().trim();
        if text.eq_ignore_ascii_case("unlimited") {
            return Ok(Self::default());
        }
        let limits: Option<Vec<Limit>> = text
            .split(',')
            .map(|limit| Limit::read(limit.trim()))
            .collect();
        limits.map(Self).ok_or_else(|| {
            "expected one or more limits, for example \"20 per hour\" or \"2 per 5 minutes, 20 per day\", or \
             \"unlimited\""
                .to_owned()
        })
    }

    fn show(&self) -> String {
        if self.is_unlimited() {
            return "\"unlimited\"".to_owned();
        }
        let limits: Vec<String> = self.0.iter().map(Limit::show).collect();
        format!("\"{}\"", limits.join(", "))
    }
}
