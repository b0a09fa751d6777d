//! Whole bodies around a field: each value in its place, and what no value can bring about: two names, another type or
//! charset, a size, an end in the middle.

use super::values::{Due, in_form, in_json};

pub(super) const JSON: &str = "application/json";
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// As much as a form may have.
const MOST: usize = 64 * 1024;

/// The other fields of a form, with values that are good.
pub(super) type Fields = Vec<(String, String)>;

/// A body to send.
#[derive(Debug, Clone)]
pub(super) struct Body {
    pub(super) content_type: String,
    pub(super) encoding: Option<&'static str>,
    pub(super) bytes: Vec<u8>,
    pub(super) due: Due,
}

impl Body {
    fn new(content_type: &str, bytes: impl Into<Vec<u8>>, due: Due) -> Self {
        let (content_type, bytes) = (content_type.to_owned(), bytes.into());
        Self {
            content_type,
            encoding: None,
            bytes,
            due,
        }
    }

    fn encoded(mut self, encoding: &'static str) -> Self {
        self.encoding = Some(encoding);
        self
    }
}

/// An object of good fields, and one more as it is written.
fn object(others: &Fields, name: &str, written: &[u8]) -> Vec<u8> {
    let mut body = b"{".to_vec();
    for (name, good) in others {
        let pair = format!("{}:{},", serde_json::json!(name), serde_json::json!(good));
        body.extend_from_slice(pair.as_bytes());
    }
    body.extend_from_slice(format!("\"{name}\":").as_bytes());
    body.extend_from_slice(written);
    body.push(b'}');
    body
}

fn form(others: &Fields, name: &str, written: &[u8]) -> Vec<u8> {
    let mut good = url::form_urlencoded::Serializer::new(String::new());
    let mut body = good.extend_pairs(others).finish().into_bytes();
    body.extend_from_slice(format!("&{name}=").as_bytes());
    body.extend_from_slice(written);
    body
}

/// Every body there is for a field, always in the same order: `good` is what belongs there.
pub(super) fn all(others: &Fields, name: &str, good: &str) -> Vec<Body> {
    let mut all: Vec<Body> = Vec::new();
    for value in in_json() {
        let bytes = object(others, name, &value.written);
        all.push(Body::new(JSON, bytes, value.due));
    }
    for value in in_form() {
        let bytes = form(others, name, &value.written);
        all.push(Body::new(FORM, bytes, value.due));
    }
    let quoted = serde_json::json!(good).to_string();
    let object = object(others, name, quoted.as_bytes());
    let form = form(others, name, good.as_bytes());
    all.extend(twice(name, &object, &form));
    all.extend(cut_or_wrapped(&object, &form));
    all.extend(of_other_types(name, good, &object, &form));
    all.extend(of_other_charsets(&object, &form));
    all.extend(of_all_sizes(&object, &form));
    all
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// A name that stands twice, under the same or another spelling; and names that are no fields.
fn twice(name: &str, object: &[u8], form: &[u8]) -> Vec<Body> {
    let escaped = format!("\\u{:04x}{}", name.as_bytes()[0], &name[1..]);
    let percent = format!("%{:02x}{}", name.as_bytes()[0], &name[1..]);
    let open = &object[..object.len() - 1];
    let more = |text: String| joined(&[open, text.as_bytes(), b"}"]);
    let other = |text: String| joined(&[form, text.as_bytes()]);
    vec![
        Body::new(JSON, more(format!(",\"{name}\":\"x\"")), Due::Unreadable),
        Body::new(JSON, more(format!(",\"{escaped}\":null")), Due::Unreadable),
        Body::new(JSON, more(format!(",\"{name}\\u0000\":1")), Due::Answer),
        Body::new(
            JSON,
            more(",\"__proto__\":{},\"constructor\":[]".into()),
            Due::Answer,
        ),
        Body::new(FORM, other(format!("&{name}=x")), Due::Unreadable),
        Body::new(FORM, other(format!("&{percent}=x")), Due::Unreadable),
        Body::new(FORM, other(format!("&{name}%00=x")), Due::Answer),
        Body::new(
            FORM,
            other(format!("&{name}[]=x&{name}[$ne]=&{name}[a][b]=")),
            Due::Answer,
        ),
        Body::new(FORM, other("&%ff=1&&&=&%=%".into()), Due::Answer),
    ]
}

/// Ends in the middle, two bodies, a body within something.
fn cut_or_wrapped(object: &[u8], form: &[u8]) -> Vec<Body> {
    let mut all = Vec::new();
    for part in [3, 2] {
        let cut = &object[..object.len() / part];
        all.push(Body::new(JSON, cut, Due::Unreadable));
        all.push(Body::new(FORM, &form[..form.len() / part], Due::Answer));
    }
    let wrapped: [(&[u8], &[u8]); 6] = [
        (b"", b"{}"),
        (b"[", b"]"),
        (b"\xef\xbb\xbf", b""),
        (b"{\"a\":", b""),
        (b")]}',\n", b""),
        (b"", b"\0"),
    ];
    for (before, after) in wrapped {
        let bytes = joined(&[before, object, after]);
        all.push(Body::new(JSON, bytes, Due::Unreadable));
    }
    for whole in ["null", "5", "\"a\"", "[]", "nonsense", "<a/>"] {
        all.push(Body::new(JSON, whole, Due::Unreadable));
    }
    for whole in ["{}", " ", ""] {
        all.push(Body::new(JSON, whole, Due::Answer));
    }
    let bytes = joined(&[b"\xef\xbb\xbf", form]);
    all.push(Body::new(FORM, bytes, Due::Answer));
    all.push(Body::new(FORM, "", Due::Answer));
    all
}

/// Types that are not taken, and bodies under the type of another.
fn of_other_types(name: &str, good: &str, object: &[u8], form: &[u8]) -> Vec<Body> {
    let mut all: Vec<Body> = [
        "",
        "/",
        "text/plain",
        "text/json",
        "application/xml",
        "application/octet-stream",
        "application/jsonx",
        "application/json, text/plain",
        "multipart/form-data",
        "\"application/json\"",
    ]
    .map(|kind| Body::new(kind, object, Due::WrongType))
    .into();
    let multipart = format!(
        "--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{good}\r\n--x--\r\n"
    );
    let kind = "multipart/form-data; boundary=x";
    all.push(Body::new(kind, multipart, Due::WrongType));
    all.push(Body::new(JSON, form, Due::Unreadable));
    all.push(Body::new(FORM, object, Due::Answer));
    all.push(Body::new("application/vnd.api+json", object, Due::Answer));
    all
}

/// Charsets and encodings: a body is UTF-8 whatever it says, and is not unpacked.
fn of_other_charsets(object: &[u8], form: &[u8]) -> Vec<Body> {
    let wide = |bytes: &[u8], little: bool| -> Vec<u8> {
        let text = String::from_utf8_lossy(bytes);
        let units = text.encode_utf16();
        units
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    };
    let marked = joined(&[b"\xff\xfe", &wide(object, true)]);
    let mut all = vec![
        Body::new(JSON, marked, Due::Unreadable),
        Body::new(JSON, wide(object, true), Due::Unreadable),
        Body::new(
            "application/json; charset=utf-16be",
            wide(object, false),
            Due::Unreadable,
        ),
        Body::new(FORM, wide(form, true), Due::Answer),
        Body::new(JSON, b"\x1f\x8b\x08\0\0\0\0\0".as_slice(), Due::Unreadable).encoded("gzip"),
    ];
    for charset in ["utf-16", "iso-8859-1", "utf-7", "x\"", "; ;;"] {
        let kind = format!("{JSON}; charset={charset}");
        all.push(Body::new(&kind, object, Due::Answer));
        let kind = format!("{FORM}; charset={charset}");
        all.push(Body::new(&kind, form, Due::Answer));
    }
    for encoding in ["gzip", "br", "identity, gzip", "nonsense"] {
        all.push(Body::new(JSON, object, Due::Answer).encoded(encoding));
    }
    all
}

/// Up to the limit, over it, and as many names as there is room for.
fn of_all_sizes(object: &[u8], form: &[u8]) -> Vec<Body> {
    let padded = |bytes: &[u8], with: u8, to: usize| {
        let mut bytes = bytes.to_vec();
        bytes.resize(to, with);
        bytes
    };
    let mut all = Vec::new();
    for (size, due) in [
        (MOST, Due::Answer),
        (MOST + 1, Due::TooLarge),
        (1_000_000, Due::TooLarge),
    ] {
        all.push(Body::new(JSON, padded(object, b' ', size), due));
        all.push(Body::new(FORM, padded(form, b'&', size), due));
    }
    let open = &object[..object.len() - 1];
    let names: String = (0..5_000).map(|n| format!(",\"a{n}\":0")).collect();
    let bytes = joined(&[open, names.as_bytes(), b"}"]);
    all.push(Body::new(JSON, bytes, Due::Answer));
    let names: String = (0..5_000).map(|n| format!("&a{n}=")).collect();
    let bytes = joined(&[form, names.as_bytes()]);
    all.push(Body::new(FORM, bytes, Due::Answer));
    let long = format!("&{}=", "a".repeat(60_000));
    let bytes = joined(&[form, long.as_bytes()]);
    all.push(Body::new(FORM, bytes, Due::Answer));
    all
}
