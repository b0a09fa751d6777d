//! What the headers of a request carry: a token, or a name with its password. Cookies are read beside it.

use axum::http::{HeaderMap, HeaderValue, header, header::GetAll};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use portcullis_kit::{secret::Secret, token::Token};

use crate::{security::Security, session::check::Carried};

/// Reads what the headers say about the caller. Never the query string: it ends in logs and referrers.
pub(super) fn carried(security: &Security, headers: &HeaderMap) -> Carried {
    let mut carried = Carried::default();
    let named = &security.settings().tokens.token_authentication_header;
    if let Some(token) = text(headers.get_all(named)) {
        carried.token = Some(Token::parse(token.trim()));
    }
    let (scheme, credentials) = text(headers.get_all(header::AUTHORIZATION))
        .and_then(|value| value.split_once(' '))
        .unwrap_or_default();
    if scheme.eq_ignore_ascii_case("bearer") {
        carried.token = Some(Token::parse(credentials.trim()));
    } else if scheme.eq_ignore_ascii_case("basic") {
        carried.basic = basic(credentials.trim());
    }
    carried
}

/// The text of a header. Twice is not readable, and so nobody's.
fn text(values: GetAll<'_, HeaderValue>) -> Option<&str> {
    let mut values = values.into_iter();
    let first = values.next()?;
    let only = values.next().is_none().then(|| first.to_str().ok());
    Some(only.flatten().unwrap_or_default())
}

/// RFC 7617, 2: base64 of `user-id ":" password`.
fn basic(credentials: &str) -> Option<(String, Secret)> {
    let decoded = String::from_utf8(STANDARD.decode(credentials).ok()?).ok()?;
    let (identity, password) = decoded.split_once(':')?;
    Some((identity.to_owned(), Secret::new(password)))
}
