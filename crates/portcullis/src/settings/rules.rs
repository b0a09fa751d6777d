//! Settings that do not go together, and settings that are allowed but unwise.

use std::collections::BTreeMap;
use std::time::Duration;

use portcullis_kit::keys::Weakness;
use portcullis_kit::limit::Limits;
use portcullis_kit::mail::Address;
use portcullis_kit::settings::{Group, SettingValue, Span};

use super::seen::Seen;
use crate::security::core_settings::{CoreSettings, Passwords, Throttles, checks::NEW_SECRET};

/// The longest life of a mailed link that is not reported (NIST SP 800-63B-4 gives codes sent by mail 24 hours).
const LONGEST_LINK: Duration = Duration::from_secs(24 * 3600);

/// The least work of an Argon2id hash that OWASP's Password Storage Cheat Sheet lists: 7 MiB, five passes.
const LEAST_WORK: u64 = 7 * 1024 * 5;

/// What a single-page app must provide for the links of a feature: its toggle, and the views.
const SPA_VIEWS: [(&str, &[&str]); 3] = [
    ("CONFIRMABLE", &["POST_CONFIRM_VIEW", "CONFIRM_ERROR_VIEW"]),
    ("RECOVERABLE", &["RESET_VIEW", "RESET_ERROR_VIEW"]),
    ("PASSWORDLESS", &["POST_LOGIN_VIEW", "LOGIN_ERROR_VIEW"]),
];

type Named = Vec<(&'static str, String)>;

/// What cannot be: the name of a setting without prefix, and why.
pub(super) fn refused(core: &CoreSettings, seen: &Seen) -> Named {
    let mut refused = refused_passwords(&core.passwords);
    let mut refuse = |name, why: &str| refused.push((name, why.to_owned()));
    if !core.email.email_plaintext && !core.email.email_html {
        let why =
            "a mail needs a part; SECURITY_EMAIL_PLAINTEXT or SECURITY_EMAIL_HTML must be true";
        refuse("EMAIL_HTML", why);
    }
    if !core.http.login_with_password && !seen.is_on("PASSWORDLESS") {
        let why = "false needs SECURITY_PASSWORDLESS = true: nobody could sign in";
        refuse("LOGIN_WITH_PASSWORD", why);
    }
    let redirects = &core.redirects;
    if !redirects.redirect_allowed_subdomains.is_empty()
        && redirects.redirect_base_domain.is_empty()
    {
        let why = "needs SECURITY_REDIRECT_BASE_DOMAIN, which the labels stand in front of";
        refuse("REDIRECT_ALLOWED_SUBDOMAINS", why);
    }
    refused.extend(refused_keys(core));
    refused.extend(missing_views(core, seen));
    refused.extend(shared_paths(seen));
    refused
}

fn refused_keys(core: &CoreSettings) -> Named {
    let keys = &core.keys;
    let mut refused = Vec::new();
    if keys.secret_key.is_empty() && !core.http.is_loopback() {
        let why = format!("needed when the app is not on loopback; {NEW_SECRET}");
        refused.push(("SECRET_KEY", why));
    }
    if keys.secret_key.is_empty() && !keys.secret_key_fallbacks.is_empty() {
        let why = "needs SECRET_KEY: these are the secrets from before it";
        refused.push(("SECRET_KEY_FALLBACKS", why.to_owned()));
    }
    if keys.derive().err() == Some(Weakness::Twice) {
        let why = "holds SECRET_KEY, or one secret twice: each must be there once; a rotation that was interrupted is \
                   finished by `portcullis keys rotate`";
        refused.push(("SECRET_KEY_FALLBACKS", why.to_owned()));
    }
    refused
}

fn refused_passwords(passwords: &Passwords) -> Named {
    let mut refused = Vec::new();
    if passwords.password_length_min > passwords.password_length_max {
        let why = "greater than SECURITY_PASSWORD_LENGTH_MAX: no password would do";
        refused.push(("PASSWORD_LENGTH_MIN", why.to_owned()));
    }
    if passwords.password_argon2_memory / 8 < passwords.password_argon2_lanes {
        let why = "each of SECURITY_PASSWORD_ARGON2_LANES needs 8 KiB (RFC 9106, 3.1)";
        refused.push(("PASSWORD_ARGON2_MEMORY", why.to_owned()));
    }
    refused.extend(not_built_in(passwords));
    refused
}

/// What is asked for, but this program was built without.
fn not_built_in(passwords: &Passwords) -> Named {
    [
        (
            "PASSWORD_COMPLEXITY_CHECKER",
            !passwords.password_complexity_checker.is_empty(),
            cfg!(feature = "zxcvbn"),
            "zxcvbn",
        ),
        (
            "PASSWORD_CHECK_BREACHED",
            passwords.password_check_breached != "off",
            cfg!(feature = "breached"),
            "breached",
        ),
        (
            "PASSWORD_SALT",
            !passwords.password_salt.is_empty(),
            cfg!(feature = "foreign-hashes"),
            "foreign-hashes",
        ),
    ]
    .into_iter()
    .filter(|(_, asked_for, built_in, _)| *asked_for && !built_in)
    .map(|(name, _, _, feature)| {
        let why = format!("needs portcullis to be built with the Cargo feature {feature:?}");
        (name, why)
    })
    .collect()
}

/// What deserves a warning at the start, a sentence each.
pub(super) fn linted(core: &CoreSettings, seen: &Seen) -> Vec<String> {
    let mut lints: Named = Vec::new();
    if !core.http.return_generic_responses {
        let why = "is false: replies tell who has an account";
        lints.push(("RETURN_GENERIC_RESPONSES", why.to_owned()));
    }
    lints.extend(linted_confirmation(core, seen));
    lints.extend(long_links(seen));
    lints.extend(linted_passwords(&core.passwords));
    lints.extend(linted_lives(core));
    lints.extend(unlimited(&core.throttles));
    // The server speaks plain HTTP: whoever has an https address has a proxy in front.
    if !core.http.is_loopback() && core.http.trusted_proxies.0.is_empty() {
        let why = "is empty: behind a reverse proxy all people count as one network, so that one who tries too often stops \
                   the others";
        lints.push(("TRUSTED_PROXIES", why.to_owned()));
    }
    let sender = Address::parse(&core.email.email_sender);
    if !core.http.is_loopback() && sender.is_ok_and(|sender| sender.domain() == "localhost") {
        let why = "is at localhost: other mail servers will refuse its mails";
        lints.push(("EMAIL_SENDER", why.to_owned()));
    }
    for (name, toggle) in seen.idle() {
        let why = format!("is set but has no effect while SECURITY_{toggle} is off");
        lints.push((name, why));
    }
    let sentence = |(name, why)| format!("SECURITY_{name} {why}");
    lints.into_iter().map(sentence).collect()
}

fn linted_confirmation(core: &CoreSettings, seen: &Seen) -> Named {
    let mut lints = Vec::new();
    let view = &core.redirects.requires_confirmation_error_view;
    if core.http.return_generic_responses && !view.is_empty() {
        let why = "is not followed while SECURITY_RETURN_GENERIC_RESPONSES is true";
        lints.push(("REQUIRES_CONFIRMATION_ERROR_VIEW", why.to_owned()));
    }
    if seen.value("LOGIN_WITHOUT_CONFIRMATION") == Some(true) {
        let why =
            "is true: people use accounts that disappear when somebody else confirms the address";
        lints.push(("LOGIN_WITHOUT_CONFIRMATION", why.to_owned()));
    }
    lints
}

fn linted_passwords(passwords: &Passwords) -> Named {
    let mut lints = Vec::new();
    if passwords.password_length_min < 15 {
        let why = "is below 15, what NIST SP 800-63B-4 asks of a password that stands alone";
        lints.push(("PASSWORD_LENGTH_MIN", why.to_owned()));
    }
    let memory = u64::from(passwords.password_argon2_memory);
    if memory * u64::from(passwords.password_argon2_iterations) < LEAST_WORK {
        let why = "and _ITERATIONS make hashes that are cheaper to guess than OWASP advises";
        lints.push(("PASSWORD_ARGON2_MEMORY", why.to_owned()));
    }
    lints
}

fn linted_lives(core: &CoreSettings) -> Named {
    let mut lints = Vec::new();
    if let Span::Within(fresh) = core.freshness.freshness
        && core.freshness.freshness_grace_period > fresh
    {
        let why = "is longer than SECURITY_FRESHNESS, which then says nothing";
        lints.push(("FRESHNESS_GRACE_PERIOD", why.to_owned()));
    }
    if core.sessions.session_idle_within > core.sessions.permanent_session_lifetime {
        let why = "is longer than SECURITY_PERMANENT_SESSION_LIFETIME, which ends sessions first";
        lints.push(("SESSION_IDLE_WITHIN", why.to_owned()));
    }
    lints
}

/// Limits that are switched off. What they protect from would happen in silence.
fn unlimited(throttles: &Throttles) -> Named {
    let why = "is \"unlimited\": nothing holds back who tries it by machine";
    let names = throttles.table().iter().map(|setting| setting.name);
    names
        .filter(|name| throttles.show(name) == Limits::default().show())
        .map(|name| (name, why.to_owned()))
        .collect()
}

/// The views that a single-page app must name but does not.
fn missing_views(core: &CoreSettings, seen: &Seen) -> Named {
    if core.redirects.redirect_behavior != "spa" {
        return Vec::new();
    }
    let empty = |view: &str| seen.value(view).is_some_and(|text: String| text.is_empty());
    let mut missing = Vec::new();
    for (toggle, views) in SPA_VIEWS.iter().filter(|(toggle, _)| seen.is_on(toggle)) {
        for view in views.iter().filter(|view| empty(view)) {
            let why = format!(
                "must not be empty while SECURITY_REDIRECT_BEHAVIOR is \"spa\" and SECURITY_{toggle} is on"
            );
            missing.push((*view, why));
        }
    }
    missing
}

/// Two routes on one path would make the router panic.
fn shared_paths(seen: &Seen) -> Named {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut shared = Vec::new();
    for name in seen.names().filter(|name| name.ends_with("_URL")) {
        let path = seen
            .value(name)
            .filter(|text: &String| text.starts_with('/'));
        let Some(path) = path else { continue };
        match first.get(&path) {
            Some(other) => shared.push((name, format!("{path:?} is also SECURITY_{other}"))),
            None => drop(first.insert(path, name)),
        }
    }
    shared
}

/// What lives for longer with good reason: none of these is a link that opens an account.
const OPENS_NOTHING: &[&str] = &[
    "SESSION_IDLE_WITHIN",
    "AUDIT_PERSONAL_DATA_WITHIN",
    "NOT_ME_WITHIN",
    "UNDO_DELETION_WITHIN",
];

fn long_links(seen: &Seen) -> Named {
    let mut long = Vec::new();
    let lives = seen.names().filter(|name| name.ends_with("_WITHIN"));
    for name in lives.filter(|name| !OPENS_NOTHING.contains(name)) {
        if let Some(life) = seen.value::<Duration>(name)
            && life > LONGEST_LINK
        {
            let why = format!(
                "is {}: a link should not live longer than 24 hours",
                life.show()
            );
            long.push((name, why));
        }
    }
    long
}
