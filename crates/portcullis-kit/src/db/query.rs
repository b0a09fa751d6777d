//! A statement with its values.

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use super::{Kind, Value};

/// Where a lock goes when not to the end; a comment, so that the text is whole without it.
const LOCK_HERE: &str = " /* LOCK */";

/// A statement with its values, to be handed to a verb.
#[derive(Clone, Debug)]
#[must_use = "a query does nothing until it is handed to a verb"]
pub struct Query {
    sql: &'static str,
    values: Vec<Value>,
    lock: Lock,
}

#[derive(Copy, Clone, Debug)]
enum Lock {
    None,
    Wait,
    Skip,
}

/// A statement in its one text, with the markers `$1`, `$2` …; keep it as a `const` above the function that
/// uses it.
pub fn query(sql: &'static str) -> Query {
    Query {
        sql,
        values: Vec::new(),
        lock: Lock::None,
    }
}

impl Query {
    /// The value for the next marker.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Locks the rows that this SELECT finds until the transaction ends. It adds ` FOR UPDATE` on
    /// PostgreSQL; on SQLite a transaction is alone anyway. A SELECT inside another statement says
    /// with the comment `/* LOCK */` where the words belong.
    pub fn for_update(mut self) -> Self {
        self.lock = Lock::Wait;
        self
    }

    /// As [`for_update`](Self::for_update), but passes over rows that another transaction holds: how several workers
    /// share one queue.
    pub fn skip_locked(mut self) -> Self {
        self.lock = Lock::Skip;
        self
    }

    /// The statement as it was written.
    pub(super) fn text(&self) -> &'static str {
        self.sql
    }

    /// The only place where the text depends on the database.
    pub(super) fn into_parts(self, kind: Kind) -> (SqlStr, Vec<Value>) {
        let lock = match (kind, self.lock) {
            (Kind::Sqlite, _) | (_, Lock::None) => return (self.sql.into_sql_str(), self.values),
            (Kind::Postgres, Lock::Wait) => " FOR UPDATE",
            (Kind::Postgres, Lock::Skip) => " FOR UPDATE SKIP LOCKED",
        };
        let sql = match self.sql.split_once(LOCK_HERE) {
            Some((before, after)) => format!("{before}{lock}{after}"),
            None => format!("{}{lock}", self.sql),
        };
        (trusted(sql), self.values)
    }

    /// Whether the statement may change something. What is not surely a read counts as a write.
    #[cfg_attr(
        not(feature = "sqlite"),
        expect(dead_code, reason = "only SQLite keeps readers and the writer apart")
    )]
    pub(super) fn writes(&self) -> bool {
        let start = self
            .sql
            .trim_start_matches(|c: char| c.is_whitespace() || c == '(');
        let mut words = start.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        let is = |word: &str, of: &[&str]| of.iter().any(|other| word.eq_ignore_ascii_case(other));
        match words.next() {
            Some(first) if is(first, &["SELECT", "VALUES", "EXPLAIN"]) => false,
            Some(first) if is(first, &["WITH"]) => {
                words.any(|word| is(word, &["INSERT", "UPDATE", "DELETE", "REPLACE"]))
            }
            _ => true,
        }
    }
}

/// Text that is put together from constants of this program, never from input.
pub(super) fn trusted(sql: String) -> SqlStr {
    AssertSqlSafe(sql).into_sql_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_lock_is_asked_for_on_postgresql_only() {
        let text = |query: Query, kind| query.into_parts(kind).0.as_str().to_owned();
        assert_eq!(
            text(query("SELECT 1").for_update(), Kind::Sqlite),
            "SELECT 1"
        );
        assert_eq!(
            text(query("SELECT 1").for_update(), Kind::Postgres),
            "SELECT 1 FOR UPDATE"
        );
        assert_eq!(
            text(query("SELECT 1").skip_locked(), Kind::Postgres),
            "SELECT 1 FOR UPDATE SKIP LOCKED"
        );
        assert_eq!(text(query("SELECT 1"), Kind::Postgres), "SELECT 1");
    }

    #[test]
    fn a_row_lock_goes_where_its_comment_stands() {
        let text = |kind| {
            query("WITH a AS (SELECT 1 /* LOCK */) SELECT 2")
                .skip_locked()
                .into_parts(kind)
        };
        assert_eq!(
            text(Kind::Postgres).0.as_str(),
            "WITH a AS (SELECT 1 FOR UPDATE SKIP LOCKED) SELECT 2"
        );
        assert_eq!(
            text(Kind::Sqlite).0.as_str(),
            "WITH a AS (SELECT 1 /* LOCK */) SELECT 2"
        );
    }

    #[cfg(feature = "sqlite")]
    #[test]
    fn what_is_not_surely_a_read_counts_as_a_write() {
        for read in [
            "SELECT 1",
            "\n  select updated_at FROM t",
            "WITH a AS (SELECT 1) SELECT * FROM a",
            "VALUES (1)",
            "(SELECT 1)",
        ] {
            assert!(!query(read).writes(), "{read}");
        }
        for write in [
            "INSERT INTO t VALUES (1) RETURNING id",
            " update t SET a = 1 RETURNING a",
            "DELETE FROM t RETURNING a",
            "WITH due AS (SELECT 1) UPDATE t SET a = 1 RETURNING a",
            "PRAGMA journal_mode = DELETE",
            "-- SELECT\nDELETE FROM t",
            "",
        ] {
            assert!(query(write).writes(), "{write}");
        }
    }

    #[test]
    fn a_query_in_a_log_hides_its_values() {
        let shown = format!("{:?}", query("SELECT $1").bind("joe@example.org"));
        assert!(!shown.contains("joe"), "{shown}");
    }
}
