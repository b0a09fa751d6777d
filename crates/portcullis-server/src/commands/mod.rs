//! The commands, one file each, and what they share.

pub(crate) mod audit;
pub(crate) mod bench_hash;
mod doctor;
pub(crate) mod eject;
pub(crate) mod keys;
pub(crate) mod mail;
pub(crate) mod messages;
mod migrate;
pub(crate) mod roles;
pub(crate) mod users;

use std::io::Write;

use portcullis::{Security, User};

use crate::{
    cli::{Command, Common},
    dev,
    failure::{Failure, Result, usage},
    output::Output,
    serve,
    target::Target,
};

/// Does what was asked.
pub(crate) async fn run(command: Command) -> Result<()> {
    match command {
        Command::Dev(options) => dev::run(options).await,
        Command::Serve(config) => serve::run(config.config.as_deref()).await,
        Command::Migrate(common) => migrate::run(common).await,
        Command::Users { command, common } => users::run(command, &Desk::open(common).await?).await,
        Command::Roles { command, common } => roles::run(command, &Desk::open(common).await?).await,
        Command::Mail { command, common } => mail::run(command, &Desk::open(common).await?).await,
        Command::Audit { command, common } => audit::run(command, &Desk::open(common).await?).await,
        Command::Keys { command, common } => keys::run(command, common).await,
        Command::Doctor(common) => doctor::run(common).await,
        Command::BenchHash(options) => bench_hash::run(&options),
        Command::Messages(options) => messages::run(options),
        Command::Eject(options) => eject::run(options),
    }
}

/// Where an operator works: an installation, and a way to say what came of it.
pub(crate) struct Desk {
    security: Security,
    output: Output,
}

impl Desk {
    async fn open(common: Common) -> Result<Self> {
        let security = Target::find(common.config)?.open().await?;
        if security.audit_needs_secret().await? {
            return Err(usage(
                "The audit log of this database is signed: give this command the SECRET_KEY of the server, in the same way",
            ));
        }
        Ok(Self {
            security,
            output: Output::new(common.json),
        })
    }

    /// The user of this address or id.
    async fn user(&self, identity: &str) -> Result<User> {
        let by_id = match identity.parse() {
            Ok(id) => {
                self.security
                    .find_user_by_id(portcullis::UserId(id))
                    .await?
            }
            Err(_) => None,
        };
        let found = match by_id {
            Some(user) => Some(user),
            None => self.security.find_user(identity).await?,
        };
        found.ok_or_else(|| unknown(identity))
    }
}

/// Nobody has this address or id.
fn unknown(identity: &str) -> Failure {
    usage(format!(
        "There is no user {identity:?}. Users are named by address or id; `portcullis users list` shows them."
    ))
}

/// Tells something beside the output.
fn note(text: &str) {
    // Nobody is left to tell when this fails.
    let _ = writeln!(std::io::stderr(), "{text}");
}
