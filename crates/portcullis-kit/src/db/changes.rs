//! Who hears that something was changed, and what of: so that whoever keeps a copy of rows in memory knows when to forget it.
//!
//! The door knows tables and ids, not what they mean. A statement that writes says whom it is about
//! ([`Query::about`](super::Query::about)); one that names a watched table and says nothing is about everybody, so a mark that
//! was left out costs time and never truth. What a transaction changed is told when its commit has ended, before the caller
//! hears of it, and also when nobody knows how it ended; what was rolled back is told to nobody.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock, Weak};

use uuid::Uuid;

use super::Query;

/// Whom a change was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Only those with these ids.
    Of(BTreeSet<Uuid>),
    /// Possibly everybody.
    Everything,
}

/// Keeps a copy of rows, and hears when they were changed through this [`Db`](super::Db) or its clones.
pub trait Watcher: Send + Sync {
    /// The tables whose rows it copies.
    fn tables(&self) -> &'static [&'static str];

    /// Something may have been changed by now. Called before the caller of the change hears that it was made, in that
    /// caller's task or on a thread that commits: it must not wait.
    fn changed(&self, changes: &Changes);
}

/// Whom a statement is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    Unsaid,
    Those(Vec<Uuid>),
}

/// All who watch a database. Whoever is gone hears nothing any more.
#[derive(Clone, Default)]
pub(super) struct Watchers(Arc<RwLock<Watched>>);

#[derive(Default)]
struct Watched {
    by: Vec<Weak<dyn Watcher>>,
    /// Whether a statement names a watched table: read once, for the text does not change.
    statements: HashMap<&'static str, bool>,
}

/// What was changed and is to be told; dropping it tells.
#[must_use]
pub(super) struct ToTell {
    watchers: Watchers,
    changes: Changes,
}

impl Watchers {
    pub(super) fn add(&self, watcher: &Arc<dyn Watcher>) {
        let mut watched = self.0.write().unwrap_or_else(PoisonError::into_inner);
        watched.by.retain(|known| known.strong_count() > 0);
        watched.by.push(Arc::downgrade(watcher));
        watched.statements.clear();
    }

    /// Adds what a statement changes.
    pub(super) fn note(&self, query: &Query, changes: &mut Changes) {
        match (query.is_about(), &mut *changes) {
            (_, Changes::Everything) => {}
            (About::Those(those), Changes::Of(ids)) => ids.extend(those),
            (About::Unsaid, Changes::Of(_)) => {
                if query.writes() && self.is_watched(query.text()) {
                    *changes = Changes::Everything;
                }
            }
        }
    }

    /// What has to be told of a statement that is kept at once.
    pub(super) fn of(&self, query: &Query) -> Option<ToTell> {
        let mut changes = Changes::default();
        self.note(query, &mut changes);
        self.to_tell(changes)
    }

    pub(super) fn to_tell(&self, changes: Changes) -> Option<ToTell> {
        (changes != Changes::default()).then(|| ToTell {
            watchers: self.clone(),
            changes,
        })
    }

    fn is_watched(&self, sql: &'static str) -> bool {
        let watched = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = watched.statements.get(sql) {
            return *known;
        }
        drop(watched);
        let mut watched = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let is_watched = watched.names(sql);
        watched.statements.insert(sql, is_watched);
        is_watched
    }
}

impl Watched {
    fn names(&self, sql: &str) -> bool {
        let is_part = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
        let mut words = sql.split(is_part);
        words.any(|word| {
            let is = |table: &&str| table.eq_ignore_ascii_case(word);
            let watchers = self.by.iter().filter_map(Weak::upgrade);
            watchers.into_iter().any(|by| by.tables().iter().any(is))
        })
    }
}

impl Default for Changes {
    fn default() -> Self {
        Self::Of(BTreeSet::new())
    }
}

impl Drop for ToTell {
    fn drop(&mut self) {
        let watched = self.watchers.0.read();
        let watched = watched.unwrap_or_else(PoisonError::into_inner);
        for watcher in watched.by.iter().filter_map(Weak::upgrade) {
            watcher.changed(&self.changes);
        }
    }
}
