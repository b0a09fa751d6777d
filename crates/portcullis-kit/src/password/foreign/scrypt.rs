//! scrypt, as passlib (and the PHC format) and Django write it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use subtle::ConstantTimeEq as _;

use super::Error;
use super::scheme::number;

/// In bytes: 128 · N · r. passlib takes 64 MiB, Django 16.
const MOST_MEMORY: u64 = 128 << 20;
/// N · r · p, which is four times what passlib does.
const MOST_WORK: u64 = 1 << 21;
const LONGEST_SALT: usize = 128;
const OUTPUT: std::ops::RangeInclusive<usize> = 16..=64;

#[derive(Clone)]
pub(super) struct Scrypt {
    django: bool,
    parameters: scrypt::Params,
    salt: Vec<u8>,
    output: Vec<u8>,
}

impl Scrypt {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.split('$').collect();
        let (django, parameters, salt, output) = match fields[..] {
            ["", "scrypt", parameters, salt, output] => {
                let (rounds, rest) = parameters.strip_prefix("ln=")?.split_once(",r=")?;
                let (blocks, lanes) = rest.split_once(",p=")?;
                let parameters = bounded(number(rounds)?, number(blocks)?, number(lanes)?)?;
                let salt = STANDARD_NO_PAD.decode(salt).ok()?;
                (
                    false,
                    parameters,
                    salt,
                    STANDARD_NO_PAD.decode(output).ok()?,
                )
            }
            ["scrypt", rounds, salt, blocks, lanes, output] => {
                let rounds = number(rounds).filter(|rounds| rounds.is_power_of_two())?;
                let parameters = bounded(rounds.ilog2(), number(blocks)?, number(lanes)?)?;
                let salt = salt.as_bytes().to_vec();
                (true, parameters, salt, STANDARD.decode(output).ok()?)
            }
            _ => return None,
        };
        (salt.len() <= LONGEST_SALT && OUTPUT.contains(&output.len())).then_some(Self {
            django,
            parameters,
            salt,
            output,
        })
    }

    pub(super) fn name(&self) -> &'static str {
        if self.django {
            "django_scrypt"
        } else {
            "scrypt"
        }
    }

    pub(super) fn matches(&self, password: &[u8]) -> Result<bool, Error> {
        let mut made = vec![0; self.output.len()];
        scrypt::scrypt(password, &self.salt, &self.parameters, &mut made)
            .map_err(|_| Error::Unreadable)?;
        Ok(made.ct_eq(&self.output).into())
    }
}

/// `log` is the binary logarithm of N.
fn bounded(log: u32, blocks: u32, lanes: u32) -> Option<scrypt::Params> {
    let rounds = 1_u64.checked_shl(log).filter(|_| (1..=24).contains(&log))?;
    let area = rounds.checked_mul(u64::from(blocks))?;
    let small = area.checked_mul(128)? <= MOST_MEMORY
        && area.checked_mul(u64::from(lanes))? <= MOST_WORK
        // Beside the large one there is a block for each lane.
        && u64::from(blocks).checked_mul(u64::from(lanes))?.checked_mul(128)? <= MOST_MEMORY;
    small.then_some(())?;
    scrypt::Params::new(u8::try_from(log).ok()?, blocks, lanes).ok()
}
