//! Everything that knows HTTP: who asks and what they want, forms, replies, guards, the layer that holds them together.

pub(crate) mod assets;
pub mod client;
pub(crate) mod csrf;
pub(crate) mod error;
pub mod extract;
pub(crate) mod flash;
pub mod form;
pub mod guard;
pub(crate) mod headers;
pub mod layer;
pub mod openapi;
mod page;
pub mod redirect;
pub mod reply;
pub mod serve;
pub mod visit;

pub use form::{Flag, Form, PasswordText, Text};
pub use reply::Reply;
pub use visit::Visit;
