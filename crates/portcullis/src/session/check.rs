//! The check of who is signed in: auth token, session cookie or HTTP Basic, in this order.

use std::{ops::Deref, sync::Arc};

use portcullis_kit::{secret::Secret, token::Token};
use uuid::Uuid;

pub use crate::security::signed_in::Mechanism;

use super::{SignInRequest, auth_token, guesses::Guess, seen::is_to_note, store};
use crate::{
    account::{Email, User, store as users},
    error::Result,
    security::{Security, feature::Client, signed_in::Authenticated},
};

/// What a request carries.
#[derive(Debug, Clone, Default)]
pub(crate) struct Carried {
    pub(crate) session: Option<Token>,
    /// `Some(None)` when a token was sent that can't be one.
    pub(crate) token: Option<Option<Token>>,
    pub(crate) basic: Option<(String, Secret)>,
}

/// The user who makes this request, proven by session cookie, auth token or (where allowed) HTTP Basic.
///
/// ```
/// use axum::{Router, routing::get};
/// use portcullis::CurrentUser;
///
/// /// For those who are signed in; others are led to the sign-in page, or get 401.
/// async fn dashboard(user: CurrentUser) -> String {
///     format!("Hello {}", user.email)
/// }
///
/// /// For everybody.
/// async fn home(user: Option<CurrentUser>) -> String {
///     user.map_or_else(|| "Hello".into(), |user| format!("Hello {}", user.email))
/// }
///
/// let app = Router::<()>::new().route("/dashboard", get(dashboard)).route("/", get(home));
/// # let _ = app;
/// ```
#[derive(Debug, Clone)]
pub struct CurrentUser(pub(crate) Authenticated);

impl CurrentUser {
    /// How the user has proven who they are.
    ///
    /// ```
    /// # use portcullis::{CurrentUser, Mechanism};
    /// async fn greet(user: CurrentUser) -> &'static str {
    ///     match user.mechanism() {
    ///         Mechanism::Session => "A browser",
    ///         _ => "A program",
    ///     }
    /// }
    /// # let _ = greet;
    /// ```
    pub fn mechanism(&self) -> Mechanism {
        self.0.mechanism
    }

    /// The session, when there is one: the cookie's, or the one that the auth token was granted with.
    ///
    /// ```
    /// # use portcullis::{CurrentUser, Security};
    /// # async fn example(security: &Security, caller: &CurrentUser) -> portcullis::Result<()> {
    /// for session in security.user_sessions(caller).await? {
    ///     let here = if caller.session_id() == Some(session.id) { " (this one)" } else { "" };
    ///     println!("{}{here}", session.created_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn session_id(&self) -> Option<Uuid> {
        let of_token = || self.0.token.as_ref().and_then(|token| token.session_id);
        self.0
            .session
            .as_ref()
            .map(|session| session.id)
            .or_else(of_token)
    }
}

impl Deref for CurrentUser {
    type Target = User;

    fn deref(&self) -> &User {
        &self.0.user
    }
}

impl Security {
    /// Whether callers may prove who they are in this way (`API_ENABLED_METHODS`).
    pub(crate) fn accepts(&self, mechanism: Mechanism) -> bool {
        let methods = &self.settings().http.api_enabled_methods;
        methods.iter().any(|name| name == mechanism.name())
    }

    /// Who makes a request, if that is known without asking anybody. What [`authenticate`](Self::authenticate) would answer.
    pub(crate) fn known(&self, carried: &Carried) -> Option<Authenticated> {
        let (mechanism, token) = match (&carried.token, &carried.session) {
            (Some(token), _) if self.accepts(Mechanism::Token) => {
                (Mechanism::Token, token.as_ref()?)
            }
            (_, Some(token)) if self.accepts(Mechanism::Session) => (Mechanism::Session, token),
            _ => return None,
        };
        let now = self.now();
        let kept = self.0.cache.find(mechanism, &token.hash(), now)?;
        (!is_to_note(&kept.found, now)).then(|| kept.found.clone())
    }

    /// Finds out who makes a request. A token that was sent and is not good is nobody: no other proof is tried, so that
    /// a client never acts as somebody else than it meant.
    pub(crate) async fn authenticate(
        &self,
        carried: &Carried,
        client: &Client,
    ) -> Result<Option<Authenticated>> {
        if let (Some(token), true) = (&carried.token, self.accepts(Mechanism::Token)) {
            return match token {
                Some(token) => self.by_token(token).await,
                None => Ok(None),
            };
        }
        if let (Some(token), true) = (&carried.session, self.accepts(Mechanism::Session))
            && let Some(found) = self.by_session(token).await?
        {
            return Ok(Some(found));
        }
        if let (Some((identity, password)), true) = (&carried.basic, self.accepts(Mechanism::Basic))
        {
            // Rare and large: on the heap, so that no request carries room for it, in ours or the app's own future.
            return Box::pin(self.by_basic(identity, password, client)).await;
        }
        Ok(None)
    }

    async fn by_session(&self, token: &Token) -> Result<Option<Authenticated>> {
        let (now, hash, cache) = (self.now(), token.hash(), &self.0.cache);
        if let Some(kept) = cache.find(Mechanism::Session, &hash, now) {
            let mut found = kept.found.clone();
            self.note_kept(&kept, &mut found, now).await;
            return Ok(Some(found));
        }
        let before = cache.before();
        let Some((session, user)) = store::check(&mut self.db(), now, &hash).await? else {
            return Ok(None);
        };
        let mut found = Authenticated {
            user: Arc::new(user),
            mechanism: Mechanism::Session,
            authenticated_at: session.authenticated_at,
            session: Some(session),
            token: None,
        };
        self.note_use(&mut found, now).await;
        cache.keep(before, &hash, &found);
        Ok(Some(found))
    }

    async fn by_token(&self, token: &Token) -> Result<Option<Authenticated>> {
        let (now, hash, cache) = (self.now(), token.hash(), &self.0.cache);
        if let Some(kept) = cache.find(Mechanism::Token, &hash, now) {
            return Ok(Some(kept.found.clone()));
        }
        let before = cache.before();
        let Some((token, user)) = auth_token::check(&mut self.db(), now, &hash).await? else {
            return Ok(None);
        };
        let found = Authenticated {
            user: Arc::new(user),
            mechanism: Mechanism::Token,
            authenticated_at: token.authenticated_at,
            session: None,
            token: Some(token),
        };
        cache.keep(before, &hash, &found);
        Ok(Some(found))
    }

    async fn by_basic(
        &self,
        identity: &str,
        password: &Secret,
        client: &Client,
    ) -> Result<Option<Authenticated>> {
        let email = Email::parse(identity).ok();
        let user = match &email {
            Some(email) => self.user_of_address(email).await?,
            None => None,
        };
        let guess = Guess {
            // What is no address is nobody's: one count for all of it, and no trace of what may be a password.
            account: email.as_ref().map_or("", Email::key),
            user: user.as_ref(),
            client: Some(client),
            via: "basic",
            signs_in: true,
        };
        let proven = self.prove_password(guess, password).await?.is_some();
        let Some(shown) = user.filter(|_| proven) else {
            return Ok(None);
        };
        // As the user is by now: hashing takes its time, and access may have ended meanwhile.
        let user = users::find(&mut self.db(), shown.id).await?;
        let Some(user) = user.filter(|user| user.access_version == shown.access_version) else {
            return Ok(None);
        };
        let request = SignInRequest {
            authn_via: "basic",
            remember: false,
            client: client.clone(),
            replaces: None,
        };
        if let Some(fault) = self.refusal(&user, client, "basic").await? {
            self.record_refusal(&user, &request, &fault).await?;
            return Ok(None);
        }
        Ok(Some(Authenticated {
            user: Arc::new(user),
            mechanism: Mechanism::Basic,
            authenticated_at: self.now(),
            session: None,
            token: None,
        }))
    }
}
