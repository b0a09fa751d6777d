//! The form, and the JSON beside it.

use serde_json::{Value, json};

use super::*;
use crate::{
    settings::{Settings, Source},
    tests::tables,
};

#[tokio::test]
async fn a_person_signs_up_and_is_told_to_look_into_the_mail() {
    for app in apps().await {
        let mut browser = app.browser();
        let page = browser.get("/register").await;
        assert_eq!(page.status, 200);
        for part in [
            "name=\"email\" type=\"email\" autocomplete=\"username\"",
            "name=\"password\" type=\"password\" autocomplete=\"new-password\"",
            "minlength=\"15\"",
        ] {
            assert!(page.body.contains(part), "{part}\n{}", page.body);
        }
        let page = browser.sign_up(ADA, PASSWORD).await;
        assert_eq!((page.status, page.location()), (303, "/confirm/code"));
        assert!(browser.cookie("session").is_none());
        let page = browser.get("/confirm/code").await;
        assert!(
            page.says("We have sent a mail to ada@example.test"),
            "{}",
            page.text()
        );
        assert!(page.body.contains("action=\"&#x2f;confirm\""));
        let again = browser.get("/confirm/code").await;
        assert!(
            again.says("If your address waits to be confirmed"),
            "the message is shown once"
        );
    }
}

#[tokio::test]
async fn a_program_signs_up_with_json() {
    for app in apps().await {
        let mut program = app.browser();
        let page = program.get_json("/register").await;
        assert_eq!(page.json()["meta"]["code"], 200);
        assert!(page.response()["csrf_token"].is_string());
        let fields = json!({ "email": ADA, "password": PASSWORD, "password_confirm": PASSWORD, "csrf_token": "x" });
        let page = program
            .post_json("/register?include_auth_token", &fields)
            .await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, "application/json")
        );
        let response = page.response();
        assert!(response["csrf_token"].is_string());
        assert_eq!(
            response["user"],
            json!({}),
            "and no token before the address is confirmed"
        );
        assert_eq!(response.as_object().unwrap().len(), 2);
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.is_claim() && user.active && user.has_password());
        assert_eq!(user.email.as_str(), ADA);
    }
}

#[tokio::test]
async fn the_cookie_of_a_claim_is_for_this_host_only_and_no_script_reads_it() {
    for app in apps().await {
        let page = app.browser().sign_up(ADA, PASSWORD).await;
        let cookies: Vec<&str> = page
            .headers
            .get_all("set-cookie")
            .iter()
            .map(|v| v.to_str().unwrap())
            .collect();
        let claim = cookies
            .iter()
            .find(|cookie| cookie.starts_with("session_browser="))
            .unwrap();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
            assert!(claim.contains(part), "{part}: {claim}");
        }
    }
}

/// What is wrong with a form: fields, then field and code of each fault.
type Wrong = (Value, &'static [(&'static str, &'static str)]);

fn wrong_forms() -> Vec<Wrong> {
    let long = "x".repeat(300);
    let email = |email: &str| json!({ "email": email, "password": PASSWORD });
    let password = |password: &str| json!({ "email": ADA, "password": password });
    vec![
        (
            json!({}),
            &[
                ("email", "EMAIL_NOT_PROVIDED"),
                ("password", "PASSWORD_NOT_PROVIDED"),
            ],
        ),
        (email(""), &[("email", "EMAIL_NOT_PROVIDED")]),
        (email("ada"), &[("email", "INVALID_EMAIL_ADDRESS")]),
        (
            email("Ada <ada@example.test>"),
            &[("email", "INVALID_EMAIL_ADDRESS")],
        ),
        (
            email("ada@@example.test"),
            &[("email", "INVALID_EMAIL_ADDRESS")],
        ),
        (
            email("ada@example.test\nBcc: eve@example.test"),
            &[("email", "INVALID_INPUT")],
        ),
        (email(&long), &[("email", "INVALID_EMAIL_ADDRESS")]),
        (
            email(&long.repeat(10)),
            &[("email", "INVALID_INPUT_LENGTH")],
        ),
        (password(""), &[("password", "PASSWORD_NOT_PROVIDED")]),
        (
            password("fourteen chars"),
            &[("password", "PASSWORD_INVALID_LENGTH")],
        ),
        (password(&long), &[("password", "PASSWORD_TOO_LONG")]),
        (
            json!({ "email": ADA, "password": PASSWORD, "password_confirm": "correct horse batterx" }),
            &[("password_confirm", "RETYPE_PASSWORD_MISMATCH")],
        ),
        (
            json!({ "email": ADA, "password": PASSWORD, "next": "https://evil.example/" }),
            &[("next", "INVALID_REDIRECT")],
        ),
        (
            json!({ "email": ADA, "password": PASSWORD, "active": "true" }),
            &[("", "UNKNOWN_FIELD")],
        ),
    ]
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field_and_nothing_is_made() {
    for app in apps().await {
        let before = tables::counts(app.db()).await;
        for (fields, faults) in wrong_forms() {
            let answer = app.browser().post_json("/register", &fields).await;
            assert_eq!(
                (answer.status, &answer.json()["meta"]["code"]),
                (400, &json!(400)),
                "{fields}"
            );
            let codes: Vec<&str> = faults.iter().map(|(_, code)| *code).collect();
            assert_eq!(answer.error_codes(), codes, "{fields}");
            assert_eq!(
                answer.response()["errors"].as_array().unwrap().len(),
                codes.len()
            );
            for (field, code) in faults {
                assert_eq!(
                    answer.response()["field_error_codes"][field],
                    json!([code]),
                    "{fields}"
                );
                assert!(answer.response()["field_errors"][field][0].is_string());
            }
            let pairs: Vec<(&str, &str)> = fields
                .as_object()
                .unwrap()
                .iter()
                .map(|(k, v)| (k.as_str(), v.as_str().unwrap()))
                .collect();
            let page = app.browser().post("/register", &pairs).await;
            assert_eq!(page.status, 422, "{fields}");
            for (field, _) in faults
                .iter()
                .filter(|(field, _)| matches!(*field, "email" | "password"))
            {
                assert!(
                    page.body.contains(&format!("id=\"{field}-error\"")),
                    "{fields}\n{}",
                    page.body
                );
            }
            assert!(page.body.contains("role=\"alert\""));
            assert!(
                !page.body.contains(PASSWORD),
                "a password is never written back"
            );
        }
        assert_eq!(tables::counts(app.db()).await, before);
        assert_eq!(app.security.deliver_mail().await, 0);
    }
}

// ASVS: 1.1.2, 1.2.1, 3.2.2
#[tokio::test]
async fn what_was_typed_stands_in_the_form_again_and_cannot_break_out_of_it() {
    for app in apps().await {
        let typed = "\"><script>alert(1)</script>";
        let page = app.browser().sign_up(typed, PASSWORD).await;
        assert_eq!(page.status, 422);
        assert!(
            page.body.contains("value=\"&quot;&gt;&lt;script&gt;"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("<script>"));
    }
}

#[tokio::test]
async fn the_repetition_is_needed_where_the_settings_want_it() {
    for app in apps_where(|app| {
        app.with(Confirmable::default())
            .core(|core| core.passwords.password_confirm_required = true)
    })
    .await
    {
        let mut browser = app.browser();
        assert!(
            browser
                .get("/register")
                .await
                .body
                .contains("name=\"password_confirm\"")
        );
        let page = browser.sign_up(ADA, PASSWORD).await;
        assert_eq!(page.status, 422);
        assert!(
            page.body.contains("id=\"password_confirm-error\""),
            "{}",
            page.body
        );
        let fields = [
            ("email", ADA),
            ("password", PASSWORD),
            ("password_confirm", PASSWORD),
        ];
        assert_eq!(
            browser.post("/register", &fields).await.location(),
            "/confirm/code"
        );
    }
}

#[tokio::test]
async fn who_is_signed_in_does_not_sign_up() {
    for app in apps().await {
        app.user("eve@example.test", PASSWORD).await;
        let mut browser = app.login_as("eve@example.test").await;
        let before = tables::counts(app.db()).await;
        assert_eq!(browser.get("/register").await.location(), "/");
        assert_eq!(browser.sign_up(ADA, PASSWORD).await.location(), "/");
        let fields = json!({ "email": ADA, "password": PASSWORD });
        let answer = browser.post_json("/register", &fields).await;
        assert_eq!(
            (answer.status, answer.error_codes()),
            (400, vec!["ANONYMOUS_USER_REQUIRED".to_owned()])
        );
        assert!(answer.response().get("field_errors").is_none());
        assert_eq!(tables::counts(app.db()).await, before);
    }
}

#[tokio::test]
async fn a_form_sent_from_another_site_makes_nothing() {
    for app in apps().await {
        let before = tables::counts(app.db()).await;
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ] {
            let mut browser = app.browser().with_header(name, value);
            assert_eq!(browser.sign_up(ADA, PASSWORD).await.status, 403);
        }
        assert_eq!(tables::counts(app.db()).await, before);
    }
}

#[tokio::test]
async fn the_sign_up_is_where_the_settings_put_it() {
    for app in App::on_each_database(|app| {
        app.with(Registerable {
            register_url: "/join".into(),
            ..Registerable::default()
        })
        .with(Confirmable::default())
    })
    .await
    {
        let mut browser = app.browser();
        assert_eq!(browser.get("/register").await.status, 404);
        let fields = [("email", ADA), ("password", PASSWORD)];
        assert_eq!(
            browser.post("/join", &fields).await.location(),
            "/confirm/code"
        );
        assert!(
            browser
                .get("/login")
                .await
                .body
                .contains("href=\"&#x2f;join\"")
        );
    }
}

#[tokio::test]
async fn a_page_to_go_to_next_that_is_not_allowed_is_said_once_and_does_not_come_back() {
    for app in apps().await {
        for path in ["/register", "/login"] {
            let fields = [
                ("email", ADA),
                ("password", PASSWORD),
                ("next", "https://evil.example/"),
            ];
            let page = app.browser().post(path, &fields).await;
            assert_eq!(page.status, 422);
            assert!(
                page.says("The page to go to next is not allowed."),
                "{}",
                page.text()
            );
            assert!(!page.body.contains("evil"), "{}", page.body);
            let page = app
                .browser()
                .get(&format!("{path}?next=//evil.example"))
                .await;
            assert!(!page.body.contains("evil"), "{}", page.body);
        }
    }
}

#[tokio::test]
async fn the_words_for_an_address_that_is_not_known_any_more_can_be_replaced() {
    let apps = App::on_each_database(|app| {
        let words = Source::empty().toml("SECURITY_MSG_CHECK_MAIL_ADDRESS = 'you'", "app.toml");
        app.with(Registerable::default())
            .with(Confirmable::default())
            .settings(Settings::load(words))
    });
    for app in apps.await {
        let page = app.browser().get("/confirm/code").await;
        assert!(page.says("If you waits to be confirmed"), "{}", page.text());
    }
}
