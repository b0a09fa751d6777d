//! The server as its users meet it: one test binary for the whole crate.

mod audit;
mod book;
mod browser;
mod commands;
mod development;
mod eject;
mod gallery;
mod imports;
mod journey;
mod keyboard;
mod keys;
mod mail_queue;
mod passwords;
mod postgres;
mod process;
mod proofs;
mod relay;
mod scanner;
mod serving;
mod settings;
mod throttles;
