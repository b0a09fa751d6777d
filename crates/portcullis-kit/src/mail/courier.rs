//! The courier: leases jobs, has them composed, sends, and settles them. Any number of them, in one or
//! many processes, share one outbox.
//!
//! At least once: a courier that dies between sending and settling leaves a job that is sent again,
//! under the same `Message-ID`. Everything about one job ends within its lease.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tracing::{debug, error, info, warn};

use super::{ComposeError, Composer, Job, Receipt, SendError, Transport, outbox};
use crate::clock::{Clock, Time};
use crate::db::{self, Db};

/// How eagerly mails are sent.
#[derive(Clone, Debug)]
pub struct Policy {
    /// How many mails are in hand at the same time. Default 4: relays limit connections per client.
    pub at_once: usize,
    /// How often the outbox is looked at when nobody calls [`Courier::wake`]: what another process put
    /// in, and what has become due. Default 5 s.
    pub poll: Duration,
    /// For how long a job is taken in hand, after which another courier may have it. Default 2 minutes;
    /// three quarters are for the mail, the rest for settling it.
    pub lease: Duration,
    /// Until the second attempt; doubled for each further one, then shortened by up to a quarter, so that
    /// jobs that failed together do not come back together. Default 30 s.
    pub first_delay: Duration,
    /// The longest time between two attempts. Default 1 h.
    pub longest_delay: Duration,
    /// How often a mail is tried before it is given up. Default 12, which is about five hours.
    pub attempts: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            at_once: 4,
            poll: Duration::from_secs(5),
            lease: Duration::from_secs(120),
            first_delay: Duration::from_secs(30),
            longest_delay: Duration::from_secs(3600),
            attempts: 12,
        }
    }
}

impl Policy {
    /// The usual policy, with leases as long as this transport needs.
    #[must_use]
    pub fn of(transport: &dyn Transport) -> Self {
        Self {
            lease: transport.patience() * 4 / 3,
            ..Self::default()
        }
    }

    fn delay(&self, job: &Job) -> Duration {
        let doubled = 2_u32.saturating_pow(job.attempts.saturating_sub(1));
        let delay = self
            .first_delay
            .saturating_mul(doubled)
            .min(self.longest_delay);
        // The last 62 bits of an id are random, so they spread the jobs without a source of chance here.
        let share = (job.id.as_u128() >> (job.attempts % 48)) & 1023;
        delay - delay / 4 * u32::try_from(share).unwrap_or(0) / 1024
    }
}

/// Takes mails from the outbox to the transport. Clones are the same courier.
#[derive(Clone)]
pub struct Courier {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    clock: Arc<dyn Clock>,
    transport: Arc<dyn Transport>,
    composer: Arc<dyn Composer>,
    policy: Policy,
    wake: Notify,
    outage: AtomicBool,
}

/// What is written into the job at the end of an attempt.
enum Mark {
    Done,
    Later(Time, String),
    Dead(String),
}

impl Courier {
    /// A courier that does nothing until [`run`](Self::run) or [`deliver_due`](Self::deliver_due).
    #[must_use]
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        transport: Arc<dyn Transport>,
        composer: Arc<dyn Composer>,
        policy: Policy,
    ) -> Self {
        Self {
            inner: Arc::new(Inner {
                db,
                clock,
                transport,
                composer,
                policy,
                wake: Notify::new(),
                outage: AtomicBool::new(false),
            }),
        }
    }

    /// Has the outbox looked at now: call it after the commit that put a job in. Never waits.
    pub fn wake(&self) {
        self.inner.wake.notify_one();
    }

    /// Sends what becomes due until `stop` ends; then finishes the mails in hand, closes the transport
    /// and returns. A database that is away is waited for. Dropping the future gives up the mails in
    /// hand; they are sent again when their leases have run out.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let Policy { at_once, poll, .. } = self.inner.policy;
        let mut stop = pin!(stop);
        let mut in_hand = JoinSet::new();
        loop {
            for job in self.take(at_once.max(1) - in_hand.len()).await {
                let courier = self.clone();
                in_hand.spawn(async move { courier.deliver(job).await });
            }
            let free = in_hand.len() < at_once.max(1);
            tokio::select! {
                biased;
                () = &mut stop => break,
                Some(_) = in_hand.join_next() => {}
                () = self.inner.wake.notified(), if free => {}
                () = sleep(poll), if free => {}
            }
        }
        while in_hand.join_next().await.is_some() {}
        self.inner.transport.close().await;
    }

    /// Sends what is due at this moment, one after the other, and says how many jobs were taken in hand
    /// (also those that failed). For tests and for a program that sends by hand.
    pub async fn deliver_due(&self) -> usize {
        let mut count = 0;
        while let Some(job) = self.take(1).await.pop() {
            self.deliver(job).await;
            count += 1;
        }
        count
    }

    async fn take(&self, limit: usize) -> Vec<Job> {
        let Inner {
            db, clock, policy, ..
        } = &*self.inner;
        if limit == 0 {
            return Vec::new();
        }
        let leased = outbox::lease(&mut &*db, clock.now(), policy.lease, limit).await;
        self.note_outage(leased.as_ref().err());
        leased.unwrap_or_default()
    }

    async fn deliver(&self, job: Job) {
        let Job {
            id, kind, attempts, ..
        } = &job;
        let Policy {
            lease,
            attempts: allowed,
            ..
        } = self.inner.policy;
        let mut receipt = None;
        let outcome = if *attempts > allowed {
            // It ended its process, or outlived its lease, at every attempt.
            Err(SendError::Permanent(
                "every attempt was broken off".to_owned(),
            ))
        } else {
            let attempt = self.inner.clone().attempt(job.clone());
            guarded(lease * 3 / 4, attempt)
                .await
                .unwrap_or_else(|why| Err(SendError::Temporary(why.to_owned())))
        };
        let mark = match outcome {
            Ok(sent) => {
                receipt = sent;
                Mark::Done
            }
            Err(SendError::Temporary(why)) if *attempts < allowed => {
                warn!(job = %id, kind, attempts, "mail was not sent; it will be tried again");
                Mark::Later(self.inner.clock.now() + self.inner.policy.delay(&job), why)
            }
            Err(SendError::Temporary(why) | SendError::Permanent(why)) => {
                error!(job = %id, kind, attempts, "mail was given up; its job says why and can be retried");
                Mark::Dead(why)
            }
        };
        if self.settle(&job, &mark).await {
            self.tell(job, receipt).await;
        }
    }

    async fn tell(&self, job: Job, receipt: Option<Receipt>) {
        let Some(receipt) = receipt else { return };
        let (composer, id) = (self.inner.composer.clone(), job.id);
        let telling = async move { composer.sent(&job, receipt).await };
        if let Err(why) = guarded(self.inner.policy.lease, telling).await {
            error!(job = %id, why, "what follows a sent mail was broken off");
        }
    }

    /// Writes the end of an attempt down. While the database is away it keeps trying for the rest of the
    /// lease: a mail that was sent must not be sent again only because of that.
    async fn settle(&self, job: &Job, mark: &Mark) -> bool {
        let Policy { poll, lease, .. } = self.inner.policy;
        let writing = async {
            loop {
                let written = self.inner.mark(job, mark).await;
                self.note_outage(written.as_ref().err());
                match written {
                    Ok(ours) => return ours,
                    Err(_) => sleep(poll.min(Duration::from_secs(1))).await,
                }
            }
        };
        let ours = timeout(lease / 4, writing).await.unwrap_or(false);
        if !ours {
            warn!(job = %job.id, kind = job.kind, attempts = job.attempts, "mail job was not settled; it is tried again");
        }
        ours
    }

    /// Logs the beginning and the end of an outage, and nothing in between.
    fn note_outage(&self, trouble: Option<&db::Error>) {
        let before = self.inner.outage.swap(trouble.is_some(), Ordering::Relaxed);
        match trouble {
            Some(error) if !before => {
                error!(%error, "the outbox cannot be used; mail waits until it can")
            }
            Some(error) => debug!(%error, "the outbox still cannot be used"),
            None if before => info!("the outbox can be used again; mail goes on"),
            None => {}
        }
    }
}

impl Inner {
    /// Composes and sends; what comes back is to be told once the job is marked.
    async fn attempt(self: Arc<Self>, job: Job) -> Result<Option<Receipt>, SendError> {
        let composed = self
            .composer
            .compose(&job)
            .await
            .map_err(|error| match error {
                ComposeError::Temporary(why) => SendError::Temporary(why),
                ComposeError::Permanent(why) => SendError::Permanent(why),
            })?;
        let Some(message) = composed.message else {
            debug!(job = %job.id, kind = job.kind, "mail job is done: there was nothing to send");
            return Ok(composed.receipt);
        };
        self.transport.send(&message).await?;
        info!(job = %job.id, kind = job.kind, attempts = job.attempts, "mail was sent");
        Ok(composed.receipt)
    }

    async fn mark(&self, job: &Job, mark: &Mark) -> db::Result<bool> {
        let (mut on, now) = (&self.db, self.clock.now());
        match mark {
            Mark::Done => outbox::done(&mut on, now, job).await,
            Mark::Later(due, why) => outbox::later(&mut on, *due, job, why).await,
            Mark::Dead(why) => outbox::dead(&mut on, now, job, why).await,
        }
    }
}

/// Runs other people's code: it may panic or hang without harm to the courier.
async fn guarded<T: Send + 'static>(
    limit: Duration,
    work: impl Future<Output = T> + Send + 'static,
) -> Result<T, &'static str> {
    let mut task = JoinSet::new();
    task.spawn(work);
    match timeout(limit, task.join_next()).await {
        Ok(Some(Ok(value))) => Ok(value),
        Ok(_) => Err("it panicked; the log of the process says where"),
        Err(_) => Err("it took longer than a job may take"),
    }
}

#[cfg(test)]
#[path = "courier_tests.rs"]
mod tests;
