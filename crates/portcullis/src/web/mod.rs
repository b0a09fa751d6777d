//! Everything that knows HTTP: who asks and what they want, forms, replies, guards, the layer that holds them together.

pub(crate) mod accept;
mod addressee;
mod around;
pub(crate) mod assets;
mod body;
pub(crate) mod check_mail;
pub mod client;
pub(crate) mod csrf;
pub(crate) mod error;
pub mod extract;
pub(crate) mod flash;
pub mod form;
pub mod guard;
pub(crate) mod headers;
pub mod layer;
pub(crate) mod link;
pub mod openapi;
mod pace;
mod page;
pub mod redirect;
mod render;
pub mod reply;
pub mod sample;
pub mod serve;
#[cfg(test)]
pub(crate) mod tests;
pub mod visit;
pub(crate) mod watched;

pub use form::{Flag, Form, PasswordText, Text};
pub use reply::Reply;
pub use visit::Visit;

use crate::templates::Template;

macro_rules! shared {
    ($($name:literal),* $(,)?) => {
        &[$(Template { name: $name, source: include_str!(concat!("../templates/", $name)) }),*]
    };
}

/// The templates that all features share.
pub(crate) const TEMPLATES: &[Template] = shared![
    "security/base.html",
    "security/account_base.html",
    "security/_macros.html",
    "security/check_mail.html",
    "security/message.html",
    "security/error.html",
    "security/email/mail.html",
    "security/email/mail.txt",
];
