//! The pages of the account, as people and programs walk them.

mod activity;
mod data;
mod deletion;
mod devices;
mod gone;
mod profile;

use serde_json::{Value, json};

use crate::{
    audit::{Entry, Filter},
    testing::{App, Browser},
    tests::{ADA, PASSWORD, apps_with},
};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                      Version/18.1 Mobile/15E148 Safari/604.1";

async fn apps() -> Vec<App> {
    apps_with(crate::testing::every_feature).await
}

/// A browser of this kind in which Ada is signed in.
async fn signed_in(app: &App, user_agent: &str) -> Browser {
    let mut browser = app.browser().with_header("user-agent", user_agent);
    assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, 303);
    browser
}

/// The newest event of the log.
async fn newest(app: &App) -> Entry {
    let filter = Filter {
        limit: 1,
        ..Filter::default()
    };
    app.security.audit_events(&filter).await.unwrap().remove(0)
}

#[tokio::test]
async fn the_overview_says_how_one_signs_in() {
    for app in apps().await {
        let mut browser = signed_in(&app, FIREFOX).await;
        let page = browser.get("/account").await;
        assert_eq!(page.status, 200);
        for words in [
            "You are signed in as ada@example.test .",
            "Email address Confirmed ada@example.test",
            "A password is set. Change password",
            "You have 2 ways to sign in Password · Link by email",
            "You are signed in on one device.",
        ] {
            assert!(page.says(words), "{words}: {}", page.text());
        }
        let answer = browser.get_json("/account").await.response();
        assert_eq!(answer["methods"], json!(["password", "link"]));
        assert_eq!(answer["active_password"], true);
        assert_eq!(
            (&answer["email"], &answer["sessions"]),
            (&json!(ADA), &json!(1))
        );
    }
}

#[tokio::test]
async fn somebody_without_a_password_is_shown_where_to_set_one() {
    for app in apps().await {
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        let request = crate::SignInRequest {
            authn_via: "test",
            remember: false,
            client: Default::default(),
            replaces: None,
        };
        let removed = app.security.change_user_password(&ada, None, &request);
        drop(removed.await.unwrap());
        let page = app.login_as(ADA).await.get("/account").await;
        assert!(page.says("There is no password yet. Set a password"));
        assert!(page.says("You have one way to sign in Link by email"));
    }
}

#[tokio::test]
async fn what_is_off_is_offered_to_nobody() {
    for app in apps_with(|app| app.with(crate::Account::default())).await {
        let mut browser = signed_in(&app, FIREFOX).await;
        let page = browser.get("/account").await;
        assert!(
            page.says("You have one way to sign in Password"),
            "{}",
            page.text()
        );
        assert!(!page.says("Change password"), "{}", page.text());
        let answer = browser.get_json("/account").await.response();
        assert_eq!(answer["methods"], json!(["password"]));
    }
}

#[tokio::test]
async fn the_account_is_shown_to_nobody_else() {
    for app in apps().await {
        for path in [
            "/account",
            "/account/devices",
            "/account/activity",
            "/account/data",
            "/account/delete",
        ] {
            let mut nobody = app.browser();
            let page = nobody.get(path).await;
            let next = path.replace('/', "%2F");
            assert_eq!(page.location(), format!("/login?next={next}"));
            assert_eq!(nobody.get_json(path).await.status, 401);
        }
    }
}

// ASVS: 7.5.2
#[tokio::test]
async fn signing_out_everywhere_ends_this_session_and_all_others_and_every_token() {
    for app in apps().await {
        let mut browser = signed_in(&app, FIREFOX).await;
        let mut other = signed_in(&app, SAFARI).await;
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        let token = ada.auth_token(&app.security).await.unwrap();
        let mut program = app
            .browser()
            .with_header("authentication-token", token.expose());
        assert_eq!(program.get_json("/account").await.status, 200);
        let page = browser
            .submit("/account/devices", &[("session", "all")])
            .await;
        assert!(
            page.says("You are signed out everywhere."),
            "{}",
            page.text()
        );
        assert!(browser.cookie("session").is_none());
        for gone in [&mut browser, &mut other, &mut program] {
            assert_eq!(gone.get_json("/account").await.status, 401);
        }
        let event = newest(&app).await;
        assert_eq!((&*event.kind, &*event.actor), ("access_ended", "person"));
        assert_eq!(
            other.sign_in(ADA, PASSWORD).await.status,
            303,
            "the password stays"
        );
    }
}
