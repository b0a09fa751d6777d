//! When to end: SIGTERM (a service manager) or SIGINT (Ctrl-C).

use std::process::exit;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::failure::Result;

/// Listens for the signals that ask to end.
pub(crate) struct Stop {
    terminate: Signal,
    interrupt: Signal,
}

impl Stop {
    /// From now on the signals do not end the process by themselves.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn listen() -> Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    /// Ready at the first signal. The second ends the process at once.
    pub(crate) async fn asked(mut self) {
        self.next().await;
        tracing::info!("Ending: running requests and the mail in hand are finished first");
        tokio::spawn(async move {
            self.next().await;
            tracing::warn!("Ended at once");
            exit(1);
        });
    }
}
