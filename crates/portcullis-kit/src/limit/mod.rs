//! How often something may be done: "20 per hour", counted in the database, so that all processes share one count.
//!
//! A limit is the generic cell rate algorithm (ITU-T I.371, annex A): one time per key, that at which everything that
//! was let in is paid for. So many may come at once; each makes room for another one `within / count` later.

mod key;
mod rate;
mod store;
#[cfg(test)]
mod tests;

pub use key::{Family, Key};
pub use rate::{Limit, Limits};
pub use store::{Permit, Permits, Refused, STATEMENTS, Standing, forget, look, sweep};
