//! The server as its users meet it: one test binary for the whole crate.

mod browser;
