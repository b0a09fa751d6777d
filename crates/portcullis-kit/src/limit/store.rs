//! The counts, table `pc_throttles`: keys are digests, so no address of a person or of a network stands there.
//!
//! Everything that one act needs is taken in one transaction and in the order of the keys: all or nothing, and no two
//! transactions wait for each other. A transaction that takes permits does nothing else.

use std::time::Duration;

use super::Limit;
use crate::clock::Time;
use crate::db::{Db, Result, Row, Tx, Verbs, query};
use crate::digest::Fields;

/// How long failures are remembered after the last one. They have to outlast any pause that somebody who guesses may
/// take, or a hundred in all would be a hundred a day; and not for ever, since anybody can make such rows by typing
/// addresses that nobody has. 400 days is the longest that a browser keeps its own side, a cookie.
const FAILURES_KEPT: Duration = Duration::from_secs(400 * 86_400);

/// The name of a count: half a SHA-256 of whom it belongs to, half a one of what is counted. So the counts of one owner
/// stand beside each other and can be found without a word about the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key([u8; 32]);

/// All counts of one owner, such as an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family([u8; 16]);

impl Family {
    /// The counts of the owner with this name.
    #[must_use]
    pub fn of(owner: &str) -> Self {
        Self(half("portcullis throttle owner v1", &[owner]))
    }

    /// The key of what is counted by this name for these values.
    #[must_use]
    pub fn key(&self, name: &str, values: &[&str]) -> Key {
        let own = half(name, values);
        let mut key = [0; 32];
        key[..16].copy_from_slice(&self.0);
        key[16..].copy_from_slice(&own);
        Key(key)
    }

    fn ends(&self) -> [Vec<u8>; 2] {
        [0, 0xff].map(|filler| [self.0, [filler; 16]].concat())
    }
}

/// The first half of a digest of the name and the values.
fn half(name: &str, values: &[&str]) -> [u8; 16] {
    let fields = values
        .iter()
        .fold(Fields::of(name), |all, value| all.text(value));
    let whole = fields.finish();
    std::array::from_fn(|n| whole.as_bytes()[n])
}

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

/// All permits of one act.
#[derive(Clone, Debug, Default)]
#[must_use = "permits allow nothing until they are taken"]
pub struct Permits(Vec<Permit>);

impl FromIterator<Permit> for Permits {
    fn from_iter<I: IntoIterator<Item = Permit>>(permits: I) -> Self {
        let mut permits: Vec<Permit> = permits.into_iter().collect();
        permits.sort_by_key(|permit| *permit.key());
        Self(permits)
    }
}

const TAKE: &str = "
    INSERT INTO pc_throttles (throttle_key, busy_until, failures) VALUES ($1, $2, 0)
    ON CONFLICT (throttle_key) DO UPDATE SET busy_until =
        CASE WHEN pc_throttles.busy_until > $3 THEN pc_throttles.busy_until ELSE $3 END + $4
    WHERE pc_throttles.busy_until <= $5
    RETURNING busy_until";

const FAIL: &str = "
    INSERT INTO pc_throttles (throttle_key, busy_until, failures) VALUES ($1, $2, 1)
    ON CONFLICT (throttle_key) DO UPDATE SET busy_until = $2, failures = pc_throttles.failures + 1
    WHERE pc_throttles.failures < $3
    RETURNING failures";

const LOOK: &str = "SELECT busy_until, failures FROM pc_throttles WHERE throttle_key = $1";

const GIVE_BACK: &str = "
    UPDATE pc_throttles SET busy_until = busy_until - $2, failures = CASE WHEN failures > $3 THEN failures - $3 ELSE 0 END
    WHERE throttle_key = $1";

impl Permits {
    /// Takes all of them in a transaction of its own, or none and says why. Gives which failure in a row this would be, if it
    /// is one; 0 without a [`Permit::Failure`].
    ///
    /// # Errors
    ///
    /// Those of the database. A refusal is none.
    pub async fn take(&self, db: &Db, now: Time) -> Result<std::result::Result<u32, Refused>> {
        let mut failures = 0;
        if self.0.is_empty() {
            return Ok(Ok(failures));
        }
        // Whoever is refused anyway is refused by a look, so that a flood does not keep the one writer of SQLite busy.
        let refused = longest(&mut &*db, now, &self.0).await?;
        if refused.retry_after != Some(Duration::ZERO) {
            return Ok(Err(refused));
        }
        let mut tx = db.begin().await?;
        for (taken, permit) in self.0.iter().enumerate() {
            let Some(row) = take(&mut tx, now, permit).await? else {
                // What was taken before is rolled back with the transaction, and was no obstacle.
                let refused = longest(&mut tx, now, &self.0[taken..]).await?;
                return Ok(Err(refused));
            };
            if let Permit::Failure(..) = permit {
                failures = u32::try_from(row.int("failures")?).unwrap_or(u32::MAX);
            }
        }
        tx.commit().await?;
        Ok(Ok(failures))
    }

    /// Gives all of them back, in a transaction of its own: what they were taken for did not count.
    ///
    /// # Errors
    ///
    /// Those of the database; the permits then stay taken.
    pub async fn give_back(&self, db: &Db) -> Result<()> {
        self.settle(db, &[]).await
    }

    /// Gives all of them back and begins these counts anew, in one transaction.
    ///
    /// # Errors
    ///
    /// Those of the database; the permits then stay taken.
    pub async fn settle(&self, db: &Db, forgotten: &[Key]) -> Result<()> {
        if self.0.is_empty() && forgotten.is_empty() {
            return Ok(());
        }
        let mut tx = db.begin().await?;
        let kept = self
            .0
            .iter()
            .filter(|permit| !forgotten.contains(permit.key()));
        let mut steps: Vec<(Key, Option<&Permit>)> =
            kept.map(|permit| (*permit.key(), Some(permit))).collect();
        steps.extend(forgotten.iter().map(|key| (*key, None)));
        steps.sort_by_key(|(key, _)| *key);
        for (key, permit) in steps {
            match permit {
                Some(permit) => give_back(&mut tx, permit).await?,
                None => drop(tx.run(query(FORGET).bind(&key.0[..])).await?),
            }
        }
        tx.commit().await
    }
}

async fn take(tx: &mut Tx, now: Time, permit: &Permit) -> Result<Option<Row>> {
    let taken = match permit {
        Permit::Rate(key, limit) => query(TAKE)
            .bind(&key.0[..])
            .bind(now.as_micros() + limit.interval())
            .bind(now.as_micros())
            .bind(limit.interval())
            .bind(now.as_micros() + limit.tolerance()),
        Permit::Failure(key, most) => query(FAIL)
            .bind(&key.0[..])
            .bind((now + FAILURES_KEPT).as_micros())
            .bind(*most),
    };
    tx.optional(taken).await
}

async fn give_back(tx: &mut Tx, permit: &Permit) -> Result<()> {
    let (interval, failures) = match permit {
        Permit::Rate(_, limit) => (limit.interval(), 0),
        Permit::Failure(..) => (0, 1_i64),
    };
    let back = query(GIVE_BACK).bind(&permit.key().0[..]);
    tx.run(back.bind(interval).bind(failures)).await?;
    Ok(())
}

/// How long until all of these may be taken.
async fn longest(on: &mut impl Verbs, now: Time, permits: &[Permit]) -> Result<Refused> {
    let mut longest = Duration::ZERO;
    for permit in permits {
        let standing = permit.key().look(on).await?;
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

impl Key {
    /// What this count has come to. Changes nothing.
    ///
    /// # Errors
    ///
    /// Those of the database.
    pub async fn look(&self, on: &mut impl Verbs) -> Result<Standing> {
        let Some(row) = on.optional(query(LOOK).bind(&self.0[..])).await? else {
            return Ok(Standing::default());
        };
        Ok(Standing {
            failures: u32::try_from(row.int("failures")?).unwrap_or_default(),
            paid: Some(Time::from_micros(row.int("busy_until")?)),
        })
    }
}

const FORGET: &str = "DELETE FROM pc_throttles WHERE throttle_key = $1";

const OF_FAMILY: &str = "
    SELECT throttle_key FROM pc_throttles WHERE throttle_key BETWEEN $1 AND $2 ORDER BY throttle_key";

/// Begins all counts of an owner anew, in the order of the keys; returns how many there were. A transaction that does more
/// must hold what others of its kind would meet it at, such as the account whose counts these are.
///
/// # Errors
///
/// Those of the database.
pub async fn forget(on: &mut impl Verbs, family: &Family) -> Result<u64> {
    let [first, last] = family.ends();
    let keys = on.all(query(OF_FAMILY).bind(first).bind(last)).await?;
    let mut forgotten = 0;
    for key in keys {
        let key = key.bytes("throttle_key")?;
        forgotten += on.run(query(FORGET).bind(key)).await?;
    }
    Ok(forgotten)
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
pub const STATEMENTS: &[&str] = &[TAKE, FAIL, LOOK, GIVE_BACK, FORGET, OF_FAMILY, SWEEP];
