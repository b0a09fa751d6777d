//! What is said twice. The rule: a name that stands twice in a body is refused, in a query or among cookies it counts as
//! absent, a header twice is not readable; and the body comes before the query.

use super::*;

// ASVS: 15.3.7
#[tokio::test]
async fn a_field_that_stands_twice_is_refused_in_a_form_as_in_json() {
    for app in apps().await {
        let (form, json) = ("application/x-www-form-urlencoded", "application/json");
        let password = "password=correct+horse+battery";
        for (kind, body) in [
            (
                form,
                format!("email=eve%40example.test&email=ada%40example.test&{password}"),
            ),
            (
                form,
                format!("email=ada%40example.test&{password}&{password}"),
            ),
            (
                form,
                format!("email=ada%40example.test&e%6dail=ada%40example.test&{password}"),
            ),
            (
                json,
                format!(
                    r#"{{"email":"eve@example.test","email":"{ADA}","password":"{PASSWORD}"}}"#
                ),
            ),
            (
                json,
                format!(r#"{{"email":"{ADA}","password":"x","password":"{PASSWORD}"}}"#),
            ),
            (
                json,
                format!(r#"{{"email":"{ADA}","\u0065mail":"{ADA}","password":"{PASSWORD}"}}"#),
            ),
        ] {
            let mut browser = app.browser();
            let page = browser
                .post_raw("/login", kind, body.clone().into_bytes())
                .await;
            assert_eq!(page.status, 400, "{body}");
            assert!(browser.cookie("session").is_none(), "{body}");
            if kind == json {
                assert_eq!(page.error_codes(), ["BODY_UNREADABLE"]);
            }
        }
    }
}

// ASVS: 15.3.7
#[tokio::test]
async fn the_body_comes_before_the_query_and_the_query_is_no_body() {
    for app in apps().await {
        let credentials = [("email", ADA), ("password", PASSWORD)];
        let query = "/login?email=ada%40example.test&password=correct+horse+battery";
        let page = app.browser().post(query, &[]).await;
        assert_eq!(
            page.status, 422,
            "a password in a URL ends up in logs, so none is read there"
        );
        let both = [&credentials[..], &[("next", "/form")]].concat();
        let page = app.browser().post("/login?next=/query", &both).await;
        assert_eq!(page.location(), "/form");
        let json = json!({ "email": ADA, "password": PASSWORD, "next": "//evil.example" });
        let page = app.browser().post_json("/login?next=/query", &json).await;
        assert_eq!(
            page.status, 400,
            "a good one beside a bad one excuses nothing"
        );
        let page = app
            .browser()
            .post("/login?next=/one&next=/two", &credentials)
            .await;
        assert_eq!((page.status, page.location()), (303, "/"));
    }
}

// ASVS: 15.3.7
#[tokio::test]
async fn of_two_sessions_in_one_request_neither_counts() {
    for app in apps().await {
        let (ada, other) = (app.login_as(ADA).await, app.login_as(ADA).await);
        let pair = |browser: &Browser| format!("session={}", browser.cookie("session").unwrap());
        let (good, second) = (pair(&ada), pair(&other));
        for (cookies, status) in [
            (vec![good.clone()], 200),
            (vec![format!("{good}; {second}")], 302),
            (vec![format!("session=planted; {good}")], 302),
            (vec![good.clone(), second.clone()], 302),
            (vec![format!("{good}; {good}")], 302),
            (vec![format!("other=1; {good}; other=2")], 200),
        ] {
            let mut browser = app.browser();
            for value in &cookies {
                browser = browser.with_header("cookie", value);
            }
            assert_eq!(browser.get("/verify").await.status, status, "{cookies:?}");
        }
    }
}

// ASVS: 15.3.7
#[tokio::test]
async fn of_two_tokens_in_one_request_neither_counts() {
    for app in apps().await {
        let token = token(&app).await;
        let bearer = format!("Bearer {token}");
        for (name, value) in [
            ("authentication-token", token.as_str()),
            ("authorization", &bearer),
        ] {
            let once = app.browser().with_header(name, value);
            assert_eq!(once.clone().get_json("/verify").await.status, 200, "{name}");
            let mut twice = once.with_header(name, value);
            assert_eq!(twice.get_json("/verify").await.status, 401, "{name}");
        }
    }
}
