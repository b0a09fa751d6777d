//! The galleries: `/dev/pages` has every page in every state, `/dev/mail/templates` every mail, each in every language and in
//! one that is made up to be longer than all of them. What they show is made by the functions that make the real thing.

use axum::{
    extract::{Path, Request, State},
    response::{IntoResponse, Response},
};
use portcullis_kit::mail::Message;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{
    MAILS, PAGES,
    routes::{self, NOT_FOUND},
};
use crate::{
    error::Result,
    messages::Locale,
    security::{Security, sample::Sample},
    web::{Reply, Visit, link::LinkToken, sample},
};

/// The language that `?lang=` asks for, else that of the visit.
fn language(visit: &Visit) -> Locale {
    let asked = visit.query("lang");
    let staged = asked.and_then(|tag| visit.security().messages().staged_as(tag));
    staged.unwrap_or_else(|| visit.locale())
}

fn samples(security: &Security) -> Vec<Sample> {
    let of_features = security.features().flat_map(|feature| feature.samples());
    sample::shared().into_iter().chain(of_features).collect()
}

/// A page of links: groups of what there is, in the chosen language, and the languages to choose from.
fn overview(visit: &Visit, title: &str, groups: Vec<Value>) -> Reply {
    let lang = language(visit).to_string();
    let staged = visit.security().messages().staged();
    let tags: Vec<String> = staged.iter().map(ToString::to_string).collect();
    Reply::page("dev_gallery")
        .with("title", title)
        .with("chosen", lang)
        .with("tags", &tags)
        .with("groups", &groups)
        .json("languages", tags)
        .json("groups", groups)
        .bare()
}

/// Names with the paths of their states.
fn group(groups: &mut Vec<Value>, name: &str, label: &str, path: String) {
    let link = json!({ "label": label, "path": path });
    if let Some(last) = groups.last_mut()
        && last["name"] == name
        && let Some(links) = last["links"].as_array_mut()
    {
        links.push(link);
        return;
    }
    groups.push(json!({ "name": name, "links": [link] }));
}

pub(super) async fn pages(visit: Visit) -> Reply {
    let mut groups = Vec::new();
    for Sample { page, state, .. } in samples(visit.security()) {
        let path = format!("{}/{page}/{state}", visit.path());
        group(&mut groups, page, state, path);
    }
    overview(&visit, "Every page in every state", groups)
}

pub(super) async fn page(
    State(security): State<Security>,
    visit: Visit,
    Path((page, state)): Path<(String, String)>,
    request: Request,
) -> Response {
    let mut samples = samples(&security).into_iter();
    let Some(sample) = samples.find(|sample| sample.page == page && sample.state == state) else {
        return NOT_FOUND.into_response();
    };
    visit.stage(language(&visit));
    match sample.handler.with_state(security).oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

pub(super) async fn mails(visit: Visit) -> Reply {
    let mut groups = Vec::new();
    for sample in visit.security().sample_mails() {
        let path = format!("{}/{}", visit.path(), sample.name);
        group(&mut groups, sample.name, "mail", path.clone());
        group(&mut groups, sample.name, "html", format!("{path}/html"));
    }
    overview(&visit, "Every mail", groups)
}

fn written(visit: &Visit, name: &LinkToken) -> Result<Message> {
    let security = visit.security();
    let mut samples = security.sample_mails().into_iter();
    let sample = samples.find(|sample| sample.name == name.0);
    security.preview_mail(&sample.ok_or(NOT_FOUND)?, &language(visit))
}

pub(super) async fn mail(visit: Visit, name: LinkToken) -> Result<Reply> {
    let message = written(&visit, &name)?;
    let lang = language(&visit);
    let frame = format!("{}/html?lang={lang}", visit.path());
    let shown = json!({
        "from": message.from.to_string(),
        "to": message.to,
        "subject": message.subject,
        "received": message.date.to_string(),
        "link": null,
        "text": message.text,
        "html_url": message.html.as_ref().map(|_| frame),
        "source": routes::source(&message)?,
    });
    Ok(Reply::page("dev_mail_message")
        .with("message", shown)
        .with("back", format!("{MAILS}?lang={lang}")))
}

pub(super) async fn html(visit: Visit, name: LinkToken) -> Result<Response> {
    let html = written(&visit, &name)?.html.ok_or(NOT_FOUND)?;
    Ok(routes::frame(visit.security(), html))
}

/// The pages of this feature.
pub(super) fn own() -> Vec<Sample> {
    let message = || {
        json!({
            "number": 1,
            "from": "no-reply@localhost",
            "to": crate::security::sample::LONG,
            "subject": "Welcome to the house of the long subjects, which nobody ever reads to their end",
            "received": "2026-01-01T00:00:00Z",
            "link": "http://localhost:3000/confirm/Q2hhcmxlcy1CYWJiYWdlLUFkYS1Mb3ZlbGFjZS0xODQz",
            "text": "Words.",
            "source": "Subject: Welcome",
            "html_url": null,
        })
    };
    vec![
        sample::page("dev_mail", "empty", |_| {
            Reply::page("dev_mail").with("messages", Vec::<Value>::new())
        }),
        sample::page("dev_mail", "two", move |_| {
            Reply::page("dev_mail").with("messages", vec![message(), message()])
        }),
        sample::page("dev_mail_message", "one", move |_| {
            Reply::page("dev_mail_message")
                .with("message", message())
                .with("back", super::PATH)
        }),
        sample::page("dev_gallery", "pages", |visit| {
            let mut groups = Vec::new();
            group(
                &mut groups,
                "login_user",
                "empty",
                format!("{PAGES}/login_user/empty"),
            );
            overview(visit, "Every page in every state", groups)
        }),
    ]
}
