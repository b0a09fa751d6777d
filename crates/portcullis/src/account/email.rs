//! An e-mail address, parsed: syntax by RFC 5321/5322 without comments, quotes and literals; the domain by IDNA.

use std::{fmt, str::FromStr};

use email_address::{EmailAddress, Options};
use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

use crate::{error::Fault, messages::Param};

/// RFC 5321, 4.5.3.1.3: a path has 256 octets, two of them the angle brackets.
const MAX_BYTES: usize = 254;

/// A well-formed address, normalised: local part in NFC as typed, domain lower-case ASCII (IDNA, UTS 46).
/// No look-up is made: `example.test` is as good as any.
///
/// ```
/// use portcullis::Email;
///
/// let email = Email::parse(" Ada@Example.COM ").unwrap();
/// assert_eq!(email.as_str(), "Ada@example.com");
/// assert_eq!(Email::parse("ada").unwrap_err().key, "INVALID_EMAIL_ADDRESS");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email {
    address: String,
    key: String,
}

impl Email {
    /// Parses an address; blanks around it are forgiven.
    ///
    /// # Errors
    /// A fault of the field `email`: `EMAIL_NOT_PROVIDED` when there is nothing, `INVALID_EMAIL_ADDRESS` else.
    ///
    /// ```
    /// # use portcullis::{Email, Fault};
    /// assert_eq!(Email::parse(" ").unwrap_err().key, "EMAIL_NOT_PROVIDED");
    /// assert_eq!(Email::parse("ada@").unwrap_err().key, "INVALID_EMAIL_ADDRESS");
    /// let ada: Email = "ada@example.com".parse()?; // The same.
    /// # assert_eq!(ada.as_str(), "ada@example.com");
    /// # Ok::<(), Fault>(())
    /// ```
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let typed = typed.trim_matches([' ', '\t']);
        if typed.is_empty() {
            return Err(Fault::of("email", "EMAIL_NOT_PROVIDED"));
        }
        Self::normalise(typed).ok_or_else(|| Fault::of("email", "INVALID_EMAIL_ADDRESS"))
    }

    fn normalise(typed: &str) -> Option<Self> {
        // Longer than any normal form of a legal address; bounds the work below.
        if typed.len() > 4 * MAX_BYTES || typed.chars().any(|c| c.is_control() || c.is_whitespace())
        {
            return None;
        }
        let (local, domain) = typed.rsplit_once('@')?;
        if local.contains(['@', '"', '(', ')', '<', '>', ',', ';', ':', '\\', '[', ']']) {
            return None;
        }
        let local: String = local.nfc().collect();
        let domain = idna::domain_to_ascii_strict(domain).ok()?;
        let options = Options::default()
            .without_display_text()
            .without_domain_literal();
        let address = format!("{local}@{domain}");
        EmailAddress::parse_with_options(&address, options).ok()?;
        // `localhost` is the one name without a dot that a mail on this machine may go to.
        if address.len() > MAX_BYTES || !(domain.contains('.') || domain == "localhost") {
            return None;
        }
        let key = format!("{}@{domain}", local.to_lowercase());
        Some(Self { address, key })
    }

    /// The address to write to.
    ///
    /// ```
    /// # use portcullis::{Email, Fault};
    /// // As it was typed before the @, and in ASCII behind it.
    /// assert_eq!(Email::parse("Ada@bücher.example")?.as_str(), "Ada@xn--bcher-kva.example");
    /// # Ok::<(), Fault>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The form in which addresses are compared: lower-case as a whole, so that one person is not two.
    ///
    /// ```
    /// # use portcullis::{Email, Fault};
    /// let (typed, stored) = (Email::parse("ADA@example.com")?, Email::parse("Ada@example.com")?);
    /// assert_ne!(typed.as_str(), stored.as_str());
    /// assert_eq!(typed.key(), stored.key());
    /// # Ok::<(), Fault>(())
    /// ```
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl FromStr for Email {
    type Err = Fault;

    fn from_str(typed: &str) -> Result<Self, Fault> {
        Self::parse(typed)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address)
    }
}

impl Serialize for Email {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.address)
    }
}

impl From<&Email> for Param {
    fn from(email: &Email) -> Self {
        Self::Text(email.as_str().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key_of(typed: &str) -> String {
        Email::parse(typed).expect(typed).key().to_owned()
    }

    #[test]
    fn an_address_is_normalised() {
        let email = Email::parse(" Zoe.Ångström@BÜCHER.Example ").unwrap();
        assert_eq!(email.as_str(), "Zoe.Ångström@xn--bcher-kva.example");
        assert_eq!(email.key(), "zoe.ångström@xn--bcher-kva.example");
        assert_eq!(key_of("ADA@example.com"), key_of("ada@EXAMPLE.COM"));
        assert_eq!(
            key_of("zo\u{e9}@example.com"),
            key_of("zoe\u{301}@example.com")
        );
    }

    #[test]
    fn addresses_for_tests_and_of_this_machine_are_accepted() {
        for typed in [
            "ada@example.com",
            "ada@example.test",
            "admin@localhost",
            "a+b@sub.example.org",
        ] {
            assert!(Email::parse(typed).is_ok(), "{typed}");
        }
    }

    // ASVS: 1.3.3, 1.3.11
    #[test]
    fn anything_that_could_end_a_header_or_name_a_second_person_is_refused() {
        let long_local = format!("{}@example.com", "a".repeat(65));
        let long_domain = format!("a@{}.example", "b".repeat(64));
        for typed in [
            "ada",
            "@example.com",
            "ada@",
            "ada@@example.com",
            "ada@example.com@evil.example",
            "ada@example.com\nBcc: eve@evil.example",
            "ada\r@example.com",
            "ada\0@example.com",
            "Ada <ada@example.com>",
            "\"ada\"@example.com",
            "ada@[127.0.0.1]",
            "a b@example.com",
            "ada@example",
            "ada@-example.com",
            "ada@example..com",
            ".ada@example.com",
            "ada@example.com,eve@evil.example",
            "ada@exam\u{200b}ple.com\u{202e}",
            &long_local,
            &long_domain,
        ] {
            assert!(Email::parse(typed).is_err(), "{typed:?} was accepted");
        }
        assert_eq!(Email::parse("  ").unwrap_err().key, "EMAIL_NOT_PROVIDED");
    }

    proptest! {
        #[test]
        fn parsing_what_was_parsed_changes_nothing(typed in ".{0,40}@.{0,40}") {
            if let Ok(email) = Email::parse(&typed) {
                prop_assert_eq!(Email::parse(email.as_str()).unwrap(), email);
            }
        }

        #[test]
        fn an_accepted_address_has_no_control_character(typed in any::<String>()) {
            if let Ok(email) = Email::parse(&typed) {
                prop_assert!(!email.as_str().chars().any(|c| c.is_control() || c.is_whitespace()));
            }
        }
    }
}
