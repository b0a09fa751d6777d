//! What other processes change in the same database, and up to when that is known.
//!
//! PostgreSQL tells by `NOTIFY`, from triggers, so in the transaction of the change and whoever makes it. Notices come in the
//! order of the commits; so a notice that this process sends itself, and hears, proves that all before it were heard.
//! Behind a pooler such as PgBouncer nothing is heard, and so nothing is ever proven.
//!
//! SQLite tells nobody. But `PRAGMA data_version` of the one writing connection changes exactly when another connection,
//! which is another process, has committed.

use std::collections::BTreeSet;
#[cfg(feature = "postgres")]
use std::future::pending;
use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use super::{Changes, Db, Pools, Result};

/// How often it is asked, or proven, that nothing was missed.
pub const ASKED_EVERY: Duration = Duration::from_millis(300);

/// News of other processes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// This was changed, or may have been.
    Changed(Changes),
    /// Everything that was committed before this moment has been told.
    KnownUntil(Instant),
}

/// Listens to other processes, from the moment at which [`Db::elsewhere`] gave it.
pub struct Elsewhere(Ear);

enum Ear {
    #[cfg(feature = "sqlite")]
    Sqlite(super::sqlite::Versions),
    /// Hears nothing where a pooler stands in between.
    #[cfg(feature = "postgres")]
    Postgres(Option<Box<super::postgres::Listener>>),
}

impl Db {
    /// Listens to what other processes change: on PostgreSQL to the notices of `channel`, which name an id, or `*` for
    /// everything; on SQLite to every commit. On PostgreSQL it takes a connection of its own, and hears nothing where a pooler
    /// such as PgBouncer stands in between.
    ///
    /// # Errors
    ///
    /// As every statement: see [`Error`](super::Error).
    pub async fn elsewhere(&self, channel: &'static str) -> Result<Elsewhere> {
        #[cfg(not(feature = "postgres"))]
        let _ = channel;
        Ok(Elsewhere(match &self.pools {
            #[cfg(feature = "sqlite")]
            Pools::Sqlite(pools) => Ear::Sqlite(pools.versions().await?),
            #[cfg(feature = "postgres")]
            Pools::Postgres(pool) => Ear::Postgres(pool.listen(channel).await?.map(Box::new)),
        }))
    }
}

impl Elsewhere {
    /// Waits for what there is to know next, no longer than about [`ASKED_EVERY`] where all is well, and for ever behind a
    /// pooler. Dropping the future loses nothing.
    ///
    /// # Errors
    ///
    /// As every statement. What was changed meanwhile may never be told then: forget everything, and listen anew.
    pub async fn next(&mut self) -> Result<News> {
        match &mut self.0 {
            #[cfg(feature = "sqlite")]
            Ear::Sqlite(versions) => versions.next().await,
            #[cfg(feature = "postgres")]
            Ear::Postgres(Some(listener)) => listener.next().await,
            #[cfg(feature = "postgres")]
            Ear::Postgres(None) => pending().await,
        }
    }
}

impl News {
    /// What a notice says; what can't be read is about everything.
    #[cfg(feature = "postgres")]
    pub(super) fn of_notice(payload: &str) -> Self {
        let id = Uuid::parse_str(payload).ok();
        Self::Changed(id.map_or(Changes::Everything, |id| Changes::Of(BTreeSet::from([id]))))
    }
}
