//! Short codes that people type: shown in a mail, entered where it was asked for.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use crate::{secret::Secret, token::random};

/// Digits and letters of which none looks like another one, and without vowels, so that no code is a word.
const ALPHABET: &[u8; 22] = b"34679CDFGHJKMNPQRTVWXY";

/// How many characters a code has: 35 bits. Far too few to stand alone: a code has to be bound to a browser, to a short time and
/// to a handful of tries (OWASP ASVS 5.0, 6.5.4 and 6.6.3 ask for 20 bits and a limit).
pub const CODE_LENGTH: usize = 8;

/// Eight characters out of 22.
#[derive(Clone, Debug)]
pub struct Code(Secret);

impl Code {
    /// A new code from the random source of the system.
    ///
    /// # Panics
    ///
    /// When the system has no randomness to give.
    #[must_use]
    pub fn generate() -> Code {
        let mut code = String::with_capacity(CODE_LENGTH);
        while code.len() < CODE_LENGTH {
            // The rest above the last multiple of 22 is thrown away: all characters are equally likely.
            let fair = 256 - 256 % ALPHABET.len();
            let bytes = random::<16>();
            let fit = bytes.iter().map(|byte| usize::from(*byte));
            let chosen = fit.filter(|byte| *byte < fair);
            let letters = chosen.map(|byte| char::from(ALPHABET[byte % ALPHABET.len()]));
            code.extend(letters.take(CODE_LENGTH - code.len()));
        }
        Code(Secret::new(code))
    }

    /// Reads what somebody typed: blanks, hyphens, small letters, and the wide letters of East Asian keyboards are forgiven. `None` for
    /// what can't be a code.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Code> {
        let plain = typed.nfkc().filter(|c| !c.is_whitespace() && *c != '-');
        let code: String = plain
            .take(CODE_LENGTH + 1)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let known = |c: char| u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte));
        (code.len() == CODE_LENGTH && code.chars().all(known)).then(|| Code(Secret::new(code)))
    }

    /// The eight characters.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// As a mail shows it: two groups of four.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.expose().split_at(CODE_LENGTH / 2);
        write!(f, "{first} {second}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_comes_back_however_it_was_typed() {
        let code = Code::parse("CDFGHJ34").unwrap();
        for typed in [
            "CDFG HJ34",
            "cdfg-hj34",
            "  cd fg hj 34 ",
            "CDFG\u{a0}HJ34",
            "ＣＤＦＧ　ＨＪ３４",
        ] {
            assert_eq!(Code::parse(typed).unwrap().expose(), code.expose());
        }
        assert_eq!(code.to_string(), "CDFG HJ34");
        assert_eq!(format!("{code:?}"), "Code([secret])");
    }

    #[test]
    fn what_can_be_no_code_is_refused() {
        for typed in [
            "",
            "CDFGHJ3",
            "CDFGHJ344",
            "CDFGHJ3O",
            "CDFGHJ3\u{130}",
            "ÇDFGHJ34",
            "CDFG_HJ34",
        ] {
            assert!(Code::parse(typed).is_none(), "{typed}");
        }
    }

    // ASVS: 6.5.3, 6.5.4
    #[test]
    fn of_forty_thousand_characters_each_of_the_22_stands_as_often_as_the_others() {
        let codes: Vec<Code> = (0..5_000).map(|_| Code::generate()).collect();
        for letter in ALPHABET {
            let bytes = codes.iter().flat_map(|code| code.expose().bytes());
            let count = bytes.filter(|byte| byte == letter).count();
            // 1818 are expected; 250 away is six standard deviations.
            assert!((1_568..2_068).contains(&count), "{letter}: {count}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_as_a_code_is_written_in_its_alphabet(typed in "\\PC{0,12}") {
            if let Some(code) = Code::parse(&typed) {
                let again = Code::parse(&code.to_string()).unwrap();
                prop_assert_eq!(again.expose(), code.expose());
            }
        }
    }
}
