//! lib
pub mod security;
pub mod settings;
