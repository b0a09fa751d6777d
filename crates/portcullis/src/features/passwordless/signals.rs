//! What sign-in by a mailed link tells.

use portcullis_kit::secret::Secret;

use crate::{account::User, signals::Signal};

/// The mail with the sign-in link has been sent.
///
/// ```
/// use portcullis::{Db, Security, features::passwordless::LoginInstructionsSent};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, LoginInstructionsSent { user, .. }| {
///     println!("A link is on its way to {}", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct LoginInstructionsSent {
    /// To whom.
    pub user: User,
    /// The token in the link.
    pub login_token: Secret,
}
impl Signal for LoginInstructionsSent {}
