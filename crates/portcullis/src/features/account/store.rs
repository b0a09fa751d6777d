//! What is kept about a person beside their account: the SQL, for whoever asks for all of it. None of it names a secret.

use portcullis_kit::db::{Row, Verbs, query};
use serde_json::{Value, json};

use crate::{account::UserId, error::Result};

/// The rows of a person, each as JSON.
async fn rows(
    on: &mut impl Verbs,
    sql: &'static str,
    user: UserId,
    shown: impl Fn(&Row) -> Result<Value>,
) -> Result<Vec<Value>> {
    let rows = on.all(query(sql).bind(user.0)).await?;
    rows.iter().map(shown).collect()
}

const DEVICES: &str = "
    SELECT ip, user_agent, created_at, last_seen_at FROM pc_devices WHERE user_id = $1 ORDER BY id";

/// Browsers in which the person has signed in.
pub(super) async fn devices(on: &mut impl Verbs, user: UserId) -> Result<Vec<Value>> {
    rows(on, DEVICES, user, |row| {
        Ok(json!({
            "user_agent": row.opt_text("user_agent")?,
            "ip": row.opt_text("ip")?,
            "created_at": row.time("created_at")?,
            "last_seen_at": row.time("last_seen_at")?,
        }))
    })
    .await
}

const TOKENS: &str =
    "SELECT created_at, expires_at FROM pc_auth_tokens WHERE user_id = $1 ORDER BY id";

/// What programs were granted to act for the person.
pub(super) async fn tokens(on: &mut impl Verbs, user: UserId) -> Result<Vec<Value>> {
    rows(on, TOKENS, user, |row| {
        Ok(json!({
            "created_at": row.time("created_at")?,
            "expires_at": row.time("expires_at")?,
        }))
    })
    .await
}

const LINKS: &str = "
    SELECT purpose, created_at, expires_at, spent_at FROM pc_one_time_tokens WHERE user_id = $1 ORDER BY id";

/// Links that were mailed to the person.
pub(super) async fn links(on: &mut impl Verbs, user: UserId) -> Result<Vec<Value>> {
    rows(on, LINKS, user, |row| {
        Ok(json!({
            "purpose": row.text("purpose")?,
            "created_at": row.time("created_at")?,
            "expires_at": row.time("expires_at")?,
            "ended_at": row.opt_time("spent_at")?,
        }))
    })
    .await
}

const MAILS: &str = "
    SELECT kind, recipient, locale, state, created_at, finished_at FROM pc_mail_jobs WHERE user_id = $1 ORDER BY id";

/// Mails to the person that are in the queue still.
pub(super) async fn mails(on: &mut impl Verbs, user: UserId) -> Result<Vec<Value>> {
    rows(on, MAILS, user, |row| {
        Ok(json!({
            "kind": row.text("kind")?,
            "recipient": row.text("recipient")?,
            "language": row.text("locale")?,
            "state": row.text("state")?,
            "created_at": row.time("created_at")?,
            "finished_at": row.opt_time("finished_at")?,
        }))
    })
    .await
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[DEVICES, TOKENS, LINKS, MAILS];
