//! Where a browser may be sent: a path on this origin, or an allow-listed origin. Nothing else, and parsed the way
//! browsers parse it (WHATWG URL), not by string prefixes.

use url::{Host, Url};

use super::{form::Text, visit::Visit};
use crate::{
    error::{Fault, Faults},
    security::{Security, core_settings::Redirects},
};

/// A place that a browser may be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target(String);

impl Target {
    /// The start page.
    pub(crate) fn start() -> Self {
        Self("/".to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Any origin serves as the base: what matters is whether parsing stays on it.
const BASE: &str = "https://portcullis.invalid";

/// Checks a `next`. The result is the text as browsers will read it, so nothing is left to interpret.
pub(crate) fn check(next: &str, own: Option<&Url>, rules: &Redirects) -> Option<Target> {
    if next.is_empty() || next.len() > 2048 || next.chars().any(|c| c.is_control() || c == '\\') {
        return None;
    }
    let base = Url::parse(BASE).ok()?;
    let url = base.join(next).ok()?;
    if !matches!(url.scheme(), "http" | "https")
        || !url.username().is_empty()
        || url.password().is_some()
    {
        return None;
    }
    if url.origin() == base.origin() {
        // Only what was written as a path: `//portcullis.invalid/x` would name a host.
        let path = next.starts_with('/') && !next.starts_with("//");
        let rest = &url[url::Position::BeforePath..];
        return (path && !rest.starts_with("//")).then(|| Target(rest.to_owned()));
    }
    (next.contains("://") && is_allowed(&url, own, rules)).then(|| Target(url.into()))
}

/// Whether an absolute URL is on our origin or on one that the settings list.
fn is_allowed(url: &Url, own: Option<&Url>, rules: &Redirects) -> bool {
    let Some(Host::Domain(host)) = url.host() else {
        return own.is_some_and(|own| own.origin() == url.origin());
    };
    if own.is_some_and(|own| own.origin() == url.origin()) {
        return true;
    }
    // Other origins only over TLS and on its own port: a plain one could be anybody on the way.
    if url.scheme() != "https" || url.port().is_some() {
        return false;
    }
    let own_host = own.and_then(Url::host_str).unwrap_or_default();
    if rules.redirect_allow_subdomains
        && !own_host.is_empty()
        && host.ends_with(&format!(".{own_host}"))
    {
        return true;
    }
    let base = rules.redirect_base_domain.as_str();
    !base.is_empty()
        && rules.redirect_allowed_subdomains.iter().any(|label| {
            if label == "." {
                host == base
            } else {
                host == format!("{label}.{base}")
            }
        })
}

impl Security {
    /// Checks the `next` of a request.
    pub(crate) fn check_next(&self, next: &str) -> Option<Target> {
        check(next, self.public_url(), &self.settings().redirects)
    }

    /// A configured `*_VIEW`, which may be a path or a URL; `REDIRECT_HOST` comes before a path.
    pub(crate) fn view(&self, view: &str) -> Option<Target> {
        if view.is_empty() {
            return None;
        }
        let host = &self.settings().redirects.redirect_host;
        if view.starts_with('/') && !host.is_empty() {
            let scheme = self.public_url().map_or("https", Url::scheme);
            return Some(Target(format!("{scheme}://{host}{view}")));
        }
        Some(Target(view.to_owned()))
    }

    /// A configured `*_VIEW`, where it is empty another one, else the start page.
    pub(crate) fn view_or(&self, view: &str, otherwise: &str) -> Target {
        self.view(view)
            .or_else(|| self.view(otherwise))
            .unwrap_or_else(Target::start)
    }

    /// After a sign-in: `next` of the form, else of the query, else `POST_LOGIN_VIEW`.
    pub(crate) fn post_login(&self, visit: &Visit, next: Option<&str>) -> Target {
        self.after(visit, next, &self.settings().redirects.post_login_view)
    }

    /// Where somebody goes who is signed in already and opens a page for those who are not: `POST_LOGIN_VIEW`, never
    /// `next`, which may lead back here.
    pub(crate) fn signed_in_already(&self) -> Target {
        let view = self.view(&self.settings().redirects.post_login_view);
        view.unwrap_or_else(Target::start)
    }

    /// One of our own pages by its short name. `REDIRECT_HOST` is for views, not for these.
    pub(crate) fn page(&self, page: &str) -> Option<Target> {
        self.path_of(page).map(|path| Target(path.to_owned()))
    }

    /// The page of a mailed link: a page of ours by its short name, with the token below it.
    pub(crate) fn landing(&self, page: &str, token: &str) -> Target {
        let path = self.path_of(page).unwrap_or_default();
        Target(format!("{path}/{token}"))
    }

    /// After a sign-out: `next` of the form, else of the query, else `POST_LOGOUT_VIEW`.
    pub(crate) fn post_logout(&self, visit: &Visit, next: Option<&str>) -> Target {
        self.after(visit, next, &self.settings().redirects.post_logout_view)
    }

    /// After a new proof: `next`, else `POST_VERIFY_VIEW`, else `POST_LOGIN_VIEW`.
    pub(crate) fn post_verify(&self, visit: &Visit, next: &str) -> Target {
        let redirects = &self.settings().redirects;
        let view = if redirects.post_verify_view.is_empty() {
            &redirects.post_login_view
        } else {
            &redirects.post_verify_view
        };
        self.after(visit, Some(next), view)
    }

    /// Where a browser goes on: the form's `next`, the query's, the configured view, the start page.
    pub(crate) fn after(&self, visit: &Visit, next: Option<&str>, view: &str) -> Target {
        let wished = next
            .filter(|next| !next.is_empty())
            .or_else(|| visit.query("next"));
        wished
            .and_then(|next| self.check_next(next))
            .or_else(|| self.view(view))
            .unwrap_or_else(Target::start)
    }

    /// The origins besides our own that a form of ours may lead to.
    pub(crate) fn form_origins(&self) -> Vec<String> {
        let rules = &self.settings().redirects;
        let mut origins: Vec<String> = rules
            .redirect_allowed_subdomains
            .iter()
            .map(|label| match label.as_str() {
                "." => format!("https://{}", rules.redirect_base_domain),
                label => format!("https://{label}.{}", rules.redirect_base_domain),
            })
            .collect();
        if let (true, Some(host)) = (
            rules.redirect_allow_subdomains,
            self.public_url().and_then(Url::host_str),
        ) {
            origins.push(format!("https://*.{host}"));
        }
        if !rules.redirect_host.is_empty() {
            let scheme = self.public_url().map_or("https", Url::scheme);
            origins.push(format!("{scheme}://{}", rules.redirect_host));
        }
        origins
    }
}

impl Visit {
    /// Refuses a `next` that leads elsewhere, of the form or of the query.
    pub(crate) fn check_next(&self, typed: &Text, faults: &mut Faults) {
        let next = match typed.read("next", faults) {
            "" => self.query("next").unwrap_or_default(),
            next => next,
        };
        if !next.is_empty() && self.security().check_next(next).is_none() {
            faults.push(Fault::of("next", "INVALID_REDIRECT"));
        }
    }
}

/// Adds parameters to a target, before its fragment.
pub(crate) fn with_query(target: &Target, params: &[(&str, String)]) -> Target {
    if params.is_empty() {
        return target.clone();
    }
    let (before, fragment) = match target.0.split_once('#') {
        Some((before, fragment)) => (before, format!("#{fragment}")),
        None => (target.0.as_str(), String::new()),
    };
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(params)
        .finish();
    let mark = if before.contains('?') { '&' } else { '?' };
    Target(format!("{before}{mark}{query}{fragment}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn checked(next: &str) -> Option<String> {
        let own = Url::parse("https://app.example.com").unwrap();
        let rules = Redirects {
            redirect_base_domain: "example.org".into(),
            redirect_allowed_subdomains: vec!["www".into()],
            ..Redirects::default()
        };
        check(next, Some(&own), &rules).map(|target| target.0)
    }

    #[test]
    fn a_path_on_this_origin_and_an_allowed_origin_pass() {
        assert_eq!(checked("/profile?x=1#y").as_deref(), Some("/profile?x=1#y"));
        assert_eq!(checked("/a/../b").as_deref(), Some("/b"));
        assert_eq!(
            checked("https://app.example.com/x").as_deref(),
            Some("https://app.example.com/x")
        );
        assert_eq!(
            checked("https://www.example.org/x").as_deref(),
            Some("https://www.example.org/x")
        );
    }

    // ASVS: 1.2.2
    #[test]
    fn everything_that_led_elsewhere_is_dropped() {
        for next in [
            "",
            "//evil.example",
            "///evil.example",
            "////evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https:evil.example",
            "https:/evil.example",
            "http:///evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://evil.example",
            "https://app.example.com@evil.example",
            "https://app.example.com.evil.example",
            "https://evilexample.org",
            "https://www.example.org:8443/",
            "http://www.example.org/",
            "https://x.www.example.org/",
            "/\tevil",
            "/\n/evil.example",
            " /x",
            "x",
            "./x",
            "?x",
            "#x",
            "//portcullis.invalid/x",
            "https://portcullis.invalid/x",
            "/..//evil.example",
            "/./\u{2028}/..//evil.example",
            "ftp://app.example.com/",
            "/%5cevil.example/..//x",
        ] {
            let outcome = checked(next);
            assert!(outcome.is_none(), "{next:?} led to {outcome:?}");
        }
    }

    proptest! {
        #[test]
        fn what_passes_stays_on_an_allowed_origin(next in "[/\\\\a-z:@.#?%\t ]{0,24}") {
            if let Some(target) = checked(&next) {
                let own = Url::parse("https://app.example.com").unwrap();
                let url = own.join(&target).unwrap();
                prop_assert!(url.origin() == own.origin() || url.host_str() == Some("www.example.org"));
            }
        }
    }
}
