//! Guards for routes, under Flask-Security's names: `.route_layer(roles_required(["admin"]))`.
//!
//! They say three different things: not signed in (401, or the sign-in page), not allowed (403), prove it again (401
//! with `reauth_required`, or `/verify`).

use std::{
    collections::BTreeSet,
    convert::Infallible,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll},
};

use axum::{
    extract::{FromRequestParts, Request},
    response::{IntoResponse, Response},
};
use tower::{Layer, Service};

use super::visit::Visit;
use crate::{
    error::{Error, Result},
    session::check::Mechanism,
};

/// What a guard wants to see.
#[derive(Debug)]
enum Wanted {
    SignedIn,
    By(Vec<Mechanism>),
    Fresh,
    Anonymous,
    AllRoles(BTreeSet<String>),
    AnyRole(BTreeSet<String>),
    AllPermissions(BTreeSet<String>),
    AnyPermission(BTreeSet<String>),
    Anybody,
}

/// A guard: a layer for `Router::route_layer` or `MethodRouter::route_layer`. Made by the functions of this module, such
/// as [`auth_required`].
///
/// ```
/// # use portcullis::{auth_required, roles_required};
/// use axum::{Router, routing::get};
///
/// // Both are asked, the one added last at first.
/// let audits = get(async || "Audits").route_layer(roles_required(["auditor"])).route_layer(auth_required());
/// let app = Router::<()>::new().route("/audits", audits);
/// # drop(app);
/// ```
#[derive(Debug, Clone)]
#[must_use = "a guard guards nothing until it is a layer of a route: `get(handler).route_layer(guard)`"]
pub struct Guard(Arc<Rule>);

/// What all clones of a guard share.
#[derive(Debug)]
struct Rule {
    wanted: Wanted,
    /// Whether it was looked if the roles are there at all.
    looked: AtomicBool,
}

fn names<T: Into<String>>(names: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    names.into_iter().map(Into::into).collect()
}

fn guard(wanted: Wanted) -> Guard {
    let looked = AtomicBool::new(false);
    Guard(Arc::new(Rule { wanted, looked }))
}

/// Only for those who are signed in. Others are led to the sign-in page, or get 401.
///
/// ```
/// use axum::{Router, routing::get};
/// use portcullis::auth_required;
///
/// let members = Router::<()>::new()
///     .route("/news", get(async || "For members"))
///     .route("/files", get(async || "For members too"))
///     .route_layer(auth_required());
/// # let _ = members;
/// ```
pub fn auth_required() -> Guard {
    guard(Wanted::SignedIn)
}

/// Only for those who are signed in by one of these mechanisms. Others count as not signed in.
///
/// ```
/// use axum::{Router, routing::get};
/// use portcullis::{Mechanism, auth_required_by};
///
/// let of_programs = get(async || "[]").route_layer(auth_required_by([Mechanism::Token]));
/// let app = Router::<()>::new().route("/api/orders", of_programs);
/// # let _ = app;
/// ```
pub fn auth_required_by(mechanisms: impl IntoIterator<Item = Mechanism>) -> Guard {
    guard(Wanted::By(mechanisms.into_iter().collect()))
}

/// Only for those who have proven who they are within `FRESHNESS`. Others who are signed in are led to `/verify`, or get 401
/// with `reauth_required`.
///
/// ```
/// use axum::{Router, routing::post};
/// use portcullis::fresh_auth_required;
///
/// let pay_out = post(async || "Paid out").route_layer(fresh_auth_required());
/// let app = Router::<()>::new().route("/pay-out", pay_out);
/// # let _ = app;
/// ```
pub fn fresh_auth_required() -> Guard {
    guard(Wanted::Fresh)
}

/// Only for those who are not signed in. Others are led to `POST_LOGIN_VIEW`, or get 400.
///
/// ```
/// use axum::{Router, routing::get};
/// use portcullis::anonymous_user_required;
///
/// let welcome = get(async || "Welcome, stranger").route_layer(anonymous_user_required());
/// let app = Router::<()>::new().route("/welcome", welcome);
/// # let _ = app;
/// ```
pub fn anonymous_user_required() -> Guard {
    guard(Wanted::Anonymous)
}

/// Only for those who have all of these roles. Others who are signed in get 403.
///
/// A role is a name that [`Security::create_role`](crate::Security::create_role) has made. One that nobody has made lets nobody
/// in: the log says so at the first refusal.
///
/// ```
/// use axum::{Router, routing::get};
/// use portcullis::roles_required;
///
/// let audits = get(async || "For admins who audit");
/// let app = Router::<()>::new().route("/audits", audits.route_layer(roles_required(["admin", "auditor"])));
/// # let _ = app;
/// ```
pub fn roles_required<T: Into<String>>(roles: impl IntoIterator<Item = T>) -> Guard {
    guard(Wanted::AllRoles(names(roles)))
}

/// Only for those who have one of these roles. Others who are signed in get 403.
///
/// ```
/// use axum::{Router, routing::get};
/// use portcullis::roles_accepted;
///
/// let drafts = get(async || "For admins and editors");
/// let app = Router::<()>::new().route("/drafts", drafts.route_layer(roles_accepted(["admin", "editor"])));
/// # let _ = app;
/// ```
pub fn roles_accepted<T: Into<String>>(roles: impl IntoIterator<Item = T>) -> Guard {
    guard(Wanted::AnyRole(names(roles)))
}

/// Only for those whose roles carry all of these permissions. Others who are signed in get 403.
///
/// ```
/// use axum::{Router, routing::post};
/// use portcullis::permissions_required;
///
/// let publish = post(async || "Published").route_layer(permissions_required(["write", "publish"]));
/// let app = Router::<()>::new().route("/publish", publish);
/// # let _ = app;
/// ```
pub fn permissions_required<T: Into<String>>(permissions: impl IntoIterator<Item = T>) -> Guard {
    guard(Wanted::AllPermissions(names(permissions)))
}

/// Only for those whose roles carry one of these permissions. Others who are signed in get 403.
///
/// ```
/// use axum::{Router, routing::get};
/// use portcullis::permissions_accepted;
///
/// let report = get(async || "Figures").route_layer(permissions_accepted(["read", "write"]));
/// let app = Router::<()>::new().route("/report", report);
/// # let _ = app;
/// ```
pub fn permissions_accepted<T: Into<String>>(permissions: impl IntoIterator<Item = T>) -> Guard {
    guard(Wanted::AnyPermission(names(permissions)))
}

/// For everybody. It lets all through and says that this is meant: a test of an app that looks for routes without a guard
/// (`portcullis::testing::App::unguarded_routes`) leaves these out.
///
/// ```
/// use axum::{Router, routing::get};
/// use portcullis::{CurrentUser, public};
///
/// async fn home(user: Option<CurrentUser>) -> String {
///     user.map_or_else(|| "Hello".into(), |user| format!("Hello {}", user.email))
/// }
///
/// let app = Router::<()>::new().route("/", get(home).route_layer(public()));
/// # let _ = app;
/// ```
pub fn public() -> Guard {
    guard(Wanted::Anybody)
}

impl Wanted {
    async fn check(&self, visit: &Visit) -> Result<()> {
        match self {
            Self::Anonymous => return visit.anonymous_only().await,
            Self::Anybody => {
                visit.watched().declare();
                return Ok(());
            }
            Self::AllRoles(roles) | Self::AnyRole(roles) => visit.watched().ask_for(roles),
            _ => {}
        }
        let user = visit.signed_in().await?;
        let allowed = match self {
            Self::Anonymous | Self::Anybody | Self::SignedIn => true,
            Self::By(mechanisms) if mechanisms.contains(&user.mechanism()) => true,
            Self::By(_) => return Err(Error::Unauthenticated),
            Self::Fresh => return visit.security().require_fresh(&user).await,
            Self::AllRoles(roles) => roles.iter().all(|name| user.has_role(name)),
            Self::AnyRole(roles) => roles.iter().any(|name| user.has_role(name)),
            Self::AllPermissions(permissions) => {
                permissions.iter().all(|name| user.has_permission(name))
            }
            Self::AnyPermission(permissions) => {
                permissions.iter().any(|name| user.has_permission(name))
            }
        };
        if allowed {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }
}

impl Rule {
    async fn check(&self, visit: &Visit) -> Result<()> {
        let checked = self.wanted.check(visit).await;
        if let (Err(Error::Forbidden), Wanted::AllRoles(roles) | Wanted::AnyRole(roles)) =
            (&checked, &self.wanted)
        {
            self.look_for(roles, visit).await;
        }
        checked
    }

    /// Says in the log, once, that a guard asks for what nobody can have: a misspelt role looks like a strict one.
    async fn look_for(&self, roles: &BTreeSet<String>, visit: &Visit) {
        if self.looked.swap(true, Relaxed) {
            return;
        }
        for role in roles {
            if let Ok(None) = visit.security().find_role(role).await {
                tracing::warn!(
                    role,
                    "A guard asks for a role that does not exist, so nobody has it: make it with `create_role`, or correct \
                     the name"
                );
            }
        }
    }
}

impl<S> Layer<S> for Guard {
    type Service = Guarded<S>;

    fn layer(&self, inner: S) -> Guarded<S> {
        Guarded {
            inner,
            rule: self.0.clone(),
        }
    }
}

/// A service behind a [`Guard`].
#[derive(Debug, Clone)]
pub struct Guarded<S> {
    inner: S,
    rule: Arc<Rule>,
}

impl<S> Service<Request> for Guarded<S>
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // The clone is fresh, the one that is ready goes with the future.
        let fresh = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, fresh);
        let rule = self.rule.clone();
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            let visit = match Visit::from_request_parts(&mut parts, &()).await {
                Ok(visit) => visit,
                Err(error) => return Ok(error.into_response()),
            };
            match rule.check(&visit).await {
                Ok(()) => inner.call(Request::from_parts(parts, body)).await,
                Err(error) => Ok(error.into_response()),
            }
        })
    }
}
