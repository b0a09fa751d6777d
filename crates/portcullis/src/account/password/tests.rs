//! What may be set, and what not.

use proptest::prelude::*;

use super::*;

fn policy() -> Policy {
    Policy {
        min: 15,
        max: 256,
        context: Context::default(),
        #[cfg(feature = "zxcvbn")]
        least_score: None,
        #[cfg(feature = "breached")]
        breached: None,
    }
}

fn key_of(typed: &str, policy: &Policy) -> Option<&'static str> {
    let fault = policy.check(&Secret::new(typed)).err();
    fault.map(|fault| fault.key)
}

// ASVS: 6.2.1, 6.2.9
#[test]
fn length_is_counted_in_code_points_of_the_normal_form() {
    // Each of them four bytes, and none of them the next one's neighbour in a list.
    let emoji = |count: usize| "🦉🧵🪁🥁".chars().cycle().take(count).collect::<String>();
    for (typed, key) in [
        ("fourteen chars".to_owned(), Some("PASSWORD_INVALID_LENGTH")),
        ("fifteen  chars!".to_owned(), None),
        (emoji(14), Some("PASSWORD_INVALID_LENGTH")),
        (emoji(15), None),
        (emoji(256), None),
        (emoji(257), Some("PASSWORD_TOO_LONG")),
        ("e\u{301}".repeat(14), Some("PASSWORD_INVALID_LENGTH")),
        ("e\u{301}".repeat(15), None),
        ("é".repeat(64), None),
        ("é".repeat(256), None),
        ("e\u{301}".repeat(257), Some("PASSWORD_TOO_LONG")),
        (" ".repeat(20), Some("PASSWORD_NOT_PROVIDED")),
        (String::new(), Some("PASSWORD_NOT_PROVIDED")),
    ] {
        assert_eq!(key_of(&typed, &policy()), key, "{typed}");
    }
}

// ASVS: 6.2.4
#[test]
fn every_listed_password_of_legal_length_is_refused_in_any_case() {
    for min in [8, 15] {
        let policy = Policy { min, ..policy() };
        let legal = blocklist::all().filter(|listed| listed.chars().count() >= min);
        let mut count = 0;
        for listed in legal {
            // The capital of some letters is another letter's.
            let upper =
                Some(listed.to_uppercase()).filter(|upper| folded(upper).expose() == listed);
            let with_tail = listed.ends_with(char::is_alphabetic);
            let with_tail = with_tail.then(|| format!("{listed}1!"));
            let typed = [Some(listed.to_owned()), upper, with_tail];
            for typed in typed.into_iter().flatten() {
                let key = key_of(&typed, &policy);
                assert_eq!(key, Some("PASSWORD_TOO_COMMON"), "{typed}");
            }
            count += 1;
        }
        assert!(count >= 3_000, "{count} of {min}");
    }
}

// ASVS: 6.2.8
#[tokio::test]
async fn a_password_that_is_let_in_is_what_was_typed() {
    let typed = " Trailing and leading blanks stay, so does CASE \t";
    let parsed = NewPassword::parse(&Secret::new(typed), "password", &policy()).await;
    assert_eq!(parsed.unwrap().secret().expose(), typed);
}

#[tokio::test]
async fn a_fault_is_that_of_the_field() {
    let refused = NewPassword::parse(&Secret::new("short"), "new_password", &policy()).await;
    let fault = refused.unwrap_err();
    assert_eq!(
        (fault.field, fault.key),
        ("new_password", "PASSWORD_INVALID_LENGTH")
    );
}

proptest! {
    // ASVS: 6.2.5
    #[test]
    fn no_class_of_characters_is_asked_for(
        typed in prop_oneof!["[a-z]{15,256}", "[0-9]{15,256}", "[A-Z ]{15,256}", "[!-/]{15,256}", "\\PC{15,256}"]
    ) {
        let common = blocklist::is_common(folded(&typed).expose());
        prop_assume!(!typed.trim().is_empty() && !common && (15..=256).contains(&typed.nfc().count()));
        prop_assert_eq!(key_of(&typed, &policy()), None);
    }

    // ASVS: 6.2.11
    #[test]
    fn no_number_of_context_words_makes_a_password(
        words in proptest::collection::vec(prop_oneof![Just("acme"), Just("Lovelace"), Just("ADA")], 4..20),
        sign in "[-. _0-9]?",
    ) {
        let mut context = Context::default();
        context.add("Acme");
        let email = Email::parse("ada.lovelace@example.test").unwrap();
        let policy = Policy { context, ..policy() }.with_email(&email);
        let typed = words.join(&sign);
        prop_assume!(typed.chars().count() >= 15);
        prop_assert_eq!(key_of(&typed, &policy), Some("PASSWORD_HAS_CONTEXT"));
    }

    #[test]
    fn nothing_that_is_typed_makes_the_judge_panic(typed in any::<String>(), name in any::<String>()) {
        let mut context = Context::default();
        context.add(&name);
        let _ = Policy { min: 0, context, ..policy() }.check(&Secret::new(typed));
    }
}
