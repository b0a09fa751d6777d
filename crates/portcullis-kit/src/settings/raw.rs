//! A value as it was found, before anyone said what kind it should be, and the place it was found at.

use std::borrow::Cow;
use std::fmt;

use toml::Value;

/// Where a value was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In the program itself.
    Code,
    /// In a file.
    File {
        /// The path as it was given.
        path: String,
        /// The line of the name, counted from 1; 0 stands for the file as a whole.
        line: usize,
    },
    /// In the environment.
    Environment {
        /// The variable, which is `NAME_FILE` when it named a file that holds the value.
        name: String,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("code"),
            Self::File { path, line: 0 } => f.write_str(path),
            Self::File { path, line } => write!(f, "{path}:{line}"),
            Self::Environment { .. } => f.write_str("environment"),
        }
    }
}

/// A value that has not been read yet. Its `Debug` shows only where it stands: it may be a secret.
#[derive(Clone)]
pub struct Raw {
    /// What was written.
    pub value: Value,
    /// Where it was written.
    pub origin: Origin,
    untyped: bool,
}

impl Raw {
    /// A value that says its own type, as in a TOML file or in code.
    #[must_use]
    pub fn new(value: Value, origin: Origin) -> Self {
        Self {
            value,
            origin,
            untyped: false,
        }
    }

    /// A bare text that may stand for a value of any type, as in the environment.
    #[must_use]
    pub fn text(text: impl Into<String>, origin: Origin) -> Self {
        Self {
            value: Value::String(text.into()),
            origin,
            untyped: true,
        }
    }

    /// Reads a TOML literal, such as `true`, `"24 hours"` or `["a", "b"]`: the form in which values are shown.
    #[must_use]
    pub fn literal(literal: &str) -> Option<Self> {
        parse_literal(literal).map(|value| Self::new(value, Origin::Code))
    }

    /// The value with its type: a bare text that is also a TOML literal counts as that literal.
    #[must_use]
    pub fn typed(&self) -> Cow<'_, Value> {
        match &self.value {
            Value::String(text) if self.untyped => match parse_literal(text.trim()) {
                Some(value) => Cow::Owned(value),
                None => Cow::Borrowed(&self.value),
            },
            value => Cow::Borrowed(value),
        }
    }

    /// The text as it was written, when it is one; a bare text is never taken for anything else.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        self.value.as_str()
    }

    /// Whether the value came as a bare text.
    #[must_use]
    pub fn is_untyped(&self) -> bool {
        self.untyped
    }

    /// What kind of value stands there, for a message; never the value itself.
    #[must_use]
    pub fn found(&self) -> &'static str {
        match &self.value {
            Value::String(text) if text.trim().is_empty() => "an empty text",
            Value::String(_) if self.untyped => "something else",
            Value::String(_) => "a text in quotes",
            Value::Integer(_) => "a whole number",
            Value::Float(_) => "a number with a fraction",
            Value::Boolean(_) => "true or false",
            Value::Datetime(_) => "a date or time",
            Value::Array(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raw")
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

fn parse_literal(literal: &str) -> Option<Value> {
    let mut table: toml::Table = toml::from_str(&format!("value = {literal}")).ok()?;
    // A line break in the literal could have started a second key.
    (table.len() == 1).then(|| table.remove("value")).flatten()
}
