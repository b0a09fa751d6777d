//! From the bytes of a body to its fields by name. A name that stands twice is refused, in a form as in JSON: whatever looks
//! at a request before us (a proxy, a filter) may take the first for the one that counts, or the last.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Visitor},
};
use serde_json::{Map, Value};

use crate::{
    error::{Error, Result},
    web::accept::is_json,
};

const UNREADABLE: Error = Error::Request {
    status: 400,
    key: "BODY_UNREADABLE",
};

/// Reads a body by its type.
pub(super) fn read(content_type: Option<&str>, bytes: &[u8]) -> Result<Map<String, Value>> {
    match content_type {
        Some(kind) if is_json(kind) => read_json(bytes),
        Some(kind) if is_urlencoded(kind) => read_urlencoded(bytes),
        None | Some("") if bytes.is_empty() => Ok(Map::new()),
        _ => Err(Error::Request {
            status: 415,
            key: "BODY_TYPE",
        }),
    }
}

fn is_urlencoded(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

fn read_json(bytes: &[u8]) -> Result<Map<String, Value>> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Map::new());
    }
    // serde_json stops at 128 levels; deeper nesting is an error, not a full stack.
    match serde_json::from_slice(bytes) {
        Ok(Fields(fields)) => Ok(fields),
        Err(_) => Err(UNREADABLE),
    }
}

/// Bytes that are no UTF-8 come out as U+FFFD, which [`super::Text`] refuses.
fn read_urlencoded(bytes: &[u8]) -> Result<Map<String, Value>> {
    let mut fields = Map::new();
    for (name, value) in url::form_urlencoded::parse(bytes).into_owned() {
        if fields.insert(name, Value::String(value)).is_some() {
            return Err(UNREADABLE);
        }
    }
    Ok(fields)
}

/// An object whose names are all different; serde_json's own keeps the last of equals.
struct Fields(Map<String, Value>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer.deserialize_map(Each)
    }
}

struct Each;

impl<'de> Visitor<'de> for Each {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Fields, A::Error> {
        let mut fields = Map::new();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            if fields.insert(name, value).is_some() {
                return Err(A::Error::custom("a name stands twice"));
            }
        }
        Ok(Fields(fields))
    }
}
