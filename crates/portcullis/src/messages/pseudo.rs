//! English as no English speaker has seen it: with accents, and two fifths longer. A layout that holds it holds German, and
//! a sentence that shows without accents is in no catalogue.

use std::borrow::Cow;

/// The language that it pretends to be.
pub(super) const PSEUDO: &str = "en-XA";

/// Each text of a sentence, whatever is filled in between.
pub(super) fn accented(text: &str) -> Cow<'_, str> {
    let mut accented: String = text.chars().map(with_accent).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let blanks = text.len() - text.trim_end().len();
    let more = " ~".repeat(letters.div_ceil(5));
    accented.insert_str(accented.len() - blanks, &more);
    Cow::Owned(accented)
}

fn with_accent(letter: char) -> char {
    const PLAIN: &str = "aceinostuyACEINOSTUY";
    const ACCENTED: &str = "\u{e1}\u{e7}\u{e9}\u{ee}\u{f1}\u{f6}\u{161}\u{165}\u{fc}\u{fd}\u{c1}\u{c7}\u{c9}\u{ce}\u{d1}\u{d6}\u{160}\u{164}\u{dc}\u{dd}";
    let at = PLAIN.chars().position(|plain| plain == letter);
    at.and_then(|at| ACCENTED.chars().nth(at)).unwrap_or(letter)
}
