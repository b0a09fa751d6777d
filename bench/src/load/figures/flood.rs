//! What the signed-in notice while a hundred people sign in, again and again, at the usual cost of a hash.

use std::{
    cell::RefCell,
    rc::Rc,
    thread::{Scope, ScopedJoinHandle, scope, sleep},
};

use tokio::{runtime::Builder, task::LocalSet};

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
            let session = &known.sessions[0];
            let alone = scope(|scope| finished(signed_in(scope, bench, &app, session)))?;
            let (during, flood, peak) = flooded(bench, &app, session, &known.devices)?;
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

/// Those who are signed in, on a thread of their own: what they wait for is the server, not the answers to others that a client of
/// a hundred people looks at before.
fn signed_in<'scope>(
    scope: &'scope Scope<'scope, '_>,
    bench: &'scope Bench,
    app: &'scope Site,
    session: &'scope str,
) -> ScopedJoinHandle<'scope, Outcome> {
    apart(scope, move || {
        let script = Again::new(vec![with_session(app, "/", session)]);
        let script = Rc::new(RefCell::new(script));
        paced(app.at, PER_SECOND, bench.phase(4), script)
    })
}

/// Runs a client on a thread of its own.
fn apart<'scope, F: Future<Output = Outcome>>(
    scope: &'scope Scope<'scope, '_>,
    client: impl FnOnce() -> F + Send + 'scope,
) -> ScopedJoinHandle<'scope, Outcome> {
    scope.spawn(|| {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a thread that measures has a runtime");
        LocalSet::new().block_on(&runtime, client())
    })
}

/// What they got, which has to be what they asked for.
fn finished(client: ScopedJoinHandle<'_, Outcome>) -> Result<Outcome> {
    let outcome = client.join().map_err(|_| "a client has failed")?;
    outcome.only(200..=200)?;
    Ok(outcome)
}

/// The signed-in and the flood, and the peak of the memory meanwhile.
fn flooded(
    bench: &Bench,
    app: &Site,
    session: &str,
    devices: &[String],
) -> Result<(Outcome, Outcome, f64)> {
    let crowd = Crowd {
        devices,
        ..Crowd::new(PEOPLE, LOGIN)
    };
    app.process.forget_peak()?;
    let (during, flood) = scope(|scope| {
        let flood = apart(scope, || {
            let script = SigningIn::new(app, &crowd, usize::MAX);
            let script = Rc::new(RefCell::new(script));
            closed(app.at, PEOPLE, bench.phase(5), script)
        });
        sleep(bench.phase(1) / 2);
        let during = finished(signed_in(scope, bench, app, session));
        (during, flood.join())
    });
    let (during, flood) = (during?, flood.map_err(|_| "the flood has failed")?);
    if flood.answered(200..=200) + flood.answered(503..=503) < flood.requests() {
        return Err(format!("the flood was answered with {:?}", flood.statuses).into());
    }
    Ok((during, flood, app.process.mebibytes("VmHWM")?))
}
