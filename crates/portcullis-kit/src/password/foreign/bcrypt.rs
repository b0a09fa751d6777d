//! bcrypt, and what passlib and Django put before it so that more than 72 bytes count.

use base64::Engine as _;
use base64::alphabet::BCRYPT;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::{NO_PAD, STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::scheme::number;
use crate::digest::hex;

/// 2^15 rounds take about two seconds.
const MOST_COST: u32 = 15;
const LEAST_COST: u32 = 4;

/// What bcrypt looks at. The systems that these hashes come from cut the rest off, and so do we; the first sign-in replaces
/// the hash by one for which every byte counts.
const LOOKED_AT: usize = 72;

/// Its own alphabet; the bits that the last character has too many are of no meaning to any implementation.
const BASE_64: GeneralPurpose =
    GeneralPurpose::new(&BCRYPT, NO_PAD.with_decode_allow_trailing_bits(true));

const SALT_CHARS: usize = 22;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    None,
    Django,
    /// passlib's first: SHA-256, in base64.
    Sha256,
    /// passlib's second: HMAC with the salt's text as the key, in base64.
    Hmac([u8; SALT_CHARS]),
    /// Django's: SHA-256, in hexadecimal digits.
    DjangoSha256,
}

#[derive(Clone)]
pub(super) struct Bcrypt {
    wrapping: Wrapping,
    cost: u32,
    salt: [u8; 16],
    output: [u8; 23],
}

impl Bcrypt {
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("bcrypt_sha256$") {
            return Self::plain(rest, Wrapping::DjangoSha256);
        }
        if let Some(rest) = text.strip_prefix("bcrypt$") {
            return Self::plain(rest, Wrapping::Django);
        }
        if let Some(rest) = text.strip_prefix("$bcrypt-sha256$") {
            return Self::passlib_sha256(rest);
        }
        Self::plain(text, Wrapping::None)
    }

    /// `$2b$12$` and 53 characters.
    fn plain(text: &str, wrapping: Wrapping) -> Option<Self> {
        let mut fields = text.strip_prefix('$')?.splitn(3, '$');
        let (version, cost, rest) = (fields.next()?, fields.next()?, fields.next()?);
        is_version(version).then_some(())?;
        // Two digits, always.
        let cost = (cost.len() == 2).then(|| cost.strip_prefix('0').unwrap_or(cost))?;
        let (salt, output) = rest.split_at_checked(SALT_CHARS)?;
        Self::of(wrapping, cost, salt, output)
    }

    /// `v=2,t=2b,r=12$salt$digest`, or `2b,12$salt$digest` of the first version.
    fn passlib_sha256(text: &str) -> Option<Self> {
        let mut fields = text.split('$');
        let (parameters, salt, output) = (fields.next()?, fields.next()?, fields.next()?);
        fields.next().is_none().then_some(())?;
        let (wrapping, version, cost) = match parameters.strip_prefix("v=2,t=") {
            Some(rest) => {
                let (version, cost) = rest.split_once(",r=")?;
                (
                    Wrapping::Hmac(salt.as_bytes().try_into().ok()?),
                    version,
                    cost,
                )
            }
            None => {
                let (version, cost) = parameters.split_once(',')?;
                (Wrapping::Sha256, version, cost)
            }
        };
        is_version(version).then_some(())?;
        Self::of(wrapping, cost, salt, output)
    }

    fn of(wrapping: Wrapping, cost: &str, salt: &str, output: &str) -> Option<Self> {
        let cost = number(cost).filter(|cost| (LEAST_COST..=MOST_COST).contains(cost))?;
        Some(Self {
            wrapping,
            cost,
            salt: BASE_64.decode(salt).ok()?.try_into().ok()?,
            output: BASE_64.decode(output).ok()?.try_into().ok()?,
        })
    }

    pub(super) fn name(&self) -> &'static str {
        match self.wrapping {
            Wrapping::None => "bcrypt",
            Wrapping::Django => "django_bcrypt",
            Wrapping::DjangoSha256 => "django_bcrypt_sha256",
            Wrapping::Sha256 | Wrapping::Hmac(_) => "bcrypt_sha256",
        }
    }

    pub(super) fn matches(&self, password: &[u8]) -> bool {
        // None of these systems hashes a NUL, which ends the password for bcrypt.
        if password.contains(&0) {
            return false;
        }
        let mut input = Zeroizing::new([0; LOOKED_AT]);
        let wrapped = self.wrapped(password);
        let length = wrapped.len().min(LOOKED_AT);
        input[..length].copy_from_slice(&wrapped[..length]);
        // The NUL at the end of the text counts, where there is room for it.
        let looked_at = &input[..(length + 1).min(LOOKED_AT)];
        let made = bcrypt::bcrypt(self.cost, self.salt, looked_at);
        made[..self.output.len()].ct_eq(&self.output).into()
    }

    fn wrapped(&self, password: &[u8]) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(match self.wrapping {
            Wrapping::None | Wrapping::Django => password.to_vec(),
            Wrapping::Sha256 => STANDARD.encode(Sha256::digest(password)).into_bytes(),
            Wrapping::DjangoSha256 => hex(&Sha256::digest(password)).into_bytes(),
            Wrapping::Hmac(salt) => {
                let mut mac =
                    Hmac::<Sha256>::new_from_slice(&salt).expect("HMAC takes a key of any length");
                mac.update(password);
                STANDARD.encode(mac.finalize().into_bytes()).into_bytes()
            }
        })
    }
}

fn is_version(text: &str) -> bool {
    matches!(text, "2a" | "2b" | "2y")
}
