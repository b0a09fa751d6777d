//! Argon2, ours and that of others: a PHC string, read with bounds.

use argon2::password_hash::phc::{ParamsString, PasswordHash, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Params, Version};

use super::engine::{Input, Memory};
use super::{Cost, Error};
use crate::token::random;

pub(super) use argon2::password_hash::phc::Output;

const OUTPUT_BYTES: usize = 32;
const SALT_BYTES: usize = 16;

// A stored hash says itself how much work it is. One that came in with an import may ask for an hour.
const MOST_MEMORY_KIB: u32 = 1 << 20;
const MOST_ITERATIONS: u32 = 100;
const MOST_LANES: u32 = 16;

/// Parameters, salt and output of one hash.
#[derive(Clone)]
pub(super) struct Argon {
    algorithm: Algorithm,
    version: Version,
    parameters: Params,
    salt: Salt,
    output: Output,
}

/// The parameters of a cost, when it lies within the bounds.
pub(super) fn parameters(cost: Cost) -> Result<Params, String> {
    let Cost {
        memory_kib,
        iterations,
        lanes,
    } = cost;
    let within = |what: &str, value: u32, most: u32| {
        if value > most {
            Err(format!("{what} of {value} is more than {most}"))
        } else {
            Ok(())
        }
    };
    within("a memory (KiB)", memory_kib, MOST_MEMORY_KIB)?;
    within("a number of iterations", iterations, MOST_ITERATIONS)?;
    within("a number of lanes", lanes, MOST_LANES)?;
    Params::new(memory_kib, iterations, lanes, Some(OUTPUT_BYTES)).map_err(|error| {
        format!("argon2 cannot work with {memory_kib} KiB, {iterations} iterations, {lanes} lanes: {error}")
    })
}

impl Argon {
    /// Reads a PHC string; `None` when it is malformed, of another kind, or beyond the bounds.
    pub(super) fn parse(phc: &str) -> Option<Self> {
        let hash = PasswordHash::new(phc).ok()?;
        let parameters = Params::try_from(&hash).ok()?;
        let bounded = parameters.m_cost() <= MOST_MEMORY_KIB
            && parameters.t_cost() <= MOST_ITERATIONS
            && parameters.p_cost() <= MOST_LANES;
        bounded.then_some(())?;
        Some(Self {
            algorithm: Algorithm::try_from(hash.algorithm.as_str()).ok()?,
            // The format left the version out as long as there was only 1.0.
            version: hash
                .version
                .map_or(Ok(Version::V0x10), Version::try_from)
                .ok()?,
            parameters,
            salt: hash.salt?,
            output: hash.hash?,
        })
    }

    /// What is known of a hash before it was computed. Its output is random: no password has it, and so it is also the
    /// hash of nobody.
    pub(super) fn with_new_salt(cost: Cost) -> Self {
        let random = random::<{ SALT_BYTES + OUTPUT_BYTES }>();
        let (salt, output) = random.split_at(SALT_BYTES);
        Self {
            algorithm: Algorithm::Argon2id,
            version: Version::V0x13,
            parameters: parameters(cost)
                .expect("the cost was checked when the threads were started"),
            salt: Salt::new(salt).expect("16 bytes are a salt"),
            output: Output::new(output).expect("32 bytes are an output"),
        }
    }

    pub(super) fn with_output(self, output: Output) -> Self {
        Self { output, ..self }
    }

    /// Whether a hash made today would look like this one.
    pub(super) fn is_of(&self, cost: Cost) -> bool {
        let mine = Cost {
            memory_kib: self.parameters.m_cost(),
            iterations: self.parameters.t_cost(),
            lanes: self.parameters.p_cost(),
        };
        mine == cost
            && self.algorithm == Algorithm::Argon2id
            && self.version == Version::V0x13
            && self.output.len() == OUTPUT_BYTES
            && self.salt.len() >= SALT_BYTES
    }

    /// Computes the output for a password.
    pub(super) fn compute(&self, password: &[u8], memory: &mut Memory) -> Result<Output, Error> {
        let input = Input {
            algorithm: self.algorithm,
            version: self.version,
            parameters: &self.parameters,
            password,
            salt: &self.salt,
            key: &[],
        };
        let mut bytes = [0; Output::MAX_LENGTH];
        let out = &mut bytes[..self.output.len()];
        memory.compute(&input, out)?;
        Output::new(out).map_err(|_| Error::Unreadable)
    }

    /// Whether this is the password. Compares in constant time.
    pub(super) fn matches(&self, password: &[u8], memory: &mut Memory) -> Result<bool, Error> {
        Ok(self.output == self.compute(password, memory)?)
    }
}

impl std::fmt::Display for Argon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hash = PasswordHash {
            algorithm: match self.algorithm {
                Algorithm::Argon2id => ARGON2ID_IDENT,
                Algorithm::Argon2i => argon2::ARGON2I_IDENT,
                Algorithm::Argon2d => argon2::ARGON2D_IDENT,
            },
            version: Some(self.version.into()),
            params: ParamsString::try_from(&self.parameters).map_err(|_| std::fmt::Error)?,
            salt: Some(self.salt),
            hash: Some(self.output),
        };
        hash.fmt(f)
    }
}
