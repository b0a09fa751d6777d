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

use super::Page;

/// A browser. Each has cookies of its own.
///
/// ```
/// # use portcullis::testing::{App, PASSWORD};
/// # async fn example(app: App) {
/// // As a person walks: to the page, through sign-in, and back.
/// let mut ada = app.browser();
/// assert_eq!(ada.get("/account").await.location(), "/login?next=%2Faccount");
/// let fields = [("email", "ada@example.test"), ("password", PASSWORD), ("next", "/account")];
/// assert!(ada.submit("/login", &fields).await.says("ada@example.test"));
/// assert!(ada.cookie("session").is_some());
/// # }
/// ```
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
    host: String,
    peer: SocketAddr,
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
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(browser: Browser) {
    /// let abroad = browser.at([198, 51, 100, 7]);
    /// # drop(abroad);
    /// # }
    /// ```
    #[must_use]
    pub fn at(mut self, ip: impl Into<IpAddr>) -> Self {
        self.peer.set_ip(ip.into());
        self
    }

    /// The same browser with a header that it sends with every request.
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(browser: Browser) {
    /// let japanese = browser.with_header("accept-language", "ja");
    /// # drop(japanese);
    /// # }
    /// ```
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The value of a cookie whose name ends so, such as `session`.
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(browser: Browser) {
    /// let copy = browser.cookie("session").map(str::to_owned);
    /// # drop(copy);
    /// # }
    /// ```
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies
            .iter()
            .find(|(known, _)| known.ends_with(name))
            .map(|(_, value)| value.as_str())
    }

    /// Puts a cookie into the browser.
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(mut browser: Browser) {
    /// browser.set_cookie("theme", "dark");
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(mut browser: Browser) {
    /// let page = browser.get("/orders?open=1").await;
    /// assert_eq!(page.status, 200);
    /// # }
    /// ```
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    /// Opens a page and goes where it leads, at most ten times.
    ///
    /// # Panics
    /// When it leads on for ever.
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(mut browser: Browser) {
    /// assert!(browser.visit("/orders").await.says("Sign in to see this page."));
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(mut browser: Browser) {
    /// let page = browser.post("/orders", &[("item", "tea"), ("count", "2")]).await;
    /// assert_eq!(page.status, 303);
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(mut browser: Browser) {
    /// assert!(browser.submit("/orders", &[("item", "tea")]).await.says("Thank you"));
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(mut browser: Browser) {
    /// let order = serde_json::json!({ "item": "tea" });
    /// let page = browser.post_json("/orders", &order).await;
    /// assert_eq!(page.json()["number"], 7);
    /// # }
    /// ```
    pub async fn post_json(&mut self, path: &str, body: &Value) -> Page {
        self.post_raw(path, "application/json", body.to_string().into_bytes())
            .await
    }

    /// Opens a path as a program does.
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(mut browser: Browser) {
    /// assert_eq!(browser.get_json("/orders").await.status, 401);
    /// # }
    /// ```
    pub async fn get_json(&mut self, path: &str) -> Page {
        let accept = ("accept".to_owned(), "application/json".to_owned());
        self.headers.push(accept);
        let page = self.get(path).await;
        self.headers.pop();
        page
    }

    /// Sends a body of any kind.
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(mut browser: Browser) {
    /// browser.post_raw("/upload", "text/csv", b"item;tea".to_vec()).await;
    /// # }
    /// ```
    pub async fn post_raw(&mut self, path: &str, content_type: &str, body: Vec<u8>) -> Page {
        self.send(Method::POST, path, Some(content_type), Body::from(body))
            .await
    }

    /// Sends a request with any method.
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(mut browser: Browser) {
    /// let page = browser.request(axum::http::Method::DELETE, "/orders/7").await;
    /// assert_eq!(page.status, 200);
    /// # }
    /// ```
    pub async fn request(&mut self, method: Method, path: &str) -> Page {
        self.send(method, path, None, Body::empty()).await
    }

    /// Fills in the sign-up form.
    ///
    /// ```
    /// # use portcullis::testing::{Browser, PASSWORD};
    /// # async fn example(mut browser: Browser) {
    /// assert_eq!(browser.sign_up("ada@example.test", PASSWORD).await.status, 303);
    /// # }
    /// ```
    pub async fn sign_up(&mut self, email: &str, password: &str) -> Page {
        self.post("/register", &[("email", email), ("password", password)])
            .await
    }

    /// Fills in the sign-in form.
    ///
    /// ```
    /// # use portcullis::testing::{Browser, PASSWORD};
    /// # async fn example(mut browser: Browser) {
    /// assert_eq!(browser.sign_in("ada@example.test", PASSWORD).await.status, 303);
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::testing::{Browser};
    /// # async fn example(mut browser: Browser) {
    /// let request = axum::http::Request::get("/").header("host", "evil.example");
    /// let page = browser.exchange(request.body(axum::body::Body::empty()).unwrap()).await;
    /// assert_eq!(page.status, 400);
    /// # }
    /// ```
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
