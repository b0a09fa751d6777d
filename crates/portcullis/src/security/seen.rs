//! When sessions were used, as far as it is not written yet.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use portcullis_kit::{clock::Time, db::Value};
use uuid::Uuid;

use super::signed_in::SessionRow;

/// What was noted and is not written yet, for each session: seen when, idle until when. In the order of the ids, in which
/// rows are locked.
#[derive(Default)]
pub(crate) struct Seen(Mutex<BTreeMap<Uuid, (Time, Time)>>);

impl Seen {
    pub(crate) fn note(&self, session: &SessionRow) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.insert(session.id, (session.last_seen_at, session.idle_until));
    }

    pub(crate) fn take(&self) -> Vec<[Value; 3]> {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let noted = std::mem::take(&mut *noted).into_iter();
        noted
            .map(|(id, (seen, idle))| [id.into(), seen.into(), idle.into()])
            .collect()
    }
}
