//! A request of somebody whose session no cache knows: each session is asked for once.

use super::{cost, each, told};
use crate::{
    Bench, Result,
    drive::{Once, UNTIL_DONE},
    people::{Crowd, LOGIN, sign_in, with_session},
    site,
    table::Goal,
};

const CONNECTIONS: usize = 32;
const PEOPLE: usize = 500;
/// Asked for first, so that the server has opened its connections to the database and read the statements.
const FIRST: usize = 200;

pub(super) async fn measure(bench: &mut Bench) -> Result<()> {
    for kind in bench.ground.kinds() {
        let database = bench.ground.database(kind, "cold")?;
        bench.ground.settle(&database, site::Cost::Least, PEOPLE)?;
        let count = bench.count(20_000);
        let before = bench.ground.app(&database, site::Cost::Least, true).await?;
        let got = sign_in(&before, &Crowd::new(PEOPLE, LOGIN), FIRST + count).await?;
        // Another process knows none of them.
        drop(before);
        let app = bench.ground.app(&database, site::Cost::Least, true).await?;
        let mut sessions = got
            .sessions
            .iter()
            .map(|session| with_session(&app, "/", session));
        let mut next = |count: usize| {
            Once(
                sessions
                    .by_ref()
                    .take(count)
                    .collect::<Vec<_>>()
                    .into_iter(),
            )
        };
        cost(&app, CONNECTIONS, UNTIL_DONE, next(FIRST)).await?;
        let mut costs = Vec::new();
        for _ in 0..bench.pairs() {
            let script = next(count / bench.pairs());
            costs.push(cost(&app, CONNECTIONS, UNTIL_DONE, script).await?);
        }
        bench.say(&format!("{kind}: cold: {}", told(&costs)));
        let goal = if kind == "sqlite" { 60.0 } else { 120.0 };
        let figure = "signed-in, cold, our process";
        bench.line((figure, kind), (Goal::Most(goal), "µs"), each(&costs));
    }
    Ok(())
}
