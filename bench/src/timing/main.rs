//! Does the time of an answer tell whether an account exists?
//!
//! One client asks a server on loopback, in shuffled order, about addresses that are unknown, known, claimed, without a
//! password, deactivated. For each class it prints the area under the ROC curve against "unknown" and the median of the
//! paired differences. Two controls show what the rig can see: unknown against unknown must show nothing, and a leak
//! of a known size must be found.

#![expect(clippy::print_stdout, reason = "its report is what it is for")]

mod client;
mod people;
mod rig;
mod statistics;

use std::{error::Error, process::ExitCode, time::Duration};

use clap::Parser;

use client::Client;
use people::{ALL, Population};
use rig::Rig;

/// Measures whether the time of an answer tells whether an account exists.
#[derive(Parser)]
struct Arguments {
    /// Requests for each class and flow. An area of 0.52 can be told from chance with 5,000 or more.
    #[arg(long, default_value_t = 5000)]
    samples: usize,
    /// How much later the rig answers for the class that has to be found, in microseconds.
    #[arg(long, default_value_t = 100)]
    leak: u64,
    /// Only this flow, such as "sign-in".
    #[arg(long)]
    flow: Option<String>,
    /// Hash at the default cost of production instead of a cheap one.
    #[arg(long)]
    production_cost: bool,
    /// The largest distance of an area from 0.5 that is taken for none.
    #[arg(long, default_value_t = 0.02)]
    goal: f64,
}

/// Each address gets so many requests, fewer than lock it.
const PER_ADDRESS: usize = 50;

/// A form that takes an address.
struct Flow {
    name: &'static str,
    path: &'static str,
    password: bool,
}

const FLOWS: [Flow; 5] = [
    Flow {
        name: "sign-in",
        path: "/login",
        password: true,
    },
    Flow {
        name: "sign-up",
        path: "/register",
        password: true,
    },
    Flow {
        name: "reset",
        path: "/reset",
        password: false,
    },
    Flow {
        name: "confirmation",
        path: "/confirm",
        password: false,
    },
    Flow {
        name: "sign-in link",
        path: "/login/link",
        password: false,
    },
];

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::parse();
    let accounts = arguments.samples.div_ceil(PER_ADDRESS);
    let leak = Duration::from_micros(arguments.leak);
    let mut holds = true;
    for (database, rig) in rig::start(arguments.production_cost, accounts, leak).await? {
        println!(
            "{database}: {} samples a class, {accounts} addresses each",
            arguments.samples
        );
        let asked = |flow: &&Flow| {
            arguments
                .flow
                .as_deref()
                .is_none_or(|name| name == flow.name)
        };
        for flow in FLOWS.iter().filter(asked) {
            let times = measure(&rig, flow, arguments.samples, accounts).await?;
            holds &= report(flow, &times, &arguments);
        }
    }
    Ok(if holds {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The times of one flow in nanoseconds, a series for each class.
async fn measure(
    rig: &Rig,
    flow: &Flow,
    samples: usize,
    accounts: usize,
) -> Result<Vec<Vec<u64>>, Box<dyn Error>> {
    let mut chance = fastrand::Rng::with_seed(samples as u64);
    let mut client = Client::connect(rig.at)
        .await
        .map_err(|error| error.to_string())?;
    let mut times = vec![Vec::with_capacity(samples); ALL.len()];
    let mut statuses = std::collections::BTreeSet::new();
    for n in 0..samples {
        let mut order = ALL;
        chance.shuffle(&mut order);
        for population in order {
            let form = form(flow, &population.address(n % accounts));
            let leak = population == Population::Leak;
            let answered = client.post(flow.path, form, leak).await;
            let (status, took) = answered.map_err(|error| error.to_string())?;
            statuses.insert(status);
            times[population as usize].push(u64::try_from(took.as_nanos())?);
        }
    }
    if statuses.len() != 1
        || statuses.contains(&429)
        || statuses.iter().any(|status| *status >= 500)
    {
        return Err(format!("{}: answered with {statuses:?}", flow.name).into());
    }
    Ok(times)
}

fn form(flow: &Flow, address: &str) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("email", address);
    if flow.password {
        form.append_pair("password", "not the password of anybody");
    }
    form.finish()
}

/// Prints what was found; whether it is as it should be.
fn report(flow: &Flow, times: &[Vec<u64>], arguments: &Arguments) -> bool {
    let mut chance = fastrand::Rng::with_seed(1);
    let unknown = &times[Population::Unknown as usize];
    let mut holds = true;
    for population in &ALL[1..] {
        let series = &times[*population as usize];
        let area = statistics::area(unknown, series);
        let [low, median, high] = statistics::median_difference(unknown, series, &mut chance);
        let found = (area - 0.5).abs() > arguments.goal;
        let good = found == (*population == Population::Leak);
        holds &= good;
        println!(
            "  {:<13} {:<24} area {area:.4}  median difference {:>8.2} µs [{:.2}, {:.2}]{}",
            flow.name,
            population.name(),
            median as f64 / 1000.0,
            low as f64 / 1000.0,
            high as f64 / 1000.0,
            if good { "" } else { "  <- not as it should be" },
        );
    }
    holds
}
