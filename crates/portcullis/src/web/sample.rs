//! Samples of pages: the reply that a handler would give, with values that were made up, and those of the pages that belong
//! to no feature.

use std::time::Duration;

use axum::routing::get;
use serde_json::json;

use super::{Reply, Visit, error};
use crate::{
    error::{Fault, Faults},
    security::sample::{ADA, Sample},
};

/// A page in one state, from what its handler would answer.
///
/// ```
/// # use portcullis::{Fault, Reply, web::sample::page};
/// let sample = page("coupon", "unknown", |_| {
///     Reply::page("coupon").field("code", "MAY25").refused(portcullis::Faults(vec![Fault::of("code", "COUPON_UNKNOWN")]))
/// });
/// # assert_eq!(sample.state, "unknown");
/// ```
pub fn page<F>(page: &'static str, state: &'static str, make: F) -> Sample
where
    F: Fn(&Visit) -> Reply + Clone + Send + Sync + 'static,
{
    let handler = get(move |visit: Visit| std::future::ready(make(&visit)));
    Sample {
        page,
        state,
        handler,
    }
}

impl Reply {
    /// The page as somebody sees it who is signed in as the person of the samples, at this path.
    pub(crate) fn seen_by_ada(self, path: &str) -> Self {
        self.with("signed_in", true)
            .with("user", json!({ "email": ADA }))
            .with("path", path)
    }

    /// The page again with one thing wrong.
    pub(crate) fn with_fault(self, fault: Fault) -> Self {
        self.refused(Faults(vec![fault]))
    }
}

/// The pages that belong to no feature: why a request was refused, in words.
pub(crate) fn shared() -> Vec<Sample> {
    vec![
        page("error", "403", |visit| {
            error::page(visit, 403, "UNAUTHORIZED")
        }),
        page("error", "404", |visit| error::page(visit, 404, "NOT_FOUND")),
        page("error", "405", |visit| {
            error::page(visit, 405, "METHOD_NOT_ALLOWED")
        }),
        page("error", "413", |visit| {
            error::page(visit, 413, "BODY_TOO_LARGE")
        }),
        page("error", "429-seconds", |visit| {
            error::throttled(visit, Duration::from_secs(40))
        }),
        page("error", "429-hours", |visit| {
            error::throttled(visit, Duration::from_secs(5_000))
        }),
        page("error", "500", |visit| {
            error::page(visit, 500, "SERVER_ERROR")
        }),
        page("error", "503", |visit| {
            error::page(visit, 503, "UNAVAILABLE")
        }),
        page("error", "503-busy", |visit| {
            error::page(visit, 503, "TOO_BUSY")
        }),
        page("error", "unknown-host", |visit| {
            error::page(visit, 400, "HOST_NOT_ALLOWED")
        }),
        page("error", "other-site", |visit| {
            error::cross_origin(visit, "/login")
        }),
        page("error", "signed-in", |visit| {
            error::page(visit, 404, "NOT_FOUND").seen_by_ada("/nothing")
        }),
        page("message", "refused-cookie", |visit| {
            error::cookie_refused(visit, "/login")
        }),
    ]
}
