//! Roles that a guard asks for and nobody has made: a misspelt name looks like a strict guard.

use std::{collections::BTreeSet, fmt};

use super::{App, probe::Probe};
use crate::{features, web::layer};

impl App {
    /// Looks for guards that ask for a role which is not there, by asking every route as somebody who is signed in and has no
    /// role (`nobody-in-particular@example.test`, who is made for it). Handlers do run. Where two guards stand on one
    /// route, only the outer one is heard. What you add at a path of ours is not asked.
    ///
    /// A role is there once the app has made it with [`Security::create_role`](crate::Security::create_role). Where operators make
    /// the roles, let the test make them first.
    ///
    /// ```
    /// use axum::{Router, routing::get};
    /// use portcullis::{roles_required, testing::App};
    ///
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// let audits = get(async || "Audits").route_layer(roles_required(["admim"]));
    /// let app = App::on_sqlite(|app| app).await.serving(Router::new().route("/audits", audits));
    /// app.security.create_role("admin", "", &[]).await.unwrap();
    /// let unknown = app.unknown_roles().await;
    /// assert_eq!(
    ///     unknown[0].to_string(),
    ///     "GET /audits asks for the role \"admim\", which does not exist: make it with `create_role`, or correct the name. \
    ///      There are: [\"admin\"]"
    /// );
    /// # });
    /// ```
    ///
    /// # Panics
    /// When the app lets nobody sign in.
    pub async fn unknown_roles(&self) -> Vec<UnknownRole> {
        let somebody = self.login_as("nobody-in-particular@example.test").await;
        let probe = Probe::new(&self.router, self.host()).with_cookies(somebody.cookies());
        let known = self.security.list_roles().await.expect("a database");
        let known: BTreeSet<String> = known.iter().map(|role| role.name.to_string()).collect();
        let mut unknown = BTreeSet::new();
        for path in probe.paths_but(&self.patterns_of_ours()) {
            for answer in probe.ask_all(&path).await {
                let route = answer.seen.and_then(|seen| seen.route);
                for role in route.into_iter().flat_map(|route| route.roles) {
                    if !known.contains(&role) {
                        let path = answer.hit.pattern.clone();
                        unknown.insert((path.unwrap_or(answer.path.clone()), role, answer.method));
                    }
                }
            }
        }
        let mut unknown: Vec<_> = unknown.into_iter().collect();
        // One method of a route says it all.
        unknown.dedup_by(|one, other| (&one.0, &one.1) == (&other.0, &other.1));
        let unknown = unknown.into_iter();
        unknown
            .map(|(path, role, method)| UnknownRole {
                method,
                path,
                role,
                known: known.clone(),
            })
            .collect()
    }

    /// The patterns of the routes of our own features. Asked by somebody who is signed in, they would sign out.
    fn patterns_of_ours(&self) -> BTreeSet<String> {
        let core = self.security.settings();
        let fixed = layer::places(core).into_iter().map(|place| place.path);
        let names = features::names();
        let ours = self.security.features();
        let ours = ours.filter(|feature| names.contains(&feature.name()));
        let of_features = ours.flat_map(|feature| feature.routes(core).places);
        let prefix = &core.http.url_prefix;
        let of_features = of_features.map(|(path, _)| format!("{prefix}{path}"));
        fixed.chain(of_features).collect()
    }
}

/// A role that a guard asks for and that does not exist. Its `Display` says what to do.
///
/// ```
/// # use portcullis::testing::App;
/// # async fn example(app: App) {
/// for unknown in app.unknown_roles().await {
///     panic!("{unknown}");
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRole {
    /// A method of the route.
    pub method: &'static str,
    /// The path as the app wrote it.
    pub path: String,
    /// The name that the guard asks for.
    pub role: String,
    /// The roles that are there.
    pub known: BTreeSet<String>,
}

impl fmt::Display for UnknownRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            method,
            path,
            role,
            known,
        } = self;
        let known: Vec<_> = known.iter().collect();
        write!(
            f,
            "{method} {path} asks for the role {role:?}, which does not exist: make it with `create_role`, or correct the name. \
             There are: {known:?}"
        )
    }
}
