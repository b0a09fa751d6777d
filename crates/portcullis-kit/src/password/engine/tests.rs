//! One implementation against the other, on inputs that nobody chose.

#[cfg(target_os = "linux")]
mod traces;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn algorithms() -> impl Strategy<Value = Algorithm> {
    prop_oneof![
        Just(Algorithm::Argon2d),
        Just(Algorithm::Argon2i),
        Just(Algorithm::Argon2id),
    ]
}

fn versions() -> impl Strategy<Value = Version> {
    prop_oneof![Just(Version::V0x10), Just(Version::V0x13)]
}

/// Lanes, memory (KiB), passes. Mostly small; some of more than 2 MiB, where memory comes in large pages.
fn costs() -> impl Strategy<Value = (u32, u32, u32)> {
    let small = (1..=8_u32).prop_flat_map(|lanes| (Just(lanes), 8 * lanes..=300, 1..=4_u32));
    let large = (1..=2_u32, 2000..=2400_u32, Just(1));
    prop_oneof![9 => small, 1 => large]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    // ASVS: 11.2.1
    #[test]
    fn both_implementations_give_the_same_output(
        password in vec(any::<u8>(), 0..200),
        salt in vec(any::<u8>(), 8..=64),
        (lanes, memory, passes) in costs(),
        algorithm in algorithms(),
        version in versions(),
        output_bytes in 10..=64_usize,
    ) {
        let parameters = Params::new(memory, passes, lanes, Some(output_bytes)).unwrap();
        let input = Input { algorithm, version, parameters: &parameters, password: &password, salt: &salt, key: &[] };
        let mut outputs = [vec![0; output_bytes], vec![1; output_bytes], vec![2; output_bytes]];
        let mut kept = Memory::new(Engine::Dispatched("any"), 2400);
        // The second time in memory that was used before, for something larger.
        let larger = Params::new(2400, 1, 1, None).unwrap();
        kept.compute(&Input { parameters: &larger, ..input }, &mut [0; 32]).unwrap();
        kept.compute(&input, &mut outputs[0]).unwrap();
        Memory::new(Engine::Dispatched("any"), 0).compute(&input, &mut outputs[1]).unwrap();
        Memory::new(Engine::Portable, 0).compute(&input, &mut outputs[2]).unwrap();
        prop_assert_eq!(&outputs[0], &outputs[2]);
        prop_assert_eq!(&outputs[1], &outputs[2]);
    }
}

#[test]
fn memory_is_taken_at_the_first_hash_and_given_back_when_told() {
    let parameters = Params::new(64, 1, 1, None).unwrap();
    let larger = Params::new(128, 1, 1, None).unwrap();
    for engine in [Engine::Dispatched("any"), Engine::Portable] {
        let mut memory = Memory::new(engine, 64);
        let compute = |memory: &mut Memory, parameters| {
            let input = Input {
                algorithm: Algorithm::Argon2id,
                version: Version::V0x13,
                parameters,
                password: b"password",
                salt: b"some salt",
                key: &[],
            };
            memory.compute(&input, &mut [0; 32]).unwrap();
        };
        assert!(!memory.is_held());
        compute(&mut memory, &larger);
        assert!(!memory.is_held(), "a larger one goes back at once");
        compute(&mut memory, &parameters);
        assert!(memory.is_held());
        memory.give_back();
        assert!(!memory.is_held());
        compute(&mut memory, &parameters);
        assert!(memory.is_held());
    }
}
