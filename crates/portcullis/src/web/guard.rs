//! Guards for routes, under Flask-Security's names: `.route_layer(roles_required(["admin"]))`.
//!
//! They say three different things: not signed in (401, or the sign-in page), not allowed (403), prove it again (401
//! with `reauth_required`, or `/verify`).

use std::{
    collections::BTreeSet,
    convert::Infallible,
    pin::Pin,
    sync::Arc,
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
#[derive(Debug, Clone)]
enum Wanted {
    SignedIn,
    By(Vec<Mechanism>),
    Fresh,
    Anonymous,
    AllRoles(BTreeSet<String>),
    AnyRole(BTreeSet<String>),
    AllPermissions(BTreeSet<String>),
    AnyPermission(BTreeSet<String>),
}

/// A guard: a layer for `Router::route_layer` or `MethodRouter::layer`.
#[derive(Debug, Clone)]
#[must_use = "a guard guards nothing until it is a layer of a route"]
pub struct Guard(Arc<Wanted>);

fn names<T: Into<String>>(names: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    names.into_iter().map(Into::into).collect()
}

fn guard(wanted: Wanted) -> Guard {
    Guard(Arc::new(wanted))
}

/// Only for those who are signed in.
pub fn auth_required() -> Guard {
    guard(Wanted::SignedIn)
}

/// Only for those who are signed in by one of these mechanisms.
pub fn auth_required_by(mechanisms: impl IntoIterator<Item = Mechanism>) -> Guard {
    guard(Wanted::By(mechanisms.into_iter().collect()))
}

/// Only for those who have proven who they are within `FRESHNESS`.
pub fn fresh_auth_required() -> Guard {
    guard(Wanted::Fresh)
}

/// Only for those who are not signed in.
pub fn anonymous_user_required() -> Guard {
    guard(Wanted::Anonymous)
}

/// Only for those who have all of these roles.
pub fn roles_required<T: Into<String>>(roles: impl IntoIterator<Item = T>) -> Guard {
    guard(Wanted::AllRoles(names(roles)))
}

/// Only for those who have one of these roles.
pub fn roles_accepted<T: Into<String>>(roles: impl IntoIterator<Item = T>) -> Guard {
    guard(Wanted::AnyRole(names(roles)))
}

/// Only for those whose roles carry all of these permissions.
pub fn permissions_required<T: Into<String>>(permissions: impl IntoIterator<Item = T>) -> Guard {
    guard(Wanted::AllPermissions(names(permissions)))
}

/// Only for those whose roles carry one of these permissions.
pub fn permissions_accepted<T: Into<String>>(permissions: impl IntoIterator<Item = T>) -> Guard {
    guard(Wanted::AnyPermission(names(permissions)))
}

impl Wanted {
    async fn check(&self, visit: &Visit) -> Result<()> {
        if let Self::Anonymous = self {
            return visit.anonymous_only().await;
        }
        let user = visit.signed_in().await?;
        let allowed = match self {
            Self::Anonymous | Self::SignedIn => true,
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

impl<S> Layer<S> for Guard {
    type Service = Guarded<S>;

    fn layer(&self, inner: S) -> Guarded<S> {
        Guarded {
            inner,
            wanted: self.0.clone(),
        }
    }
}

/// A service behind a [`Guard`].
#[derive(Debug, Clone)]
pub struct Guarded<S> {
    inner: S,
    wanted: Arc<Wanted>,
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
        let wanted = self.wanted.clone();
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            let visit = match Visit::from_request_parts(&mut parts, &()).await {
                Ok(visit) => visit,
                Err(error) => return Ok(error.into_response()),
            };
            match wanted.check(&visit).await {
                Ok(()) => inner.call(Request::from_parts(parts, body)).await,
                Err(error) => Ok(error.into_response()),
            }
        })
    }
}
