//! What is refused together, and what is reported.

use portcullis_kit::password::Cost;

use super::super::Source;
use super::{build, toml};
use crate::security::core_settings::{CoreSettings, Passwords, Redirects};

fn refused(text: &str) -> String {
    toml(text).unwrap_err().join("\n")
}

#[test]
fn what_does_not_go_together_is_refused() {
    for (text, expected) in [
        (
            "SECURITY_EMAIL_HTML = false\nSECURITY_EMAIL_PLAINTEXT = false",
            "app.toml:1: SECURITY_EMAIL_HTML: a mail needs a part; ",
        ),
        (
            "SECURITY_LOGIN_WITH_PASSWORD = false",
            "app.toml:1: SECURITY_LOGIN_WITH_PASSWORD: false needs SECURITY_PASSWORDLESS = true: ",
        ),
        (
            "SECURITY_REDIRECT_ALLOWED_SUBDOMAINS = ['app']",
            "app.toml:1: SECURITY_REDIRECT_ALLOWED_SUBDOMAINS: needs SECURITY_REDIRECT_BASE_DOMAIN, ",
        ),
        (
            "SECURITY_PASSWORD_ARGON2_LANES = 4\nSECURITY_PASSWORD_ARGON2_MEMORY = 31",
            "app.toml:2: SECURITY_PASSWORD_ARGON2_MEMORY: each of SECURITY_PASSWORD_ARGON2_LANES needs ",
        ),
        (
            "SECURITY_PUBLIC_URL = 'http://example.com'",
            "app.toml:1: SECURITY_PUBLIC_URL: expected an origin, for example \"https://example.com\"; http is ",
        ),
        (
            "SECURITY_LOGOUT_URL = '/login'",
            "app.toml:1: SECURITY_LOGOUT_URL: \"/login\" is also SECURITY_LOGIN_URL",
        ),
    ] {
        let problems = refused(text);
        assert!(problems.starts_with(expected), "{problems}");
        assert_eq!(problems.lines().count(), 1, "{problems}");
    }
}

#[test]
fn a_least_length_above_the_greatest_is_refused_in_code_too() {
    let core = CoreSettings {
        passwords: Passwords {
            password_length_min: 64,
            password_length_max: 63,
            ..Default::default()
        },
        ..Default::default()
    };
    let problems = build(Source::empty(), core, false).unwrap_err();
    assert_eq!(
        problems,
        [
            "code: SECURITY_PASSWORD_LENGTH_MAX: expected a number from 64 to 1024",
            "code: SECURITY_PASSWORD_LENGTH_MIN: greater than SECURITY_PASSWORD_LENGTH_MAX: no password would do",
        ]
    );
}

#[test]
fn argon2_can_work_with_whatever_cost_the_settings_accept() {
    let edges = [0, 1, 7, 8, 16, 17, 64, 65, 128, 1_048_576, 1_048_577];
    let mut accepted = 0;
    for memory in edges {
        for (iterations, lanes) in edges.iter().flat_map(|i| edges.map(|lanes| (*i, lanes))) {
            let passwords = Passwords {
                password_argon2_memory: memory,
                password_argon2_iterations: iterations,
                password_argon2_lanes: lanes,
                ..Default::default()
            };
            let core = CoreSettings {
                passwords,
                ..Default::default()
            };
            let cost = Cost {
                memory_kib: memory,
                iterations,
                lanes,
            };
            if build(Source::empty(), core, false).is_ok() {
                assert_eq!(cost.check(), Ok(()));
                accepted += 1;
            }
        }
    }
    assert!(accepted > 0);
}

#[test]
fn sign_in_without_passwords_needs_the_links() {
    let text = "SECURITY_LOGIN_WITH_PASSWORD = false\nSECURITY_PASSWORDLESS = true";
    assert_eq!(toml(text), Ok(vec![]));
}

#[test]
fn a_single_page_app_must_name_the_views_of_the_features_that_are_on() {
    let spa = "SECURITY_REDIRECT_BEHAVIOR = 'spa'\n";
    assert_eq!(toml(spa), Ok(vec![]));
    let problems = refused(&format!(
        "{spa}SECURITY_CONFIRMABLE = true\nSECURITY_POST_CONFIRM_VIEW = '/ok'"
    ));
    assert_eq!(
        problems,
        "code: SECURITY_CONFIRM_ERROR_VIEW: must not be empty while SECURITY_REDIRECT_BEHAVIOR is \"spa\" \
         and SECURITY_CONFIRMABLE is on"
    );
    let problems = refused(&format!("{spa}SECURITY_PASSWORDLESS = true"));
    assert!(
        problems.starts_with("code: SECURITY_LOGIN_ERROR_VIEW: must not be empty"),
        "{problems}"
    );
    let core = CoreSettings {
        redirects: Redirects {
            login_error_view: "/oops".to_owned(),
            ..Default::default()
        },
        ..Default::default()
    };
    let source = Source::empty().toml(&format!("{spa}SECURITY_PASSWORDLESS = true"), "app.toml");
    assert_eq!(build(source, core, false), Ok(vec![]));
}

#[test]
fn a_path_of_a_feature_that_is_off_is_free() {
    let text = "SECURITY_LOGIN_URL = '/confirm'\n";
    assert_eq!(toml(text), Ok(vec![]));
    let problems = refused(&format!("{text}SECURITY_CONFIRMABLE = true"));
    assert!(
        problems.contains("SECURITY_LOGIN_URL: \"/confirm\" is also SECURITY_CONFIRM_URL"),
        "{problems}"
    );
}

#[test]
fn what_is_allowed_but_unwise_is_reported() {
    let lints = toml(
        "SECURITY_RETURN_GENERIC_RESPONSES = false\nSECURITY_CONFIRMABLE = true\n\
         SECURITY_CONFIRM_EMAIL_WITHIN = '5 days'\nSECURITY_PASSWORD_LENGTH_MIN = 8\n\
         SECURITY_PASSWORD_ARGON2_MEMORY = 1024\nSECURITY_FRESHNESS = '5 minutes'\n\
         SECURITY_SESSION_IDLE_WITHIN = '8 days'\nSECURITY_PUBLIC_URL = 'https://example.com'\n\
         SECRET_KEY = 'kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5'",
    );
    assert_eq!(
        lints.unwrap(),
        [
            "SECURITY_RETURN_GENERIC_RESPONSES is false: replies tell who has an account",
            "SECURITY_CONFIRM_EMAIL_WITHIN is \"5 days\": a link should not live longer than 24 hours",
            "SECURITY_PASSWORD_LENGTH_MIN is below 15, what NIST SP 800-63B-4 asks of a password that stands alone",
            "SECURITY_PASSWORD_ARGON2_MEMORY and _ITERATIONS make hashes that are cheaper to guess than OWASP advises",
            "SECURITY_FRESHNESS_GRACE_PERIOD is longer than SECURITY_FRESHNESS, which then says nothing",
            "SECURITY_SESSION_IDLE_WITHIN is longer than SECURITY_PERMANENT_SESSION_LIFETIME, which ends sessions first",
            "SECURITY_TRUSTED_PROXIES is empty: behind a reverse proxy all people count as one network, so that one who \
             tries too often stops the others",
            "SECURITY_EMAIL_SENDER is at localhost: other mail servers will refuse its mails",
        ]
    );
}

#[test]
fn a_view_that_equal_answers_never_show_is_reported() {
    let view = "SECURITY_REQUIRES_CONFIRMATION_ERROR_VIEW = '/unconfirmed'\n";
    assert_eq!(
        toml(view).unwrap(),
        [
            "SECURITY_REQUIRES_CONFIRMATION_ERROR_VIEW is not followed while SECURITY_RETURN_GENERIC_RESPONSES is true"
        ]
    );
    let followed = toml(&format!("{view}SECURITY_RETURN_GENERIC_RESPONSES = false"));
    let of_view = |lint: &String| lint.contains("CONFIRMATION_ERROR_VIEW");
    assert!(!followed.unwrap().iter().any(of_view));
}

#[test]
fn people_who_live_in_claims_are_reported() {
    let text = "SECURITY_CONFIRMABLE = true\nSECURITY_LOGIN_WITHOUT_CONFIRMATION = true";
    assert_eq!(
        toml(text).unwrap(),
        [
            "SECURITY_LOGIN_WITHOUT_CONFIRMATION is true: people use accounts that disappear when somebody else confirms \
             the address"
        ]
    );
    let code = "SECURITY_CONFIRMABLE = true\nSECURITY_LOGIN_WITHOUT_CONFIRMATION = false";
    assert_eq!(toml(code), Ok(vec![]));
}

#[test]
fn a_sender_at_localhost_is_reported_in_public_with_a_name_too() {
    let text = "SECURITY_PUBLIC_URL = 'https://example.com'\nSECURITY_EMAIL_SENDER = 'Acme <a@localhost>'\n\
                SECURITY_TRUSTED_PROXIES = ['10.0.0.1/32']\n\
                SECRET_KEY = 'kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5'";
    let lints = toml(text).unwrap();
    assert_eq!(
        lints,
        ["SECURITY_EMAIL_SENDER is at localhost: other mail servers will refuse its mails"]
    );
}

#[test]
fn freshness_that_is_off_makes_no_grace_period_too_long() {
    assert_eq!(toml("SECURITY_FRESHNESS = 'off'"), Ok(vec![]));
    assert_eq!(toml("SECURITY_FRESHNESS = -1"), Ok(vec![]));
}

#[test]
fn a_setting_of_a_feature_that_is_off_is_known_and_reported() {
    assert_eq!(
        toml("SECURITY_CONFIRM_EMAIL_WITHIN = '5 days'"),
        Ok(vec![
            "SECURITY_CONFIRM_EMAIL_WITHIN is set but has no effect while SECURITY_CONFIRMABLE is off".to_owned()
        ])
    );
}
