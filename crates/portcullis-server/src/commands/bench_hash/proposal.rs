//! Which cost fits a time: as much memory as may be, because that is what an attacker's hardware has least of, then passes.

use std::time::Duration;

use portcullis::security::hashing::Cost;

/// The least costs of OWASP (Password Storage Cheat Sheet), all of about the same strength: memory in KiB, iterations.
pub(super) const OWASP: [Cost; 5] = [
    one_lane(47_104, 1),
    one_lane(19_456, 2),
    one_lane(12_288, 3),
    one_lane(9216, 4),
    one_lane(7168, 5),
];

/// No cost with less is proposed.
pub(super) const LEAST_MEMORY_KIB: u32 = 7168;

/// More passes are not worth more; the setting allows no more either.
const MOST_ITERATIONS: u32 = 64;

/// What is tried besides the bound itself.
const STEPS_KIB: [u32; 11] = [
    1_048_576, 524_288, 262_144, 131_072, 65_536, 47_104, 32_768, 19_456, 12_288, 9216, 7168,
];

const fn one_lane(memory_kib: u32, iterations: u32) -> Cost {
    Cost {
        memory_kib,
        iterations,
        lanes: 1,
    }
}

/// Whether this is no less than OWASP asks for.
pub(crate) fn is_enough(cost: Cost) -> bool {
    let covers =
        |least: &Cost| cost.memory_kib >= least.memory_kib && cost.iterations >= least.iterations;
    OWASP.iter().any(covers)
}

/// The least that OWASP lets pass with so much memory.
fn least_with(memory_kib: u32) -> Option<Cost> {
    let fitting = OWASP.iter().find(|least| least.memory_kib <= memory_kib);
    fitting.map(|least| one_lane(memory_kib, least.iterations))
}

/// The dearest cost with at most so much memory whose hash takes no longer than `target`; where there is none, the quickest
/// that OWASP lets pass. `time` measures a cost.
pub(super) fn propose<E>(
    target: Duration,
    most_memory_kib: u32,
    mut time: impl FnMut(Cost) -> Result<Duration, E>,
) -> Result<Cost, E> {
    let below = STEPS_KIB.into_iter().filter(|step| *step < most_memory_kib);
    let steps = std::iter::once(most_memory_kib).chain(below);
    let mut quickest: Option<(Duration, Cost)> = None;
    for mut cost in steps.filter_map(least_with) {
        let took = time(cost)?;
        if took <= target {
            let each = took / cost.iterations;
            let passes = target.as_nanos() / each.as_nanos().max(1);
            let passes = u32::try_from(passes).unwrap_or(MOST_ITERATIONS);
            cost.iterations = passes.clamp(cost.iterations, MOST_ITERATIONS);
            return Ok(cost);
        }
        if quickest.is_none_or(|(least, _)| took < least) {
            quickest = Some((took, cost));
        }
    }
    Ok(quickest.map_or_else(Cost::default, |(_, cost)| cost))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A machine that takes so many nanoseconds for a block and pass.
    fn machine(nanoseconds: u64) -> impl FnMut(Cost) -> Result<Duration, ()> {
        move |cost| {
            let work = u64::from(cost.memory_kib) * u64::from(cost.iterations);
            Ok(Duration::from_nanos(work * nanoseconds))
        }
    }

    fn proposed(target: u64, memory: u32, nanoseconds: u64) -> (u32, u32) {
        let target = Duration::from_millis(target);
        let cost = propose(target, memory, machine(nanoseconds)).unwrap();
        assert!(is_enough(cost), "{cost:?}");
        (cost.memory_kib, cost.iterations)
    }

    #[test]
    fn what_is_proposed_takes_all_memory_that_it_may_and_then_the_time() {
        // 65,536 blocks of 200 ns are 13.1 ms a pass.
        assert_eq!(proposed(250, 65_536, 200), (65_536, 19));
        assert_eq!(proposed(20, 65_536, 200), (65_536, 1));
        assert_eq!(proposed(10_000, 65_536, 200), (65_536, 64));
        assert_eq!(proposed(250, 20_000, 200), (20_000, 62));
        assert_eq!(proposed(8, 65_536, 200), (19_456, 2));
    }

    #[test]
    fn nothing_below_the_least_of_owasp_is_proposed_however_short_the_time() {
        assert_eq!(proposed(1, 65_536, 200), (7168, 5));
        for target in [1, 5, 8, 20] {
            for memory in [7168, 10_000, 65_536, 1_048_576] {
                proposed(target, memory, 500);
            }
        }
    }

    #[test]
    fn a_cost_is_enough_when_it_covers_one_of_owasps() {
        for cost in OWASP {
            assert!(is_enough(cost));
            assert!(is_enough(one_lane(cost.memory_kib, cost.iterations + 1)));
            assert!(
                !is_enough(one_lane(cost.memory_kib - 1, cost.iterations)),
                "{cost:?}"
            );
        }
        assert!(!is_enough(one_lane(19_456, 1)));
        assert!(!is_enough(one_lane(4096, 64)));
    }
}
