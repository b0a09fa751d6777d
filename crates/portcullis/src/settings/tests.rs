use std::collections::BTreeMap;
use std::time::Duration;

use super::*;
use crate::security::core_settings::{Passwords, checks::NEW_SECRET};

mod keys;
mod names;
mod rules;

settings! {
    /// Stands for a feature.
    struct Confirmable {
        /// Life of the link.
        CONFIRM_EMAIL_WITHIN: confirm_email_within: Duration = Duration::from_secs(24 * 3600),
        /// Whether claims may be used.
        LOGIN_WITHOUT_CONFIRMATION: login_without_confirmation: bool = false,
        /// Its path.
        CONFIRM_URL: confirm_url: String = "/confirm".to_owned(),
        /// Where a good link leads.
        POST_CONFIRM_VIEW: post_confirm_view: String = String::new(),
        /// Where a bad link leads | or not.
        CONFIRM_ERROR_VIEW: confirm_error_view: String = String::new(),
    }
}

settings! {
    prefix "";
    /// Stands for the server.
    struct Server {
        /// Where to listen.
        LISTEN: listen: String = "127.0.0.1:8000".to_owned(),
    }
}

/// What an app would do, with one feature that is on or off in code.
fn build(source: Source, mut core: CoreSettings, given: bool) -> Result<Vec<String>, Vec<String>> {
    let mut settings = Settings::load(source);
    settings.group(&mut Server::default());
    settings.core(&mut core);
    settings.feature("CONFIRMABLE", given, Some(&mut Confirmable::default()));
    settings.feature("PASSWORDLESS", false, None);
    settings.messages(["LOGIN", "CONFIRM_INVALID"]);
    settings
        .finish()
        .map_err(|Problems(all)| all.iter().map(ToString::to_string).collect())
}

fn toml(text: &str) -> Result<Vec<String>, Vec<String>> {
    let source = Source::empty().toml(text, "app.toml");
    build(source, CoreSettings::default(), false)
}

#[test]
fn nothing_configured_is_fine_and_raises_no_lint() {
    assert_eq!(toml(""), Ok(vec![]));
}

#[test]
fn values_and_toggles_outside_of_the_code_beat_the_code() {
    let source = Source::empty()
        .toml(
            "SECURITY_CONFIRM_EMAIL_WITHIN = '1 hour'\nSECURITY_PASSWORD_LENGTH_MIN = 20",
            "app.toml",
        )
        .environment(
            [
                ("SECURITY_CONFIRMABLE", "true"),
                ("SECURITY_TRACKABLE", "False"),
            ],
            &[],
        );
    let mut settings = Settings::load(source);
    let mut feature = Confirmable {
        confirm_url: "/own".to_owned(),
        confirm_email_within: Duration::from_secs(60),
        ..Confirmable::default()
    };
    assert!(settings.feature("CONFIRMABLE", false, Some(&mut feature)));
    assert!(!settings.feature("TRACKABLE", true, None));
    assert_eq!(feature.confirm_email_within, Duration::from_secs(3600));
    assert_eq!(feature.confirm_url, "/own");
    let mut core = CoreSettings {
        passwords: Passwords {
            password_length_min: 12,
            password_length_max: 100,
            ..Default::default()
        },
        ..Default::default()
    };
    settings.core(&mut core);
    assert_eq!(core.passwords.password_length_min, 20);
    assert_eq!(core.passwords.password_length_max, 100);
    assert_eq!(settings.finish(), Ok(vec![]));
}

#[test]
fn messages_are_replaced_by_key() {
    let source = Source::empty().toml(
        "SECURITY_MSG_LOGIN = 'Hello'\nSECURITY_MSG_LOGNI = 'x'",
        "app.toml",
    );
    let mut settings = Settings::load(source);
    let texts = settings.messages(["LOGIN", "LOGOUT"]);
    assert_eq!(
        texts,
        BTreeMap::from([("LOGIN".to_owned(), "Hello".to_owned())])
    );
    let problems = settings.finish().unwrap_err();
    assert_eq!(
        problems.to_string(),
        "app.toml:2: SECURITY_MSG_LOGNI: unknown setting; did you mean SECURITY_MSG_LOGIN?"
    );
}

#[test]
fn all_problems_come_at_once_in_the_order_of_the_file() {
    assert_eq!(
        toml(
            "SECURITY_CONFIRM_EMAIL_WITHN = '1 day'\nSECURITY_TWO_FACTOR = true\n\
             SECURITY_CONFIRM_SALT = 'x'\nSECURITY_CONFIRMABLE = 'yes'\nSECURITY_LOGIN_FORM = 'x'\n\
             SECURITY_MSG_LOGIN = ['a', 'b']\nLISTN = 'x'\nCONFIRMABLE = true\n\
             SECURITY_PASSWORD_LENGTH_MIN = 1\nSECURITY_TOTP_SECRETS_FILE = '/x'\nSECRET_KEY = 'x'\nSECRET_KEYS = 'x'"
        ),
        Err(vec![
            "app.toml:1: SECURITY_CONFIRM_EMAIL_WITHN: unknown setting; did you mean SECURITY_CONFIRM_EMAIL_WITHIN?".to_owned(),
            "app.toml:2: SECURITY_TWO_FACTOR: not supported yet (two-factor sign-in); remove it".to_owned(),
            "app.toml:3: SECURITY_CONFIRM_SALT: no longer a setting: a token is random and bound to its purpose, nothing is salted; remove it".to_owned(),
            "app.toml:4: SECURITY_CONFIRMABLE: expected true or false, for example true; found a text in quotes".to_owned(),
            "app.toml:5: SECURITY_LOGIN_FORM: no longer a setting: a page's template decides what its form shows; remove it".to_owned(),
            "app.toml:6: SECURITY_MSG_LOGIN: expected a text in quotes, for example \"text\"; found a list".to_owned(),
            "app.toml:7: LISTN: unknown setting; did you mean LISTEN?".to_owned(),
            "app.toml:8: CONFIRMABLE: unknown setting; did you mean SECURITY_CONFIRMABLE?".to_owned(),
            "app.toml:9: SECURITY_PASSWORD_LENGTH_MIN: expected a number from 8 to 64".to_owned(),
            "app.toml:10: SECURITY_TOTP_SECRETS_FILE: not supported yet (two-factor sign-in); remove it".to_owned(),
            format!("app.toml:11: SECRET_KEY: is shorter than 32 characters; {NEW_SECRET}"),
            "app.toml:12: SECRET_KEYS: unknown setting; did you mean SECRET_KEY?".to_owned(),
        ])
    );
}

#[test]
fn an_unknown_name_in_the_environment_is_a_problem_too() {
    let source = Source::empty().environment([("SECURITY_APPNAME", "x"), ("APPNAME", "x")], &[]);
    assert_eq!(
        build(source, CoreSettings::default(), false),
        Err(vec![
            "environment: SECURITY_APPNAME: unknown setting; did you mean SECURITY_APP_NAME?"
                .to_owned()
        ])
    );
}

#[test]
fn two_groups_cannot_share_a_name() {
    let mut settings = Settings::default();
    settings.group(&mut Server::default());
    settings.group(&mut Server::default());
    let problems = settings.finish().unwrap_err().to_string();
    assert!(
        problems.starts_with("code: LISTEN: declared by two groups"),
        "{problems}"
    );
}
