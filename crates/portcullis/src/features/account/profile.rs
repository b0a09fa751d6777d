//! `/account/profile`: the app's own fields, and the language.

use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::{
    error::{Error, Fault, Faults, Result},
    messages::Locale,
    security::Security,
    session::check::CurrentUser,
    web::{
        Form, Reply, Text, Visit,
        form::ProfileFields,
        openapi::{Failure, Success},
        redirect::Target,
    },
};

/// What people say of themselves.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(super) struct ProfileForm {
    /// The language of pages and mails, one of those in `locales`. Left out: it stays.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 35, example = "en")]
    locale: Text,
    /// The app's declared profile fields. What is left out becomes empty.
    #[serde(flatten)]
    #[schema(ignore)]
    profile: ProfileFields,
}

pub(super) fn view(visit: &Visit, typed: &ProfileFields) -> Reply {
    let security = visit.security();
    let (fields, shown) = (security.0.schema.fields, visit.locale());
    let offered = security.messages().offered();
    let languages: Vec<Value> = offered
        .map(|(locale, name)| {
            json!({ "tag": locale.to_string(), "name": name, "chosen": *locale == shown })
        })
        .collect();
    let mut reply = Reply::page("account_profile")
        .field("locale", shown.to_string())
        .with("profile_fields", fields)
        .with("languages", languages);
    for field in fields {
        reply = reply.field(field.name, typed.shown(field.name));
    }
    reply
}

fn told(reply: Reply, security: &Security, user: &CurrentUser) -> Reply {
    let offered = security.messages().offered();
    let locales: Vec<String> = offered.map(|(locale, _)| locale.to_string()).collect();
    let locale = user.locale.as_ref().map(ToString::to_string);
    reply
        .json("profile", user.profile.clone())
        .json("locale", locale)
        .json("locales", locales)
        .user(security, user)
}

/// The app's own fields of the person, and the language.
#[utoipa::path(get, path = "/account/profile", operation_id = "profile", tag = "account",
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 401, body = Failure)))]
pub(super) async fn page(visit: Visit) -> Result<Reply> {
    let user = visit.signed_in().await?;
    let reply = view(&visit, &ProfileFields(user.profile.clone()));
    Ok(told(reply, visit.security(), &user))
}

/// Replaces them.
#[utoipa::path(post, path = "/account/profile", operation_id = "change_profile", tag = "account", request_body = ProfileForm,
    security(("session" = []), ("token" = []), ("bearer" = [])),
    responses((status = 200, body = Success), (status = 400, body = Failure), (status = 401, body = Failure)))]
pub(super) async fn change(visit: Visit, Form(form): Form<ProfileForm>) -> Result<Reply> {
    let (security, user) = (visit.security(), visit.signed_in().await?);
    let mut faults = Faults::none();
    let locale = language(security, &form.locale, &mut faults);
    let changed = if faults.is_empty() {
        let client = Some(visit.client());
        let changed = security.change_profile(&user, &form.profile.0, locale.as_ref(), client);
        changed.await
    } else {
        Err(Error::Refused(faults))
    };
    match changed {
        Ok(()) => {
            let target = security.page("account_profile");
            Ok(Reply::done()
                .say(Fault::form("PROFILE_SAVED"))
                .go(target.unwrap_or_else(Target::start)))
        }
        Err(Error::Refused(faults)) => Ok(view(&visit, &form.profile).refused(faults)),
        Err(error) => Err(error),
    }
}

/// The chosen language; none when nothing was chosen.
fn language(security: &Security, typed: &Text, faults: &mut Faults) -> Option<Locale> {
    let tag = typed.read("locale", faults);
    if tag.is_empty() {
        return None;
    }
    let chosen = security.messages().offered_as(tag);
    if chosen.is_none() {
        faults.push(Fault::of("locale", "INVALID_INPUT"));
    }
    chosen.cloned()
}
