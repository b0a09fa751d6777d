//! What sign-up tells.

use crate::{account::User, signals::Signal};

/// Somebody has signed up. Where addresses are to be confirmed this is a claim to an address, nothing more.
///
/// ```
/// use portcullis::{Db, Security, features::registerable::UserRegistered};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, UserRegistered { user }| {
///     println!("Welcome, {}", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct UserRegistered {
    /// Who.
    pub user: User,
}
impl Signal for UserRegistered {}

/// Somebody signed up with an address that has an owner, who has been told so by mail.
///
/// ```
/// use portcullis::{Db, Security, features::registerable::UserNotRegistered};
///
/// # fn example(db: Db) {
/// let builder = Security::builder(db).on(async |_: Security, UserNotRegistered { user }| {
///     println!("{} has an account already", user.email);
///     Ok(())
/// });
/// # drop(builder);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct UserNotRegistered {
    /// The owner.
    pub user: User,
}
impl Signal for UserNotRegistered {}
