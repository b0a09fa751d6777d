//! A tick box, as JSON says it and as forms do.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ObjectBuilder, RefOr, Schema, Type,
        schema::{OneOfBuilder, SchemaType},
    },
};

use crate::error::{Fault, Faults};

/// What a form says of a box that is ticked, and of one that is not.
const TICKED: [&str; 4] = ["y", "on", "true", "1"];
const NOT_TICKED: [&str; 5] = ["", "n", "off", "false", "0"];

/// A tick box: JSON `true` or `false`; in a form `y`, `on`, `true`, `1`, or `n`, `off`, `false`, `0` and nothing. Absent and
/// `null` say neither.
///
/// ```
/// # use portcullis::web::Flag;
/// #[derive(serde::Deserialize)]
/// struct Order {
///     #[serde(default)]
///     as_gift: Flag,
/// }
/// # let order: Order = serde_json::from_str(r#"{"as_gift": "on"}"#).unwrap();
/// # assert_eq!(order.as_gift.shown(), Some(true));
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Flag(Said);

#[derive(Debug, Clone, Copy, Default)]
enum Said {
    #[default]
    Nothing,
    Ticked(bool),
    /// Something, but none of these.
    Unreadable,
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Ok(Self(match Value::deserialize(deserializer)? {
            Value::Null => Said::Nothing,
            Value::Bool(flag) => Said::Ticked(flag),
            Value::String(text) if TICKED.contains(&text.as_str()) => Said::Ticked(true),
            Value::String(text) if NOT_TICKED.contains(&text.as_str()) => Said::Ticked(false),
            _ => Said::Unreadable,
        }))
    }
}

impl Flag {
    /// Whether the box is ticked; `None` when nothing was said.
    ///
    /// ```
    /// # use portcullis::{Faults, web::Flag};
    /// let mut faults = Faults::none();
    /// let ticked: Flag = serde_json::from_str("true").unwrap();
    /// assert_eq!(ticked.read("remember", &mut faults), Some(true));
    /// assert_eq!(Flag::default().read("remember", &mut faults), None);
    /// ```
    pub fn read(&self, field: &'static str, faults: &mut Faults) -> Option<bool> {
        if matches!(self.0, Said::Unreadable) {
            faults.push(Fault::of(field, "API_ERROR"));
        }
        self.shown()
    }

    /// What was said, for showing it again.
    ///
    /// ```
    /// # use portcullis::web::Flag;
    /// let ticked: Flag = serde_json::from_str("true").unwrap();
    /// assert_eq!((ticked.shown(), Flag::default().shown()), (Some(true), None));
    /// ```
    pub fn shown(&self) -> Option<bool> {
        match self.0 {
            Said::Ticked(flag) => Some(flag),
            Said::Nothing | Said::Unreadable => None,
        }
    }
}

impl PartialSchema for Flag {
    fn schema() -> RefOr<Schema> {
        let kinds = [Type::Boolean, Type::Null];
        let words = TICKED.iter().chain(&NOT_TICKED).copied();
        OneOfBuilder::new()
            .item(ObjectBuilder::new().schema_type(SchemaType::from_iter(kinds)))
            .item(
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .enum_values(Some(words)),
            )
            .description(Some("A tick box. Words are for forms."))
            .into()
    }
}

impl ToSchema for Flag {
    fn name() -> Cow<'static, str> {
        "Flag".into()
    }
}
