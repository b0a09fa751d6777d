//! What runs in the background of a process: the courier, the sweeps, and what keeps up with the sessions.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use crate::{
    background::{Background, every},
    error::Result,
    security::{Inner, Security},
    session::{seen::WRITTEN_EVERY, store::best_effort, watch},
    web,
};

/// How often what has expired is thrown away.
const SWEEP_EVERY: Duration = Duration::from_secs(10 * 60);

/// The tasks of this process: the courier, and the sweeps.
pub(super) fn start(security: &Security) -> Background {
    let background = Background::new();
    if let Some(courier) = security.0.courier.get().cloned() {
        background.spawn(|stop| async move { courier.run(stop).await });
    }
    let (db, cache) = (security.0.db.clone(), Arc::clone(&security.0.cache));
    background.spawn(|stop| watch::listen(db, cache, stop));
    let weak = Arc::downgrade(&security.0);
    let sweeping = weak.clone();
    background.spawn(|stop| every(SWEEP_EVERY, stop, move || sweep_once(sweeping.clone())));
    background.spawn(|stop| every(WRITTEN_EVERY, stop, move || write_seen(weak.clone())));
    background
}

/// Writes which sessions were used; false when the app has ended.
async fn write_seen(weak: Weak<Inner>) -> bool {
    let Some(inner) = weak.upgrade() else {
        return false;
    };
    best_effort(Security(inner).write_seen()).await;
    true
}

/// Sweeps; false when the app has ended.
async fn sweep_once(weak: Weak<Inner>) -> bool {
    let Some(inner) = weak.upgrade() else {
        return false;
    };
    if let Err(error) = Security(inner).sweep().await {
        tracing::warn!(%error, "What has expired could not be thrown away; it is tried again later");
    }
    true
}

impl Security {
    /// Throws away what has expired: sessions, tokens, claims, delivered mail jobs, and what the features know of.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    #[doc = include_str!("examples/sweep.md")]
    pub async fn sweep(&self) -> Result<()> {
        self.sweep_sessions().await?;
        self.sweep_devices().await?;
        self.sweep_throttles().await?;
        self.sweep_accounts().await?;
        self.sweep_audit().await?;
        for feature in self.features() {
            feature.sweep(self).await?;
        }
        Ok(())
    }

    /// Sends all mail that is due now, in the caller's task. Returns how many jobs were taken in hand.
    #[doc = include_str!("examples/deliver_mail.md")]
    pub async fn deliver_mail(&self) -> usize {
        match self.0.courier.get() {
            Some(courier) => courier.deliver_due().await,
            None => 0,
        }
    }

    /// Ends the tasks of this process. Handlers that are at work, also for clients that have hung up, have 20 seconds to
    /// finish; then the mail in hand is finished. The rest waits in the database.
    #[doc = include_str!("examples/stop.md")]
    pub async fn stop(&self) {
        self.stop_within(web::serve::SHUTDOWN_WITHIN).await;
    }

    pub(crate) async fn stop_within(&self, within: Duration) {
        self.0.at_work.end(within).await;
        if let Some(background) = self.0.background.get() {
            background.stop().await;
            best_effort(self.write_seen()).await;
        }
    }
}
