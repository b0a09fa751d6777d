//! What is written behind the ends of the chains.

use portcullis_kit::db::{Value, Verbs, query};

use super::head_of;
use crate::{
    audit::{Entry, Head},
    error::Result,
};

pub(super) const HEADS: &str = "SELECT chain, number, digest FROM pc_audit_heads WHERE chain IN ($1 /* MORE */) ORDER BY chain";

/// The ends of these chains in the order of their numbers, as far as there are any, and nobody else writes to the chains
/// before this transaction ends.
pub(in crate::audit) async fn lock_heads(on: &mut impl Verbs, chains: &[i64]) -> Result<Vec<Head>> {
    if chains.is_empty() {
        return Ok(Vec::new());
    }
    let heads = query(HEADS).rows(chains.iter().map(|chain| [(*chain).into()]));
    let heads = on.all(heads.for_update()).await?;
    heads.iter().map(head_of).collect()
}

/// They are all there: they are locked.
pub(super) const MOVE_HEADS: &str = "
    INSERT INTO pc_audit_heads (chain, number, digest) VALUES ($1, $2, $3) /* MORE */
    ON CONFLICT (chain) DO UPDATE SET number = excluded.number, digest = excluded.digest";

pub(in crate::audit) async fn move_heads(on: &mut impl Verbs, heads: &[Head]) -> Result<()> {
    if heads.is_empty() {
        return Ok(());
    }
    let rows = heads
        .iter()
        .map(|head| [head.chain.into(), head.number.into(), head.digest.into()]);
    on.run(query(MOVE_HEADS).rows(rows)).await?;
    Ok(())
}

/// So many rows are one statement at most.
const BATCH: usize = 100;

pub(super) const INSERT: &str = "
    INSERT INTO pc_audit_events (id, chain, number, at, kind, result, actor, detail, person_digest, previous, digest,
                                 mac, key_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) /* MORE */";

pub(super) const INSERT_PEOPLE: &str = "
    INSERT INTO pc_audit_people (event_id, at, salt, user_id, email, email_key, ip, user_agent, detail)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) /* MORE */";

/// Writes events and whom they are about.
pub(in crate::audit) async fn insert(on: &mut impl Verbs, entries: &[Entry]) -> Result<()> {
    for batch in entries.chunks(BATCH) {
        on.run(query(INSERT).rows(batch.iter().map(event_row)))
            .await?;
        let people: Vec<_> = batch.iter().filter_map(person_row).collect();
        if !people.is_empty() {
            on.run(query(INSERT_PEOPLE).rows(people)).await?;
        }
    }
    Ok(())
}

fn event_row(entry: &Entry) -> [Value; 13] {
    let signature = entry.signature.as_ref();
    let (mac, key_id) = signature
        .map(|signature| (signature.mac.clone(), signature.key_id.clone()))
        .unzip();
    [
        entry.id.into(),
        entry.chain.into(),
        entry.number.into(),
        entry.at.into(),
        (&entry.kind).into(),
        (&entry.result).into(),
        (&entry.actor).into(),
        (&entry.detail).into(),
        entry.person_digest.into(),
        entry.previous.into(),
        entry.digest.into(),
        mac.into(),
        key_id.into(),
    ]
}

fn person_row(entry: &Entry) -> Option<[Value; 9]> {
    let person = entry.person.as_ref()?;
    Some([
        entry.id.into(),
        entry.at.into(),
        (&person.salt).into(),
        person.user_id.map(|id| id.0).into(),
        person.email.clone().into(),
        person.email_key.clone().into(),
        person.ip.clone().into(),
        person.user_agent.clone().into(),
        (&person.detail).into(),
    ])
}
