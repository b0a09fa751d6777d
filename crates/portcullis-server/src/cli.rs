//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands::{
    audit::AuditCommand, bench_hash::BenchHashOptions, eject::EjectOptions, keys::KeysCommand,
    mail::MailCommand, messages::MessagesOptions, roles::RolesCommand, users::UsersCommand,
};

/// Account security: sign-up, sign-in, recovery and roles, with pages, mails and a JSON API.
#[derive(Debug, Parser)]
#[command(name = "portcullis", version, propagate_version = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Try everything on this machine: no configuration, no other service
    Dev(DevOptions),
    /// Serve people, by a configuration file and the environment
    Serve(Config),
    /// Bring the tables of the database up to date
    Migrate(Common),
    /// Create, list, change and delete users
    Users {
        #[command(subcommand)]
        command: UsersCommand,
        #[command(flatten)]
        common: Common,
    },
    /// Create and list roles, give them to users
    Roles {
        #[command(subcommand)]
        command: RolesCommand,
        #[command(flatten)]
        common: Common,
    },
    /// Look at the queue of mails
    Mail {
        #[command(subcommand)]
        command: MailCommand,
        #[command(flatten)]
        common: Common,
    },
    /// Look at the log of what happened to accounts, and verify it
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
        #[command(flatten)]
        common: Common,
    },
    /// Make, show and rotate the keys
    Keys {
        #[command(subcommand)]
        command: KeysCommand,
        #[command(flatten)]
        common: Common,
    },
    /// Look at the set-up: what is right and what is not
    Doctor(Common),
    /// Measure what password hashes cost here, and propose a cost
    BenchHash(BenchHashOptions),
    /// Print every sentence that people read, by its key
    Messages(MessagesOptions),
    /// Copy templates of pages and mails into a folder, to change them
    Eject(EjectOptions),
}

/// Arguments of `dev`.
#[derive(Debug, Args)]
pub(crate) struct DevOptions {
    /// The port [default: 3000, or the next free one]
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// The folder of the data [default: ./.portcullis-dev]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Make no demo users
    #[arg(long)]
    pub(crate) no_demo: bool,
}

/// Which configuration.
#[derive(Debug, Args)]
pub(crate) struct Config {
    /// The configuration, a TOML file [default: ./portcullis.toml if there is one; the environment counts too]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// Arguments of every command about data.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The configuration [default: ./portcullis.toml, else the data of `portcullis dev`]
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,
    /// Print JSON, as is done anyway when the output is no terminal
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[cfg(test)]
mod tests;
