//! The stylesheet and the script.

use axum::{
    Router,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::headers;
use crate::{
    security::Security,
    templates::{SCRIPT, SCRIPT_PATH, Stylesheet},
};

/// The path of the stylesheet, with `URL_PREFIX`.
pub(crate) fn stylesheet(security: &Security) -> String {
    let prefix = &security.settings().http.url_prefix;
    format!("{prefix}{}", security.0.stylesheet.path)
}

/// The path of the script, with `URL_PREFIX`.
pub(crate) fn script(security: &Security) -> String {
    let prefix = &security.settings().http.url_prefix;
    format!("{prefix}{}", *SCRIPT_PATH)
}

pub(crate) fn routes(stylesheet: &Stylesheet) -> Router<Security> {
    Router::new()
        .route(&stylesheet.path, get(css))
        .route(&SCRIPT_PATH, get(js))
}

async fn css(State(security): State<Security>) -> Response {
    let text = security.0.stylesheet.text.clone();
    kept(&security, "text/css; charset=utf-8", text)
}

async fn js(State(security): State<Security>) -> Response {
    kept(&security, "text/javascript; charset=utf-8", SCRIPT)
}

/// Never asked for again: another text has another name.
fn kept(security: &Security, kind: &'static str, text: impl IntoResponse) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers::harden(security, headers, false);
    response
}
