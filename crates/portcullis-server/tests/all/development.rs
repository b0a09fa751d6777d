//! `portcullis dev`

use std::net::{Ipv6Addr, TcpListener};

use serde_json::json;

use crate::process::{Place, Running, client, status, until};

/// Starts development mode and waits for what it prints.
async fn start(place: &Place, arguments: &[&str]) -> (Running, String) {
    let mut running = place.start(&[&["dev"], arguments].concat());
    let banner = until("development mode prints its URLs", async || {
        running.must_run();
        Some(running.said()).filter(|said| said.contains("Stop with"))
    })
    .await;
    (running, banner)
}

/// Development mode on any port, without demo users, and its address.
pub(crate) async fn served(place: &Place) -> (Running, String) {
    let (running, banner) = start(place, &["--port", "0", "--no-demo"]).await;
    let base = start_page(&banner);
    (running, base)
}

fn urls(banner: &str) -> Vec<&str> {
    banner
        .split_whitespace()
        .filter(|word| word.starts_with("http://"))
        .collect()
}

fn start_page(banner: &str) -> String {
    urls(banner)[0].trim_end_matches('/').to_owned()
}

#[tokio::test]
async fn every_url_that_is_printed_is_served_on_both_loopback_addresses() {
    let place = Place::new();
    let (_running, banner) = start(&place, &["--port", "0"]).await;
    let urls = urls(&banner);
    assert!(urls.len() >= 5, "{banner}");
    for url in urls {
        assert_eq!(status(url).await, Some(200), "{url}");
    }
    let four = start_page(&banner).replace("localhost", "127.0.0.1");
    assert_eq!(status(&four).await, Some(200));
    if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
        let six = start_page(&banner).replace("localhost", "[::1]");
        assert_eq!(status(&six).await, Some(200));
    }
}

#[tokio::test]
async fn the_next_free_port_is_used_and_named_when_3000_is_taken() {
    // Taken by this, or by somebody else already.
    let _taken = TcpListener::bind("127.0.0.1:3000");
    let place = Place::new();
    let (_running, banner) = start(&place, &["--no-demo"]).await;
    assert!(
        banner.contains("Port 3000 is taken, so this is 30"),
        "{banner}"
    );
    assert!(!start_page(&banner).ends_with(":3000"), "{banner}");
    assert_eq!(status(&start_page(&banner)).await, Some(200));
}

#[tokio::test]
async fn a_taken_port_that_was_asked_for_is_an_error() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ended = Place::new().run(&["dev", "--port", &port]).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let named = format!("Port {port} can't be used");
    assert!(
        ended.errors.contains(&named) && ended.errors.contains("--port"),
        "{ended:?}"
    );
    assert_eq!(ended.output, "");
}

#[tokio::test]
async fn the_demo_users_are_as_they_are_described_also_after_a_restart() {
    let place = Place::new();
    let (running, banner) = start(&place, &["--port", "0"]).await;
    let password = banner.split_once("password: ").unwrap().1;
    let password = password.split_once("  ").unwrap().0.to_owned();
    assert!(password.chars().count() >= 15, "{password:?}");
    running.signal("TERM");
    assert_eq!(running.ended().await.code, Some(0));

    let (_running, banner) = start(&place, &["--port", "0"]).await;
    assert!(banner.contains(&password), "{banner}");
    for (name, code) in [("ada", 200), ("ben", 400), ("cleo", 400), ("dora", 400)] {
        let body = json!({ "email": format!("{name}@example.test"), "password": password });
        let login = format!("{}/login", start_page(&banner));
        let answer = client().post(login).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), code, "{name}");
    }
    let users = place.json(&["users", "list"]).await;
    let state = |n: usize| {
        (
            users[n]["active"].clone(),
            !users[n]["confirmed_at"].is_null(),
        )
    };
    assert_eq!(users.as_array().unwrap().len(), 4, "{users}");
    assert_eq!(state(0), (true.into(), true), "{users}");
    assert_eq!(state(1), (false.into(), true), "{users}");
    assert_eq!(state(2), (true.into(), false), "{users}");
    assert_eq!(state(3), (true.into(), true), "{users}");
    assert!(users[0]["has_password"] == true && users[3]["has_password"] == false);
}

#[tokio::test]
async fn the_demo_user_without_a_password_signs_in_by_a_mailed_link() {
    let place = Place::new();
    let (_running, banner) = start(&place, &["--port", "0"]).await;
    let at = |path: &str| format!("{}{path}", start_page(&banner));
    let (browser, dora) = (client(), json!({ "email": "dora@example.test" }));
    let asked = browser.post(at("/login/link")).json(&dora).send().await;
    assert_eq!(asked.unwrap().status(), 200);
    let link = until("the mail shows in the mailbox", async || {
        let mails = browser
            .get(at("/dev/mail.json?to=dora@example.test"))
            .send();
        let mails: serde_json::Value = mails.await.ok()?.json().await.ok()?;
        mails["messages"][0]["link"].as_str().map(str::to_owned)
    })
    .await;
    let signed_in = browser.post(link).json(&json!({})).send().await.unwrap();
    assert_eq!(signed_in.status(), 200);
    let account = browser
        .get(at("/account"))
        .header("accept", "application/json")
        .send();
    assert_eq!(account.await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_second_one_keeps_out_of_the_same_data() {
    let place = Place::new();
    let (_running, banner) = start(&place, &["--port", "0", "--no-demo", "--data", "here"]).await;
    assert!(!banner.contains("ada@"), "{banner}");
    let second = place
        .run(&["dev", "--port", "0", "--no-demo", "--data", "here"])
        .await;
    assert_eq!(second.code, Some(1), "{second:?}");
    assert!(second.errors.contains("--data DIR"), "{second:?}");
}

// ASVS: 15.2.3
#[tokio::test]
async fn it_is_refused_under_a_name_that_others_can_reach() {
    for url in ["https://accounts.example.com", "https://localhost:3000"] {
        let place = Place::new().with_environment("SECURITY_PUBLIC_URL", url);
        let ended = place.run(&["dev", "--port", "0"]).await;
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.errors.contains(url), "{ended:?}");
    }
}
