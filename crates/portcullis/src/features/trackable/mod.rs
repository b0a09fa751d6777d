//! When and from where a person signed in: this time, last time, how often. Every way of signing in counts; auth tokens and
//! HTTP Basic do not, they open no session.

#[cfg(test)]
mod tests;

use async_trait::async_trait;
use portcullis_kit::{db::Tx, settings, settings::Group};

use crate::{
    account::store,
    error::Result,
    security::{
        Security,
        feature::{Attempt, Feature},
    },
};

settings! {
    /// Sign-ins are recorded with the user: `last_login_at`, `current_login_at`, `last_login_ip`, `current_login_ip`,
    /// `login_count`. It has no settings but its toggle.
    pub struct Trackable {}
}

#[async_trait]
impl Feature for Trackable {
    fn name(&self) -> &'static str {
        "trackable"
    }

    fn settings(&mut self) -> Option<&mut dyn Group> {
        Some(self)
    }

    async fn signed_in(
        &self,
        security: &Security,
        tx: &mut Tx,
        attempt: &Attempt<'_>,
    ) -> Result<()> {
        let ip = attempt.client.ip.map(|ip| ip.to_string());
        store::track(tx, security.now(), attempt.user.id, ip).await
    }
}
