//! The app's own fields of a user: declared, validated, and refused when not declared, so that no request can set
//! what the app did not offer (mass assignment, ASVS 5.0 V15.3.3).

use std::sync::Arc;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use crate::error::{Fault, Faults};
use crate::messages::Param;

/// How many undeclared fields are named in an answer, and how much of each name: who sends thousands needs no list of them.
const UNKNOWN_MAX: usize = 5;
const NAME_MAX: usize = 80;

/// A text field that the sign-up form shows and `/register` takes.
///
/// ```
/// # use portcullis::ProfileField;
/// const PHONE: ProfileField = ProfileField {
///     kind: "tel",
///     max_length: 20,
///     ..ProfileField::text("phone", "Phone").autocomplete("tel").optional()
/// };
/// # assert!(!PHONE.required);
/// ```
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ProfileField {
    /// Name in forms and JSON.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
    /// HTML's `autocomplete` token, such as `given-name`.
    pub autocomplete: &'static str,
    /// Whether sign-up needs it.
    pub required: bool,
    /// HTML's input type, such as `text` or `tel`.
    pub kind: &'static str,
    /// Most code points.
    pub max_length: usize,
}

impl ProfileField {
    /// What it is called, in whatever language it is said.
    pub(crate) fn named(&self) -> Param {
        Param::Label {
            name: self.name.to_owned(),
            label: self.label.to_owned(),
        }
    }

    /// A required text of at most 100 code points.
    ///
    /// ```
    /// # use portcullis::ProfileField;
    /// let name = ProfileField::text("first_name", "First name");
    /// assert_eq!((name.required, name.max_length), (true, 100));
    /// ```
    pub const fn text(name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label,
            autocomplete: "off",
            required: true,
            kind: "text",
            max_length: 100,
        }
    }

    /// The same with HTML's `autocomplete` token.
    ///
    /// ```
    /// # use portcullis::ProfileField;
    /// // The browser fills in what it knows.
    /// let name = ProfileField::text("first_name", "First name").autocomplete("given-name");
    /// assert_eq!(name.autocomplete, "given-name");
    /// ```
    #[must_use]
    pub const fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = token;
        self
    }

    /// The same, but sign-up does without it.
    ///
    /// ```
    /// # use portcullis::ProfileField;
    /// assert!(!ProfileField::text("nickname", "Nickname").optional().required);
    /// ```
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }
}

/// An app's fields. Its `Deserialize` gets an object with one string per declared field (`""` for an optional one that
/// was left out).
///
/// ```
/// use portcullis::{Db, Profile, ProfileField, Security};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize)]
/// struct Names {
///     first_name: String,
///     nickname: String,
/// }
///
/// impl Profile for Names {
///     const FIELDS: &'static [ProfileField] = &[
///         ProfileField::text("first_name", "First name").autocomplete("given-name"),
///         ProfileField::text("nickname", "Nickname").optional(),
///     ];
/// }
///
/// # fn build(db: Db) {
/// let builder = Security::builder(db).profile::<Names>();
/// # let _ = builder;
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not declare the fields of a profile",
    label = "no profile",
    note = "derive `Serialize` and `Deserialize` for it and say which fields people fill in: `impl Profile for {Self} {{ const \
            FIELDS: &'static [ProfileField] = &[ProfileField::text(\"first_name\", \"First name\")]; }}`"
)]
pub trait Profile: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The fields, in the order of the form.
    const FIELDS: &'static [ProfileField];

    /// What no single field can say. Faults carry a message key; add the text with
    /// [`SecurityBuilder::translations`](crate::SecurityBuilder::translations).
    ///
    /// ```
    /// # use portcullis::{Fault, Profile, ProfileField};
    /// #[derive(serde::Serialize, serde::Deserialize)]
    /// struct Stay {
    ///     arrival: String,
    ///     departure: String,
    /// }
    ///
    /// impl Profile for Stay {
    ///     const FIELDS: &'static [ProfileField] =
    ///         &[ProfileField::text("arrival", "Arrival"), ProfileField::text("departure", "Departure")];
    ///
    ///     fn validate(&self) -> Vec<Fault> {
    ///         let is_fine = self.arrival < self.departure;
    ///         if is_fine { Vec::new() } else { vec![Fault::of("departure", "STAY_ENDS_TOO_EARLY")] }
    ///     }
    /// }
    /// ```
    fn validate(&self) -> Vec<Fault> {
        Vec::new()
    }
}

type Validate = Arc<dyn Fn(&Map<String, Value>) -> Vec<Fault> + Send + Sync>;

/// The declared fields of this app, whatever their type.
#[derive(Clone, Default)]
pub(crate) struct Schema {
    pub(crate) fields: &'static [ProfileField],
    validate: Option<Validate>,
}

impl Schema {
    pub(crate) fn of<P: Profile>() -> Self {
        let validate: Validate =
            Arc::new(
                |fields| match serde_json::from_value::<P>(Value::Object(fields.clone())) {
                    Ok(profile) => profile.validate(),
                    Err(_) => vec![Fault::form("INVALID_INPUT")],
                },
            );
        Self {
            fields: P::FIELDS,
            validate: Some(validate),
        }
    }

    /// All declared fields, empty: what is known of somebody whom an operator made.
    pub(crate) fn blank(&self) -> Map<String, Value> {
        let names = self.fields.iter().map(|field| field.name.to_owned());
        names
            .map(|name| (name, Value::String(String::new())))
            .collect()
    }

    /// Takes the declared fields out of what a form carried beside the fields of ours.
    pub(crate) fn parse(&self, given: &Map<String, Value>) -> Result<Map<String, Value>, Faults> {
        let mut faults = Faults::none();
        let is_unknown = |name: &&String| self.fields.iter().all(|field| field.name != *name);
        for name in given.keys().filter(is_unknown).take(UNKNOWN_MAX) {
            let name: String = name.chars().take(NAME_MAX).collect();
            faults.push(Fault::form("UNKNOWN_FIELD").with("field", name));
        }
        let mut profile = Map::new();
        for field in self.fields {
            if let Some(text) = faults.take(read(field, given.get(field.name))) {
                profile.insert(field.name.to_owned(), Value::String(text));
            }
        }
        if let (true, Some(validate)) = (faults.is_empty(), &self.validate) {
            faults.0.extend(validate(&profile));
        }
        if faults.is_empty() {
            Ok(profile)
        } else {
            Err(faults)
        }
    }
}

fn read(field: &ProfileField, value: Option<&Value>) -> Result<String, Fault> {
    let typed = match value {
        None | Some(Value::Null) => "",
        Some(Value::String(text)) => text,
        Some(_) => return Err(Fault::of(field.name, "API_ERROR")),
    };
    // Before the ends are cut: some of what is refused counts as white space.
    if typed
        .chars()
        .any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER)
    {
        return Err(Fault::of(field.name, "INVALID_INPUT"));
    }
    let text = typed.trim();
    if text.is_empty() && field.required {
        return Err(Fault::of(field.name, "FIELD_NOT_PROVIDED").with("label", field.named()));
    }
    if text.chars().count() > field.max_length {
        return Err(Fault::of(field.name, "FIELD_TOO_LONG")
            .with("label", field.named())
            .with("length", field.max_length));
    }
    Ok(text.to_owned())
}
