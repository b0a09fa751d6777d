//! Every cookie of every flow, as a browser reads it.

use cookie::{Cookie, SameSite};
use portcullis_kit::mail::Memory;

use super::{places::every_feature, *};
use crate::testing::Page;

/// Everything that sets a cookie or takes one away; `base` is where the app is.
async fn flows(app: &App, host: &str, mails: &Memory) -> Vec<Page> {
    let browser = || app.browser().with_header("host", host);
    let address = format!("{}@example.test", "a".repeat(60));
    let link = async |address: &str| {
        app.security.deliver_mail().await;
        let text = mails.to(address).pop().unwrap().message.text.unwrap();
        let link = text
            .split_whitespace()
            .find(|word| word.contains("://"))
            .unwrap();
        url::Url::parse(link).unwrap().path().to_owned()
    };
    let mut pages = Vec::new();
    let mut new = browser();
    let long = format!("/{}", "n".repeat(2000));
    let form = [
        ("email", address.as_str()),
        ("password", PASSWORD),
        ("next", &long),
    ];
    pages.push(new.post("/register", &form).await);
    // Notes pile up when nobody looks at them.
    for _ in 0..6 {
        pages.push(new.post("/register", &form).await);
    }
    pages.push(new.post("/confirm", &[("email", &address)]).await);
    let confirm = link(&address).await;
    pages.push(new.get(&confirm).await);
    pages.push(new.post(&confirm, &[]).await);
    let remember = [
        ("email", ADA),
        ("password", PASSWORD),
        ("remember", "y"),
        ("next", &long),
    ];
    let mut ada = browser();
    pages.push(ada.post("/login", &remember).await);
    pages.push(ada.post("/verify", &[("password", PASSWORD)]).await);
    let change = [
        ("password", PASSWORD),
        ("new_password", "another horse battery"),
    ];
    pages.push(ada.post("/change", &change).await);
    pages.push(ada.post("/logout", &[]).await);
    pages.push(ada.get("/verify").await);
    for (path, form) in [
        ("/reset", &[("password", PASSWORD)][..]),
        ("/login/link", &[]),
    ] {
        pages.push(ada.post(path, &[("email", ADA)]).await);
        let mailed = link(ADA).await;
        pages.push(ada.get(&mailed).await);
        pages.push(ada.post(&mailed, form).await);
    }
    pages
}

// ASVS: 3.3.1, 3.3.2, 3.3.3, 3.3.4, 3.3.5
#[tokio::test]
async fn every_cookie_of_every_flow_is_for_this_host_and_for_no_script() {
    for (url, host, is_https) in [
        ("https://app.example.com", "app.example.com", true),
        ("http://localhost:3000", "localhost:3000", false),
    ] {
        let mails = Memory::new();
        let app = App::on_sqlite(|app| {
            every_feature(app)
                .mail(mails.clone())
                .core(|core| core.http.public_url = url.into())
        })
        .await;
        app.user(ADA, PASSWORD).await;
        let (mut names, mut sessions) = (std::collections::BTreeSet::new(), Vec::new());
        let pages = flows(&app, host, &mails).await;
        for page in &pages {
            for value in page.headers.get_all("set-cookie") {
                let text = value.to_str().unwrap();
                let cookie = Cookie::parse(text).unwrap();
                assert_eq!(cookie.http_only(), Some(true), "{text}");
                assert_eq!(cookie.same_site(), Some(SameSite::Lax), "{text}");
                assert_eq!(cookie.secure().unwrap_or(false), is_https, "{text}");
                assert_eq!(
                    (cookie.path(), cookie.domain()),
                    (Some("/"), None),
                    "{text}"
                );
                assert_eq!(cookie.name().starts_with("__Host-"), is_https, "{text}");
                assert!(text.len() <= 4096, "{}: {text}", text.len());
                names.insert(cookie.name().trim_start_matches("__Host-").to_owned());
                if cookie.name().ends_with("session") && !cookie.value().is_empty() {
                    sessions.push(cookie.value().to_owned());
                }
            }
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for name in ["session", "session_browser", "session_flash"] {
            assert!(names.contains(&name), "{names:?}");
        }
        assert!(sessions.len() >= 3, "{sessions:?}");
        for page in &pages {
            let elsewhere = page
                .headers
                .iter()
                .filter(|(name, _)| *name != "set-cookie");
            let elsewhere: String = elsewhere
                .map(|(_, value)| value.to_str().unwrap())
                .collect();
            let shown = sessions
                .iter()
                .find(|session| page.body.contains(*session) || elsewhere.contains(*session));
            assert_eq!(shown, None, "a session is in a Set-Cookie and nowhere else");
        }
    }
}
