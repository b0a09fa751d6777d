//! What the route says, to whom, and what it refuses.

use super::*;

#[tokio::test]
async fn programs_get_the_shapes_of_flask_security() {
    let payload = |app: SecurityBuilder| {
        app.security_payload(|user| {
            let mut payload = serde_json::Map::new();
            payload.insert("email".into(), user.email.as_str().into());
            payload
        })
    };
    for app in apps_with(payload).await {
        app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        let look = browser.get_json("/change").await.response();
        assert_eq!(look["active_password"], true);
        assert_eq!(look["user"], json!({ "email": ADA }));
        assert!(look["csrf_token"].is_string());
        let body = json!({ "password": OLD, "new_password": NEW, "new_password_confirm": NEW });
        let done = browser.post_json("/change", &body).await;
        assert_eq!(done.status, 200);
        assert_eq!(done.response()["user"], json!({ "email": ADA }));
        assert!(done.response()["csrf_token"].is_string());
        assert!(done.response().get("active_password").is_none());
        assert!(is_signed_in(&mut browser).await);
    }
}

#[tokio::test]
async fn a_program_with_an_auth_token_gets_a_new_one_when_it_asks() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        let token = user.auth_token(&app.security).await.unwrap();
        let mut program = app
            .browser()
            .with_header("authentication-token", token.expose());
        let body = json!({ "password": OLD, "new_password": NEW });
        let done = program.post_json("/change?include_auth_token", &body).await;
        let granted = done.response()["user"]["authentication_token"].clone();
        let mut renewed = app
            .browser()
            .with_header("authentication-token", granted.as_str().unwrap());
        assert!(is_signed_in(&mut renewed).await);
        assert!(
            !is_signed_in(
                &mut app
                    .browser()
                    .with_header("authentication-token", token.expose())
            )
            .await
        );
        let body = json!({ "password": NEW, "new_password": OLD });
        let done = renewed.post_json("/change", &body).await.response();
        assert!(done["user"].get("authentication_token").is_none());
    }
}

#[tokio::test]
async fn nobody_else_gets_in() {
    for app in apps().await {
        let body = json!({ "password": OLD, "new_password": NEW });
        for refused in [
            app.browser().get_json("/change").await,
            app.browser().post_json("/change", &body).await,
        ] {
            assert_eq!(refused.status, 401);
            assert_eq!(refused.error_codes(), ["UNAUTHENTICATED"]);
        }
        let page = app.browser().get("/change").await;
        assert_eq!(
            (page.status, page.location()),
            (302, "/login?next=%2Fchange")
        );
        app.user(ADA, OLD).await;
        let browser = app.login_as(ADA).await;
        let mut lured = browser.with_header("sec-fetch-site", "cross-site");
        assert_eq!(change(&mut lured, OLD, NEW).await.status, 403);
        assert!(can_sign_in(&app, OLD).await);
    }
}

// ASVS: 2.2.3, 6.2.3
#[tokio::test]
async fn what_is_wrong_stands_beside_its_field() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        for (body, wrong) in [
            (
                json!({}),
                json!({ "password": ["PASSWORD_NOT_PROVIDED"], "new_password": ["PASSWORD_NOT_PROVIDED"] }),
            ),
            (
                json!({ "password": OLD, "new_password": "too short" }),
                json!({ "new_password": ["PASSWORD_INVALID_LENGTH"] }),
            ),
            (
                json!({ "password": OLD, "new_password": "x".repeat(300) }),
                json!({ "new_password": ["PASSWORD_TOO_LONG"] }),
            ),
            (
                json!({ "password": 5, "new_password": NEW }),
                json!({ "password": ["API_ERROR"] }),
            ),
            (
                json!({ "password": OLD, "new_password": NEW, "new_password_confirm": OLD }),
                json!({ "new_password_confirm": ["RETYPE_PASSWORD_MISMATCH"] }),
            ),
            (
                json!({ "password": NEW, "new_password": NEW }),
                json!({ "password": ["INVALID_PASSWORD"] }),
            ),
            (
                json!({ "password": OLD, "new_password": OLD }),
                json!({ "password": ["PASSWORD_IS_THE_SAME"] }),
            ),
        ] {
            let refused = browser.post_json("/change", &body).await;
            assert_eq!(refused.status, 400, "{body}");
            assert_eq!(refused.response()["field_error_codes"], wrong, "{body}");
            assert!(refused.response().get("user").is_none());
        }
        assert!(is_signed_in(&mut browser).await);
        assert!(can_sign_in(&app, OLD).await);
    }
}

#[tokio::test]
async fn the_same_password_in_another_normal_form_is_the_same() {
    for app in apps().await {
        app.user(ADA, "caf\u{e9} au lait le matin").await;
        let mut browser = app.login_as(ADA).await;
        let refused = change(
            &mut browser,
            "caf\u{e9} au lait le matin",
            "cafe\u{301} au lait le matin",
        );
        assert!(
            refused
                .await
                .says("The new password is the same as the current one.")
        );
    }
}

#[tokio::test]
async fn the_new_password_is_typed_twice_where_that_is_wanted() {
    let twice =
        |app: SecurityBuilder| app.core(|core| core.passwords.password_confirm_required = true);
    for app in apps_with(twice).await {
        app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        assert!(
            browser
                .get("/change")
                .await
                .body
                .contains("new_password_confirm")
        );
        let once = change(&mut browser, OLD, NEW).await;
        assert_eq!(once.status, 422);
        assert!(once.says("The two passwords are not the same."));
        let fields = [
            ("password", OLD),
            ("new_password", NEW),
            ("new_password_confirm", NEW),
        ];
        assert_eq!(browser.post("/change", &fields).await.status, 303);
    }
}

#[tokio::test]
async fn the_route_is_described_and_password_managers_find_it() {
    for app in apps().await {
        let paths = app.browser().get_json("/openapi.json").await.json()["paths"].clone();
        assert!(paths["/change"]["get"].is_object() && paths["/change"]["post"].is_object());
        let led = app.browser().get("/.well-known/change-password").await;
        assert_eq!(led.location(), "/change");
    }
}
