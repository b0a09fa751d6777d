//! What an origin, a path, a view, a host, a header or a cookie must look like in a setting.

use std::time::Duration;

use axum::http::HeaderName;
use portcullis_kit::{keys::RootSecret, secret::Secret};
use url::{Host, Url};

type Checked = Result<(), String>;

/// An origin under which browsers reach the app.
pub(crate) fn origin(text: &str) -> Result<Url, String> {
    let wrong = |why: &str| {
        Err(format!(
            "expected an origin, for example \"https://example.com\"; {why}"
        ))
    };
    // The URL standard would quietly repair these.
    if !text.contains("://") || text.contains('\\') || !is_one_word(text) {
        return wrong("this is not a URL");
    }
    let Ok(url) = Url::parse(text) else {
        return wrong("this is not a URL");
    };
    let Some(host) = url.host() else {
        return wrong("the host is missing");
    };
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&host) => {}
        "http" => return wrong("http is for loopback only, anyone on the way can read along"),
        _ => return wrong("only https and, on loopback, http will do"),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return wrong("a user has no place in it");
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return wrong("nothing may follow the host; a path belongs in SECURITY_URL_PREFIX");
    }
    Ok(url)
}

/// Whether this host can only be this machine.
pub(crate) fn is_loopback<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.as_ref().trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// Where a list of breached passwords is asked: https, or http on loopback; something is appended to it.
pub(crate) fn range_url(text: &str) -> Checked {
    let parsed = Url::parse(text).ok().filter(|_| is_one_word(text));
    let good = |url: &Url| {
        let safe = match url.scheme() {
            "https" => url.host().is_some(),
            "http" => url.host().is_some_and(|host| is_loopback(&host)),
            _ => false,
        };
        let bare = url.username().is_empty() && url.password().is_none() && url.query().is_none();
        safe && bare && url.fragment().is_none() && url.path().ends_with('/')
    };
    if parsed.is_some_and(|url| good(&url)) {
        return Ok(());
    }
    Err("expected an https URL that ends with a slash; http is for loopback only".to_owned())
}

pub(crate) fn optional_origin(text: &str) -> Checked {
    if text.is_empty() {
        return Ok(());
    }
    origin(text).map(|_| ())
}

/// The path of a route. Only characters that mean themselves in a URL and in a router.
pub(crate) fn path(text: &str) -> Checked {
    let plain = |segment: &str| {
        let named = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        !matches!(segment, "" | "." | "..") && segment.bytes().all(named)
    };
    match text.strip_prefix('/') {
        Some(segments) if segments.split('/').all(plain) => Ok(()),
        _ => Err(
            "expected a path of letters, digits and -._~ without a slash at its end, \
             for example \"/login\""
                .to_owned(),
        ),
    }
}

pub(crate) fn optional_path(text: &str) -> Checked {
    if text.is_empty() {
        return Ok(());
    }
    path(text)
}

/// A place to send a browser to: nothing, a path on this origin, or an http(s) URL.
pub(crate) fn view(text: &str) -> Checked {
    let on_this_origin =
        text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/\\");
    let absolute = || {
        let url = Url::parse(text);
        text.contains("://") && url.is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
    };
    if text.is_empty() || (is_one_word(text) && (on_this_origin || absolute())) {
        return Ok(());
    }
    Err("expected a path, for example \"/welcome\", or an http(s) URL, or \"\"".to_owned())
}

/// A host, perhaps with a port.
pub(crate) fn host(text: &str) -> Checked {
    let parsed = || {
        let url = Url::parse(&format!("https://{text}/")).ok()?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        (bare && url.username().is_empty() && url.password().is_none()).then_some(())
    };
    let readable = !text.contains(['/', '\\', '@', '*']) && is_one_word(text);
    match readable.then(parsed).flatten() {
        Some(()) => Ok(()),
        None => {
            Err("expected a host, for example \"app.example.com\" or \"localhost:8080\"".into())
        }
    }
}

pub(crate) fn optional_host(text: &str) -> Checked {
    if text.is_empty() {
        return Ok(());
    }
    host(text)
}

pub(crate) fn hosts(texts: &[String]) -> Checked {
    texts.iter().try_for_each(|text| host(text))
}

/// Labels that stand in front of a domain; `.` is the domain itself.
pub(crate) fn labels(texts: &[String]) -> Checked {
    let label = |text: &String| {
        let named = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
        text == "."
            || (!text.is_empty()
                && !text.starts_with('.')
                && !text.ends_with('.')
                && text.bytes().all(named))
    };
    if texts.iter().all(label) {
        return Ok(());
    }
    Err("expected labels such as \"app\", or \".\" for the domain itself".to_owned())
}

/// At least one of these choices, and nothing else.
pub(crate) fn some_of(choices: &'static [&'static str]) -> impl Fn(&Vec<String>) -> Checked {
    move |texts| {
        let known = |text: &String| choices.contains(&text.as_str());
        if !texts.is_empty() && texts.iter().all(known) {
            return Ok(());
        }
        Err(format!("expected some of {choices:?}"))
    }
}

/// A text that people read: something, on one line.
pub(crate) fn one_line(text: &str) -> Checked {
    if text.trim().is_empty() || text.chars().any(char::is_control) || text.len() > 200 {
        return Err("expected a text of one line, at most 200 bytes".to_owned());
    }
    Ok(())
}

/// The subject of a mail; empty for the one in the language of whoever gets it.
pub(crate) fn subject(text: &str) -> Checked {
    if text.is_empty() {
        Ok(())
    } else {
        one_line(text)
    }
}

/// A text that can stand in quotes in a header.
pub(crate) fn quotable(text: &str) -> Checked {
    let plain = |byte: u8| (b' '..=b'~').contains(&byte) && byte != b'"' && byte != b'\\';
    if text.bytes().all(plain) {
        return Ok(());
    }
    Err("expected ASCII without quotes and backslashes, for example \"Login Required\"".to_owned())
}

/// A request header that is free to carry a token.
pub(crate) fn token_header(text: &str) -> Checked {
    const TAKEN: [&str; 6] = [
        "authorization",
        "cookie",
        "host",
        "origin",
        "content-length",
        "content-type",
    ];
    let free = |name: HeaderName| !TAKEN.contains(&name.as_str());
    if HeaderName::from_bytes(text.as_bytes()).is_ok_and(free) {
        return Ok(());
    }
    Err("expected the name of a header of its own, for example \"Authentication-Token\"".to_owned())
}

/// A cookie's name (RFC 6265: an HTTP token), to which the prefix `__Host-` can be added.
pub(crate) fn cookie_name(text: &str) -> Checked {
    // A header's name is the same kind of token.
    if HeaderName::from_bytes(text.as_bytes()).is_ok() && !text.starts_with("__") {
        return Ok(());
    }
    Err(
        "expected a cookie's name of letters, digits, - and _, for example \"session\"; \
         the prefix __Host- is added where the browser takes it"
            .to_owned(),
    )
}

/// Longer than nothing.
pub(crate) fn some_time(length: &Duration) -> Checked {
    if length.is_zero() {
        return Err("expected a length of time above zero, for example \"1 hour\"".to_owned());
    }
    Ok(())
}

/// Longer than nothing, and no longer than browsers keep a cookie: 400 days (RFC 6265bis, 5.5).
pub(crate) fn cookie_time(length: &Duration) -> Checked {
    some_time(length)?;
    if *length > Duration::from_secs(400 * 86_400) {
        return Err("browsers keep no cookie for longer than \"400 days\"".to_owned());
    }
    Ok(())
}

/// A secret from which keys can be derived, or none.
pub(crate) fn root_secret(secret: &Secret) -> Checked {
    match RootSecret::parse(secret) {
        Err(weakness) if !secret.is_empty() => Err(format!("{weakness}; {NEW_SECRET}")),
        _ => Ok(()),
    }
}

/// Former secrets.
pub(crate) fn root_secrets(secrets: &[Secret]) -> Checked {
    secrets.iter().try_for_each(|secret| {
        RootSecret::parse(secret)
            .map(drop)
            .map_err(|weakness| format!("one of them {weakness}; remove it"))
    })
}

/// How to come by a secret.
pub(crate) const NEW_SECRET: &str = "`portcullis keys generate` prints a good one, and so does \
     `openssl rand -base64 32`; keep it in a file of its own and name that in SECRET_KEY_FILE";

fn is_one_word(text: &str) -> bool {
    !text
        .chars()
        .any(|character| character.is_control() || character.is_whitespace())
}
