//! Every sentence that people read, in every language: Fluent files, `locales/<language>.ftl` beside the feature that says
//! them. A sentence has one key in all languages. English is complete; what another language lacks is said in English.

mod catalogue;
mod locale;
mod param;
mod pseudo;
mod sentence;
mod sources;
#[cfg(test)]
mod tests;
mod words;

use serde::Serialize;

pub use catalogue::{Catalogue, Entry};
pub use locale::Locale;
pub use param::Param;
pub use sentence::Sentence;
pub(crate) use sources::{SHARED, Sources};

/// How a message is meant; the name of the CSS class and of the query parameter in SPA mode.
///
/// ```
/// # use portcullis::{Fault, Visit, messages::Category};
/// fn note(visit: &Visit, fault: &Fault) -> String {
///     match visit.say(fault) {
///         (Category::Error, text) => format!("Sorry: {text}"),
///         (_, text) => text,
///     }
/// }
/// # let _ = note;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Something did not work. What a sentence does not say of itself.
    #[default]
    Error,
    /// Something to know.
    Info,
    /// Something is done.
    Success,
}

impl Category {
    /// `error`, `info` or `success`.
    ///
    /// ```
    /// # use portcullis::messages::Category;
    /// assert_eq!(Category::Success.as_str(), "success");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Info => "info",
            Self::Success => "success",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Error, Self::Info, Self::Success]
            .into_iter()
            .find(|category| category.as_str() == name)
    }
}

/// Sentences of one language.
///
/// A sentence is a Fluent message, `KEY = text`, with `{ $name }` for what is filled in. The English one may say how it is
/// meant in an attribute, `.category = success`.
///
/// ```
/// # use portcullis::messages::Translation;
/// // What a feature gives; its files stand beside it, for `include_str!`.
/// const SENTENCES: &[Translation] = &[
///     Translation { locale: "en", source: "ORDER_TITLE = Your order" },
///     Translation { locale: "de", source: "ORDER_TITLE = Ihre Bestellung" },
/// ];
/// # let _ = SENTENCES;
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Translation {
    /// The language, such as `en` or `pt-BR` (BCP 47).
    pub locale: &'static str,
    /// The Fluent file.
    pub source: &'static str,
}

/// The sentences of a feature, from the folder `locales` beside the file that asks: in every language that we speak.
macro_rules! translations {
    () => {
        $crate::messages::translations!["en", "de", "fr", "es", "pt", "ja", "ar"]
    };
    ($($locale:literal),* $(,)?) => {
        &[$($crate::messages::Translation {
            locale: $locale,
            source: include_str!(concat!("locales/", $locale, ".ftl")),
        }),*]
    };
}
pub(crate) use translations;
