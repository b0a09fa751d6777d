//! `/livez` and `/readyz`, for load balancers and service managers. They stand outside of the mount: whoever probes knows an
//! address, not the public host name.

use std::time::Duration;

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use portcullis::{Security, settings::Settings};
use tokio::time::timeout;

/// A probe waits a few seconds at most; it must hear of the database before it gives up.
const PATIENCE: Duration = Duration::from_secs(2);

/// Keeps settings from putting another page where the server answers by itself.
pub(crate) fn reserve(settings: &mut Settings) {
    settings.reserve("/", "the start page");
    settings.reserve("/livez", "the health check");
    settings.reserve("/readyz", "the health check");
}

/// The two routes.
pub(crate) fn routes(security: &Security) -> Router {
    Router::new()
        .route("/livez", get(async || answer(StatusCode::OK, "alive\n")))
        .route("/readyz", get(ready))
        .with_state(security.clone())
}

async fn ready(State(security): State<Security>) -> impl IntoResponse {
    match timeout(PATIENCE, security.check_database()).await {
        Ok(Ok(())) => answer(StatusCode::OK, "ready\n"),
        _ => answer(
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}

fn answer(status: StatusCode, text: &'static str) -> impl IntoResponse {
    (status, [(header::CACHE_CONTROL, "no-store")], text)
}
