//! What the confirmation of an address says, by key.

use crate::messages::Message;

/// The sentences of this feature.
pub(crate) const MESSAGES: &[Message] = &[
    Message::error(
        "CONFIRMATION_REQUIRED",
        "Confirm your email address first. The link is in the mail that we sent you.",
    ),
    Message::error(
        "INVALID_CONFIRMATION_TOKEN",
        "This confirmation link is not valid. Ask for a new one.",
    ),
    Message::error(
        "CONFIRMATION_EXPIRED",
        "This confirmation link is older than {within}. Ask for a new one.",
    ),
    Message::error(
        "CONFIRM_OTHER_BROWSER",
        "This is not the browser that signed up. Enter the password you chose then.",
    ),
    Message::info(
        "CONFIRMATION_REQUEST",
        "If {email} waits to be confirmed, a new link is on its way there.",
    ),
    Message::info("ALREADY_CONFIRMED", "This address is confirmed already."),
    Message::success(
        "EMAIL_CONFIRMED",
        "Thank you. Your email address is confirmed.",
    ),
    Message::success("EMAIL_CONFIRMED_TITLE", "Address confirmed"),
];
