//! The pages of one's own account: how one signs in, where one is signed in, and what happened.
//!
//! ```text
//! GET  /account ── address, password, ways to sign in
//! GET  /account/devices ── a row for each session
//! POST /account/devices ── fresh? ── that session ends, all others do, or everything that opens the account
//! GET  /account/activity ── 90 days of the audit log
//! GET  /account/profile ── the app's own fields, the language
//! POST /account/profile ── all good? ── stored
//! GET  /account/data ── what is kept, and the way out
//! POST /account/data ── fresh? ── all of it as one JSON document
//! POST /account/delete ── password right? ── nothing opens it any more ── mail ── gone after `UNDO_DELETION_WITHIN`
//!                                                                        └── POST /account/undo-deletion/{token} ── as before
//! POST /account/activity ── fresh? ── "this was not me": nobody is in any more, a link for a new password goes out
//! ```

mod activity;
mod data;
mod deletion;
mod export;
mod mails;
mod profile;
mod routes;
mod samples;
mod settings;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod user_agent;

pub use settings::Account;

use async_trait::async_trait;
use portcullis_kit::{mail::Job, settings::Group};
use utoipa_axum::routes;

use crate::{
    accounts::deletion::DELETION_NOTICE,
    error::Result,
    messages::{Translation, translations},
    security::{
        Security,
        core_settings::CoreSettings,
        feature::{Feature, Routes},
        letter::Letter,
        sample::{Sample, SampleMail},
    },
    templates::{Template, templates},
};

impl Account {
    /// The path of one of the pages below the overview.
    fn path(&self, page: &str) -> String {
        format!("{}/{page}", self.account_url)
    }
}

#[async_trait]
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
            .at(&self.path("data"), routes!(data::page, data::export))
            .at(
                &self.path("delete"),
                routes!(deletion::page, deletion::delete),
            )
            .at(
                &self.path("undo-deletion/{token}"),
                routes!(deletion::undo_page, deletion::undo),
            )
            // A link that lost its token on the way.
            .undescribed(
                &self.path("undo-deletion/"),
                axum::routing::get(deletion::undo_page).post(deletion::undo),
            )
    }

    fn urls(&self, _core: &CoreSettings) -> Vec<(&'static str, String)> {
        vec![
            ("account", self.account_url.clone()),
            ("account_devices", self.path("devices")),
            ("account_activity", self.path("activity")),
            ("account_profile", self.path("profile")),
            ("account_data", self.path("data")),
            ("account_delete", self.path("delete")),
            ("undo_deletion", self.path("undo-deletion")),
        ]
    }

    fn templates(&self) -> &'static [Template] {
        templates![
            "account.html",
            "account_devices.html",
            "account_activity.html",
            "account_profile.html",
            "account_data.html",
            "account_delete.html",
            "undo_deletion.html",
        ]
    }

    fn samples(&self) -> Vec<Sample> {
        samples::pages()
    }

    fn sample_mails(&self, security: &Security) -> Vec<SampleMail> {
        samples::letters(security, self)
    }

    fn translations(&self) -> &'static [Translation] {
        translations!()
    }

    fn mails(&self) -> &'static [&'static str] {
        &[DELETION_NOTICE]
    }

    async fn compose(&self, security: &Security, job: &Job) -> Result<Letter> {
        mails::deletion_notice(security, self, job).await
    }
}
