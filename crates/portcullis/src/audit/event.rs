//! An event before it is written.

use std::net::IpAddr;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::Kind;
use crate::account::{Email, User, UserId};

/// Whether what was tried was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was done.
    Done,
    /// It was refused, and nothing changed.
    Refused,
}

impl Outcome {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Actor {
    /// The person whom the event is about, as far as what they showed proves it.
    Person,
    /// Somebody who proved nothing: who asks for a mail, who failed to sign in.
    Nobody,
    /// An operator, with a command.
    Operator,
    /// The app, by a function of [`crate::Security`].
    App,
}

impl Actor {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Nobody => "nobody",
            Self::Operator => "operator",
            Self::App => "app",
        }
    }
}

/// Something that happened. `detail` holds nothing personal and nothing secret; what is personal goes into `personal`.
#[derive(Debug, Clone)]
#[must_use = "an event is kept only when it is recorded"]
pub(crate) struct Event {
    pub(super) kind: Kind,
    pub(super) outcome: Outcome,
    pub(super) actor: Actor,
    pub(super) user: Option<UserId>,
    pub(super) email: Option<Email>,
    pub(super) ip: Option<String>,
    pub(super) user_agent: Option<String>,
    pub(super) detail: Map<String, Value>,
    pub(super) personal: Map<String, Value>,
}

impl Event {
    /// Something that nobody in particular is the subject of.
    pub(crate) fn new(kind: Kind, actor: Actor) -> Self {
        Self {
            kind,
            outcome: Outcome::Done,
            actor,
            user: None,
            email: None,
            ip: None,
            user_agent: None,
            detail: Map::new(),
            personal: Map::new(),
        }
    }

    /// Something about a user.
    pub(crate) fn of(kind: Kind, actor: Actor, user: &User) -> Self {
        Self::new(kind, actor).about(user.id).address(&user.email)
    }

    /// Whom it is about.
    pub(crate) fn about(mut self, user: UserId) -> Self {
        self.user = Some(user);
        self
    }

    /// Which address it is about, whoever has it.
    pub(crate) fn address(mut self, email: &Email) -> Self {
        self.email = Some(email.clone());
        self
    }

    /// Where it came from.
    pub(crate) fn client(mut self, ip: Option<IpAddr>, user_agent: Option<&str>) -> Self {
        self.ip = ip.map(|ip| ip.to_string());
        self.user_agent = user_agent.map(str::to_owned);
        self
    }

    /// It was refused.
    pub(crate) fn refused(mut self) -> Self {
        self.outcome = Outcome::Refused;
        self
    }

    /// Says more, with nothing personal in it.
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.detail.insert(name.to_owned(), value.into());
        self
    }

    /// Which session it happened in, or to.
    pub(crate) fn session(mut self, session: Uuid) -> Self {
        let id = Value::String(session.to_string());
        self.personal.insert("session".to_owned(), id);
        self
    }
}
