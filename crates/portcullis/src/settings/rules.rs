//! Settings that do not go together, and settings that are allowed but unwise.

use std::collections::BTreeMap;
use std::time::Duration;

use portcullis_kit::settings::{SettingValue, Span};

use super::seen::Seen;
use crate::security::core_settings::CoreSettings;

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

/// What cannot be: the name of a setting without prefix, and why.
pub(super) fn refused(core: &CoreSettings, seen: &Seen) -> Vec<(String, String)> {
    let mut refused = Vec::new();
    let mut refuse = |name: &str, why: String| refused.push((name.to_owned(), why));
    if !core.email.email_plaintext && !core.email.email_html {
        let why =
            "a mail needs a part; SECURITY_EMAIL_PLAINTEXT or SECURITY_EMAIL_HTML must be true";
        refuse("EMAIL_HTML", why.to_owned());
    }
    let passwords = &core.passwords;
    if passwords.password_length_min > passwords.password_length_max {
        let why = "greater than SECURITY_PASSWORD_LENGTH_MAX: no password would do";
        refuse("PASSWORD_LENGTH_MIN", why.to_owned());
    }
    if passwords.password_argon2_memory < 8 * passwords.password_argon2_lanes {
        let why = "each of SECURITY_PASSWORD_ARGON2_LANES needs 8 KiB (RFC 9106, 3.1)";
        refuse("PASSWORD_ARGON2_MEMORY", why.to_owned());
    }
    if !core.http.login_with_password && !seen.is_on("PASSWORDLESS") {
        let why = "false needs SECURITY_PASSWORDLESS = true: nobody could sign in";
        refuse("LOGIN_WITH_PASSWORD", why.to_owned());
    }
    let redirects = &core.redirects;
    if !redirects.redirect_allowed_subdomains.is_empty()
        && redirects.redirect_base_domain.is_empty()
    {
        let why = "needs SECURITY_REDIRECT_BASE_DOMAIN, which the labels stand in front of";
        refuse("REDIRECT_ALLOWED_SUBDOMAINS", why.to_owned());
    }
    for (name, toggle) in missing_views(core, seen) {
        let why = format!(
            "must not be empty while SECURITY_REDIRECT_BEHAVIOR is \"spa\" and SECURITY_{toggle} is on"
        );
        refuse(name, why);
    }
    for (name, other, path) in shared_paths(seen) {
        refuse(name, format!("{path:?} is also SECURITY_{other}"));
    }
    refused
}

/// What deserves a warning at the start.
pub(super) fn linted(core: &CoreSettings, seen: &Seen) -> Vec<String> {
    let mut lints = Vec::new();
    let mut lint = |name: &str, why: &str| lints.push(format!("SECURITY_{name} {why}"));
    if !core.http.return_generic_responses {
        lint(
            "RETURN_GENERIC_RESPONSES",
            "is false: replies tell who has an account",
        );
    }
    for (name, life) in long_links(seen) {
        let why = format!(
            "is {}: a link should not live longer than 24 hours",
            life.show()
        );
        lint(name, &why);
    }
    let passwords = &core.passwords;
    if passwords.password_length_min < 15 {
        let why = "is below 15, what NIST SP 800-63B-4 asks of a password that stands alone";
        lint("PASSWORD_LENGTH_MIN", why);
    }
    let memory = u64::from(passwords.password_argon2_memory);
    if memory * u64::from(passwords.password_argon2_iterations) < LEAST_WORK {
        let why = "and _ITERATIONS make hashes that are cheaper to guess than OWASP advises";
        lint("PASSWORD_ARGON2_MEMORY", why);
    }
    if let Span::Within(fresh) = core.freshness.freshness
        && core.freshness.freshness_grace_period > fresh
    {
        let why = "is longer than SECURITY_FRESHNESS, which then says nothing";
        lint("FRESHNESS_GRACE_PERIOD", why);
    }
    if core.sessions.session_idle_within > core.sessions.permanent_session_lifetime {
        let why = "is longer than SECURITY_PERMANENT_SESSION_LIFETIME, which ends sessions first";
        lint("SESSION_IDLE_WITHIN", why);
    }
    if !core.http.is_loopback() && core.email.email_sender.ends_with("@localhost") {
        lint(
            "EMAIL_SENDER",
            "is at localhost: other mail servers will refuse its mails",
        );
    }
    for (name, toggle) in seen.idle() {
        lint(
            name,
            &format!("is set but has no effect while SECURITY_{toggle} is off"),
        );
    }
    lints
}

fn missing_views(core: &CoreSettings, seen: &Seen) -> Vec<(&'static str, &'static str)> {
    if core.redirects.redirect_behavior != "spa" {
        return Vec::new();
    }
    SPA_VIEWS
        .iter()
        .filter(|(toggle, _)| seen.is_on(toggle))
        .flat_map(|(toggle, views)| views.iter().map(|view| (*view, *toggle)))
        .filter(|(view, _)| seen.value(view).is_some_and(|text: String| text.is_empty()))
        .collect()
}

// Two routes on one path would make the router panic.
fn shared_paths(seen: &Seen) -> Vec<(&'static str, &'static str, String)> {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut shared = Vec::new();
    for name in seen.names().filter(|name| name.ends_with("_URL")) {
        let path = seen
            .value(name)
            .filter(|text: &String| text.starts_with('/'));
        let Some(path) = path else { continue };
        match first.get(&path) {
            Some(other) => shared.push((name, *other, path)),
            None => drop(first.insert(path, name)),
        }
    }
    shared
}

fn long_links(seen: &Seen) -> Vec<(&'static str, Duration)> {
    seen.names()
        .filter(|name| name.ends_with("_WITHIN") && !name.starts_with("SESSION_"))
        .filter_map(|name| Some((name, seen.value::<Duration>(name)?)))
        .filter(|(_, life)| *life > LONGEST_LINK)
        .collect()
}
