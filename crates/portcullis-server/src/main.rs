//! `portcullis`: account pages and a JSON API from one binary, and the commands of its operator. The first app on the
//! library, with nothing that another app could not have.

mod cli;
mod commands;
mod dev;
mod failure;
mod health;
mod home;
mod logs;
mod output;
mod prompt;
mod request_log;
mod serve;
mod settings;
mod stop;
mod target;

use std::process::ExitCode;

use clap::Parser;

// Cheap hashes and a clock that can be turned have no place where people sign in, by whatever way they came into the build.
const _: () = assert!(
    cfg!(debug_assertions) || !portcullis::HAS_TEST_KIT,
    "this release build of the server has the test kit of portcullis: build the server alone, with `--package portcullis-server`"
);

#[tokio::main]
async fn main() -> ExitCode {
    match commands::run(cli::Cli::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}
