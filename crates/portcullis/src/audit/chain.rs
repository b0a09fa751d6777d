//! Putting events into their chains.

use portcullis_kit::{clock::Time, db::Verbs, keys::Keys};

use super::{Entry, Event, Head, store};
use crate::error::Result;

/// Writes events as the last thing before a commit.
///
/// The lock order of the whole product is: people, what belongs to them (sessions, tokens, links), heads. Whoever holds a
/// head waits for nothing but heads, and those are taken in the order of their numbers: so nobody waits in a circle, and a
/// head is held for no longer than it takes to write the events and commit.
pub(crate) async fn write(
    on: &mut impl Verbs,
    keys: &Keys,
    events: Vec<(Time, Event)>,
) -> Result<()> {
    let mut entries: Vec<Entry> = events
        .into_iter()
        .map(|(at, event)| Entry::of(event, at))
        .collect();
    // Stable: what happened first in a chain stays first.
    entries.sort_by_key(|entry| entry.chain);
    let mut head: Option<Head> = None;
    for entry in entries {
        let end = match head.take() {
            Some(head) if head.chain == entry.chain => head,
            _ => store::lock_head(on, entry.chain).await?,
        };
        let entry = entry.after(end.number, end.digest, keys);
        store::insert(on, &entry).await?;
        if let Some(person) = &entry.person {
            store::insert_person(on, entry.id, entry.at, person).await?;
        }
        let end = Head::at(&entry);
        store::move_head(on, &end).await?;
        head = Some(end);
    }
    Ok(())
}
