//! Passwords, links, or both: which pages there are and what they show.

use serde_json::json;

use super::*;
use crate::security::Security;

async fn link_only() -> Vec<App> {
    let apps = App::on_each_database(|app| {
        app.with(Passwordless::default())
            .core(|core| core.http.login_with_password = false)
    })
    .await;
    for app in &apps {
        app.user(ADA, PASSWORD).await;
    }
    apps
}

fn described(app: &App) -> Vec<String> {
    app.security.openapi().paths.paths.into_keys().collect()
}

const BUTTON: &str = "formaction=\"&#x2f;login&#x2f;link\"";

#[tokio::test]
async fn with_both_the_sign_in_page_has_both_buttons() {
    for app in apps().await {
        let mut browser = app.browser();
        let page = browser.get("/login?next=/profile").await;
        assert!(page.body.contains(BUTTON), "{}", page.body);
        assert!(page.says("Keep me signed in on this device"));
        // The second button sends the whole form, and nobody looks at the password.
        let form = [
            ("email", ADA),
            ("password", "no password of anybody"),
            ("remember", "y"),
            ("next", "/profile"),
        ];
        let page = browser.post("/login/link", &form).await;
        assert_eq!(page.location(), "/login/code?next=%2Fprofile");
        assert!(!page.body.contains("no password of anybody"));
        let link = app.link_for(ADA).await;
        assert_eq!(browser.post(&link, &[]).await.location(), "/profile");
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
        let paths = described(&app);
        for path in [
            "/login",
            "/login/link",
            "/login/code",
            "/login/{token}",
            "/logout",
            "/verify",
        ] {
            assert!(paths.iter().any(|known| known == path), "{path}: {paths:?}");
        }
    }
}

#[tokio::test]
async fn the_page_that_asks_for_the_address_leads_back() {
    for app in apps().await {
        let page = app
            .browser()
            .get("/login/link?email=ada%40example.test")
            .await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains("value=\"ada@example.test\""),
            "{}",
            page.body
        );
        assert!(page.says("Other ways to sign in"));
        let mut ada = app.login_as(ADA).await;
        assert_eq!(ada.get("/login/link").await.location(), "/");
    }
}

#[tokio::test]
async fn with_links_only_sign_in_takes_just_the_address() {
    for app in link_only().await {
        let mut browser = app.browser();
        let page = browser.get("/login?next=/profile").await;
        assert!(!page.body.contains("type=\"password\""), "{}", page.body);
        assert!(!page.body.contains("formaction"), "{}", page.body);
        assert!(page.says("Email me a sign-in link"));
        let page = browser.post("/login", &[("email", "ada")]).await;
        assert_eq!(page.status, 422);
        assert!(!page.body.contains("type=\"password\""), "{}", page.body);
        let page = browser
            .submit("/login?next=/profile", &[("email", ADA)])
            .await;
        assert!(page.says("a sign-in link is on its way there"));
        let link = app.link_for(ADA).await;
        assert_eq!(browser.post(&link, &[]).await.location(), "/profile");
        assert_eq!(browser.post("/logout", &[]).await.location(), "/");
        assert!(!is_signed_in(&browser));
        // A password opens nothing.
        assert_eq!(
            browser.sign_in(ADA, PASSWORD).await.location(),
            "/login/code"
        );
        assert!(!is_signed_in(&browser));
    }
}

#[tokio::test]
async fn with_links_only_programs_find_what_they_know_at_the_sign_in() {
    for app in link_only().await {
        let reply = app.browser().get_json("/login").await;
        assert_eq!(reply.response()["identity_attributes"], json!(["email"]));
        assert!(reply.response()["csrf_token"].is_string());
        assert!(reply.response()["user"].is_null());
        let mut ada = app.login_as(ADA).await;
        assert_eq!(ada.get_json("/login").await.response()["user"], json!({}));
        // Not where `next` says, which may be what sent the browser here.
        assert_eq!(ada.get("/login?next=/profile").await.location(), "/");
    }
}

#[tokio::test]
async fn with_links_only_there_is_no_verify_and_no_second_page() {
    for app in link_only().await {
        let mut ada = app.login_as(ADA).await;
        assert_eq!(ada.get("/verify").await.status, 404);
        assert_eq!(app.security.path_of("verify"), None);
        assert_eq!(app.security.path_of("send_login"), None);
        assert_eq!(app.security.path_of("login"), Some("/login"));
        let page = app.browser().visit("/login/link").await;
        assert!(
            page.says("This sign-in link is not valid."),
            "{}",
            page.text()
        );
        let mut paths = described(&app);
        paths.retain(|path| path.starts_with("/log") || path.starts_with("/verify"));
        assert_eq!(
            paths,
            ["/login", "/login/code", "/login/{token}", "/logout"]
        );
        let operations = &app.security.openapi().paths.paths["/login"];
        assert!(operations.get.is_some() && operations.post.is_some());
    }
}

#[tokio::test]
async fn with_passwords_only_there_are_no_links() {
    for app in App::on_each_database(|app| app).await {
        app.user(ADA, PASSWORD).await;
        let page = app.browser().get("/login").await;
        assert!(!page.body.contains("formaction"), "{}", page.body);
        assert_eq!(ask(&app, ADA).await.status, 404);
        assert_eq!(app.browser().get("/login/anything").await.status, 404);
        let paths = described(&app);
        assert!(
            !paths.iter().any(|path| path.starts_with("/login/")),
            "{paths:?}"
        );
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
    }
}

#[tokio::test]
async fn with_neither_there_is_no_app() {
    let scratch = portcullis_kit::db::testing::databases(&[]).await.remove(0);
    let refused = Security::builder(scratch.db.clone())
        .core(|core| core.http.login_with_password = false)
        .build()
        .await;
    let why = refused.err().unwrap().to_string();
    assert!(
        why.contains("false needs SECURITY_PASSWORDLESS = true"),
        "{why}"
    );
}

#[tokio::test]
async fn every_path_follows_the_settings() {
    for app in App::on_each_database(|app| {
        app.with(Passwordless::default()).core(|core| {
            core.http.url_prefix = "/auth".into();
            core.http.login_url = "/sign-in".into();
        })
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let page = browser.get("/auth/sign-in").await;
        assert!(
            page.body
                .contains("formaction=\"&#x2f;auth&#x2f;sign-in&#x2f;link\""),
            "{}",
            page.body
        );
        browser.post("/auth/sign-in/link", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        assert!(link.starts_with("/auth/sign-in/"), "{link}");
        assert_eq!(browser.get(&link).await.status, 200);
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
        let page = app.browser().post(&link, &[]).await;
        assert_eq!(page.location(), "/auth/sign-in/link");
    }
}
