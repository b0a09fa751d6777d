//! The audit log.

use std::time::Duration;

use super::checks;

portcullis_kit::settings! {
    /// The log of what happened to accounts.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # use std::time::Duration;
    /// # fn build(db: Db) {
    /// let within = Duration::from_secs(90 * 86_400);
    /// let builder = Security::builder(db).core(|core| core.audit.audit_personal_data_within = within);
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Audit {
        /// How long the log knows whom an event was about: user, address, IP address, browser. Above zero. After that they are
        /// erased, and the events stay without them. A year and a month, so that what happens once a year can be compared with
        /// the last time (OWASP ASVS 5.0, 14.2.7 asks that personal data has an end). Deleting a user erases theirs at once.
        AUDIT_PERSONAL_DATA_WITHIN: audit_personal_data_within: Duration = Duration::from_secs(400 * 86_400)
            => checks::some_time,
    }
}
