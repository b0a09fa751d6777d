//! A request of somebody whose session no cache knows: each is asked for once, of another process than the one that opened it.

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

pub(super) async fn measure(bench: &mut Bench) -> Result<()> {
    for kind in bench.ground.kinds() {
        let database = bench.ground.database(kind, "cold")?;
        bench.ground.settle(&database, site::Cost::Least, PEOPLE)?;
        let before = bench.ground.app(&database, site::Cost::Least, true).await?;
        let app = bench.ground.app(&database, site::Cost::Least, true).await?;
        let mut costs = Vec::new();
        for pair in 0..=bench.pairs() {
            // A few at a time: those of more than a minute ago would be written as seen, which is another figure.
            let count = bench.count(3_000);
            let got = sign_in(&before, &Crowd::new(PEOPLE, LOGIN), count).await?;
            let asks = got
                .sessions
                .iter()
                .map(|session| with_session(&app, "/", session));
            let script = Once(asks.collect::<Vec<_>>().into_iter());
            let measured = cost(&app, CONNECTIONS, UNTIL_DONE, script).await?;
            // In the first round connections to the database are opened, and statements read.
            if pair > 0 {
                costs.push(measured);
            }
        }
        bench.say(&format!("{kind}: cold: {}", told(&costs)));
        let goal = if kind == "sqlite" { 60.0 } else { 120.0 };
        let figure = "signed-in, cold, our process";
        bench.line((figure, kind), (Goal::Most(goal), "µs"), each(&costs));
    }
    Ok(())
}
