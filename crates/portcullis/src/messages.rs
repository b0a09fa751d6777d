//! Every sentence that people read, by key. An app overrides one with `SECURITY_MSG_<KEY>`.

mod shared;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::error::{Error, Result};

pub(crate) use shared::SHARED;

/// How a message is meant; the name of the CSS class and of the query parameter in SPA mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Something did not work.
    Error,
    /// Something to know.
    Info,
    /// Something is done.
    Success,
}

impl Category {
    /// `error`, `info` or `success`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Info => "info",
            Self::Success => "success",
        }
    }
}

/// A sentence with its key. `{name}` in the text stands for a value.
#[derive(Debug, Clone, Copy)]
pub struct Message {
    /// Flask-Security's key where it has one; the stable `code` in JSON.
    pub key: &'static str,
    /// How it is meant.
    pub category: Category,
    /// The English text.
    pub text: &'static str,
}

impl Message {
    /// A message that something did not work.
    pub const fn error(key: &'static str, text: &'static str) -> Self {
        Self {
            key,
            category: Category::Error,
            text,
        }
    }

    /// A message to know.
    pub const fn info(key: &'static str, text: &'static str) -> Self {
        Self {
            key,
            category: Category::Info,
            text,
        }
    }

    /// A message that something is done.
    pub const fn success(key: &'static str, text: &'static str) -> Self {
        Self {
            key,
            category: Category::Success,
            text,
        }
    }
}

/// A message as it stands in the catalogue, with the app's override applied.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// How it is meant.
    pub category: Category,
    /// The text, placeholders unfilled.
    pub text: String,
}

/// All messages of the library, its features and the app.
#[derive(Debug, Clone, Default)]
pub struct Catalogue(BTreeMap<&'static str, Entry>);

impl Catalogue {
    /// A catalogue of these messages.
    ///
    /// # Errors
    /// [`Error::Setup`] when two features bring the same key.
    pub fn of(messages: impl IntoIterator<Item = Message>) -> Result<Self> {
        let mut entries = BTreeMap::new();
        for message in messages {
            let entry = Entry {
                category: message.category,
                text: message.text.to_owned(),
            };
            if entries.insert(message.key, entry).is_some() {
                return Err(Error::Setup(format!(
                    "the message {} is defined twice",
                    message.key
                )));
            }
        }
        Ok(Self(entries))
    }

    /// All of them, by key.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &Entry)> {
        self.0.iter().map(|(key, entry)| (*key, entry))
    }

    /// Replaces the text of a known key. Returns whether the key is known.
    pub fn replace(&mut self, key: &str, text: String) -> bool {
        self.0.get_mut(key).map(|entry| entry.text = text).is_some()
    }

    /// The category and the text of a key with its placeholders filled.
    /// An unknown key stands for itself: a missing text must not hide an error.
    pub fn say(&self, key: &str, params: &[(&'static str, String)]) -> (Category, String) {
        let Some(entry) = self.0.get(key) else {
            return (Category::Error, key.to_owned());
        };
        (entry.category, fill(&entry.text, params))
    }
}

/// Fills the placeholders in one pass, so that a value is never read as a template.
fn fill(text: &str, params: &[(&'static str, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from_open) = rest.split_at(open);
        filled.push_str(before);
        let Some(close) = from_open.find('}') else {
            rest = from_open;
            break;
        };
        let name = &from_open[1..close];
        match params.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&from_open[..=close]),
        }
        rest = &from_open[close + 1..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    // ASVS: 1.3.7
    #[test]
    fn a_value_is_never_read_as_a_placeholder() {
        let text = fill(
            "{email} within {within}",
            &[("email", "{within}".into()), ("within", "1 hour".into())],
        );
        assert_eq!(text, "{within} within 1 hour");
    }

    #[test]
    fn a_key_stands_once() {
        let twice = [Message::info("A", "a"), Message::info("A", "b")];
        assert!(Catalogue::of(twice).is_err());
    }
}
