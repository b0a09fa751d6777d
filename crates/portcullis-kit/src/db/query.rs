//! A statement with its values.

use std::borrow::Cow;
use std::fmt::Write as _;

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

use uuid::Uuid;

use super::changes::About;
use super::{Kind, Value};

/// Where a lock goes when not to the end; a comment, so that the text is whole without it.
const LOCK_HERE: &str = " /* LOCK */";

/// Where a group of markers is repeated, likewise.
const MORE_HERE: &str = " /* MORE */";

/// A statement with its values, to be handed to a verb.
#[derive(Clone, Debug)]
#[must_use = "a query does nothing until it is handed to a verb"]
pub struct Query {
    sql: &'static str,
    values: Vec<Value>,
    rows: Rows,
    lock: Lock,
    about: About,
}

/// How often a group of markers stands in the statement: as it is written, or so many of so many values.
#[derive(Copy, Clone, Debug)]
enum Rows {
    AsWritten,
    Each { count: usize, width: usize },
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
        rows: Rows::AsWritten,
        lock: Lock::None,
        about: About::Unsaid,
    }
}

impl Query {
    /// The value for the next marker.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// The values of several rows, at least one, in the place of one: the group in brackets, or the single marker, before
    /// the comment `/* MORE */` is repeated for each. So one statement, and one way to the database, does for many:
    ///
    /// ```text
    /// INSERT INTO t (list, name, age) VALUES ($1, $2, $3) /* MORE */ ON CONFLICT …
    /// SELECT name FROM t WHERE list = $1 AND name IN ($2 /* MORE */)
    /// ```
    ///
    /// Values that all rows share are bound before (`$1`), the markers of a row have the numbers after those; nothing is
    /// bound afterwards. There is one prepared text for each number of rows, so that should stay small; a statement takes
    /// up to 32,000 values. PostgreSQL locks the rows of an upsert in the order in which they stand here.
    pub fn rows<const WIDTH: usize>(
        mut self,
        rows: impl IntoIterator<Item = [Value; WIDTH]>,
    ) -> Self {
        let before = self.values.len();
        self.values.extend(rows.into_iter().flatten());
        let count = (self.values.len() - before) / WIDTH.max(1);
        self.rows = Rows::Each {
            count,
            width: WIDTH,
        };
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

    /// Says that what the statement changes is about this one, for who keeps copies ([`Watcher`](super::Watcher)): a
    /// person, of whatever belongs to them. It may be about several.
    pub fn about(mut self, id: Uuid) -> Self {
        match &mut self.about {
            About::Those(ids) => ids.push(id),
            About::Unsaid => self.about = About::Those(vec![id]),
        }
        self
    }

    /// Says that nobody has a copy of what the statement changes, but for those of [`about`](Self::about), if any.
    pub fn about_nobody(mut self) -> Self {
        if matches!(self.about, About::Unsaid) {
            self.about = About::Those(Vec::new());
        }
        self
    }

    pub(super) fn is_about(&self) -> &About {
        &self.about
    }

    /// The statement as it was written.
    pub(super) fn text(&self) -> &'static str {
        self.sql
    }

    /// The only place where the text depends on the database.
    pub(super) fn into_parts(self, kind: Kind) -> (SqlStr, Vec<Value>) {
        let sql = match self.rows {
            Rows::Each { count, width } if count > 1 => {
                let shared = self.values.len() - count * width;
                Cow::Owned(with_rows(self.sql, count, width, shared))
            }
            _ => Cow::Borrowed(self.sql),
        };
        let lock = match (kind, self.lock) {
            (Kind::Sqlite, _) | (_, Lock::None) => None,
            (Kind::Postgres, Lock::Wait) => Some(" FOR UPDATE"),
            (Kind::Postgres, Lock::Skip) => Some(" FOR UPDATE SKIP LOCKED"),
        };
        let sql = match (lock, sql) {
            (None, Cow::Borrowed(sql)) => sql.into_sql_str(),
            (None, Cow::Owned(sql)) => trusted(sql),
            (Some(lock), sql) => trusted(match sql.split_once(LOCK_HERE) {
                Some((before, after)) => format!("{before}{lock}{after}"),
                None => format!("{sql}{lock}"),
            }),
        };
        (sql, self.values)
    }

    /// Whether it asks for rows by a list of their keys, and so finds few.
    #[cfg(feature = "sqlite")]
    pub(super) fn is_by_keys(&self) -> bool {
        matches!(self.rows, Rows::Each { .. })
    }

    /// Whether it speaks to the connection itself, and so not inside of a transaction.
    #[cfg(feature = "sqlite")]
    pub(super) fn is_pragma(&self) -> bool {
        let first = self.sql.split_ascii_whitespace().next();
        first.is_some_and(|word| word.eq_ignore_ascii_case("PRAGMA"))
    }

    /// Whether the statement may change something. What is not surely a read counts as a write.
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

/// The statement with the group before `/* MORE */` as often as there are rows. Its markers above `shared` count on.
fn with_rows(sql: &str, rows: usize, width: usize, shared: usize) -> String {
    let Some((before, after)) = sql.split_once(MORE_HERE) else {
        return sql.to_owned();
    };
    let group = &before[start_of_group(before)..];
    let mut whole = String::with_capacity(sql.len() + rows * (group.len() + width + 2));
    whole.push_str(before);
    for row in 1..rows {
        whole.push_str(", ");
        let mut pieces = group.split('$');
        whole.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let end = piece.find(|c: char| !c.is_ascii_digit());
            let (number, rest) = piece.split_at(end.unwrap_or(piece.len()));
            let number: usize = number.parse().unwrap_or_default();
            let moved = if number > shared { row * width } else { 0 };
            // Writing to a string can't fail.
            let _ = write!(whole, "${}{rest}", number + moved);
        }
    }
    whole.push_str(after);
    whole
}

/// Where the bracket opens that the text closes with; without one, where its last word begins.
fn start_of_group(text: &str) -> usize {
    if !text.ends_with(')') {
        return text.rfind(['(', ' ', ',', '\n']).map_or(0, |end| end + 1);
    }
    let mut open = 0_usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' => open += 1,
            '(' if open == 1 => return at,
            '(' => open -= 1,
            _ => {}
        }
    }
    0
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

    #[test]
    fn a_group_is_repeated_for_each_row_and_its_markers_count_on() {
        let text = |sql, shared: i64, rows: &[[i64; 2]]| {
            let query = (0..shared).fold(query(sql), Query::bind);
            let rows = rows.iter().map(|row| row.map(Value::from));
            let (text, values) = query.rows(rows).into_parts(Kind::Postgres);
            (text.as_str().to_owned(), values.len())
        };
        let insert = "INSERT INTO t (a, b) VALUES ($1, abs($2)) /* MORE */ ON CONFLICT DO NOTHING";
        assert_eq!(text(insert, 0, &[[1, 2]]), (insert.to_owned(), 2));
        let three = "INSERT INTO t (a, b) VALUES ($1, abs($2)), ($3, abs($4)), ($5, abs($6)) ON CONFLICT DO NOTHING";
        let rows = [[1, 2], [3, 4], [5, 6]];
        assert_eq!(text(insert, 0, &rows), (three.to_owned(), 6));
        let shared = "INSERT INTO t VALUES ($1, $2, $3) /* MORE */ RETURNING $1";
        let two = "INSERT INTO t VALUES ($1, $2, $3), ($1, $4, $5) RETURNING $1";
        assert_eq!(text(shared, 1, &rows[..2]), (two.to_owned(), 5));
    }

    #[test]
    fn a_list_grows_by_single_markers_and_a_lock_finds_its_place_beside_it() {
        let rows = (0..11_i64).map(|row| [Value::from(row)]);
        let list = "SELECT a FROM t WHERE b = $1 AND c IN ($2 /* MORE */) ORDER BY a";
        let list = query(list).bind(0_i64).rows(rows).for_update();
        assert_eq!(
            list.into_parts(Kind::Postgres).0.as_str(),
            "SELECT a FROM t WHERE b = $1 AND c IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ORDER BY a FOR UPDATE"
        );
        let inner =
            "DELETE FROM t WHERE a IN (SELECT a FROM t WHERE b IN ($1 /* MORE */) /* LOCK */)";
        let rows = [7, 8].map(|row: i64| [Value::from(row)]);
        assert_eq!(
            query(inner)
                .rows(rows)
                .skip_locked()
                .into_parts(Kind::Postgres)
                .0
                .as_str(),
            "DELETE FROM t WHERE a IN (SELECT a FROM t WHERE b IN ($1, $2) FOR UPDATE SKIP LOCKED)"
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
