//! The stylesheet.

use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};

use super::headers;
use crate::{security::Security, templates::Stylesheet};

/// The path of the stylesheet, with `URL_PREFIX`.
pub(crate) fn stylesheet(security: &Security) -> String {
    let prefix = &security.settings().http.url_prefix;
    format!("{prefix}{}", security.0.stylesheet.path)
}

pub(crate) fn routes(stylesheet: &Stylesheet) -> Router<Security> {
    Router::new().route(&stylesheet.path, get(css))
}

async fn css(State(security): State<Security>) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    let text = security.0.stylesheet.text.clone();
    let mut response = (headers, text).into_response();
    headers::harden(&security, response.headers_mut(), false);
    response
}
