//! What pages and mails are made of: text, links and forms of ours, and nothing that a browser would run, fetch elsewhere or keep.

use std::collections::BTreeSet;

use super::{places::*, *};
use crate::testing::Page;

/// The name of an app whose owner means no good. Each character of it is dangerous somewhere.
const NAME: &str = "</title><img src=x onerror='alert(1)'>\"&{{7*7}}${7*7}{% x %}";
/// An address that is one, and looks like code.
const ODD: &str = "o'hara&{{7*7}}@example.test";

fn oddly_named(app: SecurityBuilder) -> SecurityBuilder {
    every_feature(app).core(|core| core.http.app_name = NAME.into())
}

/// Every page that a stranger and Ada can look at, with the path and whether Ada looked.
async fn pages(app: &App) -> Vec<(String, bool, Page)> {
    let mut paths: Vec<String> = places(app)
        .await
        .into_iter()
        .map(|place| place.path)
        .collect();
    for (form, address) in [("/register", "new@example.test"), ("/reset", ADA)] {
        let fields = [("email", address), ("password", PASSWORD)];
        app.browser().post(form, &fields).await;
        paths.push(app.link_for(address).await);
    }
    let mut seen = Vec::new();
    for (is_ada, browser) in [(false, app.browser()), (true, app.login_as(ADA).await)] {
        for path in &paths {
            let page = browser.clone().get(path).await;
            let is_page = page.header("content-type").starts_with("text/html");
            // The mails of development are frames; they are looked at as mails.
            if page.status == 200 && is_page && !path.ends_with("/html") {
                seen.push((path.clone(), is_ada, page));
            }
        }
    }
    assert!(seen.len() >= 10, "{}", seen.len());
    seen
}

/// The tags of this name.
fn tags<'p>(body: &'p str, name: &str) -> Vec<&'p str> {
    let opened = body.split('<').filter_map(|rest| rest.split('>').next());
    opened
        .filter(|tag| tag.split_whitespace().next() == Some(name))
        .collect()
}

fn value<'t>(tag: &'t str, attribute: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {attribute}=\""))?;
    rest.split('"').next()
}

// ASVS: 3.5.7, 3.6.1, 14.2.3, 14.3.3
#[tokio::test]
async fn no_page_runs_anything_fetches_anything_elsewhere_or_keeps_anything() {
    for app in whole_apps().await {
        for (path, _, page) in pages(&app).await {
            let body = page.body.replace("&#x2f;", "/");
            for bad in [
                "<object",
                "<embed",
                "<style",
                " style=",
                "javascript:",
                "data:",
                "storage",
            ] {
                assert!(!body.to_lowercase().contains(bad), "{bad} in {path}");
            }
            // One script of ours, by its place alone; the headers allow no other.
            for tag in tags(&body, "script") {
                assert!(
                    body.contains(&format!("<{tag}></script>")),
                    "{tag} in {path}"
                );
                assert!(value(tag, "src").is_some(), "{tag} in {path}");
            }
            for name in ["link", "script", "img", "iframe", "form", "button", "input"] {
                for tag in tags(&body, name) {
                    for attribute in ["href", "src", "action", "formaction"] {
                        let place = value(tag, attribute).unwrap_or("/");
                        let is_ours = place.starts_with('/') && !place.starts_with("//");
                        assert!(is_ours, "{tag} in {path}");
                    }
                }
            }
            let runs = body
                .split_whitespace()
                .find(|word| word.starts_with("on") && word.contains("=\""));
            assert_eq!(runs, None, "{path}");
        }
        for mail in app.mail_to(ADA).await {
            let html = mail.message.html.unwrap().to_lowercase();
            for bad in ["<img", "<script", "<link", " src=", "url(", "@import"] {
                assert!(!html.contains(bad), "{bad} in {}", mail.message.subject);
            }
        }
    }
}

// ASVS: 1.1.2, 1.2.1, 1.3.2, 1.3.7, 3.2.2
#[tokio::test]
async fn what_looks_like_code_is_text_on_every_page_and_in_every_mail() {
    for app in apps_with(oddly_named).await {
        app.user(ODD, PASSWORD).await;
        let mut browser = app.login_as(ODD).await;
        let page = browser.get("/verify").await;
        assert!(page.says(ODD) && !page.body.contains(ODD), "{}", page.body);
        for (path, _, page) in pages(&app).await {
            assert!(page.says(NAME), "{path}: {}", page.body);
            assert!(!page.body.contains("<img"), "{path}: {}", page.body);
        }
        browser.post("/reset", &[("email", ODD)]).await;
        let mails = [app.mail_to(ADA).await, app.mail_to(ODD).await].concat();
        assert!(mails.len() >= 2, "{}", mails.len());
        for mail in mails {
            let html = mail.message.html.unwrap();
            assert!(html.contains("{{7*7}}") && !html.contains("<img"), "{html}");
            assert!(mail.message.text.unwrap().contains(NAME));
        }
    }
}

// ASVS: 1.2.3
#[tokio::test]
async fn what_looks_like_code_is_a_string_in_json() {
    let payload = |app: SecurityBuilder| {
        app.security_payload(|user| {
            let said = format!("{NAME}\u{2028}\\{}", user.email);
            [("said".to_owned(), json!(said))].into_iter().collect()
        })
    };
    for app in apps_with(payload).await {
        app.user(ODD, PASSWORD).await;
        let body = json!({ "email": ODD, "password": PASSWORD });
        let answer = app.browser().post_json("/login", &body).await;
        assert_eq!(answer.header("content-type"), "application/json");
        let expected = json!({ "said": format!("{NAME}\u{2028}\\{ODD}") });
        assert_eq!(answer.response()["user"], expected);
    }
}

// ASVS: 6.2.6, 6.2.7, 6.4.2
#[tokio::test]
async fn pages_hide_passwords_let_managers_fill_them_in_and_ask_for_nothing_else() {
    let known = [
        "email",
        "new_password",
        "new_password_confirm",
        "next",
        "password",
        "password_confirm",
        "remember",
        "code",
        "session",
    ];
    for app in whole_apps().await {
        let mut names = BTreeSet::new();
        for (path, _, page) in pages(&app).await {
            for tag in tags(&page.body, "input") {
                let Some(name) = value(tag, "name") else {
                    continue;
                };
                names.insert(name.to_owned());
                if !name.contains("password") {
                    continue;
                }
                assert_eq!(value(tag, "type"), Some("password"), "{path}: {tag}");
                let filled = value(tag, "autocomplete").unwrap_or_default();
                let managed = ["current-password", "new-password"].contains(&filled);
                assert!(managed && !tag.contains("readonly"), "{path}: {tag}");
                assert_eq!(value(tag, "value"), None, "{path}: {tag}");
            }
        }
        assert!(
            names.contains("password") && names.contains("new_password"),
            "{names:?}"
        );
        let asked: Vec<_> = names
            .iter()
            .filter(|name| !known.contains(&name.as_str()))
            .collect();
        assert!(asked.is_empty(), "{asked:?}");
    }
}

// ASVS: 7.4.4
#[tokio::test]
async fn every_page_of_somebody_signed_in_offers_to_sign_out() {
    for app in whole_apps().await {
        let mut count = 0;
        for (path, is_ada, page) in pages(&app).await {
            // That of a developer is about nobody.
            if path.starts_with("/dev/") {
                continue;
            }
            let body = page.body.replace("&#x2f;", "/");
            let offered = body.contains("action=\"/logout\"");
            assert_eq!(offered, is_ada, "{path}: {body}");
            count += usize::from(is_ada);
        }
        assert!(count >= 4, "{count}");
    }
}
