//! Messages for the page after a redirect, in a short-lived cookie: keys of the catalogue and what fills them. It is
//! sealed, because an address may be in it, and so that nobody else puts one on a page of ours.

use serde::{Deserialize, Serialize};

use super::visit::Visit;
use crate::{
    messages::{Category, Param},
    security::Security,
};

/// More would not fit a cookie; one or two is what happens.
const MOST: usize = 4;

/// The key that seals the cookie.
const PURPOSE: &str = "flash";

/// A message to be shown once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Flash {
    pub(crate) key: String,
    pub(crate) params: Vec<(String, Param)>,
}

impl Flash {
    pub(crate) fn of(key: &str, params: &[(&'static str, Param)]) -> Self {
        let params = params
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        Self {
            key: key.to_owned(),
            params,
        }
    }

    /// The text, if the key is one of ours: a cookie must not be able to put words on a page.
    pub(crate) fn say(&self, visit: &Visit) -> Option<(Category, String)> {
        let catalogue = visit.security().messages();
        catalogue.category(&self.key)?;
        let params = self.params.iter();
        let params: Vec<_> = params
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        Some(catalogue.say(&visit.locale(), &self.key, &params))
    }

    /// A text that fills it.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.params.iter().find_map(|(known, value)| match value {
            Param::Text(text) if known == name => Some(text.as_str()),
            _ => None,
        })
    }
}

impl Security {
    /// Reads the cookie; what was not sealed here, or is too old to be opened, is no message.
    pub(crate) fn read_flashes(&self, value: &str) -> Vec<Flash> {
        let opened = self.keys().open(PURPOSE, &[], value).unwrap_or_default();
        let mut flashes: Vec<Flash> = serde_json::from_slice(&opened).unwrap_or_default();
        flashes.truncate(MOST);
        flashes
    }

    /// Writes the cookie's value.
    pub(crate) fn write_flashes(&self, flashes: &[Flash]) -> String {
        let newest = &flashes[flashes.len().saturating_sub(MOST)..];
        let text = serde_json::to_vec(newest).unwrap_or_default();
        self.keys().seal(PURPOSE, &[], &text)
    }

    pub(crate) fn shows_flashes(&self) -> bool {
        self.settings().http.flash_messages
    }
}
