//! What is filled into a sentence.

use std::time::Duration;

use fluent_bundle::FluentValue;
use portcullis_kit::clock::Time;
use serde::{Deserialize, Serialize};

/// A value for a placeholder. How a number, a time or a length of time is written depends on the language.
///
/// ```
/// # use portcullis::{Fault, messages::Param};
/// use std::time::Duration;
///
/// // With `COUPON_TOO_OLD = This coupon ended { $ago } ago.`
/// let fault = Fault::of("coupon", "COUPON_TOO_OLD").with("ago", Duration::from_secs(3 * 86_400));
/// assert_eq!(fault.params[0].1, Param::Length(Duration::from_secs(3 * 86_400)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Param {
    /// As it is.
    Text(String),
    /// A count, which decides between singular and plural.
    Count(u64),
    /// A length of time: `24 hours`.
    Length(Duration),
    /// A moment, in UTC, to the minute.
    Moment(Time),
    /// What a profile field is called: the sentence `PROFILE_<NAME>` if there is one, else its label.
    Label {
        /// The field's name.
        name: String,
        /// The label that it was declared with.
        label: String,
    },
}

impl Param {
    /// As Fluent takes it; what has words of its own is put into words first.
    pub(super) fn value(&self, words: impl Fn(&Self) -> String) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Count(count) => FluentValue::from(*count),
            Self::Length(_) | Self::Moment(_) | Self::Label { .. } => {
                FluentValue::from(words(self))
            }
        }
    }
}

macro_rules! from {
    ($($from:ty: $value:ident => $param:expr),* $(,)?) => {
        $(impl From<$from> for Param {
            fn from($value: $from) -> Self {
                $param
            }
        })*
    };
}

from! {
    &str: text => Self::Text(text.to_owned()),
    String: text => Self::Text(text),
    &String: text => Self::Text(text.clone()),
    usize: count => Self::Count(count as u64),
    u64: count => Self::Count(count),
    u32: count => Self::Count(count.into()),
    Duration: length => Self::Length(length),
    Time: time => Self::Moment(time),
}
