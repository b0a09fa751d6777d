//! What the routes say, to whom, and what they refuse.

use serde_json::json;

use super::*;

#[tokio::test]
async fn an_unknown_address_gets_no_mail() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        for address in [ADA, "eve@example.test"] {
            let page = app.browser().post("/reset", &[("email", address)]).await;
            assert_eq!(page.location(), "/reset/code", "{address}");
        }
        assert_eq!(app.mail_to("eve@example.test").await.len(), 0);
        assert_eq!(app.mail_to(ADA).await.len(), 1);
    }
}

#[tokio::test]
async fn plain_answers_say_who_is_not_there() {
    let apps = apps_with(|app| app.core(|core| core.http.return_generic_responses = false));
    for app in apps.await {
        app.user(ADA, OLD).await;
        let off = app.user("off@example.test", OLD).await;
        app.security.deactivate_user(&off).await.unwrap();
        for (address, codes) in [
            ("eve@example.test", vec!["USER_DOES_NOT_EXIST"]),
            ("off@example.test", vec!["DISABLED_ACCOUNT"]),
            (ADA, vec![]),
        ] {
            let answer = app
                .browser()
                .post_json("/reset", &json!({ "email": address }))
                .await;
            assert_eq!(answer.error_codes(), codes, "{address}");
            if let Some(code) = codes.first() {
                assert_eq!(
                    answer.response()["field_error_codes"]["email"],
                    json!([code])
                );
            }
        }
        assert_eq!(app.mail_to(ADA).await.len(), 1);
        assert_eq!(app.mail_to("off@example.test").await.len(), 0);
    }
}

#[tokio::test]
async fn what_is_no_address_is_refused_beside_the_field() {
    for app in apps().await {
        for (address, code) in [
            (json!(""), "EMAIL_NOT_PROVIDED"),
            (json!("ada"), "INVALID_EMAIL_ADDRESS"),
            (json!("ada@example.test\n"), "INVALID_INPUT"),
            (json!(5), "API_ERROR"),
            (json!("a".repeat(5000)), "INVALID_INPUT_LENGTH"),
        ] {
            let answer = app
                .browser()
                .post_json("/reset", &json!({ "email": address }))
                .await;
            assert_eq!(answer.status, 400, "{address}");
            assert_eq!(
                answer.response()["field_error_codes"]["email"],
                json!([code])
            );
        }
        let page = app.browser().post("/reset", &[("email", "ada <b>")]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("ada &lt;b&gt;"));
        assert_eq!(
            app.browser()
                .post_raw("/reset", "text/plain", b"x".to_vec())
                .await
                .status,
            415
        );
        assert_eq!(
            app.browser()
                .request("PUT".parse().unwrap(), "/reset")
                .await
                .status,
            405
        );
    }
}

#[tokio::test]
async fn a_password_that_will_not_do_leaves_the_link_as_it_is() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        for (body, field, code) in [
            (json!({}), "password", "PASSWORD_NOT_PROVIDED"),
            (
                json!({ "password": "too short" }),
                "password",
                "PASSWORD_INVALID_LENGTH",
            ),
            (
                json!({ "password": "x".repeat(300) }),
                "password",
                "PASSWORD_TOO_LONG",
            ),
            (json!({ "password": [] }), "password", "API_ERROR"),
            (
                json!({ "password": NEW, "password_confirm": "another one entirely" }),
                "password_confirm",
                "RETYPE_PASSWORD_MISMATCH",
            ),
        ] {
            let answer = app.browser().post_json(&link, &body).await;
            assert_eq!(answer.status, 400, "{body}");
            assert_eq!(
                answer.response()["field_error_codes"],
                json!({ field: [code] })
            );
        }
        let page = choose(&app, &link, "too short").await;
        assert_eq!(page.status, 422);
        assert!(page.says("Use 15 characters or more.") && page.body.contains(ADA));
        assert!(!page.body.contains("too short"));
        assert!(can_sign_in(&app, ADA, OLD).await);
        assert_eq!(choose(&app, &link, NEW).await.location(), "/login");
    }
}

#[tokio::test]
async fn programs_get_the_shapes_of_flask_security() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        let mut program = app.browser();
        let look = program.get_json(&link).await;
        assert_eq!(look.response()["email"], ADA);
        let body = json!({ "password": NEW, "password_confirm": NEW });
        let done = program.post_json(&link, &body).await;
        assert_eq!(
            done.json(),
            json!({ "meta": { "code": 200 }, "response": {} })
        );
        let again = program.post_json(&link, &body).await;
        assert_eq!(again.status, 400);
        assert_eq!(again.json()["meta"]["code"], 400);
        assert_eq!(
            again.response()["field_error_codes"],
            json!({ "": ["PASSWORD_RESET_USED"] })
        );
        assert_eq!(program.get_json(&link).await.status, 400);
    }
}

#[tokio::test]
async fn a_single_page_app_is_led_to_its_own_views() {
    let apps = App::on_each_database(|app| {
        app.core(|core| core.redirects.redirect_behavior = "spa".into())
            .with(Recoverable {
                reset_view: "https://app.example.com/new".into(),
                reset_error_view: "/oops".into(),
                ..Recoverable::default()
            })
    });
    for app in apps.await {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        let token = link.rsplit('/').next().unwrap();
        let led = app.browser().get(&link).await;
        assert_eq!(led.status, 302);
        assert_eq!(
            led.location(),
            format!("https://app.example.com/new?token={token}")
        );
        assert_eq!(led.header("referrer-policy"), "no-referrer");
        let done = app
            .browser()
            .post_json(&link, &json!({ "password": NEW }))
            .await;
        assert_eq!(done.status, 200);
        let dead = app.browser().get(&link).await;
        assert_eq!(dead.status, 302);
        assert!(
            dead.location().starts_with("/oops?error=This+link"),
            "{}",
            dead.location()
        );
    }
}

#[tokio::test]
async fn our_own_pages_are_not_on_the_host_of_the_views() {
    let elsewhere = |app: SecurityBuilder| {
        app.core(|core| core.redirects.redirect_host = "localhost:8081".into())
    };
    for app in apps_with(elsewhere).await {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        assert_eq!(choose(&app, &link, NEW).await.location(), "/login");
        assert_eq!(choose(&app, &link, NEW).await.location(), "/reset");
    }
}

#[tokio::test]
async fn a_form_from_another_site_sets_no_password() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        let mut lured = app.browser().with_header("sec-fetch-site", "cross-site");
        assert_eq!(lured.post(&link, &[("password", NEW)]).await.status, 403);
        assert_eq!(lured.post("/reset", &[("email", ADA)]).await.status, 403);
        assert!(can_sign_in(&app, ADA, OLD).await);
    }
}

#[tokio::test]
async fn the_routes_are_described() {
    for app in apps().await {
        let paths = app.browser().get_json("/openapi.json").await.json()["paths"].clone();
        for path in ["/reset", "/reset/{token}", "/not-me/{token}"] {
            assert!(
                paths[path]["get"].is_object() && paths[path]["post"].is_object(),
                "{path}"
            );
        }
    }
}
