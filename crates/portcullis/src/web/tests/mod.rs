//! What every route and every app behind the layer can count on.

mod basic;
mod budgets;
mod caches;
mod contents;
mod cross_origin;
mod decoding;
mod described;
mod duplicates;
mod every_header;
mod flashes;
mod forwarded;
mod guards;
mod hang_up;
mod headers;
mod hosts;
mod mistakes;
mod odd_requests;
pub(crate) mod places;
mod prefix;
mod redirects;
mod safe_methods;
mod set_cookies;
mod statuses;

use axum::{Router, routing::get};
use serde_json::json;

use crate::{
    CurrentUser, Profile, ProfileField, SecurityBuilder,
    testing::{App, Browser},
    tests::{ADA, PASSWORD, apps_with},
};

/// Ada's address and password in the header of HTTP Basic.
const BASIC: &str = "Basic YWRhQGV4YW1wbGUudGVzdDpjb3JyZWN0IGhvcnNlIGJhdHRlcnk=";

/// Fields of an app's own, one of which may be left out.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct Names {
    first_name: String,
    phone: String,
}

impl Profile for Names {
    const FIELDS: &'static [ProfileField] = &[
        ProfileField::text("first_name", "First name"),
        ProfileField::text("phone", "Phone").optional(),
    ];
}

async fn apps() -> Vec<App> {
    apps_with(|app| app).await
}

fn basic(app: SecurityBuilder) -> SecurityBuilder {
    app.core(|core| core.http.api_enabled_methods.push("basic".into()))
}

async fn token(app: &App) -> String {
    let ada = app.security.find_user(ADA).await.unwrap().unwrap();
    ada.auth_token(&app.security)
        .await
        .unwrap()
        .expose()
        .to_owned()
}
