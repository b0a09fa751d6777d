//! Proving again who one is.

use std::time::Duration;

use axum::{Router, routing::get};

use super::*;
use crate::{CurrentUser, Fresh, fresh_auth_required, settings::Span, testing::Browser};

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

async fn sensitive(Fresh(user): Fresh<CurrentUser>) -> String {
    format!("sensitive for {}", user.email)
}

/// Apps with two ways of asking for a fresh proof.
async fn guarded(features: impl Fn(SecurityBuilder) -> SecurityBuilder) -> Vec<App> {
    let lasting = |app: SecurityBuilder| {
        features(app).core(|core| {
            core.sessions.session_idle_within = 6 * DAY;
            core.tokens.token_max_age = 6 * DAY;
        })
    };
    let routes = || {
        let behind = Router::new()
            .route("/guarded", get(async || "guarded"))
            .route_layer(fresh_auth_required());
        Router::new().route("/fresh", get(sensitive)).merge(behind)
    };
    let apps = apps_with(lasting).await;
    apps.into_iter().map(|app| app.serving(routes())).collect()
}

async fn is_fresh(browser: &mut Browser) -> bool {
    let page = browser.get("/fresh").await;
    let other = browser.get_json("/guarded").await;
    assert_eq!(
        page.status == 200,
        other.status == 200,
        "extractor and guard agree"
    );
    page.status == 200
}

// ASVS: 7.5.1
#[tokio::test]
async fn a_browser_that_signed_in_long_ago_is_asked_for_the_password_and_comes_back() {
    for app in guarded(|app| app).await {
        let mut browser = app.login_as(ADA).await;
        app.advance(DAY);
        let page = browser.get("/fresh?x=1&y=2").await;
        assert_eq!(
            (page.status, page.location()),
            (302, "/verify?next=%2Ffresh%3Fx%3D1%26y%3D2")
        );
        let page = browser.visit("/fresh?x=1&y=2").await;
        assert!(page.says("Confirm that it is you before you go on."));
        assert!(
            page.body
                .contains("name=\"next\" value=\"&#x2f;fresh?x=1&amp;y=2\""),
            "{}",
            page.body
        );
        let fields = [("password", PASSWORD), ("next", "/fresh?x=1&y=2")];
        let page = browser.post("/verify", &fields).await;
        assert_eq!((page.status, page.location()), (303, "/fresh?x=1&y=2"));
        assert_eq!(
            browser.get("/fresh").await.body,
            "sensitive for ada@example.test"
        );
    }
}

#[tokio::test]
async fn a_program_that_signed_in_long_ago_gets_401_with_what_the_reference_says() {
    for app in guarded(|app| app).await {
        let mut browser = app.login_as(ADA).await;
        app.advance(DAY);
        for path in ["/fresh", "/guarded"] {
            let page = browser.get_json(path).await;
            assert_eq!(page.status, 401);
            assert_eq!(
                page.response(),
                json!({
                    "errors": ["Confirm that it is you before you go on."],
                    "error_codes": ["REAUTHENTICATION_REQUIRED"],
                    "reauth_required": true, "unified_signin_enabled": false,
                    "has_webauthn_verify_credential": false, "oauth_enabled": false, "oauth_providers": [],
                })
            );
            assert!(
                page.header("www-authenticate")
                    .contains("insufficient_user_authentication")
            );
        }
        let page = app.browser().get_json("/fresh").await;
        assert_eq!(
            page.error_codes(),
            ["UNAUTHENTICATED"],
            "not signed in is another answer"
        );
    }
}

// ASVS: 7.2.4
#[tokio::test]
async fn a_new_proof_renews_the_session_and_the_old_cookie_is_dead() {
    for app in guarded(|app| app).await {
        let mut browser = app.login_as(ADA).await;
        app.advance(DAY);
        let mut copy = browser.clone();
        let page = browser
            .post_json("/verify", &json!({ "password": PASSWORD }))
            .await;
        assert_eq!(page.status, 200);
        let keys: Vec<String> = page
            .response()
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        assert_eq!(keys, ["csrf_token", "user"]);
        assert_ne!(browser.cookie("session"), copy.cookie("session"));
        assert!(is_fresh(&mut browser).await);
        assert_eq!(
            copy.get_json("/fresh").await.error_codes(),
            ["UNAUTHENTICATED"]
        );
    }
}

// ASVS: 1.2.2
#[tokio::test]
async fn the_page_is_for_those_who_are_signed_in() {
    for app in apps().await {
        let mut browser = app.browser();
        let page = browser.get("/verify?next=/x").await;
        assert_eq!(page.location(), "/login?next=%2Fverify%3Fnext%3D%2Fx");
        let page = browser
            .post_json("/verify", &json!({ "password": PASSWORD }))
            .await;
        assert_eq!(
            (page.status, page.error_codes()),
            (401, vec!["UNAUTHENTICATED".to_owned()])
        );
        let page = app.login_as(ADA).await.get_json("/verify").await;
        let response = page.response();
        assert_eq!(response["has_webauthn_verify_credential"], false);
        assert_eq!(response["oauth_enabled"], false);
        assert_eq!(response["oauth_providers"], json!([]));
        assert_eq!(response["user"], json!({}));
    }
}

#[tokio::test]
async fn a_wrong_password_changes_nothing_and_is_told() {
    let heard = Heard::default();
    for app in guarded(|app| heard.listen(app)).await {
        let mut browser = app.login_as(ADA).await;
        heard.take();
        app.advance(DAY);
        let page = browser.post("/verify", &[("password", WRONG)]).await;
        assert!(
            page.status == 422 && page.says("The password is not right."),
            "{}",
            page.status
        );
        assert_eq!(heard.take(), ["ada@example.test failed by password"]);
        let page = browser
            .post_json("/verify", &json!({ "password": WRONG }))
            .await;
        assert_eq!(
            page.response()["field_error_codes"],
            json!({ "password": ["INVALID_PASSWORD"] })
        );
        heard.take();
        let page = browser.post_json("/verify", &json!({})).await;
        assert_eq!(page.error_codes(), ["PASSWORD_NOT_PROVIDED"]);
        assert!(heard.take().is_empty(), "no password is no attempt");
        assert!(!is_fresh(&mut browser).await);
    }
}

#[tokio::test]
async fn a_new_proof_leads_to_its_view_and_never_elsewhere() {
    let view =
        |app: SecurityBuilder| app.core(|core| core.redirects.post_verify_view = "/proven".into());
    for app in apps_with(view).await {
        let mut browser = app.login_as(ADA).await;
        let page = browser.post("/verify", &[("password", PASSWORD)]).await;
        assert_eq!(page.location(), "/proven");
        let fields = [("password", PASSWORD), ("next", "//evil.example")];
        let page = browser.post("/verify", &fields).await;
        assert_eq!((page.status, page.location()), (422, ""));
    }
}

#[tokio::test]
async fn what_was_checked_lately_is_not_asked_again() {
    let short = |app: SecurityBuilder| {
        app.core(|core| {
            core.freshness.freshness = Span::Within(HOUR);
            core.freshness.freshness_grace_period = HOUR;
        })
    };
    for app in guarded(short).await {
        let mut used = app.login_as(ADA).await;
        let mut unused = app.login_as(ADA).await;
        app.advance(HOUR - Duration::from_secs(1));
        assert!(is_fresh(&mut used).await, "begins the grace period");
        app.advance(HOUR - Duration::from_secs(1));
        assert!(is_fresh(&mut used).await, "prolongs it");
        assert!(
            !is_fresh(&mut unused).await,
            "a grace period that never began"
        );
        app.advance(HOUR - Duration::from_secs(1));
        assert!(is_fresh(&mut used).await);
        app.advance(HOUR);
        assert!(!is_fresh(&mut used).await);
    }
}

#[tokio::test]
async fn freshness_that_is_off_asks_nobody_and_has_no_page() {
    let off = |app: SecurityBuilder| app.core(|core| core.freshness.freshness = Span::Off);
    for app in guarded(off).await {
        let mut browser = app.login_as(ADA).await;
        app.advance(2 * DAY);
        assert!(is_fresh(&mut browser).await);
        assert_eq!(browser.get("/verify").await.status, 404);
        assert_eq!(app.security.path_of("verify"), None);
    }
}

#[tokio::test]
async fn a_token_is_as_fresh_as_the_sign_in_behind_it_unless_tokens_do_not_count() {
    for counts in [true, false] {
        let setting = move |app: SecurityBuilder| {
            app.core(|core| core.freshness.freshness_allow_auth_token = counts)
        };
        for app in guarded(setting).await {
            let ada = app.security.find_user(ADA).await.unwrap().unwrap();
            let token = ada.auth_token(&app.security).await.unwrap();
            let mut program = app
                .browser()
                .with_header("authentication-token", token.expose());
            assert_eq!(is_fresh(&mut program).await, counts);
            app.advance(DAY);
            assert!(!is_fresh(&mut program).await);
            let body = json!({ "password": PASSWORD });
            let page = program.post_json("/verify?include_auth_token", &body).await;
            let renewed = page.response()["user"]["authentication_token"]
                .as_str()
                .unwrap()
                .to_owned();
            assert!(
                page.header("set-cookie").is_empty(),
                "a program gets no session"
            );
            let mut program = app.browser().with_header("authentication-token", &renewed);
            assert_eq!(is_fresh(&mut program).await, counts);
        }
    }
}
