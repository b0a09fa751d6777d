//! The headers of our own pages and JSON (ASVS 5.0, V3.4): nothing cached, nothing framed, nothing loaded from elsewhere.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::security::Security;

/// Sets the headers that an answer of ours must have. One that the answer brings stays.
pub(crate) fn harden(security: &Security, headers: &mut HeaderMap, token_in_url: bool) {
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; \
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
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ] {
        if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    if security
        .public_url()
        .is_some_and(|url| url.scheme() == "https")
    {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(year);
    }
}
