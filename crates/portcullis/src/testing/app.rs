//! An app on a throw-away database.

use std::{sync::Arc, time::Duration};

use axum::Router;
use portcullis_kit::{
    db::{Db, testing::Scratch},
    limit::Limits,
    mail::{Memory, Received},
};

use super::{Browser, FixedClock};
use crate::{
    Secret,
    account::{Email, NewPassword, User},
    accounts::NewUser,
    builder::SecurityBuilder,
    features::DevMailbox,
    security::{Security, core_settings::Throttles},
    session::SignInRequest,
};

/// The secret of the app, for tests that need one that is good enough.
pub(crate) const SAMPLE_SECRET: &str = "kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5";

/// Limits that no test meets by accident: all its browsers are in one network, and its clock stands still. Whoever
/// tests limits sets them: `.core(|core| core.throttles = Throttles::default())`.
fn generous() -> Throttles {
    every_limit(&Limits::per_hour(1_000_000))
}

/// The same limits for all that is limited.
pub(crate) fn every_limit(these: &Limits) -> Throttles {
    let limits = || these.clone();
    Throttles {
        throttle_guesses_per_account: limits(),
        throttle_guesses_per_network: limits(),
        throttle_guesses_per_account_and_network: limits(),
        throttle_guesses_per_device: limits(),
        throttle_sign_ups_per_network: limits(),
        throttle_mails_per_recipient: limits(),
        throttle_mails_per_network: limits(),
        throttle_notices_per_recipient: limits(),
        throttle_links_per_network: limits(),
        ..Throttles::default()
    }
}

/// A running app, without a port: its [`Browser`]s talk to it in memory.
pub struct App {
    /// The handle.
    pub security: Security,
    /// The app's clock.
    pub clock: Arc<FixedClock>,
    router: Router,
    mailbox: Option<Memory>,
    scratch: Scratch,
}

impl App {
    /// One app per database that this build knows.
    ///
    /// # Panics
    /// When an app can't be built: the text says why.
    pub async fn on_each_database(
        features: impl Fn(SecurityBuilder) -> SecurityBuilder,
    ) -> Vec<Self> {
        let mut apps = Vec::new();
        for scratch in portcullis_kit::db::testing::databases(&[]).await {
            apps.push(Self::on(scratch, &features).await);
        }
        apps
    }

    /// One app on SQLite.
    ///
    /// # Panics
    /// When the app can't be built: the text says why.
    #[cfg(feature = "sqlite")]
    pub async fn on_sqlite(features: impl Fn(SecurityBuilder) -> SecurityBuilder) -> Self {
        Self::on(portcullis_kit::db::testing::fresh_sqlite().await, &features).await
    }

    async fn on(scratch: Scratch, features: &impl Fn(SecurityBuilder) -> SecurityBuilder) -> Self {
        Self::at(Arc::default(), scratch, features).await
    }

    /// Ends the app and starts it again on the same database at the same time, with other features. Mail in memory is
    /// gone, as it is after every end of a process.
    ///
    /// # Panics
    /// When the app can't be built: the text says why.
    pub async fn restarted_with(
        self,
        features: impl Fn(SecurityBuilder) -> SecurityBuilder,
    ) -> Self {
        self.security.stop().await;
        Self::at(self.clock, self.scratch, &features).await
    }

    /// The same app as another process runs it: on the same database, by the same clock, with threads and connections of
    /// its own.
    ///
    /// # Panics
    /// When the app can't be built: the text says why.
    pub async fn beside(&self, features: impl Fn(SecurityBuilder) -> SecurityBuilder) -> Self {
        Self::at(self.clock.clone(), self.scratch.beside().await, &features).await
    }

    /// The same, by a clock of that process's own.
    ///
    /// # Panics
    /// When the app can't be built: the text says why.
    pub async fn beside_by(
        &self,
        clock: Arc<FixedClock>,
        features: impl Fn(SecurityBuilder) -> SecurityBuilder,
    ) -> Self {
        Self::at(clock, self.scratch.beside().await, &features).await
    }

    /// The same as [`restarted_with`](Self::restarted_with), over at most so many connections to the database.
    ///
    /// # Panics
    /// When the app can't be built: the text says why.
    pub async fn restarted_over(
        self,
        connections: u32,
        features: impl Fn(SecurityBuilder) -> SecurityBuilder,
    ) -> Self {
        self.security.stop().await;
        let scratch = self.scratch.over(connections).await;
        Self::at(self.clock, scratch, &features).await
    }

    async fn at(
        clock: Arc<FixedClock>,
        scratch: Scratch,
        features: &impl Fn(SecurityBuilder) -> SecurityBuilder,
    ) -> Self {
        let builder = Self::builder(scratch.db.clone(), &clock);
        let security = features(builder)
            .build()
            .await
            .expect("the app can be built");
        // Where a real one would listen.
        let _ = security.known_at(([127, 0, 0, 1], 3000).into());
        let mailbox = security
            .feature::<DevMailbox>()
            .map(|mailbox| mailbox.memory().clone());
        let router = security.mount(Router::new());
        Self {
            security,
            clock,
            router,
            mailbox,
            scratch,
        }
    }

    fn builder(db: Db, clock: &Arc<FixedClock>) -> SecurityBuilder {
        Security::builder(db)
            .clock(clock.clone())
            .without_background()
            .core(|core| {
                core.keys.secret_key = Secret::new(SAMPLE_SECRET);
                core.passwords.password_argon2_memory = 8;
                core.passwords.password_argon2_iterations = 1;
                core.passwords.password_hash_threads = 1;
                core.passwords.password_hash_queue = 1024;
                core.throttles = generous();
            })
    }

    /// The same app with routes of its own.
    #[must_use]
    pub fn serving(mut self, routes: Router) -> Self {
        self.router = self.security.mount(routes);
        self
    }

    /// Turns the clock forward.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.scratch.db
    }

    /// The database's address, for another process.
    pub fn db_url(&self) -> &str {
        &self.scratch.url
    }

    /// Sends what is due, and gives all mail that went to an address, the oldest first.
    ///
    /// # Panics
    /// When the app was given a mail transport of its own.
    pub async fn mail_to(&self, address: &str) -> Vec<Received> {
        self.security.deliver_mail().await;
        self.mailbox
            .as_ref()
            .expect("the app keeps its mail in memory")
            .to(address)
    }

    /// Sends what is due, and gives the newest mail to an address.
    ///
    /// # Panics
    /// When there is none.
    pub async fn newest_mail_to(&self, address: &str) -> Received {
        let mails = self.mail_to(address).await;
        mails
            .into_iter()
            .next_back()
            .unwrap_or_else(|| panic!("no mail to {address}"))
    }

    /// The path of the first link in the newest mail to an address.
    ///
    /// # Panics
    /// When there is no mail, or no link of this app in it.
    pub async fn link_for(&self, address: &str) -> String {
        let newest = self.newest_mail_to(address).await;
        let first = self.links_in(&newest).into_iter().next();
        first.unwrap_or_else(|| panic!("no link in the mail to {address}: {newest:?}"))
    }

    /// The paths of the links of this app in a mail.
    pub fn links_in(&self, mail: &Received) -> Vec<String> {
        let base = self.security.public_url().map(ToString::to_string);
        let base = base.unwrap_or_default();
        let words = mail.message.text.as_deref().unwrap_or_default();
        let links = words.split_whitespace();
        let paths = links.filter_map(|word| word.strip_prefix(base.trim_end_matches('/')));
        paths.map(str::to_owned).collect()
    }

    /// Makes a user who is active and confirmed.
    ///
    /// # Panics
    /// When there is one with this address, or address or password are not allowed.
    pub async fn user(&self, email: &str, password: &str) -> User {
        let policy = self.security.password_policy();
        let password = NewPassword::parse(&Secret::new(password), "password", &policy).await;
        let new = NewUser {
            email: Email::parse(email).expect("an address"),
            password: Some(password.expect("a password that the policy allows")),
            active: true,
            confirmed: true,
            profile: Default::default(),
        };
        self.security.create_user(new).await.expect("a new user")
    }

    /// A browser in which a user is signed in, without going through the page.
    ///
    /// # Panics
    /// When there is no such user, or a gate refuses.
    pub async fn login_as(&self, email: &str) -> Browser {
        let user = self
            .security
            .find_user(email)
            .await
            .expect("a database")
            .expect("a user of this address");
        let request = SignInRequest {
            authn_via: "password",
            remember: false,
            client: Default::default(),
            replaces: None,
        };
        let mut browser = self.browser();
        match self
            .security
            .login_user(&user, &request)
            .await
            .expect("a database")
        {
            crate::SignIn::Open(session) => {
                browser.keep(&self.security.session_cookie(&session));
                browser.keep(&self.security.device_cookie(&session));
            }
            crate::SignIn::Refused(fault) => panic!("{email} may not sign in: {}", fault.key),
        }
        browser
    }
}
