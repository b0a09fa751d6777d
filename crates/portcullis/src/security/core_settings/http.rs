//! How the app is reached and whom it answers.

use std::path::PathBuf;

use url::Url;

use super::checks;
use super::proxies::Proxies;

portcullis_kit::settings! {
    /// How the app is reached and whom it answers.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # fn build(db: Db) {
    /// let builder = Security::builder(db).core(|core| {
    ///     core.http.app_name = "Acme".into();
    ///     core.http.public_url = "https://accounts.example.com".into();
    ///     core.http.url_prefix = "/auth".into();
    /// });
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Http {
        /// The origin under which browsers reach the app, such as `https://example.com`: no path, no query, and
        /// `http` on loopback only. Links in mails begin with it; they never follow the request's `Host`, which
        /// anyone can forge (Flask-Security's links do). Empty is for development on loopback; elsewhere the
        /// start is refused.
        PUBLIC_URL: public_url: String = String::new() => checks::optional_origin,
        /// What the app is called on its pages and in its mails; one line.
        APP_NAME: app_name: String = "Portcullis".to_owned() => checks::one_line,
        /// The path before every path of ours, such as `/auth`; without a slash at its end.
        URL_PREFIX: url_prefix: String = String::new() => checks::optional_path,
        /// Whether pages show one-time notes ("You are signed out").
        FLASH_MESSAGES: flash_messages: bool = true,
        /// How a caller of our own endpoints may prove who he is: any of `session`, `token`, `basic`. Basic is left
        /// out because it sends the password with every request.
        API_ENABLED_METHODS: api_enabled_methods: Vec<String> = vec!["session".to_owned(), "token".to_owned()]
            => checks::some_of(&["session", "token", "basic"]),
        /// Whether every JSON reply to a sign-in holds an auth token, asked for or not. Off, because a token that
        /// nobody wanted is one more that can leak.
        BACKWARDS_COMPAT_AUTH_TOKEN: backwards_compat_auth_token: bool = false,
        /// Whether "remember me" is on where a sign-in does not say. Off, because the machine may be a shared one.
        DEFAULT_REMEMBER_ME: default_remember_me: bool = false,
        /// The realm named in `WWW-Authenticate`.
        DEFAULT_HTTP_AUTH_REALM: default_http_auth_realm: String = "Login Required".to_owned()
            => checks::quotable,
        /// Whether replies hide if an address has an account. Flask-Security's default is false; ours is true,
        /// because a list of who has an account is worth something to an attacker. False is reported at start.
        RETURN_GENERIC_RESPONSES: return_generic_responses: bool = true,
        /// What identifies a user at sign-in. Only `["email"]` so far. Flask-Security's list of mappings is written as
        /// a list of names.
        USER_IDENTITY_ATTRIBUTES: user_identity_attributes: Vec<String> = vec!["email".to_owned()]
            => checks::some_of(&["email"]),
        /// The proxies, as addresses or ranges (`10.0.0.0/8`), whose `X-Forwarded-For` is believed. None, because whoever
        /// is believed can give himself any address.
        TRUSTED_PROXIES: trusted_proxies: Proxies = Proxies::default(),
        /// The hosts, besides that of `SECURITY_PUBLIC_URL`, for which requests are answered.
        TRUSTED_HOSTS: trusted_hosts: Vec<String> = Vec::new() => checks::hosts,
        /// A folder of templates. A file there replaces the built-in one of the same name; empty for none.
        TEMPLATE_FOLDER: template_folder: PathBuf = PathBuf::new(),
        /// The path of the sign-in.
        LOGIN_URL: login_url: String = "/login".to_owned() => checks::path,
        /// The path of the sign-out. It answers to POST only.
        LOGOUT_URL: logout_url: String = "/logout".to_owned() => checks::path,
        /// The path at which a signed-in user proves again who he is.
        VERIFY_URL: verify_url: String = "/verify".to_owned() => checks::path,
        /// Whether a password signs in. False makes `SECURITY_LOGIN_URL` ask for the address alone and mail a link; it
        /// needs `SECURITY_PASSWORDLESS`. In Flask-Security that toggle alone does so; here both ways may stand
        /// side by side.
        LOGIN_WITH_PASSWORD: login_with_password: bool = true,
    }
}

impl Http {
    /// The public origin, with nothing behind the host; `None` when `public_url` is empty or, which the start refuses,
    /// no origin.
    ///
    /// ```
    /// # use portcullis::security::core_settings::Http;
    /// let http = Http { public_url: "https://accounts.example.com".into(), ..Http::default() };
    /// assert_eq!(http.public_origin().unwrap().host_str(), Some("accounts.example.com"));
    /// assert_eq!(Http::default().public_origin(), None);
    /// ```
    #[must_use]
    pub fn public_origin(&self) -> Option<Url> {
        checks::origin(&self.public_url).ok()
    }

    /// Whether browsers reach the app on this machine only: over loopback, or no origin is configured.
    ///
    /// ```
    /// # use portcullis::security::core_settings::Http;
    /// let at = |url: &str| Http { public_url: url.into(), ..Http::default() };
    /// assert!(at("http://localhost:3000").is_loopback());
    /// assert!(!at("https://accounts.example.com").is_loopback());
    /// ```
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.public_origin()
            .is_none_or(|url| url.host().is_some_and(|host| checks::is_loopback(&host)))
    }
}
