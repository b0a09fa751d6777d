//! Every setting has an effect.

use async_trait::async_trait;
use serde_json::json;

use super::*;
use crate::{
    Fault, TokenStatus,
    security::feature::{Attempt, Verdict},
    settings::{Settings, Source},
};

async fn set(heard: &Heard, toml: &'static str) -> Vec<App> {
    App::on_each_database(|app| {
        let source = Source::empty().toml(toml, "test.toml");
        heard.listen(app).settings(Settings::load(source))
    })
    .await
}

#[tokio::test]
async fn the_feature_is_switched_on_and_its_paths_and_subjects_are_set_by_names() {
    let toml = r#"
        SECURITY_RECOVERABLE = true
        SECURITY_RESET_URL = "/forgot"
        SECURITY_RESET_PASSWORD_WITHIN = "10 minutes"
        SECURITY_POST_RESET_VIEW = "/welcome"
        SECURITY_EMAIL_SUBJECT_PASSWORD_RESET = "New password"
        SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE = "It is new"
    "#;
    for app in set(&Heard::default(), toml).await {
        app.user(ADA, OLD).await;
        assert_eq!(app.browser().get("/reset").await.status, 404);
        app.browser().post("/forgot", &[("email", ADA)]).await;
        let mail = app.newest_mail_to(ADA).await.message;
        assert_eq!(mail.subject, "New password");
        assert!(mail.text.unwrap().contains("for 10 minutes"));
        let link = app.link_for(ADA).await;
        assert!(link.starts_with("/forgot/"));
        assert_eq!(choose(&app, &link, NEW).await.location(), "/welcome");
        assert_eq!(app.newest_mail_to(ADA).await.message.subject, "It is new");
        app.browser().post("/forgot", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        app.advance(Duration::from_secs(600));
        assert_eq!(choose(&app, &link, OLD).await.location(), "/forgot");
    }
}

#[tokio::test]
async fn while_the_feature_is_off_its_functions_follow_its_settings() {
    let toml = r#"
        SECURITY_RECOVERABLE = false
        SECURITY_URL_PREFIX = "/auth"
        SECURITY_RESET_URL = "/forgot"
        SECURITY_RESET_PASSWORD_WITHIN = "10 minutes"
        SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL = false
    "#;
    for app in set(&Heard::default(), toml).await {
        let user = app.user(ADA, OLD).await;
        let security = &app.security;
        let (link, token) = security.generate_reset_password_link(&user).await.unwrap();
        assert!(link.ends_with(&format!("/auth/forgot/{}", token.expose())));
        let status = || security.reset_password_token_status(token.expose());
        app.advance(Duration::from_secs(599));
        assert!(matches!(status().await.unwrap(), TokenStatus::Valid(_)));
        app.advance(Duration::from_secs(1));
        assert!(matches!(status().await.unwrap(), TokenStatus::Expired(_)));
        security.send_password_reset_notice(&user).await.unwrap();
        assert_eq!(app.mail_to(ADA).await.len(), 0);
    }
}

#[tokio::test]
async fn without_its_mail_an_app_sends_the_link_itself() {
    let heard = Heard::default();
    let toml = "SECURITY_RECOVERABLE = true\nSECURITY_SEND_PASSWORD_RESET_EMAIL = false";
    for app in set(&heard, toml).await {
        app.user(ADA, OLD).await;
        app.browser().post("/reset", &[("email", ADA)]).await;
        assert_eq!(app.mail_to(ADA).await.len(), 0);
        assert_eq!(heard.take(), ["asked ada@example.test"]);
    }
}

#[tokio::test]
async fn without_the_notice_nobody_is_told_by_mail() {
    let heard = Heard::default();
    let toml = "SECURITY_RECOVERABLE = true\nSECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL = false";
    for app in set(&heard, toml).await {
        let user = app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        choose(&app, &link, NEW).await;
        app.security
            .send_password_reset_notice(&user)
            .await
            .unwrap();
        assert_eq!(app.mail_to(ADA).await.len(), 1);
        assert_eq!(
            heard.take(),
            ["asked ada@example.test", "reset ada@example.test"]
        );
    }
}

#[tokio::test]
async fn a_reset_may_sign_in() {
    let heard = Heard::default();
    let toml = "SECURITY_RECOVERABLE = true\nSECURITY_AUTO_LOGIN_AFTER_RESET = true\n\
                SECURITY_POST_LOGIN_VIEW = \"/home\"";
    for app in set(&heard, toml).await {
        app.user(ADA, OLD).await;
        let mut browser = app.browser();
        browser.post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        heard.take();
        assert_eq!(
            browser.post(&link, &[("password", NEW)]).await.location(),
            "/home"
        );
        assert!(is_signed_in(&mut browser).await);
        assert_eq!(
            heard.take(),
            ["reset ada@example.test", "reset ada@example.test"]
        );

        app.security.deliver_mail().await;
        let mut program = app.browser();
        program.post_json("/reset", &json!({ "email": ADA })).await;
        let link = format!("{}?include_auth_token", app.link_for(ADA).await);
        let done = program
            .post_json(&link, &json!({ "password": OLD }))
            .await
            .response();
        let token = done["user"]["authentication_token"].as_str().unwrap();
        assert!(done.get("csrf_token").is_none());
        let mut program = app.browser().with_header("authentication-token", token);
        assert!(is_signed_in(&mut program).await);
        heard.take();
    }
}

/// An app's own feature that lets nobody in.
struct Closed;

#[async_trait]
impl Feature for Closed {
    fn name(&self) -> &'static str {
        "closed"
    }

    async fn gate(&self, _security: &Security, _attempt: &Attempt<'_>) -> Result<Verdict> {
        Ok(Verdict::Refuse(Fault::form("UNAUTHORIZED")))
    }
}

#[tokio::test]
async fn a_reset_that_signs_in_asks_every_gate() {
    let apps = App::on_each_database(|app| {
        app.with(Closed).with(Recoverable {
            auto_login_after_reset: true,
            ..Recoverable::default()
        })
    });
    for app in apps.await {
        let user = app.user(ADA, OLD).await;
        let mut browser = app.browser();
        browser.post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        assert_eq!(
            browser.post(&link, &[("password", NEW)]).await.location(),
            "/login"
        );
        assert!(browser.cookie("session").is_none());
        let user = app
            .security
            .find_user_by_id(user.id)
            .await
            .unwrap()
            .unwrap();
        assert!(
            app.security
                .verify_password(&user, &Secret::new(NEW))
                .await
                .unwrap()
        );
    }
}

#[tokio::test]
async fn the_password_is_typed_twice_where_that_is_wanted() {
    for app in
        apps_with(|app| app.core(|core| core.passwords.password_confirm_required = true)).await
    {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        assert!(
            app.browser()
                .get(&link)
                .await
                .body
                .contains("password_confirm")
        );
        let once = choose(&app, &link, NEW).await;
        assert_eq!(once.status, 422);
        assert!(once.says("The two passwords are not the same."));
        let twice = [("password", NEW), ("password_confirm", NEW)];
        assert_eq!(app.browser().post(&link, &twice).await.location(), "/login");
    }
}
