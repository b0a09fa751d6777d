//! Settings from files and the environment, laid over the code.

use std::time::Duration;

use super::*;

async fn built(code: impl FnOnce(SecurityBuilder) -> SecurityBuilder, source: Source) -> Security {
    let scratch = scratch().await;
    let builder = Security::builder(scratch.db.clone()).without_background();
    code(builder)
        .settings(Settings::load(source))
        .build()
        .await
        .unwrap()
}

fn names(security: &Security) -> Vec<&'static str> {
    security.features().map(Feature::name).collect()
}

#[tokio::test]
async fn features_are_switched_on_and_off_from_outside() {
    let source = Source::empty()
        .toml(
            "SECURITY_REGISTERABLE = true\nSECURITY_TRACKABLE = true",
            "portcullis.toml",
        )
        .environment(
            [
                ("SECURITY_CONFIRMABLE", "true"),
                ("SECURITY_TRACKABLE", "false"),
            ],
            &[],
        );
    let security = built(|app| app.with(Trackable::default()), source).await;
    assert_eq!(
        names(&security),
        [
            "login",
            "language",
            "registerable",
            "confirmable",
            "dev_mailbox"
        ]
    );
    assert!(security.feature::<Trackable>().is_none());
}

#[tokio::test]
async fn values_from_outside_beat_the_code_and_the_environment_beats_the_file() {
    let source = Source::empty()
        .toml(
            "SECURITY_CONFIRM_EMAIL_WITHIN = '2 hours'\nSECURITY_APP_NAME = 'File'\nSECURITY_LOGIN_URL = '/in'",
            "portcullis.toml",
        )
        .environment([("SECURITY_APP_NAME", "Environment")], &[]);
    let confirmable = Confirmable {
        confirm_email_within: Duration::from_secs(60),
        confirm_url: "/prove".into(),
        ..Default::default()
    };
    let code = |app: SecurityBuilder| {
        app.with(confirmable).core(|core| {
            core.http.app_name = "Code".into();
            core.http.logout_url = "/out".into();
        })
    };
    let security = built(code, source).await;
    assert_eq!(security.confirm_email_within(), Duration::from_secs(7200));
    assert_eq!(security.settings().http.app_name, "Environment");
    let paths = ["login", "logout", "confirm"].map(|page| security.path_of(page).unwrap());
    assert_eq!(paths, ["/in", "/out", "/prove"]);
}

#[tokio::test]
async fn an_unknown_name_stops_the_start_with_its_place_and_a_suggestion() {
    let settings = toml("\nSECURITY_CONFIRM_EMAIL_WITHN = '1 hour'");
    let text = problem(|app| app.settings(settings)).await;
    assert_eq!(
        text.trim(),
        "portcullis.toml:2: SECURITY_CONFIRM_EMAIL_WITHN: unknown setting; did you mean SECURITY_CONFIRM_EMAIL_WITHIN?"
    );
    let environment = Source::empty().environment([("SECURITY_REGISTERABEL", "true")], &[]);
    let text = problem(|app| app.settings(Settings::load(environment))).await;
    assert!(
        text.contains("SECURITY_REGISTERABEL")
            && text.contains("did you mean SECURITY_REGISTERABLE?"),
        "{text}"
    );
}

#[tokio::test]
async fn all_problems_are_told_at_once() {
    let settings = toml(
        "SECURITY_LOGIN_URL = 5\nSECURITY_TWO_FACTOR = true\nSECURITY_CONFIRMABLE = 'perhaps'\nSECURITY_MSG_NONE = 'x'",
    );
    let text = problem(|app| app.settings(settings)).await;
    for part in [
        "toml:1: SECURITY_LOGIN_URL",
        "toml:2: SECURITY_TWO_FACTOR: not supported yet",
        "toml:3: SECURITY_CONFIRMABLE",
        "toml:4: SECURITY_MSG_NONE",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
}

#[tokio::test]
async fn a_name_of_a_feature_that_is_off_is_known_all_the_same() {
    let source = Source::empty().toml("SECURITY_CONFIRM_URL = '/prove'", "portcullis.toml");
    let security = built(|app| app, source).await;
    assert_eq!(security.path_of("confirm"), None);
}

#[tokio::test]
async fn a_feature_that_is_off_has_the_lives_that_are_set() {
    let source = Source::empty().toml(
        "SECURITY_CONFIRMABLE = false\nSECURITY_CONFIRM_EMAIL_WITHIN = '2 hours'\n\
         SECURITY_LOGIN_WITHIN = '2 minutes'\nSECURITY_RESET_PASSWORD_WITHIN = '3 minutes'",
        "portcullis.toml",
    );
    let in_code = Confirmable {
        confirm_email_within: Duration::from_secs(60),
        ..Default::default()
    };
    let security = built(|app| app.with(in_code), source).await;
    let lives = [
        security.confirm_email_within(),
        security.login_within(),
        security.reset_password_within(),
    ];
    assert_eq!(lives.map(|life| life.as_secs()), [7200, 120, 180]);
}

#[tokio::test]
async fn a_value_may_stand_in_a_file_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("name");
    std::fs::write(&path, "From a file\n").unwrap();
    let source =
        Source::empty().environment([("SECURITY_APP_NAME_FILE", path.to_str().unwrap())], &[]);
    let security = built(|app| app, source).await;
    assert_eq!(security.settings().http.app_name, "From a file");
}
