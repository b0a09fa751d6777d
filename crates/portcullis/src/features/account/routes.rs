//! `/account`, `/account/devices`.

use std::time::Duration;

use portcullis_kit::clock::Time;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::user_agent::Known;
use crate::{
    error::{Fault, Faults, Result},
    messages::Sentence,
    security::Security,
    session::{check::CurrentUser, cookie::Jar, owned::UserSession},
    web::{
        Form, Reply, Text, Visit,
        openapi::{Failure, Success},
        redirect::Target,
    },
};

/// For so long after its last request a session counts as in use. That time is written once a minute.
const ACTIVE_NOW: Duration = Duration::from_secs(2 * 60);

/// The ways in which this person can sign in at this moment: their names, and their sentences.
fn methods(security: &Security, user: &CurrentUser) -> Vec<(&'static str, &'static str)> {
    let with_password = security.settings().http.login_with_password && user.has_password();
    [
        (with_password, ("password", "METHOD_PASSWORD")),
        (security.mails_login_links(), ("link", "METHOD_LINK")),
    ]
    .into_iter()
    .filter_map(|(there, method)| there.then_some(method))
    .collect()
}

/// How one signs in, and in how many places one is signed in.
#[utoipa::path(get, path = "/account", tag = "account",
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 401, body = Failure)))]
pub(super) async fn overview(visit: Visit) -> Result<Reply> {
    let (security, user) = (visit.security(), visit.signed_in().await?);
    let methods = methods(security, &user);
    let names: Vec<&str> = methods.iter().map(|(name, _)| *name).collect();
    let words: Vec<String> = methods.iter().map(|(_, key)| visit.words(key)).collect();
    let sessions = security.user_sessions(&user).await?.len();
    let account = json!({
        "email": user.email.as_str(),
        "confirmed": user.confirmed_at.is_some(),
        "has_password": user.has_password(),
        "methods": words,
        "sessions": sessions,
    });
    Ok(Reply::page("account")
        .with("account", account)
        .json("email", user.email.as_str())
        .json("confirmed", user.confirmed_at.is_some())
        .json("active_password", user.has_password())
        .json("methods", names)
        .json("sessions", sessions)
        .user(security, &user))
}

/// The sessions of the person, for the page and for programs.
async fn view(visit: &Visit, user: &CurrentUser) -> Result<Reply> {
    let sessions = visit.security().user_sessions(user).await?;
    let here = user.session_id();
    let shown: Vec<Value> = sessions
        .iter()
        .map(|session| shown(visit, session, here))
        .collect();
    let told: Vec<Value> = sessions.iter().map(|session| told(session, here)).collect();
    Ok(Reply::page("account_devices")
        .with("devices", shown)
        .json("sessions", told))
}

pub(super) fn shown(visit: &Visit, session: &UserSession, here: Option<Uuid>) -> Value {
    let device = Known::of(session.user_agent.as_deref());
    json!({
        "id": session.id,
        "name": visit.sentence(&device.sentence()),
        "ip": session.ip,
        "seen": visit.sentence(&ago(visit.security().now(), session.last_seen_at)),
        "here": here == Some(session.id),
    })
}

fn told(session: &UserSession, here: Option<Uuid>) -> Value {
    let device = Known::of(session.user_agent.as_deref());
    json!({
        "id": session.id,
        "browser": device.browser,
        "system": device.system,
        "user_agent": session.user_agent,
        "ip": session.ip,
        "authn_via": session.authn_via,
        "created_at": session.created_at,
        "last_seen_at": session.last_seen_at,
        "this_device": here == Some(session.id),
    })
}

/// `Active 3 hours ago`: one unit, rounded down.
fn ago(now: Time, then: Time) -> Sentence {
    let since = now.since(then);
    if since < ACTIVE_NOW {
        return Sentence::of("DEVICE_ACTIVE_NOW");
    }
    let seconds = since.as_secs();
    let unit = [86_400, 3_600, 60]
        .into_iter()
        .find(|unit| seconds >= *unit);
    let whole = seconds - seconds % unit.unwrap_or(1);
    Sentence::of("DEVICE_ACTIVE").with("length", Duration::from_secs(whole))
}

/// Where one is signed in: a row for each session.
#[utoipa::path(get, path = "/account/devices", tag = "account",
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 401, body = Failure)))]
pub(super) async fn devices(visit: Visit) -> Result<Reply> {
    let user = visit.signed_in().await?;
    Ok(view(&visit, &user).await?.user(visit.security(), &user))
}

/// What is to end.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct SignOutForm {
    /// The `id` of a session; `others` for all but the one that asks; `all` for everything that opens the account.
    #[serde(default)]
    #[schema(value_type = String, required = true, min_length = 1, max_length = 36, example = "others")]
    session: Text,
}

/// Ends one session, all others with their tokens, or everything that opens the account. Needs a fresh sign-in.
#[utoipa::path(post, path = "/account/devices", tag = "account", request_body = SignOutForm,
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 400, body = Failure), (status = 401, body = Failure)))]
pub(super) async fn sign_out_devices(visit: Visit, Form(form): Form<SignOutForm>) -> Result<Reply> {
    let (security, user) = (visit.security(), visit.signed_in().await?);
    security.require_fresh(&user).await?;
    let mut faults = Faults::none();
    let session = form.session.read("session", &mut faults);
    match session {
        "all" => return sign_out_everywhere(&visit, &user).await,
        "others" => {
            security.end_other_sessions(&user, visit.client()).await?;
            return Ok(done(security, "OTHERS_SIGNED_OUT"));
        }
        _ => {}
    }
    let id = Uuid::try_parse(session).ok();
    if id.is_some() && id == user.session_id() {
        security.logout(&user, visit.client()).await?;
        let target = security.post_logout(&visit, None);
        return Ok(left(&visit, Fault::form("SIGNED_OUT"), target));
    }
    let ended = match id {
        Some(id) => {
            let client = Some(visit.client());
            security.end_user_session(&user, id, client).await?
        }
        None => false,
    };
    if ended {
        return Ok(done(security, "DEVICE_SIGNED_OUT"));
    }
    if faults.is_empty() {
        faults.push(Fault::form("SESSION_UNKNOWN"));
    }
    Ok(view(&visit, &user).await?.refused(faults))
}

pub(super) async fn sign_out_everywhere(visit: &Visit, user: &CurrentUser) -> Result<Reply> {
    let security = visit.security();
    security.reset_access(user, Some(visit.client())).await?;
    let target = security.page("login").unwrap_or_else(Target::start);
    Ok(left(visit, Fault::form("SIGNED_OUT_EVERYWHERE"), target))
}

/// The answer to somebody who stays.
fn done(security: &Security, key: &'static str) -> Reply {
    let target = security.page("account_devices");
    Reply::done()
        .say(Fault::form(key))
        .go(target.unwrap_or_else(Target::start))
}

/// The answer to somebody who is out with it.
pub(super) fn left(visit: &Visit, said: Fault, target: Target) -> Reply {
    let security = visit.security();
    Reply::done()
        .say(said)
        .go(target)
        .cookie(security.no_cookie(Jar::Session))
        .forget(security)
}
