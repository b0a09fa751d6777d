//! Tools that know neither accounts nor HTTP: time, secrets, keys, tokens, codes, the database door, password hashing, mail.

pub mod clock;
pub mod code;
pub mod db;
pub mod digest;
pub mod id;
pub mod keys;
pub mod limit;
pub mod mail;
pub mod password;
pub mod secret;
pub mod settings;
pub mod token;
