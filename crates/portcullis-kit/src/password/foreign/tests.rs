//! Hashes that passlib 1.7.4, libpass 1.9.4, Django 5.2 and Flask-Security 5.9.2 made, at small cost.

use std::time::Duration;

use proptest::prelude::*;
use tokio::time::Instant;

use super::*;
use crate::password::{Cost, Hasher, Verified};

/// Scheme, hash and password, one a line.
const FOREIGN: &str = include_str!("../testdata/foreign.tsv");
/// The same from Flask-Security, whose salt was `salty`.
const FLASK_SECURITY: &str = include_str!("../testdata/flask_security.tsv");

const CHEAP: Cost = Cost {
    memory_kib: 64,
    iterations: 1,
    lanes: 1,
};

fn lines(
    vectors: &'static str,
) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    vectors.lines().map(|line| {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap();
        (next(), next(), next())
    })
}

fn flask_security() -> Origin {
    Origin {
        double: true,
        single: vec!["django_pbkdf2_sha256".to_owned()],
    }
}

fn hasher() -> Hasher {
    let hasher = Hasher::new(CHEAP, 1, 8).unwrap();
    hasher.with_double_salt(Secret::new("salty"))
}

fn secret(text: &str) -> Secret {
    Secret::new(text)
}

fn stored(text: &str, origin: &Origin) -> String {
    let hash = ForeignHash::parse(text, origin);
    hash.unwrap_or_else(|| panic!("{text} was not read"))
        .to_string()
}

// ASVS: 11.2.2
#[tokio::test]
async fn the_hashes_of_passlib_and_django_are_verified() {
    let hasher = hasher();
    let mut count = 0;
    for (scheme, hash, password) in lines(FOREIGN) {
        let stored = stored(hash, &Origin::default());
        let right = hasher.verify(&secret(password), &stored, "").await;
        assert_eq!(right, Ok(Verified::YesButOutdated), "{scheme} {hash}");
        for wrong in [
            &format!("y{}", &password[1..]),
            &password.to_uppercase(),
            &format!(" {password}"),
            "",
        ] {
            let answer = hasher.verify(&secret(wrong), &stored, "").await;
            assert_eq!(answer, Ok(Verified::No), "{scheme} {hash} {wrong:?}");
        }
        count += 1;
    }
    assert_eq!(count, 59);
}

#[tokio::test]
async fn the_hashes_of_flask_security_are_verified_with_its_salt() {
    let hasher = hasher();
    let mut count = 0;
    for (scheme, hash, password) in lines(FLASK_SECURITY) {
        let stored = stored(hash, &flask_security());
        assert_eq!(
            stored.starts_with(SINGLE),
            scheme.starts_with("django"),
            "{scheme}"
        );
        let right = hasher.verify(&secret(password), &stored, "").await;
        assert_eq!(right, Ok(Verified::YesButOutdated), "{scheme} {hash}");
        let wrong = hasher
            .verify(&secret(&format!("y{}", &password[1..])), &stored, "")
            .await;
        assert_eq!(wrong, Ok(Verified::No), "{scheme} {hash}");
        let other = hasher.clone().with_double_salt(secret("pepper"));
        let answer = other.verify(&secret(password), &stored, "").await;
        assert_eq!(answer == right, scheme.starts_with("django"), "{scheme}");
        count += 1;
    }
    assert_eq!(count, 27);
}

#[tokio::test]
async fn a_hash_that_was_made_with_a_salt_is_unreadable_without() {
    let (_, hash, password) = lines(FLASK_SECURITY).next().unwrap();
    let hasher = Hasher::new(CHEAP, 1, 8).unwrap();
    let stored = stored(hash, &flask_security());
    let answer = hasher.verify(&secret(password), &stored, "").await;
    assert_eq!(answer, Err(Error::Unreadable));
}

#[tokio::test]
async fn a_hash_without_its_mark_is_none_of_ours() {
    for (scheme, hash, password) in
        lines(FOREIGN).filter(|(scheme, ..)| *scheme != "passlib argon2")
    {
        let answer = hasher().verify(&secret(password), hash, "").await;
        assert_eq!(answer, Err(Error::Unreadable), "{scheme}");
    }
}

// ASVS: 6.2.8
#[tokio::test]
async fn what_bcrypt_overlooks_is_overlooked_by_plain_bcrypt_alone() {
    let hasher = hasher();
    let long = lines(FOREIGN).filter(|(.., password)| password.len() == 100);
    for (scheme, hash, password) in long {
        let stored = stored(hash, &Origin::default());
        let overlooks = matches!(scheme, "passlib bcrypt" | "django bcrypt");
        for (typed, same) in [
            (password[..72].to_owned(), overlooks),
            (format!("{}y", &password[..99]), overlooks),
            (password[..71].to_owned(), false),
            (format!("{}y{}", &password[..71], &password[72..]), false),
        ] {
            let answer = hasher.verify(&secret(&typed), &stored, "").await;
            assert_eq!(answer != Ok(Verified::No), same, "{scheme} {typed}");
        }
    }
}

#[tokio::test]
async fn a_wrong_password_for_a_foreign_hash_counts_once() {
    let hasher = hasher();
    let (_, hash, _) = lines(FOREIGN).next().unwrap();
    let stored = stored(hash, &Origin::default());
    let _ = hasher.verify(&secret("wrong"), &stored, "").await;
    assert_eq!(hasher.count(), 1);
}

// ASVS: 6.3.8
#[tokio::test]
async fn a_wrong_password_for_a_cheap_foreign_hash_is_not_told_faster_than_an_unknown_name() {
    let cost = Cost {
        iterations: 8,
        ..Cost::default()
    };
    let hasher = Hasher::new(cost, 1, 8).unwrap();
    let (_, hash, _) = lines(FOREIGN).next().unwrap();
    let stored = stored(hash, &Origin::default());
    let wrong = secret("wrong");
    let (mut nobody, mut somebody) = (Duration::MAX, Duration::ZERO);
    for _ in 0..3 {
        let began = Instant::now();
        hasher.verify_nobody(&wrong, "").await.unwrap();
        nobody = nobody.min(began.elapsed());
        let began = Instant::now();
        assert_eq!(hasher.verify(&wrong, &stored, "").await, Ok(Verified::No));
        somebody = somebody.max(began.elapsed());
    }
    assert!(somebody * 2 > nobody, "{somebody:?} against {nobody:?}");
}

#[tokio::test]
async fn no_book_is_hashed_by_a_foreign_scheme() {
    let hasher = hasher();
    for (_, hash, _) in lines(FOREIGN) {
        let stored = stored(hash, &Origin::default());
        let book = secret(&"x".repeat(LONGEST_PASSWORD + 1));
        assert_eq!(hasher.verify(&book, &stored, "").await, Ok(Verified::No));
    }
}

#[test]
fn a_scheme_is_named_as_passlib_names_it_when_it_was_hashed_without_the_salt() {
    for (scheme, hash, _) in lines(FOREIGN) {
        let mut words = scheme.split(' ');
        let (system, name) = (words.next().unwrap(), words.next().unwrap());
        let name = match system {
            "django" => format!("django_{name}"),
            _ => name.to_owned(),
        };
        let mark_of = |single: &str| {
            let origin = Origin {
                double: true,
                single: vec![single.to_owned()],
            };
            stored(hash, &origin).replace(hash, "")
        };
        assert_eq!(mark_of(&name), SINGLE, "{name}");
        assert_eq!(mark_of(""), DOUBLE, "{name}");
    }
}

#[tokio::test]
async fn sha_crypt_compares_passwords_of_up_to_256_bytes() {
    let hasher = hasher();
    for (bytes, hash, verified) in [
        (
            256,
            "q99pH5uojcmjkTFrfVhD5joFA78htSZnARnT9278mG1",
            Verified::YesButOutdated,
        ),
        (
            257,
            "7aIG0vExupb671VI7Yz/1WZLgyd3f8fW2ApnfIz5Lk9",
            Verified::No,
        ),
    ] {
        let stored = stored(&format!("$5$rounds=1000$salt${hash}"), &Origin::default());
        let answer = hasher
            .verify(&secret(&"a".repeat(bytes)), &stored, "")
            .await;
        assert_eq!(answer, Ok(verified), "{bytes}");
    }
}

// ASVS: 16.2.5
#[test]
fn a_foreign_hash_is_not_shown_by_its_debug_output() {
    let (_, text, _) = lines(FOREIGN).next().unwrap();
    let hash = ForeignHash::parse(text, &Origin::default()).unwrap();
    assert_eq!(format!("{hash:?}"), "[foreign hash]");
}

// ASVS: 16.2.5
#[test]
fn a_hasher_shows_its_cost_and_not_its_salt() {
    let shown = format!("{:?}", hasher());
    assert!(shown.contains("memory_kib: 64"), "{shown}");
    assert!(!shown.contains("salty"), "{shown}");
}

#[test]
fn a_password_of_1024_bytes_is_compared_and_none_that_is_longer() {
    assert_eq!(forms(&secret(&"a".repeat(1024))).len(), 1);
    assert_eq!(forms(&secret(&"a".repeat(1025))).len(), 0);
}

// ASVS: 11.2.5
#[test]
fn what_asks_for_too_much_or_says_too_little_is_refused() {
    let (salt, digest) = ("abcdefghijklmnopqrstuu", "B8Yk5UjJ3a1y6d0yq7N0Yw1rYl7Q5oW");
    let (b32, b20) = ("A".repeat(43), "A".repeat(27));
    let (c43, c86) = ("a".repeat(43), "a".repeat(86));
    let accepted = |text: &str| ForeignHash::parse(text, &Origin::default()).is_some();
    for good in [
        format!("$2b$15${salt}{digest}"),
        format!("$pbkdf2-sha256$5000000$c2FsdA${b32}"),
        format!("$pbkdf2$1$c2FsdA${b20}"),
        format!("$scrypt$ln=16,r=8,p=4$c2FsdA${b32}"),
        format!("$scrypt$ln=17,r=8,p=1$c2FsdA${b32}"),
        format!("scrypt$16384$salt$8$5${b32}="),
        format!("pbkdf2_sha256$1000$salt${b32}="),
        format!("$5$rounds=1000000$salt${c43}"),
        format!("$6$salt${c86}"),
    ] {
        assert!(accepted(&good), "{good}");
    }
    for bad in [
        "plaintext".to_owned(),
        format!("$2b$16${salt}{digest}"),
        format!("$2b$03${salt}{digest}"),
        format!("$2b$4${salt}{digest}"),
        format!("$2x$12${salt}{digest}"),
        format!("$2b$12${salt}"),
        format!("$2b$12${salt}{digest}W"),
        format!("$bcrypt-sha256$v=3,t=2b,r=12${salt}${digest}"),
        format!("$bcrypt-sha256$2b,31${salt}${digest}"),
        format!("$pbkdf2-sha256$5000001$c2FsdA${b32}"),
        format!("$pbkdf2-sha256$0$c2FsdA${b32}"),
        "$pbkdf2-sha256$1000$c2FsdA$".to_owned(),
        format!("$pbkdf2-sha256$1000$c2FsdA${b20}"),
        format!("$pbkdf2-sha256$1000${}${b32}", "A".repeat(200)),
        format!("$pbkdf2-sha256$+1000$c2FsdA${b32}"),
        format!("$pbkdf2-md5$1000$c2FsdA${b32}"),
        format!("pbkdf2_sha256$1000$s\u{e4}lt${b32}="),
        format!("$scrypt$ln=18,r=8,p=1$c2FsdA${b32}"),
        format!("$scrypt$ln=63,r=8,p=1$c2FsdA${b32}"),
        format!("$scrypt$ln=16,r=8,p=5$c2FsdA${b32}"),
        format!("$scrypt$ln=1,r=4294967295,p=4294967295$c2FsdA${b32}"),
        format!("$scrypt$ln=14,r=8,p=0$c2FsdA${b32}"),
        format!("$scrypt$ln=14,r=0,p=1$c2FsdA${b32}"),
        "$scrypt$ln=14,r=8,p=1$c2FsdA$AAAA".to_owned(),
        format!("scrypt$16383$salt$8$1${b32}="),
        format!("$5$rounds=1000001$salt${c43}"),
        format!("$5$rounds=999$salt${c43}"),
        format!("$5$saltsaltsaltsalts${c43}"),
        format!("$5$$${c43}"),
        format!("$6$salt${c43}"),
        format!("$argon2id$v=19$m=1048577,t=1,p=1$c29tZXNhbHQ${b32}"),
        format!("argon2$argon2id$v=19$m=64,t=101,p=1$c29tZXNhbHQ${b32}"),
        format!("$5$salt${c43}{}", "a".repeat(512)),
    ] {
        assert!(!accepted(&bad), "{bad}");
    }
}

/// Real hashes with something exchanged, cut or put in, and whatever else there is.
fn texts() -> impl Strategy<Value = String> {
    let hashes: Vec<&str> = lines(FOREIGN).map(|(_, hash, _)| hash).collect();
    let mark = prop_oneof![Just(""), Just(SINGLE), Just(DOUBLE)];
    let spoilt = (
        proptest::sample::select(hashes),
        any::<prop::sample::Index>(),
        ".{0,3}",
        0..4_usize,
    );
    let spoilt = spoilt.prop_map(|(hash, at, put, cut)| {
        let at = at.index(hash.len());
        let end = (at + cut).min(hash.len());
        format!("{}{put}{}", &hash[..at], &hash[end..])
    });
    (mark, prop_oneof![spoilt, any::<String>()]).prop_map(|(mark, text)| format!("{mark}{text}"))
}

proptest! {
    // ASVS: 11.2.5
    #[test]
    fn no_text_makes_the_reading_panic_and_what_is_read_is_read_again(text in texts()) {
        let _ = Foreign::parse(&text);
        if let Some(hash) = ForeignHash::parse(&text, &flask_security()) {
            let shown = hash.to_string();
            prop_assert!(Foreign::parse(&shown).is_some());
            prop_assert!(shown.ends_with(&text) && text.len() <= 512);
        }
    }
}
