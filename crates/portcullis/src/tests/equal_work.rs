//! Nobody learns from an answer, nor from the work behind it, whether an address has an account: the same status,
//! headers, cookies and body, the same number of hashes, the same statements, the same rows read and written.

use serde_json::{Value, json};

use super::*;
use crate::{
    NewUser,
    security::core_settings::Throttles,
    testing::{Page, Step, Work},
};

/// What an address may be; all are equally long.
const ADDRESSES: [&str; 5] = [
    "fresh@example.test",
    "owner@example.test",
    "claim@example.test",
    "blank@example.test",
    "ended@example.test",
];

/// Whether a password is sent, and where.
const FLOWS: [(&str, bool); 5] = [
    ("/login", true),
    ("/register", true),
    ("/reset", false),
    ("/confirm", false),
    ("/login/link", false),
];

async fn populate(app: &App) {
    app.user("owner@example.test", PASSWORD).await;
    app.browser().sign_up("claim@example.test", PASSWORD).await;
    let blank = NewUser {
        email: "blank@example.test".parse().unwrap(),
        password: None,
        active: true,
        confirmed: true,
        profile: Default::default(),
    };
    app.security.create_user(blank).await.unwrap();
    let ended = app.user("ended@example.test", PASSWORD).await;
    app.security.deactivate_user(&ended).await.unwrap();
}

/// Everything that a client sees, but what is random or the address itself.
fn seen(page: &Page, address: &str) -> String {
    let mut lines = vec![page.status.to_string()];
    for (name, value) in &page.headers {
        let value = value.to_str().unwrap();
        lines.push(match (name.as_str(), value.split_once('=')) {
            ("date", _) => continue,
            ("set-cookie", Some((cookie, rest))) => {
                let (value, attributes) = rest.split_once(';').unwrap();
                format!("{cookie}: {} characters;{attributes}", value.len())
            }
            _ => format!("{name}: {value}"),
        });
    }
    lines.push(masked(page).replace(address, "[address]"));
    lines.join("\n")
}

fn masked(page: &Page) -> String {
    match page.json() {
        Value::Null => match page.body.split_once("Request <code dir=\"ltr\">") {
            Some((before, after)) => format!("{before}[request]{}", &after[36..]),
            None => page.body.clone(),
        },
        mut json => {
            json["response"]["csrf_token"] = "[random]".into();
            json.to_string()
        }
    }
}

/// What the work was. Not whether something was counted before: whoever asks first is the first of the network.
fn done(work: Work) -> (u64, Vec<Step>) {
    let steps = work.steps.into_iter();
    let steps = steps.map(|step| match step.sql.trim_start() {
        sql if sql.starts_with("SELECT") && sql.contains("FROM pc_throttles") => {
            Step { rows: 0, ..step }
        }
        _ => step,
    });
    (work.hashes, steps.collect())
}

/// What was seen and done when this form was sent, by a person and by a program.
async fn sent(
    app: &App,
    path: &str,
    address: &str,
    password: Option<&str>,
) -> Vec<(String, (u64, Vec<Step>))> {
    let mut fields = vec![("email", address)];
    fields.extend(password.map(|password| ("password", password)));
    let object: serde_json::Map<_, _> = fields
        .iter()
        .map(|(name, text)| ((*name).to_owned(), json!(text)))
        .collect();
    let (mut person, mut program) = (app.browser(), app.browser());
    let mut all = Vec::new();
    let (page, work) = app.work(person.post(path, &fields)).await;
    all.push((seen(&page, address), done(work)));
    if page.status == 303 {
        let (page, work) = app.work(person.get(page.location())).await;
        all.push((seen(&page, address), done(work)));
    }
    let body = Value::Object(object);
    let (page, work) = app
        .work(program.post_json(&format!("{path}?include_auth_token"), &body))
        .await;
    all.push((seen(&page, address), done(work)));
    all
}

// ASVS: 6.3.8, 2.2.2
#[tokio::test]
async fn every_kind_of_address_gets_the_same_answer_for_the_same_work() {
    for app in App::on_each_database(everything).await {
        populate(&app).await;
        for (path, with_password) in FLOWS {
            let password = with_password.then_some("not the password of anybody");
            let expected = sent(&app, path, ADDRESSES[0], password).await;
            assert!(
                expected[0].0.starts_with(['3', '4', '2']),
                "{path}: {}",
                expected[0].0
            );
            let hashes: u64 = expected.iter().map(|(_, (hashes, _))| hashes).sum();
            assert_eq!(hashes, if with_password { 2 } else { 0 }, "{path}");
            for address in &ADDRESSES[1..] {
                let got = sent(&app, path, address, password).await;
                assert_eq!(got, expected, "{path} for {address}");
            }
        }
    }
}

// ASVS: 6.3.8, 6.3.1
#[tokio::test]
async fn a_throttled_address_is_refused_alike_whoever_has_it() {
    let strict =
        |app: SecurityBuilder| everything(app).core(|core| core.throttles = Throttles::default());
    for app in App::on_each_database(strict).await {
        populate(&app).await;
        for (path, with_password) in FLOWS {
            let password = with_password.then_some("not the password of anybody");
            // A day for each flow: budgets are shared between some of them.
            app.advance(std::time::Duration::from_secs(2 * 86_400));
            let mut refused = Vec::new();
            for address in ADDRESSES {
                app.advance(std::time::Duration::from_secs(7200));
                let mut last = Vec::new();
                for _ in 0..25 {
                    last = sent(&app, path, address, password).await;
                }
                assert!(last[0].0.starts_with("429"), "{path}: {}", last[0].0);
                assert!(last[0].0.contains("retry-after: "), "{path}: {}", last[0].0);
                refused.push(last);
            }
            for (other, address) in refused.iter().zip(ADDRESSES).skip(1) {
                assert_eq!(*other, refused[0], "{path} for {address}");
            }
        }
    }
}

// ASVS: 6.3.8, 6.3.4
#[tokio::test]
async fn a_right_password_that_opens_nothing_is_answered_like_a_wrong_one() {
    for app in App::on_each_database(everything).await {
        populate(&app).await;
        let [unknown, ..] = ADDRESSES;
        let expected = sent(&app, "/login", unknown, Some(PASSWORD)).await;
        for address in ["claim@example.test", "ended@example.test"] {
            let got = sent(&app, "/login", address, Some(PASSWORD)).await;
            for (got, expected) in got.iter().zip(&expected) {
                assert_eq!((&got.0, got.1.0), (&expected.0, expected.1.0), "{address}");
            }
        }
    }
}

#[tokio::test]
async fn an_answer_or_a_statement_that_differs_would_be_found() {
    for app in App::on_each_database(everything).await {
        populate(&app).await;
        let wrong = sent(
            &app,
            "/login",
            "owner@example.test",
            Some("not the password of anybody"),
        )
        .await;
        let right = sent(&app, "/login", "owner@example.test", Some(PASSWORD)).await;
        assert_ne!(wrong[0].0, right[0].0);
        assert_ne!(wrong[0].1.1, right[0].1.1);
        let told = |app: SecurityBuilder| {
            everything(app).core(|core| core.http.return_generic_responses = false)
        };
        let app = app.restarted_with(told).await;
        let unknown = sent(
            &app,
            "/login",
            "fresh@example.test",
            Some("not the password of anybody"),
        )
        .await;
        let known = sent(
            &app,
            "/login",
            "owner@example.test",
            Some("not the password of anybody"),
        )
        .await;
        assert_ne!(
            unknown[0].0, known[0].0,
            "the settings say that it may be told"
        );
    }
}
