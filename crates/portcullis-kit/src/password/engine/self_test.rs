//! Whether this machine computes Argon2 right, and by which implementation: asked before the first hash (ASVS 5.0, 11.2.1).

use argon2::{Algorithm, AssociatedData, Params, ParamsBuilder, Version};

use super::{Engine, Input, NOT_YET_KNOWN, dispatched, portable};
use crate::password::Error;

/// RFC 9106, 5.1 to 5.3.
const TAGS: [(Algorithm, [u8; 32]); 3] = [
    (
        Algorithm::Argon2d,
        [
            0x51, 0x2b, 0x39, 0x1b, 0x6f, 0x11, 0x62, 0x97, 0x53, 0x71, 0xd3, 0x09, 0x19, 0x73,
            0x42, 0x94, 0xf8, 0x68, 0xe3, 0xbe, 0x39, 0x84, 0xf3, 0xc1, 0xa1, 0x3a, 0x4d, 0xb9,
            0xfa, 0xbe, 0x4a, 0xcb,
        ],
    ),
    (
        Algorithm::Argon2i,
        [
            0xc8, 0x14, 0xd9, 0xd1, 0xdc, 0x7f, 0x37, 0xaa, 0x13, 0xf0, 0xd7, 0x7f, 0x24, 0x94,
            0xbd, 0xa1, 0xc8, 0xde, 0x6b, 0x01, 0x6d, 0xd3, 0x88, 0xd2, 0x99, 0x52, 0xa4, 0xc4,
            0x67, 0x2b, 0x6c, 0xe8,
        ],
    ),
    (
        Algorithm::Argon2id,
        [
            0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b,
            0x53, 0xc9, 0xd0, 0x1e, 0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9,
            0x6b, 0x01, 0xe6, 0x59,
        ],
    ),
];

/// What both implementations must agree on: memory (KiB), passes, lanes. The last lies in pages of its own, as a hash of
/// the usual cost does.
const COMPARED: [(Algorithm, Version, u32, u32, u32); 3] = [
    (Algorithm::Argon2id, Version::V0x13, 76, 3, 2),
    (Algorithm::Argon2i, Version::V0x10, 128, 2, 1),
    (Algorithm::Argon2id, Version::V0x13, 2100, 1, 1),
];

type Compute = fn(&Input<'_>, &mut [u8]) -> Result<(), Error>;

/// The implementation to use on this processor.
///
/// # Errors
///
/// [`Error::Defective`] when not even the portable one computes what the standard says.
pub(in crate::password) fn chosen() -> Result<Engine, Error> {
    choose(
        |input, output| dispatched(input, &mut NOT_YET_KNOWN.hasher(), output),
        |input, output| portable(input, &mut Vec::new(), output),
    )
}

fn choose(fast: Compute, reference: Compute) -> Result<Engine, Error> {
    if !knows_the_standard(reference) {
        return Err(Error::Defective);
    }
    let instructions = argon2_rust::detected_backend().name();
    if knows_the_standard(fast) && agree(fast, reference) {
        return Ok(Engine::Dispatched(instructions));
    }
    tracing::error!(
        instructions,
        "argon2-rust computes Argon2 wrongly on this machine: passwords are hashed by the slower portable implementation"
    );
    Ok(Engine::Portable)
}

fn knows_the_standard(compute: Compute) -> bool {
    let right = |(algorithm, tag): (Algorithm, [u8; 32])| {
        let mut made = [0; 32];
        let parameters = standard_parameters().ok()?;
        let input = Input {
            algorithm,
            version: Version::V0x13,
            parameters: &parameters,
            password: &[1; 32],
            salt: &[2; 16],
            key: &[3; 8],
        };
        compute(&input, &mut made).ok()?;
        (made == tag).then_some(())
    };
    TAGS.into_iter().all(|vector| right(vector).is_some())
}

fn standard_parameters() -> argon2::Result<Params> {
    let data = AssociatedData::new(&[4; 12])?;
    let mut builder = ParamsBuilder::new();
    let builder = builder.m_cost(32).t_cost(3).p_cost(4).data(data);
    builder.output_len(32).build()
}

fn agree(fast: Compute, reference: Compute) -> bool {
    COMPARED
        .into_iter()
        .all(|(algorithm, version, memory, passes, lanes)| {
            let Ok(parameters) = Params::new(memory, passes, lanes, Some(32)) else {
                return false;
            };
            let input = Input {
                algorithm,
                version,
                parameters: &parameters,
                password: b"correct horse battery staple",
                salt: b"sixteen bytes, as ours are",
                key: &[],
            };
            let (mut one, mut other) = ([0; 32], [1; 32]);
            let computed = [fast(&input, &mut one), reference(&input, &mut other)];
            computed.iter().all(Result::is_ok) && one == other
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(input: &Input<'_>, output: &mut [u8]) -> Result<(), Error> {
        portable(input, &mut Vec::new(), output)
    }

    fn wrong(input: &Input<'_>, output: &mut [u8]) -> Result<(), Error> {
        right(input, output)?;
        output[31] ^= 1;
        Ok(())
    }

    /// Right for the small sizes of the standard's vectors only.
    fn wrong_when_large(input: &Input<'_>, output: &mut [u8]) -> Result<(), Error> {
        if input.parameters.m_cost() > 2048 {
            wrong(input, output)
        } else {
            right(input, output)
        }
    }

    fn failing(_: &Input<'_>, _: &mut [u8]) -> Result<(), Error> {
        Err(Error::Unreadable)
    }

    // ASVS: 11.2.1
    #[test]
    fn an_implementation_that_gives_a_wrong_answer_is_not_used() {
        let instructions = argon2_rust::detected_backend().name();
        assert_eq!(choose(right, right), Ok(Engine::Dispatched(instructions)));
        for fast in [wrong, wrong_when_large, failing] {
            assert_eq!(choose(fast, right), Ok(Engine::Portable));
        }
        for reference in [wrong, failing] {
            assert_eq!(choose(right, reference), Err(Error::Defective));
            assert_eq!(choose(wrong, reference), Err(Error::Defective));
        }
    }

    #[test]
    fn the_vectors_of_the_standard_come_out_on_this_machine() {
        let instructions = argon2_rust::detected_backend().name();
        assert_eq!(chosen(), Ok(Engine::Dispatched(instructions)));
    }
}
