//! The SQL of sessions.

use std::time::Duration;

use portcullis_kit::{
    clock::Time,
    db::{Row, Tx, Value, Verbs, query},
    id::new_id,
    token::{Token, TokenHash},
};
use uuid::Uuid;

use super::SignInRequest;
use crate::{
    account::{
        User, UserId,
        store::{user_columns, user_of},
    },
    error::Result,
    security::signed_in::SessionRow,
};

/// "Last seen" moves at most this often, so that a busy session is not a row written per request.
pub(super) const SEEN_EVERY: Duration = Duration::from_secs(60);

/// How long a request waits for a note about its session to be written.
const NOTE_WITHIN: Duration = Duration::from_secs(1);

/// Writes what a request can do without: a database that only refuses writes must not refuse those who read.
pub(crate) async fn best_effort(note: impl Future<Output = Result<()>>) {
    let error = match tokio::time::timeout(NOTE_WITHIN, note).await {
        Ok(Ok(())) => return,
        Ok(Err(error)) => error.to_string(),
        Err(_) => "the database takes too long".to_owned(),
    };
    tracing::warn!(error, "The use of a session could not be noted");
}

/// When a session begins and ends.
pub(crate) struct NewSession {
    pub(crate) now: Time,
    pub(crate) idle_until: Time,
    pub(crate) expires_at: Time,
}

/// Only for a user who is there, active, not about to be deleted, and whose access has not ended since it was proven. It locks the user, so it
/// waits for whoever ends the access at this moment, and sees what they did.
const INSERT: &str = "
    INSERT INTO pc_sessions (id, token_hash, user_id, authn_via, remember, ip, user_agent, created_at,
                             authenticated_at, grace_until, last_seen_at, idle_until, expires_at)
    SELECT $1, $2, u.id, $4, $5, $6, $7, $8, $8, $8, $8, $9, $10 FROM pc_users u
    WHERE u.id = $3 AND u.active AND u.deletion_at IS NULL AND u.access_version = $11";

pub(crate) async fn insert(
    on: &mut impl Verbs,
    user: &User,
    request: &SignInRequest,
    new: &NewSession,
) -> Result<Option<(Uuid, Token)>> {
    let token = Token::generate();
    let id = new_id(new.now);
    let insert = query(INSERT)
        .bind(id)
        .bind(token.hash())
        .bind(user.id.0)
        .bind(request.authn_via)
        .bind(request.remember)
        .bind(request.client.ip.map(|ip| ip.to_string()))
        .bind(request.client.user_agent.clone())
        .bind(new.now)
        .bind(new.idle_until)
        .bind(new.expires_at)
        .bind(user.access_version)
        .for_update()
        .about_nobody();
    Ok((on.run(insert).await? > 0).then_some((id, token)))
}

const CHECK: &str = concat!(
    "SELECT s.id AS session_id, s.authenticated_at, s.grace_until, s.last_seen_at, s.idle_until, s.expires_at,
            s.remember, ",
    user_columns!(),
    " FROM pc_sessions s JOIN pc_users u ON u.id = s.user_id
     WHERE s.token_hash = $1 AND s.idle_until > $2 AND s.expires_at > $2 AND u.active AND u.deletion_at IS NULL"
);

/// Finds a living session of an active user. One statement: every request of every app comes by here.
pub(crate) async fn check(
    on: &mut impl Verbs,
    now: Time,
    token: &TokenHash,
) -> Result<Option<(SessionRow, User)>> {
    let row = on.optional(query(CHECK).bind(token).bind(now)).await?;
    row.map(|row| Ok((session_of(&row, token)?, user_of(&row)?)))
        .transpose()
}

fn session_of(row: &Row, token: &TokenHash) -> Result<SessionRow> {
    Ok(SessionRow {
        id: row.id("session_id")?,
        token_hash: token.clone(),
        authenticated_at: row.time("authenticated_at")?,
        grace_until: row.time("grace_until")?,
        last_seen_at: row.time("last_seen_at")?,
        idle_until: row.time("idle_until")?,
        expires_at: row.time("expires_at")?,
        remember: row.bool("remember")?,
    })
}

/// The first of the rows is none: it says what the types are, which PostgreSQL can't tell from markers alone.
const SEEN: &str = "
    UPDATE pc_sessions SET last_seen_at = noted.column2, idle_until = noted.column3
    FROM (VALUES (CAST(NULL AS UUID), CAST(NULL AS TIMESTAMPTZ), CAST(NULL AS TIMESTAMPTZ)), ($1, $2, $3) /* MORE */) AS noted
    WHERE pc_sessions.id = noted.column1 AND pc_sessions.last_seen_at < noted.column2";

/// Writes when sessions were used, and until when they live for it: id, seen, idle until. The cache knows it already.
pub(crate) async fn seen(on: &mut impl Verbs, noted: Vec<[Value; 3]>) -> Result<()> {
    on.run(query(SEEN).rows(noted).about_nobody()).await?;
    Ok(())
}

const GRACE: &str = "UPDATE pc_sessions SET grace_until = $2 WHERE id = $1 AND grace_until < $2";

/// Lets a session count as fresh for a while longer; written at most once a minute.
pub(crate) async fn extend_grace(
    on: &mut impl Verbs,
    user: UserId,
    session: &SessionRow,
    until: Time,
) -> Result<()> {
    if until.since(session.grace_until) >= SEEN_EVERY {
        let grace = query(GRACE).bind(session.id).bind(until);
        on.run(grace.about(user.0)).await?;
    }
    Ok(())
}

/// What became of a renewal.
pub(crate) enum Renewed {
    /// The session has this secret now.
    Now(Token),
    /// Another request with the same cookie was faster; its answer carries the new one.
    Already,
    /// The session has ended meanwhile.
    Gone,
}

const RENEW: &str = "
    UPDATE pc_sessions SET token_hash = $3, replaced_hash = token_hash, authenticated_at = $4
    WHERE id = $1 AND token_hash = $2";
const IS_THERE: &str = "SELECT id FROM pc_sessions WHERE id = $1";

/// Gives a session a new secret and the time of a proof; the old cookie opens nothing from now on.
pub(crate) async fn renew(
    on: &mut impl Verbs,
    now: Time,
    user: UserId,
    session: &SessionRow,
) -> Result<Renewed> {
    let token = Token::generate();
    let renew = query(RENEW)
        .bind(session.id)
        .bind(&session.token_hash)
        .bind(token.hash())
        .bind(now)
        .about(user.0);
    if on.run(renew).await? > 0 {
        return Ok(Renewed::Now(token));
    }
    let there = on.optional(query(IS_THERE).bind(session.id)).await?;
    Ok(there.map_or(Renewed::Gone, |_| Renewed::Already))
}

const FIND_REPLACED: &str = "SELECT id FROM pc_sessions WHERE replaced_hash = $1";

/// The session that had this secret before its last renewal.
pub(crate) async fn find_replaced(on: &mut impl Verbs, token: &TokenHash) -> Result<Option<Uuid>> {
    let row = on.optional(query(FIND_REPLACED).bind(token)).await?;
    Ok(row.map(|row| row.id("id")).transpose()?)
}

const DELETE: &str = "DELETE FROM pc_sessions WHERE id = $1 RETURNING user_id";

/// Returns whose it was, if there was one.
pub(crate) async fn delete(tx: &mut Tx, session: Uuid) -> Result<Option<UserId>> {
    let delete = query(DELETE).bind(session).about_nobody();
    let Some(row) = tx.optional(delete).await? else {
        return Ok(None);
    };
    let user = row.id("user_id")?;
    tx.about(user);
    Ok(Some(UserId(user)))
}

const DELETE_OF_USER: &str = "DELETE FROM pc_sessions WHERE user_id = $1";

pub(crate) async fn delete_of_user(on: &mut impl Verbs, user: UserId) -> Result<()> {
    on.run(query(DELETE_OF_USER).bind(user.0).about(user.0))
        .await?;
    Ok(())
}

const DELETE_OTHERS: &str = "DELETE FROM pc_sessions WHERE user_id = $1 AND id <> $2";

/// Deletes the sessions of a user but this one; returns how many.
pub(crate) async fn delete_others(on: &mut impl Verbs, user: UserId, but: Uuid) -> Result<u64> {
    let delete = query(DELETE_OTHERS).bind(user.0).bind(but);
    Ok(on.run(delete.about(user.0)).await?)
}

const SWEEP: &str = "
    DELETE FROM pc_sessions WHERE id IN
        (SELECT id FROM pc_sessions WHERE idle_until < $1 ORDER BY idle_until LIMIT 500 /* LOCK */)";

/// Deletes a batch of sessions that have ended; returns how many.
pub(crate) async fn sweep(on: &mut impl Verbs, now: Time) -> Result<u64> {
    Ok(on.run(query(SWEEP).bind(now).skip_locked()).await?)
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[
    INSERT,
    CHECK,
    SEEN,
    GRACE,
    RENEW,
    IS_THERE,
    FIND_REPLACED,
    DELETE,
    DELETE_OF_USER,
    DELETE_OTHERS,
    SWEEP,
];
