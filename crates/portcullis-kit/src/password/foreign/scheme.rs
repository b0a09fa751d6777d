//! Which scheme a foreign hash is of.

use super::Error;
use super::bcrypt::Bcrypt;
use super::pbkdf2::Pbkdf2;
use super::scrypt::Scrypt;
use super::sha_crypt::ShaCrypt;
use crate::password::argon::Argon;
use crate::password::engine::Memory;

/// A hash that was read.
#[derive(Clone)]
pub(super) enum Scheme {
    Argon { argon: Argon, django: bool },
    Bcrypt(Bcrypt),
    Pbkdf2(Pbkdf2),
    Scrypt(Scrypt),
    ShaCrypt(ShaCrypt),
}

impl Scheme {
    /// `None` when it is malformed, of another kind, or beyond the bounds.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if !text.is_ascii() {
            return None;
        }
        if let Some(phc) = text.strip_prefix("argon2$") {
            let argon = Argon::parse(&format!("${phc}"))?;
            return Some(Self::Argon {
                argon,
                django: true,
            });
        }
        if text.starts_with("$argon2") {
            let argon = Argon::parse(text)?;
            return Some(Self::Argon {
                argon,
                django: false,
            });
        }
        Bcrypt::parse(text)
            .map(Self::Bcrypt)
            .or_else(|| Pbkdf2::parse(text).map(Self::Pbkdf2))
            .or_else(|| Scrypt::parse(text).map(Self::Scrypt))
            .or_else(|| ShaCrypt::parse(text).map(Self::ShaCrypt))
    }

    /// What passlib calls it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Argon { django: true, .. } => "django_argon2",
            Self::Argon { django: false, .. } => "argon2",
            Self::Bcrypt(bcrypt) => bcrypt.name(),
            Self::Pbkdf2(pbkdf2) => pbkdf2.name(),
            Self::Scrypt(scrypt) => scrypt.name(),
            Self::ShaCrypt(sha_crypt) => sha_crypt.name(),
        }
    }

    /// Whether this is the password, as the other system would have said.
    pub(super) fn matches(&self, password: &[u8], memory: &mut Memory) -> Result<bool, Error> {
        match self {
            Self::Argon { argon, .. } => argon.matches(password, memory),
            Self::Bcrypt(bcrypt) => Ok(bcrypt.matches(password)),
            Self::Pbkdf2(pbkdf2) => Ok(pbkdf2.matches(password)),
            Self::Scrypt(scrypt) => scrypt.matches(password),
            Self::ShaCrypt(sha_crypt) => Ok(sha_crypt.matches(password)),
        }
    }
}

/// A number as these formats write it: digits without a leading zero. Nothing that they count is zero.
pub(super) fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = plain && !text.starts_with('0');
    canonical.then(|| text.parse().ok()).flatten()
}
