//! Putting events into their chains.

use portcullis_kit::{clock::Time, db::Verbs, keys::Keys};

use super::{Entry, Event, Head, store::append};
use crate::error::{Error, Result};

/// Writes events as the last thing before a commit, by four statements however many there are.
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
    let mut heads: Vec<Head> = Vec::new();
    let mut chained = Vec::with_capacity(entries.len());
    let mut ends = append::lock_heads(on, &chains_of(&entries))
        .await?
        .into_iter();
    for entry in entries {
        let end = match heads.pop_if(|head| head.chain == entry.chain) {
            Some(head) => head,
            None => ends
                .next()
                .filter(|end| end.chain == entry.chain)
                .ok_or_else(|| lost_head(entry.chain))?,
        };
        let entry = entry.after(end.number, end.digest, keys);
        heads.push(Head::at(&entry));
        chained.push(entry);
    }
    append::insert(on, &chained).await?;
    append::move_heads(on, &heads).await
}

/// Each once, in their order.
fn chains_of(sorted: &[Entry]) -> Vec<i64> {
    let mut chains: Vec<i64> = sorted.iter().map(|entry| entry.chain).collect();
    chains.dedup();
    chains
}

fn lost_head(chain: i64) -> Error {
    Error::Internal(format!("chain {chain} of the audit log has lost its head"))
}
