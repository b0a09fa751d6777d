//! Proof that an address is the person's own. Until then an account is a claim, and several may stand for one address.
//!
//! ```text
//! mail ── GET /confirm/{token} ── page with one button (nothing happens yet)
//!                                      │ POST, from the browser that signed up, or with its password
//!                                      └─ owner of the address; all other claims to it are gone
//! ```
//!
//! In the browser that asked, the code in the mail does the same as its link.

mod mails;
mod routes;
mod samples;
mod service;
mod settings;
mod signals;
#[cfg(test)]
mod tests;

pub use settings::Confirmable;
pub use signals::{ConfirmInstructionsSent, UserConfirmed};

use async_trait::async_trait;
use portcullis_kit::{mail::Job, settings::Group};
use utoipa_axum::routes;

use crate::{
    error::{Fault, Result},
    messages::{Translation, translations},
    security::{
        Security,
        core_settings::CoreSettings,
        feature::{Attempt, Feature, Routes, Verdict},
        letter::Letter,
        sample::{Sample, SampleMail},
    },
    templates::{Template, templates},
};

pub(crate) use crate::account::one_time_token::CONFIRM;

#[async_trait]
impl Feature for Confirmable {
    fn name(&self) -> &'static str {
        "confirmable"
    }

    fn settings(&mut self) -> Option<&mut dyn Group> {
        Some(self)
    }

    fn routes(&self, _core: &CoreSettings) -> Routes {
        Routes::new()
            .at(&self.confirm_url, routes!(routes::page, routes::send))
            .at(
                &format!("{}/code", self.confirm_url),
                routes!(routes::check_mail, routes::code),
            )
            .at(
                &format!("{}/{{token}}", self.confirm_url),
                routes!(routes::landing, routes::confirm),
            )
            // A link that lost its token on the way.
            .undescribed(
                &format!("{}/", self.confirm_url),
                axum::routing::get(routes::landing).post(routes::confirm),
            )
    }

    fn urls(&self, _core: &CoreSettings) -> Vec<(&'static str, String)> {
        let code = format!("{}/code", self.confirm_url);
        vec![
            ("confirm", self.confirm_url.clone()),
            ("confirm_code", code),
        ]
    }

    fn templates(&self) -> &'static [Template] {
        templates!["send_confirmation.html", "confirm_email.html",]
    }

    fn samples(&self) -> Vec<Sample> {
        samples::pages()
    }

    fn sample_mails(&self, security: &Security) -> Vec<SampleMail> {
        samples::letters(security)
    }

    fn translations(&self) -> &'static [Translation] {
        translations!()
    }

    fn mails(&self) -> &'static [&'static str] {
        &[mails::CONFIRMATION_INSTRUCTIONS]
    }

    async fn compose(&self, security: &Security, job: &Job) -> Result<Letter> {
        mails::confirmation_instructions(security, job).await
    }

    fn confirms_addresses(&self) -> bool {
        true
    }

    fn lets_claims_in(&self) -> bool {
        self.login_without_confirmation
    }

    async fn gate(&self, security: &Security, attempt: &Attempt<'_>) -> Result<Verdict> {
        Ok(if security.requires_confirmation(attempt.user) {
            Verdict::Refuse(Fault::form("CONFIRMATION_REQUIRED"))
        } else {
            Verdict::Pass
        })
    }
}
