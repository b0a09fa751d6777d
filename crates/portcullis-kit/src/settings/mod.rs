//! Settings: names, typed values, and where they come from.
//!
//! A struct made by [`settings!`](crate::settings!) is a [`Group`]: each of its fields is a setting with a
//! name, a kind, a default and a sentence of meaning. A [`Source`] holds what a file and the environment
//! say and lays it over groups made in code; whatever does not fit is a [`Problem`], and all of them are
//! reported at once.

mod file;
mod group;
mod problem;
mod raw;
mod source;
#[cfg(test)]
mod tests;
mod value;

pub use group::{Group, Setting, any_of, within};
pub use problem::{Problem, Problems, suggest};
pub use raw::{Origin, Raw};
pub use source::{Source, Untaken};
pub use value::{SettingValue, Span};
