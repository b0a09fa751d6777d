//! Attacks on an address before its owner comes (Sudhodanan & Paverd, USENIX Security 2022): whoever signs up with
//! somebody else's address gains nothing.

use std::time::Duration;

use super::*;
use crate::{testing::Page, tests::tables};

/// A stranger signs up with Ada's address; the link that Ada gets.
async fn attacked(app: &App) -> (Browser, String) {
    app.advance(Duration::from_secs(1));
    let mut stranger = app.browser();
    stranger.sign_up(ADA, EVIL_PASSWORD).await;
    let link = app.link_for(ADA).await;
    (stranger, link)
}

fn open_door() -> Confirmable {
    Confirmable {
        login_without_confirmation: true,
        ..Confirmable::default()
    }
}

fn is_signed_in(page: &Page) -> bool {
    page.status == 200
}

#[tokio::test]
async fn a_click_does_not_switch_on_a_strangers_password() {
    for app in apps().await {
        let (mut stranger, link) = attacked(&app).await;
        let mut ada = app.browser();
        let page = ada.get(&link).await;
        assert!(
            page.says("enter the password you chose then"),
            "{}",
            page.text()
        );
        assert_eq!(
            ada.get_json(&link).await.response()["password_required"],
            true
        );
        for (typed, words) in [
            ("", "This is not the browser that signed up."),
            (PASSWORD, "The password is not right."),
        ] {
            let page = ada.post(&link, &[("password", typed)]).await;
            assert_eq!(page.status, 422);
            assert!(page.says(words), "{}", page.text());
        }
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.confirmed_at.is_none());
        assert_eq!(stranger.sign_in(ADA, EVIL_PASSWORD).await.status, 401);
    }
}

#[tokio::test]
async fn wrong_passwords_do_not_use_the_link_up() {
    for app in apps().await {
        let (_, link) = signed_up(&app).await;
        let mut phone = app.browser();
        for _ in 0..3 {
            assert_eq!(
                phone
                    .post(&link, &[("password", "not this one, sorry")])
                    .await
                    .status,
                422
            );
        }
        assert_eq!(
            phone
                .post(&link, &[("password", PASSWORD)])
                .await
                .location(),
            "/login"
        );
        assert_eq!(phone.sign_in(ADA, PASSWORD).await.location(), "/");
    }
}

#[tokio::test]
async fn the_cookie_of_another_claim_does_not_stand_for_the_password() {
    for app in apps().await {
        let (_, link) = attacked(&app).await;
        let mut ada = app.browser();
        ada.sign_up(ADA, PASSWORD).await;
        assert_eq!(ada.post(&link, &[]).await.status, 422);
        let mut forger = app.browser();
        forger.set_cookie("session_claim", &"A".repeat(43));
        assert_eq!(forger.post(&link, &[]).await.status, 422);
    }
}

#[tokio::test]
async fn confirming_my_claim_ends_the_strangers() {
    for app in apps().await {
        let (mut stranger, evil_link) = attacked(&app).await;
        let (mut ada, link) = signed_up(&app).await;
        assert_eq!(tables::count(app.db(), "pc_users").await, 2);
        assert_eq!(ada.post(&link, &[]).await.location(), "/login");
        assert_eq!(tables::count(app.db(), "pc_users").await, 1);
        assert_eq!(ada.sign_in(ADA, PASSWORD).await.location(), "/");
        assert_eq!(stranger.sign_in(ADA, EVIL_PASSWORD).await.status, 401);
        assert!(stranger.submit(&evil_link, &[]).await.says("not valid"));
    }
}

#[tokio::test]
async fn confirming_my_claim_ends_the_strangers_session_and_token() {
    for app in apps_with(open_door()).await {
        let mut stranger = app.browser();
        let form = serde_json::json!({ "email": ADA, "password": EVIL_PASSWORD });
        let page = stranger
            .post_json("/register?include_auth_token", &form)
            .await;
        let token = page.response()["user"]["authentication_token"]
            .as_str()
            .unwrap()
            .to_owned();
        let mut program = app.browser().with_header("Authentication-Token", &token);
        assert!(is_signed_in(&stranger.get("/verify").await));
        assert!(is_signed_in(&program.get_json("/verify").await));
        app.security.deliver_mail().await;
        let mut ada = app.browser();
        ada.sign_up(ADA, PASSWORD).await;
        let link = app.link_for(ADA).await;
        ada.post(&link, &[]).await;
        assert!(is_signed_in(&ada.get("/verify").await));
        assert!(!is_signed_in(&stranger.get("/verify").await));
        assert!(!is_signed_in(&program.get_json("/verify").await));
        assert_eq!(tables::count(app.db(), "pc_sessions").await, 1);
        assert_eq!(tables::count(app.db(), "pc_auth_tokens").await, 0);
    }
}

#[tokio::test]
async fn a_strangers_sign_up_after_mine_changes_nothing_for_me() {
    for app in apps().await {
        let (mut ada, link) = signed_up(&app).await;
        attacked(&app).await;
        assert_eq!(ada.post(&link, &[]).await.location(), "/login");
        assert_eq!(ada.sign_in(ADA, PASSWORD).await.location(), "/");
        assert_eq!(tables::count(app.db(), "pc_users").await, 1);
    }
}

#[tokio::test]
async fn a_sign_up_with_an_owned_address_leads_nowhere() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut stranger = app.browser();
        stranger.sign_up(ADA, EVIL_PASSWORD).await;
        let mail = app.newest_mail_to(ADA).await.message;
        assert!(!mail.text.unwrap_or_default().contains("/confirm/"));
        stranger.post("/confirm", &[("email", ADA)]).await;
        assert_eq!(
            app.mail_to(ADA).await.len(),
            1,
            "no link for the claim, whatever is asked"
        );
        assert_eq!(stranger.sign_in(ADA, EVIL_PASSWORD).await.status, 401);
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
    }
}

#[tokio::test]
async fn an_account_made_by_the_operator_wins_over_claims() {
    for app in apps().await {
        let (mut stranger, link) = attacked(&app).await;
        app.user(ADA, PASSWORD).await;
        assert!(stranger.submit(&link, &[]).await.says("not valid"));
        assert!(
            app.browser()
                .submit(&link, &[("password", EVIL_PASSWORD)])
                .await
                .says("not valid")
        );
        assert_eq!(stranger.sign_in(ADA, EVIL_PASSWORD).await.status, 401);
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
    }
}

#[tokio::test]
async fn addresses_that_differ_in_case_are_one() {
    for app in apps().await {
        let (_, _) = attacked(&app).await;
        let mut ada = app.browser();
        ada.sign_up("Ada@EXAMPLE.test", PASSWORD).await;
        let link = app.link_for("Ada@example.test").await;
        assert_eq!(ada.post(&link, &[]).await.location(), "/login");
        assert_eq!(tables::count(app.db(), "pc_users").await, 1);
        assert_eq!(
            ada.sign_in("ADA@example.TEST", PASSWORD).await.location(),
            "/"
        );
    }
}

const MONTH: Duration = Duration::from_secs(30 * 24 * 3600);

#[tokio::test]
async fn claims_are_swept_after_their_time_and_owners_never() {
    for app in apps().await {
        app.user("owner@example.test", PASSWORD).await;
        signed_up(&app).await;
        app.advance(MONTH);
        app.security.sweep().await.unwrap();
        assert_eq!(tables::count(app.db(), "pc_users").await, 2);
        app.advance(Duration::from_secs(1));
        app.security.sweep().await.unwrap();
        assert!(app.security.find_user(ADA).await.unwrap().is_none());
        assert!(
            app.security
                .find_user("owner@example.test")
                .await
                .unwrap()
                .is_some()
        );
    }
}

#[tokio::test]
async fn claims_that_people_live_in_are_not_swept() {
    for app in apps_with(open_door()).await {
        app.browser().sign_up(ADA, PASSWORD).await;
        app.advance(MONTH * 13);
        app.security.sweep().await.unwrap();
        assert!(app.security.find_user(ADA).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn claims_are_not_swept_once_confirmation_is_switched_off() {
    for app in apps().await {
        signed_up(&app).await;
        let later = app
            .restarted_with(|app| app.with(Registerable::default()))
            .await;
        assert_eq!(later.browser().sign_in(ADA, PASSWORD).await.location(), "/");
        later.advance(MONTH * 2);
        later.security.sweep().await.unwrap();
        assert!(later.security.find_user(ADA).await.unwrap().is_some());
    }
}
