use proptest::prelude::*;

use super::*;
use crate::secret::Secret;

const TEXT: &str = "kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5";
const OLD: &str = "Zt6_nB2-yH8vKq4xW1mRc7LfD9jGs3PaE";

fn root(text: &str) -> RootSecret {
    RootSecret::parse(&Secret::new(text)).unwrap()
}

fn keys() -> Keys {
    Keys::new(root(TEXT), vec![]).unwrap()
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<char> = hex.chars().filter(|c| !c.is_whitespace()).collect();
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap())
        .collect()
}

/// RFC 5869, A.3: neither salt nor info.
// ASVS: 11.2.1, 11.4.4
#[test]
fn the_root_is_extracted_as_rfc_5869_says() {
    let hkdf = hkdf::Hkdf::<Sha256>::new(None, &[0x0b; 22]);
    let mut out = [0; 42];
    hkdf.expand(&[], &mut out).unwrap();
    let expected =
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8";
    assert_eq!(out.to_vec(), bytes(expected));
    // HKDF-Expand's first block by hand (2.3): HMAC(prk, info, 0x01).
    let prk = bytes("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04");
    let mut first = Hmac::<Sha256>::new_from_slice(&prk).unwrap();
    first.update(b"portcullis/v1/seal/flash\x01");
    let ours = RootSecret::extract(&[0x0b; 22]).expand("seal/flash");
    assert_eq!(ours.to_vec(), first.finalize().into_bytes().to_vec());
}

/// draft-irtf-cfrg-xchacha-03, A.3.1.
// ASVS: 11.2.1, 11.3.2, 11.3.1
#[test]
fn the_cipher_is_that_of_the_draft() {
    let key: [u8; 32] = std::array::from_fn(|n| 0x80 + n as u8);
    let nonce: [u8; 24] = std::array::from_fn(|n| 0x40 + n as u8);
    let payload = Payload {
        msg:
            b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the \
               future, sunscreen would be it.",
        aad: &bytes("50515253c0c1c2c3c4c5c6c7"),
    };
    let sealed = XChaCha20Poly1305::new((&key).into())
        .encrypt(&XNonce::from(nonce), payload)
        .unwrap();
    let expected = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39
        ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9
        768812f615c68b13b52ec0875924c1c7987947deafd8780acf49";
    assert_eq!(sealed, bytes(expected));
}

#[test]
fn what_this_version_sealed_every_later_one_opens() {
    let sealed = keys().seal_with([7; 24], "note", b"row 7", b"at noon");
    assert_eq!(
        sealed,
        "Ad9uY1MHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcYwXceYV1k8kKo9GeyUv8YwTGYuzx6dg"
    );
    assert_eq!(keys().open("note", b"row 7", &sealed).unwrap(), b"at noon");
    assert_eq!(keys().id().to_string(), "df6e6353");
}

// ASVS: 11.2.2, 13.3.4
#[test]
fn a_former_key_opens_and_verifies_and_an_unknown_one_does_not() {
    let former = Keys::new(root(OLD), vec![]).unwrap();
    let (sealed, mac) = (former.seal("a", b"b", b"c"), former.mac("a", b"b"));
    let rotated = Keys::new(root(TEXT), vec![root(OLD)]).unwrap();
    assert_eq!(rotated.open("a", b"b", &sealed).unwrap(), b"c");
    assert!(rotated.is_mac("a", b"b", &mac) && rotated.knows(former.id()));
    assert_eq!(rotated.fallback_ids().collect::<Vec<_>>(), [former.id()]);
    // What is new is made with the new key.
    assert_eq!(rotated.mac("a", b"b").key_id, keys().id());
    assert_eq!(former.open("a", b"b", &rotated.seal("a", b"b", b"c")), None);
    assert!(!keys().is_mac("a", b"b", &mac) && !keys().knows(former.id()));
    assert_eq!(keys().open("a", b"b", &sealed), None);
}

#[test]
fn a_mac_holds_for_its_purpose_and_its_data_alone() {
    let keys = keys();
    let mac = keys.mac("audit", b"row");
    assert!(keys.is_mac("audit", b"row", &mac));
    assert!(!keys.is_mac("audit", b"rows", &mac));
    assert!(!keys.is_mac("other", b"row", &mac));
    for n in 0..32 {
        let mut wrong = mac;
        wrong.bytes[n] ^= 1;
        assert!(!keys.is_mac("audit", b"row", &wrong), "byte {n}");
    }
}

#[test]
fn keys_of_a_process_are_nobody_elses() {
    let (one, other) = (Keys::of_this_process(), Keys::of_this_process());
    assert!(!one.is_lasting() && keys().is_lasting());
    let sealed = one.seal("a", b"", b"b");
    assert_eq!(one.open("a", b"", &sealed).unwrap(), b"b");
    assert_eq!(other.open("a", b"", &sealed), None);
}

// ASVS: 11.3.4
#[test]
fn the_same_text_is_never_sealed_the_same_twice() {
    let keys = keys();
    let sealed: std::collections::BTreeSet<String> =
        (0..10_000).map(|_| keys.seal("a", b"", b"b")).collect();
    assert_eq!(sealed.len(), 10_000);
}

// ASVS: 13.2.3, 11.2.3
#[test]
fn a_secret_that_can_be_guessed_is_refused() {
    use Weakness::{Pattern, Sample, Splits, TooShort};
    let cases = [
        ("", TooShort),
        ("kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1G", TooShort),
        ("thisISaSECRET_1234_and_some_more_of_it", Sample),
        ("CHANGE_ME_TO_A_COMPLEX_RANDOM_STRING", Sample),
        ("django-insecure-kX3-v9Qw_7pLz2Rt8NfYc4Bh6M", Sample),
        ("pf9Wkove4IKEAXvy-cQkeDPhv9Cb3Ag-wyJILbq_dFw", Sample),
        (
            "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
            Sample,
        ),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Pattern),
        ("0000000000000000000000000000000000000001", Pattern),
        ("kX3-v9Qw_7kX3-v9Qw_7kX3-v9Qw_7kX3-", Pattern),
        ("abcdefghijklmnopqrstuvwxyz0123456789", Pattern),
        ("kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5\nx", Splits),
        (
            "kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5,Zt6_nB2-yH8vKq4xW1mRc7LfD9jGs3PaE",
            Splits,
        ),
    ];
    for (text, why) in cases {
        let weakness = RootSecret::parse(&Secret::new(text)).unwrap_err();
        assert_eq!(weakness, why, "{text}");
        assert!(text.is_empty() || !weakness.to_string().contains(text));
    }
    assert_eq!(
        Keys::new(root(TEXT), vec![root(TEXT)]).unwrap_err(),
        Weakness::Twice
    );
    let thrice = Keys::new(root(TEXT), vec![root(OLD), root(OLD)]);
    assert_eq!(thrice.unwrap_err(), Weakness::Twice);
}

#[test]
fn a_secret_made_by_chance_is_taken() {
    for _ in 0..2_000 {
        assert!(RootSecret::parse(&RootSecret::generate()).is_ok());
        // `openssl rand -hex 16`
        let hex: String = random::<16>()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert!(
            RootSecret::parse(&Secret::new(hex.as_str())).is_ok(),
            "{hex}"
        );
    }
}

#[test]
fn a_key_shows_its_id_and_nothing_else() {
    let shown = format!("{:?}", keys());
    assert!(
        !shown.contains(TEXT) && shown.contains(&keys().id().to_string()),
        "{shown}"
    );
    let id = keys().id();
    assert_eq!(KeyId::parse(&id.to_string()), Some(id));
    assert_eq!(KeyId::from_bytes(id.as_bytes()), Some(id));
    for wrong in ["", "1", "+1234567", "ABCDEF01", "123456789", "1234567g"] {
        assert_eq!(KeyId::parse(wrong), None, "{wrong}");
    }
}

proptest! {
    #[test]
    fn what_is_sealed_opens_as_it_was(plain: Vec<u8>, aad: Vec<u8>) {
        let keys = keys();
        let sealed = keys.seal("a", &aad, &plain);
        prop_assert_eq!(keys.open("a", &aad, &sealed), Some(plain));
    }

    // ASVS: 11.2.5, 11.3.2, 11.3.3
    #[test]
    fn whatever_is_changed_about_a_sealed_text_it_stays_shut(plain: Vec<u8>, at: prop::sample::Index, with in 1u8..) {
        let keys = keys();
        let sealed = keys.seal("a", b"b", &plain);
        let mut raw = URL_SAFE_NO_PAD.decode(&sealed).unwrap();
        let at = at.index(raw.len());
        raw[at] ^= with;
        prop_assert_eq!(keys.open("a", b"b", &URL_SAFE_NO_PAD.encode(&raw)), None);
        prop_assert_eq!(keys.open("a", b"b", &URL_SAFE_NO_PAD.encode(&raw[..at])), None);
        prop_assert_eq!(keys.open("b", b"b", &sealed), None);
        prop_assert_eq!(keys.open("a", b"", &sealed), None);
    }

    #[test]
    fn no_text_makes_opening_fail_otherwise(text: String, raw: Vec<u8>) {
        prop_assert_eq!(keys().open("a", b"", &text), None);
        prop_assert_eq!(keys().open("a", b"", &URL_SAFE_NO_PAD.encode(raw)), None);
    }
}
