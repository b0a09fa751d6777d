//! `portcullis keys …`, and what the server makes of a secret.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::Value;

use crate::process::{Place, Running, until};

const SECRET: &str = "kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5";
const GUIDE: &str = "../../docs/server.md";

/// A configuration of its own, with the secrets in files.
fn place() -> Place {
    let place = Place::new();
    place.write(
        "portcullis.toml",
        "SECURITY_PUBLIC_URL = 'https://accounts.example.com'\nSECURITY_EMAIL_SENDER = 'a@example.com'\nMAIL_FOLDER = 'mails'\n\
         SECRET_KEY_FILE = 'secret-key'\nSECRET_KEY_FALLBACKS_FILE = 'former-secret-keys'\n",
    );
    place.write("secret-key", SECRET);
    place.write("former-secret-keys", "");
    for file in ["secret-key", "former-secret-keys"] {
        set_mode(&place.path(file), 0o600);
    }
    place
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a file of ours");
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path)
        .expect("the file is there")
        .permissions()
        .mode()
        & 0o777
}

fn text(place: &Place, name: &str) -> String {
    fs::read_to_string(place.path(name)).expect("the file is there")
}

async fn ids(place: &Place) -> Vec<String> {
    let status = place.json(&["keys", "status"]).await;
    let keys = status.as_array().expect("a list").iter();
    keys.map(|key| key["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[tokio::test]
async fn a_new_secret_is_shown_once_or_written_where_only_its_owner_reads() {
    let place = Place::new();
    let (one, other) = (
        place.run(&["keys", "generate"]).await,
        place.run(&["keys", "generate"]).await,
    );
    assert_eq!(
        (one.code, one.output.trim().len()),
        (Some(0), 43),
        "{one:?}"
    );
    assert_ne!(one.output, other.output);
    let told = place.run(&["keys", "generate", "secret-key"]).await;
    let secret = text(&place, "secret-key");
    assert_eq!(
        (
            told.code,
            secret.trim().len(),
            mode(&place.path("secret-key"))
        ),
        (Some(0), 43, 0o600)
    );
    assert!(!format!("{told:?}").contains(secret.trim()), "{told:?}");
    let again = place.run(&["keys", "generate", "secret-key"]).await;
    assert_eq!(
        (again.code, text(&place, "secret-key")),
        (Some(1), secret),
        "{again:?}"
    );
}

// ASVS: 13.2.3, 13.3.1
#[tokio::test]
async fn nothing_is_served_without_a_secret_or_with_one_that_anybody_knows() {
    let configuration = "SECURITY_PUBLIC_URL = 'http://localhost:8080'\nMAIL_FOLDER = 'mails'\n";
    for (line, why) in [
        ("", "SECRET_KEY is missing: "),
        ("SECRET_KEY = ''", "SECRET_KEY is missing: "),
        (
            "SECRET_KEY = 'too-short'",
            "portcullis.toml:3: SECRET_KEY: is shorter than 32 characters",
        ),
        (
            "SECRET_KEY = 'your-secret-key-goes-here-12345678'",
            "portcullis.toml:3: SECRET_KEY: is a sample value",
        ),
    ] {
        let place = Place::new();
        place.write("portcullis.toml", &format!("{configuration}{line}\n"));
        let ended = place.run(&["serve"]).await;
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(
            ended.errors.starts_with(why) && ended.errors.contains("portcullis keys generate"),
            "{ended:?}"
        );
        assert!(!place.path("portcullis.db").exists(), "a database was made");
    }
}

// ASVS: 13.3.2
#[tokio::test]
async fn a_secret_that_everybody_on_the_machine_can_read_is_refused() {
    let place = place();
    set_mode(&place.path("secret-key"), 0o644);
    let ended = place.run(&["serve"]).await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(
        ended.errors.contains("SECRET_KEY_FILE")
            && ended.errors.contains("run `chmod o-rwx secret-key`"),
        "{ended:?}"
    );
    assert!(!ended.errors.contains(SECRET), "{ended:?}");
}

// ASVS: 11.2.2, 13.3.4
#[tokio::test]
async fn a_rotation_keeps_the_former_key_and_shows_no_secret() {
    let place = place();
    let before = ids(&place).await;
    let rotated = place.run(&["keys", "rotate"]).await;
    assert_eq!(rotated.code, Some(0), "{rotated:?}");
    let new = text(&place, "secret-key");
    assert_eq!(text(&place, "former-secret-keys"), format!("{SECRET}\n"));
    for secret in [SECRET, new.trim()] {
        assert!(!format!("{rotated:?}").contains(secret), "{rotated:?}");
    }
    let after = ids(&place).await;
    assert_eq!((before.len(), after.len(), &after[1]), (1, 2, &before[0]));
    for file in ["secret-key", "former-secret-keys"] {
        assert_eq!(mode(&place.path(file)), 0o600);
    }
    place.json(&["keys", "rotate"]).await;
    assert_eq!(ids(&place).await[1..], after);
    assert_eq!(
        text(&place, "former-secret-keys"),
        format!("{new}{SECRET}\n")
    );
}

#[tokio::test]
async fn a_rotation_that_was_interrupted_is_finished_by_the_next() {
    let place = place();
    // It ended between the two files; half of one was written already.
    place.write("former-secret-keys", &format!("{SECRET}\n"));
    place.write("former-secret-keys.new", "half");
    let ended = place.run(&["keys", "status"]).await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(
        ended.errors.contains("`portcullis keys rotate`"),
        "{ended:?}"
    );
    place.json(&["keys", "rotate"]).await;
    assert_eq!(ids(&place).await.len(), 2);
    assert_eq!(text(&place, "former-secret-keys"), format!("{SECRET}\n"));
    assert!(!place.path("former-secret-keys.new").exists());
}

// ASVS: 13.3.4
#[tokio::test]
async fn a_rotation_that_would_overwrite_the_former_key_is_refused() {
    let place = place();
    let former = place.path("former-secret-keys");
    fs::remove_file(&former).expect("an empty file");
    std::os::unix::fs::symlink(place.path("secret-key"), &former).expect("a link");
    let ended = place.run(&["keys", "rotate"]).await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.errors.contains("Name two files"), "{ended:?}");
    assert_eq!(text(&place, "secret-key").trim(), SECRET);
}

// ASVS: 13.3.4, 15.4.2
#[tokio::test]
async fn of_rotations_at_once_no_secret_is_lost() {
    const AT_ONCE: usize = 8;
    let place = place();
    let mut known = ids(&place).await;
    for _ in 0..3 {
        let rotate = ["keys", "rotate"];
        let running: Vec<Running> = (0..AT_ONCE).map(|_| place.start(&rotate)).collect();
        for rotation in running {
            let ended = rotation.ended().await;
            assert_eq!(ended.code, Some(0), "{ended:?}");
            let told: Value = serde_json::from_str(&ended.output).expect("JSON");
            known.push(told["key"]["id"].as_str().expect("an id").to_owned());
        }
        known.sort_unstable();
        let mut kept = ids(&place).await;
        kept.sort_unstable();
        assert_eq!(kept, known);
    }
}

#[tokio::test]
async fn a_rotation_that_waited_keeps_the_secret_that_it_finds_then() {
    let place = place();
    let held = fs::File::open(place.path("secret-key")).unwrap();
    held.lock().unwrap();
    let waiting = place.start(&["keys", "rotate"]);
    until("the second says that it waits", async || {
        waiting.log().contains("Waiting").then_some(())
    })
    .await;
    let other = SECRET.replace("kX3", "other");
    place.write("other", &other);
    set_mode(&place.path("other"), 0o600);
    fs::rename(place.path("other"), place.path("secret-key")).unwrap();
    assert_eq!(text(&place, "former-secret-keys"), "");
    drop(held);
    let ended = waiting.ended().await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(text(&place, "former-secret-keys"), format!("{other}\n"));
}

#[tokio::test]
async fn without_files_the_operator_is_told_what_to_set() {
    let place = Place::configured("MAIL_FOLDER = 'mails'\n");
    let ended = place.run(&["keys", "rotate"]).await;
    assert_eq!(
        (ended.code, ended.output.as_str()),
        (Some(2), ""),
        "{ended:?}"
    );
    for words in [
        "SECRET_KEY_FILE is not set",
        "in front of the others in SECRET_KEY_FALLBACKS",
        "`portcullis keys generate`",
        "Restart",
    ] {
        assert!(ended.errors.contains(words), "{words}: {ended:?}");
    }
    assert!(!ended.errors.contains(SECRET), "{ended:?}");
}

// ASVS: 13.1.4
#[tokio::test]
async fn the_commands_of_the_guide_do_what_it_says() {
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(GUIDE)).unwrap();
    let (_, section) = guide.split_once("\n## Keys\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let commands: Vec<&str> = section
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .collect();
    assert!(commands.contains(&"portcullis keys rotate"), "{commands:?}");
    let place = place();
    for file in ["secret-key", "former-secret-keys"] {
        fs::remove_file(place.path(file)).unwrap();
    }
    for command in commands {
        let ended = place.shell(command);
        assert_eq!(ended.code, Some(0), "{command}: {ended:?}");
    }
    assert_eq!(ids(&place).await.len(), 2);
}
