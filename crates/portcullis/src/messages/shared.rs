//! The sentences that more than one feature says, by key. Keys are those of Flask-Security where it has one;
//! the words are our own. `{name}` stands for a value that is filled in.

use super::Message;

/// Sentences that belong to no single feature.
pub(crate) const SHARED: &[Message] = &[
    // Signing in, and what one may see.
    Message::error(
        "GENERIC_AUTHN_FAILED",
        "The email address or the password is not right.",
    ),
    Message::error("UNAUTHENTICATED", "Sign in to see this page."),
    Message::error("UNAUTHORIZED", "You have no permission for this."),
    Message::error("UNAUTHORIZED_TITLE", "No permission"),
    Message::error(
        "REAUTHENTICATION_REQUIRED",
        "Confirm that it is you before you go on.",
    ),
    Message::error(
        "ANONYMOUS_USER_REQUIRED",
        "You are signed in already. Sign out first to do this.",
    ),
    Message::error("DISABLED_ACCOUNT", "This account is switched off."),
    Message::error(
        "ACCESS_ENDED",
        "The password was changed just now, or all access was ended. Sign in again.",
    ),
    Message::error(
        "USER_DOES_NOT_EXIST",
        "There is no account with this address.",
    ),
    Message::error("INVALID_PASSWORD", "The password is not right."),
    // Addresses and other input.
    Message::error("EMAIL_NOT_PROVIDED", "Enter your email address."),
    Message::error("INVALID_EMAIL_ADDRESS", "This is not an email address."),
    Message::error(
        "EMAIL_ALREADY_ASSOCIATED",
        "There is an account with {email} already.",
    ),
    Message::error("FIELD_NOT_PROVIDED", "Fill in “{label}”."),
    Message::error(
        "FIELD_TOO_LONG",
        "“{label}” may have {length} characters at most.",
    ),
    Message::error("INVALID_INPUT", "This cannot be used here."),
    Message::error("INVALID_INPUT_LENGTH", "This is too short or too long."),
    Message::error("UNKNOWN_FIELD", "The field “{field}” is not known here."),
    Message::error("INVALID_REDIRECT", "The page to go to next is not allowed."),
    // New passwords.
    Message::error("PASSWORD_NOT_PROVIDED", "Enter a password."),
    Message::error(
        "PASSWORD_INVALID_LENGTH",
        "Use {length} characters or more.",
    ),
    Message::error("PASSWORD_TOO_LONG", "Use {length} characters at most."),
    Message::error(
        "PASSWORD_HAS_CONTEXT",
        "This password is made of the name of this service, your address or your details. Choose one that nobody can \
         guess from them.",
    ),
    Message::error(
        "PASSWORD_TOO_COMMON",
        "This password, or one much like it, is used by many people and guessed first. Choose another, such as several \
         words that have nothing to do with each other.",
    ),
    Message::error(
        "PASSWORD_TOO_SIMPLE",
        "This password is too easy to guess. Choose a longer or a less regular one.",
    ),
    Message::error(
        "PASSWORD_BREACHED",
        "This password is on a list of stolen ones. Choose another, and change it where else you use it.",
    ),
    Message::error(
        "PASSWORD_BREACHED_SITE_ERROR",
        "It could not be found out whether this password was stolen. Nothing was changed; try again in a few minutes.",
    ),
    Message::error(
        "PASSWORD_HASH_UNREADABLE",
        "This password hash is malformed, of a kind that is not known here, or asks for too much work.",
    ),
    Message::error(
        "RETYPE_PASSWORD_MISMATCH",
        "The two passwords are not the same.",
    ),
    // Requests that go wrong before any feature sees them.
    Message::error("API_ERROR", "The request is not in the form expected here."),
    Message::error("BODY_UNREADABLE", "What was sent could not be read."),
    Message::error("BODY_UNREADABLE_TITLE", "Could not read that"),
    Message::error("BODY_TOO_LARGE", "What was sent is too large."),
    Message::error("BODY_TOO_LARGE_TITLE", "Too large"),
    Message::error(
        "BODY_TOO_SLOW",
        "What was sent took too long to arrive. Nothing was changed; try again.",
    ),
    Message::error("BODY_TOO_SLOW_TITLE", "Too slow"),
    Message::error(
        "CROSS_ORIGIN",
        "This form was sent from another site, so nothing was done. Open the page here and try again.",
    ),
    Message::error("BODY_TYPE", "Send a form or JSON."),
    Message::error("BODY_TYPE_TITLE", "Could not read that"),
    Message::error("CROSS_ORIGIN_TITLE", "Sent from another site"),
    Message::error(
        "HOST_NOT_ALLOWED",
        "This server does not answer under the name in the address.",
    ),
    Message::error("HOST_NOT_ALLOWED_TITLE", "Unknown host name"),
    Message::error("NOT_FOUND", "There is no page at this address."),
    Message::error("NOT_FOUND_TITLE", "Page not found"),
    Message::error(
        "METHOD_NOT_ALLOWED",
        "This page cannot be used in that way.",
    ),
    Message::error("METHOD_NOT_ALLOWED_TITLE", "Not possible here"),
    Message::error(
        "TOO_BUSY",
        "Many people are here at this moment. Nothing was changed; try again in a few seconds.",
    ),
    Message::error("TOO_BUSY_TITLE", "Too busy right now"),
    Message::error(
        "TOO_MANY_REQUESTS",
        "Too many tries. Wait {wait} before you try again.",
    ),
    Message::error("TOO_MANY_REQUESTS_TITLE", "Too many tries"),
    Message::info("SET_NEW_PASSWORD_LINK", "Set a new password"),
    Message::error(
        "UNAVAILABLE",
        "This cannot be done at the moment. Nothing was changed; try again in a few minutes.",
    ),
    Message::error("UNAVAILABLE_TITLE", "Not available right now"),
    Message::error(
        "SERVER_ERROR",
        "Something went wrong on our side. Try again; if it stays so, tell us the request number below.",
    ),
    Message::error("SERVER_ERROR_TITLE", "Something went wrong"),
    // Mailed links.
    Message::error("LINK_TITLE", "This link does not work"),
    Message::info("SEND_LINK_AGAIN", "Send a new link"),
    // The one way on from a page.
    Message::info("SIGN_IN_LINK", "Sign in"),
    Message::info("CONTINUE_LINK", "Continue"),
    Message::info("START_PAGE_LINK", "Go to the start page"),
];
