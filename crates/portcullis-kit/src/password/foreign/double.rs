//! Flask-Security's first hash of two: an HMAC whose text is what the scheme hashes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha512;
use zeroize::Zeroizing;

use crate::secret::Secret;

/// The 88 characters that stand for the password. bcrypt takes the first 72 of them.
pub(super) fn input(password: &str, salt: &Secret) -> Zeroizing<String> {
    let mut mac = Hmac::<Sha512>::new_from_slice(salt.expose().as_bytes())
        .expect("HMAC takes a key of any length");
    mac.update(password.as_bytes());
    Zeroizing::new(STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_that_of_flask_security() {
        let text = "LYTHjl+tR4olwwoVwxtw0B7j24WOOffplRNnqK1Gtadg0qjHc13Sd/BtqlP30Xyk1Q/wrihfJipJfRghXNm7FA==";
        assert_eq!(*input("password", &Secret::new("salty")), text);
    }
}
