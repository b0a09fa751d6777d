//! What confirmation tells.

use portcullis_kit::secret::Secret;

use crate::{account::User, signals::Signal};

/// The mail with the confirmation link has been sent.
#[derive(Debug, Clone)]
pub struct ConfirmInstructionsSent {
    /// To whom.
    pub user: User,
    /// The token in the link.
    pub confirmation_token: Secret,
}
impl Signal for ConfirmInstructionsSent {}

/// Somebody has shown that the address is theirs.
#[derive(Debug, Clone)]
pub struct UserConfirmed {
    /// Who.
    pub user: User,
}
impl Signal for UserConfirmed {}
