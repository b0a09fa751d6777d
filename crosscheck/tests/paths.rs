//! argon2-rust against RustCrypto's argon2, on inputs that nobody chose, by every set of instructions that this processor has.

use argon2_rust::params::{Memory, TagLen};
use argon2_rust::{__internal::hash_with_backend, Backend};
use proptest::collection::vec;
use proptest::prelude::*;

#[derive(Debug)]
struct Input {
    /// As the formats count: Argon2d, Argon2i, Argon2id.
    algorithm: u32,
    version: u32,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    output_bytes: usize,
    password: Vec<u8>,
    salt: Vec<u8>,
}

/// Lanes, memory, passes. Mostly small; some of more than 2 MiB, where memory comes in large pages.
fn costs() -> impl Strategy<Value = (u32, u32, u32)> {
    let small = (1..=8_u32).prop_flat_map(|lanes| (Just(lanes), 8 * lanes..=300, 1..=4_u32));
    let large = (1..=2_u32, 2000..=2400_u32, Just(1));
    prop_oneof![9 => small, 1 => large]
}

fn inputs() -> impl Strategy<Value = Input> {
    let kinds = (0..=2_u32, prop_oneof![Just(0x10_u32), Just(0x13)]);
    let texts = (vec(any::<u8>(), 0..200), vec(any::<u8>(), 8..=64));
    (kinds, costs(), 4..=128_usize, texts).prop_map(|(kinds, costs, output_bytes, texts)| {
        let ((algorithm, version), (lanes, memory_kib, passes)) = (kinds, costs);
        let (password, salt) = texts;
        Input {
            algorithm,
            version,
            memory_kib,
            passes,
            lanes,
            output_bytes,
            password,
            salt,
        }
    })
}

fn by_reference(input: &Input) -> Vec<u8> {
    use argon2::{Algorithm, Argon2, Params};
    let algorithms = [Algorithm::Argon2d, Algorithm::Argon2i, Algorithm::Argon2id];
    let parameters = Params::new(
        input.memory_kib,
        input.passes,
        input.lanes,
        Some(input.output_bytes),
    );
    let argon2 = Argon2::new(
        algorithms[input.algorithm as usize],
        input.version.try_into().unwrap(),
        parameters.unwrap(),
    );
    let mut output = vec![0; input.output_bytes];
    argon2
        .hash_password_into(&input.password, &input.salt, &mut output)
        .unwrap();
    output
}

#[expect(
    unsafe_code,
    reason = "a path can be forced only by a function that trusts its caller to have asked the processor"
)]
fn by_path(path: Backend, input: &Input) -> Vec<u8> {
    use argon2_rust::{Algorithm, Params, Version};
    assert!(path.is_available());
    let parameters = Params::builder()
        .memory(Memory::kib(input.memory_kib.into()))
        .passes(input.passes)
        .lanes(input.lanes)
        .threads(1)
        .tag_len(TagLen::bytes(input.output_bytes as u64))
        .build()
        .unwrap();
    let algorithm = Algorithm::from_u32(input.algorithm).unwrap();
    let version = Version::from_u32(input.version).unwrap();
    let (password, salt) = (&input.password, &input.salt);
    let mut output = vec![0; input.output_bytes];
    // SAFETY: the line above asserts what the function needs to be true, that this processor has these instructions.
    let done = unsafe {
        hash_with_backend(
            path,
            algorithm,
            version,
            &parameters,
            password,
            salt,
            &[],
            &[],
            &mut output,
        )
    };
    done.unwrap();
    output
}

fn paths() -> Vec<Backend> {
    let all = Backend::ALL.iter().copied();
    all.filter(|path| path.is_available()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    // ASVS: 11.2.1
    #[test]
    fn every_path_gives_the_output_of_the_reference(input in inputs()) {
        let reference = by_reference(&input);
        for path in paths() {
            prop_assert_eq!(&by_path(path, &input), &reference, "{}", path);
        }
    }
}

#[test]
fn the_path_that_is_chosen_is_among_them() {
    assert!(paths().contains(&argon2_rust::detected_backend()));
    assert!(paths().contains(&Backend::Scalar));
}
