//! Asks every handler of an app with every method, and sees which one it was that answered.

use std::{
    collections::BTreeSet,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, HttpBody},
    extract::{ConnectInfo, MatchedPath, Request},
    http::{Method, StatusCode, header},
    response::Response,
};
use tower::{Layer, Service, ServiceExt};

use super::paths::{Fallbacks, patterns_of, samples_of};
use crate::{features, web::Visit};

/// A handler that has not answered until then waits for something that nobody will send.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// The methods that routers know, and at last one that none knows: it shows what answers wrong methods.
pub(super) const METHODS: [&str; 10] = [
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", WRONG,
];
pub(super) const WRONG: &str = "PORTCULLIS";

/// An app whose handlers are numbered.
pub(super) struct Probe {
    router: Router,
    host: String,
    cookies: Option<String>,
    handlers: usize,
    patterns: BTreeSet<String>,
    fallbacks: Fallbacks,
}

/// A handler that was met.
#[derive(Debug, Clone, Default)]
pub(super) struct Hit {
    pub(super) handler: Option<usize>,
    pub(super) pattern: Option<String>,
}

/// What came of one request.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) hit: Hit,
    /// `None` when the handler panicked or did not answer.
    pub(super) seen: Option<Seen>,
    /// Whether no route was there, and the app has no handler for that.
    pub(super) falls_to_axum: bool,
}

#[derive(Debug)]
pub(super) struct Seen {
    pub(super) status: StatusCode,
    /// `None` outside of our layer.
    pub(super) route: Option<Route>,
    /// 404, and nothing else.
    pub(super) is_empty_404: bool,
}

/// What the route said of itself.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) demanded: bool,
    pub(super) refused: bool,
    pub(super) declared: bool,
    pub(super) roles: BTreeSet<String>,
    /// Whether the handler is Portcullis' own. An app's features are the app's.
    pub(super) ours: bool,
}

impl Probe {
    pub(super) fn new(router: &Router, host: String) -> Self {
        let patterns = patterns_of(router);
        let fallbacks = Fallbacks::of(router);
        let numbers = Numbering::default();
        // With the state the handlers become services at once, so that each is numbered once. A `route_layer` is for what
        // matches a route: fallbacks are left out.
        let mut router: Router = router.clone().with_state(());
        if router.has_routes() {
            router = router.route_layer(numbers.clone()).with_state(());
        }
        Self {
            router,
            host,
            cookies: None,
            handlers: numbers.0.load(Relaxed),
            patterns,
            fallbacks,
        }
    }

    /// The same as somebody who is signed in.
    pub(super) fn with_cookies(mut self, cookies: String) -> Self {
        self.cookies = Some(cookies);
        self
    }

    /// How many handlers there are, one a method and one a path for wrong methods.
    pub(super) fn handlers(&self) -> usize {
        self.handlers
    }

    /// Paths for every pattern that the router shows but for these.
    pub(super) fn paths_but(&self, left_out: &BTreeSet<String>) -> BTreeSet<String> {
        let wanted = self.patterns.difference(left_out);
        wanted.flat_map(|pattern| samples_of(pattern)).collect()
    }

    /// Asks a path with every method.
    pub(super) async fn ask_all(&self, path: &str) -> Vec<Answer> {
        let mut answers = Vec::new();
        for method in METHODS {
            answers.push(self.ask(method, path).await);
        }
        answers
    }

    async fn ask(&self, method: &'static str, path: &str) -> Answer {
        let noted = Noted::default();
        let mut request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).expect("a method"))
            .uri(path)
            .header(header::HOST, &self.host)
            .header(header::ACCEPT, "application/json")
            .extension(ConnectInfo(SocketAddr::from(([203, 0, 113, 9], 40000))))
            .extension(noted.clone());
        if let Some(cookies) = &self.cookies {
            request = request
                .header(header::COOKIE, cookies)
                .header("sec-fetch-site", "same-origin");
        }
        let request = request.body(Body::empty()).expect("a request");
        // A task of its own: a handler that panics is an answer, too.
        let answering = tokio::spawn(self.router.clone().oneshot(request));
        let answered = tokio::time::timeout(ANSWER_WITHIN, answering).await;
        let response = match answered {
            Ok(Ok(Ok(response))) => Some(response),
            _ => None,
        };
        let hit = noted.0.lock().unwrap_or_else(PoisonError::into_inner);
        Answer {
            method,
            path: path.to_owned(),
            hit: hit.clone(),
            seen: response.as_ref().map(Seen::of),
            falls_to_axum: hit.handler.is_none() && self.fallbacks.is_of_axum(path),
        }
    }
}

impl Seen {
    /// Only what stands above the body, which may never end.
    fn of(response: &Response) -> Self {
        let visit = response.extensions().get::<Visit>();
        Self {
            status: response.status(),
            is_empty_404: response.status() == StatusCode::NOT_FOUND
                && response.body().size_hint().exact() == Some(0),
            route: visit.map(|visit| Route {
                demanded: visit.watched().is_demanded(),
                refused: visit.watched().is_refused(),
                declared: visit.watched().is_declared(),
                roles: visit.watched().roles(),
                ours: match visit.watched().owner() {
                    Some(Some(feature)) => features::names().contains(&feature),
                    Some(None) => true,
                    None => false,
                },
            }),
        }
    }
}

/// Goes with a request and comes by the handler that is met.
#[derive(Clone, Default)]
struct Noted(Arc<Mutex<Hit>>);

/// Gives each handler a number.
#[derive(Clone, Default)]
struct Numbering(Arc<AtomicUsize>);

impl<S> Layer<S> for Numbering {
    type Service = Numbered<S>;

    fn layer(&self, inner: S) -> Numbered<S> {
        Numbered {
            inner,
            number: self.0.fetch_add(1, Relaxed),
        }
    }
}

#[derive(Clone)]
struct Numbered<S> {
    inner: S,
    number: usize,
}

impl<S: Service<Request>> Service<Request> for Numbered<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> S::Future {
        if let Some(Noted(hit)) = request.extensions().get() {
            let pattern = request.extensions().get::<MatchedPath>();
            *hit.lock().unwrap_or_else(PoisonError::into_inner) = Hit {
                handler: Some(self.number),
                pattern: pattern.map(|pattern| pattern.as_str().to_owned()),
            };
        }
        self.inner.call(request)
    }
}
