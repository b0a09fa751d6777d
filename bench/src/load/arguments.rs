//! The command line. `bench/run` says where things are.

use std::{path::PathBuf, time::Duration};

use clap::{Parser, ValueEnum};

/// Measures the goals of docs/performance.md. Started by `bench/run`, which builds what it needs.
#[derive(Parser)]
#[command(name = "bench/run")]
pub(crate) struct Arguments {
    /// Short runs, for a first look: some six minutes. The whole takes twenty for the mixed load alone, and fills two
    /// databases with ten million accounts: have an hour, and 20 GB of disk
    #[arg(long)]
    pub(crate) quick: bool,
    /// Only the figures of these names
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Vec<Figure>,
    /// On which databases
    #[arg(long, value_enum, default_value = "both")]
    pub(crate) database: Databases,
    /// Pairs of runs, A B A B
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u16).range(5..=100))]
    pub(crate) pairs: u16,
    /// Accounts of the large database, which is compared with one of 10,000 [default: 10,000,000; with --quick 200,000]
    #[arg(long)]
    accounts: Option<u64>,
    /// How long the mixed load lasts, in minutes [default: 10; with --quick 5 seconds]
    #[arg(long)]
    minutes: Option<u64>,

    /// The server
    #[arg(long, hide = true)]
    pub(crate) server: PathBuf,
    /// The bare axum server and the app
    #[arg(long, hide = true)]
    pub(crate) subject: PathBuf,
    /// A folder for databases, mails and logs
    #[arg(long, hide = true)]
    pub(crate) folder: PathBuf,
    /// A PostgreSQL on which databases may be made
    #[arg(long, hide = true, default_value = "")]
    pub(crate) postgres: String,
    /// Its client
    #[arg(long, hide = true, default_value = "psql")]
    pub(crate) psql: PathBuf,
    /// The folder of the scripts that fill a database
    #[arg(long, hide = true)]
    pub(crate) fill: PathBuf,
}

impl Arguments {
    /// How many accounts the large database has.
    pub(crate) fn accounts(&self) -> u64 {
        let usual = if self.quick { 200_000 } else { 10_000_000 };
        self.accounts.unwrap_or(usual)
    }

    /// How long the mixed load lasts.
    pub(crate) fn mixed(&self) -> Duration {
        match self.minutes {
            None if self.quick => Duration::from_secs(5),
            minutes => Duration::from_secs(60 * minutes.unwrap_or(10)),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Databases {
    Sqlite,
    Postgres,
    Both,
}

/// The lines of the table, by the work that they share.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Figure {
    /// Size, start and memory of the server
    Small,
    /// Warm sessions and tokens beside bare axum
    SignedIn,
    /// Sessions that no cache knows
    Cold,
    /// Sign-ins without their hash
    SignIn,
    /// One hash, and how many sign-ins the hash threads give
    Hash,
    /// Requests for a mail
    Mail,
    /// The signed-in while a hundred sign in
    Flood,
    /// Many accounts
    Growth,
    /// Everything at once, then the end
    Mixed,
}

impl Figure {
    pub(crate) const ALL: [Self; 9] = [
        Self::Small,
        Self::SignedIn,
        Self::Cold,
        Self::SignIn,
        Self::Hash,
        Self::Mail,
        Self::Flood,
        Self::Growth,
        Self::Mixed,
    ];
}
