//! Looking changes nothing: mail scanners, link previews and other sites' images make browsers look.

use axum::http::Method;

use super::{places::*, *};
use crate::tests::tables;

/// The paths of the links that are in the mails, unused.
async fn links(app: &App) -> Vec<String> {
    let mut browser = app.browser();
    browser.sign_up("new@example.test", PASSWORD).await;
    let mut links = vec![app.link_for("new@example.test").await];
    for path in ["/reset", "/login/link"] {
        browser.post(path, &[("email", ADA)]).await;
        links.push(app.link_for(ADA).await);
    }
    links
}

// ASVS: 3.5.3, 7.6.2
#[tokio::test]
async fn looking_at_any_route_changes_no_row_and_signs_nobody_in() {
    for app in whole_apps().await {
        let links = links(&app).await;
        let (ada, token) = (app.login_as(ADA).await, token(&app).await);
        let program = app.browser().with_header("authentication-token", &token);
        let before = tables::dump(app.db()).await;
        let paths = places(&app).await.into_iter().map(|place| place.path);
        for path in paths.chain(links) {
            for method in [Method::GET, Method::HEAD] {
                for browser in [&app.browser(), &ada, &program] {
                    for more in [
                        "",
                        "?next=/x&email=ada%40example.test&password=correct+horse+battery&token=x",
                    ] {
                        let path = format!("{path}{more}");
                        let page = browser.clone().request(method.clone(), &path).await;
                        assert!(page.status < 500, "{method} {path}: {}", page.status);
                        let mut set = page.headers.get_all("set-cookie").iter();
                        assert!(
                            set.all(|cookie| !cookie.to_str().unwrap().starts_with("session=")),
                            "{path}"
                        );
                        assert!(method != Method::HEAD || page.body.is_empty(), "{path}");
                    }
                }
            }
        }
        assert_eq!(tables::dump(app.db()).await, before);
    }
}

/// What another site can make a browser say of where a request comes from. `None`: the header is not there.
const FOREIGN: [Option<&str>; 8] = [
    None,
    Some("null"),
    Some("https://evil.example"),
    Some("http://evil.localhost:3000"),
    Some("http://localhost:3001"),
    Some("http://localhost.evil.example"),
    Some("http://xlocalhost:3000"),
    Some("http://localhost:3000@evil.example"),
];

const BODIES: [(&str, &str); 4] = [
    (
        "application/x-www-form-urlencoded",
        "email=ada%40example.test&password=correct+horse+battery",
    ),
    (
        "text/plain",
        r#"{"email":"ada@example.test","password":"correct horse battery"}"#,
    ),
    (
        "application/json",
        r#"{"email":"ada@example.test","password":"correct horse battery"}"#,
    ),
    ("", ""),
];

/// Whether no page of ours can have sent a request with these headers.
fn is_foreign(origin: Option<&str>, site: Option<&str>) -> bool {
    match site {
        Some("same-origin" | "none") => false,
        Some(_) => true,
        None => origin.is_some(),
    }
}

// ASVS: 3.5.1, 3.5.2
#[tokio::test]
async fn no_route_changes_anything_for_another_site() {
    for app in whole_apps().await {
        let (links, ada) = (links(&app).await, app.login_as(ADA).await);
        let before = tables::dump(app.db()).await;
        let of_links = links.into_iter().map(|path| (path, Method::POST));
        let unsafe_places = places(&app).await.into_iter().flat_map(|place| {
            let methods: Vec<Method> = place.unsafe_methods().collect();
            methods
                .into_iter()
                .map(move |method| (place.path.clone(), method))
        });
        let mut tried = 0;
        for (path, method) in unsafe_places.chain(of_links) {
            for (origin, site) in FOREIGN.into_iter().flat_map(|origin| {
                [
                    None,
                    Some("cross-site"),
                    Some("same-site"),
                    Some("nonsense"),
                ]
                .map(|site| (origin, site))
            }) {
                if !is_foreign(origin, site) {
                    continue;
                }
                for (kind, body) in BODIES {
                    for mut browser in [app.browser(), ada.clone()] {
                        for (name, value) in [("origin", origin), ("sec-fetch-site", site)] {
                            if let Some(value) = value {
                                browser = browser.with_header(name, value);
                            }
                        }
                        assert_eq!(method, Method::POST, "another method: send it here as well");
                        let page = browser.post_raw(&path, kind, body.into()).await;
                        let what = format!("{path} {origin:?} {site:?} {kind}");
                        assert_eq!(page.status, 403, "{what}");
                        assert_eq!(page.header("set-cookie"), "", "{what}");
                        let cors = page
                            .headers
                            .keys()
                            .any(|name| name.as_str().starts_with("access-control-"));
                        assert!(!cors, "{what}");
                        tried += 1;
                    }
                }
            }
        }
        assert!(tried > 2_000, "{tried}");
        assert_eq!(tables::dump(app.db()).await, before);
    }
}

// ASVS: 3.5.2
#[tokio::test]
async fn a_body_that_any_site_can_send_unasked_is_no_json() {
    let app = whole_app().await;
    for place in places(&app).await {
        // Signing out reads no body: one that can't be read keeps nobody signed in.
        for _ in place.unsafe_methods().filter(|_| place.path != "/logout") {
            for kind in [
                "text/plain",
                "text/plain;charset=application/json",
                "multipart/form-data; boundary=x",
                "application/xml",
                "",
            ] {
                let mut ada = app.login_as(ADA).await;
                let page = ada.post_raw(&place.path, kind, BODIES[2].1.into()).await;
                assert_eq!(page.status, 415, "{} {kind}", place.path);
            }
        }
    }
}

// ASVS: 3.4.2
#[tokio::test]
async fn no_other_origin_is_ever_let_read() {
    let app = whole_app().await;
    for origin in FOREIGN.into_iter().flatten() {
        let mut browser = app.login_as(ADA).await.with_header("origin", origin);
        for place in places(&app).await {
            for method in [Method::GET, Method::OPTIONS] {
                let page = browser.request(method, &place.path).await;
                let cors = page
                    .headers
                    .keys()
                    .find(|name| name.as_str().starts_with("access-control-"));
                assert_eq!(cors, None, "{origin} {}", place.path);
            }
        }
    }
}
