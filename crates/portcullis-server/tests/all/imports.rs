//! Users of another system, brought along with the hashes of their passwords.

use serde_json::json;

use crate::process::{PASSWORD, Place, client};

fn place() -> Place {
    Place::configured("MAIL_FOLDER = 'mails'\n")
}

const IMPORTED: &str = r#"{"email": "ada@example.test", "confirmed": true, "password_hash": "pbkdf2_sha256$1000$YKncQ1748y8YzXYlZGqnLi$kgtMF9lYmAOOOWfEOdoIkIBlSPSzy4KqTqp7iVPQ41c="}

{"email": "bob@example.test", "active": false}
"#;

#[tokio::test]
async fn users_of_another_system_are_imported_and_sign_in_with_their_passwords() {
    let place = place();
    std::fs::write(place.path("users.jsonl"), IMPORTED).unwrap();
    let answer = place.json(&["users", "import", "users.jsonl"]).await;
    assert_eq!(answer, json!({ "changed": true, "imported": 2 }));
    let served = place.serve().await;
    let body = json!({ "email": "ada@example.test", "password": "correct horse battery" });
    for _ in 0..2 {
        let answer = client().post(served.at("/login")).json(&body).send().await;
        assert_eq!(answer.expect("an answer").status(), 200);
    }
}

#[tokio::test]
async fn a_line_that_cannot_be_imported_is_named_and_stops_all_unless_told_otherwise() {
    let place = place();
    place.create_user("ada@example.test", PASSWORD, &[]).await;
    for (lines, number, reason) in [
        ("{}\n", 1, "JSON object"),
        (
            "{\"email\": \"b@example.test\"}\nnonsense\n",
            2,
            "JSON object",
        ),
        (
            "\n{\"email\": \"b@example.test\", \"password\": \"x\"}",
            2,
            "JSON object",
        ),
        (
            "{\"email\": \"b@example.test\", \"password_hash\": \"x\"}",
            1,
            "malformed",
        ),
        ("{\"email\": \"b\"}", 1, "not an email address"),
        (
            "{\"email\": \"b@example.test\", \"profile\": {\"nick\": \"b\"}}",
            1,
            "nick",
        ),
        (
            &IMPORTED.lines().rev().collect::<Vec<_>>().join("\n"),
            3,
            "already",
        ),
    ] {
        let ended = place.run_reading(lines, &["users", "import", "-"]).await;
        assert_eq!(ended.code, Some(2), "{lines}: {ended:?}");
        let line = format!("Line {number}: ");
        assert!(
            ended.errors.contains(&line) && ended.errors.contains(reason),
            "{lines}: {ended:?}"
        );
        assert_eq!(
            place
                .json(&["users", "list"])
                .await
                .as_array()
                .unwrap()
                .len(),
            1
        );
    }
    let go_on = ["users", "import", "-", "--continue"];
    let ended = place
        .run_reading(&format!("nonsense\n{IMPORTED}"), &go_on)
        .await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.output.contains("\"imported\": 1"), "{ended:?}");
    assert!(
        ended.errors.contains("Line 1: ") && ended.errors.contains("Line 2: "),
        "{ended:?}"
    );
}
