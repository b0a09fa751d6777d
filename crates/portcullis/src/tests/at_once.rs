//! Many at the same moment.

use std::{future::Future, sync::Arc};

use tokio::{sync::Barrier, task::JoinSet};

/// Does all these, each in a task of its own that begins when all are there. What came of them, in their order.
pub(crate) async fn at_once<F>(doings: impl IntoIterator<Item = F>) -> Vec<F::Output>
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    let doings: Vec<F> = doings.into_iter().collect();
    let start = Arc::new(Barrier::new(doings.len()));
    let mut tasks = JoinSet::new();
    for (number, doing) in doings.into_iter().enumerate() {
        let start = start.clone();
        tasks.spawn(async move {
            start.wait().await;
            (number, doing.await)
        });
    }
    let mut done = tasks.join_all().await;
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}
