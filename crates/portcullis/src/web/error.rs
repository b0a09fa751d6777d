//! Errors as answers: which status, which words, where a browser goes on.

use axum::http::{HeaderValue, header};
use serde_json::json;

use super::{
    redirect::with_query,
    render::plain_errors,
    reply::Reply,
    visit::{Visit, Wants},
};
use crate::{
    error::{Error, Fault, Faults},
    messages::Catalogue,
};

/// The HTTP status that says it.
pub(crate) fn status_of(error: &Error) -> u16 {
    match error {
        Error::Refused(_) | Error::AlreadySignedIn => 400,
        Error::Unauthenticated | Error::NotFresh => 401,
        Error::Forbidden => 403,
        Error::Request { status, .. } => *status,
        Error::Unavailable(_) | Error::TooBusy { .. } => 503,
        Error::Taken | Error::Setup(_) | Error::Internal(_) => 500,
    }
}

/// The reply to an error.
pub(crate) fn reply_of(error: &Error, visit: &Visit) -> Reply {
    let status = status_of(error);
    match error {
        Error::Refused(faults) => refused(faults, visit),
        Error::Unauthenticated => unauthenticated(visit),
        Error::NotFresh => not_fresh(visit),
        Error::Forbidden => forbidden(visit),
        Error::AlreadySignedIn => already_signed_in(visit),
        Error::Request { key, .. } => page(visit, status, key),
        Error::Unavailable(cause) => {
            tracing::error!(request_id = %visit.request_id(), error = %cause, "The database is unavailable");
            retry_after(page(visit, status, "UNAVAILABLE"), 5)
        }
        Error::TooBusy { retry_after: wait } => {
            retry_after(page(visit, status, "TOO_BUSY"), wait.as_secs().max(1))
        }
        Error::Taken | Error::Setup(_) | Error::Internal(_) => {
            tracing::error!(request_id = %visit.request_id(), %error, "A request failed");
            page(visit, status, "SERVER_ERROR")
        }
    }
}

fn retry_after(reply: Reply, seconds: u64) -> Reply {
    reply.header(header::RETRY_AFTER, HeaderValue::from(seconds))
}

/// A refusal that no page of ours shows beside its field.
fn refused(faults: &Faults, visit: &Visit) -> Reply {
    match visit.wants() {
        Wants::Json => Reply::done().refused(faults.clone()),
        Wants::Page => {
            let text = faults
                .0
                .first()
                .map(|fault| visit.security().say(fault).1)
                .unwrap_or_default();
            status_page(visit, 422, "BODY_UNREADABLE_TITLE", &text)
        }
    }
}

/// A status page in the words of a message, or the envelope with it.
pub(crate) fn page(visit: &Visit, status: u16, key: &'static str) -> Reply {
    let security = visit.security();
    let text = security.messages().say(key, &[]).1;
    let mut reply = status_page(visit, status, title_key(security.messages(), key), &text);
    for (name, value) in plain_errors(security, &Fault::form(key)) {
        reply = reply.json(&name, value);
    }
    reply
}

fn title_key(messages: &Catalogue, key: &str) -> &'static str {
    let wanted = format!("{key}_TITLE");
    messages
        .entries()
        .map(|(key, _)| key)
        .find(|known| *known == wanted)
        .unwrap_or("SERVER_ERROR_TITLE")
}

fn status_page(visit: &Visit, status: u16, title: &'static str, text: &str) -> Reply {
    let words = |key| visit.security().messages().say(key, &[]).1;
    Reply::page("error")
        .status(status)
        .with("status", status)
        .with("title", words(title))
        .with("text", text)
        .with(
            "link",
            json!({ "url": "/", "label": words("START_PAGE_LINK") }),
        )
        .with("request_id", visit.request_id().to_string())
}

/// RFC 9110, 15.5.2: a 401 names how to sign in. RFC 6750, 3.1 for a token that is no good.
fn challenge(reply: Reply, visit: &Visit) -> Reply {
    let http = &visit.security().settings().http;
    let mut challenges = Vec::new();
    if http
        .api_enabled_methods
        .iter()
        .any(|method| method == "token")
    {
        challenges.push(if visit.has_token() {
            "Bearer error=\"invalid_token\"".to_owned()
        } else {
            "Bearer".into()
        });
    }
    if http
        .api_enabled_methods
        .iter()
        .any(|method| method == "basic")
    {
        let realm = http.default_http_auth_realm.replace(['"', '\\'], "");
        challenges.push(format!("Basic realm=\"{realm}\", charset=\"UTF-8\""));
    }
    let value =
        HeaderValue::from_str(&challenges.join(", ")).unwrap_or(HeaderValue::from_static("Bearer"));
    reply.header(header::WWW_AUTHENTICATE, value)
}

fn unauthenticated(visit: &Visit) -> Reply {
    let security = visit.security();
    let basic = security
        .settings()
        .http
        .api_enabled_methods
        .iter()
        .any(|method| method == "basic");
    if visit.wants() == Wants::Page && !basic && !visit.has_token() {
        if let Some(login) = security
            .path_of("login")
            .and_then(|path| security.view(path))
        {
            let next = vec![("next", here(visit))];
            return Reply::done()
                .say(Fault::form("UNAUTHENTICATED"))
                .go(with_query(&login, &next));
        }
    }
    challenge(page(visit, 401, "UNAUTHENTICATED"), visit)
}

fn not_fresh(visit: &Visit) -> Reply {
    let security = visit.security();
    if visit.wants() == Wants::Page {
        if let Some(verify) = security
            .path_of("verify")
            .and_then(|path| security.view(path))
        {
            let next = vec![("next", here(visit))];
            return Reply::done()
                .say(Fault::form("REAUTHENTICATION_REQUIRED"))
                .go(with_query(&verify, &next));
        }
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
    match security.view(&security.settings().redirects.post_login_view) {
        Some(view) if visit.wants() == Wants::Page => Reply::done().go(view),
        _ => page(visit, 400, "ANONYMOUS_USER_REQUIRED"),
    }
}

/// The page to come back to; for a form that was sent, the page it belongs to.
fn here(visit: &Visit) -> String {
    visit.path_and_query().to_owned()
}
