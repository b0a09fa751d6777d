//! An app on a throw-away database.

use std::{sync::Arc, time::Duration};

use axum::Router;
use portcullis_kit::{
    db::{Db, testing::Scratch},
    limit::Limits,
    mail::Memory,
};
use url::Position;

use super::{Browser, FixedClock};
use crate::{
    Secret,
    builder::{SecurityBuilder, rigged::cheap_hashing},
    features::DevMailbox,
    security::{Security, core_settings::Throttles},
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
        throttle_codes_per_account: limits(),
        throttle_exports_per_account: limits(),
        ..Throttles::default()
    }
}

/// A running app, without a port: its [`Browser`]s talk to it in memory.
///
/// ```
/// # use portcullis::testing::{App};
/// # async fn example(app: App) {
/// let mut ada = app.login_as("ada@example.test").await;
/// app.advance(std::time::Duration::from_secs(60));
/// assert_eq!(ada.get("/orders").await.status, 200);
/// assert!(app.security.find_user("ada@example.test").await.unwrap().is_some());
/// # }
/// ```
pub struct App {
    /// The handle.
    pub security: Security,
    /// The app's clock.
    pub clock: Arc<FixedClock>,
    pub(super) router: Router,
    pub(super) mailbox: Option<Memory>,
    pub(super) scratch: Scratch,
}

impl App {
    /// One app per database that this build knows.
    ///
    /// # Panics
    /// When an app can't be built: the text says why.
    ///
    /// ```
    /// # use portcullis::testing::{App, every_feature};
    /// # async fn example() {
    /// for app in App::on_each_database(every_feature).await {
    ///     assert_eq!(app.browser().get("/register").await.status, 200);
    /// }
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::testing::{App, every_feature};
    /// # async fn example() {
    /// let app = App::on_sqlite(every_feature).await;
    /// assert_eq!(app.browser().get("/register").await.status, 200);
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::testing::{App};
    /// # async fn example(app: App) {
    /// let app = app.restarted_with(|app| app.with(portcullis::Trackable::default())).await;
    /// # drop(app);
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::testing::{App, every_feature};
    /// # async fn example(app: App) {
    /// let other = app.beside(every_feature).await;
    /// app.login_as("ada@example.test").await;
    /// assert!(other.security.find_user("ada@example.test").await.unwrap().is_some());
    /// # }
    /// ```
    pub async fn beside(&self, features: impl Fn(SecurityBuilder) -> SecurityBuilder) -> Self {
        Self::at(self.clock.clone(), self.scratch.beside().await, &features).await
    }

    /// The same, by a clock of that process's own.
    ///
    /// # Panics
    /// When the app can't be built: the text says why.
    ///
    /// ```
    /// # use portcullis::testing::{App, FixedClock, every_feature};
    /// # async fn example(app: App) {
    /// // A machine whose clock runs a minute ahead.
    /// let ahead = std::sync::Arc::new(FixedClock::default());
    /// ahead.advance(std::time::Duration::from_secs(60));
    /// let other = app.beside_by(ahead, every_feature).await;
    /// # drop(other);
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::testing::{App, every_feature};
    /// # async fn example(app: App) {
    /// // Does anything wait for a second connection while it holds the only one?
    /// let app = app.restarted_over(1, every_feature).await;
    /// assert_eq!(app.browser().get("/login").await.status, 200);
    /// # }
    /// ```
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
        let router = security.mount(Router::new());
        let mailbox = security.feature::<DevMailbox>();
        let mailbox = mailbox.map(|mailbox| mailbox.memory().clone());
        Self::running(clock, scratch, (security, router), mailbox)
    }

    pub(super) fn running(
        clock: Arc<FixedClock>,
        scratch: Scratch,
        (security, router): (Security, Router),
        mailbox: Option<Memory>,
    ) -> Self {
        // Where a real one would listen.
        let _ = security.known_at(([127, 0, 0, 1], 3000).into());
        Self {
            security,
            clock,
            router,
            mailbox,
            scratch,
        }
    }

    /// What the kit begins with; an app may say otherwise.
    pub(super) fn builder(db: Db, clock: &Arc<FixedClock>) -> SecurityBuilder {
        let builder = Security::builder(db)
            .clock(clock.clone())
            .without_background()
            .core(|core| {
                core.keys.secret_key = Secret::new(SAMPLE_SECRET);
                core.throttles = generous();
            });
        cheap_hashing(builder)
    }

    /// The same app with routes of its own.
    ///
    /// ```
    /// # use portcullis::testing::{App};
    /// # async fn example(app: App) {
    /// let routes = axum::Router::new().route("/", axum::routing::get(async || "Hello"));
    /// assert_eq!(app.serving(routes).browser().get("/").await.body, "Hello");
    /// # }
    /// ```
    #[must_use]
    pub fn serving(mut self, routes: Router) -> Self {
        self.router = self.security.mount(routes);
        self
    }

    /// Turns the clock forward.
    ///
    /// ```
    /// # use portcullis::testing::{App};
    /// # async fn example(app: App) {
    /// app.advance(std::time::Duration::from_secs(25 * 3600));
    /// # }
    /// ```
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// A browser without cookies.
    ///
    /// ```
    /// # use portcullis::testing::{App};
    /// # async fn example(app: App) {
    /// let (mut ada, mut bob) = (app.browser(), app.browser());
    /// # ada.get("/").await; bob.get("/").await;
    /// # }
    /// ```
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone(), self.host())
    }

    /// What a browser calls the app.
    pub(super) fn host(&self) -> String {
        let url = self.security.public_url();
        let host = url.map(|url| &url[Position::BeforeHost..Position::AfterPort]);
        host.unwrap_or("localhost:3000").to_owned()
    }

    /// The database.
    ///
    /// ```
    /// # use portcullis::testing::App;
    /// # async fn example(app: App) {
    /// // The app's own tables beside ours, on the same connections.
    /// let orders = app.db().clone();
    /// # drop(orders);
    /// # }
    /// ```
    pub fn db(&self) -> &Db {
        &self.scratch.db
    }

    /// The database's address, for another process.
    ///
    /// ```
    /// # use portcullis::testing::App;
    /// # async fn example(app: App) {
    /// let mut command = std::process::Command::new("my-tool");
    /// command.env("DATABASE_URL", app.db_url());
    /// # }
    /// ```
    pub fn db_url(&self) -> &str {
        &self.scratch.url
    }
}
