//! The audit log: what happened to accounts, written in the transaction of the change itself, chained by hash.
//! Whom it happened to stands apart, so that it can be erased and the chain still verifies. See decision 0016.

mod chain;
mod entry;
mod event;
mod kind;
mod report;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod verify;

pub(crate) use chain::write;
pub use entry::{Entry, Person, Signature};
pub(crate) use event::{Actor, Event};
pub use kind::Kind;
pub use report::{Broken, Flaw, Head, Verification};
pub use store::Filter;
pub(crate) use verify::verify;

/// How many chains there are. Sixteen, so that on PostgreSQL two people who do something at the same time seldom wait for
/// each other; all events of one person are in one chain, and their order is certain.
///
/// ```
/// # use portcullis::{Result, Security, audit::{CHAINS, Entry}};
/// async fn first_of_each(security: &Security) -> Result<Vec<Entry>> {
///     let mut first = Vec::new();
///     for chain in 0..CHAINS {
///         first.extend(security.audit_chain(chain, 0, 1).await?);
///     }
///     Ok(first)
/// }
/// # let _ = first_of_each;
/// ```
pub const CHAINS: i64 = 16;
