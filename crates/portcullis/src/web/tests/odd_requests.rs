//! Headers that made other products fall over: on every route, on both databases, whatever comes is answered as the
//! caller's mistake and never as ours.

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
        "=;;;=",
        "session=x; session_browser=y; session_flash=%%%",
        "session_flash=W10",
    ] {
        odd.push(("cookie", value.to_owned()));
    }
    odd.push(("cookie", vec!["x=y"; 200].join("; ")));
    odd.push((
        "cookie",
        format!("session={long}; session_browser={long}; session_flash={long}"),
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
