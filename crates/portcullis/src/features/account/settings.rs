//! What can be set about the pages of an account.

use portcullis_kit::settings;

use crate::security::core_settings::checks;

settings! {
    /// People see how they sign in and where they are signed in and what happened, end sessions, take their data away, and
    /// delete their account.
    ///
    /// ```
    /// # use portcullis::{Db, Security, Account};
    /// # fn build(db: Db) {
    /// let builder = Security::builder(db).with(Account { account_url: "/me".into(), ..Account::default() });
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Account {
        /// The path of the overview; the other pages of the account are below it.
        ACCOUNT_URL: account_url: String = "/account".to_owned() => checks::path,
        /// Subject of the mail that says when an account will be deleted. Empty: the sentence `EMAIL_SUBJECT_DELETION`, in the
        /// language of whoever gets it.
        EMAIL_SUBJECT_DELETION: email_subject_deletion: String = String::new() => checks::subject,
    }
}
