//! What sign-in tells.

use crate::{account::User, signals::Signal};

/// Somebody gave a wrong password for a known user. Not told for unknown addresses.
#[derive(Debug, Clone)]
pub struct UserFailedAuthn {
    /// Whose password it was not.
    pub user: User,
    /// What was wrong: `password`.
    pub auth_type: &'static str,
}
impl Signal for UserFailedAuthn {}
