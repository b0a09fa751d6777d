//! Sign-up. Where addresses are to be confirmed it makes a claim and always answers alike; the courier finds out whether
//! the address is taken when it is about to write.
//!
//! ```text
//! POST /register ── claim + mail job, one transaction ── "check your mail"
//!                                └─ courier: nobody owns it → welcome, with the link
//!                                            somebody does  → welcome_existing, to the owner
//! ```

mod mails;
mod routes;
mod samples;
mod service;
mod settings;
mod signals;
#[cfg(test)]
mod tests;

pub use service::Registration;
pub use settings::Registerable;
pub use signals::{UserNotRegistered, UserRegistered};

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
impl Feature for Registerable {
    fn name(&self) -> &'static str {
        "registerable"
    }

    fn settings(&mut self) -> Option<&mut dyn Group> {
        Some(self)
    }

    fn routes(&self, _core: &CoreSettings) -> Routes {
        Routes::new().at(&self.register_url, routes!(routes::page, routes::register))
    }

    fn urls(&self, _core: &CoreSettings) -> Vec<(&'static str, String)> {
        vec![("register", self.register_url.clone())]
    }

    fn templates(&self) -> &'static [Template] {
        templates!["register_user.html"]
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
        &[mails::WELCOME]
    }

    async fn compose(&self, security: &Security, job: &Job) -> Result<Letter> {
        mails::welcome(security, self, job).await
    }
}
