//! Whole requests to an app with every feature: what its own parsers make of a cookie, a header, a body, a `next`.

use std::sync::{Mutex, OnceLock, PoisonError};

use axum::{
    body::Body,
    http::{HeaderValue, Method, Request, header},
};
use portcullis::testing::{App, Page, every_feature};
use tokio::runtime::Runtime;
use url::Url;

/// An app that lives as long as the process: it is made once, not for each input.
struct Front {
    runtime: Runtime,
    app: App,
}

impl Front {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let app = runtime.block_on(App::on_sqlite(every_feature));
        Self { runtime, app }
    }

    fn answer(&self, request: Request<Body>) -> Page {
        self.runtime.block_on(self.app.browser().exchange(request))
    }
}

/// Sends a request; whatever it is, the answer is no failure of ours.
fn answer(request: Request<Body>) -> Page {
    static FRONT: OnceLock<Mutex<Front>> = OnceLock::new();
    let front = FRONT.get_or_init(|| Mutex::new(Front::new()));
    let front = front.lock().unwrap_or_else(PoisonError::into_inner);
    let page = front.answer(request);
    assert!(page.status < 500, "{} {}", page.status, page.body);
    page
}

fn post(path: &str, content_type: HeaderValue, body: impl Into<Body>) -> Request<Body> {
    Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::HOST, "localhost:3000")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, content_type)
        .body(body.into())
        .expect("a request")
}

/// Wherever `next` points, the browser stays here.
pub(crate) fn next(data: &[u8]) {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("next", &String::from_utf8_lossy(data));
    let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
    let page = answer(post("/logout", form_type, form.finish()));
    stays_here(page.location());
}

fn stays_here(location: &str) {
    let own = Url::parse("http://localhost:3000/logout").expect("a URL");
    let led = own.join(location).expect("a place that can be read");
    assert_eq!(led.origin(), own.origin(), "{location:?}");
}

/// A cookie header of any bytes makes nobody somebody.
pub(crate) fn cookie(data: &[u8]) {
    header_of(header::COOKIE.as_str(), data);
}

/// The first byte chooses the header.
pub(crate) fn headers(data: &[u8]) {
    const NAMES: [&str; 12] = [
        "authorization",
        "authentication-token",
        "x-forwarded-for",
        "forwarded",
        "accept",
        "accept-language",
        "content-type",
        "origin",
        "referer",
        "host",
        "user-agent",
        "sec-fetch-site",
    ];
    if let [first, value @ ..] = data {
        header_of(NAMES[usize::from(*first) % NAMES.len()], value);
    }
}

fn header_of(name: &str, value: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(value) else {
        return;
    };
    let request = Request::builder()
        .uri("/verify")
        .header(header::HOST, "localhost:3000")
        .header(name, value)
        .body(Body::empty())
        .expect("a request");
    assert_ne!(answer(request).status, 200);
}

/// The first byte chooses the form, the second its type, the rest is the body.
pub(crate) fn body(data: &[u8]) {
    const PATHS: [&str; 6] = [
        "/login",
        "/register",
        "/reset",
        "/confirm",
        "/logout",
        "/login/link",
    ];
    const TYPES: [&str; 4] = [
        "application/x-www-form-urlencoded",
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
    ];
    if let [path, kind, body @ ..] = data {
        let path = PATHS[usize::from(*path) % PATHS.len()];
        let kind = TYPES[usize::from(*kind) % TYPES.len()];
        answer(post(path, HeaderValue::from_static(kind), body.to_vec()));
    }
}

#[cfg(test)]
mod tests {
    use super::stays_here;

    #[test]
    #[should_panic(expected = "evil.test")]
    fn a_place_elsewhere_would_be_found() {
        stays_here("/\\evil.test");
    }
}
