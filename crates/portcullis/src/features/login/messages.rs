//! What signing in, signing out and re-authentication say, by key.

use crate::messages::Message;

/// The sentences of this feature.
pub(crate) const MESSAGES: &[Message] = &[
    Message::info(
        "REAUTHENTICATION_SUCCESSFUL",
        "Thank you. You can go on now.",
    ),
    Message::info("SIGNED_OUT", "You are signed out."),
    Message::info("FORGOT_PASSWORD", "Forgot your password?"),
];
