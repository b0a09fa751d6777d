//! Proofs: the same promises as elsewhere, kept many times over, under races, faults and chance.
//!
//! `just proofs` runs them at full size; with the other tests they run at a size that takes minutes.

mod claims;
mod faults;
mod malformed;
mod races;

use std::time::Duration;

use super::*;
use crate::features::DevMailbox;

/// Below this many rounds a race shows nothing.
const FEWEST: usize = 4;

/// How often to do what a full run does `goal` times: so many percent of it as `PORTCULLIS_PROOFS` says.
pub(crate) fn rounds(goal: usize) -> usize {
    let percent = percent().unwrap_or(2);
    (goal * percent / 100).max(FEWEST).min(goal)
}

fn percent() -> Option<usize> {
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever runs the tests says how long they may take"
    )]
    let percent = std::env::var("PORTCULLIS_PROOFS").ok()?;
    Some(percent.parse().expect("PORTCULLIS_PROOFS is a percentage"))
}

/// Says what a proof showed, for whoever runs them with `--nocapture`.
pub(crate) fn showed(proof: &str, rounds: usize, result: &str) {
    eprintln!("proof: {proof}: {rounds} rounds: {result}");
}

/// On which database.
pub(crate) fn name_of(app: &App) -> &'static str {
    match app.db().kind() {
        portcullis_kit::db::Kind::Sqlite => "SQLite",
        portcullis_kit::db::Kind::Postgres => "PostgreSQL",
    }
}
