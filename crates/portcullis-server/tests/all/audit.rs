//! The audit log as its operator reads and verifies it.

use serde_json::{Value, json};

use crate::process::{PASSWORD, Place};

async fn create(place: &Place, email: &str) {
    place.create_user(email, PASSWORD, &["-a"]).await;
}

async fn kinds(place: &Place, more: &[&str]) -> Vec<String> {
    let arguments = [&["audit", "list"], more].concat();
    let events = place.json(&arguments).await;
    let events = events.as_array().expect("a list").iter().rev();
    events
        .map(|event| event["kind"].as_str().expect("a kind").to_owned())
        .collect()
}

fn place() -> Place {
    Place::configured("MAIL_FOLDER = 'mails'\n")
}

// ASVS: 16.2.1
#[tokio::test]
async fn what_an_operator_does_is_listed_as_theirs() {
    let place = place();
    create(&place, "ada@example.test").await;
    create(&place, "bob@example.test").await;
    place
        .json(&["users", "deactivate", "ada@example.test"])
        .await;
    let created = ["user_created", "user_created"];
    assert_eq!(kinds(&place, &["--kind", "user_created"]).await, created);
    let of_ada = ["user_created", "user_deactivated"];
    let listed = kinds(&place, &["--user", "Ada@Example.test"]).await;
    assert_eq!(listed, of_ada);
    assert_eq!(kinds(&place, &["--limit", "1"]).await, of_ada[1..]);
    assert!(kinds(&place, &["--since", "2999-01-01"]).await.is_empty());
    let events = place.json(&["audit", "list", "--limit", "1"]).await;
    assert_eq!(events[0]["actor"], "operator");
    assert_eq!(events[0]["person"]["email"], "ada@example.test");
    let id = events[0]["person"]["user_id"].as_str().unwrap();
    assert_eq!(kinds(&place, &["--user", id]).await, of_ada);
    for wrong in [
        ["--kind", "sing_in"],
        ["--since", "yesterday"],
        ["--user", "x"],
    ] {
        let refused = place.run(&[&["audit", "list"], &wrong[..]].concat()).await;
        assert_eq!(refused.code, Some(2), "{refused:?}");
    }
}

// ASVS: 16.4.2
#[tokio::test]
async fn the_log_is_verified_against_heads_that_were_noted() {
    let place = place();
    create(&place, "ada@example.test").await;
    let noted = place.json(&["audit", "verify"]).await;
    assert_eq!(
        (&noted["events"], &noted["unsigned"], &noted["broken"]),
        (&json!(1), &json!(0), &json!([]))
    );
    place.write("heads.json", &noted.to_string());
    place
        .json(&["users", "delete", "ada@example.test", "--yes"])
        .await;
    let later = place
        .json(&["audit", "verify", "--head", "heads.json"])
        .await;
    assert_eq!((&later["events"], &later["erased"]), (&json!(2), &json!(1)));
    let mut heads: Vec<Value> = serde_json::from_value(later["heads"].clone()).unwrap();
    for head in &mut heads {
        head["number"] = json!(head["number"].as_i64().unwrap() + 1);
    }
    place.write("heads.json", &json!(heads).to_string());
    let broken = place
        .run(&["audit", "verify", "--head", "heads.json"])
        .await;
    assert_eq!(broken.code, Some(1), "{broken:?}");
    assert!(broken.errors.contains("was longer when"), "{broken:?}");
    let printed: Value = serde_json::from_str(&broken.output).unwrap();
    let faults = printed["broken"].as_array().unwrap().iter();
    let faults: Vec<Value> = faults.map(|broken| broken["fault"].clone()).collect();
    assert_eq!(faults, vec![json!("cut_off"); 16]);
    place.write("heads.json", "no heads");
    let refused = place
        .run(&["audit", "verify", "--head", "heads.json"])
        .await;
    assert_eq!(refused.code, Some(2), "{refused:?}");
    let unread = place
        .run(&["audit", "verify", "--head", "no-such-file.json"])
        .await;
    assert_eq!(unread.code, Some(1), "{unread:?}");
}

// ASVS: 16.4.2
#[tokio::test]
async fn every_chain_that_is_broken_is_named_in_one_report() {
    let place = place();
    create(&place, "ada@example.test").await;
    let noted = place.json(&["audit", "verify"]).await;
    let mut heads: Vec<Value> = serde_json::from_value(noted["heads"].clone()).unwrap();
    for chain in [3, 9] {
        heads[chain]["number"] = json!(7);
    }
    place.write("heads.json", &json!(heads).to_string());
    let verify = ["audit", "verify", "--head", "heads.json"];
    let broken = place.run(&verify).await;
    assert_eq!(broken.code, Some(1), "{broken:?}");
    let printed: Value = serde_json::from_str(&broken.output).unwrap();
    let faults = printed["broken"].as_array().unwrap().iter();
    let chains: Vec<&Value> = faults.map(|broken| &broken["chain"]).collect();
    assert_eq!(chains, [&json!(3), &json!(9)]);
    let named: Vec<&str> = broken.errors.lines().collect();
    assert_eq!(named.len(), 3, "{broken:?}");
    for (line, chain) in named[1..].iter().zip(["Chain 3, ", "Chain 9, "]) {
        assert!(line.starts_with(chain), "{broken:?}");
        assert!(line.ends_with("was longer when its head was noted."));
    }
}

// ASVS: 16.4.1
#[tokio::test]
async fn an_export_is_a_line_of_json_each() {
    let place = place();
    for name in ["ada", "bob", "zoe"] {
        create(&place, &format!("{name}@example.test")).await;
    }
    let served = place.serve().await;
    let form = json!({ "email": "ada@example.test", "password": "not the password" });
    let login = crate::process::client().post(served.at("/login"));
    let login = login.header("user-agent", "x\"},\\ <x>").json(&form);
    assert!(login.send().await.unwrap().status().is_client_error());
    let exported = place.run(&["audit", "export"]).await;
    assert_eq!(exported.code, Some(0), "{exported:?}");
    let lines: Vec<Value> = exported
        .output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    for line in &lines {
        for name in ["digest", "previous", "person_digest", "mac"] {
            assert_eq!(line[name].as_str().unwrap().len(), 64, "{line}");
        }
    }
    assert!(!exported.output.contains("not the password"));
}
