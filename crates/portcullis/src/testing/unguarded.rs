//! The routes that nobody guards. Each handler is asked as a stranger asks, and says of itself, through the request that
//! our layer has made, whether somebody was asked for or everybody is welcome.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    pin::Pin,
};

use super::{
    App,
    own::NOWHERE,
    probe::{Answer, Probe},
    verdict::{judged, wrong_methods},
};

impl App {
    /// Looks for routes that are neither guarded nor marked [`public`](crate::public), by asking every handler with every
    /// method as somebody who is not signed in. Handlers that nobody guards do run, on the throw-away database of the test.
    ///
    /// A route counts as guarded when it asked who it is and the answer is our refusal: that of a guard, of an extractor such
    /// as [`CurrentUser`](crate::CurrentUser), or the [`Error`](crate::Error) of [`Visit::signed_in`](crate::Visit::signed_in) that the
    /// handler returns. `Option<CurrentUser>` guards nothing, nor does a refusal that a handler swallows or puts in words of
    /// its own. Handlers of Portcullis are left out; those of your own features are not, nor yours at a path of ours.
    ///
    /// The paths are read from the router. Every handler is counted as well, so one whose path could not be read is told of, not
    /// passed over: name such a path with [`RouteSearch::visiting`]. What is inside a service of its own (`nest_service`,
    /// `fallback_service`) is one route: guard it as one, or mark it. So is a fallback, unless it is that of axum:
    /// `.fallback(any(handler).layer(public()))`.
    ///
    /// It does not find a handler that turns away for some inputs and lets others in (bodies and queries are empty here), nor
    /// what says 405 to everything, nor pages that a layer of yours serves by their paths where no route is.
    ///
    /// ```
    /// use axum::{Router, routing::get};
    /// use portcullis::{auth_required, public, testing::App};
    ///
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// let routes = Router::new()
    ///     .route("/", get(async || "Hello").route_layer(public()))
    ///     .route("/orders", get(async || "Orders").route_layer(auth_required()))
    ///     .route("/invoices", get(async || "Invoices"));
    /// let app = App::on_sqlite(|app| app).await.serving(routes);
    /// let open = app.unguarded_routes().await;
    /// assert_eq!(open.routes.len(), 1);
    /// assert!(open.to_string().starts_with("GET /invoices answered 200 to somebody who is not signed in: add a guard"));
    /// # });
    /// ```
    pub fn unguarded_routes(&self) -> RouteSearch<'_> {
        RouteSearch {
            app: self,
            paths: BTreeSet::new(),
        }
    }
}

/// A search that is about to begin: [`App::unguarded_routes`]. Awaiting it gives what was found.
///
/// ```
/// # use portcullis::testing::App;
/// # async fn example(app: App) {
/// let open = app.unguarded_routes().visiting("/on/2026/may").visiting("/by/ada").await;
/// assert!(open.is_empty(), "{open}");
/// # }
/// ```
#[must_use = "nothing is looked for until it is awaited"]
pub struct RouteSearch<'a> {
    app: &'a App,
    paths: BTreeSet<String>,
}

impl RouteSearch<'_> {
    /// Asks at this path as well: one that is not read from the router, or one with parameters that the handler takes where it
    /// refuses `1` and an id of zeros.
    ///
    /// ```
    /// # use axum::{Router, extract::Path, routing::get};
    /// # use portcullis::{CurrentUser, testing::App};
    /// async fn on_day(Path((_year, _month)): Path<(u16, String)>, user: CurrentUser) -> String {
    ///     user.email.to_string()
    /// }
    ///
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let routes = Router::new().route("/on/{year}/{month}", get(on_day));
    /// # let app = App::on_sqlite(|app| app).await.serving(routes);
    /// let open = app.unguarded_routes().visiting("/on/2026/may").await;
    /// assert!(open.is_empty(), "{open}");
    /// # });
    /// ```
    pub fn visiting(mut self, path: &str) -> Self {
        self.paths.insert(path.to_owned());
        self
    }

    async fn search(self) -> Unguarded {
        let probe = Probe::new(&self.app.router, self.app.host());
        let read = probe.paths_but(&BTreeSet::new());
        let mut answers = probe.ask_all(NOWHERE).await;
        for path in self.paths.union(&read) {
            answers.extend(probe.ask_all(path).await);
        }
        // What no route matches has no number, and is judged as one.
        let mut handlers: BTreeMap<Option<usize>, Vec<&Answer>> = BTreeMap::new();
        for answer in &answers {
            handlers.entry(answer.hit.handler).or_default().push(answer);
        }
        let unmet = probe.handlers() - handlers.keys().flatten().count();
        let for_wrong = wrong_methods(&answers);
        let mut routes: Vec<_> = handlers
            .iter()
            .filter_map(|(number, answers)| {
                let is_last_resort = number.is_none_or(|number| for_wrong.contains(&number));
                judged(answers, is_last_resort)
            })
            .collect();
        routes.sort_by(|one, other| (&one.path, &one.method).cmp(&(&other.path, &other.method)));
        Unguarded { routes, unmet }
    }
}

impl<'a> IntoFuture for RouteSearch<'a> {
    type Output = Unguarded;
    type IntoFuture = Pin<Box<dyn Future<Output = Unguarded> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.search())
    }
}

/// What [`App::unguarded_routes`] found. Its `Display` names each route and what to do.
///
/// ```
/// # use portcullis::testing::App;
/// # async fn example(app: App) {
/// // Known and put up with, all the others are not.
/// let open = app.unguarded_routes().await;
/// assert!(open.routes.iter().all(|route| route.path == "/legacy"), "{open}");
/// assert_eq!(open.unmet, 0, "{open}");
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unguarded {
    /// The routes, by path.
    pub routes: Vec<UnguardedRoute>,
    /// How many handlers could not be asked, because the paths of their routes are not known. Wrong methods count as one
    /// handler of each path.
    pub unmet: usize,
}

impl Unguarded {
    /// Whether every route was asked and is guarded or public.
    ///
    /// ```
    /// # use portcullis::testing::App;
    /// # async fn example(app: App) {
    /// let open = app.unguarded_routes().await;
    /// assert!(open.is_empty(), "{open}");
    /// # }
    /// ```
    pub fn is_empty(&self) -> bool {
        self.routes.is_empty() && self.unmet == 0
    }
}

impl fmt::Display for Unguarded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for route in &self.routes {
            writeln!(f, "{route}")?;
        }
        if self.unmet > 0 {
            writeln!(
                f,
                "{} handlers could not be asked, because the paths of their routes could not be read: name each path with \
                 `.visiting(\"/…\")`",
                self.unmet
            )?;
        }
        Ok(())
    }
}

/// A route that did not turn a stranger away.
///
/// ```
/// # use portcullis::testing::{UnguardedRoute, Why};
/// let route = UnguardedRoute { method: "GET".into(), path: "/invoices".into(), why: Why::Answered(200) };
/// assert!(route.to_string().starts_with("GET /invoices answered 200"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnguardedRoute {
    /// The method, the first that it was asked with.
    pub method: String,
    /// The path as the app wrote it, such as `/orders/{id}`; that of the request where no pattern is known.
    pub path: String,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong with a route.
///
/// ```
/// # use portcullis::testing::{App, Why};
/// # async fn example(app: App) {
/// // What is wrong for sure; of the others it is not known.
/// let open = app.unguarded_routes().await;
/// let sure = open.routes.iter().filter(|route| matches!(route.why, Why::Answered(_) | Why::Outside));
/// assert_eq!(sure.count(), 0, "{open}");
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// It answered a stranger with this status.
    Answered(u16),
    /// It answered with this status, an error, that is no refusal of ours: whether a stranger may come in is not known.
    Undecided(u16),
    /// It panicked, or gave no answer in ten seconds, and nobody had asked who it is.
    Silent,
    /// It was added after [`Security::mount`](crate::Security::mount), so that no guard can work there.
    Outside,
}

impl fmt::Display for UnguardedRoute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, path, why } = self;
        write!(f, "{method} {path} ")?;
        match why {
            Why::Answered(status) => write!(
                f,
                "answered {status} to somebody who is not signed in: add a guard (`.route_layer(auth_required())`), take \
                 `CurrentUser` in the handler, or mark it `.route_layer(public())`"
            ),
            Why::Undecided(status) => write!(
                f,
                "answered {status}, which is no refusal by Portcullis: put a guard in front of it (`.route_layer(auth_required())`) \
                 or mark it `.route_layer(public())` (a fallback: `.fallback(any(handler).layer(public()))`); if it refuses only what stands in the path, name a path that it takes \
                 with `.visiting(\"/…\")`"
            ),
            Why::Silent => write!(
                f,
                "panicked or did not answer before anybody asked who it is: put a guard in front of it \
                 (`.route_layer(auth_required())`) or mark it `.route_layer(public())`"
            ),
            Why::Outside => write!(
                f,
                "is not below Portcullis's layer, where no guard works: add it to the router before \
                 `security.mount(router)`"
            ),
        }
    }
}

#[cfg(test)]
mod tests;
