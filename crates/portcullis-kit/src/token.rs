//! Random tokens for links and cookies: the text goes out, only its hash is kept.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::secret::Secret;

const BYTES: usize = 32;

/// 256 random bits, written as base64url without padding: 43 characters.
///
/// Nobody guesses 256 bits, so its hash needs neither salt nor slowness (OWASP ASVS 5.0, 7.2.3 asks for 128).
#[derive(Clone, Debug)]
pub struct Token(Secret);

impl Token {
    /// A new token from the random source of the system.
    ///
    /// # Panics
    ///
    /// When the system has no randomness to give; nothing safe could go on from there.
    #[must_use]
    pub fn generate() -> Token {
        Token(Secret::new(
            URL_SAFE_NO_PAD.encode(random::<BYTES>().as_ref()),
        ))
    }

    /// Reads a token as it comes back from a link or a cookie; `None` for what was never one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Token> {
        let mut bytes = Zeroizing::new([0; BYTES]);
        let length = URL_SAFE_NO_PAD.decode_slice(text, bytes.as_mut()).ok()?;
        (length == BYTES).then(|| Token(Secret::new(text)))
    }

    /// The text to be put into a link or a cookie.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// What the database keeps, and finds the row by.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.expose()).into())
    }

    /// The text as a [`Secret`], to be handed on.
    #[must_use]
    pub fn secret(&self) -> Secret {
        self.0.clone()
    }
}

/// 128 random bits to be hashed together with what could be guessed.
///
/// # Panics
///
/// When the system has no randomness to give.
#[must_use]
pub fn salt() -> [u8; 16] {
    *random()
}

/// Bytes that nobody can guess. Panics when the system has no randomness to give.
pub(crate) fn random<const N: usize>() -> Zeroizing<[u8; N]> {
    let mut bytes = Zeroizing::new([0; N]);
    #[expect(clippy::disallowed_methods, reason = "this is where chance comes in")]
    getrandom::fill(bytes.as_mut())
        .expect("an operating system that serves the network has randomness");
    bytes
}

/// SHA-256 of a token's text. It opens nothing, but it names a row, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TokenHash([u8; BYTES]);

impl TokenHash {
    /// The hash as it stands in the database; `None` when that is not 32 bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<TokenHash> {
        bytes.try_into().ok().map(TokenHash)
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; BYTES] {
        &self.0
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    // ASVS: 6.5.4, 11.2.3
    #[test]
    fn a_token_is_43_characters_that_need_no_escape_in_a_link() {
        let token = Token::generate();
        assert_eq!(token.expose().len(), 43);
        assert!(
            token
                .expose()
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        );
    }

    // ASVS: 6.5.3, 7.2.3, 11.5.1, 11.5.2
    #[test]
    fn ten_thousand_tokens_of_eight_threads_are_all_different_and_every_bit_of_them_changes() {
        let threads: Vec<_> = (0..8)
            .map(|_| std::thread::spawn(|| Vec::from_iter((0..1250).map(|_| Token::generate()))))
            .collect();
        let tokens = threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap());
        let mut ones = [0_u32; 8 * BYTES];
        let mut seen = std::collections::BTreeSet::new();
        for token in tokens {
            let bytes = URL_SAFE_NO_PAD.decode(token.expose()).unwrap();
            for (n, count) in ones.iter_mut().enumerate() {
                *count += u32::from(bytes[n / 8] >> (n % 8) & 1);
            }
            seen.insert(bytes);
        }
        assert_eq!(seen.len(), 10_000);
        // 5000 is expected; 500 away is ten standard deviations.
        let even = ones.iter().all(|count| (4_500..5_500).contains(count));
        assert!(even, "{ones:?}");
    }

    #[test]
    fn a_token_comes_back_with_the_same_hash() {
        let token = Token::generate();
        let back = Token::parse(token.expose()).unwrap();
        assert_eq!(back.hash(), token.hash());
        assert_ne!(Token::generate().hash(), token.hash());
    }

    // ASVS: 11.4.1, 11.4.3
    #[test]
    fn the_hash_is_sha_256_of_the_text() {
        let token = Token::parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap();
        assert_eq!(token.hash().as_bytes()[..4], [0x0f, 0x00, 0x73, 0x85]);
    }

    #[test]
    fn what_was_never_a_token_is_refused() {
        let token = Token::generate();
        let text = token.expose();
        // The last character carries two unused bits; "B" would be a second spelling of "A".
        let second_spelling = format!("{}B", "A".repeat(42));
        for wrong in [
            "",
            "abc",
            &text[1..],
            &format!("{text}A"),
            &format!("{text}="),
            &text.replace(&text[..1], "+"),
            &second_spelling,
        ] {
            assert!(Token::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn neither_a_token_nor_its_hash_shows_in_a_log() {
        let token = Token::generate();
        assert_eq!(
            format!("{token:?} {:?}", token.hash()),
            "Token([secret]) TokenHash(..)"
        );
    }

    proptest! {
        #[test]
        fn whatever_is_read_as_a_token_is_its_only_spelling(text in "[A-Za-z0-9_-]{40,46}") {
            if let Some(token) = Token::parse(&text) {
                prop_assert_eq!(token.expose(), text);
            }
        }
    }
}
