//! One hash at the usual cost beside the portable crate, and how many sign-ins two hash threads give.
//!
//! The server's own hash is what its hash threads spend for each sign-in: the hash where it happens, with all that such a
//! thread does around it.

use std::{fs, thread, time::Duration};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::time::Instant;

use super::cost;
use crate::{
    Bench, Result,
    people::{Crowd, LOGIN, PASSWORD, SigningIn, sign_in},
    site,
    table::{Goal, median},
};

const THREADS: usize = 2;
const PEOPLE: usize = 50;
const CONNECTIONS: usize = 8;

/// What the portable crate gives.
pub(super) struct Portable {
    /// Processor time of one hash, in milliseconds.
    pub(super) each: f64,
    per_second: f64,
}

/// Hashes with the crate `argon2` on so many threads, each with memory that it reuses.
pub(super) fn portable(cost: site::Cost, threads: usize, time: Duration) -> Result<Portable> {
    let (memory, passes) = cost.parameters();
    let parameters = Params::new(memory, passes, 1, Some(32)).map_err(|error| error.to_string())?;
    let hash = || -> Option<(u32, u64)> {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters.clone());
        let mut blocks = vec![Block::default(); parameters.block_count()];
        let mut output = [0; 32];
        let mut once = || {
            let password = PASSWORD.as_bytes();
            argon2.hash_password_into_with_memory(password, &[7; 16], &mut output, &mut blocks)
        };
        once().ok()?;
        let (began, before, mut count) = (Instant::now(), on_cpu()?, 0);
        while began.elapsed() < time {
            once().ok()?;
            count += 1;
        }
        Some((count, on_cpu()? - before))
    };
    let began = Instant::now();
    let each = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(hash)).collect();
        let done = running.into_iter().map(|thread| thread.join().ok()?);
        done.collect::<Option<Vec<_>>>()
    });
    let took = began.elapsed();
    let each = each.ok_or("the portable crate does not hash")?;
    let hashes: u32 = each.iter().map(|(count, _)| count).sum();
    let nanos: u64 = each.iter().map(|(_, nanos)| nanos).sum();
    Ok(Portable {
        each: nanos as f64 / 1e6 / f64::from(hashes),
        // The first of each thread is hashed before the others are counted.
        per_second: (f64::from(hashes) + threads as f64) / took.as_secs_f64(),
    })
}

/// The processor time of this thread, in nanoseconds.
fn on_cpu() -> Option<u64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok()
}

pub(super) async fn measure(bench: &mut Bench) -> Result<()> {
    let kind = bench.ground.kinds()[0];
    let mut sites = Vec::new();
    for (cost, name) in [
        (site::Cost::Least, "hash_least"),
        (site::Cost::Usual, "hash_usual"),
    ] {
        let database = bench.ground.database(kind, name)?;
        bench.ground.settle(&database, cost, PEOPLE)?;
        let server = bench.ground.server(&database, cost).await?;
        let known = sign_in(&server, &Crowd::new(PEOPLE, LOGIN), PEOPLE).await?;
        sites.push((server, known.devices));
    }
    let mut figures = [const { Vec::new() }; 8];
    for _ in 0..bench.pairs() {
        let theirs = portable(site::Cost::Usual, THREADS, bench.phase(1))?;
        let mut signed_in = Vec::new();
        for ((server, devices), count) in sites.iter().zip([bench.count(1_000), usize::MAX]) {
            let crowd = Crowd {
                devices,
                ..Crowd::new(PEOPLE, LOGIN)
            };
            let script = SigningIn::new(server, &crowd, count);
            let before = server.process.spent_by("password-");
            let cost = cost(server, CONNECTIONS, bench.phase(2), script).await?;
            let hashing = server.process.since(&before).as_secs_f64() * 1e3;
            signed_in.push((hashing / cost.outcome.requests() as f64, cost));
        }
        let (least, (ours, usual)) = (signed_in[0].1.each / 1000.0, &signed_in[1]);
        let (ours, each) = (*ours, usual.each / 1000.0);
        // As many as the machine would give of ours while it gives so many of theirs.
        let bare = theirs.per_second * theirs.each / ours;
        for (values, value) in figures.iter_mut().zip([
            ours,
            theirs.each,
            usual.outcome.per_second(),
            bare,
            100.0 * ours / each,
            each - least,
            ours / theirs.each,
            100.0 * usual.outcome.per_second() / bare,
        ]) {
            values.push(value);
        }
    }
    let [told @ .., ratio, rate] = figures;
    let [ours, theirs, signed_in, bare, budget, more] = told.map(|values| median(&values));
    bench.say(&format!(
        "one hash: {ours:.2} ms of CPU; the portable crate: {theirs:.2} ms; a sign-in takes {more:.2} ms more than one at the least cost"
    ));
    bench.say(&format!(
        "sign-ins: {signed_in:.1}/s; as many bare hashes: {bare:.1}/s; of the server's CPU the hash is {budget:.1} %, so more of the \
         rate than this only a client on another machine could see"
    ));
    let goal = if has_avx512() { 0.45 } else { 0.5 };
    bench.line(
        ("one hash: of the portable crate", kind),
        (Goal::Most(goal), "×"),
        ratio,
    );
    bench.line(
        ("sign-ins a second: of the bare hash, 2 threads", kind),
        (Goal::Least(95.0), "%"),
        rate,
    );
    Ok(())
}

fn has_avx512() -> bool {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    text.split_whitespace().any(|flag| flag == "avx512f")
}
