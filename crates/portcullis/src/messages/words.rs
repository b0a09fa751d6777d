//! Lengths of time and moments in the words of a language. The words are sentences like all others.

use std::time::Duration;

use portcullis_kit::clock::{Time, Unit, in_units};

use super::{Param, catalogue::Language};

/// `24 hours`, `1 hour 30 minutes`: at most two units, rounded down (a promise that is too short misleads nobody).
pub(super) fn length(language: &Language, length: Duration) -> String {
    let words: Vec<String> = in_units(length)
        .into_iter()
        .map(|(count, unit)| {
            let key = match unit {
                Unit::Day => "DAYS",
                Unit::Hour => "HOURS",
                Unit::Minute => "MINUTES",
                Unit::Second => "SECONDS",
            };
            language.text(key, &[("count", Param::Count(count))])
        })
        .collect();
    match <[String; 2]>::try_from(words) {
        Ok([large, small]) => language.text(
            "LENGTH_PAIR",
            &[("large", large.into()), ("small", small.into())],
        ),
        Err(one) => one.concat(),
    }
}

/// `23 November 2026, 17:05 UTC`.
pub(super) fn moment(language: &Language, time: Time) -> String {
    let civil = time.civil();
    let two = |number: u8| Param::from(format!("{number:02}"));
    language.text(
        "MOMENT",
        &[
            ("year", civil.year.to_string().into()),
            ("month", Param::Count(civil.month.into())),
            ("day", Param::Count(civil.day.into())),
            ("hour", two(civil.hour)),
            ("minute", two(civil.minute)),
        ],
    )
}
