//! The server as its users meet it: one test binary for the whole crate.

mod browser;
mod commands;
mod crash;
mod development;
mod mail_queue;
mod postgres;
mod process;
mod serving;
mod settings;
