//! What signing in by a mailed link says, by key.

use crate::messages::Message;

/// The sentences of this feature.
pub(crate) const MESSAGES: &[Message] = &[
    Message::error(
        "INVALID_LOGIN_TOKEN",
        "This sign-in link is not valid. Ask for a new one.",
    ),
    Message::error(
        "LOGIN_EXPIRED",
        "This sign-in link is older than {within}. Ask for a new one.",
    ),
    Message::error(
        "LOGIN_USED",
        "This sign-in link was used already. Ask for a new one.",
    ),
    Message::success(
        "LOGIN_EMAIL_SENT",
        "If there is an account with {email}, a sign-in link is on its way there.",
    ),
    Message::success("PASSWORDLESS_LOGIN_SUCCESSFUL", "You are signed in."),
];
