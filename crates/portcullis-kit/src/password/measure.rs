//! How long a hash takes on this machine.

use std::time::Duration;

use argon2::{Algorithm, Version};
use tokio::time::Instant;

use super::engine::{self, Input, Memory};
use super::{Cost, Engine, Error, argon};

/// What some hashes of one cost took, each by itself on one thread.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Half of them took no longer.
    pub median: Duration,
    /// The shortest: what the hash costs when nothing else disturbs it.
    pub least: Duration,
}

impl Engine {
    /// The implementation that a [`Hasher`](super::Hasher) started now would use, after the same self-test.
    ///
    /// # Errors
    ///
    /// [`Error::Defective`], as [`Hasher::new`](super::Hasher::new).
    pub fn of_this_machine() -> Result<Self, Error> {
        engine::chosen()
    }

    /// Hashes something so many times (at least once) and says what it took. Blocks for that long; the memory of one hash is
    /// taken before the first that counts, as on the threads of a [`Hasher`](super::Hasher).
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`] when the cost does not pass [`Cost::check`]; [`Error::QueueFull`] when there is no memory for it.
    pub fn time(self, cost: Cost, rounds: usize) -> Result<Timing, Error> {
        let parameters = argon::parameters(cost).map_err(|_| Error::Unreadable)?;
        let mut memory = Memory::new(self, parameters.block_count());
        let input = Input {
            algorithm: Algorithm::Argon2id,
            version: Version::V0x13,
            parameters: &parameters,
            password: b"correct horse battery staple",
            salt: &[7; 16],
            key: &[],
        };
        let mut once = || {
            let start = Instant::now();
            memory.compute(&input, &mut [0; 32])?;
            Ok(start.elapsed())
        };
        once()?;
        let mut times = (0..rounds.max(1))
            .map(|_| once())
            .collect::<Result<Vec<_>, Error>>()?;
        times.sort_unstable();
        Ok(Timing {
            median: times[times.len() / 2],
            least: times[0],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_passes_take_longer_and_no_cost_out_of_bounds_is_timed() {
        let engine = Engine::of_this_machine().unwrap();
        let cost = |iterations| Cost {
            memory_kib: 1024,
            iterations,
            lanes: 1,
        };
        let one = engine.time(cost(1), 5).unwrap();
        let ten = engine.time(cost(10), 5).unwrap();
        assert!(one.least <= one.median);
        assert!(ten.least > one.least, "{one:?} {ten:?}");
        assert_eq!(engine.time(cost(0), 1), Err(Error::Unreadable));
    }
}
