//! The counts, table `pc_throttles`: keys are digests, so no address of a person or of a network stands there.
//!
//! Everything that one act needs is taken by one statement, in the order of the keys: all or nothing, and no two
//! transactions wait for each other. A transaction that takes permits does nothing else.

use std::time::Duration;

use super::{Family, Key, Limit};
use crate::clock::Time;
use crate::db::{Db, Result, Row, Value, Verbs, query};

/// How long failures are remembered after the last one. They have to outlast any pause that somebody who guesses may
/// take, or a hundred in all would be a hundred a day; and not for ever, since anybody can make such rows by typing
/// addresses that nobody has. 400 days is the longest that a browser keeps its own side, a cookie.
const FAILURES_KEPT: Duration = Duration::from_secs(400 * 86_400);

/// One permit to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// One of those that a rate lets in.
    Rate(Key, Limit),
    /// One of so many in a row, until a success [`forget`]s them.
    Failure(Key, u32),
}

impl Permit {
    fn key(&self) -> &Key {
        match self {
            Self::Rate(key, _) | Self::Failure(key, _) => key,
        }
    }
}

/// A refusal. Nothing was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// When all of it may be taken again, if nobody else takes it; `None` when only [`forget`] makes room again.
    pub retry_after: Option<Duration>,
}

/// What a count has come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many in a row have failed.
    pub failures: u32,
    /// The time up to which a rate is used, if it was used at all.
    pub paid: Option<Time>,
}

/// All permits of one act, each key once: of several permits for one key only one is kept.
#[derive(Clone, Debug, Default)]
#[must_use = "permits allow nothing until they are taken"]
pub struct Permits(Vec<Permit>);

impl FromIterator<Permit> for Permits {
    fn from_iter<I: IntoIterator<Item = Permit>>(permits: I) -> Self {
        let mut permits: Vec<Permit> = permits.into_iter().collect();
        permits.sort_by_key(|permit| *permit.key());
        permits.dedup_by_key(|permit| *permit.key());
        Self(permits)
    }
}

/// Each row brings its own limit along. Of a rate, `busy_until` is that of a key that nobody has used so far; a `step` of 0
/// is none, but a row of failures. What is refused is not touched, and so not returned.
const TAKE: &str = "
    INSERT INTO pc_throttles (throttle_key, busy_until, failures, most, step) VALUES ($1, $2, $3, $4, $5) /* MORE */
    ON CONFLICT (throttle_key) DO UPDATE SET
        busy_until = CASE WHEN pc_throttles.busy_until + excluded.step > excluded.busy_until
                          THEN pc_throttles.busy_until + excluded.step ELSE excluded.busy_until END,
        failures = pc_throttles.failures + excluded.failures, most = excluded.most, step = excluded.step
    WHERE CASE WHEN excluded.step = 0 THEN pc_throttles.failures < excluded.most
               ELSE pc_throttles.busy_until <= excluded.busy_until + (excluded.most - 2) * excluded.step END
    RETURNING throttle_key, failures";

const LOOK: &str = "
    SELECT throttle_key, busy_until, failures FROM pc_throttles WHERE throttle_key IN ($1 /* MORE */)";

/// Also where there is no row any more: like that, all are locked in the order in which they stand. A row that says nothing
/// is made then, and left where `most` is 0; the sweep finds it.
const SETTLE: &str = "
    INSERT INTO pc_throttles (throttle_key, busy_until, failures, most, step) VALUES ($1, 0, 0, $2, $3) /* MORE */
    ON CONFLICT (throttle_key) DO UPDATE SET
        busy_until = CASE WHEN excluded.most = 0 THEN 0 ELSE pc_throttles.busy_until - excluded.step END,
        failures = CASE WHEN excluded.most = 0 THEN 0
                        WHEN excluded.step = 0 AND pc_throttles.failures > 0 THEN pc_throttles.failures - 1
                        ELSE pc_throttles.failures END";

impl Permits {
    /// Takes all of them, or none and says why, in a transaction of its own. Gives which failure in a row this would be, if
    /// it is one; 0 without a [`Permit::Failure`].
    ///
    /// # Errors
    ///
    /// Those of the database. A refusal is none.
    pub async fn take(&self, db: &Db, now: Time) -> Result<std::result::Result<u32, Refused>> {
        if self.0.is_empty() {
            return Ok(Ok(0));
        }
        // Whoever is refused anyway is refused by a look, so that a flood does not keep the one writer of SQLite busy.
        let refused = longest(&mut &*db, now, &self.0).await?;
        if refused.retry_after != Some(Duration::ZERO) {
            return Ok(Err(refused));
        }
        if let [_] = self.0[..] {
            // A statement alone is all or nothing.
            let taken = self.take_in(&mut &*db, now).await?;
            return match taken[..] {
                [] => Ok(Err(longest(&mut &*db, now, &self.0).await?)),
                _ => Ok(Ok(self.failures(&taken))),
            };
        }
        // The answer to the guess flushes it. A power cut before that leaves the guess unanswered.
        let mut tx = db.begin_relaxed().await?;
        let taken = self.take_in(&mut tx, now).await?;
        let missed = self.but(&taken);
        if !missed.is_empty() {
            // The others are rolled back with the transaction, and were no obstacle.
            return Ok(Err(longest(&mut tx, now, &missed).await?));
        }
        tx.commit().await?;
        Ok(Ok(self.failures(&taken)))
    }

    /// Takes as many as there are, and says which.
    async fn take_in(&self, on: &mut impl Verbs, now: Time) -> Result<Vec<(Key, u32)>> {
        let taken = query(TAKE).rows(self.0.iter().map(|permit| permit.taken(now)));
        on.all(taken).await?.iter().map(key_and_failures).collect()
    }

    fn but(&self, taken: &[(Key, u32)]) -> Vec<Permit> {
        let missed = self
            .0
            .iter()
            .filter(|permit| !taken.iter().any(|(key, _)| key == permit.key()));
        missed.copied().collect()
    }

    /// The number that the last of the failures has got.
    fn failures(&self, taken: &[(Key, u32)]) -> u32 {
        let is_failure = |permit: &&Permit| matches!(permit, Permit::Failure(..));
        let last = self.0.iter().rev().find(is_failure);
        let of_last = last.and_then(|permit| taken.iter().find(|(key, _)| key == permit.key()));
        of_last.map_or(0, |(_, failures)| *failures)
    }

    /// Gives all of them back: what they were taken for did not count.
    ///
    /// # Errors
    ///
    /// Those of the database; the permits then stay taken.
    pub async fn give_back(&self, on: &mut impl Verbs) -> Result<()> {
        self.settle(on, &[]).await
    }

    /// Gives all of them back and begins these counts anew, by one statement. In the caller's transaction it belongs behind
    /// everything that may have to wait for people or for what belongs to them: many share the count of a network.
    ///
    /// # Errors
    ///
    /// Those of the database; the permits then stay taken.
    pub async fn settle(&self, on: &mut impl Verbs, forgotten: &[Key]) -> Result<()> {
        let kept = self.0.iter().map(|permit| match permit {
            Permit::Rate(key, limit) => (*key, i64::from(limit.count), limit.interval()),
            Permit::Failure(key, most) => (*key, i64::from(*most).max(1), 0),
        });
        let mut rows: Vec<(Key, i64, i64)> = kept
            .filter(|(key, ..)| !forgotten.contains(key))
            .chain(forgotten.iter().map(|key| (*key, 0, 0)))
            .collect();
        rows.sort();
        rows.dedup();
        if rows.is_empty() {
            return Ok(());
        }
        let rows = rows
            .iter()
            .map(|(key, most, step)| [key.value(), (*most).into(), (*step).into()]);
        on.run(query(SETTLE).rows(rows)).await?;
        Ok(())
    }
}

impl Permit {
    /// The row that it makes where there is none.
    fn taken(&self, now: Time) -> [Value; 5] {
        let (busy_until, failures, most, step) = match self {
            Self::Rate(_, limit) => {
                let step = limit.interval();
                (now.as_micros() + step, 0_i64, limit.count, step)
            }
            Self::Failure(_, most) => ((now + FAILURES_KEPT).as_micros(), 1, *most, 0),
        };
        [
            self.key().value(),
            busy_until.into(),
            failures.into(),
            most.into(),
            step.into(),
        ]
    }
}

fn key_and_failures(row: &Row) -> Result<(Key, u32)> {
    let key = row.bytes("throttle_key")?;
    let failures = u32::try_from(row.int("failures")?).unwrap_or(u32::MAX);
    Ok((Key(key.try_into().unwrap_or_default()), failures))
}

/// How long until all of these may be taken.
async fn longest(on: &mut impl Verbs, now: Time, permits: &[Permit]) -> Result<Refused> {
    let keys: Vec<Key> = permits.iter().map(|permit| *permit.key()).collect();
    let mut longest = Duration::ZERO;
    for (permit, standing) in permits.iter().zip(look(on, &keys).await?) {
        match permit {
            Permit::Failure(_, most) if standing.failures >= *most => {
                return Ok(Refused { retry_after: None });
            }
            Permit::Failure(..) => {}
            Permit::Rate(_, limit) => {
                let wait = limit.accept(standing.paid, now).err();
                longest = longest.max(wait.unwrap_or_default());
            }
        }
    }
    Ok(Refused {
        retry_after: Some(longest),
    })
}

/// What these counts have come to, in their order. Changes nothing.
///
/// # Errors
///
/// Those of the database.
pub async fn look(on: &mut impl Verbs, keys: &[Key]) -> Result<Vec<Standing>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let found = query(LOOK).rows(keys.iter().map(|key| [key.value()]));
    let mut standings = vec![Standing::default(); keys.len()];
    for row in on.all(found).await? {
        let (of, failures) = key_and_failures(&row)?;
        let busy_until = row.int("busy_until")?;
        let paid = (busy_until > 0).then(|| Time::from_micros(busy_until));
        for (_, standing) in keys
            .iter()
            .zip(&mut standings)
            .filter(|(key, _)| **key == of)
        {
            *standing = Standing { failures, paid };
        }
    }
    Ok(standings)
}

impl Key {
    /// What this count has come to. Changes nothing.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub async fn look(&self, on: &mut impl Verbs) -> Result<Standing> {
        Ok(look(on, &[*self]).await?.remove(0))
    }

    fn value(&self) -> Value {
        self.0[..].into()
    }
}

/// Locked in the order of the keys, whatever way the rows are found.
const FORGET: &str = "
    DELETE FROM pc_throttles WHERE throttle_key IN
        (SELECT throttle_key FROM pc_throttles WHERE throttle_key BETWEEN $1 AND $2 ORDER BY throttle_key /* LOCK */)";

/// Begins all counts of an owner anew, in the order of the keys; returns how many there were. A transaction that does more
/// must hold what others of its kind would meet it at, such as the account whose counts these are.
///
/// # Errors
///
/// Those of the database.
pub async fn forget(on: &mut impl Verbs, family: &Family) -> Result<u64> {
    let [first, last] = family.ends();
    on.run(query(FORGET).bind(first).bind(last).for_update())
        .await
}

/// Rows that somebody is using are passed over: whoever waits for several in another order would be waited for.
const SWEEP: &str = "
    DELETE FROM pc_throttles WHERE throttle_key IN
        (SELECT throttle_key FROM pc_throttles WHERE busy_until < $1 ORDER BY busy_until LIMIT 500 /* LOCK */)";

/// Deletes a batch of counts that say nothing any more; returns how many.
///
/// # Errors
///
/// Those of the database.
pub async fn sweep(on: &mut impl Verbs, now: Time) -> Result<u64> {
    on.run(query(SWEEP).bind(now.as_micros()).skip_locked())
        .await
}

/// The statements of this file, for the test that prepares them all.
pub const STATEMENTS: &[&str] = &[TAKE, LOOK, SETTLE, FORGET, SWEEP];
