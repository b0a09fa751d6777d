//! Killed at any moment under load, with a mail server that fails at times.

use std::{collections::BTreeSet, time::Duration};

use tokio::time::sleep;

use super::{
    Chance, UNLIMITED,
    judge::Kept,
    load::{Person, people, until_killed},
    rounds, showed,
};
use crate::{
    postgres::Database,
    process::Place,
    relay::{Letter, Relay},
};

const PEOPLE: usize = 4;

/// Quick hashes, and a mail server that is not waited for for long.
const SETTINGS: &str = "\
SECURITY_CHANGEABLE = true
SECURITY_PASSWORD_ARGON2_MEMORY = 8
SECURITY_PASSWORD_ARGON2_ITERATIONS = 1
MAIL_TIMEOUT = '1 second'
";

/// So many kills, then everything is left to come to rest.
async fn killed(rounds: usize, database: &str, chance: &mut Chance) -> (Kept, Vec<Person>) {
    let relay = Relay::start();
    relay.fail_at_first(chance.below(u64::MAX));
    let settings = format!("{SETTINGS}{UNLIMITED}{}{database}", relay.settings());
    let place = Place::configured(&settings);
    place.json(&["migrate"]).await;
    let mut people = people(&place, PEOPLE).await;
    for round in 0..rounds {
        let served = place.serve().await;
        people = until_killed(served, people, round, chance.below(250)).await;
    }
    let served = place.serve().await;
    for person in &mut people {
        let signed_in = person.signs_in(&served.url).await;
        assert!(
            signed_in,
            "an acknowledged password of {} was lost",
            person.name
        );
    }
    come_to_rest(&place).await;
    let users = addresses(&place).await;
    (
        Kept {
            users,
            letters: relay.letters(),
        },
        people,
    )
}

/// Waits until every mail is sent. What was in hand at a kill waits for the end of its lease; each kill counts as an
/// attempt, and the time to the next one doubles with them: a quarter of an hour after a full run.
async fn come_to_rest(place: &Place) {
    let mut left = Vec::new();
    for _ in 0..1800 {
        left.clear();
        for state in ["waiting", "dead"] {
            let jobs = place.json(&["mail", "list", "--state", state]).await;
            left.extend(jobs.as_array().expect("a list").iter().cloned());
        }
        if left.is_empty() {
            return;
        }
        sleep(Duration::from_secs(1)).await;
    }
    panic!("there is mail that is never sent: {left:#?}");
}

async fn addresses(place: &Place) -> BTreeSet<String> {
    let users = place.json(&["users", "list", "--limit", "100000"]).await;
    let users = users.as_array().expect("a list");
    users
        .iter()
        .filter_map(|user| Some(user["email"].as_str()?.to_owned()))
        .collect()
}

async fn nothing_is_lost(name: &str, database: &str) {
    let (rounds, mut chance) = (rounds(100), Chance::new(name));
    let (kept, people) = killed(rounds, database, &mut chance).await;
    let faults = kept.faults(&people);
    assert!(faults.is_empty(), "{faults:#?}");
    let changes: usize = people
        .iter()
        .map(|person| person.changes + person.acknowledged.len())
        .sum();
    let (letters, duplicates) = (kept.letters.len(), kept.duplicates());
    assert!(changes > 0, "nothing was acknowledged in any round");
    let result = format!(
        "{changes} acknowledged changes, {letters} mails, {duplicates} of them copies; 0 lost, 0 too many"
    );
    showed(name, rounds, &result);
}

// ASVS: 2.3.3, 16.5.3
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_at_any_moment_lose_nothing_that_was_acknowledged_on_sqlite() {
    nothing_is_lost("kill -9 on SQLite", "").await;
}

// ASVS: 2.3.3, 16.5.3
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_at_any_moment_lose_nothing_that_was_acknowledged_on_postgresql() {
    let database = format!("DATABASE_URL = '{}'\n", Database::create().url());
    nothing_is_lost("kill -9 on PostgreSQL", &database).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_lost_or_too_much_is_found() {
    let mut chance = Chance::new("planted losses");
    let (mut kept, mut people) = killed(2, "", &mut chance).await;
    while people.iter().all(|person| person.acknowledged.is_empty()) {
        (kept, people) = killed(4, "", &mut chance).await;
    }
    assert_eq!(kept.faults(&people), Vec::<String>::new());
    let mut all = people.iter().flat_map(|person| &person.acknowledged);
    let one = all.next().expect("somebody was signed up").clone();
    let is_to_one = |letter: &Letter| letter.recipient.contains(&one);
    let letter = kept
        .letters
        .iter()
        .find(|letter| is_to_one(letter))
        .expect("a mail")
        .clone();

    let source = letter
        .source
        .replace("Message-ID: <", "Message-ID: <another");
    kept.letters.push(Letter { source, ..letter });
    assert_eq!(
        kept.faults(&people),
        [format!("2 different mails to {one}")]
    );
    kept.letters.retain(|letter| !is_to_one(letter));
    assert_eq!(kept.faults(&people), [format!("no mail to {one}")]);
    kept.users.remove(&one);
    assert_eq!(
        kept.faults(&people),
        [format!("acknowledged and lost: {one}")]
    );
    let rolled_back = Letter {
        recipient: format!("RCPT TO:<{one}>"),
        source: String::new(),
    };
    kept.letters.push(rolled_back);
    assert_eq!(kept.faults(&people).len(), 2);
    people[0].changes += 1;
    assert_eq!(kept.faults(&people).len(), 3);
}
