//! An app under test that puts itself together, as its `main` does.

use std::{fmt::Debug, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use portcullis_kit::{
    db::testing::{Scratch, at_hand, fresh},
    mail::Memory,
};
use tower::ServiceExt;

use super::{App, FixedClock};
use crate::{
    builder::{SecurityBuilder, rigged::Rig},
    security::Security,
    web::Visit,
};

/// A path that no app has.
pub(super) const NOWHERE: &str = "/no-such-page-of-portcullis-testing";

impl App {
    /// Your own app on a throw-away SQLite database (PostgreSQL, where this build knows no SQLite). `build` is what your
    /// `main` calls, too: it takes a builder and gives the handle and the mounted router.
    ///
    /// Whatever `build` and its settings say, mail stays in memory, the clock is that of the test, passwords are hashed
    /// cheaply, and nothing runs in the background: what is due is sent when a test looks into the mailbox. The database is
    /// gone when the `App` is.
    ///
    /// An app that has `fn app(security: &Security) -> Router` instead gives a closure:
    ///
    /// ```
    /// # use axum::Router;
    /// # use portcullis::{Error, Security, SecurityBuilder, testing::App};
    /// # fn app(security: &Security) -> Router { security.mount(Router::new()) }
    /// # async fn example() {
    /// let app = App::new(async |builder: SecurityBuilder| {
    ///     let security = builder.build().await?;
    ///     let app = app(&security);
    ///     Ok::<_, Error>((security, app))
    /// })
    /// .await;
    /// # drop(app);
    /// # }
    /// ```
    ///
    /// ```
    /// use axum::{Router, routing::get};
    /// use portcullis::{CurrentUser, Registerable, Security, SecurityBuilder, testing::App};
    ///
    /// async fn build(builder: SecurityBuilder) -> portcullis::Result<(Security, Router)> {
    ///     let security = builder.with(Registerable::default()).build().await?;
    ///     let routes = Router::new().route("/", get(async |user: CurrentUser| user.email.to_string()));
    ///     let app = security.mount(routes);
    ///     Ok((security, app))
    /// }
    ///
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// let app = App::new(build).await;
    /// let mut ada = app.login_as("ada@example.test").await;
    /// assert_eq!(ada.get("/").await.body, "ada@example.test");
    /// # });
    /// ```
    ///
    /// # Panics
    /// When `build` fails, or gives a router that was not mounted; the text says why.
    pub async fn new<E: Debug>(
        build: impl AsyncFnOnce(SecurityBuilder) -> Result<(Security, Router), E>,
    ) -> Self {
        Self::own(fresh().await, build).await
    }

    /// Your own app once on SQLite and, where the feature `postgres` is on and the environment variable
    /// `PORTCULLIS_TEST_POSTGRES` holds the address of a server (`postgres://user@host:port/postgres`), once on PostgreSQL.
    /// For the rest see [`App::new`].
    ///
    /// Databases on that server have names that begin with `pc_test_` and stay there: it is thought to be thrown away itself.
    ///
    /// ```
    /// # use axum::Router;
    /// # use portcullis::{Security, SecurityBuilder, testing::App};
    /// # async fn build(builder: SecurityBuilder) -> portcullis::Result<(Security, Router)> {
    /// #     let security = builder.build().await?;
    /// #     let app = security.mount(Router::new());
    /// #     Ok((security, app))
    /// # }
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// for app in App::new_on_each_database(build).await {
    ///     assert_eq!(app.browser().get("/login").await.status, 200);
    /// }
    /// # });
    /// ```
    ///
    /// # Panics
    /// As [`App::new`]; when that server does not answer or lets nobody make databases.
    pub async fn new_on_each_database<E: Debug>(
        build: impl AsyncFn(SecurityBuilder) -> Result<(Security, Router), E>,
    ) -> Vec<Self> {
        let mut apps = Vec::new();
        for scratch in at_hand().await {
            apps.push(Self::own(scratch, &build).await);
        }
        apps
    }

    async fn own<E: Debug>(
        scratch: Scratch,
        build: impl AsyncFnOnce(SecurityBuilder) -> Result<(Security, Router), E>,
    ) -> Self {
        let clock: Arc<FixedClock> = Arc::default();
        let mailbox = Memory::new();
        let rig = Rig {
            clock: clock.clone(),
            mailbox: mailbox.clone(),
        };
        let builder = Self::builder(scratch.db.clone(), &clock).rigged(rig);
        let built = build(builder).await;
        let built = built.unwrap_or_else(|error| panic!("the app can't be built: {error:?}"));
        let app = Self::running(clock, scratch, built, Some(mailbox));
        app.require_the_layer().await;
        app
    }

    async fn require_the_layer(&self) {
        let request = Request::builder().uri(NOWHERE);
        let request = request
            .header(header::HOST, self.host())
            .body(Body::empty());
        let response = self
            .router
            .clone()
            .oneshot(request.expect("a request"))
            .await;
        let Ok(response) = response;
        assert!(
            response.extensions().get::<Visit>().is_some(),
            "the router was not mounted, or its fallback was added later: build all routes, then \
             `let app = security.mount(routes)`, and return what comes of it"
        );
    }
}

#[cfg(test)]
mod tests;
