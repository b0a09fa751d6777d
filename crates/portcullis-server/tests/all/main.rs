//! The server as its users meet it: one test binary for the whole crate.

mod browser;
mod commands;
mod crash;
mod development;
mod journey;
mod keys;
mod mail_queue;
mod postgres;
mod process;
mod proofs;
mod relay;
mod serving;
mod settings;
