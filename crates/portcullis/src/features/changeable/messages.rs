//! What the change of a password says, by key.

use crate::messages::Message;

/// The sentences of this feature.
pub(crate) const MESSAGES: &[Message] = &[
    Message::error(
        "PASSWORD_IS_THE_SAME",
        "The new password is the same as the current one.",
    ),
    Message::success(
        "PASSWORD_CHANGE",
        "Your password is changed. Your other devices are signed out.",
    ),
];
