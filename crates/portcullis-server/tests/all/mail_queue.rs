//! Mail on its way to a server that refuses it at first.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::process::{Place, until};

/// A mail server that turns every recipient away until it is told otherwise. It lives as long as the test process.
struct Relay {
    port: u16,
    kind: Arc<AtomicBool>,
}

impl Relay {
    fn start() -> Relay {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("a bound listener").port();
        let kind = Arc::new(AtomicBool::new(false));
        let shared = kind.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kind = shared.clone();
                thread::spawn(move || talk(stream, &kind));
            }
        });
        Relay { port, kind }
    }
}

fn talk(mut stream: TcpStream, kind: &AtomicBool) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    stream.write_all(b"220 relay\r\n").ok()?;
    while let Some(Ok(line)) = lines.next() {
        let answer = match line.get(..4).unwrap_or_default() {
            "EHLO" => "250 relay",
            "RCPT" if !kind.load(Ordering::SeqCst) => "550 \u{1b}[31mnobody here",
            "DATA" => {
                stream.write_all(b"354 go on\r\n").ok()?;
                lines.by_ref().flatten().find(|line| line == ".")?;
                "250 taken"
            }
            _ => "250 fine",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).ok()?;
    }
    Some(())
}

#[tokio::test]
async fn a_mail_that_was_given_up_is_shown_with_the_reason_and_sent_again_when_asked() {
    let relay = Relay::start();
    let place = Place::configured(&format!(
        "MAIL_SERVER = '127.0.0.1'\nMAIL_PORT = {}\nMAIL_USE_TLS = false\n",
        relay.port
    ));
    let served = place.serve().await;
    served.sign_up("zoe@example.test").await;
    let dead = until("the mail is given up", async || {
        let dead = place.json(&["mail", "list", "--state", "dead"]).await;
        dead.get(0).cloned()
    })
    .await;
    assert_eq!(dead["recipient"], "zoe@example.test");
    assert!(
        dead["last_error"].as_str().unwrap().contains("550"),
        "{dead}"
    );

    let id = dead["id"].as_str().unwrap();
    relay.kind.store(true, Ordering::SeqCst);
    let again = place.json(&["mail", "retry", id]).await;
    assert_eq!(
        (&again["changed"], &again["mail"]["id"]),
        (&true.into(), &dead["id"])
    );
    until("the mail is sent", async || {
        let job = place.json(&["mail", "show", id]).await;
        (job["state"] == "sent").then_some(())
    })
    .await;
    let refused = place.run(&["mail", "retry", id]).await;
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.errors.contains("is sent"), "{refused:?}");
}
