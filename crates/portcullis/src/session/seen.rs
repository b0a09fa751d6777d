//! When sessions were used last: noted in memory at a request, and written every few seconds for all together.
//!
//! A process that is killed takes at most that long of it along. Sessions then seem to have been used, and end by
//! `SESSION_IDLE_WITHIN`, some seconds earlier.

use std::time::Duration;

use portcullis_kit::clock::Time;

use super::store::{self, SEEN_EVERY};
use crate::{
    error::Result,
    security::{Security, cache::Kept, signed_in::Authenticated},
};

/// How often what was noted is written.
pub(crate) const WRITTEN_EVERY: Duration = Duration::from_secs(5);

/// So many sessions are written by one statement.
const BATCH: usize = 100;

/// Whether the use of a session has not been noted for long.
pub(super) fn is_to_note(found: &Authenticated, now: Time) -> bool {
    let session = found.session.as_ref();
    session.is_some_and(|session| now.since(session.last_seen_at) >= SEEN_EVERY)
}

impl Security {
    /// Notes that a session is in use, at most once a minute. `kept` is what the cache has of it.
    pub(super) async fn note_use(&self, found: &mut Authenticated, now: Time) -> bool {
        if !is_to_note(found, now) {
            return false;
        }
        let Some(session) = &mut found.session else {
            return false;
        };
        let lifetimes = &self.settings().sessions;
        let idle = if session.remember {
            lifetimes.remember_cookie_duration
        } else {
            lifetimes.session_idle_within
        };
        session.idle_until = (now + idle).min(session.expires_at).max(session.idle_until);
        session.last_seen_at = now;
        self.0.seen.note(session);
        // An app without tasks in the background has nobody who would write it later.
        if self.0.background.get().is_none() {
            store::best_effort(self.write_seen()).await;
        }
        true
    }

    /// Notes the use of a session that was found in the cache.
    pub(super) async fn note_kept(&self, kept: &Kept, found: &mut Authenticated, now: Time) {
        if self.note_use(found, now).await {
            self.0.cache.replace(kept, found.clone());
        }
    }

    /// Writes which sessions were used. What can't be written is lost: it is a note.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    pub(crate) async fn write_seen(&self) -> Result<()> {
        for batch in self.0.seen.take().chunks(BATCH) {
            store::seen(&mut self.db(), batch.to_vec()).await?;
        }
        Ok(())
    }
}
