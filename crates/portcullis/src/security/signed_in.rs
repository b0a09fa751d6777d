//! Somebody who is signed in, and what by.

use std::sync::Arc;

use portcullis_kit::{clock::Time, token::TokenHash};
use uuid::Uuid;

use crate::account::User;

/// How a caller proves who they are.
///
/// ```
/// # use portcullis::{CurrentUser, Error, Mechanism, Result};
/// // A page for people, not for programs.
/// async fn settings(user: CurrentUser) -> Result<String> {
///     match user.mechanism() {
///         Mechanism::Session => Ok(format!("Settings of {}", user.email)),
///         Mechanism::Token | Mechanism::Basic => Err(Error::Forbidden),
///     }
/// }
/// # let _ = settings;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mechanism {
    /// The session cookie.
    Session,
    /// An auth token in a header.
    Token,
    /// HTTP Basic, off by default.
    Basic,
}

impl Mechanism {
    /// Its name in `API_ENABLED_METHODS`.
    ///
    /// ```
    /// # use portcullis::Mechanism;
    /// assert_eq!(Mechanism::Token.name(), "token");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Token => "token",
            Self::Basic => "basic",
        }
    }
}

/// A session as the check finds it.
#[derive(Debug, Clone)]
pub(crate) struct SessionRow {
    pub(crate) id: Uuid,
    pub(crate) token_hash: TokenHash,
    pub(crate) authenticated_at: Time,
    pub(crate) grace_until: Time,
    pub(crate) last_seen_at: Time,
    pub(crate) idle_until: Time,
    pub(crate) expires_at: Time,
    pub(crate) remember: bool,
}

/// An auth token as the check finds it.
#[derive(Debug, Clone)]
pub(crate) struct TokenRow {
    pub(crate) id: Uuid,
    pub(crate) session_id: Option<Uuid>,
    pub(crate) authenticated_at: Time,
    pub(crate) expires_at: Time,
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Authenticated {
    pub(crate) user: Arc<User>,
    pub(crate) mechanism: Mechanism,
    pub(crate) session: Option<SessionRow>,
    pub(crate) token: Option<TokenRow>,
    pub(crate) authenticated_at: Time,
}

impl Authenticated {
    /// When what they came with ends by itself; none for what comes with every request anew.
    pub(crate) fn ends_at(&self) -> Option<Time> {
        let session = self.session.as_ref();
        let of_session = session.map(|session| session.idle_until.min(session.expires_at));
        of_session.or(self.token.as_ref().map(|token| token.expires_at))
    }
}
