//! Hashes of other systems: read with bounds, verified as that system did, never made.
//!
//! What is brought along is stored with a mark in front, `{single}` or `{double}`, so that a hash of ours and the same
//! kind of hash from elsewhere are never taken for each other.

mod bcrypt;
mod double;
mod pbkdf2;
mod scheme;
mod scrypt;
mod sha_crypt;
#[cfg(test)]
mod tests;

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use self::scheme::Scheme;
use super::Error;
use super::engine::Memory;
use crate::secret::Secret;

/// Longer passwords are refused here, though Django's forms and passlib take up to 4,096 bytes (Flask-Security 128 code
/// points): SHA-crypt's work grows with the length, so there has to be an end. Who has one sets another by `/reset`.
const LONGEST_PASSWORD: usize = 1024;

const SINGLE: &str = "{single}";
const DOUBLE: &str = "{double}";

/// How the system worked that a hash comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Whether it is a Flask-Security that hashed twice: its `SECURITY_PASSWORD_SALT` was set.
    pub double: bool,
    /// The schemes that were hashed once all the same: its `SECURITY_PASSWORD_SINGLE_HASH`, by the names of passlib.
    pub single: Vec<String>,
}

/// A hash of another system that can be verified here: its existence means that it was read, and lies within the bounds.
/// Shown, it is what is to be stored.
#[derive(Clone)]
pub struct ForeignHash(String);

impl ForeignHash {
    /// Reads a hash as the other system stored it: argon2, bcrypt, bcrypt-sha256, PBKDF2, scrypt and SHA-crypt as passlib
    /// writes them, and Django's. `None` when it is malformed, of another kind, or asks for more work than is done here.
    #[must_use]
    pub fn parse(text: &str, origin: &Origin) -> Option<Self> {
        let scheme = Scheme::parse(text)?;
        let once = !origin.double || origin.single.iter().any(|name| name == scheme.name());
        let mark = if once { SINGLE } else { DOUBLE };
        Some(Self(format!("{mark}{text}")))
    }
}

impl fmt::Display for ForeignHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ForeignHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[foreign hash]")
    }
}

/// A stored hash of another system.
pub(super) struct Foreign {
    scheme: Scheme,
    double: bool,
}

impl Foreign {
    /// Reads what [`ForeignHash`] shows.
    pub(super) fn parse(stored: &str) -> Option<Self> {
        let (double, text) = match stored.strip_prefix(SINGLE) {
            Some(text) => (false, text),
            None => (true, stored.strip_prefix(DOUBLE)?),
        };
        let scheme = Scheme::parse(text)?;
        Some(Self { scheme, double })
    }

    /// Whether this is the password.
    pub(super) fn matches(
        &self,
        password: &Secret,
        salt: &Secret,
        memory: &mut Memory,
    ) -> Result<bool, Error> {
        if self.double && salt.is_empty() {
            return Err(Error::Unreadable);
        }
        for form in forms(password) {
            let same = if self.double {
                let input = double::input(&form, salt);
                self.scheme.matches(input.as_bytes(), memory)?
            } else {
                self.scheme.matches(form.as_bytes(), memory)?
            };
            if same {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The spellings that the other system may have hashed, each once: NFKD (Flask-Security), as typed (Django, passlib), NFC.
/// They are one and the same unless there is more than ASCII in it.
fn forms(password: &Secret) -> Vec<Zeroizing<String>> {
    let typed = password.expose();
    let mut forms: Vec<Zeroizing<String>> = Vec::new();
    if typed.len() > LONGEST_PASSWORD {
        return forms;
    }
    let spelt: [String; 3] = [
        typed.nfkd().collect(),
        typed.to_owned(),
        typed.nfc().collect(),
    ];
    for form in spelt.map(Zeroizing::new) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}
