//! What all mails share.

use std::str::FromStr;

use email_address::EmailAddress;

portcullis_kit::settings! {
    /// What all mails share.
    pub struct Email {
        /// From whom mails come: `a@example.com` or `Name <a@example.com>`.
        EMAIL_SENDER: email_sender: String = "no-reply@localhost".to_owned() => sender,
        /// Whether mails have a text part. This or `SECURITY_EMAIL_HTML` must stay on.
        EMAIL_PLAINTEXT: email_plaintext: bool = true,
        /// Whether mails have an HTML part.
        EMAIL_HTML: email_html: bool = true,
    }
}

fn sender(text: &str) -> Result<(), String> {
    // A line break would let what follows become a header of its own.
    if !text.chars().any(char::is_control) && EmailAddress::from_str(text).is_ok() {
        return Ok(());
    }
    Err("expected an address, for example \"Example <no-reply@example.com>\"".to_owned())
}
