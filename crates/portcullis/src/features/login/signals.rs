//! What sign-in tells.

use crate::{account::User, signals::Signal};

/// Somebody gave a wrong password for a known user. Not told for unknown addresses.
///
/// ```
/// use portcullis::{Db, Security, features::login::UserFailedAuthn};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, UserFailedAuthn { user, auth_type }| {
///     println!("A wrong {auth_type} for {}", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct UserFailedAuthn {
    /// Whose password it was not.
    pub user: User,
    /// What was wrong: `password`.
    pub auth_type: &'static str,
}
impl Signal for UserFailedAuthn {}
