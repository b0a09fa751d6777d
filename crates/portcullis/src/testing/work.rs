//! What an app did for an answer.

use std::future::Future;

pub use portcullis_kit::db::testing::{Fault, Hold, Step};

use super::App;

/// What an app did for an answer, so that a test can say that two answers took the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// How many passwords were hashed or compared.
    pub hashes: u64,
    /// The calls to the database in their order, each with the number of rows that came of it.
    pub steps: Vec<Step>,
}

impl App {
    /// Does something, and tells what the whole app did meanwhile: do one thing at a time. What is sent later, such as
    /// mail, is not in it.
    pub async fn work<T>(&self, doing: impl Future<Output = T>) -> (T, Work) {
        let before = self.security.0.hasher.count();
        let trace = self.db().trace();
        let done = doing.await;
        let work = Work {
            hashes: self.security.0.hasher.count() - before,
            steps: trace.take(),
        };
        (done, work)
    }
}
