//! A list on loopback that answers as it is told.

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use super::*;

/// Its SHA-1 is 21BD1 2DC183F740EE76F27B78EB39C8AD972A757.
const TYPED: &str = "P@ssw0rd";
const REST: &str = "2DC183F740EE76F27B78EB39C8AD972A757";

/// Answers one request, or none at all, and gives what it was asked.
async fn answering(answer: Option<String>) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/range/", listener.local_addr().unwrap());
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut asked = vec![0; 4096];
        let length = stream.read(&mut asked).await.unwrap();
        match answer {
            Some(answer) => stream.write_all(answer.as_bytes()).await.unwrap(),
            None => tokio::time::sleep(WITHIN * 5).await,
        }
        String::from_utf8_lossy(&asked[..length]).into_owned()
    });
    (url, served)
}

fn ok(body: &str) -> Option<String> {
    let length = body.len();
    Some(format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}"
    ))
}

async fn judged(mode: &str, url: &str, least: u32) -> Option<&'static str> {
    let breached = Breached::of(mode, url, least).unwrap().unwrap();
    let judged = breached.check(&Secret::new(TYPED)).await;
    judged.err().map(|fault| fault.key)
}

// ASVS: 6.2.12
#[tokio::test]
async fn a_password_on_the_list_is_refused_from_the_count_that_is_set() {
    let seen = format!(
        "0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n{REST}:52\r\n00D4F6E8FA6EECAD2A3AA415EEC418D38EC:2"
    );
    let padding = format!("{REST}:0\r\n");
    for (body, least, key) in [
        (seen.as_str(), 1, Some("PASSWORD_BREACHED")),
        (&seen, 52, Some("PASSWORD_BREACHED")),
        (&seen, 53, None),
        (&seen.to_lowercase(), 1, Some("PASSWORD_BREACHED")),
        (&padding, 1, None),
        (&format!("{REST}:99999999999"), 1, Some("PASSWORD_BREACHED")),
        ("", 1, None),
        ("<html>", 1, None),
    ] {
        let (url, served) = answering(ok(body)).await;
        assert_eq!(judged("strict", &url, least).await, key, "{body} {least}");
        let asked = served.await.unwrap();
        assert!(
            asked.starts_with("GET /range/21BD1 HTTP/1.1\r\n"),
            "{asked}"
        );
        assert!(
            asked.to_lowercase().contains("\r\nadd-padding: true\r\n"),
            "{asked}"
        );
        assert!(!asked.contains(REST) && !asked.contains(TYPED), "{asked}");
    }
}

// ASVS: 6.2.12
#[tokio::test]
async fn a_list_that_cannot_be_asked_lets_in_unless_it_is_strict() {
    let redirect =
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    let endless = format!("HTTP/1.1 200 OK\r\n\r\n{}", "A".repeat(LONGEST_ANSWER + 1));
    for answer in [
        Some("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".to_owned()),
        Some(redirect.to_owned()),
        Some(endless),
        Some("not http at all\r\n\r\n".to_owned()),
        Some(String::new()),
        None,
    ] {
        for (mode, key) in [
            ("best-effort", None),
            ("strict", Some("PASSWORD_BREACHED_SITE_ERROR")),
        ] {
            let (url, served) = answering(answer.clone()).await;
            let began = tokio::time::Instant::now();
            let said = judged(mode, &url, 1).await;
            served.abort();
            assert_eq!(said, key, "{answer:.40?}");
            assert!(began.elapsed() < WITHIN * 3, "{answer:.40?}");
        }
    }
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", closed.local_addr().unwrap());
    drop(closed);
    assert_eq!(judged("best-effort", &url, 1).await, None);
}

// ASVS: 15.3.2
#[tokio::test]
async fn a_list_that_has_moved_is_not_followed() {
    let (elsewhere, moved) = answering(ok(&format!("{REST}:52"))).await;
    let (url, served) = answering(Some(format!(
        "HTTP/1.1 302 Found\r\nLocation: {elsewhere}21BD1\r\nContent-Length: 0\r\n\r\n"
    )))
    .await;
    assert_eq!(
        judged("strict", &url, 1).await,
        Some("PASSWORD_BREACHED_SITE_ERROR")
    );
    assert!(served.await.unwrap().starts_with("GET "));
    assert!(!moved.is_finished(), "nobody asked there");
    moved.abort();
}

#[tokio::test]
async fn a_server_without_a_certificate_is_not_believed() {
    let (url, served) = answering(ok(&format!("{REST}:52"))).await;
    let url = url.replace("http:", "https:");
    let said = judged("strict", &url, 1).await;
    served.abort();
    assert_eq!(said, Some("PASSWORD_BREACHED_SITE_ERROR"));
}

#[test]
fn a_list_that_is_off_asks_nobody() {
    assert!(
        Breached::of("off", "https://list.example/", 1)
            .unwrap()
            .is_none()
    );
}
