//! Each status that a route answers with is described, and the common ones are met.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::*;
use crate::testing::{Page, every_feature};

const NEW: &str = "another horse battery";
const JSON: &str = "application/json";

async fn apps_with_all() -> Vec<App> {
    apps_with(|app| every_feature(app).profile::<Names>()).await
}

fn program(browser: Browser) -> Browser {
    browser.with_header("accept", JSON)
}

/// What was asked and what the status of the answer was.
struct Seen {
    document: Value,
    statuses: BTreeMap<String, BTreeSet<u16>>,
}

impl Seen {
    async fn of(app: &App) -> Self {
        let document = app.browser().get("/openapi.json").await.json();
        let statuses = BTreeMap::new();
        Self { document, statuses }
    }

    /// Every operation as method and path, and whether it minds what its body is like.
    fn operations(&self) -> Vec<(String, bool)> {
        let mut all = Vec::new();
        for (path, item) in self.document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                // Signing out minds none: a body that can't be read keeps nobody signed in.
                let reads_body = operation.get("requestBody").is_some() && path != "/logout";
                all.push((format!("{method} {path}"), reads_body));
            }
        }
        all
    }

    fn is_described(&mut self, operation: &str, page: &Page) {
        let (method, path) = operation.split_once(' ').unwrap();
        let responses = &self.document["paths"][path][method]["responses"];
        let status = page.status;
        assert!(
            responses[status.to_string()]["content"][JSON].is_object(),
            "{operation} answers {status}: {}",
            page.body
        );
        let statuses = self.statuses.entry(operation.to_owned()).or_default();
        statuses.insert(status);
    }

    async fn get(&mut self, browser: &mut Browser, operation: &str, path: &str) {
        let page = browser.get_json(path).await;
        assert_eq!(page.status, 200, "{operation}: {}", page.body);
        self.is_described(&format!("get {operation}"), &page);
    }

    async fn post(&mut self, browser: &mut Browser, operation: &str, path: &str, body: Value) {
        let page = browser.post_json(path, &body).await;
        assert_eq!(page.status, 200, "{operation}: {}", page.body);
        self.is_described(&format!("post {operation}"), &page);
    }

    /// A page, and what its form does.
    async fn both(&mut self, browser: &mut Browser, path: &str, body: Value) {
        self.get(browser, path, path).await;
        self.post(browser, path, path, body).await;
    }

    /// A mailed link, and what its button does.
    async fn link(&mut self, browser: &mut Browser, operation: &str, link: &str, body: Value) {
        self.get(browser, operation, link).await;
        self.post(browser, operation, link, body).await;
    }
}

async fn walk(app: &App, seen: &mut Seen) {
    let new = "new@example.test";
    let mut browser = program(app.browser());
    let fields = json!({ "email": new, "password": PASSWORD, "first_name": "New" });
    seen.both(&mut browser, "/register", fields).await;
    seen.both(&mut browser, "/confirm", json!({ "email": new }))
        .await;
    let link = app.link_for(new).await;
    seen.link(&mut browser, "/confirm/{token}", &link, json!({}))
        .await;
    let coded = "coded@example.test";
    let fields = json!({ "email": coded, "password": PASSWORD, "first_name": "New" });
    seen.post(&mut browser, "/register", "/register", fields)
        .await;
    let code = json!({ "code": app.code_for(coded).await });
    seen.both(&mut browser, "/confirm/code", code).await;
    let mut browser = program(app.browser());
    let fields = json!({ "email": ADA, "password": PASSWORD });
    seen.both(&mut browser, "/login", fields).await;
    seen.both(&mut browser, "/verify", json!({ "password": PASSWORD }))
        .await;
    seen.get(&mut browser, "/account", "/account").await;
    let others = json!({ "session": "others" });
    seen.both(&mut browser, "/account/devices", others).await;
    let fields = json!({ "password": PASSWORD, "new_password": NEW });
    seen.both(&mut browser, "/change", fields).await;
    let fields = json!({ "locale": "en" });
    seen.post(&mut browser, "/language", "/language", fields)
        .await;
    seen.post(&mut browser, "/logout", "/logout", json!({}))
        .await;
    // Out of the mail that tells of the new password.
    let link = app.link_for(ADA).await;
    seen.link(&mut browser, "/not-me/{token}", &link, json!({}))
        .await;
    app.security.deliver_mail().await;
    seen.both(&mut browser, "/reset", json!({ "email": ADA }))
        .await;
    let code = json!({ "code": app.code_for(ADA).await });
    seen.both(&mut browser, "/reset/code", code).await;
    let (link, fields) = (app.link_for(ADA).await, json!({ "password": PASSWORD }));
    let mut browser = program(app.browser());
    seen.link(&mut browser, "/reset/{token}", &link, fields)
        .await;
    let mut browser = program(app.browser());
    app.security.deliver_mail().await;
    seen.both(&mut browser, "/login/link", json!({ "email": ADA }))
        .await;
    let link = app.link_for(ADA).await;
    seen.link(&mut browser, "/login/{token}", &link, json!({}))
        .await;
    app.security.deliver_mail().await;
    let mut browser = program(app.browser());
    seen.post(
        &mut browser,
        "/login/link",
        "/login/link",
        json!({ "email": ADA }),
    )
    .await;
    let code = json!({ "code": app.code_for(ADA).await });
    seen.both(&mut browser, "/login/code", code).await;
    let fields = json!({ "first_name": "Ada", "locale": "en" });
    seen.both(&mut browser, "/account/profile", fields).await;
    seen.both(&mut browser, "/account/data", json!({})).await;
    app.security.deliver_mail().await;
    let fields = json!({ "password": PASSWORD });
    seen.both(&mut browser, "/account/delete", fields).await;
    let link = app.link_for(ADA).await;
    let operation = "/account/undo-deletion/{token}";
    seen.link(&mut browser, operation, &link, json!({})).await;
    let mut browser = program(app.login_as(ADA).await);
    seen.both(&mut browser, "/account/activity", json!({}))
        .await;
}

/// What nobody should send, to one route.
async fn spoil(app: &App, seen: &mut Seen, operation: &str) {
    let (method, path) = operation.split_once(' ').unwrap();
    let path = path.replace("{token}", "x");
    let strange = app.browser().with_header("host", "evil.example");
    // One of them deletes the account of whoever has no password any more.
    let ada = app.security.find_user(ADA).await.unwrap().unwrap();
    app.security.undo_user_deletion(&ada).await.unwrap();
    for browser in [app.browser(), app.login_as(ADA).await, strange] {
        let mut browser = program(browser);
        if method == "get" {
            seen.is_described(operation, &browser.get_json(&path).await);
            continue;
        }
        let bodies = [
            (JSON, b"{}".to_vec()),
            (JSON, b"{".to_vec()),
            (JSON, vec![b' '; 70_000]),
            ("text/plain", b"email=x".to_vec()),
        ];
        for (kind, body) in bodies {
            // Signing out takes the session away, which the others need.
            let mut browser = browser.clone();
            seen.is_described(operation, &browser.post_raw(&path, kind, body).await);
        }
        let mut elsewhere = browser.with_header("origin", "https://evil.example");
        seen.is_described(operation, &elsewhere.post_json(&path, &json!({})).await);
    }
}

#[tokio::test]
async fn each_status_that_is_met_is_described_and_each_operation_succeeds_and_fails() {
    for app in apps_with_all().await {
        let mut seen = Seen::of(&app).await;
        walk(&app, &mut seen).await;
        for (operation, reads_body) in seen.operations() {
            spoil(&app, &mut seen, &operation).await;
            let mut expected = BTreeSet::from([200, 400]);
            if operation.starts_with("post") {
                expected.insert(403);
            }
            if reads_body {
                expected.extend([413, 415]);
            }
            if operation.ends_with("/change")
                || operation.ends_with("/verify")
                || operation.contains("/account") && !operation.contains("{token}")
            {
                expected.insert(401);
            }
            assert_eq!(seen.statuses[&operation], expected, "{operation}");
        }
    }
}

#[tokio::test]
async fn a_body_may_be_left_out_where_nothing_in_it_has_to_be() {
    let needs = async |app: &App, path: &str| {
        let document = app.browser().get("/openapi.json").await.json();
        document["paths"][path]["post"]["requestBody"]["required"].clone()
    };
    for app in App::on_each_database(every_feature).await {
        app.user(ADA, PASSWORD).await;
        assert_eq!(needs(&app, "/login").await, json!(true));
        let mut browser = program(app.login_as(ADA).await);
        for path in ["/account/profile", "/account/activity"] {
            assert_eq!(needs(&app, path).await, json!(false), "{path}");
            let page = browser.post_raw(path, JSON, Vec::new()).await;
            assert_eq!(page.status, 200, "{path}: {}", page.body);
        }
    }
    for app in apps_with_all().await {
        assert_eq!(needs(&app, "/account/profile").await, json!(true));
    }
}

#[tokio::test]
async fn who_must_be_signed_in_is_told_how() {
    for basic_too in [false, true] {
        let apps = App::on_each_database(|app| {
            let app = app.with(crate::Changeable::default());
            if basic_too { basic(app) } else { app }
        });
        for app in apps.await {
            let document = app.browser().get("/openapi.json").await.json();
            for path in ["/change", "/verify"] {
                for method in ["get", "post"] {
                    let operation = &document["paths"][path][method];
                    let mut schemes = vec!["session", "token", "bearer"];
                    schemes.extend(basic_too.then_some("basic"));
                    let schemes = schemes.iter().map(|name| json!({ *name: [] }));
                    assert_eq!(operation["security"], schemes.collect::<Value>(), "{path}");
                    assert_eq!(
                        operation["responses"]["401"]["content"][JSON]["schema"]["$ref"],
                        "#/components/schemas/SignInNeeded"
                    );
                }
            }
            assert!(
                document["paths"]["/login"]["post"]
                    .get("security")
                    .is_none()
            );
            let body = &document["components"]["schemas"]["SignInNeededBody"];
            assert!(body["properties"]["reauth_required"].is_object());
        }
    }
}

#[tokio::test]
async fn forms_are_described_beside_json_and_carry_the_fields_of_the_app() {
    for app in apps_with_all().await {
        let document = app.browser().get("/openapi.json").await.json();
        let mut forms = 0;
        for item in document["paths"].as_object().unwrap().values() {
            let Some(content) = item["post"].get("requestBody").map(|body| &body["content"]) else {
                continue;
            };
            forms += 1;
            assert_eq!(content[JSON], content["application/x-www-form-urlencoded"]);
        }
        assert!(forms > 8, "{forms}");
        let form = &document["components"]["schemas"]["RegisterForm"];
        let first_name = &form["properties"]["first_name"];
        assert_eq!(
            (&first_name["type"], &first_name["maxLength"]),
            (&json!("string"), &json!(100)),
            "{form}"
        );
        assert!(form["properties"]["email"].is_object(), "{form}");
        let required = form["required"].as_array().unwrap();
        assert!(required.contains(&json!("first_name")), "{form}");
        assert!(!required.contains(&json!("phone")), "{form}");
    }
}
