//! The most common passwords, built in (NIST SP 800-63B-4, 3.1.1.2; ASVS 5.0, 6.2.4).
//!
//! `blocklist/passwords.txt` holds, one a line, folded and sorted by bytes, what `scripts/common-passwords` took from
//! the million most common ones: for every least length from 8 to 14 the first 5,000, of 15 and more all 9,728.

/// SecLists' `10-million-password-list-top-1000000.txt`, cut; its licence lies beside it.
const PASSWORDS: &str = include_str!("blocklist/passwords.txt");

/// Whether a folded password is common as it is, with a tail of digits and signs, or repeated.
///
/// The whole password is compared, never a part of it: a common word inside a long sentence does no harm. A tail counts as
/// one when it is no longer than what stands before it.
pub(super) fn is_common(folded: &str) -> bool {
    let root = without_tail(folded);
    [folded, root, unit(folded), unit(root)]
        .into_iter()
        .any(is_listed)
}

fn is_listed(folded: &str) -> bool {
    let (mut from, mut to) = (0, PASSWORDS.len());
    // Both ends stand where a line begins; each round leaves out the line in the middle and one side of it.
    while from < to {
        let middle = (from + to) / 2;
        let bytes = PASSWORDS.as_bytes();
        let begin = bytes[from..middle].iter().rposition(|byte| *byte == b'\n');
        let begin = begin.map_or(from, |at| from + at + 1);
        let end = bytes[middle..to].iter().position(|byte| *byte == b'\n');
        let end = end.map_or(to, |at| middle + at);
        match folded.as_bytes().cmp(&bytes[begin..end]) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => to = begin,
            std::cmp::Ordering::Greater => from = (end + 1).min(to),
        }
    }
    false
}

/// What stands before the digits and signs at the end, when it is at least half of the whole.
fn without_tail(folded: &str) -> &str {
    let root = folded.trim_end_matches(|character: char| !character.is_alphabetic());
    if root.chars().count() * 2 >= folded.chars().count() {
        root
    } else {
        folded
    }
}

/// What the whole is a repetition of; the whole itself when it is none.
fn unit(folded: &str) -> &str {
    let length = folded.len();
    let repeats = |part: &usize| {
        length.is_multiple_of(*part)
            && folded.is_char_boundary(*part)
            && folded.as_bytes()[*part..] == folded.as_bytes()[..length - part]
    };
    let part = (1..=length / 2).find(repeats);
    part.map_or(folded, |part| &folded[..part])
}

/// All of the list, for tests that go through it.
#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    PASSWORDS.lines()
}

#[cfg(test)]
mod tests {
    use super::super::folded;
    use super::*;

    #[test]
    fn the_list_is_folded_sorted_and_as_long_as_it_must_be() {
        let lines: Vec<&str> = all().collect();
        assert!(lines.is_sorted_by(|one, next| one < next));
        for line in &lines {
            assert_eq!(folded(line).expose(), *line);
        }
        for least in 8..=15 {
            let legal = lines.iter().filter(|line| line.chars().count() >= least);
            assert!(legal.count() >= 3_000, "of {least} characters and more");
        }
    }

    #[test]
    fn every_line_is_found_and_what_lies_between_is_not() {
        for line in all() {
            assert!(is_listed(line), "{line}");
            assert!(!is_listed(&format!("{line}\n")) && !is_listed(&format!("{line}\u{1}")));
        }
        assert!(!is_listed("") && !is_listed("\n") && !is_listed("\u{10ffff}"));
    }

    #[test]
    fn a_tail_or_a_repetition_makes_a_common_password_no_better() {
        for common in [
            "password1234567",
            "password!!",
            "sunshinesunshine",
            "iloveyouiloveyou2024",
        ] {
            assert!(is_common(common), "{common}");
        }
        for other in [
            "my password is a long sentence",
            "password83916403552",
            "sunshine on the moor",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaab",
        ] {
            assert!(!is_common(other), "{other}");
        }
    }
}
