//! Several servers on one database: whatever a person does at one, the others know.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{
    Client, Response,
    header::{COOKIE, SET_COOKIE},
};
use serde_json::json;
use tokio::{
    task::{JoinSet, LocalSet},
    time::{Instant, sleep},
};

use crate::{
    pgbouncer::PgBouncer,
    postgres::Database,
    process::{PASSWORD, Place, Served, client, until},
    proofs::UNLIMITED,
    relay::Relay,
};

/// Quick hashes.
const SETTINGS: &str = "\
SECURITY_PASSWORD_ARGON2_MEMORY = 8
SECURITY_PASSWORD_ARGON2_ITERATIONS = 1
";

/// How long another server may still take a session for open that was ended.
const BOUND: Duration = Duration::from_secs(1);

/// How many people come at once, and how often each comes back.
const PEOPLE: usize = 12;
const VISITS: usize = 5;

/// Two servers.
struct Pair {
    urls: [String; 2],
    relay: Relay,
}

/// Somebody who does every step at the other server.
struct Person {
    email: String,
    pair: Arc<Pair>,
    turn: usize,
}

impl Person {
    /// The next server's turn.
    fn next(&mut self, path: &str) -> String {
        self.turn += 1;
        format!("{}{path}", self.pair.urls[self.turn % 2])
    }

    async fn signs_up(&mut self) {
        let browser = client();
        let body = json!({ "email": self.email, "password": PASSWORD });
        answered(
            browser
                .post(self.next("/register"))
                .json(&body)
                .send()
                .await,
            200,
        )
        .await;
        let link = until("the mail arrives", async || self.link()).await;
        answered(
            browser.post(self.next(&link)).json(&json!({})).send().await,
            200,
        )
        .await;
    }

    fn link(&self) -> Option<String> {
        let letters = self.pair.relay.letters();
        let letter = letters
            .iter()
            .find(|letter| letter.recipient.contains(&self.email))?;
        let text = letter.source.replace("=\n", "").replace("=3D", "=");
        let mut words = text.split_whitespace();
        let token = words.find_map(|word| word.strip_prefix("http://localhost:8080/confirm/"))?;
        Some(format!("/confirm/{token}"))
    }

    /// In at one, seen at both, out at the other. Gives how long the first still took the session for open.
    async fn visits(&mut self) -> Duration {
        let body = json!({ "email": self.email, "password": PASSWORD });
        let browser = Client::new();
        let signed_in = browser.post(self.next("/login")).json(&body).send().await;
        let cookies = cookies(&answered(signed_in, 200).await);
        for _ in 0..2 {
            assert!(
                is_signed_in(&self.next("/"), &cookies).await,
                "{}",
                self.email
            );
        }
        let out = browser
            .post(self.next("/logout"))
            .header(COOKIE, &cookies)
            .json(&json!({}));
        answered(out.send().await, 200).await;
        let (ended, other) = (Instant::now(), self.next("/"));
        while is_signed_in(&other, &cookies).await {
            assert!(
                ended.elapsed() <= BOUND,
                "{} is still signed in",
                self.email
            );
            sleep(Duration::from_millis(20)).await;
        }
        ended.elapsed()
    }
}

/// The answer, which must be this.
async fn answered(answer: reqwest::Result<Response>, status: u16) -> Response {
    let answer = answer.expect("the server answers");
    let (url, got) = (answer.url().clone(), answer.status().as_u16());
    if got != status {
        let said = answer.text().await;
        panic!("{url}: {got}: {said:?}");
    }
    answer
}

/// What a browser would send back; a copy that signing out does not take away.
fn cookies(answer: &Response) -> String {
    let set = answer.headers().get_all(SET_COOKIE).iter();
    let pairs = set.filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
    pairs.collect::<Vec<_>>().join("; ")
}

async fn is_signed_in(url: &str, cookies: &str) -> bool {
    let page = Client::new().get(url).header(COOKIE, cookies).send().await;
    let page = answered(page, 200).await.text().await.expect("a page");
    page.contains("You are signed in")
}

/// Gives the longest time for which an ended session was still taken for open.
async fn all_at_once(pair: Arc<Pair>) -> Duration {
    let mut people = JoinSet::new();
    for number in 0..PEOPLE {
        let email = format!("person{number}@example.test");
        let mut person = Person {
            email,
            pair: pair.clone(),
            turn: number,
        };
        people.spawn_local(async move {
            person.signs_up().await;
            let mut longest = Duration::ZERO;
            for _ in 0..VISITS {
                longest = longest.max(person.visits().await);
            }
            longest
        });
    }
    people
        .join_all()
        .await
        .into_iter()
        .max()
        .unwrap_or_default()
}

/// People come, all at once, and do everything at both servers.
async fn both_know(place: &Place, relay: Relay) {
    place.json(&["migrate"]).await;
    let served = [place.serve().await, place.serve().await];
    let urls = served.each_ref().map(|served| served.url.clone());
    let pair = Arc::new(Pair { urls, relay });
    let longest = LocalSet::new().run_until(all_at_once(pair)).await;
    eprintln!(
        "{PEOPLE} people, {VISITS} visits each: an ended session was refused after {longest:?} at the latest"
    );
    nothing_went_wrong(place, &served).await;
}

async fn nothing_went_wrong(place: &Place, served: &[Served; 2]) {
    for served in served {
        let log = served.running.log();
        let wrong = log
            .lines()
            .filter(|line| line.contains("\"ERROR\"") || line.contains("locked"));
        assert_eq!(wrong.collect::<Vec<_>>(), [""; 0]);
    }
    let verified = place.json(&["audit", "verify"]).await;
    assert_eq!(verified["broken"], json!([]));
    let signed_in = ["audit", "list", "--kind", "sign_in", "--limit", "1000"];
    let sessions = place.json(&signed_in).await;
    let sessions = sessions.as_array().expect("a list").len();
    assert_eq!(sessions, PEOPLE * VISITS);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_behind_pgbouncer_in_transaction_mode_are_one() {
    let database = Database::create();
    let pgbouncer = PgBouncer::before(&database).await;
    for url in pgbouncer.urls() {
        let relay = Relay::start();
        let settings = format!(
            "{SETTINGS}{UNLIMITED}{}DATABASE_URL = '{url}'\n",
            relay.settings()
        );
        both_know(&Place::configured(&settings), relay).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_on_one_sqlite_file_are_one() {
    let relay = Relay::start();
    let settings = format!("{SETTINGS}{UNLIMITED}{}", relay.settings());
    both_know(&Place::configured(&settings), relay).await;
}
