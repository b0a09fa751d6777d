//! Whether the log is as it was written.

use portcullis_kit::{db::Verbs, keys::Keys};

use super::{Broken, CHAINS, Entry, Flaw, Head, Verification, store};
use crate::error::Result;

/// How many events are read at once.
const PAGE: i64 = 500;

/// Walks all chains, one after the other, while others go on writing. In each it stops at the first fault: what follows on
/// that could be judged by nothing.
pub(crate) async fn verify(
    on: &mut impl Verbs,
    keys: &Keys,
    noted: &[Head],
) -> Result<Verification> {
    let mut found = Verification {
        events: 0,
        erased: 0,
        unsigned: 0,
        heads: Vec::new(),
        broken: Vec::new(),
    };
    for chain in 0..CHAINS {
        let noted = noted.iter().filter(|head| head.chain == chain);
        let mut walk = Walk {
            end: Head::empty(chain),
            noted: noted.copied().collect(),
            keys,
            signed: false,
            found: &mut found,
        };
        let broken = walk.chain(on).await?;
        let end = walk.end;
        found.heads.push(end);
        found.broken.extend(broken);
    }
    Ok(found)
}

/// On the way through one chain.
struct Walk<'a> {
    end: Head,
    noted: Vec<Head>,
    keys: &'a Keys,
    /// Whether there was a signature that is right.
    signed: bool,
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
                return Ok(Some(self.broken(self.end.number, Flaw::Head)));
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
            return Some(self.broken(next, Flaw::Missing));
        }
        if head.number < self.end.number {
            return Some(self.broken(head.number.saturating_add(1), Flaw::Inserted));
        }
        if head.digest != self.end.digest {
            return Some(self.broken(head.number, Flaw::Head));
        }
        let longer = self.noted.iter().any(|noted| noted.number > head.number);
        longer.then(|| self.broken(next, Flaw::CutOff))
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
                    let missing = fault == Flaw::Missing;
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

    fn fault_of(&mut self, entry: &Entry) -> Option<Flaw> {
        if entry.number != self.end.number + 1 {
            return Some(Flaw::Missing);
        }
        if entry.previous != self.end.digest {
            return Some(Flaw::NotLinked);
        }
        if entry.computed() != entry.digest {
            return Some(Flaw::Changed);
        }
        let person = entry.person.as_ref();
        if person.is_some_and(|person| person.digest(entry.id) != entry.person_digest) {
            return Some(Flaw::PersonChanged);
        }
        let mut noted = self.noted.iter();
        let other = noted.any(|noted| noted.number == entry.number && noted.digest != entry.digest);
        if other {
            return Some(Flaw::NotAsNoted);
        }
        self.fault_of_signature(entry)
    }

    /// Somebody who has the database but not the secret can append events. One without a good signature is accepted only
    /// before the first good one (there was no secret yet, or an older one that is gone), or when the operator has noted a
    /// head behind it and so vouches for it.
    fn fault_of_signature(&mut self, entry: &Entry) -> Option<Flaw> {
        self.found.unsigned += 1;
        if !self.keys.is_lasting() {
            return None;
        }
        let fault = match &entry.signature {
            None => Flaw::NotSigned,
            Some(signature) => match signature.fits(&entry.digest, self.keys) {
                Some(true) => {
                    self.signed = true;
                    self.found.unsigned -= 1;
                    return None;
                }
                Some(false) => return Some(Flaw::Forged),
                None => Flaw::UnknownKey,
            },
        };
        let mut noted = self.noted.iter();
        let vouched = noted.any(|noted| noted.number >= entry.number);
        (self.signed && !vouched).then_some(fault)
    }

    fn broken(&self, number: i64, fault: Flaw) -> Broken {
        Broken {
            chain: self.end.chain,
            number,
            id: None,
            fault,
        }
    }
}
