//! What the way back to a lost password says, by key.

use crate::messages::Message;

/// The sentences of this feature.
pub(crate) const MESSAGES: &[Message] = &[
    Message::error(
        "INVALID_RESET_PASSWORD_TOKEN",
        "This link for a new password is not valid. Ask for a new one.",
    ),
    Message::error(
        "PASSWORD_RESET_EXPIRED",
        "This link for a new password is older than {within}. Ask for a new one.",
    ),
    Message::error(
        "PASSWORD_RESET_USED",
        "This link for a new password was used already. Ask for a new one if you need it.",
    ),
    Message::info(
        "PASSWORD_RESET_REQUEST",
        "If there is an account with {email}, a link for a new password is on its way there.",
    ),
    Message::error(
        "INVALID_NOT_ME_TOKEN",
        "This link is not valid. If somebody else uses your account, ask for a link for a new password.",
    ),
    Message::error(
        "NOT_ME_EXPIRED",
        "This link is older than {within}. If somebody else uses your account, ask for a link for a new password.",
    ),
    Message::error(
        "NOT_ME_USED",
        "This link was used already. If you need another link for a new password, ask for one.",
    ),
    Message::success(
        "NOT_ME_DONE",
        "All devices are signed out of your account, and its password works no more. A link to choose a new one is on its way to {email}.",
    ),
    Message::success(
        "PASSWORD_RESET",
        "Your new password is set, and you are signed in.",
    ),
    Message::success(
        "PASSWORD_RESET_NO_LOGIN",
        "Your new password is set. Sign in with it.",
    ),
];
