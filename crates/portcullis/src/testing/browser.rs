//! A browser without a screen: keeps cookies, sends forms and JSON, goes where it is sent when it is told to.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, header},
};
use cookie::Cookie;
use serde_json::Value;
use tower::ServiceExt;

/// A browser. Each has cookies of its own.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
    host: String,
    peer: SocketAddr,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Page {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
}

impl Page {
    /// Where a redirect leads; empty when it is none.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A header; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// `response` of the JSON envelope.
    pub fn response(&self) -> Value {
        self.json()["response"].clone()
    }

    /// The stable codes of what is wrong, in the order of the fields.
    pub fn error_codes(&self) -> Vec<String> {
        serde_json::from_value(self.response()["error_codes"].clone()).unwrap_or_default()
    }

    /// The page's words without its markup.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (n, part) in self.body.split('<').enumerate() {
            let words = if n == 0 {
                part
            } else {
                part.split_once('>').map_or("", |(_, words)| words)
            };
            text.push_str(words);
            text.push(' ');
        }
        let text = text
            .replace("&#x2f;", "/")
            .replace("&#39;", "'")
            .replace("&#x27;", "'")
            .replace("&quot;", "\"");
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Whether these words are on the page.
    pub fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }
}

impl Browser {
    pub(crate) fn new(router: Router, host: String) -> Self {
        let peer = SocketAddr::from(([203, 0, 113, 7], 40000));
        Self {
            router,
            cookies: BTreeMap::new(),
            headers: Vec::new(),
            host,
            peer,
        }
    }

    /// The same browser at another address.
    #[must_use]
    pub fn at(mut self, ip: impl Into<IpAddr>) -> Self {
        self.peer.set_ip(ip.into());
        self
    }

    /// The same browser with a header that it sends with every request.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The value of a cookie whose name ends so, such as `session`.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies
            .iter()
            .find(|(known, _)| known.ends_with(name))
            .map(|(_, value)| value.as_str())
    }

    /// Puts a cookie into the browser.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// What it sends as `Cookie`.
    pub(super) fn cookies(&self) -> String {
        let cookies = self.cookies.iter();
        let pairs: Vec<String> = cookies
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    pub(super) fn keep(&mut self, cookie: &Cookie<'_>) {
        self.set_cookie(cookie.name(), cookie.value());
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    /// Opens a page and goes where it leads, at most ten times.
    ///
    /// # Panics
    /// When it leads on for ever.
    pub async fn visit(&mut self, path: &str) -> Page {
        let mut page = self.get(path).await;
        for _ in 0..10 {
            if page.location().is_empty() {
                return page;
            }
            let next = page.location().to_owned();
            page = self.get(&next).await;
        }
        panic!("{path} leads on for ever")
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.post_raw(path, "application/x-www-form-urlencoded", body.into_bytes())
            .await
    }

    /// Sends a form and opens the page it leads to.
    ///
    /// # Panics
    /// When it leads on for ever.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        let next = page.location().to_owned();
        if next.is_empty() {
            page
        } else {
            self.visit(&next).await
        }
    }

    /// Sends JSON.
    pub async fn post_json(&mut self, path: &str, body: &Value) -> Page {
        self.post_raw(path, "application/json", body.to_string().into_bytes())
            .await
    }

    /// Opens a path as a program does.
    pub async fn get_json(&mut self, path: &str) -> Page {
        let accept = ("accept".to_owned(), "application/json".to_owned());
        self.headers.push(accept);
        let page = self.get(path).await;
        self.headers.pop();
        page
    }

    /// Sends a body of any kind.
    pub async fn post_raw(&mut self, path: &str, content_type: &str, body: Vec<u8>) -> Page {
        self.send(Method::POST, path, Some(content_type), Body::from(body))
            .await
    }

    /// Sends a request with any method.
    pub async fn request(&mut self, method: Method, path: &str) -> Page {
        self.send(method, path, None, Body::empty()).await
    }

    /// Fills in the sign-up form.
    pub async fn sign_up(&mut self, email: &str, password: &str) -> Page {
        self.post("/register", &[("email", email), ("password", password)])
            .await
    }

    /// Fills in the sign-in form.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Page {
        self.post("/login", &[("email", email), ("password", password)])
            .await
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        content_type: Option<&str>,
        body: Body,
    ) -> Page {
        let mut request = Request::builder().method(method).uri(path);
        if !self
            .headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("host"))
        {
            request = request.header(header::HOST, &self.host);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        if !self.cookies.is_empty() {
            request = request.header(header::COOKIE, self.cookies());
        }
        self.exchange(request.body(body).expect("a request")).await
    }

    /// Sends a request just as it is, without the browser's headers and cookies, and keeps the cookies of the answer.
    ///
    /// # Panics
    /// When the answer's body can't be read.
    pub async fn exchange(&mut self, mut request: Request<Body>) -> Page {
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        Page {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        let values = headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        for cookie in values.filter_map(|value| Cookie::parse(value).ok()) {
            if cookie.max_age().is_some_and(|age| age.is_zero()) {
                self.cookies.remove(cookie.name());
            } else {
                self.cookies
                    .insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
    }
}
