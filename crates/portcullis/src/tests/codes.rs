//! Codes beside mailed links: typed where the mail was asked for, worth nothing elsewhere.

mod refused;

use std::time::Duration;

use serde_json::json;

use crate::{
    Confirmable, Passwordless, Recoverable, Registerable,
    builder::SecurityBuilder,
    testing::{App, Browser},
};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";
const NEW: &str = "another horse entirely";
/// A code that is none of ours, but looks like one.
const WRONG: &str = "CCCC CCCC";

fn features(app: SecurityBuilder) -> SecurityBuilder {
    app.with(Registerable::default())
        .with(Confirmable {
            auto_login_after_confirm: true,
            ..Confirmable::default()
        })
        .with(Recoverable {
            auto_login_after_reset: true,
            ..Recoverable::default()
        })
        .with(Passwordless::default())
}

async fn apps() -> Vec<App> {
    App::on_each_database(features).await
}

/// Asks for a mail in a browser and reads the code.
async fn asked(app: &App, browser: &mut Browser, path: &str) -> String {
    browser.post(path, &[("email", ADA)]).await;
    app.code_for(ADA).await
}

async fn typed(browser: &mut Browser, path: &str, code: &str) -> crate::testing::Page {
    browser.post(path, &[("code", code)]).await
}

fn is_signed_in(browser: &Browser) -> bool {
    browser.cookie("session").is_some()
}

// ASVS: 6.6.2
#[tokio::test]
async fn a_newcomer_types_the_code_of_the_welcome_and_is_signed_in() {
    for app in apps().await {
        let mut browser = app.browser();
        let page = browser
            .submit("/register", &[("email", ADA), ("password", PASSWORD)])
            .await;
        assert!(page.says("Code from the mail"), "{}", page.text());
        assert!(page.body.contains("autocomplete=\"one-time-code\""));
        let code = app.code_for(ADA).await.to_lowercase().replace(' ', "-");
        assert_eq!(
            typed(&mut browser, "/confirm/code", &code).await.location(),
            "/"
        );
        assert!(is_signed_in(&browser));
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.confirmed_at.is_some() && !user.is_claim());
        // The link beside it says what is so, and a second time the code is worth nothing.
        let page = app.browser().visit(&app.link_for(ADA).await).await;
        assert!(
            page.says("This address is confirmed already."),
            "{}",
            page.text()
        );
        let again = typed(&mut browser, "/confirm/code", &code).await;
        assert!(again.says("This code is not right"), "{}", again.text());
    }
}

#[tokio::test]
async fn the_code_of_a_reset_leads_to_the_new_password_and_signs_in_here() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let code = asked(&app, &mut browser, "/reset").await;
        let page = typed(&mut browser, "/reset/code", &code).await;
        let form = page.location().to_owned();
        assert!(
            form.starts_with("/reset/") && form.len() == 7 + 43,
            "{form}"
        );
        assert!(browser.get(&form).await.says("Choose a new password"));
        assert_eq!(browser.post(&form, &[("password", NEW)]).await.status, 303);
        assert!(is_signed_in(&browser));
        assert_eq!(app.browser().sign_in(ADA, NEW).await.status, 303);
    }
}

#[tokio::test]
async fn the_code_of_a_sign_in_mail_signs_in_once_and_leads_on() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let form = [("email", ADA), ("next", "/profile")];
        let page = browser.submit("/login/link", &form).await;
        assert!(
            page.says("a sign-in link is on its way there"),
            "{}",
            page.text()
        );
        let code = app.code_for(ADA).await;
        let fields = [("code", code.as_str()), ("next", "/profile")];
        let wrong = browser
            .post(
                "/login/code",
                &[("code", &*code), ("next", "//evil.example")],
            )
            .await;
        assert_eq!(wrong.status, 422);
        assert_eq!(
            browser.post("/login/code", &fields).await.location(),
            "/profile"
        );
        assert!(is_signed_in(&browser));
        let dead = app.browser().visit(&app.link_for(ADA).await).await;
        assert!(
            dead.says("This sign-in link was used already."),
            "{}",
            dead.text()
        );
    }
}

#[tokio::test]
async fn programs_type_codes_in_json() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut program = app.browser();
        program
            .post_json("/login/link", &json!({ "email": ADA }))
            .await;
        let code = app.code_for(ADA).await;
        let wrong = program
            .post_json("/login/code", &json!({ "code": WRONG }))
            .await;
        assert_eq!(
            (wrong.status, wrong.error_codes()),
            (400, vec!["INVALID_CODE".to_owned()])
        );
        let unreadable = program
            .post_json("/login/code", &json!({ "code": "12" }))
            .await;
        assert_eq!(unreadable.error_codes(), ["CODE_UNREADABLE"]);
        let answer = program
            .post_json("/login/code?include_auth_token", &json!({ "code": code }))
            .await;
        assert!(answer.response()["user"]["authentication_token"].is_string());
        program.post_json("/reset", &json!({ "email": ADA })).await;
        let code = app.code_for(ADA).await;
        let answer = program
            .post_json("/reset/code", &json!({ "code": code }))
            .await;
        let token = answer.response()["reset_token"]
            .as_str()
            .unwrap()
            .to_owned();
        let fields = json!({ "password": NEW, "password_confirm": NEW });
        let path = format!("/reset/{token}");
        assert_eq!(program.post_json(&path, &fields).await.status, 200);
    }
}

// ASVS: 6.6.2
#[tokio::test]
async fn a_link_opens_a_session_only_where_it_was_asked_for() {
    for app in apps().await {
        let mut browser = app.browser();
        browser.sign_up(ADA, PASSWORD).await;
        let link = app.link_for(ADA).await;
        let mut phone = app.browser();
        let page = phone.submit(&link, &[("password", PASSWORD)]).await;
        assert!(
            page.says("Your email address is confirmed."),
            "{}",
            page.text()
        );
        assert!(!is_signed_in(&phone));

        browser.post("/login/link", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        let page = phone.get(&link).await;
        assert!(page.says("only where it was asked for"), "{}", page.text());
        assert_eq!(phone.post(&link, &[]).await.status, 422);
        assert_eq!(
            phone.post_json(&link, &json!({})).await.error_codes(),
            ["LOGIN_OTHER_BROWSER"]
        );
        assert!(!is_signed_in(&phone));
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
        assert!(is_signed_in(&browser));

        let mut asking = app.browser();
        asking.post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        let page = phone.submit(&link, &[("password", NEW)]).await;
        assert!(page.says("Sign in with it."), "{}", page.text());
        assert!(!is_signed_in(&phone));
    }
}

#[tokio::test]
async fn a_code_asked_for_by_somebody_else_confirms_a_sign_up_only_with_its_password() {
    for app in apps().await {
        app.browser().sign_up(ADA, PASSWORD).await;
        app.security.deliver_mail().await;
        app.advance(Duration::from_secs(1));
        let mut owner = app.browser();
        let code = asked(&app, &mut owner, "/confirm").await;
        let page = typed(&mut owner, "/confirm/code", &code).await;
        let form = page.location().to_owned();
        assert!(
            form.starts_with("/confirm/") && form.len() == 9 + 43,
            "{form}"
        );
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.confirmed_at.is_none());
        assert_eq!(owner.post(&form, &[]).await.status, 422);
        assert_eq!(
            owner
                .post(&form, &[("password", PASSWORD)])
                .await
                .location(),
            "/"
        );
    }
}

#[tokio::test]
async fn a_mail_says_the_code_in_both_its_parts_and_never_in_the_subject() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let code = asked(&app, &mut browser, "/reset").await;
        let message = app.newest_mail_to(ADA).await.message;
        assert!(message.text.unwrap().contains(&code));
        assert!(message.html.unwrap().contains(&code));
        assert!(!message.subject.contains(&code));
    }
}
