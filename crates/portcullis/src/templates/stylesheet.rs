//! The stylesheet of all pages: its name carries a hash of its text, so that browsers may keep it for ever.

use std::hash::{DefaultHasher, Hash, Hasher};

const CSS: &str = include_str!("portcullis.css");

/// Our rules, then what an app's theme says otherwise.
pub(crate) struct Stylesheet {
    pub(crate) text: String,
    /// Its path, before `URL_PREFIX` is put to it.
    pub(crate) path: String,
}

impl Stylesheet {
    pub(crate) fn with(theme: &str) -> Self {
        let text = format!("{CSS}{theme}");
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let path = format!("/security-static/portcullis-{:016x}.css", hasher.finish());
        Self { text, path }
    }
}
