//! Listening to the notices of PostgreSQL, and proving that they arrive.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::time::{Instant, sleep_until};

use super::elsewhere::{ASKED_EVERY, News};
use super::postgres::Pool;
use super::{Error, Result, query};
use crate::token::random;

/// What the proofs of all processes begin with; no id does.
const PROOF: &str = "proof ";

const NOTIFY: &str = "SELECT pg_notify($1, $2)";

pub(super) struct Listener {
    listener: PgListener,
    pool: Pool,
    channel: &'static str,
    /// What our own proofs begin with, known to this process alone: those of others say nothing about us. Behind it stands
    /// when one was sent, in microseconds after `since`.
    proof: String,
    since: Instant,
    /// When to send the next one.
    due: Instant,
}

impl Listener {
    pub(super) async fn open(
        pool: Pool,
        options: PgConnectOptions,
        channel: &'static str,
    ) -> Result<Self> {
        let failed = |error: sqlx::Error| Error::Unavailable(error.to_string());
        let alone = PgPoolOptions::new().max_connections(1);
        let alone = alone.connect_with(options).await.map_err(failed)?;
        let mut listener = PgListener::connect_with(&alone).await.map_err(failed)?;
        listener.eager_reconnect(false);
        listener.listen(channel).await.map_err(failed)?;
        let since = Instant::now();
        Ok(Self {
            listener,
            pool,
            channel,
            proof: format!("{PROOF}{:032x} ", u128::from_be_bytes(*random())),
            since,
            due: since,
        })
    }

    pub(super) async fn next(&mut self) -> Result<News> {
        loop {
            let heard = tokio::select! {
                heard = self.listener.try_recv() => heard,
                () = sleep_until(self.due) => {
                    self.prove().await?;
                    continue;
                }
            };
            let lost = |error: &str| Error::Unavailable(format!("notices are lost: {error}"));
            let notice = heard
                .map_err(|error| lost(&error.to_string()))?
                .ok_or_else(|| lost("the connection has ended"))?;
            let payload = notice.payload();
            if let Some(micros) = payload.strip_prefix(&self.proof) {
                let sent = micros.parse().map(Duration::from_micros);
                return Ok(News::KnownUntil(self.since + sent.unwrap_or_default()));
            }
            if !payload.starts_with(PROOF) {
                return Ok(News::of_notice(payload));
            }
        }
    }

    async fn prove(&mut self) -> Result<()> {
        let now = Instant::now();
        self.due = now + ASKED_EVERY;
        let proof = format!("{}{}", self.proof, (now - self.since).as_micros());
        let notify = query(NOTIFY).bind(self.channel).bind(proof);
        self.pool.run(notify, None).await?;
        Ok(())
    }
}
