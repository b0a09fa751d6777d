//! What the change of a password tells.

use crate::{account::User, signals::Signal};

/// A password has been changed by its owner or by an operator.
///
/// ```
/// use portcullis::{Db, Security, features::changeable::PasswordChanged};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |security: Security, PasswordChanged { user }| {
///     security.remove_role_from_user(&user, "must-change").await
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct PasswordChanged {
    /// Whose.
    pub user: User,
}
impl Signal for PasswordChanged {}
