//! `/dev/mail`: the list, one mail with its link, its HTML in a frame without rights, and all of it as JSON.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use portcullis_kit::mail::{Message, Received};
use serde_json::{Value, json};

use super::{DevMailbox, PATH};
use crate::{
    error::{Error, Result},
    security::Security,
    web::{Reply, Visit, headers::harden, link::LinkToken},
};

pub(super) const NOT_FOUND: Error = Error::Request {
    status: 404,
    key: "NOT_FOUND",
};

fn mailbox(security: &Security) -> Result<&DevMailbox> {
    security.feature::<DevMailbox>().ok_or(NOT_FOUND)
}

/// The first link of ours in a mail: what a person would click.
fn link(received: &Received) -> Option<&str> {
    let text = received.message.text.as_deref()?;
    text.split_whitespace()
        .find(|word| word.starts_with("http://") || word.starts_with("https://"))
}

fn row(received: &Received) -> Value {
    json!({
        "number": received.number,
        "from": received.message.from.to_string(),
        "to": received.message.to,
        "subject": received.message.subject,
        "received": received.at.to_string(),
        "link": link(received),
    })
}

pub(super) async fn list(visit: Visit) -> Result<Reply> {
    let mut messages = mailbox(visit.security())?.memory().messages();
    messages.reverse();
    Ok(Reply::page("dev_mail").with("messages", messages.iter().map(row).collect::<Vec<_>>()))
}

/// All mails, or those `?to=` an address, the newest first.
pub(super) async fn json(visit: Visit) -> Result<Response> {
    let memory = mailbox(visit.security())?.memory();
    let mut messages = match visit.query("to") {
        Some(address) => memory.to(address),
        None => memory.messages(),
    };
    messages.reverse();
    let whole = |received: &Received| {
        let mut row = row(received);
        row["text"] = json!(received.message.text);
        row["html"] = json!(received.message.html);
        row
    };
    let all = json!({ "messages": messages.iter().map(whole).collect::<Vec<_>>() });
    let mut response = axum::Json(all).into_response();
    harden(visit.security(), response.headers_mut(), true);
    Ok(response)
}

/// A mail by the number in its path; what is no number is no mail.
fn find(security: &Security, number: &LinkToken) -> Result<Received> {
    let number = number.0.parse().map_err(|_| NOT_FOUND)?;
    mailbox(security)?.memory().find(number).ok_or(NOT_FOUND)
}

pub(super) async fn show(visit: Visit, number: LinkToken) -> Result<Reply> {
    let security = visit.security();
    let received = find(security, &number)?;
    let mut message = row(&received);
    message["text"] = json!(received.message.text);
    message["source"] = json!(source(&received.message)?);
    let frame = received
        .message
        .html
        .as_ref()
        .map(|_| format!("{}/html", visit.path()));
    message["html_url"] = json!(frame);
    Ok(Reply::page("dev_mail_message")
        .with("message", message)
        .with("back", PATH)
        .token_in_url())
}

/// A mail's HTML as it came, in a frame that may run nothing and lead nowhere by itself.
pub(super) async fn html(visit: Visit, number: LinkToken) -> Result<Response> {
    let html = find(visit.security(), &number)?
        .message
        .html
        .ok_or(NOT_FOUND)?;
    Ok(frame(visit.security(), html))
}

/// A mail as it goes over the wire.
pub(super) fn source(message: &Message) -> Result<String> {
    let source = message.source();
    let source = source.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(String::from_utf8_lossy(&source).into_owned())
}

pub(super) fn frame(security: &Security, html: String) -> Response {
    let policy = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    let mut response = (headers, html).into_response();
    harden(security, response.headers_mut(), true);
    response
}
