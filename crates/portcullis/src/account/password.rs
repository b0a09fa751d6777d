//! A new password, checked by the policy: its existence means that it may be set.

use portcullis_kit::secret::Secret;
use unicode_normalization::UnicodeNormalization;

use crate::error::{Fault, Faults};

/// How long a new password may be, in code points after NFC.
#[derive(Debug, Clone, Copy)]
pub struct Policy {
    /// `SECURITY_PASSWORD_LENGTH_MIN`; NIST 800-63B-4, 3.1.1.2 asks for 15.
    pub min: usize,
    /// `SECURITY_PASSWORD_LENGTH_MAX`; at least 64 by the same rule.
    pub max: usize,
}

/// A password that the policy lets in. Never truncated, no rules of composition (NIST 800-63B-4, 3.1.1.2).
#[derive(Debug, Clone)]
pub struct NewPassword(Secret);

impl NewPassword {
    /// Checks a password for the form field `field`.
    ///
    /// # Errors
    /// A fault of `field`: `PASSWORD_NOT_PROVIDED` when it is empty or only blanks, `PASSWORD_INVALID_LENGTH` when it
    /// is shorter than the policy wants, `PASSWORD_TOO_LONG` when it is longer.
    pub fn parse(typed: &Secret, field: &'static str, policy: Policy) -> Result<Self, Fault> {
        if typed.expose().trim().is_empty() {
            return Err(Fault::of(field, "PASSWORD_NOT_PROVIDED"));
        }
        let length = typed.expose().nfc().count();
        if length < policy.min {
            return Err(Fault::of(field, "PASSWORD_INVALID_LENGTH").with("length", policy.min));
        }
        if length > policy.max {
            return Err(Fault::of(field, "PASSWORD_TOO_LONG").with("length", policy.max));
        }
        Ok(Self(typed.clone()))
    }

    /// Compares the password with its repetition: always when one was sent, and when `required`.
    pub(crate) fn check_repeated(
        typed: &Secret,
        repeated: Option<&Secret>,
        field: &'static str,
        required: bool,
        faults: &mut Faults,
    ) {
        let same = repeated.is_none_or(|repeated| repeated.expose() == typed.expose());
        if !same || (required && repeated.is_none()) {
            faults.push(Fault::of(field, "RETYPE_PASSWORD_MISMATCH"));
        }
    }

    /// Whether this is the same password as one that was typed elsewhere.
    pub(crate) fn is_same_as(&self, typed: &Secret) -> bool {
        self.0.expose().nfc().eq(typed.expose().nfc())
    }

    /// What to hash.
    pub fn secret(&self) -> &Secret {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Policy = Policy { min: 15, max: 64 };

    fn key_of(typed: &str) -> Option<&'static str> {
        NewPassword::parse(&Secret::new(typed), "password", POLICY)
            .err()
            .map(|fault| fault.key)
    }

    #[test]
    fn length_is_counted_in_code_points_of_the_normal_form() {
        assert_eq!(key_of("fourteen chars"), Some("PASSWORD_INVALID_LENGTH"));
        assert_eq!(key_of("fifteen  chars!"), None);
        assert_eq!(
            key_of(&"e\u{301}".repeat(8)),
            Some("PASSWORD_INVALID_LENGTH")
        );
        assert_eq!(key_of(&"é".repeat(64)), None);
        assert_eq!(key_of(&"é".repeat(65)), Some("PASSWORD_TOO_LONG"));
        assert_eq!(
            key_of("                    "),
            Some("PASSWORD_NOT_PROVIDED")
        );
    }
}
