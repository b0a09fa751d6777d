//! Tools that know neither accounts nor HTTP: time, secrets, tokens, the database door, password hashing.

pub mod clock;
pub mod db;
pub mod id;
pub mod secret;
pub mod settings;
pub mod token;
