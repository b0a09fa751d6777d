//! The layer as a service. `axum::middleware::from_fn` would do, but puts the rest of the app into a box, and its answer into
//! another, anew for each request.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{extract::Request, response::Response, routing::Route};
use tower::{Layer, Service};

use super::layer::around;
use crate::security::Security;

/// Puts what [`around`] does around each route.
#[derive(Clone)]
pub(super) struct Around(pub(super) Security);

/// A route within it. It is copied for each request, so the route, whose copy is a box, is shared until it is called.
#[derive(Clone)]
pub(super) struct Within {
    security: Security,
    route: Arc<Route>,
}

impl Layer<Route> for Around {
    type Service = Within;

    fn layer(&self, route: Route) -> Within {
        Within {
            security: self.0.clone(),
            route: Arc::new(route),
        }
    }
}

impl Service<Request> for Within {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    /// A route is always ready.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (security, route) = (self.security.clone(), Route::clone(&self.route));
        Box::pin(async move { Ok(around(security, request, route).await) })
    }
}
