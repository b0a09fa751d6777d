//! A string that never shows itself, neither in a log nor in an error nor in a reply.

use std::fmt;

use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

/// A password, key or token text. `Debug` and `Display` print `[secret]`; it is overwritten when dropped.
///
/// It can be deserialised but not serialised, and it cannot be compared: comparing secrets with `==`
/// takes a time that tells how much was right.
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text in. A `String` is moved, not copied, so no second copy stays in memory.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself. Every call of this is a place where the secret can get out.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Secret::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_never_shows() {
        let secret = Secret::new("correct horse");
        assert_eq!(
            format!("{secret} {secret:?} {secret:#?} {:?}", Some(&secret)),
            "[secret] [secret] [secret] Some([secret])"
        );
        assert_eq!(secret.expose(), "correct horse");
    }

    // ASVS: 11.7.2
    #[test]
    fn a_secret_is_wiped_when_it_is_dropped() {
        use zeroize::{Zeroize as _, ZeroizeOnDrop};
        fn wiped_when_dropped(_: &impl ZeroizeOnDrop) {}
        let mut secret = Secret::new("correct horse");
        // Freed memory cannot be looked at; that it is wiped is what this type says.
        wiped_when_dropped(&secret.0);
        secret.0.zeroize();
        assert!(secret.is_empty());
    }

    #[test]
    fn a_secret_is_read_from_a_file() {
        #[derive(Deserialize)]
        struct File {
            key: Secret,
        }
        let file: File = toml::from_str("key = \"abc\"").unwrap();
        assert_eq!(file.key.expose(), "abc");
        assert!(!file.key.is_empty() && Secret::default().is_empty());
    }
}
