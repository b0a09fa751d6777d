use proptest::prelude::*;

use super::super::fixtures::letter_to;
use super::*;

fn source(message: &Message) -> String {
    String::from_utf8(message.source().unwrap()).unwrap()
}

#[test]
fn a_mail_has_all_its_headers() {
    let source = source(&letter_to("ann@example.org"));
    let (headers, _) = source.split_once("\r\n\r\n").unwrap();
    for header in [
        "Message-ID: <0190f1c2-0000-7000-8000-000000000001@example.org>",
        "Date: Fri, 15 Jan 2027 08:00:00 +0000",
        "From: Portcullis <keeper@example.org>",
        "To: ann@example.org",
        "Subject: =?utf-8?b?",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: multipart/alternative;",
    ] {
        assert!(
            headers.contains(header),
            "{header} is missing in\n{headers}"
        );
    }
    assert!(
        headers.is_ascii() && headers.lines().all(|line| line.len() <= 78),
        "{headers}"
    );
}

#[test]
fn text_comes_before_html_and_the_same_message_gives_the_same_bytes() {
    let letter = letter_to("ann@example.org");
    let source = source(&letter);
    let text = source
        .find("Content-Type: text/plain; charset=utf-8")
        .unwrap();
    let html = source
        .find("Content-Type: text/html; charset=utf-8")
        .unwrap();
    assert!(text < html);
    assert_eq!(letter.source(), Ok(source.into_bytes()));
}

#[test]
fn one_part_alone_makes_no_multipart() {
    let mut letter = letter_to("ann@example.org");
    letter.html = None;
    let text = source(&letter);
    assert!(
        text.contains("text/plain") && !text.contains("multipart"),
        "{text}"
    );
    letter.text = None;
    assert_eq!(letter.source(), Err(MessageError::Empty));
    letter.html = Some("<p>x</p>".to_owned());
    assert!(source(&letter).contains("text/html"));
}

// ASVS: 1.2.1, 1.3.11
#[test]
fn a_line_break_makes_no_header() {
    let mut letter = letter_to("ann@example.org");
    letter.subject = "Hello\r\nBcc: eve@example.org".to_owned();
    assert!(!source(&letter).contains("\nBcc"));
    letter.to = "ann@example.org\r\nBcc: eve@example.org".to_owned();
    assert_eq!(
        letter.source(),
        Err(MessageError::Address(AddressError::Control))
    );
}

// ASVS: 1.3.11
#[test]
fn there_is_one_recipient() {
    for to in [
        "",
        "ann",
        "a@b, c@d",
        "Ann <ann@example.org>",
        "<ann@example.org>",
    ] {
        assert_eq!(
            letter_to(to).source(),
            Err(MessageError::Address(AddressError::Syntax)),
            "{to}"
        );
    }
}

#[test]
fn an_id_must_be_one() {
    for id in ["", "a@b", "<a>", "<a@b> x", "<a@b\r\nX: y>", "<a@<b>"] {
        let mut letter = letter_to("ann@example.org");
        letter.id = id.to_owned();
        assert_eq!(letter.source(), Err(MessageError::Id), "{id:?}");
    }
}

#[test]
fn addresses_are_read_with_and_without_a_name() {
    for (text, name, address) in [
        ("a@example.org", None, "a@example.org"),
        (" <a@example.org> ", None, "a@example.org"),
        ("Ann Lee <a@example.org>", Some("Ann Lee"), "a@example.org"),
        (
            "\"Lee, Ann \\\"Tiny\\\"\" <a@example.org>",
            Some("Lee, Ann \"Tiny\""),
            "a@example.org",
        ),
        ("Ünal<a@bücher.example>", Some("Ünal"), "a@bücher.example"),
        ("\" \" <a@localhost>", None, "a@localhost"),
    ] {
        let read = Address::parse(text).unwrap();
        assert_eq!((read.name(), read.address()), (name, address), "{text}");
    }
}

#[test]
fn what_is_no_address_is_refused_with_the_form_to_write() {
    let long = format!("{}@example.org", "a".repeat(250));
    for (text, error) in [
        ("", AddressError::Syntax),
        ("ann", AddressError::Syntax),
        ("a@b@c", AddressError::Syntax),
        ("Ann a@example.org", AddressError::Syntax),
        ("Ann <a@example.org", AddressError::Syntax),
        ("a@example.org>", AddressError::Bracket),
        ("\"Ann <a@example.org>", AddressError::Bracket),
        ("\"Ann\" Lee <a@example.org>", AddressError::Bracket),
        ("Ann\nLee <a@example.org>", AddressError::Control),
        ("a@exam\0ple.org", AddressError::Control),
        (long.as_str(), AddressError::Long),
    ] {
        assert_eq!(Address::parse(text), Err(error), "{text:?}");
    }
}

proptest! {
    #[test]
    fn what_was_read_is_read_again_from_its_display(text in "\\PC{0,20}|(\"?[A-Za-zÄ\"\\\\,@<>. ]{0,12}\"? ?<)?[a-z\"<.]{1,8}@[a-zü.]{1,8}>?") {
        if let Ok(address) = Address::parse(&text) {
            prop_assert_eq!(Address::parse(&address.to_string()), Ok(address));
        }
    }

    #[test]
    fn every_name_survives_its_display(name in "\\PC{0,60}") {
        if let Ok(address) = Address::new(Some(&name), "a@example.org") {
            prop_assert_eq!(Address::parse(&address.to_string()), Ok(address));
        }
    }

    // ASVS: 1.3.11
    #[test]
    fn no_text_panics_the_parser_or_breaks_a_header(name in any::<String>(), subject in any::<String>()) {
        let mut letter = letter_to("ann@example.org");
        letter.subject = subject;
        if let Ok(from) = Address::new(Some(&name), "a@example.org") {
            letter.from = from;
        }
        let _ = Address::parse(&name);
        let source = letter.source().unwrap();
        let source = String::from_utf8(source).unwrap();
        let (headers, _) = source.split_once("\r\n\r\n").unwrap();
        let names: Vec<&str> = headers
            .split("\r\n")
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        prop_assert_eq!(names, ["Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type"]);
    }
}
