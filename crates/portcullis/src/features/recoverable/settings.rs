//! What can be set about the way back to a lost password.

use std::time::Duration;

use portcullis_kit::settings;

use crate::security::core_settings::checks;

settings! {
    /// People who lost their password choose a new one by a mailed link.
    ///
    /// ```
    /// # use portcullis::{Db, Security, Recoverable};
    /// # fn build(db: Db) {
    /// let recoverable = Recoverable { post_reset_view: "/welcome-back".into(), ..Default::default() };
    /// let builder = Security::builder(db).with(recoverable);
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Recoverable {
        /// The path of the page that sends the mail; the mailed link is below it.
        RESET_URL: reset_url: String = "/reset".to_owned() => checks::path,
        /// Life of the mailed link, above zero. Flask-Security's is 1 day; the link opens the account to whoever reads the mail, and
        /// nobody asks for it before they are ready to use it.
        RESET_PASSWORD_WITHIN: reset_password_within: Duration = Duration::from_secs(3600)
            => checks::some_time,
        /// The path of the page to which the link "it was not me" of every notice leads; the link is below it.
        NOT_ME_URL: not_me_url: String = "/not-me".to_owned() => checks::path,
        /// Life of that link, above zero. A week: people are on holiday, and the link opens nothing, it only locks.
        NOT_ME_WITHIN: not_me_within: Duration = Duration::from_secs(7 * 86_400) => checks::some_time,
        /// Where a link that works leads to in a single-page app, with the token as `token`. Needed there.
        RESET_VIEW: reset_view: String = String::new() => checks::view,
        /// Where a link that does not work leads to in a single-page app, with the message as `error`. Needed there.
        RESET_ERROR_VIEW: reset_error_view: String = String::new() => checks::view,
        /// Where a browser goes on after the new password is set; empty for the sign-in page, or, when that signs in, for
        /// where sign-in leads.
        POST_RESET_VIEW: post_reset_view: String = String::new() => checks::view,
        /// Whether setting the new password signs in, in the browser that asked for the mail and if every gate lets the person pass. Off as in Flask-Security: who has
        /// to sign in with the new password sees at once whether it is the one they meant.
        AUTO_LOGIN_AFTER_RESET: auto_login_after_reset: bool = false,
        /// Whether to send the mail with the link. When off, an app sends it by the signal `ResetPasswordInstructionsSent`.
        SEND_PASSWORD_RESET_EMAIL: send_password_reset_email: bool = true,
        /// Whether to tell the owner by mail that the password was replaced.
        SEND_PASSWORD_RESET_NOTICE_EMAIL: send_password_reset_notice_email: bool = true,
        /// Subject of the mail with the link. Empty: the sentence `EMAIL_SUBJECT_PASSWORD_RESET`, in the language of whoever gets it.
        EMAIL_SUBJECT_PASSWORD_RESET: email_subject_password_reset: String =
            String::new() => checks::subject,
        /// Subject of the notice. Empty: the sentence `EMAIL_SUBJECT_PASSWORD_NOTICE`, in the language of whoever gets it.
        EMAIL_SUBJECT_PASSWORD_NOTICE: email_subject_password_notice: String =
            String::new() => checks::subject,
    }
}
