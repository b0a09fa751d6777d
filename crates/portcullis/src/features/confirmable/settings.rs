//! What can be set about confirmation.

use std::time::Duration;

use portcullis_kit::settings;

use crate::security::core_settings::checks;

settings! {
    /// Sign-up needs proof that the address is the person's own.
    ///
    /// ```
    /// # use portcullis::{Db, Security, Confirmable};
    /// # fn build(db: Db) {
    /// let builder = Security::builder(db).with(Confirmable { auto_login_after_confirm: true, ..Confirmable::default() });
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Confirmable {
        /// The path of the page that sends the mail again; the mailed link is below it.
        CONFIRM_URL: confirm_url: String = "/confirm".to_owned() => checks::path,
        /// Life of the mailed link, above zero. Flask-Security's is 2 days; a day is enough to read one's mail, and a link that lies
        /// about is worth less.
        CONFIRM_EMAIL_WITHIN: confirm_email_within: Duration = Duration::from_secs(24 * 3600)
            => checks::some_time,
        /// Whether people may sign in before they have confirmed. Their account is a claim until then: it disappears when
        /// somebody else confirms the address. True is reported at start.
        LOGIN_WITHOUT_CONFIRMATION: login_without_confirmation: bool = false,
        /// Whether confirming signs in, in the browser that asked for the mail.
        AUTO_LOGIN_AFTER_CONFIRM: auto_login_after_confirm: bool = false,
        /// Where a browser goes on after a link that does not work; empty for the page that sends a new one.
        CONFIRM_ERROR_VIEW: confirm_error_view: String = String::new() => checks::view,
        /// Where a browser goes on after confirming; empty for the sign-in page, or, when confirming signs in, for where
        /// sign-in leads.
        POST_CONFIRM_VIEW: post_confirm_view: String = String::new() => checks::view,
        /// Subject of the mail with the link. Empty: the sentence `EMAIL_SUBJECT_CONFIRM`, in the language of whoever gets it.
        EMAIL_SUBJECT_CONFIRM: email_subject_confirm: String = String::new()
            => checks::subject,
    }
}
