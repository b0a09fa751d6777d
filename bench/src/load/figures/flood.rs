//! What the signed-in notice while a hundred people sign in, again and again, at the usual cost of a hash.

use std::{cell::RefCell, rc::Rc};

use tokio::{task::spawn_local, time::sleep};

use crate::{
    Bench, Result,
    drive::{Again, Outcome, closed, paced},
    people::{Crowd, LOGIN, SigningIn, sign_in, with_session},
    site::{self, Site},
    table::Goal,
};

const PEOPLE: usize = 100;
/// How often the signed-in ask: often enough for a p99, seldom enough that they are no load of their own.
const PER_SECOND: u32 = 500;

pub(super) async fn measure(bench: &mut Bench) -> Result<()> {
    for kind in bench.ground.kinds() {
        let database = bench.ground.database(kind, "flood")?;
        bench
            .ground
            .settle(&database, site::Cost::Usual, PEOPLE + 1)?;
        let app = bench.ground.app(&database, site::Cost::Usual, true).await?;
        let known = sign_in(&app, &Crowd::new(PEOPLE + 1, LOGIN), PEOPLE + 1).await?;
        let mut figures = [const { Vec::new() }; 3];
        for pair in 0..bench.pairs() {
            let alone = signed_in(bench, &app, &known.sessions[0]).await?;
            let (during, flood, peak) =
                flooded(bench, &app, &known.sessions[0], &known.devices).await?;
            let (before, after) = (alone.percentile(99.0), during.percentile(99.0));
            if pair == 0 {
                bench.say(&format!(
                    "{kind}: p50 {:.2} ms, p99 {before:.2} ms alone; p50 {:.2} ms, p99 {after:.2} ms during {} sign-ins ({:?}); {} and {} requests",
                    alone.percentile(50.0), during.percentile(50.0), flood.answered(200..=200), flood.statuses,
                    alone.requests(), during.requests(),
                ));
            }
            for (values, value) in figures.iter_mut().zip([after, after / before, peak]) {
                values.push(value);
            }
        }
        let [p99, ratio, peak] = figures;
        let name = "p99 of a signed-in request during 100 sign-ins";
        bench.line((name, kind), (Goal::Most(50.0), "ms"), p99);
        let name = "the same: of its p99 alone";
        bench.line((name, kind), (Goal::Most(3.0), "×"), ratio);
        let name = "peak RSS during 100 sign-ins";
        bench.line((name, kind), (Goal::Most(64.0), "MiB"), peak);
    }
    Ok(())
}

async fn signed_in(bench: &Bench, app: &Site, session: &str) -> Result<Outcome> {
    let script = Again::new(vec![with_session(app, "/", session)]);
    let script = Rc::new(RefCell::new(script));
    let outcome = paced(app.at, PER_SECOND, bench.phase(4), script).await;
    outcome.only(200..=200)?;
    Ok(outcome)
}

/// The signed-in and the flood, and the peak of the memory meanwhile.
async fn flooded(
    bench: &Bench,
    app: &Site,
    session: &str,
    devices: &[String],
) -> Result<(Outcome, Outcome, f64)> {
    let crowd = Crowd {
        devices,
        ..Crowd::new(PEOPLE, LOGIN)
    };
    let script = Rc::new(RefCell::new(SigningIn::new(app, &crowd, usize::MAX)));
    app.process.forget_peak()?;
    let flood = spawn_local(closed(app.at, PEOPLE, bench.phase(5), script));
    sleep(bench.phase(1) / 2).await;
    let during = signed_in(bench, app, session).await?;
    let flood = flood.await?;
    if flood.answered(200..=200) + flood.answered(503..=503) < flood.requests() {
        return Err(format!("the flood was answered with {:?}", flood.statuses).into());
    }
    Ok((during, flood, app.process.mebibytes("VmHWM")?))
}
