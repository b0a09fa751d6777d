//! The server under measurement, in the same process, on a port of loopback.

use std::{error::Error, net::SocketAddr, time::Duration};

use axum::{Router, extract::Request, middleware::Next};
use portcullis::{
    SecurityBuilder,
    testing::{App, every_feature},
};
use tokio::{net::TcpListener, time::Instant};

use crate::{client::LEAK, people};

/// What is measured.
pub(crate) struct Rig {
    pub(crate) at: SocketAddr,
    /// The app's database lives as long as this.
    _app: App,
}

/// Every feature is on; hashes are cheap unless `production_cost`, so that leaks of the logic stand out.
fn features(builder: SecurityBuilder, production_cost: bool) -> SecurityBuilder {
    every_feature(builder).core(|core| {
        if production_cost {
            core.passwords = Default::default();
        }
    })
}

/// Starts one rig for each database that is there.
pub(crate) async fn start(
    production_cost: bool,
    accounts: usize,
    leak: Duration,
) -> Result<Vec<(String, Rig)>, Box<dyn Error>> {
    let mut rigs = Vec::new();
    for app in App::on_each_database(|builder| features(builder, production_cost)).await {
        for population in people::ALL {
            population.settle(&app.security, accounts).await?;
        }
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let at = listener.local_addr()?;
        let answer_later =
            axum::middleware::from_fn(move |request: Request, next: Next| async move {
                let asked = request
                    .headers()
                    .get(LEAK)
                    .is_some_and(|value| value == "1");
                let response = next.run(request).await;
                if asked {
                    spin(leak);
                }
                response
            });
        let router = app.security.mount(Router::new()).layer(answer_later);
        let security = app.security.clone();
        tokio::spawn(async move { security.serve(listener, router).await });
        let database = app
            .db_url()
            .split(':')
            .next()
            .unwrap_or_default()
            .to_owned();
        rigs.push((database, Rig { at, _app: app }));
    }
    Ok(rigs)
}

/// Works for a while, as a comparison that stops early would.
fn spin(time: Duration) {
    let began = Instant::now();
    while began.elapsed() < time {
        std::hint::spin_loop();
    }
}
