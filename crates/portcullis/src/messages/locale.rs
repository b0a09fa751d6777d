//! A language, and which one to speak.

use std::{fmt, str::FromStr};

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use serde::{Deserialize, Serialize};
use unic_langid::{CharacterDirection, LanguageIdentifier};

/// A language with its region, such as `en` or `pt-BR` (BCP 47).
///
/// ```
/// # use portcullis::messages::Locale;
/// let brazilian: Locale = "pt-BR".parse()?;
/// assert_eq!(brazilian.to_string(), "pt-BR");
/// assert!("not a language".parse::<Locale>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Locale(LanguageIdentifier);

impl Locale {
    /// `rtl` for languages that are written from right to left, else `ltr`: HTML's `dir`.
    ///
    /// ```
    /// # use portcullis::messages::Locale;
    /// let (arabic, english): (Locale, Locale) = ("ar".parse()?, "en".parse()?);
    /// assert_eq!((arabic.direction(), english.direction()), ("rtl", "ltr"));
    /// # Ok::<(), String>(())
    /// ```
    pub fn direction(&self) -> &'static str {
        match self.0.character_direction() {
            CharacterDirection::RTL => "rtl",
            _ => "ltr",
        }
    }

    /// The best of `offered` for somebody who wants these, the first most, if one of them will do.
    pub(super) fn accepted<'a>(tags: &[&str], offered: &'a [Self]) -> Option<&'a Self> {
        let wanted: Vec<_> = tags.iter().filter_map(|tag| tag.parse().ok()).collect();
        Self::best(&wanted, offered)
    }

    /// The best of `offered` for somebody who speaks this, if one of them will do.
    pub(super) fn among<'a>(&self, offered: &'a [Self]) -> Option<&'a Self> {
        Self::best(std::slice::from_ref(&self.0), offered)
    }

    fn best<'a>(wanted: &[LanguageIdentifier], offered: &'a [Self]) -> Option<&'a Self> {
        let known: Vec<&LanguageIdentifier> = offered.iter().map(|locale| &locale.0).collect();
        let best = negotiate_languages(wanted, &known, None, NegotiationStrategy::Filtering);
        let best = **best.first()?;
        offered.iter().find(|locale| locale.0 == *best)
    }

    pub(super) fn id(&self) -> &LanguageIdentifier {
        &self.0
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Locale {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(id) => Ok(Self(id)),
            Err(_) => Err(format!("{text:?} is no language, such as en or pt-BR")),
        }
    }
}

impl TryFrom<String> for Locale {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Locale> for String {
    fn from(locale: Locale) -> Self {
        locale.to_string()
    }
}
