//! From a reply to a response: here alone is decided whether it becomes a page or JSON, which status it has, where a
//! redirect goes, and whether a message stands on the page or waits for the next one.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use portcullis_kit::token::Token;
use serde_json::{Map, Value, json};

use super::{
    accept::Wants,
    flash::Flash,
    headers, page,
    redirect::{Target, with_query},
    reply::{File, Reply, Spa},
    visit::Visit,
};
use crate::{
    error::{Fault, Faults},
    session::cookie::Jar,
};

impl Reply {
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
            let mut body = errors(visit, &self.faults);
            body.extend(self.json.clone());
            body
        };
        let envelope = json!({ "meta": { "code": code }, "response": body });
        let response = (status(code), axum::Json(envelope)).into_response();
        self.finish(visit, response, &[])
    }

    async fn render_page(self, visit: &Visit) -> Response {
        if self.faults.is_empty() || self.diverted {
            if let Some(Spa { view, mut params }) = self.spa.clone() {
                if let Some(message) = &self.message {
                    let (category, text) = visit.say(message);
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
        if let Some(file) = self.file.clone() {
            return self.render_file(visit, &file);
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

    fn render_file(self, visit: &Visit, file: &File) -> Response {
        let content = format!("{:#}\n", file.content);
        let disposition = format!("attachment; filename=\"{}\"", file.name);
        let kept = [
            (header::CONTENT_TYPE, "application/json".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ];
        self.finish(visit, (kept, content).into_response(), &[])
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
            cookies.push(security.cookie(Jar::Flash, security.write_flashes(flashes)));
        } else if !visit.flashes().is_empty() && visit.wants() == Wants::Page {
            cookies.push(security.no_cookie(Jar::Flash));
        }
        let headers = response.headers_mut();
        for cookie in cookies {
            if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
                headers.append(header::SET_COOKIE, value);
            }
        }
        headers.append(
            header::VARY,
            HeaderValue::from_static("Cookie, Accept, Accept-Language"),
        );
        for (name, value) in self.headers {
            headers.append(name, value);
        }
        response
    }
}

/// The envelope's `errors` and `field_errors`, and beside each text its stable code.
fn errors(visit: &Visit, faults: &Faults) -> Map<String, Value> {
    let (mut texts, mut codes) = (Vec::new(), Vec::new());
    let (mut field_texts, mut field_codes) = (Map::new(), Map::new());
    for fault in &faults.0 {
        let (_, text) = visit.say(fault);
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
pub(super) fn plain_errors(visit: &Visit, fault: &Fault) -> Map<String, Value> {
    let (_, text) = visit.say(fault);
    let mut body = Map::new();
    body.insert("errors".into(), json!([text]));
    body.insert("error_codes".into(), json!([fault.key]));
    body
}

pub(super) fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
