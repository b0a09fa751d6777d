//! Changing a password that one knows.
//!
//! ```text
//! POST /change ── current password right? ── new one good? ── stored; all sessions, tokens and links end; notice by mail
//!                                                               └─ the caller gets a new session in the same transaction
//! ```
//!
//! Somebody without a password sets the first one after a fresh sign-in.

mod mails;
mod routes;
mod samples;
mod service;
mod settings;
mod signals;
#[cfg(test)]
mod tests;

pub use settings::Changeable;
pub use signals::PasswordChanged;

use async_trait::async_trait;
use portcullis_kit::{mail::Job, settings::Group};
use utoipa_axum::routes;

use crate::{
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

#[async_trait]
impl Feature for Changeable {
    fn name(&self) -> &'static str {
        "changeable"
    }

    fn settings(&mut self) -> Option<&mut dyn Group> {
        Some(self)
    }

    fn routes(&self, _core: &CoreSettings) -> Routes {
        Routes::new().at(&self.change_url, routes!(routes::page, routes::change))
    }

    fn urls(&self, _core: &CoreSettings) -> Vec<(&'static str, String)> {
        vec![("change", self.change_url.clone())]
    }

    fn templates(&self) -> &'static [Template] {
        templates!["change_password.html",]
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
        &[mails::CHANGE_NOTICE]
    }

    async fn compose(&self, security: &Security, job: &Job) -> Result<Letter> {
        mails::notice(security, self, job).await
    }
}
