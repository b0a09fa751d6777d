//! One connection to the file: statements on it, and what its errors mean.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use percent_encoding::percent_decode_str;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, Value as Plain, ValueRef};
use rusqlite::{CachedStatement, Connection as Driver, OpenFlags, Rows};

use super::SqliteRow;
use super::row::Columns;
use crate::db::{Error, Kind, Query, Result, Row, Value};

/// All statements of the library and some of the app's: each is read by SQLite once a connection.
const STATEMENTS_KEPT: usize = 256;

/// The file, and whether what was opened of it is still good.
pub(super) struct File {
    path: PathBuf,
    /// Counts up when the file under us is not what it was: what was opened before is of no more use.
    spoilt: AtomicU64,
}

/// What a connection is for.
#[derive(Copy, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Writer,
    Reader,
}

pub(super) struct Connection {
    driver: Driver,
    file: Arc<File>,
    opened: u64,
}

impl File {
    /// Reads the address and makes the file where there is none.
    pub(super) fn create(url: &str) -> Result<Self> {
        let path = path_of(url)?;
        create_for_the_owner_only(&path)?;
        Ok(Self {
            path,
            spoilt: AtomicU64::new(0),
        })
    }
}

fn path_of(url: &str) -> Result<PathBuf> {
    let refused = |why: &str| Err(Error::NotSupported(why.to_owned()));
    if url.contains('?') {
        return refused("an SQLite address takes no parameters (write a ? in a name as %3F)");
    }
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    if path.is_empty() || url.contains(":memory:") {
        return refused(
            "SQLite in memory would give each connection a database of its own: name a file, sqlite://path",
        );
    }
    match percent_decode_str(path).decode_utf8() {
        Ok(path) if path.contains('\0') => refused("the database address has a NUL in it"),
        Ok(path) => Ok(path.into_owned().into()),
        Err(_) => refused("the database address cannot be read: it is not UTF-8"),
    }
}

/// The file holds addresses and password hashes; SQLite itself would make it readable by everybody.
fn create_for_the_owner_only(path: &PathBuf) -> Result<()> {
    // POSIX drops all locks of a process on a file when it closes any descriptor of it. So nobody here
    // may have opened the file in SQLite before the descriptor that made it is closed.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);

    let mut new = std::fs::OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    match new.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(Error::Unavailable(
            format!("cannot create {}: {error}", path.display()),
        )),
        _ => Ok(()),
    }
}

impl Connection {
    /// Opens the file, which has to be there. SQLite itself never waits for a lock: the caller pauses.
    pub(super) fn open(file: &Arc<File>, role: Role) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = file.spoilt.load(Ordering::Acquire);
        let driver = Driver::open_with_flags(&file.path, flags).map_err(|error| sort(&error))?;
        driver.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        // Else a statement is read anew whenever a value differs that an index has a condition about.
        let same_plan = driver.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
        same_plan.map_err(|error| sort(&error))?;
        let pragmas = match role {
            // What a savepoint would have to restore is a few pages: in memory, not in a file of its own.
            Role::Writer => {
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
            }
            // A write that is taken for a read shall fail, not race with the writer.
            Role::Reader => "PRAGMA query_only = ON;",
        };
        let set = driver.execute_batch(&format!(
            "PRAGMA busy_timeout = 0; PRAGMA foreign_keys = ON; {pragmas}"
        ));
        set.map_err(|error| sort(&error))?;
        Ok(Self {
            driver,
            file: Arc::clone(file),
            opened,
        })
    }

    /// Whether the file was still what it is when this was opened.
    pub(super) fn is_good(&self) -> bool {
        self.opened == self.file.spoilt.load(Ordering::Acquire)
    }

    /// Whether no transaction is open, be it that SQLite has rolled it back by itself.
    pub(super) fn is_outside(&self) -> bool {
        self.driver.is_autocommit()
    }

    pub(super) fn prepare(&self, sql: &str) -> Result<()> {
        let prepared = self.driver.prepare(sql);
        prepared.map(drop).map_err(|error| self.sort(&error))
    }

    /// Runs statements without values.
    pub(super) fn script(&self, sql: &str) -> Result<()> {
        self.driver
            .execute_batch(sql)
            .map_err(|error| self.sort(&error))
    }

    pub(super) fn all(&self, query: Query) -> Result<Vec<Row>> {
        self.step(query, |statement| {
            let mut all = Vec::new();
            let mut columns = None;
            let mut rows = statement.raw_query();
            while let Some(row) = next(&mut rows, &mut columns)? {
                all.push(row);
            }
            Ok(all)
        })
    }

    pub(super) fn first(&self, query: Query) -> Result<Option<Row>> {
        self.step(query, |statement| {
            next(&mut statement.raw_query(), &mut None)
        })
    }

    /// How many rows the statement inserted, changed or deleted.
    pub(super) fn run(&self, query: Query) -> Result<u64> {
        let before = self.driver.total_changes();
        self.step(query, |statement| {
            let mut rows = statement.raw_query();
            while rows.next()?.is_some() {}
            Ok(())
        })?;
        // The driver keeps the number of the last statement that changed something.
        let none = self.driver.total_changes() == before;
        Ok(if none { 0 } else { self.driver.changes() })
    }

    fn step<T>(
        &self,
        query: Query,
        read: impl FnOnce(&mut CachedStatement<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let (sql, values) = query.into_parts(Kind::Sqlite);
        let stepped = self.driver.prepare_cached(sql.as_str()).and_then(|mut of| {
            bind(&mut of, &values)?;
            read(&mut of)
        });
        stepped.map_err(|error| self.sort(&error))
    }

    fn sort(&self, error: &rusqlite::Error) -> Error {
        let sorted = sort(error);
        if matches!(sorted, Error::Unavailable(_)) {
            self.file.spoilt.fetch_add(1, Ordering::AcqRel);
        }
        sorted
    }
}

/// SQLite numbers the marker `$2` by where it stands first; we mean the second value.
fn bind(statement: &mut CachedStatement<'_>, values: &[Value]) -> rusqlite::Result<()> {
    for place in 1..=statement.parameter_count() {
        let name = statement.parameter_name(place).unwrap_or_default();
        let number = name
            .get(1..)
            .and_then(|digits| digits.parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.checked_sub(1)?));
        let value = value.ok_or_else(|| rusqlite::Error::InvalidParameterName(name.to_owned()))?;
        statement.raw_bind_parameter(place, plain(value))?;
    }
    Ok(())
}

fn plain(value: &Value) -> ToSqlOutput<'_> {
    let borrowed = match value {
        Value::Text(text) => text.as_ref().map(|text| ValueRef::Text(text.as_bytes())),
        Value::Int(number) => number.map(ValueRef::Integer),
        Value::Bool(flag) => flag.map(|flag| ValueRef::Integer(flag.into())),
        Value::Bytes(bytes) => bytes.as_deref().map(ValueRef::Blob),
        Value::Id(id) => id.as_ref().map(|id| ValueRef::Blob(id.as_bytes())),
        Value::Time(time) => time.map(|time| ValueRef::Integer(time.as_micros())),
    };
    ToSqlOutput::Borrowed(borrowed.unwrap_or(ValueRef::Null))
}

/// The next row. The names of the columns are written down with the first one, for all of them.
fn next(rows: &mut Rows<'_>, columns: &mut Option<Columns>) -> rusqlite::Result<Option<Row>> {
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let names = || row.as_ref().column_names().into_iter().map(str::to_owned);
    let columns = columns.get_or_insert_with(|| names().collect());
    let value = |place| {
        row.get_ref(place)
            .and_then(|value| Ok(Plain::try_from(value)?))
    };
    let values = (0..columns.len()).map(value);
    Ok(Some(Row::sqlite(SqliteRow {
        columns: Arc::clone(columns),
        values: values.collect::<rusqlite::Result<_>>()?,
    })))
}

/// The result codes of <https://sqlite.org/rescode.html>.
fn sort(error: &rusqlite::Error) -> Error {
    let Some(code) = error.sqlite_error() else {
        return Error::Other(error.to_string());
    };
    // CONSTRAINT_PRIMARYKEY, CONSTRAINT_UNIQUE, CONSTRAINT_ROWID.
    if [1555, 2067, 2579].contains(&code.extended_code) {
        let said = error.to_string();
        let columns = said
            .rsplit_once(": ")
            .map_or(&*said, |(_, columns)| columns);
        return Error::Unique {
            constraint: columns.to_owned(),
        };
    }
    match code.extended_code & 0xff {
        5 | 6 => Error::Busy,
        13 => Error::Full,
        // PERM, NOMEM, READONLY, IOERR, CORRUPT, CANTOPEN, PROTOCOL, NOTADB: the file under us is not what it was.
        3 | 7 | 8 | 10 | 11 | 14 | 15 | 26 => Error::Unavailable(error.to_string()),
        _ => Error::Other(error.to_string()),
    }
}
