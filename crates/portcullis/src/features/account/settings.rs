//! What can be set about the pages of an account.

use portcullis_kit::settings;

use crate::security::core_settings::checks;

settings! {
    /// People see how they sign in and where they are signed in and what happened, and end sessions.
    pub struct Account {
        /// The path of the overview; the other pages of the account are below it.
        ACCOUNT_URL: account_url: String = "/account".to_owned() => checks::path,
    }
}
