//! `/account/activity`: what happened in the account, out of the audit log, and the way out for whoever knows nothing of it.

use std::{cmp::Reverse, time::Duration};

use portcullis_kit::clock::Time;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    routes::{left, sign_out_everywhere},
    user_agent::Known,
};
use crate::{
    audit::{Entry, Kind},
    error::{Fault, Result},
    messages::{Locale, Param},
    security::Security,
    web::{
        Form, Reply, Visit,
        openapi::{Failure, Success},
        redirect::Target,
    },
};

/// How far back people look.
const SHOWN_WITHIN: Duration = Duration::from_secs(90 * 86_400);

/// How many events are on a page, which weighs 12 KB at most in any language.
const PER_PAGE: u32 = 30;

/// What happened in the last 90 days, the newest first.
#[utoipa::path(get, path = "/account/activity", tag = "account",
    security(("session" = []), ("token" = []), ("bearer" = [])),
    params(("before" = Option<String>, Query, description = "`older` of the page before: what happened before that")),
    responses((status = 200, body = Success), (status = 401, body = Failure)))]
pub(super) async fn activity(visit: Visit) -> Result<Reply> {
    let (security, user) = (visit.security(), visit.signed_in().await?);
    // What is no id is none that anybody was given: the first page.
    let before = visit
        .query("before")
        .and_then(|id| Uuid::try_parse(id).ok());
    let since = security.now() - SHOWN_WITHIN;
    let mut events = security
        .user_activity(&user, since, before, PER_PAGE + 1)
        .await?;
    let more = events.len() > PER_PAGE as usize;
    events.truncate(PER_PAGE as usize);
    let older = events.last().filter(|_| more).map(|event| event.id);
    // Ids tell milliseconds apart, and no more.
    events.sort_by_key(|event| Reverse((event.at, event.number)));
    let shown: Vec<Value> = events.iter().map(|event| shown(&visit, event)).collect();
    let told: Vec<Value> = events.iter().map(told).collect();
    Ok(Reply::page("account_activity")
        .with("events", shown)
        .with("older", older)
        .json("events", told)
        .json("older", older.map(|id| id.to_string()))
        .user(security, &user))
}

pub(super) fn device(event: &Entry) -> Option<Known> {
    let user_agent = event.person.as_ref()?.user_agent.as_deref()?;
    Some(Known::of(Some(user_agent)))
}

pub(super) fn ip(event: &Entry) -> Option<&str> {
    event.person.as_ref()?.ip.as_deref()
}

/// The key of the sentence for a kind of event. Another version may know more kinds.
fn key(kind: &str) -> String {
    match kind.parse::<Kind>() {
        Ok(kind) => format!("ACTIVITY_{}", kind.as_str().to_ascii_uppercase()),
        Err(_) => "ACTIVITY_OTHER".to_owned(),
    }
}

/// How a sign-in was proven, where the event says so.
fn via(event: &Entry) -> Option<String> {
    let detail: Value = serde_json::from_str(&event.detail).ok()?;
    detail["via"].as_str().map(str::to_owned)
}

/// What happened, in words.
pub(super) fn words(security: &Security, locale: &Locale, event: &Entry) -> String {
    let via = Param::from(via(event).unwrap_or_default());
    security
        .messages()
        .text(locale, &key(&event.kind), &[("via", via)])
}

fn shown(visit: &Visit, event: &Entry) -> Value {
    let (messages, locale) = (visit.security().messages(), visit.locale());
    let at: Time = event.at;
    let when = messages.text(&locale, "ACTIVITY_WHEN", &[("when", Param::from(at))]);
    let device = device(event).map(|known| visit.sentence(&known.sentence()));
    let by_staff = ["operator", "app"].contains(&event.actor.as_str());
    let parts: Vec<String> = [Some(when), device].into_iter().flatten().collect();
    json!({
        "what": words(visit.security(), &locale, event),
        "where": parts.join(" · "),
        "ip": ip(event),
        "by_staff": by_staff,
    })
}

fn told(event: &Entry) -> Value {
    let device = device(event);
    json!({
        "id": event.id,
        "at": event.at,
        "kind": event.kind,
        "result": event.result,
        "actor": event.actor,
        "via": via(event),
        "browser": device.and_then(|known| known.browser),
        "system": device.and_then(|known| known.system),
        "user_agent": event.person.as_ref().and_then(|person| person.user_agent.as_deref()),
        "ip": ip(event),
    })
}

/// The button takes nothing; a body that is no form is refused as everywhere.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct DisavowForm {}

/// "This was not me": ends everything that opens the account. Where passwords can be reset, the password goes as well and a
/// link for a new one is mailed. Needs a fresh sign-in.
#[utoipa::path(post, path = "/account/activity", tag = "account", request_body = DisavowForm,
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 401, body = Failure)))]
pub(super) async fn not_me(visit: Visit, Form(DisavowForm {}): Form<DisavowForm>) -> Result<Reply> {
    let (security, user) = (visit.security(), visit.signed_in().await?);
    security.require_fresh(&user).await?;
    if !security.disavow_activity(&user, visit.client()).await? {
        return sign_out_everywhere(&visit, &user).await;
    }
    let said = Fault::form("NOT_ME_DONE").with("email", &user.email);
    let target = security.page("login").unwrap_or_else(Target::start);
    Ok(left(&visit, said, target))
}
