//! Bodies, methods and paths that are none of ours: a clear answer in the shape that was asked for, and nothing changes.

use axum::http::Method;
use serde_json::json;

use super::*;
use crate::testing::Page;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Content type, body, and the status and code of the answer.
fn bad_bodies() -> Vec<(&'static str, Vec<u8>, u16, &'static str)> {
    let deep = 10_000;
    let json = |body: &str| (JSON, body.as_bytes().to_vec(), 400, "BODY_UNREADABLE");
    let mut all: Vec<_> = [
        "nonsense",
        "{",
        "[]",
        "5",
        "null",
        "\"text\"",
        "{\"email\":}",
        "{}{}",
        "\u{feff}{}",
    ]
    .map(json)
    .into();
    all.extend([
        json(&format!("{}{}", "[".repeat(deep), "]".repeat(deep))),
        json(&"[".repeat(deep)),
        json(&format!("{}0{}", "{\"a\":".repeat(deep), "}".repeat(deep))),
        json(&format!(
            "{{\"email\":{}{}}}",
            "[".repeat(deep),
            "]".repeat(deep)
        )),
        json("{\"email\":\"\\ud800\"}"),
        (
            JSON,
            b"{\"email\":\"\xff\"}".to_vec(),
            400,
            "BODY_UNREADABLE",
        ),
        (JSON, vec![b' '; 10_000_000], 413, "BODY_TOO_LARGE"),
        (
            JSON,
            format!("{{\"email\":\"{}\"}}", "a".repeat(10_000_000)).into_bytes(),
            413,
            "BODY_TOO_LARGE",
        ),
        (
            FORM,
            format!("email={}", "a".repeat(10_000_000)).into_bytes(),
            413,
            "BODY_TOO_LARGE",
        ),
        (
            "text/plain",
            b"email=ada@example.test".to_vec(),
            415,
            "BODY_TYPE",
        ),
        (
            "multipart/form-data; boundary=x",
            b"--x--".to_vec(),
            415,
            "BODY_TYPE",
        ),
        ("application/xml", b"<a/>".to_vec(), 415, "BODY_TYPE"),
        ("", b"email=ada@example.test".to_vec(), 415, "BODY_TYPE"),
        ("a/b; \u{e9}", b"x".to_vec(), 415, "BODY_TYPE"),
    ]);
    all
}

/// The envelope with one error, or a page that says the same.
fn is_refused(page: &Page, status: u16, code: &str, as_json: bool, what: &str) {
    assert_eq!(page.status, status, "{what}: {}", page.body);
    if as_json {
        assert_eq!(page.json()["meta"], json!({ "code": status }), "{what}");
        assert_eq!(page.error_codes(), [code], "{what}");
        assert!(page.response()["errors"][0].is_string());
        assert!(page.response().get("field_errors").is_none());
    } else {
        assert!(
            page.header("content-type").starts_with("text/html"),
            "{what}"
        );
        assert!(
            page.says(&format!("Status {status}")),
            "{what}: {}",
            page.text()
        );
    }
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(
        page.header("content-security-policy")
            .contains("default-src 'none'")
    );
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused_and_nothing_is_changed() {
    for app in App::on_each_database(everything).await {
        let forms = forms(&app).await;
        let before = tables::dump(app.db()).await;
        for (browser, path) in forms.iter().filter(|(_, path)| path != "/logout") {
            let mut program = browser.clone().with_header("accept", JSON);
            for (kind, body, status, code) in bad_bodies() {
                let what = format!("{path} {kind} {:.30}", String::from_utf8_lossy(&body));
                let page = browser.clone().post_raw(path, kind, body.clone()).await;
                is_refused(&page, status, code, kind == JSON, &what);
                let page = program.post_raw(path, kind, body).await;
                is_refused(&page, status, code, true, &what);
            }
        }
        assert_eq!(tables::dump(app.db()).await, before);
    }
}

#[tokio::test]
async fn signing_out_needs_no_body_and_minds_none() {
    for app in App::on_each_database(everything).await {
        app.user(ADA, PASSWORD).await;
        for (kind, body, _, _) in bad_bodies() {
            let mut browser = app.login_as(ADA).await;
            let page = browser.post_raw("/logout", kind, body).await;
            assert!(
                page.status == 303 || page.status == 200,
                "{kind}: {}",
                page.status
            );
            assert_eq!(browser.get("/verify").await.status, 302);
        }
    }
}

#[tokio::test]
async fn a_wrong_method_is_refused_with_those_that_are_right() {
    for app in App::on_each_database(everything).await {
        let forms = forms(&app).await;
        let before = tables::dump(app.db()).await;
        for (mut browser, path) in forms {
            let mut wrong = vec![Method::PUT, Method::PATCH, Method::DELETE];
            if path == "/logout" {
                wrong.push(Method::GET);
            }
            for method in wrong {
                let what = format!("{method} {path}");
                let page = browser.request(method.clone(), &path).await;
                is_refused(&page, 405, "METHOD_NOT_ALLOWED", false, &what);
                assert!(
                    page.header("allow").contains("POST"),
                    "{what}: {}",
                    page.header("allow")
                );
                let mut program = browser.clone().with_header("accept", JSON);
                let page = program.request(method, &path).await;
                is_refused(&page, 405, "METHOD_NOT_ALLOWED", true, &what);
            }
        }
        assert_eq!(tables::dump(app.db()).await, before);
    }
}

#[tokio::test]
async fn an_unknown_path_under_our_prefix_is_not_found_and_the_apps_own_paths_are_left_alone() {
    let prefixed = |app| everything(app).core(|core| core.http.url_prefix = "/auth".into());
    for app in App::on_each_database(prefixed).await {
        let mut browser = app.browser();
        for path in [
            "/auth/nothing",
            "/auth/login/x/y",
            "/auth/confirm/a/b",
            "/auth/%FF",
            "/auth/..%2f",
        ] {
            let page = browser.get(path).await;
            is_refused(&page, 404, "NOT_FOUND", false, path);
            let page = browser.get_json(path).await;
            is_refused(&page, 404, "NOT_FOUND", true, path);
            let page = browser.post_json(path, &json!({})).await;
            is_refused(&page, 404, "NOT_FOUND", true, path);
        }
        assert_eq!(
            browser.get("/login").await.body,
            "",
            "the app answers for its own paths"
        );
        assert_eq!(browser.get("/auth/login").await.status, 200);
    }
}

#[tokio::test]
async fn a_message_cookie_cannot_put_words_on_a_page() {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
    for app in App::on_each_database(everything).await {
        for forged in [
            json!([{ "key": "Your account was stolen", "params": [] }]),
            json!([{ "key": "CONFIRM_REGISTRATION", "params": [["email", "<b>evil</b>"]] }]),
            json!([[[[]]]]),
            json!({ "key": 5 }),
        ] {
            let mut browser = app.browser();
            browser.set_cookie("session_flash", &BASE64.encode(forged.to_string()));
            for path in ["/login", "/confirm/code"] {
                let page = browser.clone().get(path).await;
                assert_eq!(page.status, 200);
                assert!(
                    !page.body.contains("stolen") && !page.body.contains("<b>"),
                    "{}",
                    page.body
                );
            }
            assert_eq!(browser.get("/login").await.status, 200);
        }
    }
}
