//! What the headers of a request carry: a token, or a name with its password. Cookies are read beside it.

use axum::http::HeaderMap;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use portcullis_kit::{secret::Secret, token::Token};

use crate::{security::Security, session::check::Carried};

/// Reads what the headers say about the caller. Never the query string: it ends in logs and referrers.
pub(super) fn carried(security: &Security, headers: &HeaderMap) -> Carried {
    // Twice is not readable, and so nobody's.
    let text = |name: &str| {
        let mut values = headers.get_all(name).iter();
        let first = values.next()?;
        let only = values.next().is_none();
        Some(
            only.then(|| first.to_str().ok())
                .flatten()
                .unwrap_or_default(),
        )
    };
    let mut carried = Carried::default();
    if let Some(token) = text(&security.settings().tokens.token_authentication_header) {
        carried.token = Some(Token::parse(token.trim()));
    }
    let (scheme, credentials) = text("authorization")
        .and_then(|value| value.split_once(' '))
        .unwrap_or_default();
    if scheme.eq_ignore_ascii_case("bearer") {
        carried.token = Some(Token::parse(credentials.trim()));
    } else if scheme.eq_ignore_ascii_case("basic") {
        carried.basic = basic(credentials.trim());
    }
    carried
}

/// RFC 7617, 2: base64 of `user-id ":" password`.
fn basic(credentials: &str) -> Option<(String, Secret)> {
    let decoded = String::from_utf8(STANDARD.decode(credentials).ok()?).ok()?;
    let (identity, password) = decoded.split_once(':')?;
    Some((identity.to_owned(), Secret::new(password)))
}
