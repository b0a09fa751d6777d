//! Sign-up where nothing has to be confirmed, or not at once.

use serde_json::json;

use super::*;
use crate::tests::{at_once::at_once, tables};

#[tokio::test]
async fn without_confirmation_a_sign_up_signs_in() {
    for app in apps_where(|app| app).await {
        let mut browser = app.browser();
        assert!(!browser.get("/register").await.says("to finish signing up"));
        let page = browser.sign_up(ADA, PASSWORD).await;
        assert_eq!((page.status, page.location()), (303, "/"));
        assert!(browser.cookie("session").is_some());
        assert!(browser.cookie("claim").is_none());
        assert!(browser.get("/verify").await.says(ADA));
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(!user.is_claim() && user.confirmed_at.is_none());
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
    }
}

#[tokio::test]
async fn a_program_that_signs_up_gets_the_token_it_asks_for() {
    for app in apps_where(|app| {
        app.security_payload(|user| {
            json!({ "email": user.email })
                .as_object()
                .cloned()
                .unwrap_or_default()
        })
    })
    .await
    {
        let fields = json!({ "email": ADA, "password": PASSWORD });
        let mut program = app.browser();
        let answer = program
            .post_json("/register?include_auth_token", &fields)
            .await;
        let user = &answer.response()["user"];
        assert_eq!(user["email"], ADA);
        let token = user["authentication_token"].as_str().unwrap();
        let mut other = app.browser().with_header("Authentication-Token", token);
        assert_eq!(other.get_json("/verify").await.status, 200);
        let second = json!({ "email": "bob@example.test", "password": PASSWORD });
        let answer = app.browser().post_json("/register", &second).await;
        assert_eq!(
            answer.response()["user"],
            json!({ "email": "bob@example.test" })
        );
    }
}

#[tokio::test]
async fn a_browser_goes_on_to_next_else_to_the_configured_view() {
    let view = |app: SecurityBuilder| {
        app.with(Registerable {
            post_register_view: "/welcome".into(),
            ..Registerable::default()
        })
    };
    for app in App::on_each_database(view).await {
        let form = |email, next| [("email", email), ("password", PASSWORD), ("next", next)];
        let page = app
            .browser()
            .post("/register", &form("a@example.test", ""))
            .await;
        assert_eq!(page.location(), "/welcome");
        let page = app
            .browser()
            .post("/register", &form("b@example.test", "/cart?x=1"))
            .await;
        assert_eq!(page.location(), "/cart?x=1");
        let fields = [("email", "c@example.test"), ("password", PASSWORD)];
        let page = app.browser().post("/register?next=/here", &fields).await;
        assert_eq!(page.location(), "/here");
        let page = app
            .browser()
            .post("/register", &form("d@example.test", "//evil.example"))
            .await;
        assert_eq!(page.status, 422);
        let page = app.browser().get("/register?next=/cart").await;
        assert!(
            page.body.contains("name=\"next\" value=\"&#x2f;cart\""),
            "{}",
            page.body
        );
    }
}

#[tokio::test]
async fn a_taken_address_is_not_told_and_its_owner_hears_of_it() {
    for app in apps_where(|app| app).await {
        app.user(ADA, PASSWORD).await;
        let mut stranger = app.browser();
        let page = stranger.sign_up(ADA, "a stranger's password").await;
        assert_eq!((page.status, page.location()), (303, "/"));
        assert!(stranger.cookie("session").is_none());
        let fields = json!({ "email": ADA, "password": "a stranger's password" });
        let answer = stranger
            .post_json("/register?include_auth_token", &fields)
            .await;
        assert_eq!(
            (answer.status, &answer.response()["user"]),
            (200, &json!({}))
        );
        assert_eq!(tables::count(app.db(), "pc_users").await, 1);
        let mails = app.mail_to(ADA).await;
        assert_eq!(mails.len(), 2);
        assert!(
            mails[0]
                .message
                .text
                .as_ref()
                .unwrap()
                .contains("You already have an account")
        );
        assert_eq!(
            stranger.sign_in(ADA, "a stranger's password").await.status,
            401
        );
    }
}

#[tokio::test]
async fn a_taken_address_is_told_where_plain_answers_are_wanted() {
    for app in apps_where(plain).await {
        app.user(ADA, PASSWORD).await;
        let fields = json!({ "email": "ADA@example.test", "password": PASSWORD });
        let answer = app.browser().post_json("/register", &fields).await;
        assert_eq!(
            (answer.status, answer.error_codes()),
            (400, vec!["EMAIL_ALREADY_ASSOCIATED".to_owned()])
        );
        assert_eq!(
            answer.response()["field_error_codes"]["email"],
            json!(["EMAIL_ALREADY_ASSOCIATED"])
        );
        let page = app.browser().sign_up(ADA, PASSWORD).await;
        assert_eq!(page.status, 422);
        assert!(
            page.says("There is an account with ada@example.test already."),
            "{}",
            page.text()
        );
        assert_eq!(app.mail_to(ADA).await.len(), 0);
    }
}

#[tokio::test]
async fn a_taken_address_beside_a_bad_password_is_only_a_bad_password() {
    for app in apps_where(|app| app).await {
        app.user(ADA, PASSWORD).await;
        let page = app.browser().sign_up(ADA, "short").await;
        assert_eq!(page.status, 422);
        assert!(!page.body.contains("id=\"email-error\""));
        assert_eq!(app.mail_to(ADA).await.len(), 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_sign_ups_with_one_address_at_once_one_gets_it() {
    for app in apps_where(plain).await {
        let sign_ups = (0..16).map(|_| {
            let mut browser = app.browser();
            async move { browser.sign_up(ADA, PASSWORD).await.status }
        });
        let mut statuses = at_once(sign_ups).await;
        statuses.sort_unstable();
        assert_eq!(statuses[0], 303);
        assert!(
            statuses[1..].iter().all(|status| *status == 422),
            "{statuses:?}"
        );
        assert_eq!(tables::count(app.db(), "pc_users").await, 1);
        assert_eq!(tables::count(app.db(), "pc_mail_jobs").await, 1);
    }
}

fn open_door() -> Confirmable {
    Confirmable {
        login_without_confirmation: true,
        ..Confirmable::default()
    }
}

#[tokio::test]
async fn where_confirmation_may_wait_a_sign_up_signs_in_whoever_has_the_address() {
    for app in apps_where(|app| app.with(open_door())).await {
        app.user("owner@example.test", PASSWORD).await;
        for address in [ADA, "owner@example.test"] {
            let mut browser = app.browser();
            let page = browser.sign_up(address, PASSWORD).await;
            assert_eq!((page.status, page.location()), (303, "/"), "{address}");
            assert!(
                browser.cookie("session").is_some() && browser.cookie("session_browser").is_some()
            );
            assert!(browser.get("/verify").await.says(address));
        }
        assert!(app.link_for(ADA).await.starts_with("/confirm/"));
        let to_owner = app
            .newest_mail_to("owner@example.test")
            .await
            .message
            .text
            .unwrap();
        assert!(
            to_owner.contains("You already have an account"),
            "{to_owner}"
        );
    }
}
