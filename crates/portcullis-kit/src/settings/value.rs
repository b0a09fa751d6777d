//! The kinds of value that a setting can have: how each is read, and how it is shown.
//!
//! A value is shown as a TOML literal, so that what is shown can be pasted into the file and reads back.

use std::path::PathBuf;
use std::time::Duration;

use toml::Value;

use super::raw::Raw;
use crate::clock::{in_words, parse_duration};
use crate::secret::Secret;

/// A kind of value.
pub trait SettingValue: Sized {
    /// The kind in a word or two, for tables and messages.
    const KIND: &'static str;

    /// Reads what was written.
    ///
    /// # Errors
    ///
    /// A sentence for the operator: what was expected, an example, and what kind of thing was found
    /// instead. Never the value, which may be a secret that was put in the wrong place.
    fn read(raw: &Raw) -> Result<Self, String>;

    /// The value as a TOML literal that [`read`](Self::read) understands; a secret is `[secret]`.
    fn show(&self) -> String;
}

fn expected<T>(what: &str, example: &str, raw: &Raw) -> Result<T, String> {
    Err(format!(
        "expected {what}, for example {example}; found {}",
        raw.found()
    ))
}

impl SettingValue for bool {
    const KIND: &'static str = "true or false";

    fn read(raw: &Raw) -> Result<Self, String> {
        match raw.typed().as_ref() {
            Value::Boolean(yes) => Ok(*yes),
            // `True` is how Python writes it, and how it stands in many an environment.
            Value::String(text) if raw.is_untyped() => {
                match text.trim().to_ascii_lowercase().as_str() {
                    "true" => Ok(true),
                    "false" => Ok(false),
                    _ => expected("true or false", "true", raw),
                }
            }
            _ => expected("true or false", "true", raw),
        }
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),+) => {$(
        impl SettingValue for $kind {
            const KIND: &'static str = "whole number";

            fn read(raw: &Raw) -> Result<Self, String> {
                match raw.typed().as_ref() {
                    Value::Integer(number) => Self::try_from(*number)
                        .map_err(|_| format!("expected a whole number from 0 to {}", Self::MAX)),
                    _ => expected("a whole number", "25", raw),
                }
            }

            fn show(&self) -> String {
                self.to_string()
            }
        }
    )+};
}
whole_numbers!(u16, u32, u64, usize);

impl SettingValue for String {
    const KIND: &'static str = "text";

    fn read(raw: &Raw) -> Result<Self, String> {
        match raw.as_text() {
            Some(text) => Ok(text.to_owned()),
            None => expected("a text in quotes", "\"text\"", raw),
        }
    }

    fn show(&self) -> String {
        quoted(self)
    }
}

impl SettingValue for PathBuf {
    const KIND: &'static str = "path";

    fn read(raw: &Raw) -> Result<Self, String> {
        match raw.as_text() {
            Some(text) => Ok(Self::from(text)),
            None => expected("a path in quotes", "\"/var/lib/app\"", raw),
        }
    }

    fn show(&self) -> String {
        quoted(&self.to_string_lossy())
    }
}

impl SettingValue for Secret {
    const KIND: &'static str = "secret";

    fn read(raw: &Raw) -> Result<Self, String> {
        match raw.as_text() {
            Some(text) => Ok(Self::new(text)),
            None => Err(format!(
                "expected a text in quotes; found {}. Better keep it out of the file: \
                 the name with _FILE at its end may give the path of a file that holds it",
                raw.found()
            )),
        }
    }

    fn show(&self) -> String {
        if self.is_empty() { "\"\"" } else { "[secret]" }.to_owned()
    }
}

impl SettingValue for Vec<Secret> {
    const KIND: &'static str = "list of secrets";

    fn read(raw: &Raw) -> Result<Self, String> {
        let entries = match raw.typed().as_ref() {
            Value::Array(entries) => entries
                .iter()
                .map(|entry| entry.as_str().map(Secret::new))
                .collect(),
            // A file of secrets has one on each line.
            _ => raw.as_text().map(|text| {
                let entries = text.split([',', '\n']).map(str::trim);
                entries
                    .filter(|entry| !entry.is_empty())
                    .map(Secret::new)
                    .collect()
            }),
        };
        match entries {
            Some(entries) => Ok(entries),
            None => expected("a list of texts", "[\"first\", \"second\"]", raw),
        }
    }

    fn show(&self) -> String {
        if self.is_empty() { "[]" } else { "[secret]" }.to_owned()
    }
}

impl SettingValue for Vec<String> {
    const KIND: &'static str = "list of texts";

    fn read(raw: &Raw) -> Result<Self, String> {
        let entries = match raw.typed().as_ref() {
            Value::Array(entries) => entries
                .iter()
                .map(|entry| entry.as_str().map(str::to_owned))
                .collect(),
            _ => raw.as_text().map(split_at_commas),
        };
        match entries {
            Some(entries) => Ok(entries),
            None => expected("a list of texts", "[\"first\", \"second\"]", raw),
        }
    }

    fn show(&self) -> String {
        let entries: Vec<String> = self.iter().map(|entry| quoted(entry)).collect();
        format!("[{}]", entries.join(", "))
    }
}

fn split_at_commas(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .map(str::to_owned)
        .collect()
}

impl SettingValue for Duration {
    const KIND: &'static str = "duration";

    fn read(raw: &Raw) -> Result<Self, String> {
        let length = match raw.typed().as_ref() {
            Value::Integer(seconds) => u64::try_from(*seconds).ok().map(Self::from_secs),
            Value::String(text) => parse_duration(text).ok(),
            _ => None,
        };
        match length {
            Some(length) => Ok(length),
            None => expected(
                "a length of time in weeks, days, hours, minutes or seconds",
                "\"24 hours\"",
                raw,
            ),
        }
    }

    fn show(&self) -> String {
        let words = in_words(*self);
        if parse_duration(&words) == Ok(*self) {
            quoted(&words)
        } else {
            quoted(&to_the_nanosecond(*self))
        }
    }
}

fn to_the_nanosecond(length: Duration) -> String {
    if length.subsec_nanos() == 0 {
        return format!("{} seconds", length.as_secs());
    }
    format!(
        "{} seconds {} nanoseconds",
        length.as_secs(),
        length.subsec_nanos()
    )
}

/// A length of time that can also be switched off.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Not at all: written `"off"`, or as any negative number.
    Off,
    /// For so long.
    Within(Duration),
}

impl SettingValue for Span {
    const KIND: &'static str = "duration or \"off\"";

    fn read(raw: &Raw) -> Result<Self, String> {
        match raw.typed().as_ref() {
            Value::Integer(number) if *number < 0 => Ok(Self::Off),
            Value::String(text) if text.trim().eq_ignore_ascii_case("off") => Ok(Self::Off),
            _ => Duration::read(raw)
                .map(Self::Within)
                .or_else(|_| expected("a length of time or \"off\"", "\"24 hours\"", raw)),
        }
    }

    fn show(&self) -> String {
        match self {
            Self::Off => quoted("off"),
            Self::Within(length) => length.show(),
        }
    }
}

fn quoted(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            control if control.is_control() => {
                literal.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => literal.push(other),
        }
    }
    literal.push('"');
    literal
}
