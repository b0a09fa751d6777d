//! What can be set about the tracking of sign-ins.

use portcullis_kit::settings;

use crate::security::core_settings::checks;

settings! {
    /// Sign-ins are recorded with the user: `last_login_at`, `current_login_at`, `last_login_ip`, `current_login_ip`,
    /// `login_count`.
    ///
    /// ```
    /// # use portcullis::{Db, Security, Trackable};
    /// # fn build(db: Db) {
    /// // Nobody has two browsers here.
    /// let builder = Security::builder(db).with(Trackable { send_new_device_email: false, ..Trackable::default() });
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Trackable {
        /// Whether to tell people by mail of a sign-in in a browser in which they never signed in before (OWASP ASVS 5.0, 6.3.5).
        /// Not of the first one of an account.
        SEND_NEW_DEVICE_EMAIL: send_new_device_email: bool = true,
        /// Subject of that mail. Empty: the sentence `EMAIL_SUBJECT_NEW_DEVICE`, in the language of whoever gets it.
        EMAIL_SUBJECT_NEW_DEVICE: email_subject_new_device: String =
            String::new() => checks::subject,
    }
}
