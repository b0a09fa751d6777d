//! People of an app under test, and browsers in which they are signed in.

use std::{pin::Pin, time::Duration};

use portcullis_kit::{
    db::{Verbs, query},
    settings::Span,
};

use super::{App, Browser};
use crate::{
    Secret, SignIn,
    account::{Email, NewPassword, User},
    accounts::NewUser,
    session::{OpenSession, SignInRequest},
};

/// The password of everybody whom [`App::login_as`] makes, as far as the app's own rules for passwords allow it.
///
/// ```
/// # use portcullis::testing::{App, PASSWORD};
/// # async fn example(app: App) {
/// app.login_as("ada@example.test").await;
/// assert_eq!(app.browser().sign_in("ada@example.test", PASSWORD).await.status, 303);
/// # }
/// ```
pub const PASSWORD: &str = "lanterns over quiet water";

impl App {
    /// Makes a user who is active and confirmed.
    ///
    /// ```
    /// # use portcullis::testing::App;
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let app = App::on_sqlite(|app| app).await;
    /// app.user("ada@example.test", "lanterns over quiet water").await;
    /// let page = app.browser().sign_in("ada@example.test", "lanterns over quiet water").await;
    /// assert_eq!(page.status, 303);
    /// # });
    /// ```
    ///
    /// # Panics
    /// When there is one with this address, or address or password are not allowed.
    pub async fn user(&self, email: &str, password: &str) -> User {
        let policy = self.security.password_policy();
        let password = NewPassword::parse(&Secret::new(password), "password", &policy).await;
        let password = password.expect("a password that the policy allows");
        self.person(email, Some(password)).await
    }

    async fn person(&self, email: &str, password: Option<NewPassword>) -> User {
        let new = NewUser {
            email: Email::parse(email).expect("an address"),
            password,
            active: true,
            confirmed: true,
            profile: Default::default(),
        };
        self.security.create_user(new).await.expect("a new user")
    }

    /// A browser in which this person is signed in, without going through the page. Whoever is not there yet is made: active,
    /// confirmed, with [`PASSWORD`], the fields of the profile empty.
    ///
    /// The proof is as old as the sign-in; [`LoginAs::stale`] makes it too old for what wants a fresh one. Roles are given by
    /// [`LoginAs::with_role`].
    ///
    /// ```
    /// # use axum::{Router, routing::get};
    /// # use portcullis::{fresh_auth_required, roles_required, testing::App};
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let routes = Router::new()
    /// #     .route("/audits", get(async || "In").route_layer(roles_required(["admin"])))
    /// #     .route("/pay-out", get(async || "In").route_layer(fresh_auth_required()));
    /// # let app = App::on_sqlite(|app| app).await.serving(routes);
    /// # app.security.create_role("admin", "", &[]).await.unwrap();
    /// let mut ada = app.login_as("ada@example.test").await;
    /// assert_eq!(ada.get("/audits").await.status, 403);
    ///
    /// let mut ida = app.login_as("ida@example.test").with_role("admin").await;
    /// assert_eq!(ida.get("/audits").await.status, 200);
    ///
    /// let mut tired = app.login_as("ada@example.test").stale().await;
    /// assert_eq!(tired.get("/pay-out").await.location(), "/verify?next=%2Fpay-out");
    /// # });
    /// ```
    ///
    /// # Panics
    /// When it is awaited: when the address is none, when there is no such role, or when the app does not let this person in
    /// (deactivated, or refused by a feature's gate).
    pub fn login_as(&self, email: &str) -> LoginAs<'_> {
        LoginAs {
            app: self,
            email: email.to_owned(),
            roles: Vec::new(),
            stale: false,
        }
    }
}

/// Somebody who is about to be signed in: [`App::login_as`]. Awaiting it gives the [`Browser`].
///
/// ```
/// # use portcullis::testing::App;
/// # async fn example(app: App) {
/// // Both at once: a browser in which an admin signed in long ago.
/// let browser = app.login_as("ida@example.test").with_role("admin").stale().await;
/// # drop(browser);
/// # }
/// ```
#[must_use = "nobody is signed in until it is awaited"]
pub struct LoginAs<'a> {
    app: &'a App,
    email: String,
    roles: Vec<String>,
    stale: bool,
}

impl LoginAs<'_> {
    /// The same with a role of the app's. It stays with the person.
    ///
    /// # Panics
    /// When it is awaited and there is no such role: a guard that asks for a role which nobody has made lets nobody in.
    ///
    /// ```
    /// # use portcullis::testing::App;
    /// # async fn example(app: App) {
    /// app.security.create_role("admin", "", &[]).await.unwrap();
    /// let mut ida = app.login_as("ida@example.test").with_role("admin").await;
    /// assert_eq!(ida.get("/audits").await.status, 200);
    /// # }
    /// ```
    pub fn with_role(mut self, role: impl Into<String>) -> Self {
        self.roles.push(role.into());
        self
    }

    /// The same with a proof that is older than `FRESHNESS` allows, so that what wants a fresh one asks again. Where
    /// `FRESHNESS` is switched off nobody is asked.
    ///
    /// ```
    /// # use portcullis::testing::App;
    /// # async fn example(app: App) {
    /// let mut ada = app.login_as("ada@example.test").stale().await;
    /// assert_eq!(ada.get("/pay-out").await.location(), "/verify?next=%2Fpay-out");
    /// # }
    /// ```
    pub fn stale(mut self) -> Self {
        self.stale = true;
        self
    }

    async fn open(self) -> Browser {
        let Self { app, email, .. } = &self;
        let found = app.security.find_user(email).await.expect("a database");
        let user = match found {
            Some(user) => user,
            None => {
                let policy = app.security.password_policy();
                let password =
                    NewPassword::parse(&Secret::new(PASSWORD), "password", &policy).await;
                app.person(email, password.ok()).await
            }
        };
        for role in &self.roles {
            app.grant(&user, role).await;
        }
        let session = app.session(&user).await;
        if self.stale {
            app.age(&session).await;
        }
        let mut browser = app.browser();
        browser.keep(&app.security.session_cookie(&session));
        browser.keep(&app.security.device_cookie(&session));
        browser
    }
}

impl<'a> IntoFuture for LoginAs<'a> {
    type Output = Browser;
    type IntoFuture = Pin<Box<dyn Future<Output = Browser> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.open())
    }
}

impl App {
    async fn grant(&self, user: &User, role: &str) {
        if self
            .security
            .find_role(role)
            .await
            .expect("a database")
            .is_none()
        {
            let known = self.security.list_roles().await.expect("a database");
            let known: Vec<String> = known.iter().map(|role| role.name.to_string()).collect();
            panic!(
                "there is no role {role:?}: let the app make it when it starts, with `create_role`, or correct the name. There \
                 are: {known:?}"
            );
        }
        let granted = self.security.add_role_to_user(user, role).await;
        granted.expect("a database");
    }

    async fn session(&self, user: &User) -> OpenSession {
        let request = SignInRequest {
            authn_via: "password",
            remember: false,
            client: Default::default(),
            replaces: None,
        };
        let signed_in = self.security.login_user(user, &request).await;
        match signed_in.expect("a database") {
            SignIn::Open(session) => session,
            SignIn::Refused(fault) => panic!("{} may not sign in: {}", user.email, fault.key),
        }
    }

    /// Makes the proof of a session older than the settings allow.
    async fn age(&self, session: &OpenSession) {
        const AGE: &str =
            "UPDATE pc_sessions SET authenticated_at = $2, grace_until = $2 WHERE id = $1";
        let Span::Within(within) = self.security.settings().freshness.freshness else {
            return;
        };
        let then = self.security.now() - within - Duration::from_secs(1);
        let aged = query(AGE).bind(session.id).bind(then);
        let mut on = self.db();
        on.run(aged).await.expect("a database");
    }
}
