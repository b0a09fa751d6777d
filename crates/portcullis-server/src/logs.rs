//! The log: to the error output, for people or for programs.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::{EnvFilter, fmt};

/// Begins to log. `level` counts for what is ours; of other crates only warnings are of interest.
pub(crate) fn start(format: &str, level: &str) {
    let others = if level == "error" { "error" } else { "warn" };
    let filter = EnvFilter::new(format!(
        "{others},portcullis={level},portcullis_kit={level}"
    ));
    let log = fmt()
        .with_env_filter(filter)
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal());
    if format == "json" {
        log.json()
            .flatten_event(true)
            .with_current_span(false)
            .init();
    } else {
        log.with_target(false).init();
    }
}
