//! The mailbox of development, as a developer looks at it.

mod gallery;

use portcullis_kit::mail::Memory;
use serde_json::json;

use crate::{
    Registerable,
    security::Security,
    testing::{App, Browser},
};

const ADA: &str = "ada@example.test";
const BOB: &str = "bob@example.test";
const PASSWORD: &str = "correct horse battery";

/// Ada has signed up, then Bob; both were welcomed by mail.
async fn apps() -> Vec<App> {
    let apps = App::on_each_database(|app| app.with(Registerable::default())).await;
    for app in &apps {
        for email in [ADA, BOB] {
            app.browser().sign_up(email, PASSWORD).await;
            app.security.deliver_mail().await;
        }
    }
    apps
}

async fn numbers(browser: &mut Browser, path: &str) -> Vec<u64> {
    let messages = browser.get(path).await.json()["messages"].clone();
    let messages = messages.as_array().unwrap().iter();
    messages
        .map(|mail| mail["number"].as_u64().unwrap())
        .collect()
}

#[tokio::test]
async fn the_list_shows_the_newest_mail_first() {
    for app in apps().await {
        let page = app.browser().get("/dev/mail").await;
        assert_eq!(page.status, 200);
        let text = page.text();
        let (ada, bob) = (text.find(ADA).unwrap(), text.find(BOB).unwrap());
        assert!(bob < ada, "{text}");
        assert!(
            page.body.contains("href=\"&#x2f;dev&#x2f;mail/1\""),
            "{}",
            page.body
        );
        assert!(
            page.body
                .contains("href=\"http:&#x2f;&#x2f;localhost:3000&#x2f;login\""),
            "{}",
            page.body
        );
    }
}

#[tokio::test]
async fn an_empty_mailbox_says_how_mail_gets_in() {
    for app in App::on_each_database(|app| app.with(Registerable::default())).await {
        assert!(
            app.browser()
                .get("/dev/mail")
                .await
                .says("No mail yet. Sign up here")
        );
        assert_eq!(
            app.browser().get("/dev/mail.json").await.json(),
            json!({ "messages": [] })
        );
    }
}

#[tokio::test]
async fn one_mail_shows_its_link_text_frame_and_source() {
    for app in apps().await {
        let page = app.browser().get("/dev/mail/1").await;
        assert_eq!(page.status, 200);
        assert!(
            page.says("Welcome") && page.says(ADA) && !page.says(BOB),
            "{}",
            page.text()
        );
        assert!(page.says("http://localhost:3000/login"));
        assert!(page.says("Message-ID: <"), "{}", page.text());
        assert!(
            page.body
                .contains("<iframe src=\"&#x2f;dev&#x2f;mail&#x2f;1&#x2f;html\" sandbox"),
            "{}",
            page.body
        );
        // A mail may hold a link that signs in.
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

// ASVS: 3.2.2
#[tokio::test]
async fn the_html_of_a_mail_may_run_nothing_and_load_nothing() {
    for app in apps().await {
        let page = app.browser().get("/dev/mail/1/html").await;
        assert_eq!(page.status, 200);
        assert!(page.says(ADA), "{}", page.text());
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(
            page.header("content-security-policy"),
            "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("cache-control"), "no-store");
        // Our own page may be framed by itself only, and frames itself.
        let page = app.browser().get("/dev/mail/1").await;
        assert!(
            page.header("content-security-policy")
                .contains("frame-src 'self'")
        );
    }
}

#[tokio::test]
async fn programs_read_the_mail_of_one_address_or_of_all() {
    for app in apps().await {
        let mut browser = app.browser();
        assert_eq!(numbers(&mut browser, "/dev/mail.json").await, [2, 1]);
        assert_eq!(
            numbers(&mut browser, "/dev/mail.json?to=ada@example.test").await,
            [1]
        );
        assert_eq!(
            numbers(&mut browser, "/dev/mail.json?to=BOB%40example.test").await,
            [2]
        );
        assert_eq!(
            numbers(&mut browser, "/dev/mail.json?to=nobody@example.test").await,
            [0; 0]
        );
        let mail = browser
            .get("/dev/mail.json?to=ada@example.test")
            .await
            .json()["messages"][0]
            .clone();
        assert_eq!(mail["to"], ADA);
        assert_eq!(mail["subject"], "Welcome");
        assert_eq!(mail["received"], "2026-01-01T00:00:00Z");
        assert_eq!(mail["link"], "http://localhost:3000/login");
        assert!(mail["from"].as_str().unwrap().contains('@'), "{mail}");
        assert!(mail["text"].as_str().unwrap().contains(ADA), "{mail}");
        assert!(mail["html"].as_str().unwrap().contains("<html"), "{mail}");
    }
}

#[tokio::test]
async fn a_mail_that_is_not_there_is_not_found() {
    for app in apps().await {
        for path in ["/dev/mail/3", "/dev/mail/3/html", "/dev/mail/0"] {
            assert_eq!(app.browser().get(path).await.status, 404, "{path}");
        }
        for path in [
            "/dev/mail/x",
            "/dev/mail/-1/html",
            "/dev/mail/99999999999999999999",
        ] {
            let status = app.browser().get(path).await.status;
            assert!((400..500).contains(&status), "{path}: {status}");
        }
    }
}

async fn built(url: &str, with_transport: bool) -> crate::Result<Security> {
    let scratch = portcullis_kit::db::testing::databases(&[]).await.remove(0);
    let builder = Security::builder(scratch.db.clone())
        .without_background()
        .core(|core| {
            core.http.public_url = url.into();
            core.keys.secret_key = crate::Secret::new(crate::testing::SAMPLE_SECRET);
        });
    if with_transport {
        builder.mail(Memory::new()).build().await
    } else {
        builder.build().await
    }
}

// ASVS: 15.2.3
#[tokio::test]
async fn there_is_no_mailbox_where_others_could_read_it() {
    let refused = built("https://accounts.example.com", false).await;
    let why = refused.err().unwrap().to_string();
    assert!(
        why.starts_with("no mail transport: give one with `.mail(…)`"),
        "{why}"
    );
    for url in [
        "http://localhost:3000",
        "http://127.0.0.1:3000",
        "https://localhost",
    ] {
        let security = built(url, false).await.unwrap();
        assert_eq!(security.path_of("dev_mail"), Some("/dev/mail"), "{url}");
    }
    let security = built("https://accounts.example.com", true).await.unwrap();
    assert_eq!(security.path_of("dev_mail"), None);
}

// ASVS: 15.2.3
#[tokio::test]
async fn an_app_with_a_mail_transport_has_no_mailbox_page() {
    for app in App::on_each_database(|app| app.mail(Memory::new())).await {
        for path in [
            "/dev/mail",
            "/dev/mail.json",
            "/dev/mail/1",
            "/dev/mail/1/html",
        ] {
            assert_eq!(app.browser().get(path).await.status, 404, "{path}");
        }
    }
}
