//! Outside tests nobody looks at the calls to a database.

use std::future::Future;

use super::Result;

#[derive(Clone, Default)]
pub(super) struct Probe {}

impl Probe {
    pub(super) async fn call<T>(
        &self,
        _sql: &'static str,
        work: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        work.await
    }
}
