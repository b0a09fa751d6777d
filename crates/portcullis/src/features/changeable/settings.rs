//! What can be set about the change of a password.

use portcullis_kit::settings;

use crate::security::core_settings::checks;

settings! {
    /// People change their password while they are signed in.
    ///
    /// ```
    /// # use portcullis::{Db, Security, Changeable};
    /// # fn build(db: Db) {
    /// let builder = Security::builder(db).with(Changeable { change_url: "/new-password".into(), ..Changeable::default() });
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Changeable {
        /// The path of the page.
        CHANGE_URL: change_url: String = "/change".to_owned() => checks::path,
        /// Where a browser goes on after the change; empty for where sign-in leads.
        POST_CHANGE_VIEW: post_change_view: String = String::new() => checks::view,
        /// Whether to tell the owner by mail that the password was changed.
        SEND_PASSWORD_CHANGE_EMAIL: send_password_change_email: bool = true,
        /// Subject of that mail. Empty: the sentence `EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE`, in the language of whoever gets it.
        EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE: email_subject_password_change_notice: String =
            String::new() => checks::subject,
    }
}
