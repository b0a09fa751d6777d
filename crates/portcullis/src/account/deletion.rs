//! The SQL of deletion: asked for, undone, due, done.

use portcullis_kit::{
    clock::Time,
    db::{Verbs, query},
};

use super::user::UserId;
use crate::error::Result;

const BEGIN: &str =
    "UPDATE pc_users SET deletion_at = $2, updated_at = $3 WHERE id = $1 AND deletion_at IS NULL";

/// Notes when a user is to be gone. Returns false, and changes nothing, when that is noted already.
pub(crate) async fn begin(on: &mut impl Verbs, now: Time, id: UserId, at: Time) -> Result<bool> {
    let begin = query(BEGIN).bind(id.0).bind(at).bind(now);
    Ok(on.run(begin.about(id.0)).await? > 0)
}

const UNDO: &str = "
    UPDATE pc_users SET deletion_at = NULL, updated_at = $2 WHERE id = $1 AND deletion_at IS NOT NULL";

/// Returns false, and changes nothing, when no deletion waits: it was undone, or done.
pub(crate) async fn undo(on: &mut impl Verbs, now: Time, id: UserId) -> Result<bool> {
    let undo = query(UNDO).bind(id.0).bind(now);
    Ok(on.run(undo.about(id.0)).await? > 0)
}

const DUE: &str = "
    SELECT id, deletion_at FROM pc_users WHERE deletion_at <= $1 AND active AND (deletion_at, id) > ($2, $3)
    ORDER BY deletion_at, id LIMIT 100";

/// Users whose time is over, and when it was: in that order, after this one. Not who was switched off meanwhile: that account
/// waits for its operator, who may be looking into it.
pub(crate) async fn due(
    on: &mut impl Verbs,
    now: Time,
    (time, user): (Time, UserId),
) -> Result<Vec<(Time, UserId)>> {
    let due = query(DUE).bind(now).bind(time).bind(user.0);
    let rows = on.all(due).await?;
    rows.iter()
        .map(|row| Ok((row.time("deletion_at")?, UserId(row.id("id")?))))
        .collect()
}

const LOCK_DUE: &str = "SELECT id FROM pc_users WHERE id = $1 AND active AND deletion_at <= $2";

/// Whether the user's time is over still, and nobody else changes the user before this transaction ends.
pub(crate) async fn lock_due(on: &mut impl Verbs, now: Time, id: UserId) -> Result<bool> {
    let lock = query(LOCK_DUE).bind(id.0).bind(now).for_update();
    Ok(on.optional(lock).await?.is_some())
}

const DELETE: &str = "DELETE FROM pc_users WHERE id = $1";

/// Deletes a user with sessions, tokens and roles. Returns whether there was one.
pub(crate) async fn delete(on: &mut impl Verbs, id: UserId) -> Result<bool> {
    Ok(on.run(query(DELETE).bind(id.0).about(id.0)).await? > 0)
}

/// The statements of this file, for the test that prepares them all.
#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[BEGIN, UNDO, DUE, LOCK_DUE, DELETE];
