//! The root secret: what it must be like before anything is derived from it.

use std::collections::BTreeSet;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::KeyId;
use crate::secret::Secret;
use crate::token::Token;

/// The fewest characters. 32 random hexadecimal digits are 128 bits, the least that OWASP ASVS 5.0, 11.2.3 asks for.
const LEAST: usize = 32;

/// Fewer different characters are a pattern, not chance: of 32 random hexadecimal digits one in ten million shows
/// fewer than 8 of the 16.
const LEAST_DIFFERENT: usize = 8;

/// Words of sample values (letters and digits alone, in small letters). The chance that 256 random bits spell one is
/// below one in ten million.
const SAMPLE_WORDS: [&str; 12] = [
    "secret",
    "password",
    "passphrase",
    "changeme",
    "changethis",
    "replaceme",
    "insecure",
    "default",
    "example",
    "placeholder",
    "correcthorse",
    "qwertyuiop",
];

/// Keys that stand in somebody's documentation, and so in somebody's list of keys to try.
const PUBLISHED: [&str; 3] = [
    // Flask-Security's quick start.
    "pf9Wkove4IKEAXvy-cQkeDPhv9Cb3Ag-wyJILbq_dFw",
    "146585145368132386173505678016728509634",
    // Flask's tutorial.
    "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
];

/// Why a text is no root secret. The sentence never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Weakness {
    /// Fewer than 32 characters.
    #[error("is shorter than 32 characters")]
    TooShort,
    /// A blank, a comma, a line break, a NUL: a list of secrets would fall apart there, or is one already.
    #[error("holds a blank, a comma or a control character")]
    Splits,
    /// A value out of documentation, or words that say as much.
    #[error("is a sample value, or reads like one")]
    Sample,
    /// Hardly any different characters, one piece again and again, or the alphabet.
    #[error("follows a pattern, so it can be guessed")]
    Pattern,
    /// The same secret twice: a rotation that changed nothing.
    #[error("is the same as another one of them")]
    Twice,
}

/// A secret that is fit to derive keys from: at least 32 characters, no well-known one, no pattern.
///
/// ```
/// use portcullis_kit::{keys::{RootSecret, Weakness}, secret::Secret};
///
/// assert!(RootSecret::parse(&RootSecret::generate()).is_ok());
/// let sample = RootSecret::parse(&Secret::new("your-secret-key-goes-here-please"));
/// assert_eq!(sample.unwrap_err(), Weakness::Sample);
/// ```
#[derive(Clone)]
pub struct RootSecret {
    /// HKDF's pseudo-random key (RFC 5869, 2.2); the text itself is needed no more.
    prk: Zeroizing<[u8; 32]>,
    id: KeyId,
}

impl RootSecret {
    /// Judges a text.
    ///
    /// # Errors
    ///
    /// Why the text can't be a root secret.
    pub fn parse(text: &Secret) -> Result<Self, Weakness> {
        judge(text.expose())?;
        Ok(Self::extract(text.expose().as_bytes()))
    }

    /// A new secret as a text: 256 random bits, to be kept where only the app can read it. Panics when the system has
    /// no randomness to give.
    #[must_use]
    pub fn generate() -> Secret {
        Token::generate().secret()
    }

    pub(super) fn extract(material: &[u8]) -> Self {
        let (bytes, _) = Hkdf::<Sha256>::extract(None, material);
        let mut root = Self {
            prk: Zeroizing::new(bytes.into()),
            id: KeyId([0; 4]),
        };
        let named = root.expand("key-id");
        let mut id = [0; 4];
        id.copy_from_slice(&named[..4]);
        root.id = KeyId(id);
        root
    }

    pub(super) fn id(&self) -> KeyId {
        self.id
    }

    /// Whether both are made of the same text.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.prk == other.prk
    }

    /// The sub-key of this label: HKDF-SHA256 with the info `portcullis/v1/<label>`.
    pub(super) fn expand(&self, label: &str) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        let info = [b"portcullis/v1/", label.as_bytes()];
        Hkdf::<Sha256>::from_prk(self.prk.as_ref())
            .expect("the key is as long as the hash")
            .expand_multi_info(&info, key.as_mut())
            .expect("no more is asked for than one hash");
        key
    }
}

impl std::fmt::Debug for RootSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RootSecret({})", self.id)
    }
}

fn judge(text: &str) -> Result<(), Weakness> {
    let splits = |c: char| c.is_control() || c.is_whitespace() || c == ',';
    if text.chars().any(splits) {
        return Err(Weakness::Splits);
    }
    if text.chars().count() < LEAST {
        return Err(Weakness::TooShort);
    }
    let plain: String = text
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect();
    if PUBLISHED.contains(&text) || SAMPLE_WORDS.iter().any(|word| plain.contains(word)) {
        return Err(Weakness::Sample);
    }
    if is_pattern(&text.chars().collect::<Vec<char>>()) {
        return Err(Weakness::Pattern);
    }
    Ok(())
}

fn is_pattern(text: &[char]) -> bool {
    let different: BTreeSet<&char> = text.iter().collect();
    let repeats = (1..=text.len() / 2).any(|period| text[period..] == text[..text.len() - period]);
    // "abcdef…", "98765…", "aabbcc…": of random digits hardly a third stand beside their neighbour.
    let neighbours = text
        .windows(2)
        .filter(|pair| u32::from(pair[0]).abs_diff(u32::from(pair[1])) <= 1)
        .count();
    different.len() < LEAST_DIFFERENT || repeats || neighbours * 3 > (text.len() - 1) * 2
}
