//! Refuses what another site makes a browser send: `Sec-Fetch-Site`, else `Origin` against `Host`.
//! The rule is tower-http's port of Go's `CrossOriginProtection`; ours is only where it holds.

use axum::http::{Request, Response, StatusCode, Uri, request::Parts};
use tower::{Layer, ServiceExt, service_fn};
use tower_http::csrf::CsrfLayer;

use super::visit::Never;
use crate::security::Security;

/// Whether a request may have come from a page of another origin.
pub(crate) async fn is_cross_origin(security: &Security, parts: &Parts) -> bool {
    // Behind a proxy that rewrites `Host` the browser's `Origin` is still the public one.
    let own = security
        .public_url()
        .map(|url| url.origin().ascii_serialization());
    let layer = own
        .and_then(|own| CsrfLayer::new().add_trusted_origin(own).ok())
        .unwrap_or_default();
    let mut head = Request::new(());
    *head.method_mut() = parts.method.clone();
    // Of the URI only the host counts, and the layer logs the path, which may hold the token of a mailed link.
    if let Some(host) = parts.uri.authority() {
        *head.uri_mut() = Uri::from(host.clone());
    }
    *head.headers_mut() = parts.headers.clone();
    match layer.layer(service_fn(pass)).oneshot(head).await {
        Ok(response) => response.status() != StatusCode::OK,
        Err(never) => match never {},
    }
}

// Not a closure: rustc 1.95 crashes on an async one here when it compiles incrementally.
async fn pass(_: Request<()>) -> Result<Response<String>, Never> {
    Ok(Response::new(String::new()))
}
