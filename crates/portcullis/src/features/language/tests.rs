//! Choosing a language, as people do and as programs do.

use serde_json::json;

use crate::{
    Confirmable, Registerable, SecurityBuilder,
    audit::{Filter, Kind},
    testing::App,
    tests::{ADA, PASSWORD},
};

fn with_german(app: SecurityBuilder) -> SecurityBuilder {
    let german = "LANGUAGE_NAME = Deutsch\nLOGIN_TITLE = Anmelden\nWELCOME_MAIL_TITLE = Willkommen bei { $app }";
    app.with(Registerable::default())
        .with(Confirmable::default())
        .translations("de", german)
}

async fn apps() -> Vec<App> {
    App::on_each_database(with_german).await
}

#[tokio::test]
async fn the_page_speaks_what_the_browser_wants_most_of_what_is_offered() {
    for app in apps().await {
        let mut browser = app
            .browser()
            .with_header("accept-language", "tlh, de-CH;q=0.8, en;q=0.5");
        let page = browser.get("/login").await;
        assert!(
            page.body.contains("<html lang=\"de\" dir=\"ltr\">"),
            "{}",
            page.body
        );
        assert!(page.says("Anmelden") && page.says("Deutsch"));
        let mut other = app.browser().with_header("accept-language", "tlh");
        assert!(other.get("/login").await.body.contains("<html lang=\"en\""));
        assert_eq!(page.header("vary"), "Cookie, Accept, Accept-Language");
    }
}

#[tokio::test]
async fn a_choice_stays_with_the_browser_and_leads_back() {
    for app in apps().await {
        let mut browser = app.browser().with_header("accept-language", "en");
        let choice = [("locale", "de"), ("next", "/login?next=%2Fwhere")];
        let page = browser.post("/language", &choice).await;
        assert_eq!(
            (page.status, page.location()),
            (303, "/login?next=%2Fwhere")
        );
        assert!(browser.get("/login").await.says("Anmelden"));
        let page = browser.post("/language", &[("locale", "en")]).await;
        assert_eq!(page.location(), "/");
        assert!(browser.get("/login").await.says("Sign in"));
    }
}

#[tokio::test]
async fn a_choice_of_somebody_who_is_signed_in_is_that_of_the_account_everywhere() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.login_as(ADA).await;
        assert_eq!(
            browser
                .post_json("/language", &json!({ "locale": "de" }))
                .await
                .status,
            200
        );
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        assert_eq!(ada.locale.unwrap().to_string(), "de");
        browser.post("/language", &[("locale", "de")]).await;
        let changed = Filter {
            kind: Some(Kind::ProfileChanged),
            ..Filter::default()
        };
        let changed = app.security.audit_events(&changed).await.unwrap();
        let actors: Vec<&str> = changed.iter().map(|event| &*event.actor).collect();
        assert_eq!(
            actors,
            ["person"],
            "once: the second time it was so already"
        );
        let elsewhere = app.login_as(ADA).await;
        let mut elsewhere = elsewhere.with_header("accept-language", "en");
        assert!(
            elsewhere
                .get("/verify")
                .await
                .body
                .contains("<html lang=\"de\"")
        );
    }
}

#[tokio::test]
async fn who_signs_up_in_a_language_gets_mails_in_it() {
    for app in apps().await {
        let mut browser = app.browser().with_header("accept-language", "de");
        browser.sign_up(ADA, PASSWORD).await;
        let text = app.newest_mail_to(ADA).await.message.text.unwrap();
        assert!(
            text.starts_with("Portcullis: Willkommen bei Portcullis\n"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn what_is_not_offered_is_refused_and_changes_nothing() {
    for app in apps().await {
        for locale in ["", "sv", "en-XA", "de\0", "../../etc"] {
            let mut browser = app.browser();
            let page = browser
                .post_json("/language", &json!({ "locale": locale }))
                .await;
            assert_eq!(page.status, 400, "{locale}");
            assert!(
                page.response()["field_error_codes"]["locale"].is_array(),
                "{locale}"
            );
            assert!(browser.cookie("session_language").is_none());
            assert_eq!(
                browser
                    .post("/language", &[("locale", locale)])
                    .await
                    .status,
                422
            );
        }
        let away = json!({ "locale": "de", "next": "https://evil.test/" });
        assert_eq!(
            app.browser().post_json("/language", &away).await.status,
            400
        );
    }
}
