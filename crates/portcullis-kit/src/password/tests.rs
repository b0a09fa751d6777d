//! Hashing, comparing, and standing in line.

use std::time::Duration;

use super::*;

const CHEAP: Cost = Cost {
    memory_kib: 64,
    iterations: 1,
    lanes: 1,
};

// "password", from the test program of the reference implementation: more memory than ours, more lanes,
// argon2id, and version 1.0, which is not written out.
const REFERENCE: [&str; 4] = [
    "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
    "$argon2i$v=19$m=256,t=2,p=2$c29tZXNhbHQ$T/XOJ2mh1/TIpJHfCdQan76Q5esCFVoT5MAeIM1Oq2E",
    "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
    "$argon2i$m=65536,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
];

fn cheap() -> Hasher {
    Hasher::new(CHEAP, 1, 8).unwrap()
}

fn secret(text: &str) -> Secret {
    Secret::new(text)
}

#[tokio::test]
async fn a_hash_is_that_of_its_password_only() {
    let hasher = cheap();
    let stored = hasher.hash(&secret("correct horse"), "").await.unwrap();
    assert!(
        stored.starts_with("$argon2id$v=19$m=64,t=1,p=1$"),
        "{stored}"
    );
    assert_eq!(
        hasher.verify(&secret("correct horse"), &stored, "").await,
        Ok(Verified::Yes)
    );
    assert_eq!(
        hasher.verify(&secret("Correct horse"), &stored, "").await,
        Ok(Verified::No)
    );
    assert_eq!(
        hasher.verify(&secret(""), &stored, "").await,
        Ok(Verified::No)
    );
}

// ASVS: 11.4.2
#[tokio::test]
async fn unless_told_otherwise_a_hash_costs_what_owasp_asks_for() {
    let hasher = Hasher::new(Cost::default(), 1, 8).unwrap();
    let stored = hasher.hash(&secret("pass"), "").await.unwrap();
    assert!(
        stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{stored}"
    );
}

#[tokio::test]
async fn the_same_password_is_never_stored_twice_alike() {
    let hasher = cheap();
    assert_ne!(
        hasher.hash(&secret("same"), "").await,
        hasher.hash(&secret("same"), "").await
    );
}

#[tokio::test]
async fn a_password_counts_to_its_last_character() {
    let hasher = cheap();
    let long = "p".repeat(4000);
    let stored = hasher.hash(&secret(&long), "").await.unwrap();
    assert_eq!(
        hasher.verify(&secret(&long), &stored, "").await,
        Ok(Verified::Yes)
    );
    assert_eq!(
        hasher.verify(&secret(&long[1..]), &stored, "").await,
        Ok(Verified::No)
    );
}

#[tokio::test]
async fn the_two_spellings_of_an_accent_are_one_password() {
    let hasher = cheap();
    for (typed, retyped) in [("caf\u{e9}", "cafe\u{301}"), ("cafe\u{301}", "caf\u{e9}")] {
        let stored = hasher.hash(&secret(typed), "").await.unwrap();
        assert_eq!(
            hasher.verify(&secret(retyped), &stored, "").await,
            Ok(Verified::Yes)
        );
        assert_eq!(
            hasher.verify(&secret("cafe"), &stored, "").await,
            Ok(Verified::No)
        );
    }
}

#[tokio::test]
async fn a_hash_of_another_cost_is_outdated() {
    let stored = cheap().hash(&secret("pass"), "").await.unwrap();
    for cost in [
        Cost {
            memory_kib: 65,
            ..CHEAP
        },
        Cost {
            iterations: 2,
            ..CHEAP
        },
        Cost { lanes: 2, ..CHEAP },
        Cost {
            memory_kib: 32,
            ..CHEAP
        },
    ] {
        let hasher = Hasher::new(cost, 1, 8).unwrap();
        assert_eq!(
            hasher.verify(&secret("pass"), &stored, "").await,
            Ok(Verified::YesButOutdated),
            "{cost:?}"
        );
        assert_eq!(
            hasher.verify(&secret("word"), &stored, "").await,
            Ok(Verified::No),
            "{cost:?}"
        );
    }
}

#[tokio::test]
async fn hashes_made_elsewhere_are_read() {
    let hasher = cheap();
    for stored in REFERENCE {
        assert_eq!(
            hasher.verify(&secret("password"), stored, "").await,
            Ok(Verified::YesButOutdated),
            "{stored}"
        );
        assert_eq!(
            hasher.verify(&secret("passw0rd"), stored, "").await,
            Ok(Verified::No),
            "{stored}"
        );
    }
}

#[tokio::test]
async fn what_is_no_hash_or_asks_for_too_much_is_unreadable() {
    let hasher = cheap();
    let (salt, output) = ("c29tZXNhbHQ", "RdescudvJCsgt3ub+b4dWRWJTmaaJObG");
    for wrong in [
        String::new(),
        "hunter2".to_owned(),
        "$2b$12$abcdefghijklmnopqrstuuB8Yk5UjJ3a1y6d0yq7N0Yw1rYl7Q5oW".to_owned(),
        format!("$argon2id$v=19$m=64,t=1,p=1${salt}"),
        format!("$argon2id$v=18$m=64,t=1,p=1${salt}${output}"),
        format!("$argon2id$v=19$m=1048577,t=1,p=1${salt}${output}"),
        format!("$argon2id$v=19$m=4294967295,t=1,p=1${salt}${output}"),
        format!("$argon2id$v=19$m=64,t=101,p=1${salt}${output}"),
        format!("$argon2id$v=19$m=1048576,t=1,p=17${salt}${output}"),
        format!("$argon2id$v=19$m=64,t=1,p=9${salt}${output}"),
        format!("$argon2id$v=19$m=64,t=0,p=1${salt}${output}"),
        format!("$scrypt$ln=16,r=8,p=1${salt}${output}"),
    ] {
        assert_eq!(
            hasher.verify(&secret("password"), &wrong, "").await,
            Err(Error::Unreadable),
            "{wrong}"
        );
    }
    assert_eq!(hasher.count(), 0, "no work is done for them");
}

#[tokio::test]
async fn nobody_costs_exactly_one_hash_like_everybody() {
    let hasher = cheap();
    let stored = hasher.hash(&secret("pass"), "").await.unwrap();
    let before = hasher.count();
    let _ = hasher.verify(&secret("pass"), &stored, "").await.unwrap();
    assert_eq!(hasher.count() - before, 1);
    hasher.verify_nobody(&secret("pass"), "").await.unwrap();
    assert_eq!(hasher.count() - before, 2);
    assert!(Stored::parse(&hasher.nobody).unwrap().is_of(CHEAP));
    assert_eq!(hasher.nobody.len(), stored.len());
}

fn slow() -> Hasher {
    Hasher::new(
        Cost {
            memory_kib: 19_456,
            iterations: 30,
            lanes: 1,
        },
        1,
        1,
    )
    .unwrap()
}

/// Lets the request take its place in the line, then hangs up.
async fn hang_up(hasher: &Hasher) -> bool {
    tokio::time::timeout(Duration::ZERO, hasher.hash(&secret("pass"), ""))
        .await
        .is_err()
}

#[tokio::test]
async fn a_full_queue_says_so_at_once() {
    let hasher = slow();
    let start = tokio::time::Instant::now();
    let mut requests = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let hasher = hasher.clone();
        requests.spawn(async move { hasher.hash(&secret("pass"), "").await });
    }
    // One is worked on and one waits.
    for _ in 0..6 {
        let answer = requests.join_next().await.unwrap().unwrap();
        assert_eq!(answer, Err(Error::QueueFull));
    }
    assert!(start.elapsed() < Duration::from_secs(5));
}

// ASVS: 1.4.3
#[tokio::test]
async fn a_request_that_hung_up_while_waiting_costs_nothing() {
    let hasher = Hasher::new(
        Cost {
            iterations: 10,
            ..Cost::default()
        },
        1,
        16,
    )
    .unwrap();
    let password = secret("first");
    let (first, gone) = tokio::join!(hasher.hash(&password, ""), async {
        let mut gone = 0;
        for _ in 0..8 {
            gone += usize::from(hang_up(&hasher).await);
        }
        gone
    });
    assert!(first.is_ok());
    assert_eq!(gone, 8);
    assert!(hasher.hash(&secret("last"), "").await.is_ok());
    assert_eq!(hasher.count(), 2);
}

// ASVS: 15.4.1
#[tokio::test]
async fn many_requests_on_few_threads_all_get_their_own_answer() {
    let hasher = Hasher::new(CHEAP, 3, 64).unwrap();
    let requests: Vec<_> = (0..64)
        .map(|number| {
            let hasher = hasher.clone();
            tokio::spawn(async move {
                let password = secret(&format!("password {number}"));
                let stored = hasher.hash(&password, "").await?;
                hasher.verify(&password, &stored, "").await
            })
        })
        .collect();
    for request in requests {
        assert_eq!(request.await.unwrap(), Ok(Verified::Yes));
    }
    assert_eq!(hasher.count(), 128);
}

#[test]
fn a_cost_that_cannot_be_worked_with_is_told_before_the_start() {
    assert_eq!(Cost::default().check(), Ok(()));
    for cost in [
        Cost {
            memory_kib: 7,
            ..Cost::default()
        },
        Cost {
            memory_kib: 64,
            lanes: 9,
            ..Cost::default()
        },
        Cost {
            memory_kib: u32::MAX,
            ..Cost::default()
        },
        Cost {
            iterations: 0,
            ..Cost::default()
        },
        Cost {
            iterations: 101,
            ..Cost::default()
        },
        Cost {
            lanes: 17,
            ..Cost::default()
        },
    ] {
        assert!(cost.check().is_err(), "{cost:?}");
    }
}
