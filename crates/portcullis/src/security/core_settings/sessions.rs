//! Sessions of browsers.

use std::time::Duration;

use super::checks;

portcullis_kit::settings! {
    /// Sessions of browsers.
    ///
    /// ```
    /// # use portcullis::{Db, Security};
    /// # use std::time::Duration;
    /// # fn build(db: Db) {
    /// let within = Duration::from_secs(30 * 60);
    /// let builder = Security::builder(db).core(|core| core.sessions.session_idle_within = within);
    /// # drop(builder);
    /// # }
    /// ```
    pub struct Sessions {
        /// The name of the session's cookie. Over https it gets the prefix `__Host-`, which keeps other hosts of
        /// the domain from setting it.
        SESSION_COOKIE_NAME: session_cookie_name: String = "session".to_owned() => checks::cookie_name,
        /// How long a session lives without a request, above zero. Flask has no such limit; ours ends what was left open
        /// overnight (OWASP ASVS 5.0, 7.3.1).
        SESSION_IDLE_WITHIN: session_idle_within: Duration = Duration::from_secs(12 * 3600)
            => checks::some_time,
        /// How long a session lives at most, up to 400 days. Flask's default is 31 days; ours is 7 (OWASP ASVS 5.0, 7.3.2).
        PERMANENT_SESSION_LIFETIME: permanent_session_lifetime: Duration = Duration::from_secs(7 * 86_400)
            => checks::cookie_time,
        /// How long a session lives, used or not, that was begun with "remember me", up to 400 days. Flask-Login's default
        /// is 365 days; ours is 30, the most that NIST SP 800-63B-4 advises.
        REMEMBER_COOKIE_DURATION: remember_cookie_duration: Duration = Duration::from_secs(30 * 86_400)
            => checks::cookie_time,
        /// For how many session cookies and auth tokens at most a process remembers whose they are, so that the next request
        /// need not ask the database; about 2 KiB of memory each. A change is seen at once in the process that makes it,
        /// and by all others as soon as the database tells them, within a second at the latest. 0 switches it off.
        SESSION_CACHE_ENTRIES: session_cache_entries: u32 = 10_000,
    }
}
