//! One mail: its sender, its recipient, its texts, and the bytes that travel.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, MultiPartKind, SinglePart};
use uuid::Uuid;

use crate::clock::Time;

/// The longest address that fits into an SMTP path (RFC 5321, 4.5.3.1.3, without the brackets).
const LONGEST_ADDRESS: usize = 254;
/// The longest name beside an address; nobody's is longer, and header lines stay bounded.
const LONGEST_NAME: usize = 200;
/// The longest boundary that MIME allows is 70 characters (RFC 2046, 5.1.1); this leaves room for `=_`.
const LONGEST_BOUNDARY: usize = 60;

/// A mail, ready to be sent. At least one of `text` and `html` is there; both make two alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The `Message-ID`, `<…@…>`: the same at every try of one job, so that a duplicate is recognisable.
    /// See [`Message::id_for`].
    pub id: String,
    /// When it was written; becomes the `Date` header.
    pub date: Time,
    /// Who it says it is from.
    pub from: Address,
    /// The bare address it goes to, `a@b`.
    pub to: String,
    /// The subject, in any script. Control characters in it become spaces.
    pub subject: String,
    /// The plain text.
    pub text: Option<String>,
    /// The same as HTML.
    pub html: Option<String>,
}

impl Message {
    /// The `Message-ID` of a job: its id at the domain of the sender.
    #[must_use]
    pub fn id_for(job: Uuid, from: &Address) -> String {
        format!("<{job}@{}>", from.domain())
    }

    /// The whole mail as it travels and as an `.eml` file holds it (RFC 5322, MIME). The same message
    /// always gives the same bytes.
    ///
    /// # Errors
    ///
    /// When the recipient is no address, the id is no `Message-ID`, or there is no text at all.
    pub fn source(&self) -> Result<Vec<u8>, MessageError> {
        Ok(self.mime()?.formatted())
    }

    /// The message in lettre's form, with the envelope that SMTP needs.
    pub(super) fn mime(&self) -> Result<lettre::Message, MessageError> {
        let builder = lettre::Message::builder()
            .message_id(Some(self.checked_id()?))
            .date(system_time(self.date))
            .from(self.from.mailbox()?)
            .to(Mailbox::new(None, checked_address(&self.to)?))
            .subject(without_controls(&self.subject))
            // RFC 3834: answering machines stay silent, and mail servers may treat it so.
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        let built = match (&self.text, &self.html) {
            (Some(text), Some(html)) => builder.multipart(
                // The last alternative is the preferred one (RFC 2046, 5.1.4).
                MultiPart::builder()
                    .kind(MultiPartKind::Alternative)
                    .boundary(self.boundary())
                    .singlepart(SinglePart::plain(text.clone()))
                    .singlepart(SinglePart::html(html.clone())),
            ),
            (Some(text), None) => builder.singlepart(SinglePart::plain(text.clone())),
            (None, Some(html)) => builder.singlepart(SinglePart::html(html.clone())),
            (None, None) => return Err(MessageError::Empty),
        };
        built.map_err(|error| MessageError::Unwritable(error.to_string()))
    }

    fn checked_id(&self) -> Result<String, MessageError> {
        let inside = self
            .id
            .strip_prefix('<')
            .and_then(|id| id.strip_suffix('>'));
        match inside {
            Some(inside)
                if inside.contains('@')
                    && inside
                        .bytes()
                        .all(|byte| byte.is_ascii_graphic() && !b"<>".contains(&byte)) =>
            {
                Ok(self.id.clone())
            }
            _ => Err(MessageError::Id),
        }
    }

    fn boundary(&self) -> String {
        let from_id: String = self
            .id
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(LONGEST_BOUNDARY)
            .collect();
        format!("=_{from_id}")
    }
}

/// Why a message cannot be written. The texts hold nothing out of the mail.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// The recipient or the sender is no address.
    #[error("the address of a mail cannot be used: {0}")]
    Address(#[from] AddressError),
    /// The id is not of the form `<…@…>`.
    #[error("the Message-ID of a mail must look like <id@domain>")]
    Id,
    /// There is neither a text nor an HTML part.
    #[error("a mail needs a text or an HTML part")]
    Empty,
    /// The MIME builder refused it.
    #[error("the mail cannot be written: {0}")]
    Unwritable(String),
}

/// Who a mail is from: an address, perhaps with a name. A value that exists is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    name: Option<String>,
    address: String,
}

impl Address {
    /// Reads `Name <a@b>`, `"Name, Inc." <a@b>`, `<a@b>` or `a@b`.
    ///
    /// # Errors
    ///
    /// A sentence for the operator: control characters, a missing bracket, or an address that is none.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let Some(rest) = text.strip_suffix('>') else {
            return Self::new(None, text);
        };
        let (name, address) = rest.rsplit_once('<').ok_or(AddressError::Bracket)?;
        Self::new(Some(&unquoted(name.trim())?), address)
    }

    /// An address with or without a name; a name of blanks counts as none.
    ///
    /// # Errors
    ///
    /// As [`Address::parse`].
    pub fn new(name: Option<&str>, address: &str) -> Result<Self, AddressError> {
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        if name.is_some_and(|name| name.chars().any(char::is_control)) {
            return Err(AddressError::Control);
        }
        if name.is_some_and(|name| name.len() > LONGEST_NAME) {
            return Err(AddressError::Long);
        }
        checked_address(address)?;
        Ok(Self {
            name: name.map(str::to_owned),
            address: address.to_owned(),
        })
    }

    /// The name, when there is one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The bare address, `a@b`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What stands behind the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.address
            .rsplit_once('@')
            .map_or("", |(_, domain)| domain)
    }

    fn mailbox(&self) -> Result<Mailbox, AddressError> {
        Ok(Mailbox::new(
            self.name.clone(),
            checked_address(&self.address)?,
        ))
    }
}

/// `Name <a@b>`, quoted where [`Address::parse`] needs it, or `a@b`.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            None => f.write_str(&self.address),
            Some(name) if name.contains(['"', '\\', '<', '>', ',', '@']) => {
                let escaped = name.replace('\\', "\\\\").replace('"', "\\\"");
                write!(f, "\"{escaped}\" <{}>", self.address)
            }
            Some(name) => write!(f, "{name} <{}>", self.address),
        }
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        Self::parse(text)
    }
}

/// Why a text is no address to write from or to.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// A line break or another control character.
    #[error("an address must not hold control characters")]
    Control,
    /// More than 254 bytes, or a name of more than 200.
    #[error("an address may have 254 bytes, its name 200")]
    Long,
    /// A `>` without `<`, or a quote that does not end.
    #[error("write an address as \"name@example.org\" or \"Name <name@example.org>\"")]
    Bracket,
    /// Not of the form `a@b`.
    #[error("that is no e-mail address; write \"name@example.org\" or \"Name <name@example.org>\"")]
    Syntax,
}

fn checked_address(text: &str) -> Result<lettre::Address, AddressError> {
    if text.chars().any(char::is_control) {
        return Err(AddressError::Control);
    }
    if text.len() > LONGEST_ADDRESS {
        return Err(AddressError::Long);
    }
    text.parse().map_err(|_| AddressError::Syntax)
}

fn unquoted(name: &str) -> Result<String, AddressError> {
    let Some(quoted) = name.strip_prefix('"') else {
        return Ok(name.to_owned());
    };
    let mut text = String::with_capacity(quoted.len());
    let mut rest = quoted.chars();
    while let Some(next) = rest.next() {
        match next {
            '\\' => text.push(rest.next().ok_or(AddressError::Bracket)?),
            '"' if rest.as_str().is_empty() => return Ok(text),
            '"' => break,
            other => text.push(other),
        }
    }
    Err(AddressError::Bracket)
}

fn without_controls(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn system_time(time: Time) -> SystemTime {
    // The Date header of lettre's builder ends with the year 9999 and begins with 1970.
    SystemTime::UNIX_EPOCH + Duration::from_micros(time.as_micros().try_into().unwrap_or(0))
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
