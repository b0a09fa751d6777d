//! `portcullis serve`

use std::fs;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::process::{PASSWORD, Place, client, status, until};

fn place() -> Place {
    Place::configured("MAIL_FOLDER = 'mails'\n")
}

#[tokio::test]
async fn a_person_who_signs_in_sees_when_and_from_where_they_did_so_last() {
    let place = place();
    place
        .create_user("ada@example.test", PASSWORD, &["-a", "--confirmed"])
        .await;
    let served = place.serve().await;
    let browser = client();
    let start = async || {
        let page = browser.get(served.at("/")).send().await.unwrap();
        page.text().await.unwrap()
    };
    let page = start().await;
    assert!(
        page.contains("Welcome") && page.contains("Create an account"),
        "{page}"
    );
    for visit in 1..=2 {
        let form = [("email", "ada@example.test"), ("password", PASSWORD)];
        let answer = browser
            .post(served.at("/login"))
            .form(&form)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 303);
        let page = start().await;
        assert!(
            page.contains("ada@example.test") && page.contains("from 127.0.0.1"),
            "{page}"
        );
        assert_eq!(page.contains("Last sign-in"), visit == 2, "{page}");
        let out = browser.post(served.at("/logout")).send().await.unwrap();
        assert_eq!(out.status(), 303);
    }
    assert!(start().await.contains("Welcome"));
}

#[tokio::test]
async fn what_does_not_exist_is_a_page_for_people_and_an_envelope_for_programs() {
    let place = place();
    let served = place.serve().await;
    let page = client().get(served.at("/nothing")).send().await.unwrap();
    assert_eq!(page.status(), 404);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("<h1>Page not found</h1>")
    );
    let asking = client()
        .get(served.at("/nothing"))
        .header("Accept", "application/json");
    let answer: Value = asking.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["meta"]["code"], 404);
    assert_eq!(answer["response"]["error_codes"], json!(["NOT_FOUND"]));
    let posted = client().post(served.at("/")).send().await.unwrap();
    assert_eq!(posted.status(), 405);
}

#[tokio::test]
async fn health_is_told_under_any_host_name_and_pages_under_their_own_only() {
    let place = place();
    let served = place.serve().await;
    for (path, code) in [
        ("/livez", 200),
        ("/readyz", 200),
        ("/", 400),
        ("/login", 400),
    ] {
        let asking = client()
            .get(served.at(path))
            .header("Host", "10.0.0.7:8080");
        assert_eq!(asking.send().await.unwrap().status(), code, "{path}");
    }
    assert_eq!(status(&served.at("/")).await, Some(200));
}

// ASVS: 16.2.4, 16.2.5
#[tokio::test]
async fn the_log_holds_neither_tokens_nor_queries_nor_what_was_typed() {
    let place = place();
    let served = place.serve().await;
    let token = "A".repeat(43);
    client()
        .get(served.at(&format!("/confirm/{token}?next=/whispered")))
        .send()
        .await
        .unwrap();
    client()
        .get(served.at(&format!("/lost/{token}?q=whispered")))
        .send()
        .await
        .unwrap();
    let body = json!({ "email": "mallory@example.test", "password": "a murmured password" });
    client()
        .post(served.at("/login"))
        .json(&body)
        .send()
        .await
        .unwrap();
    served.running.signal("TERM");
    let log = served.running.ended().await.errors;
    let requests: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|line| line["message"] == "request")
        .collect();
    let routes: Vec<&str> = requests
        .iter()
        .filter_map(|line| line["route"].as_str())
        .collect();
    assert_eq!(routes, ["/confirm/{token}", "none", "/login"], "{log}");
    assert_eq!(requests[2]["client"], "127.0.0.1", "{log}");
    for secret in [token.as_str(), "whispered", "murmured", "mallory"] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[tokio::test]
async fn a_request_that_runs_is_finished_before_the_server_ends() {
    let place = place();
    let served = place.serve().await;
    let address = served.url.trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let body = json!({ "email": "slow@example.test", "password": PASSWORD }).to_string();
    let head = format!(
        "POST /register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let (first, rest) = body.split_at(10);
    stream
        .write_all(format!("{head}{first}").as_bytes())
        .await
        .unwrap();
    // Another request that is answered proves that the server has this one in hand.
    assert_eq!(status(&served.at("/livez")).await, Some(200));
    served.running.signal("TERM");
    until("the server takes no more connections", async || {
        TcpStream::connect(&address).await.err()
    })
    .await;
    stream.write_all(rest.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_eq!(served.running.ended().await.code, Some(0));
    let user = place.json(&["users", "show", "slow@example.test"]).await;
    assert_eq!(user["claim"], true, "{user}");
}

#[tokio::test]
async fn a_second_signal_ends_it_at_once() {
    let place = place();
    let served = place.serve().await;
    let address = served.url.trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&address).await.unwrap();
    stream
        .write_all(b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n")
        .await
        .unwrap();
    assert_eq!(status(&served.at("/livez")).await, Some(200));
    served.running.signal("INT");
    until("the first signal is heard", async || {
        served.running.log().contains("Ending").then_some(())
    })
    .await;
    served.running.signal("INT");
    assert_eq!(served.running.ended().await.code, Some(1));
}

#[tokio::test]
async fn a_start_applies_what_is_missing_and_the_data_outlives_the_process() {
    let place = place();
    let served = place.serve().await;
    served.sign_up("zoe@example.test").await;
    served.running.signal("TERM");
    assert_eq!(served.running.ended().await.code, Some(0));
    assert!(fs::metadata(place.path("portcullis.db")).is_ok());
    assert_eq!(
        place.json(&["migrate"]).await,
        json!({ "applied": [], "changed": false })
    );
    let _again = place.serve().await;
    let user = place.json(&["users", "show", "zoe@example.test"]).await;
    assert_eq!(user["email"], "zoe@example.test");
}
