//! Who writes the mails: the part that knows accounts, links and templates, seen from the courier.

use std::any::Any;

use async_trait::async_trait;

use super::{Job, Message};
use crate::db;

/// Writes the mail of a job, and is told when it is gone.
#[async_trait]
pub trait Composer: Send + Sync + 'static {
    /// Decides what to send, now that the job is leased: looks the user up, makes the token, renders.
    /// It may be asked again for the same job, after a failure or a crash; then the last mail counts.
    ///
    /// # Errors
    ///
    /// [`ComposeError::Temporary`] to be asked again later, [`ComposeError::Permanent`] to give up.
    async fn compose(&self, job: &Job) -> Result<Composed, ComposeError>;

    /// The job is marked done: its mail has been sent, or there was none to send. Told when the composer
    /// left a receipt, and not by a courier that lost its lease meanwhile. A crash in between loses the
    /// call, not the mail.
    async fn sent(&self, job: &Job, receipt: Receipt) {
        let _ = (job, receipt);
    }
}

/// Whatever [`Composer::compose`] wants to find again in [`Composer::sent`].
pub type Receipt = Box<dyn Any + Send>;

/// What came of a job.
pub struct Composed {
    /// The mail. None when there is nothing to send; the job is done then.
    pub message: Option<Message>,
    /// Handed on to [`Composer::sent`]; None when it need not be told.
    pub receipt: Option<Receipt>,
}

/// Why a mail could not be written. The texts are kept in the job and must hold no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// It may work later.
    #[error("{0}")]
    Temporary(String),
    /// It will not work as it is: a kind that nobody knows, data that cannot be read.
    #[error("{0}")]
    Permanent(String),
}

/// Every trouble of the database is worth another try: it passes, or the next version has mended it.
impl From<db::Error> for ComposeError {
    fn from(error: db::Error) -> Self {
        Self::Temporary(error.to_string())
    }
}
