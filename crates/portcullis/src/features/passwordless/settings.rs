//! What can be set about sign-in by a mailed link.

use std::time::Duration;

use portcullis_kit::settings;

use crate::security::core_settings::checks;

settings! {
    /// Sign-in by a mailed link. Stands beside the password, or in its place with `SECURITY_LOGIN_WITH_PASSWORD = false`.
    ///
    /// ```
    /// # use portcullis::{Db, Security, Passwordless};
    /// # use std::time::Duration;
    /// # fn build(db: Db) {
    /// let passwordless = Passwordless { login_within: Duration::from_secs(300), ..Default::default() };
    /// let builder = Security::builder(db).with(passwordless);
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Passwordless {
        /// Life of the mailed link, above zero. Flask-Security's is a day. Whoever asks for it waits for the mail, and whoever
        /// finds the mail later would be signed in; NIST SP 800-63B-4, 3.1.3.2, gives a secret sent out of band ten minutes.
        LOGIN_WITHIN: login_within: Duration = Duration::from_secs(10 * 60) => checks::some_time,
        /// Subject of the mail with the link. Empty: the sentence `EMAIL_SUBJECT_PASSWORDLESS`, in the language of whoever gets it.
        EMAIL_SUBJECT_PASSWORDLESS: email_subject_passwordless: String = String::new()
            => checks::subject,
    }
}
