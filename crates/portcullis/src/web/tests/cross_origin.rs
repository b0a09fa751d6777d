//! What another site makes a browser send.

use super::*;
use crate::testing::Page;

/// Headers of a request, and whether it may come in.
const MATRIX: [(&[(&str, &str)], bool); 13] = [
    (&[], true),
    (&[("sec-fetch-site", "same-origin")], true),
    (&[("sec-fetch-site", "none")], true),
    (&[("sec-fetch-site", "same-site")], false),
    (&[("sec-fetch-site", "cross-site")], false),
    (&[("sec-fetch-site", "nonsense")], false),
    (&[("origin", "http://localhost:3000")], true),
    (&[("origin", "http://localhost:3001")], false),
    (&[("origin", "https://evil.example")], false),
    (&[("origin", "http://localhost.evil.example")], false),
    (&[("origin", "null")], false),
    (
        &[
            ("sec-fetch-site", "same-origin"),
            ("origin", "http://localhost:3000"),
        ],
        true,
    ),
    (
        &[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ],
        false,
    ),
];

fn with(mut browser: Browser, headers: &[(&str, &str)]) -> Browser {
    for (name, value) in headers {
        browser = browser.with_header(name, value);
    }
    browser
}

fn was_refused(page: &Page) -> bool {
    page.status == 403 && page.says("This form was sent from another site")
}

fn routes() -> Router {
    Router::new().route("/change-me", get(async || "read").post(async || "changed"))
}

#[tokio::test]
async fn our_forms_are_taken_from_our_own_pages_only_also_when_nobody_is_signed_in() {
    for app in apps().await {
        for (headers, fine) in MATRIX {
            let page = with(app.browser(), headers).sign_in(ADA, PASSWORD).await;
            assert_eq!(page.status == 303, fine, "{headers:?}: {}", page.status);
            assert_eq!(was_refused(&page), !fine, "{headers:?}");
            assert_eq!(page.header("set-cookie").is_empty(), !fine);
            let page = with(app.browser(), headers).post("/logout", &[]).await;
            assert_eq!(was_refused(&page), !fine, "{headers:?}");
        }
    }
}

#[tokio::test]
async fn json_from_another_site_is_refused_as_json() {
    for app in apps().await {
        let mut browser = app.browser().with_header("sec-fetch-site", "cross-site");
        let page = browser
            .post_json("/login", &json!({ "email": ADA, "password": PASSWORD }))
            .await;
        assert_eq!(
            (page.status, page.error_codes()),
            (403, vec!["CROSS_ORIGIN".to_owned()])
        );
        assert_eq!(page.json()["meta"]["code"], 403);
    }
}

#[tokio::test]
async fn an_apps_routes_are_guarded_for_those_with_a_session() {
    for app in apps().await {
        let app = app.serving(routes());
        for (headers, fine) in MATRIX {
            let mut browser = with(app.login_as(ADA).await, headers);
            let page = browser.post("/change-me", &[]).await;
            assert_eq!(page.body == "changed", fine, "{headers:?}");
            assert_eq!(was_refused(&page), !fine, "{headers:?}");
            assert_eq!(
                browser.get("/change-me").await.body,
                "read",
                "reading is harmless"
            );
            let page = with(app.browser(), headers).post("/change-me", &[]).await;
            assert_eq!(
                page.body, "changed",
                "without a session it is the app's affair"
            );
        }
    }
}

#[tokio::test]
async fn a_password_that_the_browser_remembers_is_guarded_like_a_session() {
    for app in apps_with(basic).await {
        let app = app.serving(routes());
        let mut browser = app.browser().with_header("authorization", BASIC);
        assert_eq!(browser.post("/change-me", &[]).await.body, "changed");
        let mut browser = browser.with_header("sec-fetch-site", "cross-site");
        assert!(was_refused(&browser.post("/change-me", &[]).await));
    }
}

#[tokio::test]
async fn a_program_with_a_token_comes_from_anywhere() {
    for app in apps().await {
        let app = app.serving(routes());
        let token = token(&app).await;
        let from_elsewhere = [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://spa.example"),
        ];
        let program = app.browser().with_header("authentication-token", &token);
        let mut program = with(program, &from_elsewhere);
        assert_eq!(program.post("/change-me", &[]).await.body, "changed");
        let page = program
            .post_json("/verify", &json!({ "password": PASSWORD }))
            .await;
        assert_eq!(page.status, 200);
    }
}

/// Another site sends Ada's cookie, beside a token that was never granted.
async fn beside_a_made_up_token(app: &App) -> Page {
    let browser = app
        .login_as(ADA)
        .await
        .with_header("sec-fetch-site", "cross-site");
    let mut browser = browser.with_header("authentication-token", &"A".repeat(43));
    let password = json!({ "password": PASSWORD });
    browser.post_json("/verify", &password).await
}

#[tokio::test]
async fn a_made_up_token_does_not_open_the_door_for_a_cookie() {
    for app in apps().await {
        let page = beside_a_made_up_token(&app).await;
        assert_eq!(
            page.status, 401,
            "the cookie counts for nothing beside a token"
        );
    }
    let sessions = |app: SecurityBuilder| {
        app.core(|core| core.http.api_enabled_methods = vec!["session".into()])
    };
    for app in apps_with(sessions).await {
        let page = beside_a_made_up_token(&app).await;
        assert_eq!(
            page.status, 403,
            "where tokens do not count they excuse nothing"
        );
    }
}
