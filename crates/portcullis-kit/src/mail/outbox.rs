//! The queue of mails, table `pc_mail_jobs`: a request adds a job in its own transaction, a courier
//! leases it, and an operator can look at it.
//!
//! A job is `waiting` until it is `sent` or `dead`. It holds no secret: what the mail says is decided
//! after the lease. Every lease counts as an attempt, so a job that kills its process cannot go on for ever,
//! and whoever settles a job names the attempt, so that a courier that was too slow settles nothing.

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use uuid::Uuid;

use crate::clock::Time;
use crate::db::{self, Row, Verbs, query};
use crate::id::new_id;

/// A mail to be written and sent, as the request that causes it knows it.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Which mail; the composer knows the kinds.
    pub kind: &'static str,
    /// The address as it was typed.
    pub recipient: String,
    /// Whom it is about, when the request knows.
    pub user_id: Option<Uuid>,
    /// The language it shall be written in.
    pub locale: String,
    /// What else the composer needs, as JSON. No secret: it stays in the database until the job is swept.
    pub data: String,
}

impl NewJob {
    /// A mail of this kind to an address, about nobody in particular and with nothing else to say.
    #[must_use]
    pub fn to(kind: &'static str, recipient: &str, locale: &str) -> Self {
        Self {
            kind,
            recipient: recipient.to_owned(),
            user_id: None,
            locale: locale.to_owned(),
            data: "{}".to_owned(),
        }
    }
}

/// A row of the queue.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its name; the `Message-ID` of the mail is made of it.
    pub id: Uuid,
    /// Which mail; see [`NewJob::kind`].
    pub kind: String,
    /// The address as it was typed.
    pub recipient: String,
    /// Whom it is about, when that is known.
    pub user_id: Option<Uuid>,
    /// The language it shall be written in.
    pub locale: String,
    /// What else the composer needs, as JSON.
    pub data: String,
    /// Where it stands.
    pub state: State,
    /// How often it was taken in hand, the present time included.
    pub attempts: u32,
    /// When it was put into the queue.
    pub created_at: Time,
    /// When it shall be tried next, while it waits.
    pub due_at: Time,
    /// Until when a courier has it in hand.
    pub leased_until: Option<Time>,
    /// When it was sent, or given up.
    pub finished_at: Option<Time>,
    /// Why the last attempt failed. Holds no secret.
    pub last_error: Option<String>,
}

/// Where a job stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// To be sent when it is due.
    Waiting,
    /// Done. Also when there turned out to be nothing to send.
    Sent,
    /// Given up; an operator can [`retry`] it.
    Dead,
}

impl State {
    /// The word in the database and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Dead => "dead",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for State {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Waiting, Self::Sent, Self::Dead]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| format!("{text:?} is no state of a mail; it is waiting, sent or dead"))
    }
}

const ENQUEUE: &str = "
INSERT INTO pc_mail_jobs (id, kind, recipient, user_id, locale, data, state, attempts, created_at, due_at)
VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, $7, $8)";

/// Puts a job into the queue, due at once. Call it in the transaction of its cause, and wake the
/// courier after the commit.
///
/// # Errors
///
/// Those of the database.
pub async fn enqueue(on: &mut impl Verbs, now: Time, job: NewJob) -> db::Result<Uuid> {
    let id = new_id(now);
    let adding = query(ENQUEUE)
        .bind(id)
        .bind(job.kind)
        .bind(job.recipient)
        .bind(job.user_id)
        .bind(job.locale)
        .bind(job.data)
        .bind(now)
        .bind(now);
    on.run(adding).await?;
    Ok(id)
}

/// What [`job`] reads of a row.
macro_rules! job_columns {
    () => {
        "id, kind, recipient, user_id, locale, data, state, attempts, created_at, due_at, leased_until, finished_at, \
         last_error"
    };
}

// The inner select is materialised: as a plain subquery, PostgreSQL may run it again for each row and
// so lease more than asked for.
const LEASE: &str = concat!(
    "
WITH due AS MATERIALIZED (
    SELECT id FROM pc_mail_jobs
    WHERE state = 'waiting' AND due_at <= $1 AND (leased_until IS NULL OR leased_until <= $2)
    ORDER BY due_at, id LIMIT $3 /* LOCK */
)
UPDATE pc_mail_jobs SET attempts = attempts + 1, leased_until = $4
WHERE id IN (SELECT id FROM due)
RETURNING ",
    job_columns!()
);

/// Takes up to `limit` due jobs in hand for the given length of time; nobody else gets them until then.
pub(super) async fn lease(
    on: &mut impl Verbs,
    now: Time,
    length: Duration,
    limit: usize,
) -> db::Result<Vec<Job>> {
    let taking = query(LEASE)
        .skip_locked()
        .bind(now)
        .bind(now)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .bind(now + length);
    let mut jobs = jobs(on.all(taking).await?)?;
    jobs.sort_by_key(|job| (job.due_at, job.id));
    Ok(jobs)
}

const DONE: &str = "
UPDATE pc_mail_jobs SET state = 'sent', finished_at = $1, leased_until = NULL, last_error = NULL
WHERE id = $2 AND attempts = $3 AND state = 'waiting'";

/// Marks a leased job as sent. False when the lease has run out and someone else has the job.
pub(super) async fn done(on: &mut impl Verbs, now: Time, job: &Job) -> db::Result<bool> {
    let marking = query(DONE)
        .bind(now)
        .bind(job.id)
        .bind(i64::from(job.attempts));
    Ok(on.run(marking).await? == 1)
}

const LATER: &str = "
UPDATE pc_mail_jobs SET due_at = $1, leased_until = NULL, last_error = $2
WHERE id = $3 AND attempts = $4 AND state = 'waiting'";

/// Gives a leased job back, to be tried again at `due`. False as in [`done`].
pub(super) async fn later(
    on: &mut impl Verbs,
    due: Time,
    job: &Job,
    why: &str,
) -> db::Result<bool> {
    let marking = query(LATER)
        .bind(due)
        .bind(why)
        .bind(job.id)
        .bind(i64::from(job.attempts));
    Ok(on.run(marking).await? == 1)
}

const DEAD: &str = "
UPDATE pc_mail_jobs SET state = 'dead', finished_at = $1, leased_until = NULL, last_error = $2
WHERE id = $3 AND attempts = $4 AND state = 'waiting'";

/// Gives a leased job up. False as in [`done`].
pub(super) async fn dead(on: &mut impl Verbs, now: Time, job: &Job, why: &str) -> db::Result<bool> {
    let marking = query(DEAD)
        .bind(now)
        .bind(why)
        .bind(job.id)
        .bind(i64::from(job.attempts));
    Ok(on.run(marking).await? == 1)
}

const LIST: &str = concat!(
    "SELECT ",
    job_columns!(),
    " FROM pc_mail_jobs WHERE state = $1 ORDER BY created_at DESC, id DESC LIMIT $2"
);

/// The newest jobs, of one state or of all.
///
/// # Errors
///
/// Those of the database.
pub async fn list(on: &mut impl Verbs, state: Option<State>, limit: u32) -> db::Result<Vec<Job>> {
    let states = match state {
        Some(state) => vec![state],
        None => vec![State::Waiting, State::Sent, State::Dead],
    };
    let mut newest = Vec::new();
    for state in states {
        let list = query(LIST).bind(state.as_str()).bind(i64::from(limit));
        newest.extend(jobs(on.all(list).await?)?);
    }
    newest.sort_by_key(|job| Reverse((job.created_at, job.id)));
    // One that was sent meanwhile was found twice.
    newest.dedup_by_key(|job| job.id);
    newest.truncate(limit.try_into().unwrap_or(usize::MAX));
    Ok(newest)
}

const SHOW: &str = concat!(
    "SELECT ",
    job_columns!(),
    " FROM pc_mail_jobs WHERE id = $1"
);

/// One job, if it is still there.
///
/// # Errors
///
/// Those of the database.
pub async fn show(on: &mut impl Verbs, id: Uuid) -> db::Result<Option<Job>> {
    on.optional(query(SHOW).bind(id))
        .await?
        .as_ref()
        .map(job)
        .transpose()
}

const RETRY: &str = "
UPDATE pc_mail_jobs SET state = 'waiting', attempts = 0, due_at = $1, leased_until = NULL, finished_at = NULL
WHERE id = $2 AND state = 'dead'";

/// Puts a dead job back into the queue, due at once and with all its attempts. False when it is not dead.
/// Wake the courier afterwards; one in another process finds the job by itself within seconds.
///
/// # Errors
///
/// Those of the database.
pub async fn retry(on: &mut impl Verbs, now: Time, id: Uuid) -> db::Result<bool> {
    Ok(on.run(query(RETRY).bind(now).bind(id)).await? == 1)
}

const SWEEP: &str = "
DELETE FROM pc_mail_jobs WHERE id IN (
    SELECT id FROM pc_mail_jobs WHERE state = $1 AND finished_at < $2 ORDER BY finished_at LIMIT 500 /* LOCK */)";

/// Deletes a batch of the jobs that were sent before the one time or given up before the other, and says how many:
/// call it until that is 0. The dead stay longer, for an operator to look at and retry.
///
/// # Errors
///
/// Those of the database.
pub async fn sweep(on: &mut impl Verbs, sent_before: Time, dead_before: Time) -> db::Result<u64> {
    let mut swept = 0;
    for (state, before) in [(State::Sent, sent_before), (State::Dead, dead_before)] {
        let sweep = query(SWEEP).bind(state.as_str()).bind(before);
        swept += on.run(sweep.skip_locked()).await?;
    }
    Ok(swept)
}

/// Every statement of this file, for a test that prepares them.
pub const STATEMENTS: &[&str] = &[ENQUEUE, LEASE, DONE, LATER, DEAD, LIST, SHOW, RETRY, SWEEP];

fn jobs(rows: Vec<Row>) -> db::Result<Vec<Job>> {
    rows.iter().map(job).collect()
}

fn job(row: &Row) -> db::Result<Job> {
    Ok(Job {
        id: row.id("id")?,
        kind: row.text("kind")?,
        recipient: row.text("recipient")?,
        user_id: row.opt_id("user_id")?,
        locale: row.text("locale")?,
        data: row.text("data")?,
        state: row.text("state")?.parse().map_err(db::Error::Other)?,
        attempts: u32::try_from(row.int("attempts")?).unwrap_or(u32::MAX),
        created_at: row.time("created_at")?,
        due_at: row.time("due_at")?,
        leased_until: row.opt_time("leased_until")?,
        finished_at: row.opt_time("finished_at")?,
        last_error: row.opt_text("last_error")?,
    })
}

#[cfg(test)]
#[path = "outbox_tests.rs"]
mod tests;
