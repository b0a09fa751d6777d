//! A sign-in without its hash: with the cheapest hash that there can be, whose own time is taken off. Browsers are known, so
//! that no mail is written about a new one; audit, limits and tracking are on.

use super::{cost, hash::portable, told};
use crate::{
    Bench, Result,
    drive::UNTIL_DONE,
    people::{Crowd, LOGIN, SigningIn, sign_in},
    site,
    table::{Goal, median},
};

const PEOPLE: usize = 200;
const CONNECTIONS: usize = 8;

pub(super) async fn measure(bench: &mut Bench) -> Result<()> {
    for kind in bench.ground.kinds() {
        let database = bench.ground.database(kind, "sign_in")?;
        bench.ground.settle(&database, site::Cost::Least, PEOPLE)?;
        let server = bench.ground.server(&database, site::Cost::Least).await?;
        let known = sign_in(&server, &Crowd::new(PEOPLE, LOGIN), PEOPLE).await?;
        let crowd = Crowd {
            devices: &known.devices,
            ..Crowd::new(PEOPLE, LOGIN)
        };
        let (mut costs, mut hashes) = (Vec::new(), Vec::new());
        for _ in 0..bench.pairs() {
            hashes.push(portable(site::Cost::Least, 1, bench.phase(1) / 10)?.each);
            let script = SigningIn::new(&server, &crowd, bench.count(2_000));
            costs.push(cost(&server, CONNECTIONS, UNTIL_DONE, script).await?);
        }
        let hash = median(&hashes) * 1000.0;
        bench.say(&format!(
            "{kind}: sign-in: {}; of that {hash:.1} µs for the cheapest hash",
            told(&costs)
        ));
        let pairs = costs.iter().zip(hashes);
        let values = pairs
            .map(|(cost, hash)| cost.each / 1000.0 - hash)
            .collect();
        let figure = "sign-in without its hash";
        bench.line((figure, kind), (Goal::Most(0.25), "ms"), values);
    }
    Ok(())
}
