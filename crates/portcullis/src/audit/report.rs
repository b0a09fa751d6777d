//! What a walk through the log finds.

use std::fmt;

use portcullis_kit::digest::Digest;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::Entry;

/// The end of a chain. Whoever notes it finds later whether anything up to there was changed or cut off.
///
/// ```
/// # use portcullis::{Security, audit::Head};
/// # async fn example(security: &Security) -> portcullis::Result<()> {
/// // Kept where whoever can write to the database can't.
/// let heads = serde_json::to_string(&security.verify_audit(&[]).await?.heads).unwrap();
/// let noted: Vec<Head> = serde_json::from_str(&heads).unwrap();
/// assert!(security.verify_audit(&noted).await?.broken.is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which chain.
    pub chain: i64,
    /// The number of its last event; 0 for an empty chain.
    pub number: i64,
    /// The digest of that event.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    pub digest: Digest,
}

fn as_text<S: Serializer>(digest: &Digest, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(digest)
}

fn from_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Digest, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}

impl Head {
    pub(super) fn at(entry: &Entry) -> Self {
        Self {
            chain: entry.chain,
            number: entry.number,
            digest: entry.digest,
        }
    }

    pub(super) fn empty(chain: i64) -> Self {
        Self {
            chain,
            number: 0,
            digest: Digest::default(),
        }
    }
}

/// What a walk through all chains has found.
///
/// ```
/// # use portcullis::Security;
/// # async fn example(security: &Security) -> portcullis::Result<()> {
/// let found = security.verify_audit(&[]).await?;
/// assert!(found.broken.is_empty(), "{:?}", found.broken);
/// println!("{} events are in order, {} of them unsigned", found.events, found.unsigned);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Verification {
    /// How many events are in order.
    pub events: u64,
    /// Of how many it was erased whom they were about.
    pub erased: u64,
    /// How many carry no signature of their own under a key that this process knows: from before there was a secret, from
    /// before the oldest fallback, or written by somebody who has the database alone. A later signature does not vouch for
    /// them, since the app signs behind whatever it finds. All of them where there is no lasting secret.
    pub unsigned: u64,
    /// The end of each chain, as far as it is in order.
    pub heads: Vec<Head>,
    /// Of each chain that is not in order, the first event that is not; the walk through that chain ends there. Empty when
    /// all are in order.
    pub broken: Vec<Broken>,
}

/// An event that is not as it was written.
///
/// ```
/// # use portcullis::audit::Broken;
/// fn alarm(broken: &Broken) -> String {
///     format!("Event {} of chain {}: {}", broken.number, broken.chain, broken.fault)
/// }
/// # let _ = alarm;
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Broken {
    /// In which chain.
    pub chain: i64,
    /// Its number there.
    pub number: i64,
    /// Its id, when it is there.
    pub id: Option<Uuid>,
    /// What is wrong.
    pub fault: Flaw,
}

/// What is wrong with an event.
///
/// ```
/// # use portcullis::audit::{Flaw, Verification};
/// // Only a walk that was given the noted heads can tell.
/// fn was_cut_off(found: &Verification) -> bool {
///     found.broken.iter().any(|broken| broken.fault == Flaw::CutOff)
/// }
/// # let _ = was_cut_off;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Flaw {
    /// There is none of this number, but later ones, or the chain's head says so.
    Missing,
    /// It does not follow on the event before.
    NotLinked,
    /// One of its fields was changed.
    Changed,
    /// Whom it was about was changed.
    PersonChanged,
    /// Its signature is not that of the key it names.
    Forged,
    /// It has no signature, and there are signed events before it.
    NotSigned,
    /// It is signed with a key that this process does not know, and there are events before it whose key it knows.
    UnknownKey,
    /// It comes after the end that the chain's head says.
    Inserted,
    /// The chain's head is gone, or names another digest.
    Head,
    /// It is not the one that was noted.
    NotAsNoted,
    /// The chain ended later when it was noted.
    CutOff,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "it is missing",
            Self::NotLinked => "it does not follow on the event before it",
            Self::Changed => "it was changed after it was written",
            Self::PersonChanged => "whom it was about was changed after it was written",
            Self::Forged => "it was not signed with the secret of this app",
            Self::NotSigned => "it is not signed, and events before it are",
            Self::UnknownKey => {
                "it is signed with a secret that is not known here, and events before it are not"
            }
            Self::Inserted => "it comes after the end of its chain",
            Self::Head => "the head of its chain does not fit it",
            Self::NotAsNoted => "it is not the event that was noted",
            Self::CutOff => "the chain was longer when its head was noted",
        })
    }
}
