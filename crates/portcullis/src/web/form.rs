//! Bodies: a form or a JSON object, read into a struct whose fields never fail to be there. What is wrong with a field
//! is a fault of that field, never a broken request.

mod declared;
mod fields;
mod flag;

use axum::{
    extract::{FromRequest, Request},
    http::header,
};
use portcullis_kit::secret::Secret;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;
use utoipa::ToSchema;

pub(crate) use self::declared::ProfileFields;
use self::fields::read;
pub use self::flag::Flag;
use super::body;
use crate::{
    account::{Email, NewPassword, PasswordPolicy},
    error::{Error, Fault, Faults, Result},
    security::Security,
};

/// The largest form of ours is a sign-up with a long password and a profile; 64 KiB is ten times that.
const BODY_MAX: usize = 64 * 1024;

/// More than any name, address or path needs; a longer text is refused unread.
const TEXT_MAX: usize = 2048;

/// A password of the longest policy in four-byte characters, with room for what NFC joins.
const PASSWORD_MAX: usize = 16 * 1024;

/// The body of a request as `T`, from `application/x-www-form-urlencoded` or JSON.
///
/// # Rejection
/// 413 when the body has more than 64 KiB, 415 when it is neither, 400 when it is no JSON object (or is nested too
/// deep) or a name stands twice in it, with `BODY_TOO_LARGE`, `BODY_TYPE` and `BODY_UNREADABLE`.
///
/// ```
/// # use portcullis::{Faults, Result, web::{Form, Text}};
/// #[derive(serde::Deserialize)]
/// struct Coupon {
///     #[serde(default)]
///     code: Text,
/// }
///
/// async fn redeem(Form(coupon): Form<Coupon>) -> Result<String> {
///     let mut faults = Faults::none();
///     let code = coupon.code.read("code", &mut faults).to_owned();
///     faults.into_result()?;
///     Ok(format!("Redeemed {code}"))
/// }
/// # let _ = redeem;
/// ```
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _state: &S) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let content_type = parts
            .headers
            .get(header::CONTENT_TYPE)
            .map(|value| value.to_str().unwrap_or_default());
        let kind = content_type.map(str::to_owned);
        let bytes = body::read(body, BODY_MAX).await?;
        let fields = read(kind.as_deref(), &bytes)?;
        let unreadable = |_| Error::Request {
            status: 400,
            key: "BODY_UNREADABLE",
        };
        serde_json::from_value(Value::Object(fields))
            .map(Self)
            .map_err(unreadable)
    }
}

/// A text field. Absent and `null` are the empty text.
///
/// ```
/// # use portcullis::web::Text;
/// #[derive(serde::Deserialize)]
/// struct Search {
///     #[serde(default)]
///     words: Text,
/// }
/// # let search: Search = serde_json::from_str("{}").unwrap();
/// # assert_eq!(search.words.shown(), "");
/// ```
#[derive(Debug, Clone, ToSchema)]
#[schema(value_type = Option<String>, max_length = 2048)]
pub struct Text(
    /// `None` is what was sent and is no text.
    Option<String>,
);

impl Default for Text {
    fn default() -> Self {
        Self(Some(String::new()))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Some(text.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Ok(Self(match Value::deserialize(deserializer)? {
            Value::Null => Some(String::new()),
            Value::String(text) => Some(text),
            _ => None,
        }))
    }
}

impl Text {
    /// The text, if it is one that a person can have typed: no control characters, no broken UTF-8, at most 2,048 bytes.
    ///
    /// ```
    /// # use portcullis::{Faults, web::Text};
    /// let mut faults = Faults::none();
    /// assert_eq!(Text::from("tea").read("item", &mut faults), "tea");
    /// assert!(faults.is_empty());
    /// Text::from("\u{0}").read("item", &mut faults);
    /// assert!(faults.has("item"));
    /// ```
    pub fn read(&self, field: &'static str, faults: &mut Faults) -> &str {
        let fault = match &self.0 {
            None => "API_ERROR",
            Some(text) if text.len() > TEXT_MAX => "INVALID_INPUT_LENGTH",
            Some(text) if text.chars().any(unfit) => "INVALID_INPUT",
            Some(text) => return text,
        };
        faults.push(Fault::of(field, fault).with("length", TEXT_MAX));
        ""
    }

    /// The address in the field `email`.
    pub(crate) fn read_email(&self, faults: &mut Faults) -> Option<Email> {
        let typed = self.read("email", faults);
        if faults.has("email") {
            return None;
        }
        faults.take(Email::parse(typed))
    }

    /// What was typed, for showing it again.
    ///
    /// ```
    /// # use portcullis::{Reply, web::Text};
    /// let typed = Text::from("ada@");
    /// let page = Reply::page("forgot_password").field("email", typed.shown());
    /// # drop(page);
    /// ```
    pub fn shown(&self) -> &str {
        self.0
            .as_deref()
            .filter(|text| text.len() <= TEXT_MAX)
            .unwrap_or_default()
    }
}

fn unfit(c: char) -> bool {
    c.is_control() || c == char::REPLACEMENT_CHARACTER
}

/// A password field: any text, kept out of logs. Absent and `null` are the empty text.
///
/// ```
/// # use portcullis::web::PasswordText;
/// let typed: PasswordText = serde_json::from_str("\"lanterns\"").unwrap();
/// assert!(!format!("{typed:?}").contains("lanterns"));
/// ```
#[derive(Debug, Clone, ToSchema)]
#[schema(value_type = Option<String>, max_length = 16384)]
pub struct PasswordText(Option<Secret>);

impl Default for PasswordText {
    fn default() -> Self {
        Self(Some(Secret::default()))
    }
}

impl<'de> Deserialize<'de> for PasswordText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Ok(Self(Text::deserialize(deserializer)?.0.map(Secret::new)))
    }
}

impl PasswordText {
    /// The password; empty when it is absent.
    ///
    /// ```
    /// # use portcullis::{Faults, web::PasswordText};
    /// let mut faults = Faults::none();
    /// let nothing = PasswordText::default().read("password", &mut faults);
    /// assert_eq!((nothing.expose(), faults.is_empty()), ("", true));
    /// ```
    pub fn read(&self, field: &'static str, faults: &mut Faults) -> Secret {
        match &self.0 {
            None => faults.push(Fault::of(field, "API_ERROR")),
            Some(secret) if secret.expose().len() > PASSWORD_MAX => {
                faults.push(Fault::of(field, "PASSWORD_TOO_LONG").with("length", PASSWORD_MAX));
            }
            Some(secret) if secret.expose().contains(char::REPLACEMENT_CHARACTER) => {
                faults.push(Fault::of(field, "INVALID_INPUT"));
            }
            Some(secret) => return secret.clone(),
        }
        Secret::new("")
    }
}

/// Reads a new password and, when it was sent or the settings want it, its repetition in `<field>_confirm`.
pub(crate) async fn read_new_password(
    security: &Security,
    policy: &PasswordPolicy,
    typed: &PasswordText,
    repeated: Option<&PasswordText>,
    field: &'static str,
    faults: &mut Faults,
) -> Option<NewPassword> {
    let password = typed.read(field, faults);
    if faults.has(field) {
        return None;
    }
    let confirm_field = if field == "new_password" {
        "new_password_confirm"
    } else {
        "password_confirm"
    };
    let parsed = faults.take(NewPassword::parse(&password, field, policy).await);
    let repeated = repeated.map(|repeated| repeated.read(confirm_field, faults));
    let required = security.settings().passwords.password_confirm_required;
    NewPassword::check_repeated(
        &password,
        repeated.as_ref(),
        confirm_field,
        required,
        faults,
    );
    parsed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Deserialize)]
    struct Two {
        #[serde(default)]
        email: Text,
        #[serde(default)]
        remember: Flag,
    }

    fn two(content_type: &str, body: &[u8]) -> Result<Two> {
        let fields = read(Some(content_type), body)?;
        Ok(serde_json::from_value(Value::Object(fields)).expect("no field can fail"))
    }

    fn fault_of(content_type: &str, body: &[u8]) -> Option<&'static str> {
        let mut faults = Faults::none();
        two(content_type, body)
            .unwrap()
            .email
            .read("email", &mut faults);
        faults.0.first().map(|fault| fault.key)
    }

    const FORM: &str = "application/x-www-form-urlencoded";
    const JSON: &str = "application/json";

    // ASVS: 1.5.3
    #[test]
    fn a_bad_field_is_a_fault_of_that_field() {
        assert_eq!(fault_of(FORM, b"email=ada%40example.com&remember=y"), None);
        assert_eq!(fault_of(FORM, b""), None);
        assert_eq!(fault_of(FORM, b"email=%FF%FE"), Some("INVALID_INPUT"));
        assert_eq!(fault_of(FORM, b"email=a%00b"), Some("INVALID_INPUT"));
        assert_eq!(fault_of(FORM, b"email=a%0Ab"), Some("INVALID_INPUT"));
        assert_eq!(fault_of(JSON, br#"{"email": 5}"#), Some("API_ERROR"));
        assert_eq!(fault_of(JSON, br#"{"email": ["a"]}"#), Some("API_ERROR"));
        assert_eq!(fault_of(JSON, br#"{"email": null}"#), None);
        let long = format!("email={}", "a".repeat(3000));
        assert_eq!(
            fault_of(FORM, long.as_bytes()),
            Some("INVALID_INPUT_LENGTH")
        );
    }

    // ASVS: 15.3.7, 1.5.3
    #[test]
    fn a_name_that_stands_twice_is_refused_in_a_form_as_in_json() {
        for (kind, body) in [
            (FORM, "email=a&email=b"),
            (FORM, "email=a&remember=y&email=a"),
            (FORM, "email=a&%65mail=b"),
            (FORM, "email&email="),
            (JSON, r#"{"email":"a","email":"b"}"#),
            (JSON, r#"{"email":"a","x":1,"email":"a"}"#),
            (JSON, r#"{"email":"a","\u0065mail":"b"}"#),
            (JSON, r#"{"email":null,"email":"b"}"#),
        ] {
            let refused = read(Some(kind), body.as_bytes());
            let unreadable = Err(("BODY_UNREADABLE", 400));
            let refused = refused.map_err(|error| match error {
                Error::Request { key, status } => (key, status),
                other => panic!("{other}"),
            });
            assert_eq!(refused, unreadable, "{body}");
        }
    }

    #[test]
    fn an_address_has_one_fault_whatever_else_is_wrong() {
        for (body, keys) in [
            (&br#"{"email": " Ada@Example.com "}"#[..], vec!["API_ERROR"]),
            (
                br#"{"email": "ada"}"#,
                vec!["API_ERROR", "INVALID_EMAIL_ADDRESS"],
            ),
            (
                br#"{"email": "a\u0000b"}"#,
                vec!["API_ERROR", "INVALID_INPUT"],
            ),
            (br#"{"email": 5}"#, vec!["API_ERROR", "API_ERROR"]),
        ] {
            let mut faults = Faults(vec![Fault::of("password", "API_ERROR")]);
            let email = two(JSON, body).unwrap().email.read_email(&mut faults);
            let found: Vec<_> = faults.0.iter().map(|fault| fault.key).collect();
            assert_eq!(found, keys);
            let expected = (keys.len() == 1).then_some("Ada@example.com");
            assert_eq!(email.as_ref().map(Email::as_str), expected);
        }
    }

    #[test]
    fn ticks_are_read_from_forms_and_json_and_nothing_else_is_a_tick() {
        let tick = |kind, body: &str| {
            let mut faults = Faults::none();
            let flag = two(kind, body.as_bytes()).unwrap().remember;
            let ticked = flag.read("remember", &mut faults);
            (ticked, faults.0.len())
        };
        assert_eq!(tick(FORM, "remember=y"), (Some(true), 0));
        assert_eq!(tick(FORM, "remember="), (Some(false), 0));
        assert_eq!(tick(JSON, r#"{"remember": false}"#), (Some(false), 0));
        assert_eq!(tick(JSON, r#"{"remember": null}"#), (None, 0));
        assert_eq!(tick(JSON, "{}"), (None, 0));
        for wrong in ["5", "[true]", "\"AAA\"", "{}"] {
            let body = format!("{{\"remember\": {wrong}}}");
            assert_eq!(tick(JSON, &body), (None, 1), "{wrong}");
        }
    }

    // ASVS: 1.5.2
    #[test]
    fn a_body_that_is_no_object_is_refused() {
        let deep = "[".repeat(10_000);
        for body in [
            "[]",
            "5",
            "\"a\"",
            "{",
            "nonsense",
            &deep,
            &format!("{{\"email\":{deep}"),
        ] {
            assert!(read(Some(JSON), body.as_bytes()).is_err(), "{body:.20}");
        }
        assert!(read(Some("text/plain"), b"email=a").is_err());
    }

    proptest! {
        #[test]
        fn no_body_makes_the_reader_panic(body in proptest::collection::vec(any::<u8>(), 0..300), json in any::<bool>()) {
            if let Ok(two) = two(if json { JSON } else { FORM }, &body) {
                let mut faults = Faults::none();
                two.email.read("email", &mut faults);
            }
        }
    }
}
