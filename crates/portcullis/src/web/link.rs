//! The token in the path of a mailed link.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

/// The last part of a mailed link, as it came. What cannot be a token at all (nothing, no UTF-8) is the empty text, so that a
/// link that was cut short or spoilt gets the same answer as one that was never issued.
#[derive(Debug)]
pub(crate) struct LinkToken(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for LinkToken {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let token = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(token.map(|Path(token)| token).unwrap_or_default()))
    }
}
