//! A request for a mail: what is mailed is made later, by the courier, and is not counted. So no courier runs here.

use super::{cost, each, told};
use crate::{
    Bench, Result,
    drive::{Ask, Once, UNTIL_DONE},
    people::{address, post},
    site,
    table::Goal,
};

const PEOPLE: usize = 500;
const CONNECTIONS: usize = 8;

pub(super) async fn measure(bench: &mut Bench) -> Result<()> {
    for kind in bench.ground.kinds() {
        let database = bench.ground.database(kind, "mail")?;
        bench.ground.settle(&database, site::Cost::Least, PEOPLE)?;
        let app = bench
            .ground
            .app(&database, site::Cost::Least, false)
            .await?;
        let ways = [
            ("reset request", "/reset"),
            ("confirmation request", "/confirm"),
        ];
        let asks = |path: &str, count: usize| -> Vec<Ask> {
            let body = |n: usize| format!("{{\"email\":\"{}\"}}", address(n % PEOPLE));
            (0..count).map(|n| post(&app, path, "", &body(n))).collect()
        };
        for (_, path) in ways {
            cost(
                &app,
                CONNECTIONS,
                UNTIL_DONE,
                Once(asks(path, 100).into_iter()),
            )
            .await?;
        }
        let mut costs = [Vec::new(), Vec::new()];
        for _ in 0..bench.pairs() {
            for ((_, path), costs) in ways.iter().zip(&mut costs) {
                let script = Once(asks(path, bench.count(2_000)).into_iter());
                costs.push(cost(&app, CONNECTIONS, UNTIL_DONE, script).await?);
            }
        }
        for ((name, _), costs) in ways.iter().zip(costs) {
            bench.say(&format!("{kind}: {name}: {}", told(&costs)));
            let values = each(&costs).iter().map(|micros| micros / 1000.0).collect();
            bench.line((name, kind), (Goal::Most(0.3), "ms"), values);
        }
    }
    Ok(())
}
