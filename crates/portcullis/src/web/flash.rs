//! Messages for the page after a redirect, in a short-lived cookie: keys of the catalogue and what fills them.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use crate::{
    messages::{Catalogue, Category},
    security::Security,
};

/// More would not fit a cookie; one or two is what happens.
const MOST: usize = 4;

/// A message to be shown once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Flash {
    pub(crate) key: String,
    pub(crate) params: Vec<(String, String)>,
}

impl Flash {
    pub(crate) fn of(key: &str, params: &[(&'static str, String)]) -> Self {
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
    pub(crate) fn say(&self, catalogue: &Catalogue) -> Option<(Category, String)> {
        let (key, _) = catalogue.entries().find(|(key, _)| *key == self.key)?;
        let known = ["email", "within"];
        let params: Vec<(&'static str, String)> = known
            .into_iter()
            .filter_map(|name| self.param(name).map(|value| (name, value.to_owned())))
            .collect();
        Some(catalogue.say(key, &params))
    }

    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.params
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Reads the cookie; anything unreadable is no message.
pub(crate) fn read(value: &str) -> Vec<Flash> {
    let decoded = URL_SAFE_NO_PAD.decode(value).unwrap_or_default();
    let mut flashes: Vec<Flash> = serde_json::from_slice(&decoded).unwrap_or_default();
    flashes.truncate(MOST);
    flashes
}

/// Writes the cookie's value.
pub(crate) fn write(flashes: &[Flash]) -> String {
    let newest = &flashes[flashes.len().saturating_sub(MOST)..];
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(newest).unwrap_or_default())
}

impl Security {
    pub(crate) fn shows_flashes(&self) -> bool {
        self.settings().http.flash_messages
    }
}
