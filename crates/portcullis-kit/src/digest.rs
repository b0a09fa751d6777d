//! SHA-256 over several fields, written so that no two lists of fields give the same bytes.

use std::{fmt, str::FromStr};

use sha2::{Digest as _, Sha256};

const BYTES: usize = 32;

/// Bytes as hexadecimal digits, in small letters.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A finished digest; by default the one of nothing, all zeros. It shows itself as 64 hexadecimal digits.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Digest([u8; BYTES]);

impl Digest {
    /// The digest as it stands in the database; `None` when that is not 32 bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Digest> {
        bytes.try_into().ok().map(Digest)
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; BYTES] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl FromStr for Digest {
    type Err = String;

    /// Reads 64 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "not a digest of 64 hexadecimal digits".to_owned();
        if text.len() != 2 * BYTES || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let mut bytes = [0; BYTES];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = str::from_utf8(pair).map_err(|_| wrong())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

/// Takes field after field. Each goes in as one byte 1, its length in 8 bytes (the highest first) and its bytes; one that
/// is not there as one byte 0. So nothing can move from one field into its neighbour.
#[derive(Clone)]
#[must_use = "fields count for nothing until `finish`"]
pub struct Fields(Sha256);

impl Fields {
    /// Begins with what the digest is for, so that one of another purpose is never the same.
    pub fn of(purpose: &str) -> Self {
        Self(Sha256::new()).text(purpose)
    }

    /// Bytes.
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update([1]);
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    /// Text, as UTF-8.
    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// A whole number, in 8 bytes.
    pub fn number(self, number: i64) -> Self {
        self.bytes(&number.to_be_bytes())
    }

    /// Bytes, or that there are none.
    pub fn optional(mut self, bytes: Option<&[u8]>) -> Self {
        match bytes {
            Some(bytes) => self.bytes(bytes),
            None => {
                self.0.update([0]);
                self
            }
        }
    }

    /// The digest of all fields.
    #[must_use]
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(fields: &[Option<Vec<u8>>]) -> Digest {
        let all = fields.iter().fold(Fields::of("test"), |all, field| {
            all.optional(field.as_deref())
        });
        all.finish()
    }

    // ASVS: 11.4.1, 11.4.3
    #[test]
    fn the_encoding_is_the_one_that_is_written_down() {
        let written = [
            b"\x01\0\0\0\0\0\0\0\x01p".as_slice(),
            b"\x01\0\0\0\0\0\0\0\x02ab",
            b"\x01\0\0\0\0\0\0\0\x08\0\0\0\0\0\0\0\x07",
            b"\0",
        ];
        let digest = Fields::of("p").text("ab").number(7).optional(None).finish();
        let expected: [u8; 32] = Sha256::digest(written.concat()).into();
        assert_eq!(digest.as_bytes(), &expected);
    }

    #[test]
    fn nothing_moves_from_a_field_into_its_neighbour() {
        let some = |text: &str| Some(text.as_bytes().to_vec());
        assert_ne!(of(&[some("ab"), some("c")]), of(&[some("a"), some("bc")]));
        assert_ne!(of(&[some("")]), of(&[None]));
        assert_ne!(of(&[None]), of(&[None, None]));
        assert_ne!(Fields::of("a").finish(), Fields::of("b").finish());
    }

    #[test]
    fn what_is_no_digest_is_not_read() {
        for text in ["", "00", &"g".repeat(64), &"é".repeat(32), &"0".repeat(65)] {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn different_fields_have_different_digests(
            one in proptest::collection::vec(any::<Option<Vec<u8>>>(), 0..4),
            other in proptest::collection::vec(any::<Option<Vec<u8>>>(), 0..4),
        ) {
            prop_assert_eq!(of(&one) == of(&other), one == other);
        }

        #[test]
        fn a_digest_reads_what_it_shows(bytes: [u8; 32]) {
            let digest = Digest(bytes);
            prop_assert_eq!(digest.to_string().parse(), Ok(digest));
        }
    }
}
