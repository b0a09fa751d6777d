//! What became known of a route while it answered: that it asked who is there, or that it says it is for everybody.
//! Nothing in production looks at it; a test of an app does, which finds the routes that nobody guards.

#[cfg(any(test, feature = "testing"))]
use std::sync::{Mutex, PoisonError};
use std::{
    collections::BTreeSet,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

/// What is known of the route of one request.
#[derive(Debug, Default)]
pub(crate) struct Watched {
    demanded: AtomicBool,
    refused: AtomicBool,
    declared: AtomicBool,
    owner: OnceLock<Option<&'static str>>,
    #[cfg(any(test, feature = "testing"))]
    roles: Mutex<BTreeSet<String>>,
}

impl Watched {
    /// Somebody has to be signed in.
    pub(crate) fn demand(&self) {
        self.demanded.store(true, Relaxed);
    }

    /// The answer is a refusal of ours: whoever asked was turned away. One that a handler takes note of and goes on is none.
    pub(crate) fn refuse(&self) {
        self.refused.store(true, Relaxed);
    }

    /// Which feature the handler is of that answers; `None` for what is there with any features.
    pub(crate) fn belongs_to(&self, feature: Option<&'static str>) {
        let _ = self.owner.set(feature);
    }

    /// The route says itself that those may come who are not signed in.
    pub(crate) fn declare(&self) {
        self.declared.store(true, Relaxed);
    }

    /// These roles were asked for. Kept in tests only.
    #[cfg_attr(
        not(any(test, feature = "testing")),
        expect(unused_variables, reason = "kept in tests only")
    )]
    pub(crate) fn ask_for(&self, roles: &BTreeSet<String>) {
        #[cfg(any(test, feature = "testing"))]
        self.roles
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(roles.iter().cloned());
    }
}

#[cfg(any(test, feature = "testing"))]
impl Watched {
    pub(crate) fn is_demanded(&self) -> bool {
        self.demanded.load(Relaxed)
    }

    pub(crate) fn is_refused(&self) -> bool {
        self.refused.load(Relaxed)
    }

    /// The feature that was named; nothing where the handler is the app's.
    pub(crate) fn owner(&self) -> Option<Option<&'static str>> {
        self.owner.get().copied()
    }

    pub(crate) fn is_declared(&self) -> bool {
        self.declared.load(Relaxed)
    }

    pub(crate) fn roles(&self) -> BTreeSet<String> {
        let roles = self.roles.lock();
        roles.unwrap_or_else(PoisonError::into_inner).clone()
    }
}
