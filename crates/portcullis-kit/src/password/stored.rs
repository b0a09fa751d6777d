//! What is stored of a password: a hash of ours, or one that was brought along from elsewhere.

use super::argon::Argon;
use super::engine::Memory;
#[cfg(feature = "foreign-hashes")]
use super::foreign::Foreign;
use super::{Cost, Error, normalised};
use crate::secret::Secret;

/// One stored hash, read with bounds.
pub(super) enum Stored {
    Own(Argon),
    #[cfg(feature = "foreign-hashes")]
    Foreign(Foreign),
}

impl Stored {
    /// `None` when it is malformed, of a kind that is not known, or beyond the bounds.
    pub(super) fn parse(text: &str) -> Option<Self> {
        #[cfg(feature = "foreign-hashes")]
        if let Some(foreign) = Foreign::parse(text) {
            return Some(Self::Foreign(foreign));
        }
        Argon::parse(text).map(Self::Own)
    }

    /// Whether a hash made today would look like this one.
    pub(super) fn is_of(&self, cost: Cost) -> bool {
        match self {
            Self::Own(argon) => argon.is_of(cost),
            #[cfg(feature = "foreign-hashes")]
            Self::Foreign(_) => false,
        }
    }

    /// Whether this is the password. `salt` is that of Flask-Security's double hash.
    pub(super) fn matches(
        &self,
        password: &Secret,
        salt: &Secret,
        memory: &mut Memory,
    ) -> Result<bool, Error> {
        #[cfg(not(feature = "foreign-hashes"))]
        let _ = salt;
        match self {
            Self::Own(argon) => argon.matches(normalised(password).as_bytes(), memory),
            #[cfg(feature = "foreign-hashes")]
            Self::Foreign(foreign) => foreign.matches(password, salt, memory),
        }
    }
}
