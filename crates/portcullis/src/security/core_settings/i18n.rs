//! The languages of pages, messages and mails.

use std::path::Path;

use super::checks;
use crate::{
    error::{Error, Result},
    messages::Locale,
};

portcullis_kit::settings! {
    /// The languages of pages, messages and mails.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # fn build(db: Db) {
    /// let builder = Security::builder(db).core(|core| core.i18n.default_locale = "de".into());
    /// # drop(builder);
    /// # }
    /// ```
    pub struct I18n {
        /// The language of whoever says nothing else: a tag (BCP 47) such as `de`. One of ours, or of `I18N_DIRNAME`.
        DEFAULT_LOCALE: default_locale: String = "en".to_owned() => locale,
        /// Path of the choice of the language, which each page offers at its foot.
        LANGUAGE_URL: language_url: String = "/language".to_owned() => checks::path,
        /// A folder with sentences of the app's own, one Fluent file for each language, such as `nl.ftl`. They win over ours of the
        /// same key; a language that we do not have is offered too. `builtin`: only ours.
        I18N_DIRNAME: i18n_dirname: String = "builtin".to_owned(),
    }
}

fn locale(tag: &str) -> Result<(), String> {
    tag.parse::<Locale>().map(drop)
}

impl I18n {
    /// The files of the folder, each with the language that it is named after.
    pub(crate) fn files(&self) -> Result<Vec<(String, String)>> {
        if self.i18n_dirname == "builtin" {
            return Ok(Vec::new());
        }
        let folder = Path::new(&self.i18n_dirname);
        let unreadable = |error: std::io::Error| {
            Error::Setup(format!("I18N_DIRNAME {}: {error}", folder.display()))
        };
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let name = path.file_stem().and_then(|name| name.to_str());
            if let (Some(name), true) = (name, path.extension().is_some_and(|end| end == "ftl")) {
                let source = std::fs::read_to_string(&path).map_err(unreadable)?;
                files.push((name.to_owned(), source));
            }
        }
        files.sort();
        Ok(files)
    }
}
