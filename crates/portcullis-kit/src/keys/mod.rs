//! Keys derived from one root secret: one for each purpose, so that what was made for one opens nothing of another.
//!
//! Sub-keys are HKDF-SHA256 (RFC 5869); authenticity is HMAC-SHA256; what must stay unread is sealed with
//! XChaCha20-Poly1305, whose nonce is long enough to be taken by chance. Beside each MAC and each sealed text stands the
//! id of its key, so that a secret can be replaced while the old one still opens what it sealed.

mod root;
#[cfg(test)]
mod tests;

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::token::random;
pub use root::{RootSecret, Weakness};

/// The first byte of what is sealed: the way in which it was.
const VERSION: u8 = 1;
const ID: usize = 4;
const NONCE: usize = 24;
const HEAD: usize = 1 + ID;

/// Names a key and tells nothing of it: the first bytes of HKDF's output under a label of its own. Shown as 8
/// hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId([u8; ID]);

impl KeyId {
    /// The id as it stands in a sealed text; `None` when that is not 4 bytes.
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Reads 8 hexadecimal digits in small letters, as they are shown.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = u32::from_str_radix(text, 16).ok()?;
        let id = Self(number.to_be_bytes());
        (id.to_string() == text).then_some(id)
    }

    /// The 4 bytes.
    fn as_bytes(&self) -> &[u8; ID] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

/// A proof that somebody with the key has seen the data: HMAC-SHA256, and which key it was.
///
/// Not `PartialEq`: compare with [`Keys::is_mac`], whose time tells nothing.
#[derive(Clone, Copy, Debug)]
pub struct Mac {
    /// The id of the root secret.
    pub key_id: KeyId,
    /// The 32 bytes.
    pub bytes: [u8; 32],
}

/// The keys of an app: those of the current root secret, and of former ones, which still open and verify.
///
/// ```
/// use portcullis_kit::{keys::{Keys, RootSecret}, secret::Secret};
///
/// let old = RootSecret::generate();
/// let sealed = Keys::new(RootSecret::parse(&old)?, vec![])?.seal("note", b"row 7", b"at noon");
///
/// let new = RootSecret::parse(&RootSecret::generate())?;
/// let keys = Keys::new(new, vec![RootSecret::parse(&old)?])?;
/// assert_eq!(keys.open("note", b"row 7", &sealed).as_deref(), Some(&b"at noon"[..]));
/// assert_eq!(keys.open("note", b"row 8", &sealed), None);
/// # Ok::<(), portcullis_kit::keys::Weakness>(())
/// ```
#[derive(Clone, Debug)]
pub struct Keys {
    current: RootSecret,
    fallbacks: Vec<RootSecret>,
    lasting: bool,
}

impl Keys {
    /// Keys that outlive the process: the current secret, and those from before that still open.
    ///
    /// # Errors
    ///
    /// [`Weakness::Twice`] when two of them are the same.
    pub fn new(current: RootSecret, fallbacks: Vec<RootSecret>) -> Result<Self, Weakness> {
        let keys = Self {
            current,
            fallbacks,
            lasting: true,
        };
        let all: Vec<&RootSecret> = keys.all().collect();
        let twice = |n: usize| all[..n].iter().any(|other| other.is(all[n]));
        if (1..all.len()).any(twice) {
            return Err(Weakness::Twice);
        }
        Ok(keys)
    }

    /// Keys that end with the process: nothing they seal is opened by another one. Panics when the system has no
    /// randomness to give.
    #[must_use]
    pub fn of_this_process() -> Self {
        Self {
            current: RootSecret::extract(random::<32>().as_ref()),
            fallbacks: Vec::new(),
            lasting: false,
        }
    }

    /// Whether the keys are still there after a restart.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        self.lasting
    }

    /// The key that seals and makes MACs now.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.current.id()
    }

    /// The former keys that still open and verify.
    pub fn fallback_ids(&self) -> impl Iterator<Item = KeyId> {
        self.fallbacks.iter().map(RootSecret::id)
    }

    /// Whether what was made under this id can be opened and verified.
    #[must_use]
    pub fn knows(&self, id: KeyId) -> bool {
        self.of(id).next().is_some()
    }

    /// Proves these data with the current key of this purpose.
    #[must_use]
    pub fn mac(&self, purpose: &str, data: &[u8]) -> Mac {
        Mac {
            key_id: self.id(),
            bytes: hmac(&self.current, purpose, data)
                .finalize()
                .into_bytes()
                .into(),
        }
    }

    /// Whether this is the proof of these data under any known key of its id, in a time that does not depend on how much
    /// of it is right.
    #[must_use]
    pub fn is_mac(&self, purpose: &str, data: &[u8], mac: &Mac) -> bool {
        self.of(mac.key_id).any(|root| {
            let proof = hmac(root, purpose, data);
            proof.verify_slice(&mac.bytes).is_ok()
        })
    }

    /// Seals a text under the current key of this purpose: nobody without the key can read it, nor change it. `aad` is
    /// what it belongs to (the name of a row, of a cookie): it opens nowhere else. The result is base64url, 71 characters
    /// and four for each three bytes of `plain`.
    ///
    /// # Panics
    ///
    /// When the system has no randomness to give, or `plain` has more than 256 GiB.
    #[must_use]
    pub fn seal(&self, purpose: &str, aad: &[u8], plain: &[u8]) -> String {
        let nonce = random::<NONCE>();
        self.seal_with(*nonce, purpose, aad, plain)
    }

    fn seal_with(&self, nonce: [u8; NONCE], purpose: &str, aad: &[u8], plain: &[u8]) -> String {
        let mut sealed = vec![VERSION];
        sealed.extend_from_slice(self.id().as_bytes());
        let aad = [&sealed, aad].concat();
        let payload = Payload {
            msg: plain,
            aad: &aad,
        };
        let text = cipher(&self.current, purpose)
            .encrypt(&XNonce::from(nonce), payload)
            .expect("no text of ours is longer than the cipher allows");
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&text);
        URL_SAFE_NO_PAD.encode(sealed)
    }

    /// Opens what was sealed for this purpose and this `aad` under any known key; `None` for everything else, and no word
    /// on why.
    #[must_use]
    pub fn open(&self, purpose: &str, aad: &[u8], sealed: &str) -> Option<Vec<u8>> {
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (head, rest) = sealed.split_at_checked(HEAD)?;
        let (nonce, text) = rest.split_at_checked(NONCE)?;
        let (version, id) = head.split_first()?;
        if *version != VERSION {
            return None;
        }
        let nonce = XNonce::from(<[u8; NONCE]>::try_from(nonce).ok()?);
        let aad = [head, aad].concat();
        self.of(KeyId::from_bytes(id)?).find_map(|root| {
            let payload = Payload {
                msg: text,
                aad: &aad,
            };
            cipher(root, purpose).decrypt(&nonce, payload).ok()
        })
    }

    fn all(&self) -> impl Iterator<Item = &RootSecret> {
        std::iter::once(&self.current).chain(&self.fallbacks)
    }

    /// The keys of this id: one, or by the rarest of chances two.
    fn of(&self, id: KeyId) -> impl Iterator<Item = &RootSecret> {
        self.all().filter(move |root| root.id() == id)
    }
}

// A key does one thing: the label says also what it is used for, not only whose it is.
fn hmac(root: &RootSecret, purpose: &str, data: &[u8]) -> Hmac<Sha256> {
    let key = root.expand(&format!("mac/{purpose}"));
    let mut hmac = Hmac::<Sha256>::new_from_slice(key.as_ref()).expect("HMAC takes any key");
    hmac.update(data);
    hmac
}

fn cipher(root: &RootSecret, purpose: &str) -> XChaCha20Poly1305 {
    let key = root.expand(&format!("seal/{purpose}"));
    XChaCha20Poly1305::new((&*key).into())
}
