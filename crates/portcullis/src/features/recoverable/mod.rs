//! The way back to a lost password: a mailed link, and whoever follows it chooses a new one.
//!
//! ```text
//! POST /reset ── mail, if there is an account ── GET /reset/{token} ── page for the new password (nothing happens yet)
//!                                                     │ POST
//!                                                     └─ new password; all sessions, tokens and links end; notice by mail
//! ```
//!
//! In the browser that asked, the code in the mail leads to the same page as its link.
//!
//! Every notice of this app (also of other features) carries a link of this one: see `not_me.rs`.
//!
//! The link shows who reads the mail, and the password is new: so it confirms the address as well, and of an address with
//! nothing but claims it makes an owner.

mod mails;
mod not_me;
mod routes;
mod samples;
mod service;
mod settings;
mod signals;
#[cfg(test)]
mod tests;

pub use settings::Recoverable;
pub use signals::{NoticeDisavowed, PasswordReset, ResetPasswordInstructionsSent};

use async_trait::async_trait;
use portcullis_kit::{mail::Job, settings::Group};
use utoipa_axum::routes;

use crate::{
    account::{Purpose, User},
    error::Result,
    messages::{Translation, translations},
    security::{
        Security,
        core_settings::CoreSettings,
        feature::{Disavowal, Feature, Routes},
        letter::Letter,
        sample::{Sample, SampleMail},
    },
    templates::{Template, templates},
};

/// What the token of the mail is good for.
pub(crate) const RESET: Purpose = Purpose("reset");

#[async_trait]
impl Feature for Recoverable {
    fn name(&self) -> &'static str {
        "recoverable"
    }

    fn settings(&mut self) -> Option<&mut dyn Group> {
        Some(self)
    }

    fn routes(&self, _core: &CoreSettings) -> Routes {
        Routes::new()
            .at(&self.reset_url, routes!(routes::page, routes::send))
            .at(
                &format!("{}/code", self.reset_url),
                routes!(routes::check_mail, routes::code),
            )
            .at(
                &format!("{}/{{token}}", self.reset_url),
                routes!(routes::landing, routes::reset),
            )
            .at(
                &format!("{}/{{token}}", self.not_me_url),
                routes!(not_me::page, not_me::act),
            )
            // A link that lost its token on the way.
            .undescribed(
                &format!("{}/", self.not_me_url),
                axum::routing::get(not_me::page).post(not_me::act),
            )
            .undescribed(
                &format!("{}/", self.reset_url),
                axum::routing::get(routes::landing).post(routes::reset),
            )
    }

    fn urls(&self, _core: &CoreSettings) -> Vec<(&'static str, String)> {
        vec![
            ("reset", self.reset_url.clone()),
            ("reset_code", format!("{}/code", self.reset_url)),
            ("not_me", self.not_me_url.clone()),
        ]
    }

    fn templates(&self) -> &'static [Template] {
        templates!["forgot_password.html", "reset_password.html", "not_me.html",]
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
        &[mails::RESET_INSTRUCTIONS, mails::RESET_NOTICE]
    }

    async fn disavowal(&self, security: &Security, user: &User) -> Result<Option<Disavowal>> {
        // It takes the password away, so a mail has to lead to a new one.
        if !self.send_password_reset_email {
            return Ok(None);
        }
        Ok(Some(Disavowal {
            link: security.generate_not_me_link(user).await?,
            within: self.not_me_within,
        }))
    }

    async fn compose(&self, security: &Security, job: &Job) -> Result<Letter> {
        if job.kind == mails::RESET_NOTICE {
            mails::notice(security, self, job).await
        } else {
            mails::instructions(security, self, job).await
        }
    }
}
