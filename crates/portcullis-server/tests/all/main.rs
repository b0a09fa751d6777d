//! The server as its users meet it: one test binary for the whole crate.

mod audit;
mod book;
mod browser;
mod commands;
mod development;
mod eject;
mod gallery;
mod hashing;
mod imports;
mod journey;
mod keyboard;
mod keys;
mod mail_queue;
mod passwords;
mod pgbouncer;
mod postgres;
mod process;
mod processes;
mod proofs;
mod relay;
mod scanner;
mod serving;
mod settings;
mod throttles;
