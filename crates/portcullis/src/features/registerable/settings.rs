//! What can be set about sign-up.

use portcullis_kit::settings;

use crate::security::core_settings::checks;

settings! {
    /// Sign-up: people make their own accounts.
    ///
    /// ```
    /// # use portcullis::{Db, Security, Registerable};
    /// # fn build(db: Db) {
    /// let registerable = Registerable { post_register_view: "/first-steps".into(), ..Default::default() };
    /// let builder = Security::builder(db).with(registerable);
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Registerable {
        /// The path of the sign-up.
        REGISTER_URL: register_url: String = "/register".to_owned() => checks::path,
        /// Where a browser goes on after a sign-up that signs in; empty for the start page. A sign-up that has to be
        /// confirmed leads to the page that says so.
        POST_REGISTER_VIEW: post_register_view: String = String::new() => checks::view,
        /// Whether to send the welcome mail. Where addresses are to be confirmed and this is off, the confirmation mail
        /// goes out instead (Flask-Security sends none, which leaves people with no way in). The owner of an address is told
        /// of a sign-up with it in any case.
        SEND_REGISTER_EMAIL: send_register_email: bool = true,
        /// Subject of the welcome mail, and of the mail to an owner whose address was used again. Empty: the sentence `EMAIL_SUBJECT_REGISTER`, in the language of whoever gets it.
        EMAIL_SUBJECT_REGISTER: email_subject_register: String = String::new() => checks::subject,
    }
}
