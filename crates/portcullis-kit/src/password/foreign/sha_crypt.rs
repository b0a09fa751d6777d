//! SHA-256-crypt and SHA-512-crypt, as `crypt(3)` and passlib write them.

use argon2::password_hash::PasswordVerifier as _;

use super::scheme::number;

/// passlib's default is 656,000. The standard allows 999,999,999.
const MOST_ROUNDS: u32 = 1_000_000;
const LEAST_ROUNDS: u32 = 1_000;
const LONGEST_SALT: usize = 16;
const LONGEST_PASSWORD: usize = 256;

#[derive(Clone)]
pub(super) struct ShaCrypt {
    name: &'static str,
    // Checked below; the crate reads it once more.
    text: String,
}

impl ShaCrypt {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (name, length, rest) = match text.get(..3)? {
            "$5$" => ("sha256_crypt", 43, &text[3..]),
            "$6$" => ("sha512_crypt", 86, &text[3..]),
            _ => return None,
        };
        let rest = match rest.strip_prefix("rounds=") {
            Some(rest) => {
                let (rounds, rest) = rest.split_once('$')?;
                let rounds = number(rounds)?;
                (LEAST_ROUNDS..=MOST_ROUNDS)
                    .contains(&rounds)
                    .then_some(rest)?
            }
            None => rest,
        };
        let (salt, output) = rest.split_once('$')?;
        let sized = (1..=LONGEST_SALT).contains(&salt.len()) && output.len() == length;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"./".contains(&byte);
        (sized && salt.bytes().chain(output.bytes()).all(plain)).then(|| Self {
            name,
            text: text.to_owned(),
        })
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn matches(&self, password: &[u8]) -> bool {
        // Each of up to a million rounds reads the whole password: a longer one is an attack on the processor.
        if password.len() > LONGEST_PASSWORD {
            return false;
        }
        let sha_crypt = sha_crypt::ShaCrypt::default();
        sha_crypt
            .verify_password(password, self.text.as_str())
            .is_ok()
    }
}
