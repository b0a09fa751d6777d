//! The functions on the handle, and the settings.

use async_trait::async_trait;

use super::*;
use crate::{
    Fault, SignIn, SignInRequest,
    security::feature::{Attempt, Client, Verdict},
    settings::{Settings, Source},
};

pub(super) fn caller() -> SignInRequest {
    SignInRequest {
        authn_via: "change",
        remember: false,
        client: Client::default(),
        replaces: None,
    }
}

#[tokio::test]
async fn the_functions_work_while_the_feature_is_off() {
    let heard = Heard::default();
    for app in App::on_each_database(|app| heard.listen(app)).await {
        let user = app.user(ADA, OLD).await;
        assert_eq!(app.login_as(ADA).await.get("/change").await.status, 404);
        heard.take();
        let changed = app
            .security
            .change_user_password(&user, Some(new_password(NEW)), &caller())
            .await
            .unwrap();
        assert!(matches!(changed, SignIn::Open(_)));
        assert_eq!(heard.take(), ["changed", "change"]);
        let notice = app.newest_mail_to(ADA).await.message;
        assert_eq!(notice.subject, "Your password has been changed");
        assert!(can_sign_in(&app, NEW).await);
    }
}

#[tokio::test]
async fn a_password_can_be_taken_away() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        let changed = app
            .security
            .change_user_password(&user, None, &caller())
            .await
            .unwrap();
        let SignIn::Open(session) = changed else {
            panic!("{changed:?}")
        };
        assert!(!session.user.has_password());
        assert!(!can_sign_in(&app, OLD).await);
        assert!(!is_signed_in(&mut browser).await);
        let cookie = app.security.session_cookie(&session);
        let mut renewed = app.browser();
        renewed.set_cookie(cookie.name(), cookie.value());
        assert!(is_signed_in(&mut renewed).await);
        assert_eq!(app.mail_to(ADA).await.len(), 1);
    }
}

#[tokio::test]
async fn an_operator_changes_a_password_with_and_without_a_notice() {
    let heard = Heard::default();
    for app in apps_with(|app| heard.listen(app)).await {
        let user = app.user(ADA, OLD).await;
        for (password, notify, mails) in [(NEW, false, 0), ("one more new password", true, 1)] {
            let mut browser = app.login_as(ADA).await;
            let reset = app
                .security
                .generate_reset_password_token(&user)
                .await
                .unwrap();
            heard.take();
            let security = &app.security;
            assert!(
                security
                    .admin_change_password(&user, new_password(password), notify)
                    .await
                    .unwrap()
            );
            assert_eq!(heard.take(), ["changed"]);
            assert!(!is_signed_in(&mut browser).await);
            let link = security
                .reset_password_token_status(reset.expose())
                .await
                .unwrap();
            assert!(matches!(link, crate::TokenStatus::Invalid));
            assert!(can_sign_in(&app, password).await);
            assert_eq!(app.mail_to(ADA).await.len(), mails);
        }
        app.security
            .send_password_changed_notice(&user)
            .await
            .unwrap();
        assert_eq!(app.mail_to(ADA).await.len(), 2);
    }
}

#[tokio::test]
async fn nothing_changes_for_somebody_who_is_gone_or_deactivated() {
    let heard = Heard::default();
    for app in apps_with(|app| heard.listen(app)).await {
        let user = app.user(ADA, OLD).await;
        let request = caller();
        let change = || {
            let password = Some(new_password(NEW));
            app.security.change_user_password(&user, password, &request)
        };
        app.security.deactivate_user(&user).await.unwrap();
        assert!(
            matches!(change().await.unwrap(), SignIn::Refused(f) if f.key == "DISABLED_ACCOUNT")
        );
        app.security.activate_user(&user).await.unwrap();
        assert!(can_sign_in(&app, OLD).await);
        app.security.delete_user(&user).await.unwrap();
        heard.take();
        assert!(
            matches!(change().await.unwrap(), SignIn::Refused(f) if f.key == "DISABLED_ACCOUNT")
        );
        let admin = app
            .security
            .admin_change_password(&user, new_password(NEW), true);
        assert!(!admin.await.unwrap());
        assert_eq!(heard.take(), Vec::<&str>::new());
        assert_eq!(app.mail_to(ADA).await.len(), 0);
    }
}

/// An app's own feature that lets nobody in by a change.
struct Closed;

#[async_trait]
impl Feature for Closed {
    fn name(&self) -> &'static str {
        "closed"
    }

    async fn gate(&self, _security: &Security, attempt: &Attempt<'_>) -> Result<Verdict> {
        Ok(match attempt.authn_via {
            "change" => Verdict::Refuse(Fault::form("UNAUTHORIZED")),
            _ => Verdict::Pass,
        })
    }
}

#[tokio::test]
async fn a_gate_that_refuses_leaves_the_password_as_it_is() {
    for app in apps_with(|app| app.with(Closed)).await {
        app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        let refused = change(&mut browser, OLD, NEW).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("You have no permission for this."));
        assert!(can_sign_in(&app, OLD).await && is_signed_in(&mut browser).await);
    }
}

async fn set(toml: &'static str) -> Vec<App> {
    App::on_each_database(|app| {
        let source = Source::empty().toml(toml, "test.toml");
        app.settings(Settings::load(source))
    })
    .await
}

#[tokio::test]
async fn the_feature_is_switched_on_and_its_path_view_and_subject_are_set_by_names() {
    let toml = r#"
        SECURITY_CHANGEABLE = true
        SECURITY_CHANGE_URL = "/password"
        SECURITY_POST_CHANGE_VIEW = "/account"
        SECURITY_EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE = "It is new"
    "#;
    for app in set(toml).await {
        app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        assert_eq!(browser.get("/change").await.status, 404);
        let fields = [("password", OLD), ("new_password", NEW)];
        let done = browser.post("/password", &fields).await;
        assert_eq!(done.location(), "/account");
        assert_eq!(app.newest_mail_to(ADA).await.message.subject, "It is new");
    }
}

#[tokio::test]
async fn a_change_leads_where_sign_in_leads_and_no_notice_goes_out_when_that_is_off() {
    let toml = r#"
        SECURITY_CHANGEABLE = true
        SECURITY_POST_LOGIN_VIEW = "/home"
        SECURITY_SEND_PASSWORD_CHANGE_EMAIL = false
    "#;
    for app in set(toml).await {
        let user = app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        assert_eq!(change(&mut browser, OLD, NEW).await.location(), "/home");
        let admin = app
            .security
            .admin_change_password(&user, new_password(OLD), true);
        assert!(admin.await.unwrap());
        assert_eq!(app.mail_to(ADA).await.len(), 0);
    }
}
