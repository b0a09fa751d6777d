//! Our cookies. `__Host-` binds them to this host, `Secure` and `Path=/` (RFC 6265bis, 4.1.3.2); on http, which is
//! loopback only, browsers would drop that, so the name is plain there.

use cookie::{Cookie, SameSite};
use url::Url;

use portcullis_kit::{clock::Time, token::Token};

use super::{OpenSession, device::DEVICE_LIFE};
use crate::{
    messages::Locale,
    security::{Security, signed_in::SessionRow},
};

/// What a cookie is for; the name's last part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jar {
    /// The session; its name is a setting.
    Session,
    /// The browser as the one that signed up, or asked for a mail. Not what people read as "known browser": that is `Device`.
    Browser,
    /// Messages for the next page.
    Flash,
    /// The browser as one in which somebody has signed in before.
    Device,
    /// The language chosen in this browser.
    Language,
}

impl Jar {
    fn suffix(self) -> &'static str {
        match self {
            Self::Session => "",
            Self::Browser => "_browser",
            Self::Flash => "_flash",
            Self::Device => "_device",
            Self::Language => "_language",
        }
    }
}

impl Security {
    /// The full name of a cookie.
    pub(crate) fn cookie_name(&self, jar: Jar) -> String {
        let base = &self.settings().sessions.session_cookie_name;
        format!("{}{base}{}", self.cookie_prefix(), jar.suffix())
    }

    /// Whether a cookie of this name is the one. Asked for each cookie of each request, so no name is put together for it.
    pub(crate) fn is_cookie(&self, jar: Jar, name: &str) -> bool {
        let plain = name.strip_prefix(self.cookie_prefix());
        let base = &self.settings().sessions.session_cookie_name;
        plain.and_then(|plain| plain.strip_prefix(base.as_str())) == Some(jar.suffix())
    }

    fn cookie_prefix(&self) -> &'static str {
        if self.public_url().is_some_and(is_plain_http) {
            ""
        } else {
            "__Host-"
        }
    }

    /// A cookie that lives as long as the browser is open.
    pub(crate) fn cookie(&self, jar: Jar, value: String) -> Cookie<'static> {
        let mut cookie = Cookie::new(self.cookie_name(jar), value);
        cookie.set_http_only(true);
        cookie.set_path("/");
        cookie.set_same_site(SameSite::Lax);
        cookie.set_secure(!self.public_url().is_some_and(is_plain_http));
        cookie
    }

    /// A cookie that takes the browser's away.
    pub(crate) fn no_cookie(&self, jar: Jar) -> Cookie<'static> {
        let mut cookie = self.cookie(jar, String::new());
        cookie.set_max_age(cookie::time::Duration::ZERO);
        cookie
    }

    /// The cookie of a session that has just been opened.
    pub(crate) fn session_cookie(&self, session: &OpenSession) -> Cookie<'static> {
        self.session_cookie_of(&session.token, session.remember, session.expires_at)
    }

    /// The cookie of a session that has got a new secret.
    pub(crate) fn renewed_cookie(&self, session: &SessionRow, token: &Token) -> Cookie<'static> {
        self.session_cookie_of(token, session.remember, session.expires_at)
    }

    /// The cookie of a browser in which somebody has just signed in. It outlives the session.
    pub(crate) fn device_cookie(&self, session: &OpenSession) -> Cookie<'static> {
        let mut cookie = self.cookie(Jar::Device, session.device.token.expose().to_owned());
        let life = i64::try_from(DEVICE_LIFE.as_secs()).unwrap_or(i64::MAX);
        cookie.set_max_age(cookie::time::Duration::seconds(life));
        cookie
    }

    /// The cookie by which a browser is known again that has signed up or asked for a mail. As long as a claim stands.
    pub(crate) fn browser_cookie(&self, browser: &Token) -> Cookie<'static> {
        let mut cookie = self.cookie(Jar::Browser, browser.expose().to_owned());
        cookie.set_max_age(cookie::time::Duration::days(30));
        cookie
    }

    /// The cookie of a language that was chosen in this browser. For a year: it is no secret, and forgotten by choosing again.
    pub(crate) fn language_cookie(&self, locale: &Locale) -> Cookie<'static> {
        let mut cookie = self.cookie(Jar::Language, locale.to_string());
        cookie.set_max_age(cookie::time::Duration::days(365));
        cookie
    }

    fn session_cookie_of(
        &self,
        token: &Token,
        remember: bool,
        expires_at: Time,
    ) -> Cookie<'static> {
        let mut cookie = self.cookie(Jar::Session, token.expose().to_owned());
        if remember {
            let left = expires_at.since(self.now()).as_secs();
            cookie.set_max_age(cookie::time::Duration::seconds(
                i64::try_from(left).unwrap_or(i64::MAX),
            ));
        }
        cookie
    }
}

fn is_plain_http(url: &Url) -> bool {
    url.scheme() == "http"
}
