//! The stylesheet: its name carries a hash of its text, so that browsers may keep it for ever.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
};

use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};

use super::headers;
use crate::security::Security;

const CSS: &str = include_str!("../templates/portcullis.css");

static CSS_PATH: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    CSS.hash(&mut hasher);
    format!("/security-static/portcullis-{:016x}.css", hasher.finish())
});

/// The path of the stylesheet, below `URL_PREFIX`.
pub(crate) fn stylesheet(security: &Security) -> String {
    format!("{}{}", security.settings().http.url_prefix, *CSS_PATH)
}

/// The same before the prefix is put to it.
pub(crate) fn stylesheet_path() -> &'static str {
    &CSS_PATH
}

pub(crate) fn routes() -> Router<Security> {
    Router::new().route(&CSS_PATH, get(css))
}

async fn css(State(security): State<Security>) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    let mut response = (headers, CSS).into_response();
    headers::harden(&security, response.headers_mut(), false);
    response
}
