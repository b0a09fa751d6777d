//! Whether this machine computes Argon2id right, asked once before the first hash (ASVS 5.0, 11.2.1).

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};

/// RFC 9106, 5.3.
const TAG: [u8; 32] = [
    0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b, 0x53, 0xc9,
    0xd0, 0x1e, 0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9, 0x6b, 0x01, 0xe6, 0x59,
];

/// Whether the vector of the RFC comes out, by this implementation on this processor.
pub(super) fn is_right() -> bool {
    computed([1; 32]).is_ok_and(|tag| tag == TAG)
}

fn computed(password: [u8; 32]) -> argon2::Result<[u8; 32]> {
    let parameters = ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(AssociatedData::new(&[4; 12])?)
        .output_len(32)
        .build()?;
    let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, parameters)?;
    let mut tag = [0; 32];
    argon2.hash_password_into(&password, &[2; 16], &mut tag)?;
    Ok(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    // ASVS: 11.2.1
    #[test]
    fn the_vector_of_the_rfc_comes_out_and_no_other() {
        assert!(is_right());
        assert_ne!(computed([5; 32]).unwrap(), TAG);
    }
}
