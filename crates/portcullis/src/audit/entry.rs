//! An event as it is kept, and the digests over it. The order of fields is written down in `docs/audit.md`: whoever checks
//! an export elsewhere needs it.

use portcullis_kit::{
    clock::Time,
    digest::{Digest, Fields, hex},
    id::new_id,
    keys::{KeyId, Keys, Mac},
    token::salt,
};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{CHAINS, Event};
use crate::account::UserId;

/// An event of the log.
///
/// ```
/// # use portcullis::audit::Entry;
/// fn line(event: &Entry) -> String {
///     let email = event.person.as_ref().and_then(|person| person.email.as_deref());
///     format!("{} {} {}", event.at, event.kind, email.unwrap_or("nobody, or erased"))
/// }
/// # let _ = line;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Names the event (UUIDv7).
    pub id: Uuid,
    /// In which chain, 0 to 15.
    pub chain: i64,
    /// Which in its chain, from 1.
    pub number: i64,
    /// When.
    pub at: Time,
    /// What; the name of a [`super::Kind`].
    pub kind: String,
    /// `done` or `refused`.
    pub result: String,
    /// Who did it: `person`, `nobody`, `operator` or `app`.
    pub actor: String,
    /// More about it, as JSON.
    pub detail: String,
    /// About whom, and from where. `None` once that was erased.
    pub person: Option<Person>,
    /// Digest of `person`.
    pub person_digest: Digest,
    /// Digest of the event before in the chain; all zeros for the first.
    pub previous: Digest,
    /// Digest of this event with all that is before it.
    pub digest: Digest,
    /// That a process with the app's secret has written it; `None` where there was no lasting secret.
    pub signature: Option<Signature>,
}

/// A MAC over an event's digest, under a key that the database does not hold.
///
/// ```
/// # use portcullis::audit::Entry;
/// // Which secret an event was signed with.
/// fn key_of(event: &Entry) -> Option<&str> {
///     event.signature.as_ref().map(|signature| signature.key_id.as_str())
/// }
/// # let _ = key_of;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Signature {
    /// Which key.
    pub key_id: String,
    /// HMAC-SHA256 over the 32 bytes of the digest.
    pub mac: Vec<u8>,
}

/// What the sub-key of the secret is for.
const PURPOSE: &str = "audit";

impl Signature {
    fn of(digest: &Digest, keys: &Keys) -> Self {
        let mac = keys.mac(PURPOSE, digest.as_bytes());
        Self {
            key_id: mac.key_id.to_string(),
            mac: mac.bytes.to_vec(),
        }
    }

    /// Whether it is right; `None` when the key is not known.
    pub(super) fn fits(&self, digest: &Digest, keys: &Keys) -> Option<bool> {
        let key_id = KeyId::parse(&self.key_id).filter(|id| keys.knows(*id))?;
        let Ok(bytes) = self.mac.as_slice().try_into() else {
            return Some(false);
        };
        Some(keys.is_mac(PURPOSE, digest.as_bytes(), &Mac { key_id, bytes }))
    }
}

/// The personal part of an event.
///
/// ```
/// # use portcullis::audit::Entry;
/// fn is_from(event: &Entry, ip: &str) -> bool {
///     event.person.as_ref().is_some_and(|person| person.ip.as_deref() == Some(ip))
/// }
/// # let _ = is_from;
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Person {
    /// Random, so that the digest of an erased person can't be guessed back; in hexadecimal digits.
    pub salt: String,
    /// The user, when one was known.
    pub user_id: Option<UserId>,
    /// The address, of the user or as it was asked for.
    pub email: Option<String>,
    /// The form in which the address is compared with others.
    pub email_key: Option<String>,
    /// The client's IP address.
    pub ip: Option<String>,
    /// The client's `User-Agent`.
    pub user_agent: Option<String>,
    /// More, as JSON.
    pub detail: String,
}

impl Person {
    pub(super) fn digest(&self, event: Uuid) -> Digest {
        let user_id = self.user_id.as_ref().map(|id| id.0.as_bytes().as_slice());
        Fields::of("portcullis/audit/person/v1")
            .bytes(event.as_bytes())
            .text(&self.salt)
            .optional(user_id)
            .optional(self.email.as_deref().map(str::as_bytes))
            .optional(self.email_key.as_deref().map(str::as_bytes))
            .optional(self.ip.as_deref().map(str::as_bytes))
            .optional(self.user_agent.as_deref().map(str::as_bytes))
            .text(&self.detail)
            .finish()
    }
}

impl Entry {
    /// An event at its time, not yet in its chain.
    pub(super) fn of(event: Event, now: Time) -> Self {
        let id = new_id(now);
        let person = Person {
            salt: hex(&salt()),
            user_id: event.user,
            email: event.email.as_ref().map(|email| email.as_str().to_owned()),
            email_key: event.email.as_ref().map(|email| email.key().to_owned()),
            ip: event.ip,
            user_agent: event.user_agent,
            detail: Value::Object(event.personal).to_string(),
        };
        // The last bits of a UUIDv7 are random.
        let [.., last] = *event.user.map_or(id, |user| user.0).as_bytes();
        let nothing = Digest::default();
        Self {
            id,
            chain: i64::from(last) % CHAINS,
            number: 0,
            at: now,
            kind: event.kind.as_str().to_owned(),
            result: event.outcome.as_str().to_owned(),
            actor: event.actor.as_str().to_owned(),
            detail: Value::Object(event.detail).to_string(),
            person_digest: person.digest(id),
            person: Some(person),
            previous: nothing,
            digest: nothing,
            signature: None,
        }
    }

    /// Puts the event behind the one of this number and digest, and signs it when there is a lasting secret.
    pub(super) fn after(mut self, number: i64, previous: Digest, keys: &Keys) -> Self {
        self.number = number.saturating_add(1);
        self.previous = previous;
        self.digest = self.computed();
        self.signature = keys.is_lasting().then(|| Signature::of(&self.digest, keys));
        self
    }

    /// The digest as it has to be.
    pub(super) fn computed(&self) -> Digest {
        Fields::of("portcullis/audit/event/v1")
            .bytes(self.previous.as_bytes())
            .number(self.chain)
            .number(self.number)
            .bytes(self.id.as_bytes())
            .number(self.at.as_micros())
            .text(&self.kind)
            .text(&self.result)
            .text(&self.actor)
            .text(&self.detail)
            .bytes(self.person_digest.as_bytes())
            .finish()
    }

    /// Everything, as an export has it: enough to verify the log elsewhere.
    ///
    /// ```
    /// # use portcullis::{Security, audit::Filter};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // One object a line, for a program that collects logs.
    /// for event in security.audit_events(&Filter::default()).await? {
    ///     println!("{}", event.to_json());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_json(&self) -> Value {
        json!({
            "chain": self.chain,
            "number": self.number,
            "id": self.id,
            "at": self.at,
            "at_micros": self.at.as_micros(),
            "kind": self.kind,
            "result": self.result,
            "actor": self.actor,
            "detail": self.detail,
            "person": self.person,
            "person_digest": self.person_digest.to_string(),
            "previous": self.previous.to_string(),
            "digest": self.digest.to_string(),
            "mac": self.signature.as_ref().map(|signature| hex(&signature.mac)),
            "key_id": self.signature.as_ref().map(|signature| &signature.key_id),
        })
    }
}
