//! What the server needs goes away and comes back: it recovers by itself, at once, and nothing is stuck.

use std::io::{ErrorKind, copy};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::json;
use tokio::time::{Instant, sleep};

use super::{UNLIMITED, rounds, showed};
use crate::{
    postgres::Database,
    process::{PASSWORD, Place, Served, client, until},
    relay::Relay,
};

/// How soon everything works again.
const SOON: Duration = Duration::from_secs(2);

/// Stands before a server and can cut its connections.
struct Cable {
    port: u16,
    inside: Arc<Inside>,
}

#[derive(Default)]
struct Inside {
    cut: AtomicBool,
    ends: Mutex<Vec<TcpStream>>,
}

impl Cable {
    fn to(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("a bound listener").port();
        let inside = Arc::new(Inside::default());
        let shared = inside.clone();
        thread::spawn(move || {
            for near in listener.incoming().flatten() {
                if let Ok(far) = TcpStream::connect(&target) {
                    // What does not come about is a connection that is closed at once.
                    let _ = shared.join(near, far);
                }
            }
        });
        Self { port, inside }
    }

    fn cut(&self) {
        self.inside.cut.store(true, Ordering::SeqCst);
        for end in self.inside.ends.lock().expect("no holder panics").drain(..) {
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    fn mend(&self) {
        self.inside.cut.store(false, Ordering::SeqCst);
    }
}

impl Inside {
    fn join(&self, near: TcpStream, far: TcpStream) -> std::io::Result<()> {
        let mut ends = self.ends.lock().expect("no holder panics");
        if self.cut.load(Ordering::SeqCst) {
            return Err(ErrorKind::ConnectionRefused.into());
        }
        for (from, to) in [(&near, &far), (&far, &near)] {
            let (mut from, mut to) = (from.try_clone()?, to.try_clone()?);
            thread::spawn(move || {
                let _ = copy(&mut from, &mut to);
                let _ = to.shutdown(Shutdown::Both);
            });
        }
        ends.extend([near, far]);
        Ok(())
    }
}

async fn sign_up(served: &Served, address: &str) -> u16 {
    let body = json!({ "email": address, "password": PASSWORD });
    let answer = client()
        .post(served.at("/register"))
        .json(&body)
        .send()
        .await;
    let answer = answer.expect("the server answers");
    if answer.status() == 503 {
        assert!(answer.headers().contains_key("retry-after"));
    }
    answer.status().as_u16()
}

/// How long it takes until a sign-up succeeds; `None` when it takes too long.
async fn recovers(served: &Served, name: &str) -> Option<Duration> {
    let began = Instant::now();
    for attempt in 0.. {
        if sign_up(served, &format!("{name}-{attempt}@outage.test")).await == 200 {
            return Some(began.elapsed()).filter(|took| *took <= SOON);
        }
        if began.elapsed() > SOON {
            break;
        }
        sleep(Duration::from_millis(20)).await;
    }
    None
}

const SETTINGS: &str = "\
SECURITY_PASSWORD_ARGON2_MEMORY = 8
SECURITY_PASSWORD_ARGON2_ITERATIONS = 1
MAIL_TIMEOUT = '1 second'
";

async fn behind_a_cable(relay: &Relay) -> (Cable, Place, Served) {
    let url = Database::create().url();
    let server = url
        .split('@')
        .nth(1)
        .and_then(|rest| rest.split('/').next());
    let server = server.expect("a URL with a server").to_owned();
    let cable = Cable::to(server.clone());
    let url = url.replace(&server, &format!("127.0.0.1:{}", cable.port));
    let place = Place::configured(&format!(
        "{SETTINGS}{UNLIMITED}{}DATABASE_URL = '{url}'\n",
        relay.settings()
    ));
    let served = place.serve().await;
    (cable, place, served)
}

// ASVS: 16.5.2, 16.5.3
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_was_away_is_used_again_within_two_seconds() {
    let (rounds, relay) = (rounds(50), Relay::start());
    let (cable, place, served) = behind_a_cable(&relay).await;
    let mut slowest = Duration::ZERO;
    for round in 0..rounds {
        let early = tokio::spawn({
            let url = served.at("/livez");
            async move {
                client()
                    .get(url)
                    .send()
                    .await
                    .map(|answer| answer.status().as_u16())
            }
        });
        cable.cut();
        assert_eq!(
            sign_up(&served, &format!("away{round}@outage.test")).await,
            503
        );
        assert!(
            matches!(early.await, Ok(Ok(200))),
            "a process lives without its database"
        );
        sleep(Duration::from_millis(100 * (round as u64 % 5))).await;
        cable.mend();
        let took = recovers(&served, &format!("back{round}")).await;
        slowest =
            slowest.max(took.unwrap_or_else(|| panic!("round {round}: not back within {SOON:?}")));
    }
    until("no mail is stuck", async || {
        let waiting = place.json(&["mail", "list", "--state", "waiting"]).await;
        (waiting == json!([]) && relay.letters().len() >= rounds).then_some(())
    })
    .await;
    let result = format!(
        "used again after {} ms at most, nothing stuck",
        slowest.as_millis()
    );
    showed("database gone and back on PostgreSQL", rounds, &result);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_stays_away_is_found() {
    let relay = Relay::start();
    let (cable, _place, served) = behind_a_cable(&relay).await;
    cable.cut();
    assert_eq!(recovers(&served, "never").await, None);
}

// ASVS: 16.5.2
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_was_away_is_used_again_within_two_seconds_and_slows_nobody_meanwhile() {
    let relay = Relay::start();
    let settings = relay.settings();
    let port = settings
        .split("MAIL_PORT = ")
        .nth(1)
        .and_then(|rest| rest.lines().next());
    let port = port.expect("a port");
    let cable = Cable::to(format!("127.0.0.1:{port}"));
    let settings = settings.replace(port, &cable.port.to_string());
    let place = Place::configured(&format!("{SETTINGS}{UNLIMITED}{settings}"));
    let served = place.serve().await;
    cable.cut();
    let began = Instant::now();
    assert_eq!(sign_up(&served, "away@outage.test").await, 200);
    assert!(
        began.elapsed() < SOON,
        "a request waited for the mail server"
    );
    until("it was tried in vain", async || {
        let waiting = place.json(&["mail", "list", "--state", "waiting"]).await;
        waiting[0]["last_error"].is_string().then_some(())
    })
    .await;
    cable.mend();
    let began = Instant::now();
    assert_eq!(sign_up(&served, "back@outage.test").await, 200);
    let arrived = |address: &str| {
        relay
            .letters()
            .iter()
            .any(|letter| letter.recipient.contains(address))
    };
    until("a new mail arrives", async || {
        arrived("back@").then_some(())
    })
    .await;
    let took = began.elapsed();
    assert!(took <= SOON, "{took:?}");
    until("the mail from before arrives", async || {
        arrived("away@").then_some(())
    })
    .await;
    let result = format!("used again after {} ms, nothing stuck", took.as_millis());
    showed("SMTP dead and back", 1, &result);
}
