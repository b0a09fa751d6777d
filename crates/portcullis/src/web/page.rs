//! Pages: what every template of ours can count on, and the rendering.

use std::{collections::BTreeMap, sync::Arc};

use minijinja::{
    Value,
    value::{Enumerator, Object, Serde},
};
use serde::Serialize;
use serde_json::{Map, json};

use super::{assets, redirect::with_query, reply::Reply, visit::Visit};
use crate::{
    error::{Error, Faults, Result},
    messages::Locale,
    templates::Speaker,
};

/// The paths of pages by their short names, of our features and of the app's own.
#[derive(Debug)]
struct Urls(BTreeMap<&'static str, String>);

impl Object for Urls {
    /// A page whose feature is off is none and not undefined, so that a template may ask for any.
    fn get_value(self: &Arc<Self>, name: &Value) -> Option<Value> {
        let path = name.as_str().and_then(|name| self.0.get(name));
        Some(path.cloned().into())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.keys().map(|name| Value::from(*name)).collect())
    }
}

/// Anything that can be written as JSON, for a template.
pub(super) fn of(value: impl Serialize) -> Value {
    Value::from(Serde(value))
}

/// Renders the page of a reply.
pub(super) async fn render(reply: &Reply, visit: &Visit) -> Result<String> {
    let page = reply
        .page
        .as_ref()
        .ok_or_else(|| Error::Internal("a reply without a page".into()))?;
    let mut context: BTreeMap<&str, Value> = common(reply, visit).await?;
    context.extend(page.context.iter().cloned());
    let form = json!({
        "action": visit.path(),
        "values": values(&page.fields),
        "errors": field_errors(&page.fields, &reply.faults, visit),
        "form_errors": form_errors(&page.fields, &reply.faults, visit),
    });
    context.insert("form", of(form));
    let name = format!("security/{}.html", page.template);
    visit
        .security()
        .0
        .templates
        .render(&name, Value::from_pairs(context))
}

async fn common(reply: &Reply, visit: &Visit) -> Result<BTreeMap<&'static str, Value>> {
    let security = visit.security();
    // A page about a broken database does not ask the database who is looking.
    let user = if reply.is_our_fault() {
        None
    } else {
        visit.user().await.unwrap_or_default()
    };
    let urls = Urls(security.0.urls.clone());
    let passwords = &security.settings().passwords;
    let mut common = BTreeMap::from([
        ("stylesheet", Value::from(assets::stylesheet(security))),
        ("script", Value::from(assets::script(security))),
        ("path", Value::from(visit.path())),
        ("urls", Value::from_object(urls)),
        ("signed_in", Value::from(user.is_some())),
        (
            "user",
            of(user.map(|user| json!({ "email": user.email.as_str() }))),
        ),
        ("flashes", of(flashes(reply, visit))),
        ("next", Value::from(next(reply, visit))),
        (
            "password",
            of(
                json!({ "min": passwords.password_length_min, "max": passwords.password_length_max }),
            ),
        ),
    ]);
    let app_name = &security.settings().http.app_name;
    common.insert("languages", of(languages(visit)));
    common.insert("here", Value::from(here(reply, visit)));
    let theme = &security.settings().theme;
    for (name, value) in [
        ("logo", &theme.theme_logo),
        ("help_url", &theme.help_url),
        ("privacy_url", &theme.privacy_url),
        ("terms_url", &theme.terms_url),
    ] {
        common.insert(name, Value::from(value.as_str()));
    }
    common.extend(Speaker::new(&security.0.messages, &visit.locale(), app_name).context());
    Ok(common)
}

/// Where the choice of a language leads back to: this page, with no more of its query than where its form goes on.
fn here(reply: &Reply, visit: &Visit) -> String {
    let page = match visit.is_safe() {
        true => visit.path().to_owned(),
        false => visit.here(),
    };
    match (visit.security().check_next(&page), next(reply, visit)) {
        (Some(page), next) if !next.is_empty() && visit.is_safe() => {
            with_query(&page, &[("next", next)]).as_str().to_owned()
        }
        (Some(page), _) => page.as_str().to_owned(),
        (None, _) => String::new(),
    }
}

/// What the foot of the page offers; nothing where there is no choice.
fn languages(visit: &Visit) -> Vec<serde_json::Value> {
    let offered: Vec<_> = visit.security().messages().offered().collect();
    if offered.len() < 2 {
        return Vec::new();
    }
    let entry = |(locale, name): (&Locale, String)| json!({ "tag": locale.to_string(), "dir": locale.direction(), "name": name });
    offered.into_iter().map(entry).collect()
}

/// What the form carries on. One that leads elsewhere is dropped, or the form could never be sent.
fn next(reply: &Reply, visit: &Visit) -> String {
    let next = match reply.next.as_str() {
        "" => visit.query("next").unwrap_or_default(),
        next => next,
    };
    let allowed = visit.security().check_next(next);
    allowed.map_or_else(String::new, |target| target.as_str().to_owned())
}

fn flashes(reply: &Reply, visit: &Visit) -> Vec<serde_json::Value> {
    let waiting = visit.flashes().iter().filter_map(|flash| flash.say(visit));
    let own = reply.message.iter().map(|message| visit.say(message));
    waiting
        .chain(own)
        .map(|(category, text)| json!({ "category": category, "text": text }))
        .collect()
}

fn values(fields: &[(&'static str, String)]) -> Map<String, serde_json::Value> {
    fields
        .iter()
        .map(|(name, typed)| ((*name).to_owned(), typed.as_str().into()))
        .collect()
}

fn field_errors(
    fields: &[(&'static str, String)],
    faults: &Faults,
    visit: &Visit,
) -> Map<String, serde_json::Value> {
    let texts = |name: &str| -> Vec<String> {
        let of_field = faults.0.iter().filter(|fault| fault.field == name);
        of_field.map(|fault| visit.say(fault).1).collect()
    };
    fields
        .iter()
        .map(|(name, _)| ((*name).to_owned(), texts(name).into()))
        .collect()
}

/// What belongs to no field that the page shows.
fn form_errors(fields: &[(&'static str, String)], faults: &Faults, visit: &Visit) -> Vec<String> {
    let shown = |field: &str| fields.iter().any(|(name, _)| *name == field);
    let of_form = faults.0.iter().filter(|fault| !shown(fault.field));
    of_form.map(|fault| visit.say(fault).1).collect()
}
