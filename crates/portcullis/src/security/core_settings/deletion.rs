//! The end of accounts.

use std::time::Duration;

use super::checks;

portcullis_kit::settings! {
    /// How people's own accounts end.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # use std::time::Duration;
    /// # fn build(db: Db) {
    /// let within = Duration::from_secs(30 * 86_400);
    /// let builder = Security::builder(db).core(|core| core.deletion.undo_deletion_within = within);
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Deletion {
        /// How long an account waits that its owner wants deleted, above zero; so long the mailed link undoes it. Two weeks: longer than most
        /// holidays, for an owner who comes home to the mail about what somebody else has asked for, and well within the month
        /// that data protection law leaves for it.
        UNDO_DELETION_WITHIN: undo_deletion_within: Duration = Duration::from_secs(14 * 86_400)
            => checks::some_time,
    }
}
