//! The verbs: what can be done with a query, on the database itself or inside a transaction.

use std::future::Future;

use super::{Db, Error, Pools, Query, Result, Row};

/// What can be done with a query; a store function takes `on: &mut impl Verbs` and so serves both a
/// `&Db` (each statement is kept at once) and a [`Tx`](super::Tx) (all or nothing).
///
/// A statement that writes is carried to its end before its rows are given out, so that a row means
/// "it is kept" (inside a transaction: once that commits).
pub trait Verbs: Send {
    /// All rows.
    fn all(&mut self, query: Query) -> impl Future<Output = Result<Vec<Row>>> + Send;

    /// How many rows the statement inserted, changed or deleted.
    fn run(&mut self, query: Query) -> impl Future<Output = Result<u64>> + Send;

    /// The first row, if there is any. A SELECT that may find many says `LIMIT 1` itself.
    fn optional(&mut self, query: Query) -> impl Future<Output = Result<Option<Row>>> + Send {
        async { Ok(self.all(query).await?.into_iter().next()) }
    }

    /// The first row; [`Error::Missing`] when there is none.
    fn one(&mut self, query: Query) -> impl Future<Output = Result<Row>> + Send {
        async { self.optional(query).await?.ok_or(Error::Missing) }
    }
}

impl Verbs for &Db {
    async fn all(&mut self, query: Query) -> Result<Vec<Row>> {
        let sql = query.text();
        let told = self.watchers.of(&query);
        let done = async {
            match &self.pools {
                #[cfg(feature = "sqlite")]
                Pools::Sqlite(pools) => pools.all(query, told).await,
                #[cfg(feature = "postgres")]
                Pools::Postgres(pool) => pool.all(query, told).await,
            }
        };
        self.probe.call(sql, done).await
    }

    async fn optional(&mut self, query: Query) -> Result<Option<Row>> {
        let sql = query.text();
        let told = self.watchers.of(&query);
        let done = async {
            match &self.pools {
                #[cfg(feature = "sqlite")]
                Pools::Sqlite(pools) => pools.optional(query, told).await,
                #[cfg(feature = "postgres")]
                Pools::Postgres(pool) => Ok(pool.all(query, told).await?.into_iter().next()),
            }
        };
        self.probe.call(sql, done).await
    }

    async fn run(&mut self, query: Query) -> Result<u64> {
        let sql = query.text();
        let told = self.watchers.of(&query);
        let done = async {
            match &self.pools {
                #[cfg(feature = "sqlite")]
                Pools::Sqlite(pools) => pools.run(query, told).await,
                #[cfg(feature = "postgres")]
                Pools::Postgres(pool) => pool.run(query, told).await,
            }
        };
        self.probe.call(sql, done).await
    }
}
