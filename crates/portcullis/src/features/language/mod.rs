//! The language of the pages: a select at the foot of each, which works without JavaScript.
//!
//! ```text
//! POST /language ── one of those offered? ── cookie of this browser ── signed in: the account's too ── back
//! ```

mod routes;
#[cfg(test)]
mod tests;

use utoipa_axum::routes;

use crate::{
    messages::{Translation, translations},
    security::{
        core_settings::CoreSettings,
        feature::{Feature, Routes},
    },
};

/// The choice of the language. Always on; its settings are of the core (`LANGUAGE_URL`, `DEFAULT_LOCALE`, `I18N_DIRNAME`).
///
/// ```
/// # use portcullis::{Db, Security};
/// # fn build(db: Db) {
/// let builder = Security::builder(db).core(|core| core.i18n.language_url = "/sprache".into());
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Language;

impl Feature for Language {
    fn name(&self) -> &'static str {
        "language"
    }

    fn routes(&self, core: &CoreSettings) -> Routes {
        Routes::new().at(&core.i18n.language_url, routes!(routes::choose))
    }

    fn urls(&self, core: &CoreSettings) -> Vec<(&'static str, String)> {
        vec![("language", core.i18n.language_url.clone())]
    }

    fn translations(&self) -> &'static [Translation] {
        translations!()
    }
}
