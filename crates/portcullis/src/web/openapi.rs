//! `/openapi.json`: the description of every JSON route, gathered from the handlers of the features that are on.

mod completion;

use std::sync::{Arc, OnceLock};

use axum::{Json, Router, extract::State, response::IntoResponse, routing::get};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ComponentsBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathsBuilder,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::headers;
use crate::{security::Security, session::cookie::Jar};

/// What every JSON answer says about itself.
#[derive(Debug, Serialize, ToSchema)]
pub struct Meta {
    /// The HTTP status.
    code: u16,
}

/// A refusal.
///
/// ```
/// # use portcullis::{CurrentUser, Reply, web::openapi::{Failure, Success}};
/// /// Redeems a coupon.
/// #[utoipa::path(post, path = "/redeem", responses(
///     (status = 200, description = "Redeemed", body = Success),
///     (status = 400, description = "There is no such coupon", body = Failure),
/// ))]
/// async fn redeem(user: CurrentUser) -> Reply {
///     Reply::done().json("redeemed_by", user.email.as_str())
/// }
/// ```
#[derive(Debug, Serialize, ToSchema)]
pub struct Failure {
    /// The HTTP status again.
    meta: Meta,
    /// What is wrong.
    response: FailureBody,
}

/// What is wrong, as texts and as stable codes.
#[derive(Debug, Serialize, ToSchema)]
pub struct FailureBody {
    /// All texts, in the order of the fields.
    errors: Vec<String>,
    /// The code of each text, in the same order.
    error_codes: Vec<String>,
    /// The texts by field; `""` is the form as a whole.
    field_errors: Option<std::collections::BTreeMap<String, Vec<String>>>,
    /// The codes by field.
    field_error_codes: Option<std::collections::BTreeMap<String, Vec<String>>>,
}

/// A success.
///
/// ```
/// # use portcullis::{Reply, web::openapi::Success};
/// /// The number of the day.
/// #[utoipa::path(get, path = "/number", responses((status = 200, description = "`number`", body = Success)))]
/// async fn number() -> Reply {
///     Reply::done().json("number", 7)
/// }
/// ```
#[derive(Debug, Serialize, ToSchema)]
pub struct Success {
    /// The HTTP status again.
    meta: Meta,
    /// What was asked for: `csrf_token` for old clients, `user` where somebody is signed in (with `authentication_token`
    /// when `?include_auth_token` asked for it), and what the operation names.
    #[schema(value_type = Object)]
    response: serde_json::Map<String, serde_json::Value>,
}

/// Where the description is, below `URL_PREFIX`.
pub(crate) const PATH: &str = "/openapi.json";

pub(crate) fn routes() -> Router<Security> {
    // Made once, when it is first asked for: the features do not change while the app runs, and few ask.
    let document = Arc::new(OnceLock::new());
    let serve = async move |State(security): State<Security>| {
        let document = document.get_or_init(|| security.openapi());
        let mut response = Json(document).into_response();
        headers::harden(&security, response.headers_mut(), false);
        response
    };
    Router::new().route(PATH, get(serve))
}

impl Security {
    /// The OpenAPI 3.1 description of the JSON routes of all features that are on.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // For a generator of clients.
    /// println!("{}", serde_json::to_string_pretty(&security.openapi()).unwrap());
    /// # Ok(())
    /// # }
    /// ```
    pub fn openapi(&self) -> OpenApi {
        let prefix = &self.settings().http.url_prefix;
        let (mut paths, mut components) = (PathsBuilder::new(), ComponentsBuilder::new());
        for feature in self.features() {
            let routes = feature.routes(self.settings());
            for (path, mut item) in routes.paths.paths {
                self.complete(&mut item);
                paths = paths.path(format!("{prefix}{path}"), item);
            }
            components = components.schemas_from_iter(routes.schemas);
        }
        let mut schemas = Vec::new();
        Failure::schemas(&mut schemas);
        completion::SignInNeeded::schemas(&mut schemas);
        schemas.push((Failure::name().into(), Failure::schema()));
        let needed = completion::SignInNeeded::name();
        schemas.push((needed.into(), completion::SignInNeeded::schema()));
        components = components.schemas_from_iter(schemas);
        let header = self.settings().tokens.token_authentication_header.clone();
        let mut components = components
            .security_scheme(
                "session",
                SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(
                    self.cookie_name(Jar::Session),
                ))),
            )
            .security_scheme(
                "token",
                SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::new(header))),
            )
            .security_scheme(
                "bearer",
                SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build()),
            )
            .security_scheme(
                "basic",
                SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Basic).build()),
            )
            .build();
        for form in ["RegisterForm", "ProfileForm"] {
            if let Some(form) = components.schemas.get_mut(form) {
                completion::with_fields(form, self.0.schema.fields);
            }
        }
        let mut paths = paths.build();
        completion::spare_bodies(&mut paths, &components.schemas);
        let info = InfoBuilder::new()
            .title(self.settings().http.app_name.clone())
            .version(env!("CARGO_PKG_VERSION"))
            .description(Some("Accounts: sign-up, confirmation, sign-in, recovery. Every answer is an envelope of `meta` and `response`."))
            .build();
        OpenApiBuilder::new()
            .info(info)
            .paths(paths)
            .components(Some(components))
            .build()
    }
}
