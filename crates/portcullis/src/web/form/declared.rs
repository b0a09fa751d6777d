//! The app's own fields in a form.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// What browsers and old clients send beside the fields of a form: the token of another way to tell who sent it, and the button
/// that was pressed.
const BESIDE: [&str; 2] = ["csrf_token", "submit"];

/// The declared profile fields of a form, as they were typed: whatever the form has no name for. Flatten it into the form.
#[derive(Debug, Clone, Default)]
pub(crate) struct ProfileFields(pub(crate) Map<String, Value>);

impl<'de> Deserialize<'de> for ProfileFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut fields = Map::deserialize(deserializer)?;
        for name in BESIDE {
            fields.remove(name);
        }
        Ok(Self(fields))
    }
}

impl ProfileFields {
    /// What was typed into a field, for showing it again.
    pub(crate) fn shown(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }
}
