//! Auth tokens of programs.

use super::*;
use crate::testing::Page;

async fn granted(app: &App) -> String {
    ada(app)
        .await
        .auth_token(&app.security)
        .await
        .unwrap()
        .expose()
        .to_owned()
}

fn token_of(page: &Page) -> Option<String> {
    page.response()["user"]["authentication_token"]
        .as_str()
        .map(str::to_owned)
}

fn program(app: &App, token: &str) -> Browser {
    app.browser().with_header("authentication-token", token)
}

#[tokio::test]
async fn a_token_is_granted_to_whoever_asks_for_it_and_only_in_json() {
    for app in apps().await {
        let body = json!({ "email": ADA, "password": PASSWORD });
        for path in [
            "/login?include_auth_token",
            "/login?include_auth_token=",
            "/login?x=1&include_auth_token=true",
        ] {
            let token = token_of(&app.browser().post_json(path, &body).await).expect(path);
            assert!(is_in(&mut program(&app, &token)).await);
        }
        let mut browser = app.browser();
        assert_eq!(token_of(&browser.post_json("/login", &body).await), None);
        let page = browser
            .post_json(
                "/verify?include_auth_token",
                &json!({ "password": PASSWORD }),
            )
            .await;
        assert!(is_in(&mut program(&app, &token_of(&page).unwrap())).await);
        let fields = [("email", ADA), ("password", PASSWORD)];
        let page = app
            .browser()
            .post("/login?include_auth_token", &fields)
            .await;
        assert!(page.status == 303 && page.body.is_empty());
    }
}

#[tokio::test]
async fn a_sign_in_that_failed_grants_no_token() {
    for app in apps().await {
        let body = json!({ "email": ADA, "password": "battery horse correct" });
        let page = app
            .browser()
            .post_json("/login?include_auth_token", &body)
            .await;
        assert_eq!((page.status, token_of(&page)), (400, None));
    }
}

#[tokio::test]
async fn old_clients_get_a_token_without_asking_where_the_setting_says_so() {
    let compatible =
        |app: SecurityBuilder| app.core(|core| core.http.backwards_compat_auth_token = true);
    for app in apps_with(compatible).await {
        let body = json!({ "email": ADA, "password": PASSWORD });
        let page = app.browser().post_json("/login", &body).await;
        assert!(is_in(&mut program(&app, &token_of(&page).unwrap())).await);
    }
}

// ASVS: 7.2.2, 14.2.1
#[tokio::test]
async fn a_token_counts_in_either_header_and_nowhere_else() {
    for app in apps().await {
        let token = granted(&app).await;
        let bearer = format!("Bearer {token}");
        assert!(is_in(&mut program(&app, &token)).await);
        assert!(is_in(&mut app.browser().with_header("authorization", &bearer)).await);
        assert!(
            is_in(
                &mut app
                    .browser()
                    .with_header("authorization", &bearer.replace("Bearer", "bearer"))
            )
            .await
        );
        let mut nobody = app.browser();
        for path in [
            format!("/verify?auth_token={token}"),
            format!("/verify?Authentication-Token={token}"),
        ] {
            assert_eq!(nobody.get_json(&path).await.status, 401, "never in a URL");
        }
        nobody.set_cookie("session", &token);
        assert_eq!(
            nobody.get_json("/verify").await.status,
            401,
            "a token is no session"
        );
        let mut browser = app.login_as(ADA).await;
        let session = browser.cookie("session").unwrap().to_owned();
        assert!(is_in(&mut browser).await);
        assert!(
            !is_in(&mut program(&app, &session)).await,
            "a session is no token"
        );
    }
}

#[tokio::test]
async fn the_header_of_tokens_is_a_setting() {
    let named = |app: SecurityBuilder| {
        app.core(|core| core.tokens.token_authentication_header = "X-Gate".into())
    };
    for app in apps_with(named).await {
        let token = granted(&app).await;
        assert!(is_in(&mut app.browser().with_header("x-gate", &token)).await);
        assert!(!is_in(&mut program(&app, &token)).await);
    }
}

#[tokio::test]
async fn a_token_ends_after_a_quarter_of_an_hour() {
    for app in apps().await {
        let token = granted(&app).await;
        app.advance(15 * 60 * SECOND - SECOND);
        assert!(is_in(&mut program(&app, &token)).await);
        app.advance(SECOND);
        assert!(!is_in(&mut program(&app, &token)).await);
    }
}

#[tokio::test]
async fn revoked_tokens_are_dead_and_sessions_go_on() {
    for app in apps().await {
        let (one, two, mut browser) = (
            granted(&app).await,
            granted(&app).await,
            app.login_as(ADA).await,
        );
        app.security
            .revoke_auth_tokens(&ada(&app).await)
            .await
            .unwrap();
        assert!(!is_in(&mut program(&app, &one)).await && !is_in(&mut program(&app, &two)).await);
        assert!(is_in(&mut browser).await);
    }
}

#[tokio::test]
async fn a_bad_token_is_told_so_and_no_other_proof_is_tried() {
    for app in apps().await {
        let signed_in = app.login_as(ADA).await;
        let expired = granted(&app).await;
        app.advance(15 * 60 * SECOND);
        for token in ["", "nonsense", &"A".repeat(43), &expired] {
            for browser in [app.browser(), signed_in.clone()] {
                let mut browser = browser.with_header("authentication-token", token);
                let page = browser.get_json("/verify").await;
                assert_eq!(page.status, 401, "{token}");
                assert_eq!(
                    page.header("www-authenticate"),
                    "Bearer error=\"invalid_token\""
                );
                assert_eq!(page.error_codes(), ["UNAUTHENTICATED"]);
                let page = browser.get("/verify").await;
                assert_eq!(
                    (page.status, page.location()),
                    (401, ""),
                    "a program is not sent to a form"
                );
            }
        }
        let page = app.browser().get_json("/verify").await;
        assert_eq!(
            page.header("www-authenticate"),
            "Bearer",
            "no token is no bad token"
        );
    }
}

#[tokio::test]
async fn where_tokens_do_not_count_they_are_not_looked_at() {
    let sessions = |app: SecurityBuilder| {
        app.core(|core| core.http.api_enabled_methods = vec!["session".into()])
    };
    for app in apps_with(sessions).await {
        let token = granted(&app).await;
        let page = program(&app, &token).get_json("/verify").await;
        assert_eq!(
            (page.status, page.header("www-authenticate")),
            (401, "Bearer")
        );
        let mut browser = app
            .login_as(ADA)
            .await
            .with_header("authentication-token", &token);
        assert!(is_in(&mut browser).await);
    }
}
