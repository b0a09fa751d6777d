//! Parsers that can be called by themselves.

use portcullis::{Email, Security, settings::Settings};
use portcullis_kit::{
    password::{ForeignHash, Origin},
    settings::Source,
    token::Token,
};

fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// An address that is taken in has exactly one `@`, no quotes, no control characters, fits an envelope, and is read again
/// as itself.
pub(crate) fn email(data: &[u8]) {
    let Some(typed) = text(data) else { return };
    let Ok(email) = Email::parse(typed) else {
        return;
    };
    let kept = email.as_str();
    fits_an_envelope(kept);
    let again = Email::parse(kept).expect("what was taken in is taken in again");
    assert_eq!(again.as_str(), kept);
    assert_eq!(again.key(), email.key());
}

/// A token is exactly the 43 characters that were given out: no other spelling of the same bits.
pub(crate) fn token(data: &[u8]) {
    let Some(typed) = text(data) else { return };
    let Some(token) = Token::parse(typed) else {
        return;
    };
    assert_eq!(token.expose(), typed);
    assert_eq!(typed.len(), 43);
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    assert!(typed.chars().all(known), "{typed:?}");
}

/// A hash of another system that is taken in is stored as it was, with its mark, in a bounded length.
pub(crate) fn hash(data: &[u8]) {
    let Some(typed) = text(data) else { return };
    for double in [false, true] {
        let origin = Origin {
            double,
            single: Vec::new(),
        };
        if let Some(hash) = ForeignHash::parse(typed, &origin) {
            let stored = hash.to_string();
            let mark = if double { "{double}" } else { "{single}" };
            assert_eq!(stored.strip_prefix(mark), Some(typed));
            assert!(typed.len() <= 512, "{typed:?}");
        }
    }
}

/// Whatever stands in a settings file, there is an answer: settings, or problems with a name.
pub(crate) fn settings(data: &[u8]) {
    let Some(toml) = text(data) else { return };
    let source = Source::empty().toml(toml, "portcullis.toml");
    if let Err(problems) = Security::preview(Settings::load(source)) {
        assert!(!problems.to_string().is_empty());
    }
}

fn fits_an_envelope(kept: &str) {
    assert!(kept.len() <= 254, "too long for an envelope: {kept:?}");
    assert!(
        !kept.chars().any(|c| c.is_control() || c.is_whitespace()),
        "{kept:?}"
    );
    assert_eq!(kept.matches('@').count(), 1, "{kept:?}");
    assert!(
        !kept.contains([',', ';', '<', '>', '"', '(', ')']),
        "{kept:?}"
    );
    let domain = kept.rsplit('@').next().unwrap_or_default();
    assert!(domain.is_ascii(), "not an IDNA domain: {kept:?}");
}

#[cfg(test)]
mod tests {
    use super::fits_an_envelope;

    #[test]
    #[should_panic(expected = "left == right")]
    fn a_second_recipient_would_be_found() {
        fits_an_envelope("eve@example.org,ada@example.test");
    }
}
