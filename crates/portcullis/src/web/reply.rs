//! The one answer of every handler, before it is decided what becomes of it.

use axum::{
    http::{HeaderName, HeaderValue},
    response::{IntoResponse, Response},
};
use cookie::Cookie;
use minijinja::Value as Shown;
use portcullis_kit::clock::Time;
use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    accept::Wants,
    page,
    redirect::{Target, with_query},
    render::status,
    visit::Visit,
};
use crate::{
    account::User,
    error::{Error, Fault, Faults},
    security::Security,
    session::OpenSession,
};

/// An answer, before anybody knows whether it is for a person or a program.
///
/// ```
/// # use portcullis::{Reply, Result, Visit};
/// async fn close(visit: Visit) -> Result<Reply> {
///     let user = visit.signed_in().await?;
///     Ok(Reply::done().json("closed", true).user(visit.security(), &user))
/// }
/// # let _ = close;
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Reply {
    pub(super) status: Option<u16>,
    pub(super) failing: Option<u16>,
    pub(super) page: Option<Page>,
    pub(super) next: String,
    pub(super) faults: Faults,
    pub(super) go: Option<Target>,
    pub(super) spa: Option<Spa>,
    pub(super) message: Option<Fault>,
    pub(super) json: Map<String, Value>,
    pub(super) user: Option<Map<String, Value>>,
    pub(super) bare: bool,
    pub(super) diverted: bool,
    pub(super) cookies: Vec<Cookie<'static>>,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) token_in_url: bool,
    pub(super) file: Option<File>,
}

/// A page to be rendered: template, the form's fields with what was typed, what else the template needs.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) template: &'static str,
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) context: Vec<(&'static str, Shown)>,
}

/// A file of JSON that a browser keeps.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) name: &'static str,
    pub(super) content: Value,
}

/// Where a front-end of the app's own goes on (`REDIRECT_BEHAVIOR = "spa"`).
#[derive(Debug, Clone)]
pub(super) struct Spa {
    pub(super) view: Target,
    pub(super) params: Vec<(&'static str, String)>,
}

impl Reply {
    /// A page of ours by Flask-Security's name, such as `login_user`.
    ///
    /// ```
    /// # use portcullis::Reply;
    /// let page = Reply::page("login_user").field("email", "ada@example.com").next("/orders");
    /// ```
    pub fn page(template: &'static str) -> Self {
        let page = Page {
            template,
            fields: Vec::new(),
            context: Vec::new(),
        };
        Self {
            page: Some(page),
            ..Self::default()
        }
    }

    /// It is done; say with `go` where a browser goes on.
    pub fn done() -> Self {
        Self::default()
    }

    /// A field of the page's form with what stands in it.
    ///
    /// ```
    /// # use portcullis::Reply;
    /// // What was typed stands there again when the form is shown with what is wrong.
    /// let page = Reply::page("forgot_password").field("email", "ada@");
    /// ```
    pub fn field(mut self, name: &'static str, typed: impl Into<String>) -> Self {
        if let Some(page) = &mut self.page {
            page.fields.push((name, typed.into()));
        }
        self
    }

    /// A value for the page's template.
    ///
    /// ```
    /// # use portcullis::Reply;
    /// // `{{ left }}` in a template of the app's own.
    /// let page = Reply::page("login_user").with("left", 3);
    /// ```
    pub fn with(mut self, name: &'static str, value: impl Serialize) -> Self {
        if let Some(page) = &mut self.page {
            page.context.push((name, page::of(value)));
        }
        self
    }

    /// The `next` that the page's form carries on.
    ///
    /// ```
    /// let page = portcullis::Reply::page("login_user").next("/orders");
    /// ```
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next = next.into();
        self
    }

    /// The page again with what is wrong: 422 to browsers (unless [`Reply::failing`] says otherwise), 400 in JSON.
    ///
    /// ```
    /// # use portcullis::{Fault, Faults, Reply};
    /// let faults = Faults(vec![Fault::of("email", "INVALID_EMAIL_ADDRESS")]);
    /// let page = Reply::page("forgot_password").field("email", "ada@").refused(faults);
    /// ```
    pub fn refused(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// The status that browsers get when the form is refused.
    ///
    /// ```
    /// let page = portcullis::Reply::page("coupon").failing(409);
    /// ```
    pub fn failing(mut self, status: u16) -> Self {
        self.failing = Some(status);
        self
    }

    /// The status of the answer, page or JSON.
    ///
    /// ```
    /// let reply = portcullis::Reply::done().status(202);
    /// ```
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Whether this answers a failure on our side.
    pub(super) fn is_our_fault(&self) -> bool {
        self.status.is_some_and(|status| status >= 500)
    }

    /// A message: on the page, or on the next one when this is a redirect.
    ///
    /// ```
    /// # use portcullis::{Fault, Reply};
    /// let reply = Reply::page("login_user").say(Fault::form("DISABLED_ACCOUNT"));
    /// ```
    pub fn say(mut self, message: Fault) -> Self {
        self.message = Some(message);
        self
    }

    /// Where browsers go on.
    pub(crate) fn go(mut self, target: Target) -> Self {
        self.go = Some(target);
        self
    }

    /// Where a front-end of the app's own goes on, when it has one and a view is configured: with the message under the
    /// name of its category, and these parameters.
    pub(crate) fn spa(
        mut self,
        security: &Security,
        view: &str,
        params: Vec<(&'static str, String)>,
    ) -> Self {
        if security.settings().redirects.redirect_behavior == "spa" {
            self.spa = security.view(view).map(|view| Spa { view, params });
        }
        self
    }

    /// A mailed link that does not work: browsers go to `target` with the message, programs get it as a fault of the
    /// form as a whole.
    pub(crate) fn dead_link(
        security: &Security,
        fault: Fault,
        view: &str,
        target: Option<Target>,
    ) -> Self {
        let mut reply = Self::diverted(fault).spa(security, view, Vec::new());
        reply.go = target;
        reply.token_in_url()
    }

    /// A refusal with which browsers go elsewhere instead of seeing the form again: the message goes with them. Programs
    /// get it as the fault of the form that it is.
    pub(crate) fn diverted(fault: Fault) -> Self {
        let mut reply = Self::done().say(fault.clone()).refused(Faults(vec![fault]));
        reply.diverted = true;
        reply
    }

    /// A file: browsers keep it under this name, which is plain ASCII; programs get what is in it as the key `key` of the
    /// answer.
    pub(crate) fn file(mut self, name: &'static str, key: &str, content: Value) -> Self {
        self.json.insert(key.to_owned(), content.clone());
        self.file = Some(File { name, content });
        self
    }

    /// A key of the JSON answer.
    ///
    /// ```
    /// # use portcullis::Reply;
    /// let reply = Reply::done().json("order", 7).json("paid", true);
    /// ```
    pub fn json(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.json.insert(key.to_owned(), value.into());
        self
    }

    /// The user in the JSON answer.
    ///
    /// ```
    /// # use portcullis::{Reply, User, Visit};
    /// fn me(visit: &Visit, user: &User) -> Reply {
    ///     Reply::done().user(visit.security(), user)
    /// }
    /// # let _ = me;
    /// ```
    pub fn user(mut self, security: &Security, user: &User) -> Self {
        self.user = Some(security.security_payload(user));
        self
    }

    /// A JSON answer without `csrf_token`, where the wire format has none.
    ///
    /// ```
    /// let reply = portcullis::Reply::done().json("paid", true).bare();
    /// ```
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    pub(crate) fn cookie(mut self, cookie: Cookie<'static>) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// A response header.
    ///
    /// ```
    /// # use portcullis::Reply;
    /// use axum::http::{HeaderValue, header};
    ///
    /// let reply = Reply::done().header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    /// ```
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The URL of this page holds a secret: no `Referer` may carry it away.
    ///
    /// ```
    /// let page = portcullis::Reply::page("invitation").token_in_url();
    /// ```
    pub fn token_in_url(mut self) -> Self {
        self.token_in_url = true;
        self
    }

    /// The answer to a finished sign-in: the session's cookie, the user, and the auth token for those who asked.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    pub(crate) async fn signed_in(
        mut self,
        visit: &Visit,
        session: &OpenSession,
    ) -> Result<Self, Error> {
        let security = visit.security();
        self.user = Some(security.security_payload(&session.user));
        self.past_cookie_check(visit)
            .cookie(security.session_cookie(session))
            .cookie(security.device_cookie(session))
            .auth_token(
                visit,
                &session.user,
                Some(session.id),
                session.authenticated_at,
            )
            .await
    }

    /// A browser that has never brought a cookie of ours goes on by way of a page that looks whether it does now: without one
    /// a good sign-in would only lead to the next sign-in page. Where it goes on to is a path of this app, or it goes there
    /// directly.
    fn past_cookie_check(mut self, visit: &Visit) -> Self {
        let security = visit.security();
        if let (true, Some(target), Some(check)) = (
            visit.may_refuse_cookies(),
            &self.go,
            security.page("login_cookie"),
        ) && security.check_next(target.as_str()).is_some()
        {
            self.go = Some(with_query(&check, &[("next", target.as_str().to_owned())]));
        }
        self
    }

    /// An auth token inside `user`, for programs that asked for one.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database is.
    pub(crate) async fn auth_token(
        mut self,
        visit: &Visit,
        user: &User,
        session: Option<Uuid>,
        authenticated_at: Time,
    ) -> Result<Self, Error> {
        if visit.wants() == Wants::Json && visit.wants_auth_token() {
            let token = visit
                .security()
                .grant_auth_token(user, session, authenticated_at, Some(visit.client()))
                .await?;
            self.user
                .get_or_insert_default()
                .insert("authentication_token".into(), token.expose().into());
        }
        Ok(self)
    }
}

/// What a handler has decided, carried in the response to the layer, which knows the request.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    Reply(Box<Reply>),
    Error(std::sync::Arc<Error>),
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = no_layer(500);
        response
            .extensions_mut()
            .insert(Outcome::Reply(Box::new(self)));
        response
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = no_layer(super::error::status_of(&self));
        response
            .extensions_mut()
            .insert(Outcome::Error(std::sync::Arc::new(self)));
        response
    }
}

/// What a developer reads who asks for something of ours where our layer is not.
pub(crate) const NO_LAYER: &str = "This route is not below Portcullis's layer: pass the router through \
     `security.mount(router)` once all routes are in it; what is added later stays outside";

/// What goes out when no layer of ours is around the route: the cure, for the developer.
fn no_layer(code: u16) -> Response {
    (status(code), format!("{NO_LAYER}.\n")).into_response()
}
