//! People at work while the server is killed under them, and what each of them was told.

use std::collections::BTreeSet;

use reqwest::Client;
use serde_json::{Value, json};

use crate::process::{PASSWORD, Served, client};

/// How many people sign up, or change their passwords, in one round at most.
const DEEDS: usize = 4;

/// What one person did, as far as the person knows.
pub(crate) struct Person {
    pub(crate) name: String,
    browser: Client,
    /// The password that was acknowledged last.
    pub(crate) password: String,
    /// One that was sent, of which no answer came.
    pub(crate) unknown: Option<String>,
    /// How many changes of the password took effect.
    pub(crate) changes: usize,
    /// Addresses that were signed up with and acknowledged.
    pub(crate) acknowledged: BTreeSet<String>,
    /// Addresses that were sent, whatever came of it.
    pub(crate) sent: BTreeSet<String>,
}

impl Person {
    pub(crate) fn new(number: usize) -> Self {
        Self {
            name: format!("worker{number}@crash.test"),
            browser: client(),
            password: format!("the {number}. door has no lock"),
            unknown: None,
            changes: 0,
            acknowledged: BTreeSet::new(),
            sent: BTreeSet::new(),
        }
    }

    /// Signs others up and changes the own password, until the server is gone.
    pub(crate) async fn work(mut self, served: &str, round: usize) -> Self {
        for deed in 0..DEEDS {
            let address = format!("n{round}-{deed}-{}", self.name);
            self.sent.insert(address.clone());
            let body = json!({ "email": address, "password": PASSWORD });
            if post(&client(), served, "/register", &body).await != Some(200) {
                return self;
            }
            self.acknowledged.insert(address);
            if !self.change(served, &format!("{round} {deed}")).await {
                return self;
            }
        }
        self
    }

    async fn change(&mut self, served: &str, what: &str) -> bool {
        if !self.signs_in(served).await {
            return false;
        }
        let new = format!("quiet marble staircase {what}");
        let body = json!({ "password": self.password, "new_password": new });
        self.unknown = Some(new.clone());
        if post(&self.browser, served, "/change", &body).await != Some(200) {
            return false;
        }
        self.settled(new);
        true
    }

    fn settled(&mut self, password: String) {
        self.password = password;
        self.changes += 1;
        self.unknown = None;
    }

    /// With the password that was acknowledged, or with the one of which nobody knows.
    pub(crate) async fn signs_in(&mut self, served: &str) -> bool {
        self.browser = client();
        let form = |password: &str| json!({ "email": self.name, "password": password });
        let known = post(&self.browser, served, "/login", &form(&self.password)).await;
        if known == Some(200) {
            self.unknown = None;
            return true;
        }
        match (known, self.unknown.clone()) {
            (Some(400), Some(unknown)) => {
                let body = form(&unknown);
                let taken = post(&self.browser, served, "/login", &body).await == Some(200);
                if taken {
                    self.settled(unknown);
                }
                taken
            }
            _ => false,
        }
    }
}

/// The status; `None` when the answer did not come, or came broken.
async fn post(browser: &Client, served: &str, path: &str, body: &Value) -> Option<u16> {
    let answer = browser
        .post(format!("{served}{path}"))
        .json(body)
        .send()
        .await
        .ok()?;
    let status = answer.status().as_u16();
    answer.bytes().await.ok()?;
    Some(status)
}

/// Makes the accounts of the people, through the door of the operator.
pub(crate) async fn people(place: &crate::process::Place, count: usize) -> Vec<Person> {
    let people: Vec<_> = (0..count).map(Person::new).collect();
    for person in &people {
        let (name, password) = (&person.name, &person.password);
        place
            .create_user(name, password, &["-a", "--confirmed"])
            .await;
    }
    people
}

/// All of them work at once until the server is killed after so many milliseconds.
pub(crate) async fn until_killed(
    mut served: Served,
    people: Vec<Person>,
    round: usize,
    after: u64,
) -> Vec<Person> {
    let mut all = tokio::task::JoinSet::new();
    for person in people {
        let url = served.url.clone();
        all.spawn(async move { person.work(&url, round).await });
    }
    tokio::time::sleep(std::time::Duration::from_millis(after)).await;
    served.running.kill();
    all.join_all().await
}
