//! Sign-in by a mailed link: whoever reads the mail is the owner of the address. The link works once and goes through every
//! gate, as a password does. It works only in the browser that asked for it, and there the code in the mail does the same. A claim to an address is confirmed first; no link signs in to one.
//!
//! ```text
//! POST /login/link ── mail ── GET /login/{token} ── page with one button (nothing happens yet)
//!                                      │ POST ── gates ── link spent, session open ── next
//! ```

mod mails;
mod routes;
mod samples;
mod service;
mod settings;
mod signals;
#[cfg(test)]
mod tests;

pub use settings::Passwordless;
pub use signals::LoginInstructionsSent;

use async_trait::async_trait;
use portcullis_kit::{mail::Job, settings::Group};
use utoipa_axum::routes;

use crate::{
    account::Purpose,
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

/// What the token of a sign-in mail is good for.
pub(crate) const LOGIN: Purpose = Purpose("login");

/// Where a link is asked for: beside the password at a path of its own, else in the password's place.
fn send_path(core: &CoreSettings) -> String {
    let login = &core.http.login_url;
    if core.http.login_with_password {
        format!("{login}/link")
    } else {
        login.clone()
    }
}

#[async_trait]
impl Feature for Passwordless {
    fn name(&self) -> &'static str {
        "passwordless"
    }

    fn settings(&mut self) -> Option<&mut dyn Group> {
        Some(self)
    }

    fn routes(&self, core: &CoreSettings) -> Routes {
        Routes::new()
            .at(&send_path(core), routes!(routes::page, routes::send))
            .at(
                &format!("{}/code", core.http.login_url),
                routes!(routes::check_mail, routes::code),
            )
            .at(
                &format!("{}/{{token}}", core.http.login_url),
                routes!(routes::landing, routes::login),
            )
            // A link that lost its token on the way.
            .undescribed(
                &format!("{}/", core.http.login_url),
                axum::routing::get(routes::landing).post(routes::login),
            )
    }

    fn urls(&self, core: &CoreSettings) -> Vec<(&'static str, String)> {
        let code = format!("{}/code", core.http.login_url);
        let mut urls = vec![("login_code", code)];
        if core.http.login_with_password {
            urls.push(("send_login", send_path(core)));
        }
        urls
    }

    fn templates(&self) -> &'static [Template] {
        templates![
            "send_login.html",
            "token_login.html",
            "login_elsewhere.html",
        ]
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
        &[mails::LOGIN_INSTRUCTIONS]
    }

    async fn compose(&self, security: &Security, job: &Job) -> Result<Letter> {
        mails::login_instructions(security, job).await
    }
}
