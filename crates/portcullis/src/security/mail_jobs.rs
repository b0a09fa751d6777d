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
    ///
    /// ```
    /// # use portcullis::{Security, mail::State};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// for job in security.list_mail_jobs(Some(State::Dead), 20).await? {
    ///     println!("{} to {} was given up after {} attempts", job.kind, job.recipient, job.attempts);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_mail_jobs(&self, state: Option<State>, limit: u32) -> Result<Vec<Job>> {
        Ok(outbox::list(&mut self.db(), state, limit).await?)
    }

    /// One mail job, if it is still there: sent ones are thrown away after a week.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let jobs = security.list_mail_jobs(None, 1).await?;
    /// if let Some(job) = security.show_mail_job(jobs[0].id).await? {
    ///     println!("{} is due at {}", job.kind, job.due_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn show_mail_job(&self, id: Uuid) -> Result<Option<Job>> {
        Ok(outbox::show(&mut self.db(), id).await?)
    }

    /// Puts a mail that was given up back into the queue, due at once and with all its attempts. Returns false, and
    /// changes nothing, when it is not dead. A courier in another process finds it within seconds.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] when the database is.
    ///
    /// ```
    /// # use portcullis::{Security, mail::State};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// // The mail server is back.
    /// for job in security.list_mail_jobs(Some(State::Dead), 100).await? {
    ///     security.retry_mail_job(job.id).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn retry_mail_job(&self, id: Uuid) -> Result<bool> {
        let changed = outbox::retry(&mut self.db(), self.now(), id).await?;
        if let Some(courier) = self.0.courier.get() {
            courier.wake();
        }
        Ok(changed)
    }
}
