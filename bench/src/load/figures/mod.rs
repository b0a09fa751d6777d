//! The figures, a file for each work that some of them share.

mod cold;
mod flood;
mod growth;
mod hash;
mod mail;
mod mixed;
mod sign_in;
mod signed_in;
mod small;

use std::{cell::RefCell, rc::Rc, time::Duration};

use crate::{
    Bench, Result,
    arguments::Figure,
    drive::{Outcome, Script, closed},
    site::Site,
    table::median,
};

/// Measures these figures and adds their lines.
pub(crate) async fn measure(bench: &mut Bench, figure: Figure) -> Result<()> {
    match figure {
        Figure::Small => small::measure(bench).await,
        Figure::SignedIn => signed_in::measure(bench).await,
        Figure::Cold => cold::measure(bench).await,
        Figure::SignIn => sign_in::measure(bench).await,
        Figure::Hash => hash::measure(bench).await,
        Figure::Mail => mail::measure(bench).await,
        Figure::Flood => flood::measure(bench).await,
        Figure::Growth => growth::measure(bench).await,
        Figure::Mixed => mixed::measure(bench).await,
    }
}

/// A load and what it cost the server.
struct Cost {
    outcome: Outcome,
    /// Processor time of the server for each request, in microseconds.
    each: f64,
}

/// What several loads of one kind cost, in words: the values in the middle.
fn told(costs: &[Cost]) -> String {
    let middle =
        |value: &dyn Fn(&Cost) -> f64| median(&costs.iter().map(value).collect::<Vec<_>>());
    let requests: usize = costs.iter().map(|cost| cost.outcome.requests()).sum();
    format!(
        "{:.1} µs of CPU each, {:.0}/s, p50 {:.3} ms, p99 {:.3} ms ({requests} requests)",
        middle(&|cost| cost.each),
        middle(&|cost| cost.outcome.per_second()),
        middle(&|cost| cost.outcome.percentile(50.0)),
        middle(&|cost| cost.outcome.percentile(99.0)),
    )
}

/// The processor time of each.
fn each(costs: &[Cost]) -> Vec<f64> {
    costs.iter().map(|cost| cost.each).collect()
}

/// Puts a load on a server, all of whose answers must be 200, and looks what it costs.
async fn cost<S: Script + 'static>(
    site: &Site,
    connections: usize,
    time: Duration,
    script: S,
) -> Result<Cost> {
    let before = site.process.spent();
    let script = Rc::new(RefCell::new(script));
    let outcome = closed(site.at, connections, time, script).await;
    let spent = site.process.since(&before);
    outcome.only(200..=200)?;
    let each = spent.as_secs_f64() * 1e6 / outcome.requests() as f64;
    Ok(Cost { outcome, each })
}
