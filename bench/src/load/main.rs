//! The goals of docs/performance.md, measured: each figure several times, what is compared in turn (A B A B), in one table.
//! Exits 1 where a figure falls short.
//!
//! A figure is processor time of the server's process wherever that can be had: it holds on a machine that does other things
//! too, where times and rates do not.

#![expect(clippy::print_stdout, reason = "its report is what it is for")]

mod arguments;
mod drive;
mod figures;
mod people;
mod process;
mod site;
mod table;
mod wire;

use std::{process::ExitCode, time::Duration};

use clap::Parser as _;
use tokio::task::LocalSet;

use arguments::{Arguments, Figure};
use site::Ground;
use table::{Goal, Line};

/// What can go wrong is told and ends the run.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A run: where everything is, and the lines so far.
pub(crate) struct Bench {
    pub(crate) ground: Ground,
    lines: Vec<Line>,
}

impl Bench {
    /// How often each of two things is measured in turn.
    pub(crate) fn pairs(&self) -> usize {
        usize::from(self.ground.arguments.pairs)
    }

    /// How long one measurement lasts; so many times as long, where it has to be longer.
    pub(crate) fn phase(&self, times: u32) -> Duration {
        let quick = self.ground.arguments.quick;
        Duration::from_millis(if quick { 300 } else { 1500 }) * times
    }

    /// So many, or a fifth of it in a short run.
    pub(crate) fn count(&self, full: usize) -> usize {
        if self.ground.arguments.quick {
            full / 5
        } else {
            full
        }
    }

    /// Tells what was seen on the way.
    pub(crate) fn say(&self, text: &str) {
        println!("  {text}");
    }

    /// Adds a line to the table.
    pub(crate) fn line(
        &mut self,
        (figure, database): (&str, &str),
        (goal, unit): (Goal, &'static str),
        values: Vec<f64>,
    ) {
        self.lines.push(Line {
            figure: figure.to_owned(),
            database: database.to_owned(),
            goal,
            unit,
            values,
        });
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let folder = arguments.folder.clone();
    let mut bench = Bench {
        ground: Ground { arguments, folder },
        lines: Vec::new(),
    };
    let done = LocalSet::new().run_until(measure(&mut bench)).await;
    println!("\n{}", table::table(&bench.lines));
    let short = bench.lines.iter().filter(|line| !line.is_met()).count();
    if let Err(error) = &done {
        println!("It ended early: {error}");
    }
    println!("{} figures, {short} fall short", bench.lines.len());
    if done.is_ok() && short == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn measure(bench: &mut Bench) -> Result<()> {
    let only = bench.ground.arguments.only.clone();
    for figure in Figure::ALL {
        if only.is_empty() || only.contains(&figure) {
            println!("{figure:?}");
            figures::measure(bench, figure).await?;
        }
    }
    Ok(())
}
