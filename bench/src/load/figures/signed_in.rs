//! A request of somebody who is signed in, beside the same page of a bare axum server.

use super::{Cost, cost, told};
use crate::{
    Bench, Result,
    drive::{Again, Ask},
    people::{Crowd, LOGIN_FOR_TOKEN, sign_in, with_session, with_token},
    site::{self, Site},
    table::{Goal, median},
};

/// As many as there are on one page of a busy site. Enough that the server never waits for the client.
const CONNECTIONS: usize = 32;

const SESSIONS: usize = 64;

/// What is asked for. What has no goal is only told.
struct Way {
    name: &'static str,
    has_goal: bool,
    asks: Vec<Ask>,
}

pub(super) async fn measure(bench: &mut Bench) -> Result<()> {
    let bare = bench.ground.bare().await?;
    for kind in bench.ground.kinds() {
        let database = bench.ground.database(kind, "signed_in")?;
        bench
            .ground
            .settle(&database, site::Cost::Least, SESSIONS)?;
        let app = bench.ground.app(&database, site::Cost::Least, true).await?;
        let crowd = Crowd::new(SESSIONS, LOGIN_FOR_TOKEN);
        let got = sign_in(&app, &crowd, SESSIONS).await?;
        let ways = ways(&app, &got.sessions, &got.tokens);
        let bare_asks = vec![with_session(&bare, "/", &got.sessions[0])];
        // Whatever is only done the first time.
        run(bench, &bare, &bare_asks).await?;
        for way in &ways {
            run(bench, &app, &way.asks).await?;
        }
        let mut bares = Vec::new();
        let mut ours: Vec<Vec<Cost>> = ways.iter().map(|_| Vec::new()).collect();
        for _ in 0..bench.pairs() {
            bares.push(run(bench, &bare, &bare_asks).await?);
            for (way, costs) in ways.iter().zip(&mut ours) {
                costs.push(run(bench, &app, &way.asks).await?);
            }
        }
        bench.say(&format!("{kind}: bare axum: {}", told(&bares)));
        for (way, costs) in ways.iter().zip(&ours) {
            tell(bench, kind, way, &bares, costs);
        }
    }
    Ok(())
}

async fn run(bench: &Bench, site: &Site, asks: &[Ask]) -> Result<Cost> {
    cost(site, CONNECTIONS, bench.phase(1), Again::new(asks.to_vec())).await
}

fn ways(app: &Site, sessions: &[String], tokens: &[String]) -> Vec<Way> {
    let with = |session: &String| with_session(app, "/", session);
    let way = |name, has_goal, asks| Way {
        name,
        has_goal,
        asks,
    };
    vec![
        way(
            "our serving, no layer",
            false,
            vec![with_session(app, "/outside", &sessions[0])],
        ),
        way(
            "our layer, nobody asked for",
            false,
            vec![with_session(app, "/open", &sessions[0])],
        ),
        way("signed-in, warm, 1 session", true, vec![with(&sessions[0])]),
        way(
            "signed-in, warm, 64 sessions",
            true,
            sessions.iter().map(with).collect(),
        ),
        way(
            "signed-in, warm, auth token",
            true,
            vec![with_token(app, "/", &tokens[0])],
        ),
    ]
}

fn tell(bench: &mut Bench, kind: &'static str, way: &Way, bares: &[Cost], costs: &[Cost]) {
    let pairs = || bares.iter().zip(costs);
    let more: Vec<f64> = pairs().map(|(bare, ours)| ours.each - bare.each).collect();
    let ratio: Vec<f64> = pairs().map(|(bare, ours)| ours.each / bare.each).collect();
    bench.say(&format!(
        "{kind}: {}: {}; {:.1} µs more than bare axum, {:.2} ×",
        way.name,
        told(costs),
        median(&more),
        median(&ratio),
    ));
    if !way.has_goal {
        return;
    }
    let name = format!("{}: more than bare axum", way.name);
    bench.line((&name, kind), (Goal::Most(5.0), "µs"), more);
    let name = format!("{}: of bare axum", way.name);
    bench.line((&name, kind), (Goal::Most(1.5), "×"), ratio);
}
