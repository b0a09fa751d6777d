//! What the change of a password tells.

use crate::{account::User, signals::Signal};

/// A password has been changed by its owner or by an operator.
#[derive(Debug, Clone)]
pub struct PasswordChanged {
    /// Whose.
    pub user: User,
}
impl Signal for PasswordChanged {}
