//! The one door to the database: SQLite or PostgreSQL behind the same four verbs.
//!
//! Nothing else names a driver. A statement is written once, with `$1` markers, and runs on both;
//! the one text that may differ is a row lock ([`Query::for_update`]), and DDL ([`Migration`]).
//! Every statement ends within a bound time, and a database that was away is used again when it is back.

#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
compile_error!("portcullis-kit needs a database: enable the feature `sqlite`, `postgres`, or both");

mod changes;
#[cfg(feature = "postgres")]
mod connections;
pub mod elsewhere;
mod error;
#[cfg(feature = "postgres")]
mod listen;
mod migration;
mod patience;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(any(test, feature = "testing"))]
mod probe;
#[cfg(not(any(test, feature = "testing")))]
#[path = "no_probe.rs"]
mod probe;
mod query;
mod row;
#[cfg(feature = "postgres")]
mod spoilt;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod transaction;
mod value;
mod verbs;

pub use changes::{Changes, Watcher};
pub use error::{Error, Result};
pub use migration::Migration;
pub use query::{Query, query};
pub use row::Row;
pub use transaction::Tx;
pub use value::Value;
pub use verbs::Verbs;

use std::sync::Arc;

use changes::Watchers;
use patience::Patience;
use probe::Probe;

/// Which database answers. Only for what no single statement can say.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file in this machine.
    Sqlite,
    /// A PostgreSQL server, or what speaks its protocol.
    Postgres,
}

/// An open database. Cheap to clone: all clones share their connections.
///
/// On SQLite there is one writing connection, so code that holds a [`Tx`] must write through it and
/// not through the `Db`: that would wait for itself and end as [`Error::Busy`].
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    watchers: Watchers,
    probe: Probe,
}

/// When what a transaction has done reaches the disk.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Flush {
    /// Before its commit is answered.
    Now,
    /// With the next one that is flushed.
    Later,
}

#[derive(Clone)]
enum Pools {
    #[cfg(feature = "sqlite")]
    Sqlite(sqlite::Pools),
    #[cfg(feature = "postgres")]
    Postgres(postgres::Pool),
}

impl Db {
    /// Opens `sqlite://path` (made when it is not there, readable by its owner only) or
    /// `postgres://user:password@host:port/name`.
    ///
    /// # Errors
    ///
    /// [`Error::NotSupported`] for an address that this build cannot serve, [`Error::Unavailable`] when
    /// the database does not answer. Neither repeats the address: it may hold a password.
    pub async fn open(url: &str) -> Result<Db> {
        Self::open_with(url, Patience::default()).await
    }

    async fn open_with(url: &str, patience: Patience) -> Result<Db> {
        let pools = match url.split_once(':').map_or("", |(scheme, _)| scheme) {
            #[cfg(feature = "sqlite")]
            "sqlite" => Pools::Sqlite(sqlite::Pools::open(url, patience).await?),
            #[cfg(feature = "postgres")]
            "postgres" | "postgresql" => {
                Pools::Postgres(postgres::Pool::open(url, patience).await?)
            }
            #[cfg(not(feature = "sqlite"))]
            "sqlite" => return Err(Error::not_built("SQLite", "sqlite")),
            #[cfg(not(feature = "postgres"))]
            "postgres" | "postgresql" => return Err(Error::not_built("PostgreSQL", "postgres")),
            _ => {
                return Err(Error::NotSupported(
                    "a database address begins with sqlite:// or postgres://".to_owned(),
                ));
            }
        };
        Ok(Db {
            pools,
            watchers: Watchers::default(),
            probe: Probe::default(),
        })
    }

    /// Has somebody hear of every change that is made through this and its clones, for as long as there is an [`Arc`] of
    /// them. What other processes change is heard through [`elsewhere`](Self::elsewhere).
    pub fn watch(&self, watcher: &Arc<dyn Watcher>) {
        self.watchers.add(watcher);
    }

    /// Which database answers.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &self.pools {
            #[cfg(feature = "sqlite")]
            Pools::Sqlite(_) => Kind::Sqlite,
            #[cfg(feature = "postgres")]
            Pools::Postgres(_) => Kind::Postgres,
        }
    }

    /// Begins a writing transaction: on SQLite the only one at that moment, in all processes
    /// (`BEGIN IMMEDIATE`; a deferred one that reads first cannot be saved by waiting), on PostgreSQL
    /// one at the level "read committed". Keep it short, and never wait for a person or the network in it.
    ///
    /// # Errors
    ///
    /// As every statement: see [`Error`].
    pub async fn begin(&self) -> Result<Tx> {
        self.begin_with(Flush::Now).await
    }

    /// As [`begin`](Self::begin), but its commit is answered before the disk has taken it. What was committed outlives the
    /// process at once, and a power cut when the next commit has been answered, whosever that is: for what only has to be
    /// kept if what follows it is.
    ///
    /// # Errors
    ///
    /// As every statement: see [`Error`].
    pub async fn begin_relaxed(&self) -> Result<Tx> {
        self.begin_with(Flush::Later).await
    }

    async fn begin_with(&self, flush: Flush) -> Result<Tx> {
        let (probe, watchers) = (|| self.probe.clone(), || self.watchers.clone());
        let begun = async {
            match &self.pools {
                #[cfg(feature = "sqlite")]
                Pools::Sqlite(pools) => {
                    Ok(Tx::sqlite(pools.begin(flush).await?, watchers(), probe()))
                }
                #[cfg(feature = "postgres")]
                Pools::Postgres(pool) => {
                    Ok(Tx::postgres(pool.begin(flush).await?, watchers(), probe()))
                }
            }
        };
        self.probe.call("BEGIN", begun).await
    }

    /// Lets statements under way finish, then closes all connections of all clones.
    pub async fn close(&self) {
        match &self.pools {
            #[cfg(feature = "sqlite")]
            Pools::Sqlite(pools) => pools.close().await,
            #[cfg(feature = "postgres")]
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// Applies what is missing of `migrations`, each in a transaction of its own, in order of their
    /// numbers; says how many that were. Of several processes that start at once, one applies them
    /// and the others wait.
    ///
    /// # Errors
    ///
    /// [`Error::NotSupported`] when the database knows migrations that are not in the list: it was made
    /// by a newer program. Nothing is applied then.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<usize> {
        migration::apply(self, migrations).await
    }

    /// Lets the database read the statement without running it, so that a test finds what it would
    /// refuse: a misspelt column, a type that does not fit.
    ///
    /// # Errors
    ///
    /// [`Error::Other`] with the words of the database.
    pub async fn prepare(&self, sql: &str) -> Result<()> {
        match &self.pools {
            #[cfg(feature = "sqlite")]
            Pools::Sqlite(pools) => pools.prepare(sql).await,
            #[cfg(feature = "postgres")]
            Pools::Postgres(pool) => pool.prepare(sql).await,
        }
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Db").field(&self.kind()).finish()
    }
}
