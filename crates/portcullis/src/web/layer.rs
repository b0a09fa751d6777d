//! The layer around an app: reads who asks, refuses what must not come in, and turns replies into responses.

use std::sync::atomic::Ordering::Relaxed;

use axum::{
    Router,
    body::HttpBody,
    extract::{Request, State},
    http::{Method, StatusCode, header, request::Parts},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{Route, get},
};
use tower::Service as _;
use url::{Host, Url};

use super::{around::Around, assets, csrf, error, openapi, reply::Outcome, visit::Visit};
use crate::{
    error::{Error, Result},
    security::{
        Security,
        core_settings::{CoreSettings, checks::is_loopback},
    },
    settings::Place,
    templates::{SCRIPT_PATH, Stylesheet},
};

/// Where password managers look for the page that changes a password.
const WELL_KNOWN: &str = "/.well-known/change-password";

const NOT_FOUND: Error = Error::Request {
    status: 404,
    key: "NOT_FOUND",
};

const NOT_ALLOWED: Error = Error::Request {
    status: 405,
    key: "METHOD_NOT_ALLOWED",
};

impl Security {
    /// Adds Portcullis to an app: its routes, the layer that [`crate::CurrentUser`] and the guards need, and
    /// `/.well-known/change-password`. The app's own routes come first in `app`, with any state.
    ///
    /// # Panics
    /// When a route of the app and one of ours have the same path and the same method. What the app adds at a path of ours with
    /// another method is the app's own: no guard of ours is in front of it.
    ///
    /// ```
    /// # use axum::{Router, routing::get};
    /// # use portcullis::{CurrentUser, Db, Security};
    /// # async fn example() -> portcullis::Result<()> {
    /// let security = Security::builder(Db::open("sqlite://app.db").await?).build().await?;
    /// let routes = Router::new().route("/", get(async |user: CurrentUser| user.email.to_string()));
    /// let app = security.mount(routes);
    /// # let _: Router = app;
    /// # Ok(())
    /// # }
    /// ```
    pub fn mount<S: Clone + Send + Sync + 'static>(&self, app: Router<S>) -> Router<S> {
        self.layer(app.merge(self.routes()))
    }

    /// The routes of all features, to be placed by hand; [`Security::mount`] does both.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // Ours below a host of their own, the app's beside it, the layer around both.
    /// let app = axum::Router::<()>::new().merge(security.routes());
    /// let app = security.layer(app);
    /// # drop(app);
    /// # Ok(())
    /// # }
    /// ```
    pub fn routes<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let http = &self.settings().http;
        let mut ours = assets::routes(&self.0.stylesheet).merge(openapi::routes());
        ours = self.finishing(None, ours);
        for feature in self.features() {
            let router = feature.routes(self.settings()).router;
            ours = ours.merge(self.finishing(Some(feature.name()), router));
        }
        let ours = ours.method_not_allowed_fallback(async || NOT_ALLOWED);
        let ours = if http.url_prefix.is_empty() {
            ours
        } else {
            Router::new().nest(&http.url_prefix, ours.fallback(not_found))
        };
        let well_known =
            self.finishing(None, Router::new().route(WELL_KNOWN, get(change_password)));
        ours.merge(well_known.method_not_allowed_fallback(async || NOT_ALLOWED))
            .with_state(self.clone())
    }

    /// The handlers of a feature, or of what is always there, so that they finish what they began.
    fn finishing(&self, of: Option<&'static str>, router: Router<Security>) -> Router<Security> {
        if !router.has_routes() {
            return router;
        }
        let state = (self.clone(), of);
        router.route_layer(middleware::from_fn_with_state(state, finish_what_began))
    }

    /// Puts the layer around everything that asks who is signed in; [`Security::mount`] does both.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // An app with pages of its own for everything: who is signed in is known, no page of ours is there.
    /// let app = security.layer(axum::Router::<()>::new());
    /// # drop(app);
    /// # Ok(())
    /// # }
    /// ```
    pub fn layer<S: Clone + Send + Sync + 'static>(&self, app: Router<S>) -> Router<S> {
        self.0.mounted.store(true, Relaxed);
        app.layer(Around(self.clone()))
    }
}

/// The paths that are there whatever features are on.
pub(crate) fn places(core: &CoreSettings) -> Vec<Place> {
    let prefix = &core.http.url_prefix;
    let fixed = [
        (
            format!("{prefix}{}", openapi::PATH),
            "the description of the API",
        ),
        (
            format!("{prefix}{}", Stylesheet::with(&core.theme.css()).path),
            "the stylesheet",
        ),
        (format!("{prefix}{}", *SCRIPT_PATH), "the script"),
        (
            WELL_KNOWN.to_owned(),
            "the well-known way to the change of a password",
        ),
    ];
    let place = |(path, owner): (String, &str)| Place {
        path,
        methods: Vec::new(),
        owner: owner.to_owned(),
    };
    fixed.map(place).into()
}

/// What happens around a route, be it the app's or ours.
pub(super) async fn around(security: Security, request: Request, mut route: Route) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = Visit::of(&security, &parts);
    let mut response = match admit(&security, &parts, &visit).await {
        Ok(()) => {
            parts.extensions.insert(visit.clone());
            let Ok(response) = route.call(Request::from_parts(parts, body)).await;
            if is_nothing(&response) && answers_for(&security, visit.path()) {
                NOT_FOUND.into_response()
            } else {
                response
            }
        }
        Err(error) => error.into_response(),
    };
    if let Some(outcome) = response.extensions_mut().remove::<Outcome>() {
        // Large, and nothing to a page of the app: on the heap, so that no request carries room for it.
        response = Box::pin(finish(response, outcome, &visit)).await;
    }
    // For what stands around an app, such as a log of requests.
    response.extensions_mut().insert(visit);
    response
}

/// What no request may be, whatever it wants.
async fn admit(security: &Security, parts: &Parts, visit: &Visit) -> Result<()> {
    // TRACE would send a cookie back that no script may read; CONNECT is for proxies (RFC 9110, 9.3.6 and 9.3.8). No route of
    // ours takes them, as the router says with 405; an app's route may take any method.
    let is_fixed = || {
        let fixed = places(security.settings());
        fixed.iter().any(|place| place.path == visit.path())
    };
    if matches!(parts.method, Method::TRACE | Method::CONNECT)
        && !is_ours(security, visit.path())
        && !is_fixed()
    {
        return Err(Error::Request {
            status: 501,
            key: "METHOD_NOT_ALLOWED",
        });
    }
    if !is_known_host(security, parts) {
        return Err(Error::Request {
            status: 400,
            key: "HOST_NOT_ALLOWED",
        });
    }
    let of_ours = || is_ours(security, visit.path()) && !visit.has_token();
    let checked = !visit.is_safe() && (visit.has_ambient_proof() || of_ours());
    if checked && Box::pin(csrf::is_cross_origin(security, parts)).await {
        return Err(Error::Request {
            status: 403,
            key: "CROSS_ORIGIN",
        });
    }
    Ok(())
}

/// Whether a path belongs to a feature. By the settings, not by the router: a request is judged before it is routed.
fn is_ours(security: &Security, path: &str) -> bool {
    security.0.urls.values().any(|url| {
        path == url
            || path
                .strip_prefix(url.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
    })
}

/// Whether an unknown path is for us to answer. A router takes all below the prefix but the prefix with a slash.
fn answers_for(security: &Security, path: &str) -> bool {
    let prefix = &security.settings().http.url_prefix;
    is_ours(security, path) || (!prefix.is_empty() && path.strip_suffix('/') == Some(prefix))
}

/// Whether no route was there and nobody said so.
fn is_nothing(response: &Response) -> bool {
    response.status() == StatusCode::NOT_FOUND
        && response.extensions().get::<Outcome>().is_none()
        && response.body().size_hint().exact() == Some(0)
}

/// RFC 9110, 7.2: the host that the client meant. One that is not ours is refused, so that no cache, link or origin check is built
/// on it. Before a public URL is known (nothing listens yet) any is fine.
fn is_known_host(security: &Security, parts: &Parts) -> bool {
    let Some(own) = security.public_url() else {
        return true;
    };
    // RFC 9112, 3.2: a second one is refused, or it would depend on the reader which one counts.
    if parts.headers.get_all(header::HOST).iter().count() > 1 {
        return false;
    }
    let header = parts.headers.get(header::HOST);
    let header = header.map(|host| host.to_str().unwrap_or_default());
    let target = parts.uri.authority().map(|authority| authority.as_str());
    // The request line may name one as well (RFC 9112, 3.2.2); no matter which one counts, both must be ours.
    let mut named = header.into_iter().chain(target).peekable();
    named.peek().is_some() && named.all(|host| is_ours_by_name(security, own, host))
}

fn is_ours_by_name(security: &Security, own: &Url, host: &str) -> bool {
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    let on_loopback = || {
        own.host().is_some_and(|own| is_loopback(&own))
            && Host::parse(name).is_ok_and(|host| is_loopback(&host))
    };
    name.eq_ignore_ascii_case(own.host_str().unwrap_or_default())
        || on_loopback()
        || security
            .settings()
            .http
            .trusted_hosts
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name) || known.eq_ignore_ascii_case(host))
}

/// Turns the outcome of a handler of ours into a response.
async fn finish(mut response: Response, outcome: Outcome, visit: &Visit) -> Response {
    let allow = response.headers_mut().remove(header::ALLOW);
    let reply = match outcome {
        Outcome::Reply(reply) => *reply,
        Outcome::Error(error) => {
            if matches!(
                *error,
                Error::Unauthenticated | Error::NotFresh | Error::Forbidden
            ) {
                visit.watched().refuse();
            }
            error::reply_of(&error, visit).await
        }
    };
    let mut response = reply.render(visit).await;
    if response.status() == StatusCode::UNAUTHORIZED {
        let headers = response.headers_mut();
        headers
            .entry(header::WWW_AUTHENTICATE)
            .or_insert(error::BEARER);
    }
    if let (Some(allow), StatusCode::METHOD_NOT_ALLOWED) = (allow, response.status()) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// Runs our handlers in a task of their own: a client that hangs up must not stop a change between its commit and the
/// signal that tells of it, and a panic ends here.
async fn finish_what_began(
    State((security, feature)): State<(Security, Option<&'static str>)>,
    visit: Visit,
    request: Request,
    next: Next,
) -> Response {
    visit.watched().belongs_to(feature);
    let work = security.0.at_work.begin();
    let handler = async move {
        let response = next.run(request).await;
        drop(work);
        response
    };
    match tokio::spawn(handler).await {
        Ok(response) => response,
        Err(error) => Error::Internal(format!("a handler ended early: {error}")).into_response(),
    }
}

/// What is below our prefix and of no feature.
async fn not_found(visit: Visit) -> Error {
    visit.watched().belongs_to(None);
    NOT_FOUND
}

/// Where password managers send people to change a password (W3C, A Well-Known URL for Changing Passwords).
async fn change_password(visit: Visit) -> Result<super::Reply> {
    let security = visit.security();
    let page = security.page("change").or_else(|| security.page("reset"));
    let target = page.ok_or(NOT_FOUND)?;
    Ok(super::Reply::done().go(target))
}
