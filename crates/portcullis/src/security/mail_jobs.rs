//! The queue of mails, as an operator looks at it.

use portcullis_kit::mail::{Job, State, outbox};
use uuid::Uuid;

use super::Security;
use crate::error::Result;

impl Security {
    /// The newest mail jobs, at most `limit`, of one state or of all.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    pub async fn list_mail_jobs(&self, state: Option<State>, limit: u32) -> Result<Vec<Job>> {
        Ok(outbox::list(&mut self.db(), state, limit).await?)
    }

    /// One mail job, if it is still there: sent ones are thrown away after a week.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    pub async fn show_mail_job(&self, id: Uuid) -> Result<Option<Job>> {
        Ok(outbox::show(&mut self.db(), id).await?)
    }

    /// Puts a mail that was given up back into the queue, due at once and with all its attempts. Returns false, and
    /// changes nothing, when it is not dead. A courier in another process finds it within seconds.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    pub async fn retry_mail_job(&self, id: Uuid) -> Result<bool> {
        let changed = outbox::retry(&mut self.db(), self.now(), id).await?;
        if let Some(courier) = self.0.courier.get() {
            courier.wake();
        }
        Ok(changed)
    }
}
