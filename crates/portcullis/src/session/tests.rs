//! How long people stay signed in, and what ends it.

mod auth_tokens;
mod cache;
mod cookies;
mod model;
mod races;

use std::time::Duration;

use serde_json::json;

use super::*;
use crate::{
    SecurityBuilder,
    testing::{App, Browser},
    tests::{ADA, PASSWORD, apps_with, tables},
};

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

async fn apps() -> Vec<App> {
    apps_with(|app| app).await
}

/// A program with a token of Ada's.
async fn program(app: &App) -> Browser {
    let token = ada(app).await.auth_token(&app.security).await.unwrap();
    app.browser()
        .with_header("authentication-token", token.expose())
}

async fn ada(app: &App) -> User {
    app.security.find_user(ADA).await.unwrap().unwrap()
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get_json("/verify").await.status == 200
}

async fn remembered(app: &App) -> Browser {
    let mut browser = app.browser();
    let fields = [("email", ADA), ("password", PASSWORD), ("remember", "y")];
    assert_eq!(browser.post("/login", &fields).await.status, 303);
    browser
}

async fn rows(app: &App) -> i64 {
    tables::count_of_user(app.db(), "pc_sessions", ada(app).await.id).await
}

// ASVS: 7.3.1
#[tokio::test]
async fn a_session_that_is_not_used_ends_after_twelve_hours() {
    for app in apps().await {
        let mut unused = app.login_as(ADA).await;
        let mut used = app.login_as(ADA).await;
        app.advance(12 * HOUR - SECOND);
        assert!(is_in(&mut used).await);
        app.advance(SECOND);
        assert!(!is_in(&mut unused).await);
        app.advance(11 * HOUR);
        assert!(is_in(&mut used).await, "use keeps it open");
        app.advance(12 * HOUR);
        assert!(!is_in(&mut used).await);
    }
}

// ASVS: 7.3.2
#[tokio::test]
async fn a_session_in_use_ends_after_seven_days() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        for _ in 0..(7 * 24 / 11) {
            app.advance(11 * HOUR);
            assert!(is_in(&mut browser).await);
        }
        app.advance(7 * DAY - 15 * 11 * HOUR - SECOND);
        assert!(is_in(&mut browser).await, "a second before its end");
        app.advance(SECOND);
        assert!(!is_in(&mut browser).await);
    }
}

// ASVS: 7.3.2
#[tokio::test]
async fn a_remembered_session_lives_thirty_days_used_or_not() {
    for app in apps().await {
        let mut unused = remembered(&app).await;
        let mut used = remembered(&app).await;
        app.advance(29 * DAY);
        assert!(is_in(&mut used).await);
        app.advance(DAY - SECOND);
        assert!(is_in(&mut unused).await && is_in(&mut used).await);
        app.advance(SECOND);
        assert!(!is_in(&mut unused).await && !is_in(&mut used).await);
    }
}

#[tokio::test]
async fn lifetimes_are_settings() {
    let short = |app: SecurityBuilder| {
        app.core(|core| {
            core.sessions.session_idle_within = HOUR;
            core.sessions.permanent_session_lifetime = 2 * HOUR;
            core.sessions.remember_cookie_duration = 3 * HOUR;
        })
    };
    for app in apps_with(short).await {
        let (mut idle, mut used, mut kept) = (
            app.login_as(ADA).await,
            app.login_as(ADA).await,
            remembered(&app).await,
        );
        app.advance(HOUR - SECOND);
        assert!(is_in(&mut used).await);
        app.advance(SECOND);
        assert!(!is_in(&mut idle).await);
        app.advance(HOUR - 2 * SECOND);
        assert!(is_in(&mut used).await);
        app.advance(2 * SECOND);
        assert!(!is_in(&mut used).await);
        app.advance(HOUR - SECOND);
        assert!(is_in(&mut kept).await);
        app.advance(SECOND);
        assert!(!is_in(&mut kept).await);
    }
}

#[tokio::test]
async fn last_seen_is_written_once_a_minute_at_most() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        let token = Token::parse(browser.cookie("session").unwrap()).unwrap();
        let seen = async || {
            let found =
                store::check(&mut app.security.db(), app.security.now(), &token.hash()).await;
            let (session, _) = found.unwrap().unwrap();
            (session.last_seen_at, session.idle_until)
        };
        let begun = seen().await;
        app.advance(59 * SECOND);
        is_in(&mut browser).await;
        assert_eq!(seen().await, begun);
        app.advance(SECOND);
        is_in(&mut browser).await;
        let now = app.security.now();
        assert_eq!(seen().await, (now, now + 12 * HOUR));
        app.advance(59 * SECOND);
        is_in(&mut browser).await;
        assert_eq!(seen().await.0, now);
    }
}

// ASVS: 7.4.2
#[tokio::test]
async fn deactivation_ends_everything_at_once_and_activation_brings_nothing_back() {
    for app in apps().await {
        let (mut browser, mut other) = (app.login_as(ADA).await, remembered(&app).await);
        let mut program = program(&app).await;
        assert!(is_in(&mut program).await);
        assert!(
            app.security
                .deactivate_user(&ada(&app).await)
                .await
                .unwrap()
        );
        for browser in [&mut browser, &mut other, &mut program] {
            assert!(!is_in(browser).await);
        }
        assert!(app.security.activate_user(&ada(&app).await).await.unwrap());
        for browser in [&mut browser, &mut other, &mut program] {
            assert!(!is_in(browser).await, "what ended stays ended");
        }
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.status, 303);
    }
}

// ASVS: 7.4.2
#[tokio::test]
async fn a_user_who_is_deleted_is_signed_out_everywhere() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        let mut program = program(&app).await;
        assert!(app.security.delete_user(&ada(&app).await).await.unwrap());
        assert!(!is_in(&mut browser).await && !is_in(&mut program).await);
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.status, 401);
    }
}

// ASVS: 7.4.5
#[tokio::test]
async fn resetting_access_ends_everything_but_the_password() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        let mut program = program(&app).await;
        app.user("bob@example.test", PASSWORD).await;
        let mut bob = app.login_as("bob@example.test").await;
        app.security
            .reset_user_access(&ada(&app).await)
            .await
            .unwrap();
        assert!(!is_in(&mut browser).await && !is_in(&mut program).await);
        assert!(is_in(&mut bob).await, "nobody else is touched");
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.status, 303);
    }
}

#[tokio::test]
async fn a_session_that_is_replaced_ends_with_its_tokens() {
    for app in apps().await {
        let mut browser = app.browser();
        let body = json!({ "email": ADA, "password": PASSWORD });
        let page = browser.post_json("/login?include_auth_token", &body).await;
        let token = page.response()["user"]["authentication_token"].clone();
        let mut program = app
            .browser()
            .with_header("authentication-token", token.as_str().unwrap());
        let secret = Token::parse(browser.cookie("session").unwrap()).unwrap();
        let found = store::check(&mut app.security.db(), app.security.now(), &secret.hash()).await;
        let request = SignInRequest {
            authn_via: "confirm",
            remember: false,
            client: Client::default(),
            replaces: Some(found.unwrap().unwrap().0.id),
        };
        let SignIn::Open(_) = app
            .security
            .login_user(&ada(&app).await, &request)
            .await
            .unwrap()
        else {
            panic!("no gate is on");
        };
        assert!(!is_in(&mut browser).await && !is_in(&mut program).await);
        assert_eq!(rows(&app).await, 1);
    }
}

#[tokio::test]
async fn what_has_expired_is_swept_and_nothing_else() {
    for app in apps().await {
        let _idle = app.login_as(ADA).await;
        let mut kept = remembered(&app).await;
        ada(&app).await.auth_token(&app.security).await.unwrap();
        app.advance(12 * HOUR + SECOND);
        let mut fresh = app.login_as(ADA).await;
        let token = ada(&app).await.auth_token(&app.security).await.unwrap();
        assert_eq!((rows(&app).await, tokens(&app).await), (3, 2));
        app.security.sweep().await.unwrap();
        assert_eq!((rows(&app).await, tokens(&app).await), (2, 1));
        let mut program = app
            .browser()
            .with_header("authentication-token", token.expose());
        assert!(is_in(&mut kept).await && is_in(&mut fresh).await && is_in(&mut program).await);
    }
}

async fn tokens(app: &App) -> i64 {
    tables::count_of_user(app.db(), "pc_auth_tokens", ada(app).await.id).await
}

#[tokio::test]
async fn a_deactivation_between_password_and_session_wins() {
    for app in apps().await {
        let before = ada(&app).await;
        app.security.deactivate_user(&before).await.unwrap();
        let request = SignInRequest {
            authn_via: "password",
            remember: false,
            client: Client::default(),
            replaces: None,
        };
        // As the sign-in saw her: still active.
        let outcome = app.security.login_user(&before, &request).await.unwrap();
        assert!(matches!(outcome, SignIn::Refused(fault) if fault.key == "DISABLED_ACCOUNT"));
        assert_eq!(rows(&app).await, 0);
    }
}
