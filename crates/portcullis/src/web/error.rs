//! Errors as answers: which status, which words, where a browser goes on.

use std::time::Duration;

use axum::http::{HeaderValue, header};
use serde_json::json;

use super::{
    accept::Wants, redirect::with_query, render::plain_errors, reply::Reply, visit::Visit,
};
use crate::{
    error::{Error, Fault, Faults},
    messages::Catalogue,
    session::check::Mechanism,
};

/// The HTTP status that says it.
pub(crate) fn status_of(error: &Error) -> u16 {
    match error {
        Error::Refused(_) | Error::AlreadySignedIn => 400,
        Error::Unauthenticated | Error::NotFresh => 401,
        Error::Forbidden => 403,
        Error::Request { status, .. } => *status,
        Error::Throttled { .. } => 429,
        Error::Unavailable(_) | Error::TooBusy { .. } => 503,
        Error::Taken | Error::Setup(_) | Error::Internal(_) => 500,
    }
}

/// The reply to an error.
pub(crate) async fn reply_of(error: &Error, visit: &Visit) -> Reply {
    let status = status_of(error);
    match error {
        Error::Refused(faults) => refused(faults, visit),
        Error::Unauthenticated => unauthenticated(visit).await,
        Error::NotFresh => not_fresh(visit),
        Error::Forbidden => forbidden(visit),
        Error::AlreadySignedIn => already_signed_in(visit),
        Error::Request {
            key: "CROSS_ORIGIN",
            ..
        } => cross_origin(visit, visit.path()),
        Error::Request { key, .. } => page(visit, status, key),
        Error::Unavailable(cause) => {
            tracing::error!(request_id = %visit.request_id(), error = %cause, "The database is unavailable");
            retry_after(page(visit, status, "UNAVAILABLE"), 5)
        }
        Error::TooBusy { retry_after: wait } => {
            retry_after(page(visit, status, "TOO_BUSY"), wait.as_secs().max(1))
        }
        Error::Throttled { retry_after: wait } => throttled(visit, *wait),
        Error::Taken | Error::Setup(_) | Error::Internal(_) => {
            tracing::error!(request_id = %visit.request_id(), %error, "A request failed");
            page(visit, status, "SERVER_ERROR")
        }
    }
}

fn retry_after(reply: Reply, seconds: u64) -> Reply {
    reply.header(header::RETRY_AFTER, HeaderValue::from(seconds))
}

/// Whoever knows a way around the wait is shown it: a new password makes room again.
pub(super) fn throttled(visit: &Visit, wait: Duration) -> Reply {
    let security = visit.security();
    // Whole minutes above two: what is waited for is the same for everybody, to the second is for programs.
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    let shown = if seconds > 120 {
        seconds.div_ceil(60) * 60
    } else {
        seconds.max(1)
    };
    let fault = Fault::form("TOO_MANY_REQUESTS").with("wait", Duration::from_secs(shown));
    let text = visit.say(&fault).1;
    let mut reply = status_page(visit, 429, "TOO_MANY_REQUESTS_TITLE", &text);
    if let Some(reset) = security
        .path_of("reset")
        .filter(|reset| *reset != visit.path())
    {
        let label = visit.words("SET_NEW_PASSWORD_LINK");
        reply = reply.with("link", json!({ "url": reset, "label": label }));
    }
    for (name, value) in plain_errors(visit, &fault) {
        reply = reply.json(&name, value);
    }
    retry_after(reply, seconds.max(1))
}

/// A form that came from elsewhere, or that a browser says came from there. Nothing of it is used, not even the address: another site
/// may have filled it in. Whoever sent it in good faith goes on at the page that has the form.
pub(super) fn cross_origin(visit: &Visit, form: &str) -> Reply {
    let reply = page(visit, 403, "CROSS_ORIGIN");
    // These two have a button and no page.
    let has_page = |name: &str| !["logout", "language"].contains(&name);
    let mut urls = visit.security().0.urls.iter();
    if !urls.any(|(name, url)| url == form && has_page(name)) {
        return reply;
    }
    let label = visit.words("OPEN_FORM_LINK");
    reply.with("link", json!({ "url": form, "label": label }))
}

/// The page after a sign-in whose cookie did not come back. `again` leads to the sign-in page.
pub(crate) fn cookie_refused(visit: &Visit, again: &str) -> Reply {
    Reply::page("message")
        .status(401)
        .with("title", visit.words("COOKIE_REFUSED_TITLE"))
        .with("text", visit.words("COOKIE_REFUSED"))
        .with(
            "link",
            json!({ "url": again, "label": visit.words("SIGN_IN_AGAIN_LINK") }),
        )
}

/// A refusal that no page of ours shows beside its field.
fn refused(faults: &Faults, visit: &Visit) -> Reply {
    match visit.wants() {
        Wants::Json => Reply::done().refused(faults.clone()),
        Wants::Page => {
            let text = faults
                .0
                .first()
                .map(|fault| visit.say(fault).1)
                .unwrap_or_default();
            status_page(visit, 422, "BODY_UNREADABLE_TITLE", &text)
        }
    }
}

/// A status page in the words of a message, or the envelope with it.
pub(crate) fn page(visit: &Visit, status: u16, key: &'static str) -> Reply {
    let title = title_key(visit.security().messages(), key);
    let mut reply = status_page(visit, status, &title, &visit.words(key));
    for (name, value) in plain_errors(visit, &Fault::form(key)) {
        reply = reply.json(&name, value);
    }
    reply
}

fn title_key(messages: &Catalogue, key: &str) -> String {
    let wanted = format!("{key}_TITLE");
    match messages.category(&wanted) {
        Some(_) => wanted,
        None => "SERVER_ERROR_TITLE".to_owned(),
    }
}

fn status_page(visit: &Visit, status: u16, title: &str, text: &str) -> Reply {
    let id = visit.request_id().to_string();
    let reply = if status >= 500 {
        Reply::page("error").json("request_id", id.as_str())
    } else {
        Reply::page("error")
    };
    reply
        .status(status)
        .with("status", status)
        .with("title", visit.words(title))
        .with("text", text)
        .with(
            "link",
            json!({ "url": "/", "label": visit.words("START_PAGE_LINK") }),
        )
        .with("request_id", id)
}

/// The challenge of a 401 that brings none of its own, such as a form with a wrong password (RFC 9110, 15.5.2: there must
/// be one). Browsers ignore this scheme; `Basic` would make them ask for the password in a window of theirs.
pub(crate) const BEARER: HeaderValue = HeaderValue::from_static("Bearer");

/// How to sign in. RFC 6750, 3.1 for a token that is no good.
fn challenge(visit: &Visit, is_somebody: bool) -> HeaderValue {
    let security = visit.security();
    let mut challenges = Vec::new();
    if security.accepts(Mechanism::Token) {
        challenges.push(if visit.has_token() && !is_somebody {
            "Bearer error=\"invalid_token\"".to_owned()
        } else {
            "Bearer".into()
        });
    }
    if security.accepts(Mechanism::Basic) {
        let realm = &security.settings().http.default_http_auth_realm;
        challenges.push(format!("Basic realm=\"{realm}\", charset=\"UTF-8\""));
    }
    match HeaderValue::from_str(&challenges.join(", ")) {
        Ok(value) if !challenges.is_empty() => value,
        _ => BEARER,
    }
}

async fn unauthenticated(visit: &Visit) -> Reply {
    let security = visit.security();
    // Somebody whose way of signing in is not good enough here would be sent back from the sign-in page at once.
    let is_somebody = visit.user().await.is_ok_and(|user| user.is_some());
    let by_form = !security.accepts(Mechanism::Basic) && !visit.has_token() && !is_somebody;
    if visit.wants() == Wants::Page
        && by_form
        && let Some(login) = security.page("login")
    {
        let next = vec![("next", visit.here())];
        return Reply::done()
            .say(Fault::form("UNAUTHENTICATED"))
            .go(with_query(&login, &next));
    }
    page(visit, 401, "UNAUTHENTICATED")
        .header(header::WWW_AUTHENTICATE, challenge(visit, is_somebody))
}

fn not_fresh(visit: &Visit) -> Reply {
    let security = visit.security();
    if visit.wants() == Wants::Page
        && let Some(verify) = security.page("verify")
    {
        let next = vec![("next", visit.here())];
        return Reply::done()
            .say(Fault::form("REAUTHENTICATION_REQUIRED"))
            .go(with_query(&verify, &next));
    }
    // RFC 9470, 3: signed in, but not recently enough.
    let challenge = HeaderValue::from_static("Bearer error=\"insufficient_user_authentication\"");
    page(visit, 401, "REAUTHENTICATION_REQUIRED")
        .json("reauth_required", true)
        .json("unified_signin_enabled", false)
        .json("has_webauthn_verify_credential", false)
        .json("oauth_enabled", false)
        .json("oauth_providers", json!([]))
        .header(header::WWW_AUTHENTICATE, challenge)
}

fn forbidden(visit: &Visit) -> Reply {
    let security = visit.security();
    match security.view(&security.settings().redirects.unauthorized_view) {
        Some(view) if visit.wants() == Wants::Page => {
            Reply::done().say(Fault::form("UNAUTHORIZED")).go(view)
        }
        _ => page(visit, 403, "UNAUTHORIZED"),
    }
}

fn already_signed_in(visit: &Visit) -> Reply {
    let security = visit.security();
    match visit.wants() {
        Wants::Page => Reply::done().go(security.signed_in_already()),
        Wants::Json => page(visit, 400, "ANONYMOUS_USER_REQUIRED"),
    }
}
