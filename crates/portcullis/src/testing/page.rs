//! What a browser of a test was answered.

use axum::http::HeaderMap;
use serde_json::Value;

/// An answer.
///
/// ```
/// # use portcullis::testing::Browser;
/// # async fn example(mut browser: Browser) {
/// let page = browser.get("/login").await;
/// assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
/// assert!(page.says("Sign in"));
///
/// let page = browser.get_json("/account").await;
/// assert_eq!(page.error_codes(), ["UNAUTHENTICATED"]);
/// assert_eq!(page.response(), page.json()["response"]);
/// # }
/// ```
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
    ///
    /// ```
    /// # use portcullis::testing::Browser;
    /// # async fn example(mut browser: Browser) {
    /// assert_eq!(browser.get("/account").await.location(), "/login?next=%2Faccount");
    /// # }
    /// ```
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A header; empty when it is missing.
    ///
    /// ```
    /// # use portcullis::testing::Browser;
    /// # async fn example(mut browser: Browser) {
    /// assert_eq!(browser.get("/login").await.header("cache-control"), "no-store");
    /// # }
    /// ```
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as JSON; null when it is none.
    ///
    /// ```
    /// # use portcullis::testing::Page;
    /// # let page = Page { status: 200, headers: Default::default(), body: r#"{"meta": {"code": 200}}"#.into() };
    /// assert_eq!(page.json()["meta"]["code"], 200);
    /// ```
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// `response` of the JSON envelope.
    ///
    /// ```
    /// # use portcullis::testing::Page;
    /// # let page = Page { status: 200, headers: Default::default(), body: r#"{"response": {"paid": true}}"#.into() };
    /// assert_eq!(page.response()["paid"], true);
    /// ```
    pub fn response(&self) -> Value {
        self.json()["response"].clone()
    }

    /// The stable codes of what is wrong, in the order of the fields.
    ///
    /// ```
    /// # use portcullis::testing::Page;
    /// # let body = r#"{"response": {"error_codes": ["COUPON_UNKNOWN"]}}"#.into();
    /// # let page = Page { status: 400, headers: Default::default(), body };
    /// assert_eq!(page.error_codes(), ["COUPON_UNKNOWN"]);
    /// ```
    pub fn error_codes(&self) -> Vec<String> {
        serde_json::from_value(self.response()["error_codes"].clone()).unwrap_or_default()
    }

    /// The page's words without its markup.
    ///
    /// ```
    /// # use portcullis::testing::Page;
    /// let page = Page { status: 200, headers: Default::default(), body: "<p>Hello <b>Ada</b> &amp; Bob</p>".into() };
    /// assert_eq!(page.text(), "Hello Ada & Bob");
    /// ```
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
    ///
    /// ```
    /// # use portcullis::testing::Page;
    /// # let page = Page { status: 200, headers: Default::default(), body: "<p>Hello <b>Ada</b></p>".into() };
    /// assert!(page.says("Hello Ada"));
    /// ```
    pub fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }
}
