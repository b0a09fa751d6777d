//! The pages as they leave, so that a change of one is seen.

use axum::http::Method;
use insta::assert_snapshot;
use serde_json::json;

use super::*;
use crate::testing::Page;

/// The page without what is random in it or changes with the look.
fn shown(page: &Page, secrets: &[&str]) -> String {
    let mut body = page.body.clone();
    for secret in secrets {
        body = body.replace(&secret.replace('/', "&#x2f;"), "[secret]");
    }
    let body = between(&body, "Request <code dir=\"ltr\">", "</code>", "[id]");
    let body = between(
        &body,
        "<link rel=\"stylesheet\" href=\"",
        "\"",
        "[stylesheet]",
    );
    let body = between(&body, "<script src=\"", "\"", "[script]");
    format!("{} {}\n{body}", page.status, page.location())
}

fn between(text: &str, start: &str, end: &str, instead: &str) -> String {
    let Some((before, rest)) = text.split_once(start) else {
        return text.to_owned();
    };
    let (_, after) = rest.split_once(end).unwrap();
    format!("{before}{start}{instead}{end}{after}")
}

#[tokio::test]
async fn the_pages_of_sign_up_and_confirmation() {
    for app in App::on_each_database(everything).await {
        let mut browser = app.browser();
        assert_snapshot!("register", shown(&browser.get("/register").await, &[]));
        let bad = browser.sign_up("ada@@example.test", "short").await;
        assert_snapshot!("register_with_faults", shown(&bad, &[]));
        let page = browser.sign_up(ADA, PASSWORD).await;
        assert_snapshot!(
            "check_mail",
            shown(&browser.get(page.location()).await, &[])
        );
        let link = app.link_for(ADA).await;
        assert_snapshot!("confirm_here", shown(&browser.get(&link).await, &[&link]));
        let mut other = app.browser();
        assert_snapshot!(
            "confirm_elsewhere",
            shown(&other.get(&link).await, &[&link])
        );
        let wrong = other
            .post(&link, &[("password", "not this one, sorry")])
            .await;
        assert_snapshot!("confirm_elsewhere_with_fault", shown(&wrong, &[&link]));
        assert_snapshot!("confirmed", shown(&browser.submit(&link, &[]).await, &[]));
        assert_snapshot!(
            "confirmed_already",
            shown(&browser.submit(&link, &[]).await, &[])
        );
        assert_snapshot!(
            "send_confirmation",
            shown(&browser.get("/confirm").await, &[])
        );
        assert_snapshot!(
            "confirmation_sent",
            shown(&browser.submit("/confirm", &[("email", ADA)]).await, &[])
        );
    }
}

#[tokio::test]
async fn the_pages_of_sign_in() {
    for app in App::on_each_database(everything).await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        assert_snapshot!("login", shown(&browser.get("/login?next=/cart").await, &[]));
        assert_snapshot!(
            "login_refused",
            shown(&browser.sign_in(ADA, "not this one, sorry").await, &[])
        );
        assert_snapshot!(
            "login_with_faults",
            shown(&browser.sign_in("ada", "").await, &[])
        );
        let mut ada = app.login_as(ADA).await;
        assert_snapshot!("verify", shown(&ada.get("/verify").await, &[]));
    }
}

#[tokio::test]
async fn the_pages_of_the_account() {
    for app in App::on_each_database(everything).await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser().with_header("user-agent", "curl/8");
        browser.sign_in(ADA, PASSWORD).await;
        assert_snapshot!("account", shown(&browser.get("/account").await, &[]));
        let page = browser.get("/account/devices").await;
        let mut page = page.clone();
        page.body = between(&page.body, "name=\"session\" value=\"", "\"", "[id]");
        assert_snapshot!("account_devices", shown(&page, &[]));
        let page = browser.get("/account/activity").await;
        assert_snapshot!("account_activity", shown(&page, &[]));
        let page = browser.get("/account/profile").await;
        assert_snapshot!("account_profile", shown(&page, &[]));
        let page = browser.get("/account/data").await;
        assert_snapshot!("account_data", shown(&page, &[]));
        let page = browser.get("/account/delete").await;
        assert_snapshot!("account_delete", shown(&page, &[]));
        app.security.deliver_mail().await;
        browser
            .post("/account/delete", &[("password", PASSWORD)])
            .await;
        let link = app.link_for(ADA).await;
        let page = browser.get(&link).await;
        assert_snapshot!("undo_deletion", shown(&page, &[&link]));
    }
}

#[tokio::test]
async fn the_pages_of_errors() {
    let prefixed = |app| everything(app).core(|core| core.http.url_prefix = "/auth".into());
    for app in App::on_each_database(prefixed).await {
        let mut browser = app.browser();
        assert_snapshot!(
            "error_not_found",
            shown(&browser.get("/auth/nothing").await, &[])
        );
        let page = browser.request(Method::PUT, "/auth/login").await;
        assert_snapshot!("error_method", shown(&page, &[]));
        let page = browser
            .post_raw("/auth/login", "text/plain", b"x".to_vec())
            .await;
        assert_snapshot!("error_body", shown(&page, &[]));
        let mut evil = app.browser().with_header("sec-fetch-site", "cross-site");
        assert_snapshot!(
            "error_cross_origin",
            shown(&evil.post("/auth/login", &[]).await, &[])
        );
        app.db().close().await;
        let fields = [("email", ADA), ("password", PASSWORD)];
        assert_snapshot!(
            "error_unavailable",
            shown(&browser.post("/auth/register", &fields).await, &[])
        );
    }
}

#[tokio::test]
async fn the_envelopes() {
    for app in App::on_each_database(everything).await {
        app.user(ADA, PASSWORD).await;
        let envelope = |page: &Page| {
            let mut json = page.json();
            if json["response"]["csrf_token"].is_string() {
                json["response"]["csrf_token"] = "[random]".into();
            }
            serde_json::to_string_pretty(&json).unwrap()
        };
        let mut program = app.browser();
        let fine = json!({ "email": "new@example.test", "password": PASSWORD });
        assert_snapshot!(
            "json_registered",
            envelope(&program.post_json("/register", &fine).await)
        );
        let bad = json!({ "email": 5, "password": "short", "password_confirm": "shorter", "admin": true });
        assert_snapshot!(
            "json_register_faults",
            envelope(&program.post_json("/register", &bad).await)
        );
        assert_snapshot!(
            "json_login_page",
            envelope(&program.get_json("/login").await)
        );
        let wrong = json!({ "email": ADA, "password": "not this one, sorry" });
        assert_snapshot!(
            "json_login_refused",
            envelope(&program.post_json("/login", &wrong).await)
        );
        let right = json!({ "email": ADA, "password": PASSWORD });
        assert_snapshot!(
            "json_signed_in",
            envelope(&program.post_json("/login", &right).await)
        );
        assert_snapshot!(
            "json_signed_in_already",
            envelope(&program.post_json("/login", &right).await)
        );
        assert_snapshot!(
            "json_logged_out",
            envelope(&program.post_json("/logout", &json!({})).await)
        );
        assert_snapshot!(
            "json_unauthenticated",
            envelope(&program.get_json("/verify").await)
        );
        assert_snapshot!(
            "json_dead_link",
            envelope(&program.post_json("/confirm/nonsense", &json!({})).await)
        );
        assert_snapshot!(
            "json_body",
            envelope(
                &program
                    .post_raw("/login", "application/json", b"[".to_vec())
                    .await
            )
        );
    }
}
