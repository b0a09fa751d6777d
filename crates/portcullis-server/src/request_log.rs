//! One line for each request. It names the route and never the path or the query, where mailed links carry their token.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use portcullis::Visit;
use tokio::time::Instant;
use tracing::field::display;

/// The middleware.
pub(crate) async fn log(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let visit = response.extensions().get::<Visit>();
    let client = visit.and_then(|visit| visit.client().ip).map(display);
    let request_id = visit.map(|visit| display(visit.request_id()));
    tracing::info!(
        %method,
        route = route.as_ref().map_or("none", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
        client,
        request_id,
        "request"
    );
    response
}
