//! Samples: what a feature's pages and mails look like in each of their states, for the galleries of development and for
//! the tests that walk them. They stand in the feature's `samples.rs`, beside what they show.

use axum::routing::MethodRouter;

use super::{Security, letter::Mail};

/// A page in one state.
pub struct Sample {
    /// The template by Flask-Security's name, such as `login_user`.
    pub page: &'static str,
    /// The state in a few words joined by hyphens, such as `wrong-password`.
    pub state: &'static str,
    /// Answers with the page; made by [`crate::web::sample::page`].
    pub handler: MethodRouter<Security>,
}

/// A mail with values that were made up.
pub struct SampleMail {
    /// Its name, or the name and what is different, such as `welcome_with_link`.
    pub name: &'static str,
    /// The mail.
    pub mail: Mail,
}

/// The address of whoever the samples are about.
pub const ADA: &str = "ada@example.test";

/// One that is as long as people really have them.
pub const LONG: &str = "augusta.ada.king.countess.of.lovelace@analytical-engines.example.test";

impl Security {
    /// A link as it stands in a mail, with a token that opens nothing.
    pub(crate) fn sample_link(&self, page: &str) -> String {
        let base = self
            .public_url()
            .map_or("https://accounts.example.com", |url| url.as_str());
        let prefix = &self.settings().http.url_prefix;
        let base = base.trim_end_matches('/');
        format!("{base}{prefix}{page}/Q2hhcmxlcy1CYWJiYWdlLUFkYS1Mb3ZlbGFjZS0xODQz")
    }
}
