//! What a new password must not be made of: the name of the service, the parts of the address, the texts of the profile
//! (NIST SP 800-63B-4, 3.1.1.2; ASVS 5.0, 6.1.2 and 6.2.11).

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::folded;
use crate::account::{Email, User};

/// A shorter word, such as an initial, stands in every second sentence.
const LEAST_LETTERS: usize = 3;

/// The words that anybody could guess who knows the service and the person.
///
/// A password is refused when its letters are nothing but such words, one after the other, and are at least half of it:
/// case, digits and signs around and between them don't help. A sentence in which such a word stands is let in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    words: BTreeSet<String>,
    texts: BTreeSet<String>,
}

/// From this many bytes on a text is prose.
const PROSE: usize = 64;
/// The work on one password is bounded by this.
const FIELDS: usize = 20;

impl Context {
    /// Adds a text, its words, and the words written as one.
    pub(crate) fn add(&mut self, text: &str) {
        let folded = folded(text);
        for word in folded.expose().split(|c: char| !c.is_alphabetic()) {
            self.add_word(word);
        }
        self.add_word(&only(folded.expose(), char::is_alphabetic));
        let text = only(folded.expose(), char::is_alphanumeric);
        if !text.is_empty() {
            self.texts.insert(text);
        }
    }

    fn add_word(&mut self, word: &str) {
        if word.chars().count() >= LEAST_LETTERS {
            self.words.insert(word.to_owned());
        }
    }

    /// Adds a host: its labels and the whole of it. The last label alone, such as `com`, is no word of anybody's.
    pub(crate) fn add_host(&mut self, host: &str) {
        let (host, _) = idna::domain_to_unicode(host);
        if let Some((labels, _)) = host.rsplit_once('.') {
            self.add(labels);
        }
        let whole = only(folded(&host).expose(), char::is_alphabetic);
        self.add_word(&whole);
    }

    /// Adds the parts of an address.
    pub(crate) fn add_email(&mut self, email: &Email) {
        if let Some((local, host)) = email.as_str().rsplit_once('@') {
            self.add(local);
            self.add_host(host);
        }
        let whole = folded(email.as_str());
        self.add_word(&only(whole.expose(), char::is_alphabetic));
        self.texts
            .insert(only(whole.expose(), char::is_alphanumeric));
    }

    /// Adds the texts of a profile, the short ones: names, a town, a number. What is longer is prose, and holds the words
    /// that good passphrases are made of.
    pub(crate) fn add_profile(&mut self, profile: &Map<String, Value>) {
        let texts = profile.values().filter_map(Value::as_str);
        for text in texts.filter(|text| text.len() <= PROSE).take(FIELDS) {
            self.add(text);
        }
    }

    /// Adds what is known of a user.
    pub(crate) fn add_user(&mut self, user: &User) {
        self.add_email(&user.email);
        self.add_profile(&user.profile);
    }

    /// Whether a folded password is made of this.
    pub(super) fn makes(&self, folded: &str) -> bool {
        let letters = only(folded, char::is_alphabetic);
        let enough = letters.chars().count() * 2 >= folded.chars().count();
        let text = only(folded, char::is_alphanumeric);
        self.texts.contains(&text) || (enough && self.spells(&letters))
    }

    /// Whether words, one after the other, make up these letters.
    fn spells(&self, letters: &str) -> bool {
        let mut reached = vec![false; letters.len() + 1];
        reached[0] = true;
        for at in 0..letters.len() {
            if !reached[at] {
                continue;
            }
            let rest = &letters[at..];
            for word in self.words.iter().filter(|word| rest.starts_with(*word)) {
                reached[at + word.len()] = true;
            }
        }
        !letters.is_empty() && reached[letters.len()]
    }

    /// The words, for a judge of its own kind.
    #[cfg(feature = "zxcvbn")]
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().chain(&self.texts).map(String::as_str)
    }
}

fn only(text: &str, kind: fn(char) -> bool) -> String {
    text.chars().filter(|character| kind(*character)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn context() -> Context {
        let mut context = Context::default();
        context.add("Acme Accounts");
        context.add_host("login.acme.example");
        context.add_email(&Email::parse("Zoë.Washburne+web@firefly.example").unwrap());
        context.add_profile(
            json!({ "name": "Z. Alleyne", "phone": "+49 151 2345 6789 01" })
                .as_object()
                .unwrap(),
        );
        context
    }

    fn makes(typed: &str) -> bool {
        context().makes(folded(typed).expose())
    }

    // ASVS: 6.1.2, 6.2.11
    #[test]
    fn a_password_made_of_the_service_or_the_person_is_refused() {
        for typed in [
            "acmeacmeacmeacme",
            "AcmeAccounts2026!",
            "login.acme.example",
            "ZOE\u{308}.Washburne!",
            "zoë.washburne+web@firefly.example",
            "washburne-alleyne",
            "4915123456789 01",
            "Firefly1Firefly2",
        ] {
            assert!(makes(typed), "{typed}");
        }
    }

    #[test]
    fn a_sentence_with_such_a_word_is_let_in() {
        for typed in [
            "the firefly lit the moor",
            "acme93 4172 5530 8126",
            "zoë's seventh umbrella",
            "com example example",
            "151 2345 6789 0102 33",
        ] {
            assert!(!makes(typed), "{typed}");
        }
        assert!(!Context::default().makes("") && !Context::default().makes("anything at all"));
    }
}
