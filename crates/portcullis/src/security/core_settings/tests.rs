use portcullis_kit::settings::{Origin, Raw, Source};
use proptest::prelude::*;

use super::*;

fn problems(text: &str) -> Vec<String> {
    let mut source = Source::empty().toml(text, "app.toml");
    let mut core = CoreSettings::default();
    for group in core.groups_mut() {
        source.overlay(group);
    }
    let left = source.rest();
    assert_eq!(left, [], "no such setting");
    source.problems().iter().map(ToString::to_string).collect()
}

fn accepts(name: &str, values: &[&str]) {
    for value in values {
        let text = format!("SECURITY_{name} = {value}");
        assert_eq!(problems(&text), Vec::<String>::new(), "{text}");
    }
}

fn refuses(name: &str, values: &[&str]) {
    for value in values {
        let text = format!("SECURITY_{name} = {value}");
        let problems = problems(&text);
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        let place = format!("app.toml:1: SECURITY_{name}: expected ");
        let cookie = format!("app.toml:1: SECURITY_{name}: browsers keep ");
        assert!(
            problems[0].starts_with(&place) || problems[0].starts_with(&cookie),
            "{problems:?}"
        );
    }
}

fn public(url: &str) -> Http {
    Http {
        public_url: url.to_owned(),
        ..Http::default()
    }
}

#[test]
fn the_defaults_pass_their_own_checks() {
    let core = CoreSettings::default();
    for (title, group) in core.groups() {
        assert_eq!(group.check(), [], "{title}");
    }
}

#[test]
fn every_default_is_shown_in_a_form_that_reads_back() {
    let mut core = CoreSettings::default();
    for group in core.groups_mut() {
        for setting in group.table() {
            let shown = group.show(setting.name);
            let raw = Raw::literal(&shown).unwrap();
            assert_eq!(group.set(setting.name, &raw), Ok(()), "{}", setting.name);
            assert_eq!(group.show(setting.name), shown);
        }
    }
}

#[test]
fn the_public_url_is_an_origin_and_is_normalised() {
    for (given, normal) in [
        ("https://Example.com", "https://example.com"),
        ("https://example.com:443/", "https://example.com"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://app.localhost", "http://app.localhost"),
        ("http://127.0.0.2:1", "http://127.0.0.2:1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ] {
        let origin = public(given).public_origin().unwrap();
        assert_eq!(origin.as_str(), format!("{normal}/"));
        assert_eq!(public(given).check(), [], "{given}");
    }
    assert_eq!(public("").public_origin(), None);
}

#[test]
fn a_list_of_breached_passwords_is_asked_safely_or_not_at_all() {
    let refused = [
        "'http://list.example/range/'",
        "'https://list.example/range'",
        "'https://list.example/range/?x'",
        "'https://u:p@list.example/range/'",
        "'ftp://list.example/range/'",
        "''",
    ];
    refuses("PASSWORD_BREACHED_URL", &refused);
    let on_loopback = checks::range_url("http://127.0.0.1:8080/range/");
    assert_eq!(on_loopback, Ok(()));
}

#[test]
fn the_public_url_is_nothing_else_than_an_origin() {
    let refused = [
        "'http://example.com'",
        "'http://localhost.example.com'",
        "'http://0.0.0.0'",
        "'https://example.com/app'",
        "'https://example.com?x'",
        "'https://example.com#x'",
        "'https://u:p@example.com'",
        "'https:\\\\example.com'",
        "'https:example.com'",
        "'ftp://example.com'",
        "'javascript://example.com'",
        "'example.com'",
        "\"https://example.com\\n\"",
        "' https://example.com'",
        "'https://'",
    ];
    refuses("PUBLIC_URL", &refused);
    assert_eq!(public("http://example.com").public_origin(), None);
}

#[test]
fn loopback_is_told_from_the_rest_of_the_world() {
    assert!(public("").is_loopback());
    assert!(public("http://localhost").is_loopback());
    assert!(public("https://[::1]").is_loopback());
    assert!(!public("https://example.com").is_loopback());
    assert!(!public("https://notlocalhost").is_loopback());
}

#[test]
fn paths_hold_nothing_that_a_router_or_a_url_would_read_otherwise() {
    accepts("LOGIN_URL", &["'/login'", "'/a/b-c_d.e~f'"]);
    let odd = [
        "''",
        "'login'",
        "'/'",
        "'/login/'",
        "'//login'",
        "'/a/../b'",
        "'/{x}'",
        "'/a?b'",
        "'/a b'",
        "'/:a'",
        "'/ä'",
    ];
    refuses("LOGIN_URL", &odd);
    accepts("URL_PREFIX", &["''", "'/auth'"]);
    refuses("URL_PREFIX", &["'/'", "'auth'", "'/auth/'"]);
}

#[test]
fn views_are_paths_or_web_addresses() {
    accepts(
        "POST_LOGIN_VIEW",
        &["''", "'/'", "'/a?b=c#d'", "'https://app.example.com/x'"],
    );
    let odd = [
        "'.login'",
        "'//evil.example'",
        "'/\\evil.example'",
        "'javascript:alert(1)'",
        "'javascript://x'",
        "\"/a\\nb\"",
        "'ftp://x'",
    ];
    refuses("POST_LOGIN_VIEW", &odd);
}

#[test]
fn hosts_and_proxies_are_read() {
    accepts(
        "TRUSTED_HOSTS",
        &[
            "[]",
            "['a.example', 'localhost:8080', '[::1]:1']",
            "'a.example, b.example'",
        ],
    );
    refuses(
        "TRUSTED_HOSTS",
        &[
            "['https://a.example']",
            "['*.example']",
            "['']",
            "['a/b']",
            "['u@a']",
            "['a:b']",
        ],
    );
    accepts("TRUSTED_PROXIES", &["['10.0.0.0/8', '::1', '192.0.2.1']"]);
    refuses(
        "TRUSTED_PROXIES",
        &["['10.0.0.0/33']", "['localhost']", "['*']"],
    );
    let mut http = Http::default();
    let raw = Raw::text("10.0.0.0/8, ::1", Origin::Code);
    assert_eq!(http.set("TRUSTED_PROXIES", &raw), Ok(()));
    assert_eq!(http.trusted_proxies.0.len(), 2);
    assert_eq!(
        http.show("TRUSTED_PROXIES"),
        "[\"10.0.0.0/8\", \"::1/128\"]"
    );
}

#[test]
fn choices_are_held() {
    accepts("API_ENABLED_METHODS", &["['session', 'basic']", "'token'"]);
    refuses("API_ENABLED_METHODS", &["[]", "['cookie']"]);
    accepts("USER_IDENTITY_ATTRIBUTES", &["['email']"]);
    refuses(
        "USER_IDENTITY_ATTRIBUTES",
        &["['username']", "[]", "[{ email = {} }]"],
    );
    accepts("REDIRECT_BEHAVIOR", &["''", "'spa'"]);
    refuses("REDIRECT_BEHAVIOR", &["'SPA'"]);
    refuses("PASSWORD_HASH", &["'bcrypt'"]);
    refuses("PASSWORD_NORMALIZE_FORM", &["'NFKD'"]);
    accepts("REDIRECT_ALLOWED_SUBDOMAINS", &["['app', '.', 'a.b']"]);
    refuses(
        "REDIRECT_ALLOWED_SUBDOMAINS",
        &["['*']", "['']", "['app.']", "['a/b']"],
    );
}

// ASVS: 1.4.2
#[test]
fn numbers_stay_in_their_range() {
    accepts("PASSWORD_LENGTH_MIN", &["8", "64"]);
    refuses("PASSWORD_LENGTH_MIN", &["7", "65", "-1"]);
    refuses("PASSWORD_LENGTH_MAX", &["63", "1025"]);
    refuses("PASSWORD_ARGON2_MEMORY", &["7", "2000000"]);
    refuses("PASSWORD_ARGON2_ITERATIONS", &["0"]);
    refuses("PASSWORD_ARGON2_LANES", &["0"]);
    refuses("PASSWORD_HASH_QUEUE", &["0"]);
    accepts("THROTTLE_IPV6_PREFIX", &["32", "48", "64"]);
    refuses(
        "THROTTLE_IPV6_PREFIX",
        &["31", "65", "128", "300", "-1", "'/56'"],
    );
    refuses("TOKEN_MAX_AGE", &["0"]);
    refuses("SESSION_IDLE_WITHIN", &["'0 seconds'"]);
    accepts("REMEMBER_COOKIE_DURATION", &["'400 days'"]);
    refuses("REMEMBER_COOKIE_DURATION", &["'401 days'", "0"]);
}

#[test]
fn names_of_headers_and_cookies_are_tokens() {
    accepts("TOKEN_AUTHENTICATION_HEADER", &["'X-Token'"]);
    refuses(
        "TOKEN_AUTHENTICATION_HEADER",
        &["''", "'a b'", "'Cookie'", "'AUTHORIZATION'", "\"a\\r\\nb\""],
    );
    accepts("SESSION_COOKIE_NAME", &["'session'", "'my-session'"]);
    refuses(
        "SESSION_COOKIE_NAME",
        &["''", "'a;b'", "'a=b'", "'a b'", "'__Host-session'"],
    );
    refuses("DEFAULT_HTTP_AUTH_REALM", &["'a\"b'", "\"a\\nb\"", "'ä'"]);
    refuses("APP_NAME", &["''", "\"a\\nb\""]);
}

#[test]
fn the_sender_is_an_address_with_or_without_a_name() {
    accepts(
        "EMAIL_SENDER",
        &[
            "'no-reply@localhost'",
            "'a@example.com'",
            "'Example <a@example.com>'",
            "'\"Example, Inc.\" <a@example.com>'",
            "'<a@example.com>'",
        ],
    );
    let long = format!("'{} <a@example.com>'", "x".repeat(201));
    refuses(
        "EMAIL_SENDER",
        &[
            "''",
            "'Example'",
            "'a@'",
            "\"a@example.com\\r\\nBcc: b@example.com\"",
            "'a@example.com, b@example.com'",
            &long,
        ],
    );
}

proptest! {
    #[test]
    fn no_text_makes_a_check_panic(text in "\\PC{0,12}|(https?://)?[a-z@:/?#\\[\\].\\\\]{0,12}") {
        let list = vec![text.clone()];
        let core = CoreSettings {
            http: Http { public_url: text.clone(), trusted_hosts: list.clone(), ..Http::default() },
            redirects: Redirects { post_login_view: text.clone(), redirect_allowed_subdomains: list, ..Redirects::default() },
            email: Email { email_sender: text, ..Email::default() },
            ..CoreSettings::default()
        };
        for (_, group) in core.groups() {
            group.check();
        }
        let checked = core.http.check();
        let refused = checked.iter().any(|(name, _)| *name == "PUBLIC_URL");
        let none = refused || core.http.public_url.is_empty();
        prop_assert_eq!(core.http.public_origin().is_none(), none);
    }
}

#[test]
fn every_group_that_is_described_is_filled_from_files_and_environment() {
    let names = |group: &dyn Group| {
        let settings = group.table().iter().map(|setting| setting.name);
        settings.collect::<Vec<_>>()
    };
    let mut core = CoreSettings::default();
    let described = core.groups().map(|(_, group)| names(group));
    assert_eq!(core.groups_mut().map(|group| names(group)), described);
}
