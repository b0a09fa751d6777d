//! The headers of our own pages and JSON (ASVS 5.0, V3.4): nothing cached, nothing framed, nothing loaded from elsewhere.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::Reply;
use crate::security::Security;

/// Sets the headers that an answer of ours must have. One that the answer brings stays.
pub(crate) fn harden(security: &Security, headers: &mut HeaderMap, token_in_url: bool) {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; \
         frame-ancestors 'none'; form-action 'self' {}",
        security.form_origins().join(" ")
    );
    // `no-referrer` would make browsers send `Origin: null` with our own forms, so it is only where a secret is.
    let referrer = if token_in_url {
        "no-referrer"
    } else {
        "same-origin"
    };
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, policy.trim_end()),
        (header::REFERRER_POLICY, referrer),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ] {
        if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    if is_https(security) {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(year);
    }
}

fn is_https(security: &Security) -> bool {
    security
        .public_url()
        .is_some_and(|url| url.scheme() == "https")
}

impl Reply {
    /// Makes the browser forget what it keeps of this origin beside cookies (ASVS 5.0, 14.3.1). Not the cookies: those of
    /// every other host of the domain would go as well, and ours are taken away by name. Over http no browser listens.
    pub(crate) fn forget(self, security: &Security) -> Self {
        if !is_https(security) {
            return self;
        }
        self.header(
            HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"cache\", \"storage\""),
        )
    }
}
