//! How small the server is: its program, its start, its memory when nobody asks for anything.

use std::{fs, time::Duration};

use tokio::time::{Instant, sleep};

use crate::{
    Bench, Result,
    site::{Cost, Site, free_port},
    table::Goal,
};

pub(super) async fn measure(bench: &mut Bench) -> Result<()> {
    let size = fs::metadata(&bench.ground.arguments.server)?.len() as f64 / 1e6;
    bench.line(
        ("server, stripped", "-"),
        (Goal::Most(20.0), "MB"),
        vec![size],
    );
    for kind in bench.ground.kinds() {
        let database = bench.ground.database(kind, "small")?;
        let (mut starts, mut idle) = (Vec::new(), Vec::new());
        // The first one warms what the system keeps of the file.
        for n in 0..=bench.pairs() {
            let port = free_port()?;
            let mut command = bench.ground.command(&database, Cost::Usual, port);
            let log = bench.ground.folder.join("log");
            let began = Instant::now();
            let server = Site::start(command.arg("serve"), port, "/login", &log).await?;
            let took = began.elapsed();
            sleep(Duration::from_secs(1)).await;
            if n > 0 {
                starts.push(took.as_secs_f64() * 1000.0);
                idle.push(server.process.mebibytes("VmRSS")?);
            }
        }
        let name = "cold start to the first 200";
        bench.line((name, kind), (Goal::Most(30.0), "ms"), starts);
        bench.line(("idle RSS", kind), (Goal::Most(15.0), "MiB"), idle);
    }
    Ok(())
}
