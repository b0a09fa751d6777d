//! PBKDF2, as passlib and Django write it.

use base64::Engine as _;
use base64::alphabet::Alphabet;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::{NO_PAD, STANDARD};
use pbkdf2::pbkdf2_hmac;
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use subtle::ConstantTimeEq as _;

use super::scheme::number;

/// Django counts 1,200,000 by now.
const MOST_ROUNDS: u32 = 5_000_000;
const LONGEST_SALT: usize = 128;

#[derive(Clone, Copy)]
enum Function {
    Sha1,
    Sha256,
    Sha512,
}

#[derive(Clone)]
pub(super) struct Pbkdf2 {
    function: Function,
    django: bool,
    rounds: u32,
    salt: Vec<u8>,
    output: Vec<u8>,
}

impl Pbkdf2 {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split('$');
        let (function, django) = match fields.next()? {
            "" => match fields.next()? {
                "pbkdf2" => (Function::Sha1, false),
                "pbkdf2-sha256" => (Function::Sha256, false),
                "pbkdf2-sha512" => (Function::Sha512, false),
                _ => return None,
            },
            "pbkdf2_sha1" => (Function::Sha1, true),
            "pbkdf2_sha256" => (Function::Sha256, true),
            _ => return None,
        };
        let rounds = number(fields.next()?).filter(|rounds| (1..=MOST_ROUNDS).contains(rounds))?;
        let (salt, output) = (fields.next()?, fields.next()?);
        fields.next().is_none().then_some(())?;
        let (salt, output) = if django {
            (salt.as_bytes().to_vec(), STANDARD.decode(output).ok()?)
        } else {
            (passlib_base64(salt)?, passlib_base64(output)?)
        };
        (salt.len() <= LONGEST_SALT && output.len() == function.length()).then_some(Self {
            function,
            django,
            rounds,
            salt,
            output,
        })
    }

    pub(super) fn name(&self) -> &'static str {
        match (self.function, self.django) {
            (Function::Sha1, false) => "pbkdf2_sha1",
            (Function::Sha256, false) => "pbkdf2_sha256",
            (Function::Sha512, _) => "pbkdf2_sha512",
            (Function::Sha1, true) => "django_pbkdf2_sha1",
            (Function::Sha256, true) => "django_pbkdf2_sha256",
        }
    }

    pub(super) fn matches(&self, password: &[u8]) -> bool {
        let mut made = vec![0; self.output.len()];
        match self.function {
            Function::Sha1 => pbkdf2_hmac::<Sha1>(password, &self.salt, self.rounds, &mut made),
            Function::Sha256 => pbkdf2_hmac::<Sha256>(password, &self.salt, self.rounds, &mut made),
            Function::Sha512 => pbkdf2_hmac::<Sha512>(password, &self.salt, self.rounds, &mut made),
        }
        made.ct_eq(&self.output).into()
    }
}

impl Function {
    /// Of the whole output. A part of it, or nothing, would let in who guesses that much.
    fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }
}

/// passlib writes `.` where others write `+`, and no padding.
fn passlib_base64(text: &str) -> Option<Vec<u8>> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./";
    let engine = GeneralPurpose::new(&Alphabet::new(alphabet).ok()?, NO_PAD);
    engine.decode(text).ok()
}
