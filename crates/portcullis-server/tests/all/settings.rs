//! What is wrong with the settings is said before anything happens.

use crate::process::Place;

#[tokio::test]
async fn wrong_settings_are_named_by_file_and_line_with_what_was_meant() {
    let place = Place::new();
    place.write(
        "mine.toml",
        "SECURITY_CONFIRM_EMAIL_WITHN = '1 day'\nLISTN = '127.0.0.1:0'\nMAIL_PORT = 'x'\nMAIL_FOLDER = 'mails'\n",
    );
    let ended = place.run(&["serve", "--config", "mine.toml"]).await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    let lines: Vec<&str> = ended.errors.lines().collect();
    assert_eq!(lines.len(), 5, "{ended:?}");
    assert_eq!(
        lines[..3],
        [
            "mine.toml:1: SECURITY_CONFIRM_EMAIL_WITHN: unknown setting; did you mean SECURITY_CONFIRM_EMAIL_WITHIN?",
            "mine.toml:2: LISTN: unknown setting; did you mean LISTEN?",
            "mine.toml:3: MAIL_PORT: expected a whole number, for example 25; found a text in quotes",
        ]
    );
    assert!(
        lines[3].starts_with("SECURITY_PUBLIC_URL is missing: "),
        "{ended:?}"
    );
    assert!(lines[4].starts_with("SECRET_KEY is missing: "), "{ended:?}");
    assert!(!place.path("portcullis.db").exists(), "a database was made");
}

#[tokio::test]
async fn an_unknown_name_in_the_environment_stops_the_start() {
    let place =
        Place::configured("MAIL_FOLDER = 'mails'").with_environment("SECURITY_TRACKBLE", "true");
    for command in ["serve", "migrate"] {
        let ended = place.run(&[command]).await;
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert_eq!(
            ended.errors,
            "environment: SECURITY_TRACKBLE: unknown setting; did you mean SECURITY_TRACKABLE?\n"
        );
    }
}

#[tokio::test]
async fn development_mode_reads_the_environment_as_strictly() {
    let place = Place::new().with_environment("SECURITY_CONFIRM_EMAIL_WITHIN", "soon");
    let ended = place.run(&["dev", "--port", "0"]).await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(
        ended
            .errors
            .starts_with("environment: SECURITY_CONFIRM_EMAIL_WITHIN: expected"),
        "{ended:?}"
    );
}

#[tokio::test]
async fn a_path_of_the_server_itself_is_taken() {
    let named = "SECURITY_CHANGE_URL: \"/livez\" would be answered by the health check and by the feature \"changeable\"\n";
    let place = Place::new().with_environment("SECURITY_CHANGE_URL", "/livez");
    let ended = place.run(&["dev", "--port", "0"]).await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert_eq!(ended.errors, format!("environment: {named}"));
    let place = Place::configured(
        "MAIL_FOLDER = 'mails'\nSECURITY_CHANGEABLE = true\nSECURITY_CHANGE_URL = '/livez'",
    );
    let ended = place.run(&["serve"]).await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.errors.ends_with(named), "{ended:?}");
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let ended = Place::new()
        .run(&["serve", "--config", "nowhere.toml"])
        .await;
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(
        ended.errors.starts_with("nowhere.toml: cannot read"),
        "{ended:?}"
    );
    assert_eq!(ended.errors.lines().count(), 1, "{ended:?}");
}

#[tokio::test]
async fn a_secret_in_the_database_address_is_never_repeated() {
    for url in [
        "postgres://ada:open-sesame@127.0.0.1:port/x",
        "mysql://ada:open-sesame@localhost/x",
    ] {
        let place = Place::new().with_environment("DATABASE_URL", url);
        let ended = place.run(&["migrate"]).await;
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.errors.contains("DATABASE_URL"), "{ended:?}");
        assert!(!ended.errors.contains("sesame"), "{ended:?}");
    }
}
