//! What confirmation tells.

use portcullis_kit::secret::Secret;

use crate::{account::User, signals::Signal};

/// The mail with the confirmation link has been sent.
///
/// ```
/// use portcullis::{Db, Security, features::confirmable::ConfirmInstructionsSent};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, ConfirmInstructionsSent { user, .. }| {
///     println!("A link is on its way to {}", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct ConfirmInstructionsSent {
    /// To whom.
    pub user: User,
    /// The token in the link.
    pub confirmation_token: Secret,
}
impl Signal for ConfirmInstructionsSent {}

/// Somebody has shown that the address is theirs.
///
/// ```
/// use portcullis::{Db, Security, features::confirmable::UserConfirmed};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |security: Security, UserConfirmed { user }| {
///     security.add_role_to_user(&user, "member").await
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct UserConfirmed {
    /// Who.
    pub user: User,
}
impl Signal for UserConfirmed {}
