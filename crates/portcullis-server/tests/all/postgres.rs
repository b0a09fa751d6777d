//! The same binary on PostgreSQL.

use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;

use crate::{
    process::{PASSWORD, Place, Served, client, status, until},
    relay::Relay,
};

/// A database of one's own on the throw-away server; it goes away with the server.
pub(crate) struct Database {
    server: String,
    name: String,
}

impl Database {
    pub(crate) fn create() -> Database {
        static MADE: AtomicU32 = AtomicU32::new(0);
        #[expect(clippy::disallowed_methods, reason = "the test command says where its server is")]
        let server = std::env::var("PORTCULLIS_TEST_POSTGRES").expect(
            "PORTCULLIS_TEST_POSTGRES is not set: run `scripts/test`, which starts a throw-away PostgreSQL",
        );
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("pc_server_{}_{number}", std::process::id());
        let database = Database { server, name };
        database.sql(&format!("CREATE DATABASE {}", database.name));
        database
    }

    pub(crate) fn url(&self) -> String {
        let (server, _) = self.server.rsplit_once('/').expect("a URL with a database");
        format!("{server}/{}", self.name)
    }

    /// Runs a statement as the owner of the server.
    fn sql(&self, statement: &str) {
        let ran = Command::new("psql")
            .args([
                "--quiet",
                "--no-psqlrc",
                "--set=ON_ERROR_STOP=1",
                "--output=/dev/null",
            ])
            .args(["--command", statement, &self.server])
            .status()
            .expect("psql is on the PATH; run scripts/test, which installs it with PostgreSQL");
        assert!(ran.success(), "{statement}");
    }

    /// Throws everybody out and lets nobody in.
    fn close(&self) {
        self.sql(&format!(
            "ALTER DATABASE {} WITH ALLOW_CONNECTIONS false",
            self.name
        ));
        self.sql(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
            self.name
        ));
    }

    fn open(&self) {
        self.sql(&format!(
            "ALTER DATABASE {} WITH ALLOW_CONNECTIONS true",
            self.name
        ));
    }
}

async fn serve(database: &Database) -> (Place, Served) {
    let place = Place::configured(&format!(
        "MAIL_FOLDER = 'mails'\nDATABASE_URL = '{}'\n",
        database.url()
    ));
    let served = place.serve().await;
    (place, served)
}

#[tokio::test]
async fn people_sign_up_and_in_on_postgresql_and_sign_out_of_all_its_servers() {
    let database = Database::create();
    let (place, first) = serve(&database).await;
    let (_, second) = serve(&database).await;
    place
        .create_user("ada@example.test", PASSWORD, &["-a", "--confirmed"])
        .await;
    first.sign_up("zoe@example.test").await;
    until("the mail is sent", async || {
        let jobs = place.json(&["mail", "list", "--state", "sent"]).await;
        jobs.get(0).cloned()
    })
    .await;

    // Cookies know no ports: the browser is signed in on both.
    let browser = client();
    let body = json!({ "email": "ada@example.test", "password": PASSWORD });
    let answer = browser
        .post(first.at("/login"))
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200, "{:?}", answer.text().await);
    let page = async |served: &Served| {
        let page = browser.get(served.at("/")).send().await.unwrap();
        page.text().await.unwrap()
    };
    assert!(page(&first).await.contains("You are signed in"));
    assert!(page(&second).await.contains("You are signed in"));
    place
        .json(&["users", "deactivate", "ada@example.test"])
        .await;
    assert!(page(&first).await.contains("Welcome"));
    assert!(page(&second).await.contains("Welcome"));
}

#[tokio::test]
async fn a_person_confirms_with_the_link_that_came_through_the_mail_server() {
    let (database, relay) = (Database::create(), Relay::start());
    let mail = relay.settings();
    let place = Place::configured(&format!("{mail}DATABASE_URL = '{}'\n", database.url()));
    let served = place.serve().await;
    let browser = client();
    let body = json!({ "email": "zoe@example.test", "password": PASSWORD });
    let post = async |path: &str, body: &serde_json::Value| {
        let answer = browser.post(served.at(path)).json(body).send().await;
        answer.expect("an answer").status().as_u16()
    };
    assert_eq!(post("/register", &body).await, 200);

    let letter = until("the mail arrives", async || relay.letters().pop()).await;
    assert!(
        letter.recipient.contains("<zoe@example.test>"),
        "{}",
        letter.recipient
    );
    // Quoted-printable breaks long lines.
    let text = letter.source.replace("=\n", "").replace("=3D", "=");
    let link = text
        .split_whitespace()
        .find_map(|word| word.strip_prefix("http://localhost:8080/confirm/"));
    let path = format!("/confirm/{}", link.expect("a link"));

    assert_eq!(post("/login", &body).await, 400, "not before");
    assert_eq!(post(&path, &json!({})).await, 200);
    let user = place.json(&["users", "show", "zoe@example.test"]).await;
    assert!(!user["confirmed_at"].is_null(), "{user}");
}

// ASVS: 13.2.6
#[tokio::test]
async fn a_server_whose_database_goes_away_says_so_and_recovers_when_it_is_back() {
    let database = Database::create();
    let (_place, served) = serve(&database).await;
    let (live, ready, login) = (
        served.at("/livez"),
        served.at("/readyz"),
        served.at("/login"),
    );
    assert_eq!(status(&ready).await, Some(200));

    database.close();
    until("it is not ready", async || {
        (status(&ready).await == Some(503)).then_some(())
    })
    .await;
    assert_eq!(status(&live).await, Some(200));
    let body = json!({ "email": "ada@example.test", "password": PASSWORD });
    let answer = client().post(&login).json(&body).send().await.unwrap();
    assert_eq!(answer.status(), 503);
    assert!(answer.headers().contains_key("retry-after"));

    database.open();
    until("it is ready", async || {
        (status(&ready).await == Some(200)).then_some(())
    })
    .await;
    let answer = client().post(&login).json(&body).send().await.unwrap();
    assert_eq!(answer.status(), 400);
}
