//! What no field was made for, as JSON writes it and as a form does.

/// What must come of it, at the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// An answer, and none that blames us.
    Answer,
    /// No field can be read.
    Unreadable,
    /// More than a form may have.
    TooLarge,
    /// Neither a form nor JSON.
    WrongType,
    /// What no text is; a password may be.
    NotText,
    /// Neither a text nor a password.
    NeitherTextNorPassword,
    /// The same, but what a tick box is for.
    OnlyTickBox,
}

/// A value as it is written behind `"field":` or `field=`.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub(super) written: Vec<u8>,
    pub(super) due: Due,
}

fn value(written: impl Into<Vec<u8>>, due: Due) -> Value {
    let written = written.into();
    Value { written, due }
}

/// Values in JSON, each as it stands in the source.
pub(super) fn in_json() -> Vec<Value> {
    let mut all = of_other_types();
    all.extend(no_json());
    let texts = texts().into_iter();
    all.extend(texts.map(|(text, due)| value(serde_json::json!(text).to_string(), due)));
    all
}

/// Values in a form, each as it stands in the body.
pub(super) fn in_form() -> Vec<Value> {
    let mut all = no_utf8_in_form();
    all.extend(texts().into_iter().map(|(text, due)| {
        let written: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        value(written, due)
    }));
    all
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}0{}", open.repeat(depth), close.repeat(depth))
}

/// JSON's other types, also deeper than anybody nests.
fn of_other_types() -> Vec<Value> {
    let mut all: Vec<Value> = [
        "5",
        "-1.5e300",
        "9007199254740993",
        "18446744073709551616",
        "[]",
        "{}",
        "[\"ada@example.test\"]",
        "{\"$ne\":null}",
        "[null,[true,{\"a\":[]}]]",
    ]
    .map(|written| value(written, Due::NeitherTextNorPassword))
    .into();
    all.push(value("true", Due::OnlyTickBox));
    all.push(value("null", Due::Answer));
    for (depth, due) in [
        (10, Due::NeitherTextNorPassword),
        (100, Due::NeitherTextNorPassword),
        (200, Due::Unreadable),
        (1_000, Due::Unreadable),
        (10_000, Due::Unreadable),
        (100_000, Due::TooLarge),
    ] {
        all.push(value(nested("[", "]", depth), due));
        all.push(value(nested("{\"a\":", "}", depth), due));
    }
    all
}

/// What is no JSON: numbers and escapes that it does not have, bytes that are no UTF-8, what is left open.
fn no_json() -> Vec<Value> {
    let texts = [
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"a\\udfffb@example.test\"",
        "\"\\u12\"",
        "\"\\q\"",
        "\"\\",
        "\"a",
        "\"a\0b\"",
        "\"a\nb\"",
        "1e999",
        "NaN",
        "-Infinity",
        "01",
        "+1",
        "0x10",
        "'a'",
        "tru",
        "\"a\"}}",
        "\"a\",",
        "\"a\" \"b\"",
        "",
    ];
    let mut all: Vec<Value> = texts.map(|text| value(text, Due::Unreadable)).into();
    for bytes in NO_UTF8 {
        let written = [b"\"a".as_slice(), bytes, b"\""].concat();
        all.push(value(written, Due::Unreadable));
    }
    all
}

/// A byte alone, a slash and a NUL made longer than they are, a surrogate, beyond the last character, cut off, Latin-1.
const NO_UTF8: [&[u8]; 7] = [
    b"\xff",
    b"\xc0\xaf",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x82",
    b"caf\xe9",
];

/// The same in a form, escaped and as they are, and escapes that are none.
fn no_utf8_in_form() -> Vec<Value> {
    let mut all = Vec::new();
    for bytes in NO_UTF8 {
        let escaped: String = bytes.iter().map(|byte| format!("%{byte:02x}")).collect();
        all.push(value(escaped, Due::NeitherTextNorPassword));
        all.push(value(bytes, Due::NeitherTextNorPassword));
    }
    for odd in ["%", "%2", "%zz", "%u0041", "%%30", "+", "=", "a=b"] {
        all.push(value(odd, Due::Answer));
    }
    all.push(value("a\0b", Due::NotText));
    all
}

/// Texts that can be written, though no person types them.
fn texts() -> Vec<(String, Due)> {
    let mut all: Vec<(String, Due)> = Vec::new();
    for text in [
        "\0",
        "a\0b@example.test",
        "ada@example.test\0",
        "a\u{1b}[2Jb",
        "a\nb",
        "ada@example.test\r\nBcc: eve@evil.example",
        "\u{7f}",
        "\u{85}",
    ] {
        all.push((text.into(), Due::NotText));
    }
    all.push(("a\u{fffd}b".into(), Due::NeitherTextNorPassword));
    for text in [
        "",
        " ",
        "\u{feff}ada@example.test",
        "\u{202e}tset.elpmaxe@ada",
        "a\u{200b}da@example.test",
        "\u{2028}",
        "\u{ffff}\u{10ffff}",
        "ADA@\u{212a}.example",
        "%00",
        "%s%n%x",
        "' OR 1=1 --",
        "{{7*7}}${7*7}",
        "<script>alert(1)</script>",
        "$(id)`id`",
        "../../../../etc/passwd",
        "//evil.example/\\..",
        "a,b@example.test",
        "\"a b\"@[127.0.0.1]",
    ] {
        all.push((text.into(), Due::Answer));
    }
    all.extend(long_texts());
    all
}

/// Up to each limit and over it; and what grows or takes long when it is normalised.
fn long_texts() -> [(String, Due); 10] {
    [
        ("x".repeat(2_048), Due::Answer),
        ("x".repeat(2_049), Due::NotText),
        ("x".repeat(16_384), Due::NotText),
        ("x".repeat(16_385), Due::NeitherTextNorPassword),
        ("\u{e9}".repeat(1_024), Due::Answer),
        ("\u{fdfa}".repeat(600), Due::Answer),
        (format!("Z{}", "\u{300}".repeat(1_000)), Due::Answer),
        ("\u{300}\u{316}".repeat(2_500), Due::NotText),
        (format!("{}@example.test", "a.".repeat(1_000)), Due::Answer),
        ("1".repeat(20_000), Due::NeitherTextNorPassword),
    ]
}
