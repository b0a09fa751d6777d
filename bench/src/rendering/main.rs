//! How long a page takes from the request to its last byte, without a network: the whole way through the layer, the
//! handler and the template. Beside it, in the same run, what a bare axum handler takes for a text of the same length.
//!
//! Exits 1 where the slowest of a hundred (p99) is above the goal, of the pages that ask the database for nothing. What the
//! others take is told beside them.

#![expect(clippy::print_stdout, reason = "its report is what it is for")]

use std::{process::ExitCode, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    routing::get,
};
use clap::Parser;
use hyper::{Request, service::Service as _};
use hyper_util::service::TowerToHyperService;
use portcullis::testing::{App, Browser, every_feature};
use tokio::time::Instant;

/// Measures how long pages take.
#[derive(Parser)]
struct Arguments {
    /// How often each page is asked for.
    #[arg(long, default_value_t = 2_000)]
    samples: usize,
    /// The goal for p99, in microseconds.
    #[arg(long, default_value_t = 1_000)]
    goal: u64,
}

const ADA: &str = "ada@example.test";

/// Pages for everybody, which ask the database for nothing.
const PUBLIC: [&str; 6] = [
    "/login",
    "/register",
    "/reset",
    "/confirm",
    "/confirm/code",
    "/login/link",
];

/// Pages of somebody who is signed in, with what they read from the database.
const OWN: [&str; 4] = [
    "/account",
    "/account/devices",
    "/account/activity",
    "/account/profile",
];

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let app = App::on_sqlite(every_feature).await;
    let (mut nobody, mut ada) = (app.browser(), app.login_as(ADA).await);
    let mut holds = true;
    println!(
        "{:<22} {:>7} {:>9} {:>9} {:>9} {:>7}",
        "page", "bytes", "p50", "p99", "bare p50", "ratio"
    );
    for path in PUBLIC {
        holds &= report(&mut nobody, path, &arguments).await;
    }
    for path in OWN {
        report(&mut ada, path, &arguments).await;
    }
    if holds {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Measures one page and says what came of it; whether it keeps to the goal.
async fn report(browser: &mut Browser, path: &str, arguments: &Arguments) -> bool {
    let length = browser.get(path).await.body.len();
    let text: &'static str = "x".repeat(length).leak();
    let bare =
        TowerToHyperService::new(Router::new().fallback(get(move || std::future::ready(text))));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..arguments.samples {
        let began = Instant::now();
        browser.get(path).await;
        ours.push(began.elapsed());
        let began = Instant::now();
        let request = Request::get(path).body(Body::empty()).expect("a path");
        let Ok(response) = bare.call(request).await;
        to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("a text");
        theirs.push(began.elapsed());
    }
    ours.sort_unstable();
    theirs.sort_unstable();
    let (p50, p99) = (of(&ours, 50), of(&ours, 99));
    let ratio = p50.as_secs_f64() / of(&theirs, 50).as_secs_f64();
    let bare = of(&theirs, 50);
    println!("{path:<22} {length:>7} {p50:>9.0?} {p99:>9.0?} {bare:>9.0?} {ratio:>7.1}");
    p99 <= Duration::from_micros(arguments.goal)
}

/// So many of a hundred are at most this long.
fn of(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}
