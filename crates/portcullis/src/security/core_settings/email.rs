//! What all mails share.

use portcullis_kit::mail::Address;

portcullis_kit::settings! {
    /// What all mails share.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # fn build(db: Db) {
    /// let sender = "Acme <no-reply@example.com>";
    /// let builder = Security::builder(db).core(|core| core.email.email_sender = sender.into());
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Email {
        /// From whom mails come: `a@example.com` or `Name <a@example.com>`.
        EMAIL_SENDER: email_sender: String = "no-reply@localhost".to_owned() => sender,
        /// Whether mails have a text part. This or `SECURITY_EMAIL_HTML` must stay on.
        EMAIL_PLAINTEXT: email_plaintext: bool = true,
        /// Whether mails have an HTML part.
        EMAIL_HTML: email_html: bool = true,
    }
}

/// By the parser that the mail is written with: what starts can be sent from.
fn sender(text: &str) -> Result<(), String> {
    Address::parse(text).map(drop).map_err(|_| {
        "expected an address, for example \"Example <no-reply@example.com>\"".to_owned()
    })
}
