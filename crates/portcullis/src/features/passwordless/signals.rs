//! What sign-in by a mailed link tells.

use portcullis_kit::secret::Secret;

use crate::{account::User, signals::Signal};

/// The mail with the sign-in link has been sent.
#[derive(Debug, Clone)]
pub struct LoginInstructionsSent {
    /// To whom.
    pub user: User,
    /// The token in the link.
    pub login_token: Secret,
}
impl Signal for LoginInstructionsSent {}
