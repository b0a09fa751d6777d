//! The same work with few and with many accounts.

use std::{cell::RefCell, iter::zip, process::Command, rc::Rc};

use super::cost;
use crate::{
    Bench, Result,
    drive::{Once, UNTIL_DONE, closed},
    people::{Crowd, LOGIN, SigningIn, sign_in, with_session},
    site::{self, Database, Site, succeed},
    table::{Goal, median},
};

const FEW: u64 = 10_000;
const CONNECTIONS: usize = 32;
/// Who signs in: spread over all accounts by the scripts that fill, so that no two of them share a page of many.
const PEOPLE: usize = 1_000;

/// One size, and what was measured of it.
struct Side {
    accounts: u64,
    site: Site,
    /// The same app, which is only asked for sessions.
    other: Site,
    devices: Vec<String>,
    sign_ins: Vec<f64>,
    checks: Vec<f64>,
}

pub(super) async fn measure(bench: &mut Bench) -> Result<()> {
    let many = bench.ground.arguments.accounts();
    for kind in bench.ground.kinds() {
        let mut sides = Vec::new();
        for (accounts, name) in [(FEW, "few"), (many, "many")] {
            sides.push(side(bench, kind, name, accounts).await?);
        }
        in_turn(bench, &mut sides).await?;
        sides.sort_by_key(|side| side.accounts);
        let [few, more] = &sides[..] else {
            return Err("two sizes".into());
        };
        for (what, a, b) in [
            ("sign-in", &few.sign_ins, &more.sign_ins),
            ("session check, cold", &few.checks, &more.checks),
        ] {
            let ratio: Vec<f64> = zip(a, b).map(|(few, more)| more / few).collect();
            let name = format!("{what}: {many} accounts against {FEW}");
            bench.line((&name, kind), (Goal::Most(1.1), "×"), ratio);
            let (few, more) = (median(a), median(b));
            bench.say(&format!("{kind}: {what}: {few:.1} µs and {more:.1} µs"));
        }
    }
    Ok(())
}

async fn in_turn(bench: &Bench, sides: &mut Vec<Side>) -> Result<()> {
    for pair in 0..=bench.pairs() {
        // Whoever comes first, or second, has no advantage of it.
        sides.reverse();
        for side in &mut *sides {
            // In the first round connections to the database are opened, statements read, and pages divided that the scripts
            // have filled to the brim.
            let count = bench.count(4_000);
            let count = if pair == 0 { count.max(PEOPLE) } else { count };
            let (signed_in, checked) = round(side, count).await?;
            if pair > 0 {
                side.sign_ins.push(signed_in);
                side.checks.push(checked);
            }
        }
    }
    Ok(())
}

async fn side(bench: &Bench, kind: &'static str, name: &str, accounts: u64) -> Result<Side> {
    let database = bench.ground.database(kind, name)?;
    bench.ground.settle(&database, site::Cost::Least, PEOPLE)?;
    let site = bench.ground.app(&database, site::Cost::Least, true).await?;
    let got = sign_in(&site, &Crowd::new(PEOPLE, LOGIN), PEOPLE).await?;
    drop(site);
    fill(bench, &database, accounts - PEOPLE as u64)?;
    Ok(Side {
        site: bench.ground.app(&database, site::Cost::Least, true).await?,
        accounts,
        other: bench.ground.app(&database, site::Cost::Least, true).await?,
        devices: got.devices,
        sign_ins: Vec::new(),
        checks: Vec::new(),
    })
}

/// Adds so many accounts, each with a session, between those who are there.
fn fill(bench: &Bench, database: &Database, accounts: u64) -> Result<()> {
    let scripts = &bench.ground.arguments.fill;
    if database.kind == "sqlite" {
        let file = database.url.trim_start_matches("sqlite://");
        let mut python = Command::new("python3");
        python
            .arg(scripts.join("fill_sqlite.py"))
            .args([file, &accounts.to_string()]);
        return succeed(&mut python);
    }
    let (accounts, script) = (
        format!("accounts={accounts}"),
        scripts.join("fill_postgres.sql"),
    );
    let script = script.to_string_lossy();
    bench
        .ground
        .psql(&database.url, &["-v", &accounts, "-f", &script])
}

/// Signs people in, then asks a process that knows none of their sessions for each once. Returns what each cost.
async fn round(side: &Side, count: usize) -> Result<(f64, f64)> {
    let crowd = Crowd {
        devices: &side.devices,
        ..Crowd::new(PEOPLE, LOGIN)
    };
    let script = SigningIn::new(&side.site, &crowd, count);
    let script = Rc::new(RefCell::new(script));
    let before = side.site.process.spent();
    let outcome = closed(side.site.at, CONNECTIONS, UNTIL_DONE, script.clone()).await;
    let spent = side.site.process.since(&before);
    outcome.only(200..=200)?;
    let signed_in = spent.as_secs_f64() * 1e6 / outcome.requests() as f64;
    let sessions = std::mem::take(&mut script.borrow_mut().got.sessions);
    let asks = sessions
        .iter()
        .map(|session| with_session(&side.other, "/", session));
    let asks = Once(asks.collect::<Vec<_>>().into_iter());
    let checked = cost(&side.other, CONNECTIONS, UNTIL_DONE, asks).await?;
    Ok((signed_in, checked.each))
}
