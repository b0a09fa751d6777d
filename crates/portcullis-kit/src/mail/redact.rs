//! What a mail server said, fit to be kept and shown: servers like to quote the mail that they refuse.

use super::Message;

/// The longest reply that is kept, in characters; a reason fits, a quoted mail does not.
const LONGEST_REPLY: usize = 200;
/// Longer words are ids, links or tokens rather than language; a token of ours has 43 characters.
const LONGEST_WORD: usize = 24;
/// Shorter words are status codes rather than codes that let someone in.
const SHORTEST_CODE: usize = 4;

/// The reply without addresses, links, long words, and codes that stand in the mail.
pub(super) fn reply(text: &str, mail: Option<&Message>) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .map(|word| {
            if tells_too_much(word, mail) {
                "[…]"
            } else {
                word
            }
        })
        .collect();
    words.join(" ").chars().take(LONGEST_REPLY).collect()
}

fn tells_too_much(word: &str, mail: Option<&Message>) -> bool {
    word.contains('@')
        || word.contains("://")
        || word.chars().count() > LONGEST_WORD
        || mail.is_some_and(|mail| is_a_code_in(word, mail))
}

fn is_a_code_in(word: &str, mail: &Message) -> bool {
    let code = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let stands_in = |part: &Option<String>| part.as_ref().is_some_and(|part| part.contains(code));
    // A code need not have a digit; a word of a sentence has small letters.
    let no_word = |letter: char| letter.is_ascii_digit() || letter.is_ascii_uppercase();
    code.len() >= SHORTEST_CODE
        && (code.contains(|letter: char| letter.is_ascii_digit()) || code.chars().all(no_word))
        && (stands_in(&mail.text) || stands_in(&mail.html) || mail.subject.contains(code))
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::letter_to;
    use super::*;

    #[test]
    fn the_reason_stays_and_what_the_server_quotes_goes() {
        let mut mail = letter_to("ann@example.org");
        mail.text = Some("Your code is 483920.".to_owned());
        let said = "5.7.1 <ann@example.org> relay\r\ndenied: https://x.test/confirm/abc code \"483920\" \
                    qWxyN0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9";
        assert_eq!(
            reply(said, Some(&mail)),
            "5.7.1 […] relay denied: […] code […] […]"
        );
    }

    #[test]
    fn a_long_reply_is_cut() {
        assert_eq!(
            reply(&"word ".repeat(100), None).chars().count(),
            LONGEST_REPLY
        );
    }
}
