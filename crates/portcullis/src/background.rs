//! Tasks that run beside the requests until the app ends.

use std::{
    pin::{Pin, pin},
    sync::Mutex,
    time::Duration,
};

use tokio::{sync::watch, task::JoinSet};

use crate::error::Result;

/// A future that is ready once the tasks shall end.
pub(crate) type Stop = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A set of tasks with one end. Dropping it ends them too, without waiting.
pub(crate) struct Background {
    stop: watch::Sender<bool>,
    tasks: Mutex<JoinSet<()>>,
}

impl Background {
    pub(crate) fn new() -> Self {
        Self {
            stop: watch::Sender::new(false),
            tasks: Mutex::default(),
        }
    }

    /// Starts a task, which watches for the end.
    pub(crate) fn spawn<Fut: Future<Output = ()> + Send + 'static>(
        &self,
        task: impl FnOnce(Stop) -> Fut,
    ) {
        let mut stopped = self.stop.subscribe();
        let stop = Box::pin(async move {
            // An error means that nobody can tell any more, which is the end too.
            let _ = stopped.wait_for(|stopped| *stopped).await;
        });
        if let Ok(mut tasks) = self.tasks.lock() {
            tasks.spawn(task(stop));
        }
    }

    /// Tells the tasks to end, and waits until they have.
    pub(crate) async fn stop(&self) {
        self.stop.send_replace(true);
        let Ok(mut tasks) = self
            .tasks
            .lock()
            .map(|mut tasks| std::mem::take(&mut *tasks))
        else {
            return;
        };
        while tasks.join_next().await.is_some() {}
    }
}

/// Runs something every so often until the end.
pub(crate) async fn every<Fut: Future<Output = bool>>(
    period: std::time::Duration,
    stop: Stop,
    mut round: impl FnMut() -> Fut,
) {
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(period) => {}
        }
        if !round().await {
            return;
        }
    }
}

/// Between two batches of a sweep others have their turn: SQLite has one writer, and whoever waits for it in another process
/// only looks now and then whether it is free.
const TURN_OF_OTHERS: Duration = Duration::from_millis(10);

/// Throws away batch after batch until one finds nothing. Each is a transaction of its own.
pub(crate) async fn in_batches<Fut: Future<Output = Result<u64>>>(
    mut batch: impl FnMut() -> Fut,
) -> Result<()> {
    while batch().await? > 0 {
        let_others().await;
    }
    Ok(())
}

/// Waits a moment, for whoever else wants to write.
pub(crate) async fn let_others() {
    tokio::time::sleep(TURN_OF_OTHERS).await;
}

/// How many handlers are at work, counted so that the end can wait for them.
pub(crate) struct AtWork(watch::Sender<usize>);

impl Default for AtWork {
    fn default() -> Self {
        Self(watch::Sender::new(0))
    }
}

impl AtWork {
    /// One more, until the result is dropped.
    pub(crate) fn begin(&self) -> Work {
        self.0.send_modify(|count| *count += 1);
        Work(self.0.clone())
    }

    /// Waits until none is at work, but no longer than this.
    pub(crate) async fn end(&self, within: Duration) {
        let mut count = self.0.subscribe();
        if tokio::time::timeout(within, count.wait_for(|count| *count == 0))
            .await
            .is_err()
        {
            tracing::warn!("A request was still at work when its time was up");
        }
    }
}

/// A handler at work.
pub(crate) struct Work(watch::Sender<usize>);

impl Drop for Work {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count = count.saturating_sub(1));
    }
}
