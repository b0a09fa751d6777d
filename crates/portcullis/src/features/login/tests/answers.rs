//! What programs get from `/login`: the envelope, its keys and codes.

use super::*;
use crate::testing::Browser;

async fn sign_in(browser: &mut Browser, body: serde_json::Value) -> crate::testing::Page {
    browser.post_json("/login", &body).await
}

#[tokio::test]
async fn the_page_as_json_says_what_identifies_people() {
    for app in apps().await {
        let page = app.browser().get_json("/login").await;
        assert_eq!(page.status, 200);
        assert_eq!(page.json()["meta"], json!({ "code": 200 }));
        let response = page.response();
        assert_eq!(response["identity_attributes"], json!(["email"]));
        assert_eq!(response["csrf_token"].as_str().map(str::len), Some(43));
        assert_eq!(keys(&response), ["csrf_token", "identity_attributes"]);
    }
}

#[tokio::test]
async fn a_program_that_signs_in_gets_the_user_and_a_cookie() {
    for app in apps().await {
        let mut browser = app.browser();
        let page = sign_in(&mut browser, json!({ "email": ADA, "password": PASSWORD })).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.header("content-type"), "application/json");
        let response = page.response();
        assert_eq!(keys(&response), ["csrf_token", "tf_required", "user"]);
        assert_eq!(response["tf_required"], false);
        assert_eq!(response["user"], json!({}));
        assert!(browser.cookie("session").is_some());
    }
}

// ASVS: 14.2.6, 15.3.1
#[tokio::test]
async fn the_user_in_json_is_what_the_app_says_of_it() {
    let payload = |app: SecurityBuilder| {
        app.security_payload(|user| {
            let email = json!(user.email);
            [("email".to_owned(), email)].into_iter().collect()
        })
    };
    for app in apps_with(payload).await {
        let mut browser = app.browser();
        let page = sign_in(&mut browser, json!({ "email": ADA, "password": PASSWORD })).await;
        assert_eq!(page.response()["user"], json!({ "email": ADA }));
        let page = browser.get_json("/login").await;
        assert_eq!(page.response()["user"], json!({ "email": ADA }));
    }
}

// ASVS: 15.3.1
#[tokio::test]
async fn a_refusal_is_400_with_texts_and_codes_and_nothing_else() {
    for app in apps().await {
        let mut browser = app.browser();
        for email in [ADA, "eve@example.test"] {
            let page = sign_in(&mut browser, json!({ "email": email, "password": WRONG })).await;
            let text = "The email address or the password is not right.";
            assert_eq!(page.status, 400);
            assert_eq!(
                page.json(),
                json!({ "meta": { "code": 400 }, "response": {
                    "errors": [text], "error_codes": ["GENERIC_AUTHN_FAILED"],
                    "field_errors": { "": [text] }, "field_error_codes": { "": ["GENERIC_AUTHN_FAILED"] },
                }})
            );
        }
    }
}

#[tokio::test]
async fn where_answers_may_differ_the_field_says_why() {
    let plain = |app: SecurityBuilder| app.core(|core| core.http.return_generic_responses = false);
    for app in apps_with(plain).await {
        let mut browser = app.browser();
        let page = sign_in(&mut browser, json!({ "email": ADA, "password": WRONG })).await;
        assert_eq!(
            page.response()["field_error_codes"],
            json!({ "password": ["INVALID_PASSWORD"] })
        );
        let page = sign_in(
            &mut browser,
            json!({ "email": "eve@example.test", "password": WRONG }),
        )
        .await;
        assert_eq!(
            page.response()["field_error_codes"],
            json!({ "email": ["USER_DOES_NOT_EXIST"] })
        );
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        app.security.deactivate_user(&ada).await.unwrap();
        let page = sign_in(&mut browser, json!({ "email": ADA, "password": PASSWORD })).await;
        assert_eq!(
            page.response()["field_error_codes"],
            json!({ "email": ["DISABLED_ACCOUNT"] })
        );
    }
}

#[tokio::test]
async fn bad_fields_are_named_each_with_its_code() {
    for app in apps().await {
        let mut browser = app.browser();
        let page = sign_in(&mut browser, json!({})).await;
        assert_eq!(page.status, 400);
        assert_eq!(
            page.response()["field_error_codes"],
            json!({ "email": ["EMAIL_NOT_PROVIDED"], "password": ["PASSWORD_NOT_PROVIDED"] })
        );
        let page = sign_in(
            &mut browser,
            json!({ "email": 5, "password": ["x"], "next": {} }),
        )
        .await;
        assert_eq!(
            page.response()["field_error_codes"],
            json!({ "email": ["API_ERROR"], "password": ["API_ERROR"], "next": ["API_ERROR"] })
        );
        let body = json!({ "email": ADA, "password": PASSWORD, "next": "https://evil.example" });
        let page = sign_in(&mut browser, body).await;
        assert_eq!(page.status, 400);
        assert_eq!(
            page.response()["field_error_codes"],
            json!({ "next": ["INVALID_REDIRECT"] })
        );
    }
}

#[tokio::test]
async fn a_program_that_is_signed_in_is_told_who_it_is_by_get_and_refused_by_post() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        let page = browser.get_json("/login").await;
        assert_eq!(page.status, 200);
        assert_eq!(
            keys(&page.response()),
            ["csrf_token", "identity_attributes", "user"]
        );
        let page = sign_in(&mut browser, json!({ "email": ADA, "password": PASSWORD })).await;
        assert_eq!(page.status, 400);
        assert_eq!(keys(&page.response()), ["error_codes", "errors"]);
        assert_eq!(page.error_codes(), ["ANONYMOUS_USER_REQUIRED"]);
    }
}

#[tokio::test]
async fn an_accept_header_alone_makes_the_answer_to_a_form_json() {
    for app in apps().await {
        let mut program = app.browser().with_header("accept", "application/json");
        let page = program.sign_in(ADA, WRONG).await;
        assert_eq!(
            (page.status, page.error_codes()),
            (400, vec!["GENERIC_AUTHN_FAILED".to_owned()])
        );
        assert_eq!(program.sign_in(ADA, PASSWORD).await.status, 200);
    }
}

fn keys(object: &serde_json::Value) -> Vec<String> {
    object.as_object().unwrap().keys().cloned().collect()
}
