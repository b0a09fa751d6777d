//! `portcullis serve`, and what it shares with `portcullis dev`: the app, and running it until a signal.

use std::path::Path;

use axum::{Router, middleware, routing::get};
use portcullis::{Db, Error, Security};
use tokio::net::TcpListener;

use crate::{
    failure::{Result, failed, open_database},
    health,
    home::{self, Home},
    logs, request_log,
    settings::{Configuration, Needs},
    stop::Stop,
    target,
};

/// Serves people, by a configuration file and the environment.
pub(crate) async fn run(config: Option<&Path>) -> Result<()> {
    let configuration = Configuration::read(target::source(config), Needs::Everything)?;
    let server = &configuration.server;
    logs::start(&server.log_format, &server.log_level);
    let stop = Stop::listen()?;
    let db = open_database(&server.database_url).await?;
    let security = Security::builder(db.clone())
        .settings(configuration.settings)
        .with(Home)
        .mail(server.transport()?)
        .build()
        .await?;
    let listener = TcpListener::bind(&server.listen).await.map_err(|error| {
        failed(format!(
            "Can't listen on {}: {error}.\nLISTEN gives another address or port.",
            server.listen
        ))
    })?;
    tracing::info!(
        listen = %listener.local_addr()?,
        url = security.public_url().map(|url| url.as_str().trim_end_matches('/')),
        mail = if server.mail_server.is_empty() { "folder" } else { "smtp" },
        "Serving"
    );
    until_asked(&security, &db, vec![listener], stop).await
}

/// Serves the app on these listeners until a signal, then finishes what runs.
pub(crate) async fn until_asked(
    security: &Security,
    db: &Db,
    listeners: Vec<TcpListener>,
    stop: Stop,
) -> Result<()> {
    tracing::info!(by = %security.password_hashing().engine, "Passwords are hashed");
    let app = app(security);
    security
        .serve_all_until(listeners, app, stop.asked())
        .await?;
    db.close().await;
    tracing::info!("Ended");
    Ok(())
}

/// Everything that the server answers.
fn app(security: &Security) -> Router {
    let own = Router::new()
        .route("/", get(home::page))
        .method_not_allowed_fallback(async || request_error(405, "METHOD_NOT_ALLOWED"))
        .fallback(async || request_error(404, "NOT_FOUND"));
    let people = security
        .mount(own)
        .layer(middleware::from_fn(request_log::log));
    health::routes(security).merge(people)
}

fn request_error(status: u16, key: &'static str) -> Error {
    Error::Request { status, key }
}
