//! Hosts, proxies and times that a request speaks of: they move neither a link in a mail nor a redirect, nor the client's
//! address, nor the clock.

use std::time::Duration;

use super::{places::*, *};
use crate::{Recoverable, Visit};

/// Headers that some server somewhere builds links from.
const FORGED: [&[(&str, &str)]; 14] = [
    &[("host", "evil.example")],
    &[("host", "localhost:3000@evil.example")],
    &[("host", "localhost:3000"), ("host", "evil.example")],
    &[("x-forwarded-host", "evil.example")],
    &[("x-host", "evil.example")],
    &[("x-original-host", "evil.example")],
    &[("x-forwarded-server", "evil.example")],
    &[(
        "forwarded",
        "host=evil.example;proto=https;for=\"[2001:db8::1]\"",
    )],
    &[("x-forwarded-proto", "javascript")],
    &[("x-forwarded-proto", "https://evil.example/?")],
    &[
        ("x-forwarded-port", "666"),
        ("x-forwarded-prefix", "/evil.example"),
    ],
    &[
        ("x-original-url", "/evil.example"),
        ("x-rewrite-url", "/evil.example"),
    ],
    &[
        ("origin", "http://localhost:3000"),
        ("referer", "https://evil.example/"),
    ],
    &[("x-http-method-override", "DELETE")],
];

/// Fields that some other product builds its links from. A sign-up refuses what is not declared.
const UNKNOWN: [(&str, &str); 3] = [
    ("url", "https://evil.example"),
    ("redirect_uri", "https://evil.example"),
    ("callback", "https://evil.example"),
];

/// An app behind a proxy that is believed, which is where such headers come from.
fn behind_a_proxy(app: SecurityBuilder) -> SecurityBuilder {
    every_feature(app).core(|core| {
        core.http.trusted_proxies.0 = vec!["203.0.113.0/24".parse().unwrap()];
    })
}

// ASVS: 4.1.3, 3.7.2
#[tokio::test]
async fn a_link_in_a_mail_and_a_redirect_lead_to_the_configured_place_whatever_a_request_says() {
    for features in [behind_a_proxy, every_feature] {
        let app = App::on_sqlite(features).await;
        app.user(ADA, PASSWORD).await;
        for (n, headers) in FORGED.into_iter().enumerate() {
            let new = format!("new{n}@example.test");
            for (path, target) in [
                ("/register", new.as_str()),
                ("/confirm", &new),
                ("/reset", ADA),
                ("/login/link", ADA),
                ("http://evil.example/reset", ADA),
            ] {
                let before = app.mail_to(target).await.len();
                let mut browser = app.browser();
                for (name, value) in headers {
                    browser = browser.with_header(name, value);
                }
                let known = [("email", target), ("password", PASSWORD)];
                let form = [&known[..], if path == "/register" { &[] } else { &UNKNOWN }].concat();
                let page = browser.post(path, &form).await;
                let fine = [200, 303].contains(&page.status);
                assert!(
                    fine || page.status == 400,
                    "{path} {headers:?}: {}",
                    page.status
                );
                assert!(!page.location().contains("evil"), "{path} {headers:?}");
                assert!(!page.body.contains("evil.example"), "{path} {headers:?}");
                let mails = app.mail_to(target).await;
                assert!(
                    fine || mails.len() == before,
                    "{path} {headers:?}: refused and yet sent"
                );
                for mail in &mails[before..] {
                    let text = format!("{:?} {:?}", mail.message.text, mail.message.html);
                    assert!(
                        !text.contains("evil") && text.contains("http://localhost:3000/"),
                        "{text}"
                    );
                }
            }
        }
    }
}

// ASVS: 4.1.3
#[tokio::test]
async fn both_names_of_a_request_must_be_ours() {
    for app in apps().await {
        for (uri, host, status) in [
            ("http://localhost:3000/login", "localhost:3000", 200),
            ("http://evil.example/login", "localhost:3000", 400),
            ("http://localhost:3000/login", "evil.example", 400),
            ("http://evil.example/login", "evil.example", 400),
        ] {
            let page = app.browser().with_header("host", host).get(uri).await;
            assert_eq!(page.status, status, "{uri} {host}");
        }
    }
}

/// What the app takes for the client's address.
async fn seen(app: &App, headers: &[(&str, &str)]) -> String {
    let mut browser = app.browser();
    for (name, value) in headers {
        browser = browser.with_header(name, value);
    }
    browser.get("/ip").await.body
}

// ASVS: 4.1.3, 15.3.4
#[tokio::test]
async fn only_one_header_of_only_a_trusted_proxy_says_where_a_client_is() {
    let ip = async |visit: Visit| {
        visit
            .client()
            .ip
            .map(|ip| ip.to_string())
            .unwrap_or_default()
    };
    let routes = || Router::new().route("/ip", get(ip));
    let others = [
        "x-real-ip",
        "forwarded",
        "true-client-ip",
        "cf-connecting-ip",
        "x-client-ip",
        "x-cluster-client-ip",
    ];
    let alone = App::on_sqlite(|app| app).await.serving(routes());
    let proxied = App::on_sqlite(behind_a_proxy).await.serving(routes());
    for name in others {
        for value in ["198.51.100.1", "for=198.51.100.1"] {
            assert_eq!(
                seen(&alone, &[(name, value)]).await,
                "203.0.113.7",
                "{name}"
            );
            assert_eq!(
                seen(&proxied, &[(name, value)]).await,
                "203.0.113.7",
                "{name}"
            );
        }
    }
    let forwarded = [("x-forwarded-for", "1.2.3.4, 198.51.100.1")];
    assert_eq!(seen(&alone, &forwarded).await, "203.0.113.7");
    assert_eq!(seen(&proxied, &forwarded).await, "198.51.100.1");
    for junk in ["a", "", "::", "1.2.3.4, x", &"9".repeat(10_000)] {
        assert_eq!(
            seen(&alone, &[("x-forwarded-for", junk)]).await,
            "203.0.113.7"
        );
        let page = proxied
            .browser()
            .with_header("x-forwarded-for", junk)
            .get("/login")
            .await;
        assert_eq!(page.status, 200, "{junk:.20}");
    }
}

// ASVS: 6.5.8
#[tokio::test]
async fn no_client_says_what_time_it_is() {
    for app in apps_with(|app| app.with(Recoverable::default())).await {
        app.browser().post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        let mut ada = app
            .login_as(ADA)
            .await
            .with_header("date", "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(ada.get_json("/verify").await.status, 200);
        app.advance(Duration::from_secs(12 * 3600));
        assert_eq!(ada.get_json("/verify").await.status, 401);
        let late = ada.get(&link).await;
        assert_eq!(late.location(), "/reset");
    }
}
