//! Headers and fields that made other products fall over: on every route, on both databases, whatever comes is answered as the
//! caller's mistake and never as ours.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::json;

use super::{places::*, *};

fn odd_headers() -> Vec<(&'static str, String)> {
    let long = "A".repeat(10_000);
    let mut odd = Vec::new();
    for value in [
        "",
        " ",
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic Og==",
        "Basic /////w==",
        "Basic YQ==",
        "Bearer",
        "Bearer  ",
        "Bearer a b",
        "bearer:x",
        "Digest x=\"",
        "Negotiate",
    ] {
        odd.push(("authorization", value.to_owned()));
    }
    odd.push(("authorization", format!("Basic {long}")));
    odd.push(("authorization", format!("Bearer {long}")));
    for value in [
        "",
        "=",
        ";",
        "session",
        "session=",
        "session=;session=",
        "session=\"",
        "=x",
        "session=%00",
        "session_flash=%7B",
        ";;;=;",
    ] {
        odd.push(("cookie", value.to_owned()));
    }
    odd.push((
        "cookie",
        format!("session={long}; session_claim={long}; session_flash={long}"),
    ));
    for (name, value) in [
        ("authentication-token", "x"),
        ("accept", "*/*;q=nonsense,,;"),
        ("accept", "application/json;q=1e999"),
        ("content-type", "application/json; charset=utf-16"),
        ("content-type", "/"),
        ("referer", "://"),
        ("origin", "http://"),
        ("user-agent", ""),
        ("x-forwarded-for", "::,,x"),
        ("if-modified-since", "yesterday"),
        ("range", "bytes=0-0,-1,9-1"),
        ("expect", "nothing"),
    ] {
        odd.push((name, value.to_owned()));
    }
    odd
}

// ASVS: 16.5.3, 2.2.1
#[tokio::test]
async fn no_header_makes_any_route_fail_or_lets_anybody_in() {
    let app = App::on_sqlite(|app| basic(every_feature(app))).await;
    app.user(ADA, PASSWORD).await;
    let places = places(&app).await;
    for (name, value) in odd_headers() {
        let browser = app.browser().with_header(name, &value);
        for place in &places {
            for method in &place.methods {
                let page = browser.clone().request(method.clone(), &place.path).await;
                assert!(
                    page.status < 500,
                    "{method} {} {name}: {value:.40}: {}",
                    place.path,
                    page.status
                );
            }
        }
        let page = browser.clone().get("/verify").await;
        assert!(
            [302, 401].contains(&page.status),
            "{name}: {value:.40}: {}",
            page.status
        );
    }
}

/// The fields of every form, by the description of the API.
async fn fields(app: &App) -> BTreeSet<String> {
    let document = app.browser().get("/openapi.json").await.json();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let forms = schemas.iter().filter(|(name, _)| name.ends_with("Form"));
    let fields = forms.filter_map(|(_, schema)| schema["properties"].as_object());
    fields.flat_map(|fields| fields.keys().cloned()).collect()
}

// ASVS: 2.2.1, 15.3.5
#[tokio::test]
async fn no_value_of_any_field_makes_any_route_fail() {
    for app in whole_apps().await {
        let fields = fields(&app).await;
        assert!(fields.len() >= 6 && fields.contains("email"), "{fields:?}");
        let deep = (0..100).fold(json!("x"), |inner, _| json!([inner]));
        let values = [
            json!(null),
            json!(true),
            json!(5),
            json!(-1.5e300),
            json!([]),
            json!({}),
            json!([ADA]),
            json!({ "$ne": null }),
            deep,
            json!("\0"),
            json!("a\0b@example.test"),
            json!("\u{fffd}"),
            json!("\u{feff}"),
            json!("\u{202e}"),
            json!("é".repeat(2000)),
            json!("' OR 1=1 --"),
            json!("{{7*7}}"),
            json!("a,b@example.test"),
            json!("x".repeat(20_000)),
        ];
        for place in places(&app)
            .await
            .iter()
            .filter(|place| place.methods.contains(&Method::POST))
        {
            for field in &fields {
                for value in &values {
                    let mut body = json!({ "email": ADA, "password": "not the password" });
                    body[field] = value.clone();
                    for mut browser in [app.browser(), app.login_as(ADA).await] {
                        let page = browser.post_json(&place.path, &body).await;
                        assert!(
                            page.status < 500,
                            "{} {body:.80}: {}",
                            place.path,
                            page.status
                        );
                    }
                }
            }
            for raw in [
                r#"{"email":"\ud800"}"#,
                r#"{"email":"\u0000"}"#,
                r#"{"email":1e999}"#,
                "{\"email\":\"\u{0}\"}",
            ] {
                let page = app
                    .browser()
                    .post_raw(&place.path, "application/json", raw.into())
                    .await;
                assert!(
                    page.status < 500 && page.json()["meta"]["code"] == page.status,
                    "{} {raw}",
                    place.path
                );
            }
            for raw in [
                "email=%00",
                "email=%ff%fe",
                "%",
                "=",
                "&&&",
                "email[]=a",
                "email[$ne]=",
                "a%00b=1",
            ] {
                let form = "application/x-www-form-urlencoded";
                let page = app.browser().post_raw(&place.path, form, raw.into()).await;
                assert!(page.status < 500, "{} {raw}: {}", place.path, page.status);
            }
        }
    }
}

/// Whoever signs in over these cookies gets others, and whoever has planted them gets nothing.
async fn is_not_taken_over(app: &App, planted: &Browser, flow: &str, mut victim: Browser) {
    let before = planted.cookie("session").unwrap().to_owned();
    let credentials = json!({ "email": ADA, "password": PASSWORD });
    let page = match flow {
        "form" => victim.sign_in(ADA, PASSWORD).await,
        "json" => victim.post_json("/login", &credentials).await,
        "verify" => victim.post("/verify", &[("password", PASSWORD)]).await,
        "change" => {
            let form = [
                ("password", PASSWORD),
                ("new_password", "another horse battery"),
            ];
            victim.post("/change", &form).await
        }
        _ => {
            victim.post("/login/link", &[("email", ADA)]).await;
            let link = app.link_for(ADA).await;
            victim.post(&link, &[]).await
        }
    };
    assert!([200, 303].contains(&page.status), "{flow}: {}", page.status);
    assert_ne!(victim.cookie("session"), Some(before.as_str()), "{flow}");
    assert_eq!(victim.get("/verify").await.status, 200, "{flow}");
    let page = planted.clone().get("/verify").await;
    assert_eq!(page.status, 302, "{flow}: the planted cookie is nobody's");
}

// ASVS: 7.2.4
#[tokio::test]
async fn a_cookie_that_was_there_before_a_sign_in_is_worth_nothing_after_it() {
    for flow in ["form", "json", "link"] {
        for app in whole_apps().await {
            let mut planted = app.browser();
            planted.set_cookie("session", &"A".repeat(43));
            is_not_taken_over(&app, &planted, flow, planted.clone()).await;
        }
    }
    for flow in ["verify", "change"] {
        for app in whole_apps().await {
            let ada = app.login_as(ADA).await;
            is_not_taken_over(&app, &ada, flow, ada.clone()).await;
        }
    }
}

// ASVS: 7.4.1, 14.3.1
#[tokio::test]
async fn after_a_sign_out_the_pages_know_nobody() {
    for app in whole_apps().await {
        let mut ada = app.browser();
        ada.sign_in(ADA, PASSWORD).await;
        ada.post("/logout", &[]).await;
        for place in places(&app)
            .await
            .iter()
            .filter(|place| !place.path.starts_with("/dev"))
        {
            let page = ada.get(&place.path).await;
            assert!(!page.body.contains(ADA), "{}", place.path);
        }
    }
}

// ASVS: 7.2.1
#[tokio::test]
async fn strangers_leave_no_rows() {
    for app in whole_apps().await {
        let before = crate::tests::tables::dump(app.db()).await;
        for n in 0..200 {
            let mut browser = app.browser();
            let value = ["", "x", "%00", &"A".repeat(43)][n % 4].to_owned();
            browser.set_cookie("session", &value);
            assert_eq!(browser.get("/login").await.status, 200);
            assert_eq!(browser.get("/verify").await.status, 302);
        }
        assert_eq!(crate::tests::tables::dump(app.db()).await, before);
    }
}
