//! Whether the log is as it was written.

use std::fmt;

use portcullis_kit::{db::Verbs, digest::Digest};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::{CHAINS, Entry, store};
use crate::error::Result;

/// How many events are read at once.
const PAGE: i64 = 500;

/// The end of a chain. Whoever notes it finds later whether anything up to there was changed or cut off.
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

    fn empty(chain: i64) -> Self {
        Self {
            chain,
            number: 0,
            digest: Digest::default(),
        }
    }
}

/// What a walk through all chains has found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Verification {
    /// How many events are in order.
    pub events: u64,
    /// Of how many it was erased whom they were about.
    pub erased: u64,
    /// The end of each chain, as far as it is in order.
    pub heads: Vec<Head>,
    /// The first event that is not in order; the walk ends there.
    pub broken: Option<Broken>,
}

/// An event that is not as it was written.
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
    pub fault: Fault,
}

/// What is wrong with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fault {
    /// There is none of this number, but later ones, or the chain's head says so.
    Missing,
    /// It does not follow on the event before.
    NotLinked,
    /// One of its fields was changed.
    Changed,
    /// Whom it was about was changed.
    PersonChanged,
    /// It comes after the end that the chain's head says.
    Inserted,
    /// The chain's head is gone, or names another digest.
    Head,
    /// It is not the one that was noted.
    NotAsNoted,
    /// The chain ended later when it was noted.
    CutOff,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "it is missing",
            Self::NotLinked => "it does not follow on the event before it",
            Self::Changed => "it was changed after it was written",
            Self::PersonChanged => "whom it was about was changed after it was written",
            Self::Inserted => "it comes after the end of its chain",
            Self::Head => "the head of its chain does not fit it",
            Self::NotAsNoted => "it is not the event that was noted",
            Self::CutOff => "the chain was longer when its head was noted",
        })
    }
}

/// Walks all chains, one after the other, while others go on writing.
pub(crate) async fn verify(on: &mut impl Verbs, noted: &[Head]) -> Result<Verification> {
    let mut found = Verification {
        events: 0,
        erased: 0,
        heads: Vec::new(),
        broken: None,
    };
    for chain in 0..CHAINS {
        let noted = noted.iter().filter(|head| head.chain == chain);
        let mut walk = Walk {
            end: Head::empty(chain),
            noted: noted.copied().collect(),
            found: &mut found,
        };
        let broken = walk.chain(on).await?;
        let end = walk.end;
        found.heads.push(end);
        if broken.is_some() {
            found.broken = broken;
            break;
        }
    }
    Ok(found)
}

/// On the way through one chain.
struct Walk<'a> {
    end: Head,
    noted: Vec<Head>,
    found: &'a mut Verification,
}

impl Walk<'_> {
    async fn chain(&mut self, on: &mut impl Verbs) -> Result<Option<Broken>> {
        loop {
            if let Some(broken) = self.pages(on).await? {
                return Ok(Some(broken));
            }
            // Read after the pages: an event and the head that names it are seen together.
            let head = store::head(on, self.end.chain).await?;
            let Some(head) = head else {
                return Ok(Some(self.broken(self.end.number, Fault::Head)));
            };
            if head.number > self.end.number && self.goes_on(on).await? {
                continue;
            }
            return Ok(self.judge_end(&head));
        }
    }

    fn judge_end(&self, head: &Head) -> Option<Broken> {
        let next = self.end.number.saturating_add(1);
        if head.number > self.end.number {
            return Some(self.broken(next, Fault::Missing));
        }
        if head.number < self.end.number {
            return Some(self.broken(head.number.saturating_add(1), Fault::Inserted));
        }
        if head.digest != self.end.digest {
            return Some(self.broken(head.number, Fault::Head));
        }
        let longer = self.noted.iter().any(|noted| noted.number > head.number);
        longer.then(|| self.broken(next, Fault::CutOff))
    }

    /// Whether somebody has written more since.
    async fn goes_on(&self, on: &mut impl Verbs) -> Result<bool> {
        let more = store::page(on, self.end.chain, self.end.number, 1).await?;
        Ok(!more.is_empty())
    }

    async fn pages(&mut self, on: &mut impl Verbs) -> Result<Option<Broken>> {
        loop {
            let page = store::page(on, self.end.chain, self.end.number, PAGE).await?;
            if page.is_empty() {
                return Ok(None);
            }
            for entry in &page {
                if let Some(fault) = self.fault_of(entry) {
                    let missing = fault == Fault::Missing;
                    return Ok(Some(Broken {
                        chain: entry.chain,
                        number: if missing {
                            self.end.number + 1
                        } else {
                            entry.number
                        },
                        id: (!missing).then_some(entry.id),
                        fault,
                    }));
                }
                self.found.events += 1;
                self.found.erased += u64::from(entry.person.is_none());
                self.end = Head::at(entry);
            }
        }
    }

    fn fault_of(&self, entry: &Entry) -> Option<Fault> {
        if entry.number != self.end.number + 1 {
            return Some(Fault::Missing);
        }
        if entry.previous != self.end.digest {
            return Some(Fault::NotLinked);
        }
        if entry.computed() != entry.digest {
            return Some(Fault::Changed);
        }
        let person = entry.person.as_ref();
        if person.is_some_and(|person| person.digest(entry.id) != entry.person_digest) {
            return Some(Fault::PersonChanged);
        }
        let mut noted = self.noted.iter();
        let other = noted.any(|noted| noted.number == entry.number && noted.digest != entry.digest);
        other.then_some(Fault::NotAsNoted)
    }

    fn broken(&self, number: i64, fault: Fault) -> Broken {
        Broken {
            chain: self.end.chain,
            number,
            id: None,
            fault,
        }
    }
}
