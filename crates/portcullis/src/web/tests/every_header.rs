//! The headers of every answer, read as browsers read them.

use std::collections::BTreeMap;

use axum::http::Method;
use portcullis_kit::mail::Memory;

use super::{places::*, *};
use crate::testing::Page;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; \
                   frame-ancestors 'none'; form-action 'self'";

/// A policy by directive.
fn policy(page: &Page) -> BTreeMap<String, Vec<String>> {
    let directives = page.header("content-security-policy").split(';');
    let words = directives.map(|directive| directive.split_whitespace().map(str::to_lowercase));
    words
        .filter_map(|mut words| Some((words.next()?, words.collect())))
        .collect()
}

/// What a browser would do with an answer of ours, or why not.
fn judge(page: &Page, place: Option<&Place>) -> Result<(), String> {
    let must = |holds: bool, what: &str| if holds { Ok(()) } else { Err(what.to_owned()) };
    must(
        page.header("x-content-type-options") == "nosniff",
        "nosniff",
    )?;
    must(
        ["same-origin", "no-referrer"].contains(&page.header("referrer-policy")),
        "referrer",
    )?;
    must(
        page.header("cross-origin-opener-policy") == "same-origin",
        "opener",
    )?;
    must(
        page.header("cross-origin-resource-policy") == "same-origin",
        "resource",
    )?;
    must(page.header("x-frame-options") == "DENY", "frame")?;
    must(page.header("x-robots-tag") == "noindex", "robots")?;
    // Who is served without encryption must stay reachable without it.
    must(page.header("strict-transport-security").is_empty(), "https")?;
    must(page.header("content-security-policy") == CSP, "policy")?;
    let policy = policy(page);
    let source = |name: &str| policy.get(name).or_else(|| policy.get("default-src"));
    let none = vec!["'none'".to_owned()];
    // The one script of ours is a file; nothing that stands in a page runs.
    let own = vec!["'self'".to_owned()];
    must(source("script-src") == Some(&own), "script-src")?;
    for name in ["default-src", "object-src", "connect-src"] {
        must(source(name) == Some(&none), name)?;
    }
    must(policy.get("base-uri") == Some(&none), "base-uri")?;
    must(
        policy.get("frame-ancestors") == Some(&none),
        "frame-ancestors",
    )?;
    must(policy.contains_key("form-action"), "form-action")?;
    for sources in policy.values() {
        must(
            !sources
                .iter()
                .any(|source| source.contains("unsafe") || source == "*"),
            "unsafe source",
        )?;
    }
    let mut caching = page.header("cache-control").split(',').map(str::trim);
    must(
        place.is_some_and(Place::may_be_kept) || caching.any(|directive| directive == "no-store"),
        "no-store",
    )?;
    let vary = page.header("vary").to_lowercase();
    must(
        place.is_some_and(Place::is_for_all) || vary.split(',').any(|name| name.trim() == "cookie"),
        "vary",
    )?;
    let told = ["server", "x-powered-by", "access-control-allow-origin"];
    must(
        told.iter().all(|name| !page.headers.contains_key(*name)),
        "a header that tells",
    )?;
    let kind = page.header("content-type");
    let text = kind.starts_with("text/") && kind.to_lowercase().ends_with("charset=utf-8");
    // JSON is UTF-8 by definition (RFC 8259, 8.1).
    must(
        text || kind == "application/json" || page.body.is_empty(),
        "content-type",
    )?;
    must(
        page.status != 405 || !page.header("allow").is_empty(),
        "allow",
    )
}

fn check(page: &Page, place: Option<&Place>, what: &str) {
    if let Err(why) = judge(page, place) {
        panic!(
            "{what}: {why}: {} {:?}\n{}",
            page.status, page.headers, page.body
        );
    }
}

// ASVS: 3.2.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6, 3.4.8, 3.5.8, 4.1.1, 4.1.4, 13.4.6, 14.2.2, 14.3.2
#[tokio::test]
async fn every_answer_of_every_route_says_how_it_may_be_used() {
    let app = whole_app().await;
    let ada = app.login_as(ADA).await;
    for place in places(&app).await {
        // The mails of development are shown in a frame.
        if place.path.ends_with("/html") {
            continue;
        }
        for name in ["GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE"] {
            for accept in ["text/html", "application/json"] {
                for browser in [app.browser(), ada.clone()] {
                    let mut browser = browser.with_header("accept", accept);
                    let page = browser.request(name.parse().unwrap(), &place.path).await;
                    let good = (page.status == 200).then_some(&place);
                    check(&page, good, &format!("{name} {} {accept}", place.path));
                }
            }
        }
    }
}

/// Answers that no handler gives.
async fn refusals(app: &App) -> Vec<Page> {
    let mut browser = app.browser();
    let large = vec![b'a'; 3 * 1024 * 1024];
    let form = "application/x-www-form-urlencoded";
    vec![
        browser.get("/login/nothing/here").await,
        browser.request(Method::DELETE, "/login").await,
        browser.request(Method::TRACE, "/login").await,
        browser.request(Method::TRACE, "/nothing").await,
        browser.post_raw("/login", form, large).await,
        browser
            .post_raw("/login", "text/plain", b"x".to_vec())
            .await,
        browser
            .post_raw("/login", "application/json", b"{".to_vec())
            .await,
        browser
            .clone()
            .with_header("sec-fetch-site", "cross-site")
            .post("/login", &[])
            .await,
        browser
            .clone()
            .with_header("host", "evil.example")
            .get("/login")
            .await,
        browser
            .clone()
            .with_header("host", "evil.example")
            .get("/nothing")
            .await,
    ]
}

// ASVS: 3.4.4, 14.3.2, 16.5.1
#[tokio::test]
async fn so_does_every_refusal_and_every_failure() {
    for app in whole_apps().await {
        let pages = refusals(&app).await;
        let statuses: Vec<u16> = pages.iter().map(|page| page.status).collect();
        assert_eq!(statuses, [404, 405, 405, 501, 413, 415, 400, 403, 400, 400]);
        for page in &pages {
            check(page, None, "a refusal");
        }
        let mut ada = app.login_as(ADA).await;
        app.db().close().await;
        for accept in ["text/html", "application/json"] {
            let page = ada
                .clone()
                .with_header("accept", accept)
                .get("/verify")
                .await;
            assert_eq!(page.status, 503, "{}", page.body);
            check(&page, None, "a failure");
        }
        check(&ada.sign_in(ADA, PASSWORD).await, None, "a failure");
    }
}

// ASVS: 3.4.1
#[tokio::test]
async fn over_https_every_answer_keeps_to_it() {
    let https = |app: SecurityBuilder| {
        every_feature(app)
            .mail(Memory::new())
            .core(|core| core.http.public_url = "https://app.example.com".into())
    };
    let app = App::on_sqlite(https).await;
    let mut browser = app.browser().with_header("host", "app.example.com");
    let mut pages = Vec::new();
    for place in places(&app).await {
        for name in ["GET", "POST", "PUT"] {
            pages.push(browser.request(name.parse().unwrap(), &place.path).await);
        }
    }
    pages.extend([browser
        .clone()
        .with_header("host", "evil.example")
        .get("/login")
        .await]);
    for page in pages {
        let keeps = page.header("strict-transport-security");
        let age = keeps
            .split(';')
            .find_map(|part| part.trim().strip_prefix("max-age="));
        let age: u64 = age.and_then(|age| age.parse().ok()).unwrap_or_default();
        assert!(
            age >= 31_536_000 && keeps.contains("includeSubDomains"),
            "{} {:?}",
            page.status,
            page.headers
        );
    }
}

// ASVS: 14.3.1
#[tokio::test]
async fn signing_out_over_https_makes_the_browser_forget() {
    for (url, host, forgets) in [
        (
            "https://app.example.com",
            "app.example.com",
            r#""cache", "storage""#,
        ),
        ("http://localhost:3000", "localhost:3000", ""),
    ] {
        let app = App::on_sqlite(|app| {
            app.mail(Memory::new())
                .core(|core| core.http.public_url = url.into())
        })
        .await;
        app.user(ADA, PASSWORD).await;
        for accept in ["text/html", "application/json"] {
            let ada = app.login_as(ADA).await.with_header("host", host);
            let mut ada = ada.with_header("accept", accept);
            assert_eq!(ada.get("/verify").await.header("clear-site-data"), "");
            assert_eq!(
                ada.post("/logout", &[]).await.header("clear-site-data"),
                forgets
            );
            assert!(
                ada.cookie("session").is_none(),
                "the cookie is taken away by name"
            );
        }
    }
}
