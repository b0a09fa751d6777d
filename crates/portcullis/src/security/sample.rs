//! Samples: what a feature's pages and mails look like in each of their states, for the galleries of development and for
//! the tests that walk them. They stand in the feature's `samples.rs`, beside what they show.

use axum::routing::MethodRouter;

use super::{Security, letter::Mail};

/// A page in one state.
///
/// ```
/// # use portcullis::{Fault, Reply, security::sample::{ADA, Sample}, web::sample::page};
/// // What a feature's `samples` gives.
/// fn samples() -> Vec<Sample> {
///     let form = || Reply::page("coupon").field("email", ADA);
///     vec![page("coupon", "empty", move |_| form()), page("coupon", "closed", move |_| form().say(Fault::form("CLOSED")))]
/// }
/// # let _ = samples;
/// ```
pub struct Sample {
    /// The template by Flask-Security's name, such as `login_user`.
    pub page: &'static str,
    /// The state in a few words joined by hyphens, such as `wrong-password`.
    pub state: &'static str,
    /// Answers with the page; made by [`crate::web::sample::page`].
    pub handler: MethodRouter<Security>,
}

/// A mail with values that were made up.
///
/// ```
/// # use portcullis::{Email, Fault, security::{letter::{Body, Mail}, sample::{ADA, SampleMail}}};
/// let mail = Mail::new("order_sent", &Email::parse(ADA)?, ("", "ORDER_SUBJECT"), Body::new("ORDER_TITLE"));
/// let sample = SampleMail { name: "order_sent", mail };
/// # drop(sample);
/// # Ok::<(), Fault>(())
/// ```
pub struct SampleMail {
    /// Its name, or the name and what is different, such as `welcome_with_link`.
    pub name: &'static str,
    /// The mail.
    pub mail: Mail,
}

/// The address of whoever the samples are about.
///
/// ```
/// # use portcullis::{Reply, security::sample::ADA, web::sample::page};
/// let sample = page("coupon", "filled-in", |_| Reply::page("coupon").field("email", ADA));
/// # drop(sample);
/// ```
pub const ADA: &str = "ada@example.test";

/// One that is as long as people really have them.
///
/// ```
/// # use portcullis::{Reply, security::sample::LONG, web::sample::page};
/// // Does the page still fit a telephone?
/// let sample = page("coupon", "long-address", |_| Reply::page("coupon").field("email", LONG));
/// # drop(sample);
/// ```
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
