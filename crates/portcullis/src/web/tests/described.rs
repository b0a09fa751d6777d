//! `/openapi.json` says what there is.

use std::collections::BTreeSet;

use super::*;
use crate::{
    settings::{Settings, Source},
    testing::every_feature,
};

fn all(app: SecurityBuilder) -> SecurityBuilder {
    let text = "SECURITY_CONFIRM_URL = '/prove'";
    let settings = Settings::load(Source::empty().toml(text, "all"));
    every_feature(app).settings(settings).core(|core| {
        core.http.url_prefix = "/auth".into();
        core.http.login_url = "/in".into();
    })
}

/// Every route of these features that answers JSON.
const ROUTES: [&str; 43] = [
    "GET /auth/account",
    "GET /auth/account/activity",
    "GET /auth/account/data",
    "GET /auth/account/delete",
    "GET /auth/account/devices",
    "GET /auth/account/profile",
    "GET /auth/account/undo-deletion/{token}",
    "GET /auth/change",
    "GET /auth/in",
    "GET /auth/in/code",
    "GET /auth/in/link",
    "GET /auth/in/{token}",
    "GET /auth/not-me/{token}",
    "GET /auth/prove",
    "GET /auth/prove/code",
    "GET /auth/prove/{token}",
    "GET /auth/register",
    "GET /auth/reset",
    "GET /auth/reset/code",
    "GET /auth/reset/{token}",
    "GET /auth/verify",
    "POST /auth/account/activity",
    "POST /auth/account/data",
    "POST /auth/account/delete",
    "POST /auth/account/devices",
    "POST /auth/account/profile",
    "POST /auth/account/undo-deletion/{token}",
    "POST /auth/change",
    "POST /auth/in",
    "POST /auth/in/code",
    "POST /auth/in/link",
    "POST /auth/in/{token}",
    "POST /auth/language",
    "POST /auth/logout",
    "POST /auth/not-me/{token}",
    "POST /auth/prove",
    "POST /auth/prove/code",
    "POST /auth/prove/{token}",
    "POST /auth/register",
    "POST /auth/reset",
    "POST /auth/reset/code",
    "POST /auth/reset/{token}",
    "POST /auth/verify",
];

#[tokio::test]
async fn every_route_that_answers_json_is_described_at_its_configured_path() {
    for app in App::on_each_database(all).await {
        let page = app.browser().get("/auth/openapi.json").await;
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, "application/json")
        );
        let document = page.json();
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        let mut described = BTreeSet::new();
        for (path, operations) in document["paths"].as_object().unwrap() {
            for method in operations.as_object().unwrap().keys() {
                described.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
        assert_eq!(described.into_iter().collect::<Vec<_>>(), ROUTES);
    }
}

#[tokio::test]
async fn every_route_that_is_described_answers_json() {
    for app in App::on_each_database(all).await {
        for route in ROUTES {
            let (method, path) = route.split_once(' ').unwrap();
            let path = path.replace("{token}", "x");
            let mut browser = app.browser();
            let page = match method {
                "GET" => browser.get_json(&path).await,
                _ => browser.post_json(&path, &json!({})).await,
            };
            assert!(
                [200, 400, 401].contains(&page.status),
                "{route}: {}",
                page.status
            );
            assert_eq!(page.json()["meta"]["code"], page.status, "{route}");
        }
    }
}

#[tokio::test]
async fn every_operation_has_a_name_of_its_own_and_every_answer_a_description() {
    for app in App::on_each_database(all).await {
        let document = app.browser().get("/auth/openapi.json").await.json();
        let mut names = BTreeSet::new();
        let paths = document["paths"].as_object().unwrap().values();
        for operation in paths.flat_map(|path| path.as_object().unwrap().values()) {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name} stands twice");
            for (status, answer) in operation["responses"].as_object().unwrap() {
                let said = answer["description"].as_str().unwrap_or_default();
                assert!(!said.is_empty(), "{name} {status}");
            }
        }
        assert_eq!(names.len(), ROUTES.len());
    }
}

#[tokio::test]
async fn every_part_that_is_referred_to_is_there() {
    for app in App::on_each_database(all).await {
        let document = app.browser().get("/auth/openapi.json").await.json();
        let text = document.to_string();
        let mut references = 0;
        for part in text.split("\"$ref\":\"#").skip(1) {
            let pointer = part.split('"').next().unwrap();
            assert!(document.pointer(pointer).is_some(), "{pointer}");
            references += 1;
        }
        assert!(references > 10, "{references}");
        for operation in document["paths"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|path| path.as_object().unwrap().values())
        {
            assert!(operation["responses"]["200"].is_object(), "{operation}");
        }
    }
}
