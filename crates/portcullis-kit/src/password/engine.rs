//! What computes Argon2: the fastest implementation that gives right answers on this processor.
//!
//! `argon2-rust` chooses its instructions at run time; RustCrypto's `argon2` is what it is compared with before the first
//! hash, and what computes where it is wrong. See decision 0025.

mod self_test;
#[cfg(test)]
mod tests;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use argon2_rust::params::{Memory as Kib, TagLen};
use zeroize::Zeroize as _;

use super::Error;

pub(super) use self_test::chosen;

/// What an arena is made for before its first hash, which brings its own.
const NOT_YET_KNOWN: argon2_rust::Argon2 = argon2_rust::Argon2::new(
    argon2_rust::Algorithm::Argon2id,
    argon2_rust::Version::V0x13,
    argon2_rust::Params::DEFAULT,
);

/// Which implementation of Argon2 computes. Shown, it is a word or two for a log line.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The crate `argon2-rust`, by the instructions of this name: `avx512`, `avx2`, `sse2`, `neon` or `scalar`.
    Dispatched(&'static str),
    /// The crate `argon2` of RustCrypto, because the other one gave a wrong answer on this machine.
    Portable,
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Dispatched(instructions) => write!(f, "argon2-rust ({instructions})"),
            Self::Portable => f.write_str("argon2 (portable)"),
        }
    }
}

/// All that the output of one hash depends on.
pub(super) struct Input<'a> {
    pub(super) algorithm: Algorithm,
    pub(super) version: Version,
    pub(super) parameters: &'a Params,
    pub(super) password: &'a [u8],
    pub(super) salt: &'a [u8],
    /// Its two other inputs, which only the vectors of the standard have.
    pub(super) key: &'a [u8],
}

/// The memory of one thread, enough for a hash of the present cost. Nothing is taken before the first hash.
pub(super) struct Memory {
    engine: Engine,
    kept_blocks: usize,
    arena: argon2_rust::Hasher,
    blocks: Vec<Block>,
}

impl Memory {
    /// Will keep so many blocks (of 1 KiB) from one hash to the next.
    pub(super) fn new(engine: Engine, kept_blocks: usize) -> Self {
        Self {
            engine,
            kept_blocks,
            arena: NOT_YET_KNOWN.hasher(),
            blocks: Vec::new(),
        }
    }

    /// Computes the output of a hash.
    ///
    /// One of a larger cost than the present (from before the settings changed, or imported) gets memory of its own, which
    /// goes back at once.
    pub(super) fn compute(&mut self, input: &Input<'_>, output: &mut [u8]) -> Result<(), Error> {
        let kept = input.parameters.block_count() <= self.kept_blocks;
        match self.engine {
            Engine::Dispatched(_) => dispatched(input, kept.then_some(&mut self.arena), output),
            Engine::Portable if kept => portable(input, &mut self.blocks, output),
            Engine::Portable => portable(input, &mut Vec::new(), output),
        }
    }

    /// Whether it holds any.
    pub(super) fn is_held(&self) -> bool {
        self.arena.reserved_blocks() > 0 || !self.blocks.is_empty()
    }

    /// Gives back what it holds. What was computed in it is wiped.
    pub(super) fn give_back(&mut self) {
        self.arena.clear();
        self.blocks.iter_mut().for_each(|block| block.zeroize());
        self.blocks = Vec::new();
    }
}

/// By `argon2-rust`. It wipes its memory after each hash.
fn dispatched(
    input: &Input<'_>,
    arena: Option<&mut argon2_rust::Hasher>,
    output: &mut [u8],
) -> Result<(), Error> {
    let argon2 = translated(input, output.len()).map_err(|_| Error::Unreadable)?;
    let (password, salt) = (input.password, input.salt);
    let done = match arena {
        Some(arena) => {
            arena.set_argon2(argon2);
            arena.hash_into_with_ad(password, salt, input.key, input.data(), output)
        }
        None => argon2.hash_into_with_ad(password, salt, input.key, input.data(), output),
    };
    done.map_err(|error| match error {
        argon2_rust::Error::MemoryAllocationError => Error::QueueFull,
        _ => Error::Unreadable,
    })
}

/// The same parameters in the words of the other crate.
fn translated(
    input: &Input<'_>,
    output_bytes: usize,
) -> Result<argon2_rust::Argon2, argon2_rust::Error> {
    let parameters = argon2_rust::Params::builder()
        .memory(Kib::kib(input.parameters.m_cost().into()))
        .passes(input.parameters.t_cost())
        .lanes(input.parameters.p_cost())
        .threads(1)
        .tag_len(TagLen::bytes(output_bytes as u64))
        .build()?;
    let algorithm = match input.algorithm {
        Algorithm::Argon2d => argon2_rust::Algorithm::Argon2d,
        Algorithm::Argon2i => argon2_rust::Algorithm::Argon2i,
        Algorithm::Argon2id => argon2_rust::Algorithm::Argon2id,
    };
    let version = match input.version {
        Version::V0x10 => argon2_rust::Version::V0x10,
        Version::V0x13 => argon2_rust::Version::V0x13,
    };
    Ok(argon2_rust::Argon2::new(algorithm, version, parameters))
}

/// By RustCrypto. What the memory holds is written anew for every hash.
fn portable(input: &Input<'_>, blocks: &mut Vec<Block>, output: &mut [u8]) -> Result<(), Error> {
    let needed = input.parameters.block_count();
    if let Some(more) = needed.checked_sub(blocks.len()) {
        blocks
            .try_reserve_exact(more)
            .map_err(|_| Error::QueueFull)?;
        blocks.resize(needed, Block::default());
    }
    let parameters = input.parameters.clone();
    Argon2::new_with_secret(input.key, input.algorithm, input.version, parameters)
        .and_then(|argon2| {
            argon2.hash_password_into_with_memory(input.password, input.salt, output, blocks)
        })
        .map_err(|_| Error::Unreadable)
}

impl Input<'_> {
    fn data(&self) -> &[u8] {
        self.parameters.data()
    }
}
