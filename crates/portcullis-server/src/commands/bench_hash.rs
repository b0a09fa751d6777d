//! `portcullis bench-hash`: what a password hash costs on this machine, and which cost fits a time.

mod proposal;

use std::time::Duration;

use clap::Args;
use portcullis::security::hashing::{Cost, Engine, Timing};
use serde_json::{Value, json};

use crate::{
    failure::{Result, failed},
    output::Output,
};

pub(crate) use proposal::is_enough;

/// Arguments of `bench-hash`.
#[derive(Debug, Args)]
pub(crate) struct BenchHashOptions {
    /// Propose a cost whose hash takes no longer, such as `250ms` or `0.5s`
    #[arg(long, value_name = "TIME", value_parser = time, default_value = "250ms")]
    target: Duration,
    /// The most memory that one hash may take, such as `64MiB`; each hash thread takes as much
    #[arg(long, value_name = "SIZE", value_parser = kibibytes, default_value = "64MiB")]
    memory: u32,
    /// How many hashes are timed for each cost
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000))]
    rounds: u32,
    /// Print JSON, as is done anyway when the output is no terminal
    #[arg(long)]
    json: bool,
}

/// What was measured, or proposed.
struct Line {
    what: &'static str,
    cost: Cost,
    timing: Timing,
}

pub(super) fn run(options: &BenchHashOptions) -> Result<()> {
    let engine = engine()?;
    let rounds = options.rounds as usize;
    let mut lines = Vec::new();
    let usual = Cost::default();
    for cost in proposal::OWASP {
        let timing = measured(engine, cost, rounds)?;
        let what = if cost == usual { "default" } else { "OWASP" };
        lines.push(Line { what, cost, timing });
    }
    let quick = |cost| measured(engine, cost, 2).map(|timing| timing.median);
    let cost = proposal::propose(options.target, options.memory, quick)?;
    let timing = measured(engine, cost, rounds)?;
    lines.push(Line {
        what: "proposed",
        cost,
        timing,
    });
    tell(&lines, engine, options)
}

/// What computes hashes here.
pub(crate) fn engine() -> Result<Engine> {
    Engine::of_this_machine().map_err(|error| failed(error.to_string()))
}

/// What hashes of this cost take.
pub(crate) fn measured(engine: Engine, cost: Cost, rounds: usize) -> Result<Timing> {
    let timing = engine.time(cost, rounds);
    timing.map_err(|error| failed(format!("A hash of {} KiB: {error}", cost.memory_kib)))
}

fn tell(lines: &[Line], engine: Engine, options: &BenchHashOptions) -> Result<()> {
    let output = Output::new(options.json);
    output.list(
        lines,
        &[
            "Cost",
            "Memory (KiB)",
            "Iterations",
            "Lanes",
            "Median (ms)",
            "Least (ms)",
            "By",
        ],
        |line| {
            let Line { what, cost, timing } = line;
            let numbers = [cost.memory_kib, cost.iterations, cost.lanes];
            let mut cells = vec![(*what).to_owned()];
            cells.extend(numbers.map(|number| number.to_string()));
            cells.extend([timing.median, timing.least].map(|time| format!("{:.1}", millis(time))));
            cells.push(engine.to_string());
            cells
        },
        |line| value(line, engine),
    )?;
    if let (true, Some(proposed)) = (output.is_for_people(), lines.last()) {
        crate::output::print(&advice(proposed, options))?;
    }
    Ok(())
}

fn value(line: &Line, engine: Engine) -> Value {
    json!({
        "cost": line.what,
        "memory_kib": line.cost.memory_kib,
        "iterations": line.cost.iterations,
        "lanes": line.cost.lanes,
        "median_ms": millis(line.timing.median),
        "least_ms": millis(line.timing.least),
        "by": engine.to_string(),
    })
}

fn advice(proposed: &Line, options: &BenchHashOptions) -> String {
    let target = options.target.as_millis();
    let reached = if proposed.timing.least > options.target {
        format!(
            "No cost that OWASP lets pass is done within {target} ms here; this is the quickest of them:"
        )
    } else {
        format!("The dearest cost that is done within {target} ms:")
    };
    format!(
        "\n{reached}\n  SECURITY_PASSWORD_ARGON2_MEMORY = {}\n  SECURITY_PASSWORD_ARGON2_ITERATIONS = {}\n  \
         SECURITY_PASSWORD_ARGON2_LANES = {}\nStored hashes are renewed when their owners sign in.\n",
        proposed.cost.memory_kib, proposed.cost.iterations, proposed.cost.lanes
    )
}

/// In milliseconds, to a hundredth.
pub(crate) fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 100_000.0).round() / 100.0
}

/// A number and its unit: `250ms`, `0.5s`.
fn time(text: &str) -> std::result::Result<Duration, String> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 0.001),
        None => (text.strip_suffix('s').unwrap_or_default(), 1.0),
    };
    let number: Option<f64> = number.parse().ok();
    let seconds = number.map(|number| number * unit);
    match seconds.filter(|seconds| (0.001..=60.0).contains(seconds)) {
        Some(seconds) => Ok(Duration::from_secs_f64(seconds)),
        None => Err("expected 1ms to 60s, for example 250ms".to_owned()),
    }
}

/// A number and its unit: `64MiB`, `1GiB`, `19456KiB`.
fn kibibytes(text: &str) -> std::result::Result<u32, String> {
    let units = [("KiB", 1), ("MiB", 1024), ("GiB", 1024 * 1024)];
    let split = units
        .iter()
        .find_map(|(unit, size)| Some((text.strip_suffix(unit)?, size)));
    let size = split.and_then(|(number, size)| number.parse::<u32>().ok()?.checked_mul(*size));
    let least = proposal::LEAST_MEMORY_KIB;
    match size.filter(|size| (least..=1024 * 1024).contains(size)) {
        Some(size) => Ok(size),
        None => Err("expected 7MiB to 1GiB, for example 64MiB".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_have_a_unit_and_bounds() {
        assert_eq!(time("250ms"), Ok(Duration::from_millis(250)));
        assert_eq!(time("0.5s"), Ok(Duration::from_millis(500)));
        for wrong in ["", "250", "ms", "0ms", "-1s", "NaNs", "61s", "1h"] {
            assert!(time(wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(kibibytes("64MiB"), Ok(65_536));
        assert_eq!(kibibytes("1GiB"), Ok(1_048_576));
        assert_eq!(kibibytes("7168KiB"), Ok(7168));
        for wrong in ["", "64", "64MB", "6MiB", "2GiB", "4194304MiB", "-1MiB"] {
            assert!(kibibytes(wrong).is_err(), "{wrong:?}");
        }
    }
}
