//! The stylesheet and the script of all pages: their names carry a hash of their text, so that browsers may keep them for
//! ever.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
};

const CSS: &str = include_str!("portcullis.css");

/// What pages do beside being read; none of them needs it.
pub(crate) const SCRIPT: &str = include_str!("portcullis.js");

/// Its path, before `URL_PREFIX` is put to it.
pub(crate) static SCRIPT_PATH: LazyLock<String> = LazyLock::new(|| path_of(SCRIPT, "js"));

/// Our rules, then what an app's theme says otherwise.
pub(crate) struct Stylesheet {
    pub(crate) text: String,
    /// Its path, before `URL_PREFIX` is put to it.
    pub(crate) path: String,
}

impl Stylesheet {
    pub(crate) fn with(theme: &str) -> Self {
        let text = format!("{CSS}{theme}");
        let path = path_of(&text, "css");
        Self { text, path }
    }
}

fn path_of(text: &str, ending: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!(
        "/security-static/portcullis-{:016x}.{ending}",
        hasher.finish()
    )
}
