//! What sign-up tells.

use crate::{account::User, signals::Signal};

/// Somebody has signed up. Where addresses are to be confirmed this is a claim to an address, nothing more.
#[derive(Debug, Clone)]
pub struct UserRegistered {
    /// Who.
    pub user: User,
}
impl Signal for UserRegistered {}

/// Somebody signed up with an address that has an owner, who has been told so by mail.
#[derive(Debug, Clone)]
pub struct UserNotRegistered {
    /// The owner.
    pub user: User,
}
impl Signal for UserNotRegistered {}
