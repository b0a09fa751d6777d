//! Fields that no person typed: the form says so beside the field, the envelope with a code, and nothing changes.

use serde_json::{Value, json};

use super::*;

/// What a field of text never is, and the code that says so.
fn bad_texts() -> Vec<(Value, &'static str)> {
    vec![
        (json!(5), "API_ERROR"),
        (json!(true), "API_ERROR"),
        (json!([ADA]), "API_ERROR"),
        (json!({ "$ne": "" }), "API_ERROR"),
        (json!("x".repeat(2049)), "INVALID_INPUT_LENGTH"),
        (json!("a\0b"), "INVALID_INPUT"),
        (json!("a\u{1b}[2Jb"), "INVALID_INPUT"),
        (json!("a\nb"), "INVALID_INPUT"),
        (json!("a\u{fffd}b"), "INVALID_INPUT"),
        (json!("\u{85}"), "INVALID_INPUT"),
    ]
}

fn bad_addresses() -> Vec<(Value, &'static str)> {
    let mut all = bad_texts();
    all.extend([
        (json!(null), "EMAIL_NOT_PROVIDED"),
        (json!(""), "EMAIL_NOT_PROVIDED"),
        (json!("ada"), "INVALID_EMAIL_ADDRESS"),
        (json!("ada@@example.test"), "INVALID_EMAIL_ADDRESS"),
        (
            json!("ada@example.test@evil.example"),
            "INVALID_EMAIL_ADDRESS",
        ),
        (json!("Ada <ada@example.test>"), "INVALID_EMAIL_ADDRESS"),
        (
            json!("ada@example.test\r\nBcc: eve@evil.example"),
            "INVALID_INPUT",
        ),
        (
            json!("ada@example.test,eve@evil.example"),
            "INVALID_EMAIL_ADDRESS",
        ),
        (
            json!(format!("{}@example.test", "a".repeat(250))),
            "INVALID_EMAIL_ADDRESS",
        ),
    ]);
    all
}

fn bad_passwords(missing: &'static str) -> Vec<(Value, &'static str)> {
    vec![
        (json!(5), "API_ERROR"),
        (json!([PASSWORD]), "API_ERROR"),
        (json!({ "a": 1 }), "API_ERROR"),
        (json!("x".repeat(20_000)), "PASSWORD_TOO_LONG"),
        (json!("correct horse \u{fffd} battery"), "INVALID_INPUT"),
        (json!(""), missing),
        (json!(null), missing),
    ]
}

fn bad_nexts() -> Vec<(Value, &'static str)> {
    let mut all = bad_texts();
    for elsewhere in [
        "//evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\\evil.example",
    ] {
        all.push((json!(elsewhere), "INVALID_REDIRECT"));
    }
    all
}

/// Every field of every form, with what it must not be.
fn bad_fields(path: &str) -> Vec<(&'static str, Value, &'static str)> {
    let fields: Vec<(&str, Vec<(Value, &str)>)> = match path {
        "/login" => vec![
            ("email", bad_addresses()),
            ("password", bad_passwords("PASSWORD_NOT_PROVIDED")),
            ("next", bad_nexts()),
        ],
        "/register" => vec![
            ("email", bad_addresses()),
            ("password", bad_passwords("PASSWORD_NOT_PROVIDED")),
            ("next", bad_nexts()),
        ],
        "/confirm" => vec![("email", bad_addresses())],
        "/verify" => vec![
            ("password", bad_passwords("PASSWORD_NOT_PROVIDED")),
            ("next", bad_nexts()),
        ],
        "/logout" => Vec::new(),
        _ => vec![("password", bad_passwords("CONFIRM_OTHER_BROWSER"))],
    };
    let flat = fields.into_iter().flat_map(|(name, values)| {
        values
            .into_iter()
            .map(move |(value, code)| (name, value, code))
    });
    flat.collect()
}

// ASVS: 1.3.3, 15.3.5
#[tokio::test]
async fn a_bad_field_is_said_beside_it_and_nothing_is_changed() {
    for app in App::on_each_database(everything).await {
        for (mut browser, path) in forms(&app).await {
            let before = tables::dump_but_counts(app.db()).await;
            for (field, value, code) in bad_fields(&path) {
                let mut fields = json!({ "email": "new@example.test", "password": PASSWORD });
                fields[field] = value.clone();
                let answer = browser.post_json(&path, &fields).await;
                let what = format!("{path} {field}={value:.40}: {}", answer.body);
                assert_eq!(
                    (answer.status, &answer.json()["meta"]["code"]),
                    (400, &json!(400)),
                    "{what}"
                );
                assert_eq!(
                    answer.response()["field_error_codes"][field][0],
                    code,
                    "{what}"
                );
                let typed = match &value {
                    Value::Null => "",
                    Value::String(text) => text.as_str(),
                    _ => continue,
                };
                fields[field] = typed.into();
                let pairs: Vec<_> = fields.as_object().unwrap().iter().collect();
                let pairs: Vec<_> = pairs
                    .iter()
                    .map(|(k, v)| (k.as_str(), v.as_str().unwrap()))
                    .collect();
                let page = browser.post(&path, &pairs).await;
                assert_eq!(page.status, 422, "{path} {field}={value:.40}");
                assert!(page.body.contains("role=\"alert\""), "{}", page.body);
            }
            assert_eq!(tables::dump_but_counts(app.db()).await, before, "{path}");
        }
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_are_said_beside_their_field() {
    for app in App::on_each_database(everything).await {
        for (mut browser, path) in forms(&app).await {
            let before = tables::dump_but_counts(app.db()).await;
            for (field, _, _) in bad_fields(&path)
                .into_iter()
                .filter(|(_, _, code)| *code == "API_ERROR")
            {
                for bytes in ["%FF%FE", "%C3", "%ED%A0%80", "correct+horse+%FFbattery"] {
                    let others: String = [
                        ("email", "new%40example.test"),
                        ("password", "correct+horse+battery"),
                    ]
                    .iter()
                    .filter(|(name, _)| *name != field)
                    .map(|(name, value)| format!("&{name}={value}"))
                    .collect();
                    let body = format!("{field}={bytes}{others}").into_bytes();
                    let kind = "application/x-www-form-urlencoded";
                    let page = browser.post_raw(&path, kind, body.clone()).await;
                    assert_eq!(page.status, 422, "{path} {field}={bytes}");
                    assert!(
                        page.says("This cannot be used here."),
                        "{path}: {}",
                        page.text()
                    );
                }
            }
            assert_eq!(tables::dump_but_counts(app.db()).await, before, "{path}");
        }
    }
}

#[tokio::test]
async fn a_tick_that_is_none_is_said_beside_it() {
    for app in App::on_each_database(everything).await {
        app.user(ADA, PASSWORD).await;
        let sign_in = async |remember: Value| {
            let fields = json!({ "email": ADA, "password": PASSWORD, "remember": remember });
            app.browser().post_json("/login", &fields).await
        };
        let answer = sign_in(json!(null)).await;
        assert_eq!(answer.status, 200);
        assert!(!answer.header("set-cookie").contains("Max-Age"));
        for remember in [
            json!([true]),
            json!(7),
            json!({}),
            json!("maybe"),
            json!("\0"),
        ] {
            let answer = sign_in(remember.clone()).await;
            assert_eq!(answer.status, 400, "{remember}");
            let codes = &answer.response()["field_error_codes"];
            assert_eq!(codes["remember"][0], "API_ERROR", "{remember}");
        }
    }
}
