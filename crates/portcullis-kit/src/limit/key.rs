//! What counts are called.

use crate::digest::Fields;

/// The name of a count: half a SHA-256 of whom it belongs to, half a one of what is counted. So the counts of one owner
/// stand beside each other and can be found without a word about the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(pub(super) [u8; 32]);

/// All counts of one owner, such as an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family([u8; 16]);

impl Family {
    /// The counts of the owner with this name.
    #[must_use]
    pub fn of(owner: &str) -> Self {
        Self(half("portcullis throttle owner v1", &[owner]))
    }

    /// The key of what is counted by this name for these values.
    #[must_use]
    pub fn key(&self, name: &str, values: &[&str]) -> Key {
        let own = half(name, values);
        let mut key = [0; 32];
        key[..16].copy_from_slice(&self.0);
        key[16..].copy_from_slice(&own);
        Key(key)
    }

    /// Between which all of its keys are.
    pub(super) fn ends(&self) -> [Vec<u8>; 2] {
        [0, 0xff].map(|filler| [self.0, [filler; 16]].concat())
    }
}

/// The first half of a digest of the name and the values.
fn half(name: &str, values: &[&str]) -> [u8; 16] {
    let fields = values
        .iter()
        .fold(Fields::of(name), |all, value| all.text(value));
    let whole = fields.finish();
    std::array::from_fn(|n| whole.as_bytes()[n])
}
