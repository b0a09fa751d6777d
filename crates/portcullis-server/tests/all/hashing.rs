//! What the operator is told of password hashing, and of the set-up as a whole.

use serde_json::Value;

use crate::process::Place;

/// What `doctor` finds, and with which code it ends.
async fn findings(place: &Place) -> (Option<i32>, Vec<Value>) {
    let ended = place.run(&["doctor"]).await;
    let findings: Value =
        serde_json::from_str(&ended.output).unwrap_or_else(|error| panic!("{error}: {ended:?}"));
    (ended.code, findings.as_array().expect("a list").clone())
}

fn of<'a>(findings: &'a [Value], about: &str) -> Vec<(&'a str, &'a str)> {
    let about = findings.iter().filter(|finding| finding["about"] == about);
    about
        .map(|finding| {
            (
                finding["state"].as_str().expect("a state"),
                finding["text"].as_str().expect("a text"),
            )
        })
        .collect()
}

#[tokio::test]
async fn the_doctor_names_what_is_broken_and_ends_with_1_until_it_is_mended() {
    let place = Place::configured("MAIL_FOLDER = 'mails'\n");
    let (code, found) = findings(&place).await;
    assert_eq!(code, Some(1), "{found:?}");
    let database = of(&found, "database");
    assert!(
        matches!(database[..], [("broken", text)] if text.contains("portcullis migrate")),
        "{found:?}"
    );
    assert!(place.run(&["migrate"]).await.code == Some(0));
    let (code, found) = findings(&place).await;
    assert_eq!(code, Some(0), "{found:?}");
    for about in [
        "settings",
        "secret_key",
        "hashing",
        "hash_threads",
        "database",
    ] {
        assert_eq!(of(&found, about)[0].0, "right", "{about}: {found:?}");
    }
    assert!(of(&found, "hashing")[0].1.contains("passed its self-test"));
    assert!(
        of(&found, "hashing")[1]
            .1
            .contains("19456 KiB, 2 iterations, 1 lanes")
    );
    assert!(matches!(of(&found, "mail")[..], [("note", text)] if text.contains("mails")));
    assert!(
        matches!(of(&found, "public_url")[..], [("note", text)] if text.contains("http://localhost:8080"))
    );
}

#[tokio::test]
async fn the_doctor_says_when_no_mail_can_leave() {
    // Nothing listens on the port for discarding.
    let place =
        Place::configured("MAIL_SERVER = '127.0.0.1'\nMAIL_PORT = 9\nMAIL_USE_TLS = false\n");
    let (code, found) = findings(&place).await;
    assert_eq!(code, Some(1));
    assert!(
        matches!(of(&found, "mail")[..], [("broken", text)] if text.contains("127.0.0.1:9")),
        "{found:?}"
    );
}

#[tokio::test]
async fn settings_that_are_wrong_are_part_of_the_diagnosis() {
    let place = Place::configured("MAIL_FOLDER = 'mails'\nSECURITY_APP_NAM = 'x'\n");
    let (code, found) = findings(&place).await;
    assert_eq!(code, Some(1));
    assert!(
        matches!(of(&found, "settings")[..], [("broken", text)] if text.contains("SECURITY_APP_NAM"))
    );
    assert_eq!(
        of(&found, "hashing")[0].0,
        "right",
        "the rest is looked at all the same"
    );
}

#[tokio::test]
async fn the_cost_that_is_proposed_is_measured_and_no_less_than_owasps() {
    let place = Place::new();
    let arguments = [
        "bench-hash",
        "--target",
        "1ms",
        "--memory",
        "20MiB",
        "--rounds",
        "1",
    ];
    let ended = place.run(&arguments).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let lines: Vec<Value> = serde_json::from_str(&ended.output).unwrap();
    let (proposed, of_owasp) = lines.split_last().unwrap();
    assert_eq!(proposed["cost"], "proposed");
    let numbers = |line: &Value| {
        ["memory_kib", "iterations", "lanes"].map(|name| line[name].as_u64().unwrap())
    };
    assert_eq!(of_owasp.len(), 5);
    let [memory, iterations, lanes] = numbers(proposed);
    assert_eq!(lanes, 1);
    assert!(memory <= 20 * 1024, "{proposed}");
    let covers = |line: &Value| memory >= numbers(line)[0] && iterations >= numbers(line)[1];
    assert!(of_owasp.iter().any(covers), "{lines:?}");
    assert!(
        lines
            .iter()
            .all(|line| line["least_ms"].as_f64().unwrap() > 0.0)
    );
    let refused = place.run(&["bench-hash", "--target", "fast"]).await;
    assert_eq!(refused.code, Some(2));
    assert!(refused.errors.contains("250ms"), "{refused:?}");
}

#[tokio::test]
async fn a_server_that_starts_says_what_hashes_passwords() {
    let place = Place::configured("MAIL_FOLDER = 'mails'\n");
    let server = place.serve().await;
    let log = server.running.log();
    assert!(log.contains("Passwords are hashed"), "{log}");
}
