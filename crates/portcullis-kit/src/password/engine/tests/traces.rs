//! What hashes leave behind, looked for in all the memory of this process.

use std::{
    fs::{File, read_to_string},
    os::unix::fs::FileExt as _,
};

use zeroize::Zeroizing;

use super::*;

/// Large enough to lie in pages of its own, as a hash of the usual cost does.
const LARGE: u32 = 2100;
/// Small enough to lie among all else, where it is still seen when it is given back.
const SMALL: u32 = 64;

/// What is looked for is remembered changed by this, and so not found where it is remembered.
const MASK: u64 = 0x5a5a_5a5a_5a5a_5a5a;

/// How many of these words, each remembered changed, lie somewhere in what this process can write to.
fn found(masked: &[u64]) -> usize {
    let memory = File::open("/proc/self/mem").unwrap();
    let mut seen = vec![false; masked.len()];
    let mut read = Zeroizing::new(vec![0; 1 << 20]);
    for (mut at, end) in writable() {
        while at < end {
            let size = read.len().min((end - at) as usize);
            // Another test may just have given it back.
            let Ok(size) = memory.read_at(&mut read[..size], at) else {
                break;
            };
            // A password may begin in the middle of a word.
            for here in (0..size.saturating_sub(7)).step_by(4) {
                let word = u64::from_le_bytes(read[here..here + 8].try_into().unwrap()) ^ MASK;
                if let Some(n) = masked.iter().position(|masked| *masked == word) {
                    seen[n] = true;
                }
            }
            at += size as u64;
        }
    }
    seen.into_iter().filter(|seen| *seen).count()
}

/// From where to where there is memory that this process can write to.
fn writable() -> Vec<(u64, u64)> {
    let maps = read_to_string("/proc/self/maps").unwrap();
    let number = |text| u64::from_str_radix(text, 16).unwrap();
    let lines = maps.lines().filter(|line| line.contains(" rw"));
    lines
        .map(|line| line.split(' ').next().unwrap().split_once('-').unwrap())
        .map(|(from, to)| (number(from), number(to)))
        .collect()
}

/// A password that nobody knows, remembered changed.
struct Unknown {
    bytes: Zeroizing<[u8; 24]>,
    blocks: u32,
}

impl Unknown {
    fn new(blocks: u32) -> Self {
        let bytes = crate::token::random();
        Self { bytes, blocks }
    }

    fn compute(&self, compute: impl FnOnce(&Input<'_>) -> Result<(), Error>) {
        let parameters = Params::new(self.blocks, 1, 1, None).unwrap();
        // Byte by byte, so that no whole word of it stays behind.
        let password: Vec<u8> = self.bytes.iter().map(|byte| byte ^ MASK as u8).collect();
        let password = Zeroizing::new(password);
        let input = Input {
            algorithm: Algorithm::Argon2id,
            version: Version::V0x13,
            parameters: &parameters,
            password: &password,
            salt: b"some salt",
            key: &[],
        };
        compute(&input).unwrap();
    }

    fn masked(&self) -> Vec<u64> {
        let words = self.bytes.as_chunks().0.iter();
        words.map(|word| u64::from_le_bytes(*word)).collect()
    }

    /// A word out of some of the blocks that its hash fills, remembered changed.
    fn blocks(&self) -> Vec<u64> {
        let mut blocks = Vec::new();
        self.compute(|input| portable(input, &mut blocks, &mut [0; 32]));
        let some = blocks.iter().step_by(self.blocks as usize / 20);
        let masked = some.map(|block| block.as_ref()[7] ^ MASK).collect();
        blocks.iter_mut().for_each(|block| block.zeroize());
        masked
    }
}

// ASVS: 11.7.2
#[test]
fn nothing_of_a_password_is_left_in_memory_that_was_wiped() {
    for engine in [Engine::Dispatched("any"), Engine::Portable] {
        let password = Unknown::new(LARGE);
        let blocks = password.blocks();
        let mut memory = Memory::new(engine, LARGE as usize);
        password.compute(|input| memory.compute(input, &mut [0; 32]));
        assert!(!memory.is_wiped());
        assert_eq!(found(&blocks), blocks.len(), "{engine}: it can be seen");
        assert_eq!(found(&password.masked()), 0, "{engine}: the password");
        memory.wipe();
        assert!(memory.is_wiped() && memory.is_held());
        assert_eq!(found(&blocks), 0, "{engine}");
    }
}

// ASVS: 11.7.2
#[test]
fn nothing_of_a_password_is_left_in_memory_that_was_given_back() {
    let ends: [fn(Memory); 2] = [drop, |mut memory| memory.give_back()];
    for engine in [Engine::Dispatched("any"), Engine::Portable] {
        // Too little to keep it, kept until the end of the thread, kept until it is told.
        for (kept, end) in [(8, ends[0]), (SMALL, ends[0]), (SMALL, ends[1])] {
            let password = Unknown::new(SMALL);
            let blocks = password.blocks();
            let mut memory = Memory::new(engine, kept as usize);
            password.compute(|input| memory.compute(input, &mut [0; 32]));
            end(memory);
            assert_eq!(found(&blocks), 0, "{engine}: {kept}");
        }
    }
}
