//! What no single feature can show: bad input, a broken database, the courier, and that no secret is ever kept.

pub(crate) mod at_once;
mod audit_walk;
mod bad_bodies;
mod bad_fields;
mod broken_database;
mod codes;
mod courier;
mod equal_work;
mod growth;
mod new_passwords;
mod pages;
pub(crate) mod proofs;
mod secrecy;
mod spoilt_links;
mod statements;
pub(crate) mod tables;
mod throttles;

use crate::{
    SecurityBuilder,
    testing::{App, Browser, every_feature as everything},
};

pub(crate) const ADA: &str = "ada@example.test";
pub(crate) const PASSWORD: &str = "correct horse battery";

/// Apps in which Ada has an account.
pub(crate) async fn apps_with(features: impl Fn(SecurityBuilder) -> SecurityBuilder) -> Vec<App> {
    let apps = App::on_each_database(features).await;
    for app in &apps {
        app.user(ADA, PASSWORD).await;
    }
    apps
}

/// The routes that take a form, with a browser that may send one there.
async fn forms(app: &App) -> Vec<(Browser, String)> {
    let mut claimant = app.browser();
    claimant.sign_up("claim@example.test", PASSWORD).await;
    let link = app.link_for("claim@example.test").await;
    app.user(ADA, PASSWORD).await;
    let signed_in = app.login_as(ADA).await;
    let mut forms: Vec<_> = ["/login", "/register", "/confirm", "/logout", &link]
        .iter()
        .map(|path| (app.browser(), (*path).to_owned()))
        .collect();
    forms.push((signed_in, "/verify".to_owned()));
    forms
}
