//! Auth tokens of API clients.

use std::time::Duration;

use super::checks;

portcullis_kit::settings! {
    /// Auth tokens of API clients.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # use std::time::Duration;
    /// # fn build(db: Db) {
    /// let an_hour = Duration::from_secs(3600);
    /// let builder = Security::builder(db).core(|core| core.tokens.token_max_age = an_hour);
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Tokens {
        /// The request header that carries an auth token, besides `Authorization: Bearer`.
        TOKEN_AUTHENTICATION_HEADER: token_authentication_header: String = "Authentication-Token".to_owned()
            => checks::token_header,
        /// Life of an auth token, above zero. Short, because it is kept where scripts can read it.
        TOKEN_MAX_AGE: token_max_age: Duration = Duration::from_secs(15 * 60) => checks::some_time,
    }
}
