//! Listening to the notices of PostgreSQL, and proving that they arrive.

use std::time::Duration;

use sqlx::Row as _;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPool, PgPoolOptions};
use tokio::time::{Instant, sleep_until};

use super::elsewhere::{ASKED_EVERY, News};
use super::postgres::Pool;
use super::{Error, Result, query};
use crate::token::random;

/// What the proofs of all processes begin with; no id does.
const PROOF: &str = "proof ";

const NOTIFY: &str = "SELECT pg_notify($1, $2)";

/// What the connection that listens is called by.
const NAME: &str = "portcullis.listener";

const ASK_NAME: &str = "SELECT current_setting('portcullis.listener', true)";

pub(super) struct Listener {
    listener: PgListener,
    pool: Pool,
    channel: &'static str,
    /// What our own proofs begin with, known to this listener alone: those of others say nothing about it. Behind it stands
    /// when one was sent, in microseconds after `since`.
    proof: String,
    since: Instant,
    /// When to send the next one.
    due: Instant,
}

impl Listener {
    /// None where a pooler of connections stands in between: `LISTEN` would then hold for a connection of the server that
    /// goes from hand to hand, and whoever has it next would be sent notices in the midst of their own statements.
    pub(super) async fn open(
        pool: Pool,
        options: PgConnectOptions,
        channel: &'static str,
    ) -> Result<Option<Self>> {
        let name = format!("{:032x}", u128::from_be_bytes(*random()));
        let Some(alone) = own_connection(options, &name).await? else {
            return Ok(None);
        };
        let mut listener = PgListener::connect_with(&alone).await.map_err(failed)?;
        listener.eager_reconnect(false);
        listener.listen(channel).await.map_err(failed)?;
        let since = Instant::now();
        Ok(Some(Self {
            listener,
            pool,
            channel,
            proof: format!("{PROOF}{name} "),
            since,
            due: since,
        }))
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

    /// Over the pool, so that it comes the way of all other notices.
    async fn prove(&mut self) -> Result<()> {
        let now = Instant::now();
        self.due = now + ASKED_EVERY;
        let proof = format!("{}{}", self.proof, (now - self.since).as_micros());
        let notify = query(NOTIFY).bind(self.channel).bind(proof);
        self.pool.run(notify, None).await?;
        Ok(())
    }
}

/// A connection that reaches the server itself: it bears the name that it was given as it was opened. Poolers refuse to pass
/// such an option on, or leave it out.
async fn own_connection(options: PgConnectOptions, name: &str) -> Result<Option<PgPool>> {
    let options = options.options([(NAME, name)]);
    let alone = PgPoolOptions::new().max_connections(1);
    let alone = match alone.connect_with(options).await {
        Ok(alone) => alone,
        Err(sqlx::Error::Database(refusal)) if is_of_pooler(refusal.code().as_deref()) => {
            return Ok(None);
        }
        Err(error) => return Err(failed(error)),
    };
    let named = sqlx::raw_sql(ASK_NAME).fetch_one(&alone).await;
    let named: Option<String> = named.and_then(|row| row.try_get(0)).map_err(failed)?;
    Ok((named.as_deref() == Some(name)).then_some(alone))
}

/// Of what it does not know, a pooler says that it breaks the protocol, or that it is not supported.
fn is_of_pooler(sqlstate: Option<&str>) -> bool {
    sqlstate.is_some_and(|code| code == "08P01" || code.starts_with("0A"))
}

fn failed(error: sqlx::Error) -> Error {
    Error::Unavailable(error.to_string())
}
