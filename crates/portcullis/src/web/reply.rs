//! The one answer of every handler. Here alone is decided whether it becomes a page or JSON, which status it has,
//! where a redirect goes, and whether a message stands on the page or waits for the next one.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use cookie::Cookie;
use minijinja::Value as Shown;
use portcullis_kit::{clock::Time, token::Token};
use serde::Serialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    flash::{self, Flash},
    headers, page,
    redirect::{Target, with_query},
    visit::{Visit, Wants},
};
use crate::{
    account::User,
    error::{Error, Fault, Faults},
    security::Security,
    session::{OpenSession, cookie::Jar},
};

/// An answer, before anybody knows whether it is for a person or a program.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Reply {
    status: Option<u16>,
    failing: Option<u16>,
    pub(super) page: Option<Page>,
    pub(super) next: String,
    pub(super) faults: Faults,
    go: Option<Target>,
    spa: Option<Spa>,
    pub(super) message: Option<Fault>,
    json: Map<String, Value>,
    user: Option<Map<String, Value>>,
    bare: bool,
    dead_link: bool,
    cookies: Vec<Cookie<'static>>,
    headers: Vec<(HeaderName, HeaderValue)>,
    token_in_url: bool,
}

/// A page to be rendered: template, the form's fields with what was typed, what else the template needs.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) template: &'static str,
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) context: Vec<(&'static str, Shown)>,
}

/// Where a front-end of the app's own goes on (`REDIRECT_BEHAVIOR = "spa"`).
#[derive(Debug, Clone)]
struct Spa {
    view: Target,
    params: Vec<(&'static str, String)>,
}

impl Reply {
    /// A page of ours by Flask-Security's name, such as `login_user`.
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

    /// It is done; say with [`Reply::go`] where a browser goes on.
    pub fn done() -> Self {
        Self::default()
    }

    /// A field of the page's form with what stands in it.
    pub fn field(mut self, name: &'static str, typed: impl Into<String>) -> Self {
        if let Some(page) = &mut self.page {
            page.fields.push((name, typed.into()));
        }
        self
    }

    /// A value for the page's template.
    pub fn with(mut self, name: &'static str, value: impl Serialize) -> Self {
        if let Some(page) = &mut self.page {
            page.context.push((name, page::of(value)));
        }
        self
    }

    /// The `next` that the page's form carries on.
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next = next.into();
        self
    }

    /// The page again with what is wrong: 422 to browsers (unless [`Reply::failing`] says otherwise), 400 in JSON.
    pub fn refused(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// The status that browsers get when the form is refused.
    pub fn failing(mut self, status: u16) -> Self {
        self.failing = Some(status);
        self
    }

    /// The status of the answer, page or JSON.
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// A message: on the page, or on the next one when this is a redirect.
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
        let mut reply = Self::done()
            .say(fault.clone())
            .spa(security, view, Vec::new())
            .refused(Faults(vec![fault]));
        reply.go = target;
        reply.dead_link = true;
        reply.token_in_url()
    }

    /// A key of the JSON answer.
    pub fn json(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.json.insert(key.to_owned(), value.into());
        self
    }

    /// The user in the JSON answer.
    pub fn user(mut self, security: &Security, user: &User) -> Self {
        self.user = Some(security.security_payload(user));
        self
    }

    /// A JSON answer without `csrf_token`, where the wire format has none.
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    pub(crate) fn cookie(mut self, cookie: Cookie<'static>) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// A response header.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The URL of this page holds a secret: no `Referer` may carry it away.
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
        self.cookie(security.session_cookie(session))
            .auth_token(
                visit,
                &session.user,
                Some(session.id),
                session.authenticated_at,
            )
            .await
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
                .grant_auth_token(user, session, authenticated_at)
                .await?;
            self.user
                .get_or_insert_default()
                .insert("authentication_token".into(), token.expose().into());
        }
        Ok(self)
    }

    /// Turns the reply into a response for whoever asks.
    pub(crate) async fn render(self, visit: &Visit) -> Response {
        let token_in_url = self.token_in_url;
        let mut response = match visit.wants() {
            Wants::Json => self.render_json(visit),
            Wants::Page => self.render_page(visit).await,
        };
        headers::harden(visit.security(), response.headers_mut(), token_in_url);
        response
    }

    fn render_json(self, visit: &Visit) -> Response {
        let security = visit.security();
        let code = self
            .status
            .unwrap_or(if self.faults.is_empty() { 200 } else { 400 });
        let body = if code == 200 {
            let mut body = self.json.clone();
            if !self.bare {
                body.insert("csrf_token".into(), Token::generate().expose().into());
            }
            if let Some(user) = &self.user {
                body.insert("user".into(), Value::Object(user.clone()));
            }
            body
        } else {
            let mut body = errors(security, &self.faults);
            body.extend(self.json.clone());
            body
        };
        let envelope = json!({ "meta": { "code": code }, "response": body });
        let response = (status(code), axum::Json(envelope)).into_response();
        self.finish(visit, response, &[])
    }

    async fn render_page(self, visit: &Visit) -> Response {
        let security = visit.security();
        if self.faults.is_empty() || self.dead_link {
            if let Some(Spa { view, mut params }) = self.spa.clone() {
                if let Some(message) = &self.message {
                    let (category, text) = security.say(message);
                    params.insert(0, (category.as_str(), text));
                }
                return self.redirect(visit, &with_query(&view, &params), &[]);
            }
            if let Some(target) = self.go.clone() {
                let mut flashes = visit.flashes().to_vec();
                flashes.extend(
                    self.message
                        .as_ref()
                        .map(|message| Flash::of(message.key, &message.params)),
                );
                return self.redirect(visit, &target, &flashes);
            }
        }
        let code = match (self.status, self.faults.is_empty()) {
            (Some(code), _) => code,
            (None, true) => 200,
            (None, false) => self.failing.unwrap_or(422),
        };
        match page::render(&self, visit).await {
            Ok(html) => {
                let response = (status(code), axum::response::Html(html)).into_response();
                self.finish(visit, response, &[])
            }
            Err(error) => {
                tracing::error!(request_id = %visit.request_id(), %error, "A page could not be rendered");
                (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong.").into_response()
            }
        }
    }

    /// 303 after a form, so that going back never sends it again; 302 else.
    fn redirect(self, visit: &Visit, target: &Target, flashes: &[Flash]) -> Response {
        let code = if visit.is_safe() {
            StatusCode::FOUND
        } else {
            StatusCode::SEE_OTHER
        };
        let Ok(location) = HeaderValue::from_str(target.as_str()) else {
            tracing::error!(request_id = %visit.request_id(), "A configured view is no URL");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let response = (code, [(header::LOCATION, location)]).into_response();
        self.finish(visit, response, flashes)
    }

    fn finish(self, visit: &Visit, mut response: Response, flashes: &[Flash]) -> Response {
        let security = visit.security();
        let mut cookies = self.cookies;
        if !flashes.is_empty() && security.shows_flashes() {
            cookies.push(security.cookie(Jar::Flash, flash::write(flashes)));
        } else if !visit.flashes().is_empty() && visit.wants() == Wants::Page {
            cookies.push(security.no_cookie(Jar::Flash));
        }
        let headers = response.headers_mut();
        for cookie in cookies {
            if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
                headers.append(header::SET_COOKIE, value);
            }
        }
        headers.append(header::VARY, HeaderValue::from_static("Cookie, Accept"));
        for (name, value) in self.headers {
            headers.append(name, value);
        }
        response
    }
}

/// The envelope's `errors` and `field_errors`, and beside each text its stable code.
fn errors(security: &Security, faults: &Faults) -> Map<String, Value> {
    let (mut texts, mut codes) = (Vec::new(), Vec::new());
    let (mut field_texts, mut field_codes) = (Map::new(), Map::new());
    for fault in &faults.0 {
        let (_, text) = security.say(fault);
        for (map, value) in [
            (&mut field_texts, text.as_str()),
            (&mut field_codes, fault.key),
        ] {
            let list = map.entry(fault.field).or_insert_with(|| json!([]));
            if let Value::Array(list) = list {
                list.push(value.into());
            }
        }
        texts.push(text);
        codes.push(fault.key);
    }
    let mut body = Map::new();
    body.insert("errors".into(), json!(texts));
    body.insert("error_codes".into(), json!(codes));
    if !faults.is_empty() {
        body.insert("field_errors".into(), Value::Object(field_texts));
        body.insert("field_error_codes".into(), Value::Object(field_codes));
    }
    body
}

/// The `errors` of an answer that no form was part of.
pub(super) fn plain_errors(security: &Security, fault: &Fault) -> Map<String, Value> {
    let (_, text) = security.say(fault);
    let mut body = Map::new();
    body.insert("errors".into(), json!([text]));
    body.insert("error_codes".into(), json!([fault.key]));
    body
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
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

/// What goes out when no layer of ours is around the route: the cure, for the developer.
fn no_layer(code: u16) -> Response {
    let cure = "This route is not below Portcullis's layer: pass the router through `security.mount(router)`.\n";
    (status(code), cure).into_response()
}
