//! What a statement found: one row, read by the names of its columns.

use uuid::Uuid;

use super::{Error, Result};
use crate::clock::Time;

/// One row. Each reader takes the name of a column as the statement gives it.
///
/// All readers answer [`Error::Other`] when there is no such column or its type is another; those
/// without `opt_` also when it is NULL.
pub struct Row(Inner);

enum Inner {
    #[cfg(feature = "sqlite")]
    Sqlite(super::sqlite::SqliteRow),
    #[cfg(feature = "postgres")]
    Postgres(sqlx::postgres::PgRow),
}

macro_rules! readers {
    ($($(#[$doc:meta])* $name:ident, $opt_name:ident -> $type:ty;)*) => {$(
        $(#[$doc])*
        pub fn $name(&self, column: &str) -> Result<$type> {
            self.$opt_name(column)?.ok_or_else(|| Error::Other(format!("column {column} is NULL")))
        }

        #[doc = concat!("As [`", stringify!($name), "`](Self::", stringify!($name), "), or `None` for NULL.")]
        pub fn $opt_name(&self, column: &str) -> Result<Option<$type>> {
            match &self.0 {
                #[cfg(feature = "sqlite")]
                Inner::Sqlite(row) => super::sqlite::read::$name(row, column),
                #[cfg(feature = "postgres")]
                Inner::Postgres(row) => {
                    super::postgres::read::$name(row, column).map_err(|error| error.to_string())
                }
            }
            .map_err(Error::Other)
        }
    )*};
}

impl Row {
    readers! {
        /// TEXT.
        text, opt_text -> String;
        /// INTEGER, BIGINT, and what `count(*)` gives. (`sum` of BIGINT is NUMERIC on PostgreSQL: cast it.)
        int, opt_int -> i64;
        /// BOOLEAN; in SQLite any number but 0 is true.
        bool, opt_bool -> bool;
        /// BLOB or BYTEA.
        bytes, opt_bytes -> Vec<u8>;
        /// BLOB of 16 bytes or UUID.
        id, opt_id -> Uuid;
        /// INTEGER in microseconds or TIMESTAMPTZ.
        time, opt_time -> Time;
    }

    #[cfg(feature = "sqlite")]
    pub(super) fn sqlite(row: super::sqlite::SqliteRow) -> Self {
        Self(Inner::Sqlite(row))
    }

    #[cfg(feature = "postgres")]
    pub(super) fn postgres(row: sqlx::postgres::PgRow) -> Self {
        Self(Inner::Postgres(row))
    }
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Row(..)")
    }
}
