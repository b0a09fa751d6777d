//! When and from where a person signed in: this time, last time, how often. Every way of signing in counts; auth tokens and
//! HTTP Basic do not, they open no session. Who signs in where they never did before gets a notice by mail.
//!
//! ```text
//! sign-in ── recorded with the user ── browser unknown? ── mail job in the same transaction ── notice: "it was not me"
//! ```

mod mails;
mod settings;

#[cfg(test)]
mod tests;

use async_trait::async_trait;
use portcullis_kit::{db::Tx, mail::Job, settings::Group};
use serde_json::{Value, json};

use crate::{
    account::{User, store},
    error::Result,
    messages::{Translation, translations},
    security::{
        Security,
        feature::{Attempt, Feature},
        letter::Letter,
        sample::SampleMail,
    },
};

pub use settings::Trackable;

#[async_trait]
impl Feature for Trackable {
    fn name(&self) -> &'static str {
        "trackable"
    }

    fn settings(&mut self) -> Option<&mut dyn Group> {
        Some(self)
    }

    fn translations(&self) -> &'static [Translation] {
        translations!()
    }

    fn mails(&self) -> &'static [&'static str] {
        &[mails::NEW_DEVICE_NOTICE]
    }

    fn sample_mails(&self, security: &Security) -> Vec<SampleMail> {
        mails::letters(security, self)
    }

    async fn compose(&self, security: &Security, job: &Job) -> Result<Letter> {
        mails::notice(security, self, job).await
    }

    async fn export(&self, _security: &Security, user: &User) -> Result<Option<Value>> {
        Ok(Some(json!({
            "login_count": user.login_count,
            "current_login_at": user.current_login_at,
            "current_login_ip": user.current_login_ip,
            "last_login_at": user.last_login_at,
            "last_login_ip": user.last_login_ip,
        })))
    }

    async fn signed_in(
        &self,
        security: &Security,
        tx: &mut Tx,
        attempt: &Attempt<'_>,
    ) -> Result<()> {
        let ip = attempt.client.ip.map(|ip| ip.to_string());
        store::track(tx, security.now(), attempt.user.id, ip).await?;
        // Whose address nobody has proven, a stranger may have typed: its owner has no account to be told of.
        if attempt.new_device && self.send_new_device_email && !attempt.user.is_claim() {
            let (kind, client) = (mails::NEW_DEVICE_NOTICE, Some(attempt.client));
            let notice = security.enqueue_notice(tx, kind, attempt.user, client);
            notice.await?;
        }
        Ok(())
    }
}
