//! One request as features see it: who asks, from where, and what kind of answer they want.

mod carried;

use std::{
    convert::Infallible,
    sync::{Arc, OnceLock},
};

use axum::{
    extract::{FromRequestParts, MatchedPath},
    http::{HeaderMap, HeaderValue, Method, Uri, header, request::Parts, uri::PathAndQuery},
};
use portcullis_kit::token::Token;
use tokio::sync::OnceCell;
use url::{Position, Url};
use uuid::Uuid;

use super::{
    accept::{Wants, in_order, wants},
    client,
    flash::Flash,
    reply::NO_LAYER,
    watched::Watched,
};
use crate::{
    error::{Error, Fault, Result},
    messages::{Category, Locale, Sentence},
    security::{
        Security,
        feature::Client,
        signed_in::{Authenticated, Mechanism},
    },
    session::{
        SignInRequest,
        check::{Carried, CurrentUser},
        cookie::Jar,
        throttle::{Act, Taken},
    },
};

/// The facts of one request. Put into the request by the layer; cheap to clone.
#[doc = include_str!("visit/examples/visit.md")]
#[derive(Clone)]
pub struct Visit(Arc<Facts>);

/// What every request needs is read at once. What few need is kept as it came, which copies nothing, and read when it is asked
/// for: most requests go to pages of the app, which ask for a user and nothing else.
struct Facts {
    security: Security,
    method: Method,
    uri: Uri,
    accept: Option<HeaderValue>,
    content_type: Option<HeaderValue>,
    referer: Option<HeaderValue>,
    query: OnceLock<Vec<(String, String)>>,
    client: Client,
    carried: Carried,
    browser: Option<Token>,
    /// Whether a person's browser asks that has brought none of our cookies.
    brings_nothing: bool,
    flashes: Vec<Flash>,
    /// The browser's own choice, and what it says it speaks.
    languages: (Option<Locale>, Option<HeaderValue>),
    request_id: OnceLock<Uuid>,
    who: OnceCell<Option<Authenticated>>,
    watched: Watched,
    /// The language of a sample, whatever the browser wants.
    staged: OnceLock<Locale>,
}

impl Visit {
    pub(crate) fn of(security: &Security, parts: &Parts) -> Self {
        let cookies: Vec<(&str, &str)> = cookies(&parts.headers).collect();
        let cookie = |jar| {
            let named = cookies
                .iter()
                .filter(|(name, _)| security.is_cookie(jar, name));
            once(named).map(|(_, value)| *value)
        };
        let mut carried = carried::carried(security, &parts.headers);
        carried.session = cookie(Jar::Session).and_then(Token::parse);
        let mut client = client::of(parts, &security.settings().http.trusted_proxies.0);
        client.device = cookie(Jar::Device).and_then(Token::parse);
        let browser = cookie(Jar::Browser).and_then(Token::parse);
        let flashes = cookie(Jar::Flash).map(|value| security.read_flashes(value));
        let jars = [
            Jar::Session,
            Jar::Device,
            Jar::Browser,
            Jar::Flash,
            Jar::Language,
        ];
        // Browsers say so wherever cookies of ours can be (Fetch Metadata); programs don't.
        let mode = parts.headers.get("sec-fetch-mode");
        let is_browser = mode.is_some_and(|mode| mode == "navigate");
        let brings_nothing = is_browser && jars.into_iter().all(|jar| cookie(jar).is_none());
        let header = |name| parts.headers.get(name).cloned();
        Self(Arc::new(Facts {
            security: security.clone(),
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            accept: header(header::ACCEPT),
            content_type: header(header::CONTENT_TYPE),
            referer: header(header::REFERER),
            query: OnceLock::new(),
            client,
            carried,
            browser,
            brings_nothing,
            flashes: flashes.unwrap_or_default(),
            languages: (
                cookie(Jar::Language).and_then(|tag| tag.parse().ok()),
                header(header::ACCEPT_LANGUAGE),
            ),
            request_id: OnceLock::new(),
            who: OnceCell::new(),
            watched: Watched::default(),
            staged: OnceLock::new(),
        }))
    }

    /// The handle.
    #[doc = include_str!("visit/examples/security.md")]
    pub fn security(&self) -> &Security {
        &self.0.security
    }

    pub(crate) fn watched(&self) -> &Watched {
        &self.0.watched
    }

    /// Where the request comes from.
    #[doc = include_str!("visit/examples/client.md")]
    pub fn client(&self) -> &Client {
        &self.0.client
    }

    /// The path as the browser asked for it, without the query.
    #[doc = include_str!("visit/examples/path.md")]
    pub fn path(&self) -> &str {
        self.0.uri.path()
    }

    pub(crate) fn path_and_query(&self) -> &str {
        let both = self.0.uri.path_and_query();
        both.map_or("", PathAndQuery::as_str)
    }

    /// The page of this app that the request came from, if the browser says so.
    pub(crate) fn referring_path(&self) -> Option<String> {
        let referer = Url::parse(self.0.referer.as_ref()?.to_str().ok()?).ok()?;
        let is_own = self.security().public_url()?.origin() == referer.origin();
        is_own.then(|| referer[Position::BeforePath..Position::AfterQuery].to_owned())
    }

    /// The page to come back to. A form that was sent can't be sent again by going there, so that leads to the page whose
    /// form it was, if the browser says which.
    pub(crate) fn here(&self) -> String {
        if self.is_safe() {
            return self.path_and_query().to_owned();
        }
        self.referring_path().unwrap_or_else(|| "/".to_owned())
    }

    /// Names this request in the log and on error pages.
    #[doc = include_str!("visit/examples/request_id.md")]
    pub fn request_id(&self) -> Uuid {
        let new = || portcullis_kit::id::new_id(self.security().now());
        *self.0.request_id.get_or_init(new)
    }

    /// The value of a query parameter. One that stands there twice counts as absent: a proxy might have read the other.
    #[doc = include_str!("visit/examples/query.md")]
    pub fn query(&self, name: &str) -> Option<&str> {
        let read = || {
            let query = self.0.uri.query().unwrap_or_default();
            url::form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect()
        };
        let query = self.0.query.get_or_init(read).iter();
        once(query.filter(|(known, _)| known == name)).map(|(_, value)| value.as_str())
    }

    /// The language to answer in: that of the person, if it is known who asks; else what was chosen in this browser; else the
    /// best of what the browser says it speaks (RFC 9110, 12.5.4); else `DEFAULT_LOCALE`.
    #[doc = include_str!("visit/examples/locale.md")]
    pub fn locale(&self) -> Locale {
        if let Some(staged) = self.0.staged.get() {
            return staged.clone();
        }
        let catalogue = self.security().messages();
        let who = self.0.who.get().and_then(Option::as_ref);
        let own = who.and_then(|who| who.user.locale.as_ref());
        let (chosen, header) = &self.0.languages;
        let mut wanted = own.into_iter().chain(chosen);
        let accepted = || catalogue.accepted(&in_order(header.as_ref()?.to_str().ok()?));
        let locale = wanted
            .find_map(|wanted| catalogue.nearest(wanted))
            .or_else(accepted);
        locale.unwrap_or(catalogue.default_locale()).clone()
    }

    /// Makes the answer one to nobody in particular, in this language: for samples. Without effect once it is known who asks.
    pub(crate) fn stage(&self, locale: Locale) {
        let _ = self.0.staged.set(locale);
        let _ = self.0.who.set(None);
    }

    /// A fault or another message in the language to answer in.
    #[doc = include_str!("visit/examples/say.md")]
    pub fn say(&self, message: &Fault) -> (Category, String) {
        self.security().say_in(&self.locale(), message)
    }

    /// A sentence that nothing is filled into.
    #[doc = include_str!("visit/examples/words.md")]
    pub fn words(&self, key: &str) -> String {
        self.security().messages().text(&self.locale(), key, &[])
    }

    /// A sentence with what is filled into it.
    pub(crate) fn sentence(&self, sentence: &Sentence) -> String {
        let (messages, locale) = (self.security().messages(), self.locale());
        messages.text(&locale, sentence.key, &sentence.params)
    }

    pub(crate) fn wants(&self) -> Wants {
        wants(text(&self.0.content_type), text(&self.0.accept))
    }

    pub(crate) fn is_safe(&self) -> bool {
        matches!(self.0.method, Method::GET | Method::HEAD | Method::OPTIONS)
    }

    pub(crate) fn flashes(&self) -> &[Flash] {
        &self.0.flashes
    }

    /// Whether the request may be signed in by what a browser sends of itself, whoever made it send: the session cookie, or
    /// a remembered HTTP Basic password. A token is sent by the page's own script only, and nothing else counts beside it.
    pub(crate) fn has_ambient_proof(&self) -> bool {
        let carried = &self.0.carried;
        let basic = carried.basic.is_some() && self.security().accepts(Mechanism::Basic);
        !self.has_token() && (carried.session.is_some() || basic)
    }

    /// Whether the caller sent an auth token, good or not.
    pub(crate) fn has_token(&self) -> bool {
        self.0.carried.token.is_some() && self.security().accepts(Mechanism::Token)
    }

    /// Who makes the request; asked of the database once a request.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    #[doc = include_str!("visit/examples/user.md")]
    pub async fn user(&self) -> Result<Option<CurrentUser>> {
        let facts = &self.0;
        if !facts.who.initialized()
            && let Some(known) = facts.security.known(&facts.carried)
        {
            // Whoever was faster has found the same.
            let _ = facts.who.set(Some(known));
        }
        if let Some(who) = facts.who.get() {
            return Ok(who.clone().map(CurrentUser));
        }
        // On the heap, so that handlers have no room for it in their own future, which is moved with each request.
        let asked = facts
            .who
            .get_or_try_init(|| facts.security.authenticate(&facts.carried, &facts.client));
        let who = Box::pin(asked).await?;
        Ok(who.clone().map(CurrentUser))
    }

    /// Refuses a caller who is signed in.
    ///
    /// # Errors
    /// [`Error::AlreadySignedIn`]; [`Error::Unavailable`] when the database is.
    #[doc = include_str!("visit/examples/anonymous_only.md")]
    pub async fn anonymous_only(&self) -> Result<()> {
        self.watched().declare();
        if self.user().await?.is_some() {
            Err(Error::AlreadySignedIn)
        } else {
            Ok(())
        }
    }

    /// The caller, who must be signed in.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`]; [`Error::Unavailable`] when the database is.
    #[doc = include_str!("visit/examples/signed_in.md")]
    pub async fn signed_in(&self) -> Result<CurrentUser> {
        self.watched().demand();
        self.user().await?.ok_or(Error::Unauthenticated)
    }

    /// What the session cookie carries, good or not.
    pub(crate) fn session_token(&self) -> Option<&Token> {
        self.0.carried.session.as_ref()
    }

    /// What this browser is known by since it signed up or asked for a mail.
    pub(crate) fn browser(&self) -> Option<&Token> {
        self.0.browser.as_ref()
    }

    /// Whether it is not known yet that this browser keeps our cookies.
    pub(crate) fn may_refuse_cookies(&self) -> bool {
        self.0.brings_nothing
    }

    /// Whether the caller asked for an auth token in the answer.
    pub(crate) fn wants_auth_token(&self) -> bool {
        self.query("include_auth_token").is_some()
            || self.security().settings().http.backwards_compat_auth_token
    }

    /// Whether a sign-in that does not say so is to be remembered: `DEFAULT_REMEMBER_ME` for programs. In a form the box
    /// is ticked beforehand then, so a form without it was sent by somebody who has taken the tick away.
    pub(crate) fn remembers_by_default(&self) -> bool {
        self.wants() == Wants::Json && self.security().settings().http.default_remember_me
    }

    /// Lets the caller do something, as often as the settings allow. Every unsafe route of ours asks here or compares a
    /// password, which asks by itself.
    ///
    /// # Errors
    /// [`Error::Throttled`]; [`Error::Unavailable`] when the database is.
    pub(crate) async fn allow(&self, act: Act<'_>) -> Result<Taken> {
        self.security().allow(act, self.client()).await
    }

    /// A sign-in of this caller, in place of the session that the browser has.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    pub(crate) async fn sign_in(
        &self,
        authn_via: &'static str,
        remember: bool,
    ) -> Result<SignInRequest> {
        let replaces = self.user().await?.and_then(|user| user.session_id());
        Ok(SignInRequest {
            authn_via,
            remember,
            client: self.0.client.clone(),
            replaces,
        })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            // Nothing of ours is around the route that would log it.
            let route = parts.extensions.get::<MatchedPath>();
            tracing::error!(route = route.map(MatchedPath::as_str), "{NO_LAYER}");
            Error::Setup(NO_LAYER.into())
        })
    }
}

/// The only one; `None` when there are more.
fn once<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

fn text(value: &Option<HeaderValue>) -> &str {
    let text = value.as_ref().and_then(|value| value.to_str().ok());
    text.unwrap_or_default()
}

/// RFC 6265, 4.2.1: pairs between semicolons, in which nothing is escaped.
fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let values = headers.get_all(header::COOKIE).iter();
    let pairs = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    pairs
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.trim(), value.trim()))
}

/// What can't fail in an extractor that never rejects.
pub(crate) type Never = Infallible;
