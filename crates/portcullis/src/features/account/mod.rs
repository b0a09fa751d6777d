//! The pages of one's own account: how one signs in, where one is signed in, and what happened.
//!
//! ```text
//! GET  /account ── address, password, ways to sign in
//! GET  /account/devices ── a row for each session
//! POST /account/devices ── fresh? ── that session ends, all others do, or everything that opens the account
//! GET  /account/activity ── 90 days of the audit log
//! GET  /account/profile ── the app's own fields, the language
//! POST /account/profile ── all good? ── stored
//! POST /account/activity ── fresh? ── "this was not me": nobody is in any more, a link for a new password goes out
//! ```

mod activity;
mod profile;
mod routes;
mod samples;
mod settings;
#[cfg(test)]
mod tests;
mod user_agent;

pub use settings::Account;

use portcullis_kit::settings::Group;
use utoipa_axum::routes;

use crate::{
    messages::{Translation, translations},
    security::{
        core_settings::CoreSettings,
        feature::{Feature, Routes},
        sample::Sample,
    },
    templates::{Template, templates},
};

impl Account {
    /// The path of one of the pages below the overview.
    fn path(&self, page: &str) -> String {
        format!("{}/{page}", self.account_url)
    }
}

impl Feature for Account {
    fn name(&self) -> &'static str {
        "account"
    }

    fn settings(&mut self) -> Option<&mut dyn Group> {
        Some(self)
    }

    fn routes(&self, _core: &CoreSettings) -> Routes {
        Routes::new()
            .at(&self.account_url, routes!(routes::overview))
            .at(
                &self.path("devices"),
                routes!(routes::devices, routes::sign_out_devices),
            )
            .at(
                &self.path("activity"),
                routes!(activity::activity, activity::not_me),
            )
            .at(
                &self.path("profile"),
                routes!(profile::page, profile::change),
            )
    }

    fn urls(&self, _core: &CoreSettings) -> Vec<(&'static str, String)> {
        vec![
            ("account", self.account_url.clone()),
            ("account_devices", self.path("devices")),
            ("account_activity", self.path("activity")),
            ("account_profile", self.path("profile")),
        ]
    }

    fn templates(&self) -> &'static [Template] {
        templates![
            "account.html",
            "account_devices.html",
            "account_activity.html",
            "account_profile.html",
        ]
    }

    fn samples(&self) -> Vec<Sample> {
        samples::pages()
    }

    fn translations(&self) -> &'static [Translation] {
        translations!()
    }
}
