//! Who was found for a session cookie or an auth token a moment ago, so that the next request need not ask the database.
//!
//! What is answered from here is what the database would say, within this process always: every change goes through
//! the [`Db`](portcullis_kit::db::Db), which tells whom it was about before whoever made it hears that it is kept. What other
//! processes change is told by the database (`session/watch.rs`); where that falls silent, nothing is answered from here
//! that is older than [`STALE_AFTER`].
//!
//! **Nothing old is put in behind a change.** Who looks somebody up notes the count of changes first, and keeps what was found
//! only if it still is the same. A change counts up before it outdates: so if the count was the same when the generation
//! was read, a change that the look-up did not see outdates that generation afterwards.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
};
use std::time::Duration;

use portcullis_kit::{
    clock::Time,
    db::{Changes, Watcher},
    token::TokenHash,
};
use tokio::{sync::Notify, time::Instant};
use uuid::Uuid;

use super::signed_in::{Authenticated, Mechanism};
use crate::account::UserId;

/// How old an answer may be while it is not known what other processes have changed.
pub(crate) const STALE_AFTER: Duration = Duration::from_secs(1);

/// People share so many generations. Two who share one only outdate each other; 32 KiB.
const GENERATIONS: usize = 4096;

/// The tables of which the answers are made.
const TABLES: &[&str] = &[
    "pc_users",
    "pc_sessions",
    "pc_auth_tokens",
    "pc_roles",
    "pc_user_roles",
];

/// The cache of one process.
pub(crate) struct Cache {
    /// None when it is switched off. Keys are SHA-256 of random bits, so nobody can choose where they come to lie.
    kept: Option<quick_cache::sync::Cache<Key, Arc<Kept>>>,
    /// How many changes there were.
    changes: AtomicU64,
    everybody: AtomicU64,
    people: Box<[AtomicU64]>,
    born: Instant,
    /// In microseconds after `born`: what other processes changed before is known.
    known_until: AtomicU64,
    asked: AtomicBool,
    wanted: Notify,
}

/// A token is never taken for a cookie, nor a cookie for a token.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key(bool, TokenHash);

/// Somebody who was found.
pub(crate) struct Kept {
    pub(crate) found: Authenticated,
    key: Key,
    generation: Generation,
    looked_up: Instant,
}

/// Another one outdates what was kept of a person before.
type Generation = (u64, u64);

/// How things stood before somebody was looked up.
#[must_use]
pub(crate) struct Before {
    changes: u64,
    at: Instant,
}

impl Cache {
    /// A cache of so many answers; 0 switches it off.
    pub(crate) fn new(entries: u32) -> Self {
        let zeros = || (0..GENERATIONS).map(|_| AtomicU64::new(0)).collect();
        Self {
            kept: (entries > 0).then(|| quick_cache::sync::Cache::new(entries as usize)),
            changes: AtomicU64::new(0),
            everybody: AtomicU64::new(0),
            people: zeros(),
            born: Instant::now(),
            known_until: AtomicU64::new(0),
            asked: AtomicBool::new(false),
            wanted: Notify::new(),
        }
    }

    /// Who this was found to be, if that still holds.
    pub(crate) fn find(&self, by: Mechanism, hash: &TokenHash, now: Time) -> Option<Arc<Kept>> {
        let cache = self.kept.as_ref()?;
        // Before the look, so that a first request wakes whoever listens to other processes.
        if !self.asked.load(SeqCst) && !self.asked.swap(true, SeqCst) {
            self.wanted.notify_one();
        }
        let kept = cache.get(&Key::of(by, hash))?;
        let holds = kept.found.ends_at().is_some_and(|end| now < end)
            && kept.generation == self.generation(kept.found.user.id)
            && self.is_current(kept.looked_up);
        holds.then_some(kept)
    }

    fn is_current(&self, looked_up: Instant) -> bool {
        let known = self.born + Duration::from_micros(self.known_until.load(SeqCst));
        Instant::now() <= looked_up.max(known) + STALE_AFTER
    }

    /// To be called before somebody is looked up.
    pub(crate) fn before(&self) -> Before {
        Before {
            changes: self.changes.load(SeqCst),
            at: Instant::now(),
        }
    }

    /// Keeps who was looked up since, unless something was changed meanwhile.
    pub(crate) fn keep(&self, before: Before, hash: &TokenHash, found: &Authenticated) {
        let Some(cache) = &self.kept else {
            return;
        };
        let generation = self.generation(found.user.id);
        if self.changes.load(SeqCst) != before.changes {
            return;
        }
        let kept = Kept {
            found: found.clone(),
            key: Key::of(found.mechanism, hash),
            generation,
            looked_up: before.at,
        };
        cache.insert(kept.key.clone(), Arc::new(kept));
    }

    /// The same answer with other times of use, which this process has noted.
    pub(crate) fn replace(&self, kept: &Kept, found: Authenticated) {
        let Some(cache) = &self.kept else {
            return;
        };
        let kept = Kept {
            found,
            key: kept.key.clone(),
            ..*kept
        };
        cache.insert(kept.key.clone(), Arc::new(kept));
    }

    fn generation(&self, user: UserId) -> Generation {
        (
            self.everybody.load(SeqCst),
            self.of_person(user.0).load(SeqCst),
        )
    }

    fn of_person(&self, user: Uuid) -> &AtomicU64 {
        // The last bits of an id of version 7 are random.
        let place = usize::from(user.as_bytes()[14]) << 8 | usize::from(user.as_bytes()[15]);
        &self.people[place % GENERATIONS]
    }

    /// What was kept may have been changed.
    pub(crate) fn forget(&self, changes: &Changes) {
        self.changes.fetch_add(1, SeqCst);
        match changes {
            Changes::Everything => drop(self.everybody.fetch_add(1, SeqCst)),
            Changes::Of(people) => people.iter().for_each(|person| {
                self.of_person(*person).fetch_add(1, SeqCst);
            }),
        }
    }

    /// What other processes changed before this moment has been told.
    pub(crate) fn known_until(&self, moment: Instant) {
        let since = moment.saturating_duration_since(self.born).as_micros();
        let since = u64::try_from(since).unwrap_or(u64::MAX);
        self.known_until.fetch_max(since, SeqCst);
    }

    /// Waits until somebody asks.
    pub(crate) async fn wanted(&self) {
        while !self.was_asked() {
            self.wanted.notified().await;
        }
    }

    /// Whether somebody has asked since this was called last.
    pub(crate) fn was_asked(&self) -> bool {
        self.asked.swap(false, SeqCst)
    }
}

impl Key {
    fn of(by: Mechanism, hash: &TokenHash) -> Self {
        Self(by == Mechanism::Token, hash.clone())
    }
}

impl Watcher for Cache {
    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn changed(&self, changes: &Changes) {
        self.forget(changes);
    }
}
