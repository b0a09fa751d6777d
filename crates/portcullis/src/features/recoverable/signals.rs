//! What the way back to a lost password tells.

use portcullis_kit::secret::Secret;

use crate::{account::User, signals::Signal};

/// The mail with the link has been sent; or, with `SEND_PASSWORD_RESET_EMAIL` off, would have been, and it is the app's
/// turn.
///
/// ```
/// use portcullis::{Db, Security, features::recoverable::ResetPasswordInstructionsSent};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |security: Security, ResetPasswordInstructionsSent { user, reset_token }| {
///     let link = security.url_of(&format!("/reset/{}", reset_token.expose()))?;
///     println!("Post {link} to {}", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct ResetPasswordInstructionsSent {
    /// To whom.
    pub user: User,
    /// The token in the link.
    pub reset_token: Secret,
}
impl Signal for ResetPasswordInstructionsSent {}

/// The owner of an account has said of a notice that it was not them: everything that opened the account has ended, and a
/// link for a new password is on its way.
///
/// ```
/// use portcullis::{Db, Security, features::recoverable::NoticeDisavowed};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, NoticeDisavowed { user }| {
///     println!("Look at the orders of {}: somebody else was in", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct NoticeDisavowed {
    /// Whose account.
    pub user: User,
}
impl Signal for NoticeDisavowed {}

/// A password has been replaced without the old one: by a mailed link, or by [`crate::Security::update_password`].
///
/// ```
/// use portcullis::{Db, Security, features::recoverable::PasswordReset};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, PasswordReset { user }| {
///     println!("{} has a new password", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct PasswordReset {
    /// Whose.
    pub user: User,
}
impl Signal for PasswordReset {}
