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
///
/// What a hash leaves in it stays until the next one overwrites it, or until it is told to [`wipe`](Self::wipe), gives it back
/// or is dropped: wiping after each hash would be a tenth of its time.
pub(super) struct Memory {
    engine: Engine,
    kept_blocks: usize,
    arena: argon2_rust::Hasher,
    blocks: Vec<Block>,
    is_wiped: bool,
}

impl Memory {
    /// Will keep so many blocks (of 1 KiB) from one hash to the next.
    pub(super) fn new(engine: Engine, kept_blocks: usize) -> Self {
        Self {
            engine,
            kept_blocks,
            arena: NOT_YET_KNOWN.hasher(),
            blocks: Vec::new(),
            is_wiped: true,
        }
    }

    /// Computes the output of a hash.
    ///
    /// One of a larger cost than the present (from before the settings changed, or imported) gets memory of its own, which
    /// goes back at once.
    pub(super) fn compute(&mut self, input: &Input<'_>, output: &mut [u8]) -> Result<(), Error> {
        let needed = input.parameters.block_count();
        if needed > self.kept_blocks {
            return Self::new(self.engine, needed).compute(input, output);
        }
        self.is_wiped = false;
        let done = match self.engine {
            Engine::Dispatched(_) => dispatched(input, &mut self.arena, output),
            Engine::Portable => portable(input, &mut self.blocks, output),
        };
        wipe_stack();
        done
    }

    /// Whether it holds any.
    pub(super) fn is_held(&self) -> bool {
        self.arena.reserved_blocks() > 0 || !self.blocks.is_empty()
    }

    /// Whether it holds nothing of what was hashed.
    pub(super) fn is_wiped(&self) -> bool {
        self.is_wiped
    }

    /// Overwrites all that hashes have left in it.
    pub(super) fn wipe(&mut self) {
        if self.is_wiped {
            return;
        }
        self.blocks.iter_mut().for_each(|block| block.zeroize());
        let blocks = self.arena.reserved_blocks();
        if blocks > 0 && hash_nothing(&mut self.arena, blocks).is_err() {
            // Can't be: whatever memory it has it can hash in. Then at least no other process gets to see it.
            self.arena.clear();
        }
        self.is_wiped = true;
    }

    /// Gives back what it holds, wiped.
    pub(super) fn give_back(&mut self) {
        self.wipe();
        self.arena.clear();
        self.blocks = Vec::new();
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.wipe();
    }
}

/// By `argon2-rust`. It leaves its memory as the hash has left it.
fn dispatched(
    input: &Input<'_>,
    arena: &mut argon2_rust::Hasher,
    output: &mut [u8],
) -> Result<(), Error> {
    let argon2 = translated(input, output.len()).map_err(|_| Error::Unreadable)?;
    arena.set_argon2(argon2);
    arena
        .hash_into_with_ad(input.password, input.salt, input.key, input.data(), output)
        .map_err(|error| match error {
            argon2_rust::Error::MemoryAllocationError => Error::QueueFull,
            _ => Error::Unreadable,
        })
}

/// Hashes the empty password over so many blocks, all that an arena has. The first pass writes each of them before it reads
/// it, so nothing of what was there remains, and one pass is all that is needed.
fn hash_nothing(arena: &mut argon2_rust::Hasher, blocks: usize) -> Result<(), argon2_rust::Error> {
    let parameters = argon2_rust::Params::builder()
        .memory(Kib::kib(blocks as u64))
        .passes(1)
        .lanes(1)
        .threads(1)
        .tag_len(TagLen::bytes(32))
        .build()?;
    let (kind, version) = (argon2_rust::Algorithm::Argon2d, argon2_rust::Version::V0x13);
    arena.set_argon2(argon2_rust::Argon2::new(kind, version, parameters));
    arena.hash_into(&[], &[0; 16], &mut [0; 32])
}

/// Overwrites what the functions that have just returned had on the stack below, where `argon2-rust` leaves the end of what
/// went into its first digest and its last: the next hash would overwrite it too, but not before it comes.
#[inline(never)]
fn wipe_stack() {
    let mut below = [0_u64; 2048];
    below.zeroize();
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
