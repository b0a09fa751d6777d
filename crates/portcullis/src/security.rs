//! The handle.
pub mod core_settings;
