//! What sign-up says, by key.

use crate::messages::Message;

/// The sentences of this feature.
pub(crate) const MESSAGES: &[Message] = &[
    Message::success(
        "CONFIRM_REGISTRATION",
        "We have sent a mail to {email}. Follow the link in it to finish signing up.",
    ),
    Message::info("CHECK_MAIL_TITLE", "Check your mail"),
    Message::info(
        "CHECK_MAIL",
        "We have sent a mail to {email}. Open it and follow the link in it.",
    ),
    Message::info("CHECK_MAIL_ADDRESS", "your address"),
];
