//! `SECRET_KEY` and its fallbacks.

use super::*;

const SECRET: &str = "kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5";
const OLD: &str = "Zt6_nB2-yH8vKq4xW1mRc7LfD9jGs3PaE";

fn refused(text: &str) -> String {
    toml(text).unwrap_err().join("\n")
}

// ASVS: 13.2.3, 13.3.1
#[test]
fn an_app_that_others_reach_needs_a_secret() {
    let public = "SECURITY_PUBLIC_URL = 'https://example.com'\nSECURITY_EMAIL_SENDER = 'a@example.com'\n\
         SECURITY_TRUSTED_PROXIES = ['10.0.0.1/32']\n";
    let text = refused(public);
    assert!(
        text.starts_with(
            "code: SECRET_KEY: needed when the app is not on loopback; `portcullis keys generate`"
        ),
        "{text}"
    );
    assert_eq!(
        toml(&format!("{public}SECRET_KEY = '{SECRET}'")),
        Ok(vec![])
    );
    let fallback = format!("SECRET_KEY_FALLBACKS = ['{OLD}']");
    assert_eq!(
        toml(&format!("{public}SECRET_KEY = '{SECRET}'\n{fallback}")),
        Ok(vec![])
    );
    assert_eq!(
        toml("SECURITY_PUBLIC_URL = 'http://localhost:3000'"),
        Ok(vec![])
    );
    assert!(refused(&fallback).contains("SECRET_KEY_FALLBACKS: needs SECRET_KEY"));
}

// ASVS: 13.2.3
#[test]
fn a_bad_secret_stops_the_start_wherever_it_stands_and_is_not_repeated() {
    for (text, why) in [
        (
            "SECRET_KEY = 'short-and-sweet'",
            "app.toml:1: SECRET_KEY: is shorter than 32 characters; `portcullis keys generate`",
        ),
        (
            "SECRET_KEY = 'CHANGE_ME_TO_A_COMPLEX_RANDOM_VALUE'",
            "app.toml:1: SECRET_KEY: is a sample value, or reads like one; ",
        ),
        (
            "SECRET_KEY = 'short-and-sweetshort-and-sweetshort-and-sweet'",
            "app.toml:1: SECRET_KEY: follows a pattern",
        ),
        (
            &format!("SECRET_KEY = '{SECRET}'\nSECRET_KEY_FALLBACKS = ['{SECRET}']"),
            "app.toml:2: SECRET_KEY_FALLBACKS: holds SECRET_KEY, or one secret twice",
        ),
        (
            &format!("SECRET_KEY = '{SECRET}'\nSECRET_KEY_FALLBACKS = ['short-and-sweet']"),
            "app.toml:2: SECRET_KEY_FALLBACKS: one of them is shorter",
        ),
    ] {
        let problem = refused(text);
        assert!(problem.starts_with(why), "{problem}");
        assert!(
            !problem.contains("sweet") && !problem.contains(SECRET),
            "{problem}"
        );
    }
}

#[test]
fn a_secret_comes_out_of_the_environment_without_a_prefix() {
    let environment = [("SECRET_KEY", SECRET), ("SECRET_KEY_FALLBACKS", OLD)];
    let mut settings = Settings::load(Source::empty().environment(environment, &[]));
    let mut core = CoreSettings::default();
    settings.core(&mut core);
    assert_eq!(settings.finish(), Ok(vec![]));
    let keys = core.keys.derive().unwrap().unwrap();
    assert!(keys.is_lasting());
    assert_eq!(keys.fallback_ids().count(), 1);
    assert!(!format!("{core:?}").contains(SECRET));
}
