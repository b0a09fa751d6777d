//! The end of accounts.

use std::time::Duration;

use super::checks;

portcullis_kit::settings! {
    /// How people's own accounts end.
    pub struct Deletion {
        /// How long an account waits that its owner wants deleted, above zero; so long the mailed link undoes it. Two weeks: longer than most
        /// holidays, for an owner who comes home to the mail about what somebody else has asked for, and well within the month
        /// that data protection law leaves for it.
        UNDO_DELETION_WITHIN: undo_deletion_within: Duration = Duration::from_secs(14 * 86_400)
            => checks::some_time,
    }
}
