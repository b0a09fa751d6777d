//! How the values of SQLite become ours.

use std::sync::Arc;

use rusqlite::types::Value;
use uuid::Uuid;

use crate::clock::Time;

/// The names of the columns of a statement.
pub(super) type Columns = Arc<[String]>;

/// One row, with the names of its columns, which all rows of a statement share.
pub(in crate::db) struct SqliteRow {
    pub(super) columns: Columns,
    pub(super) values: Vec<Value>,
}

impl SqliteRow {
    /// What stands in a column; `None` for NULL.
    fn get(&self, column: &str) -> Result<Option<&Value>, String> {
        let found = self.columns.iter().position(|name| name == column);
        let value = found.and_then(|place| self.values.get(place));
        match value.ok_or_else(|| format!("there is no column {column}"))? {
            Value::Null => Ok(None),
            value => Ok(Some(value)),
        }
    }
}

pub(in crate::db) mod read {
    use super::{SqliteRow, Time, Uuid, Value};

    fn unfit<T>(column: &str, value: &Value, wanted: &str) -> Result<T, String> {
        let kind = value.data_type();
        Err(format!("column {column} is {kind}, not {wanted}"))
    }

    pub(in crate::db) fn text(row: &SqliteRow, column: &str) -> Result<Option<String>, String> {
        match row.get(column)? {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(other) => unfit(column, other, "text"),
        }
    }

    pub(in crate::db) fn int(row: &SqliteRow, column: &str) -> Result<Option<i64>, String> {
        match row.get(column)? {
            None => Ok(None),
            Some(Value::Integer(number)) => Ok(Some(*number)),
            Some(other) => unfit(column, other, "a whole number"),
        }
    }

    pub(in crate::db) fn bool(row: &SqliteRow, column: &str) -> Result<Option<bool>, String> {
        Ok(int(row, column)?.map(|number| number != 0))
    }

    pub(in crate::db) fn bytes(row: &SqliteRow, column: &str) -> Result<Option<Vec<u8>>, String> {
        match row.get(column)? {
            None => Ok(None),
            Some(Value::Blob(bytes)) => Ok(Some(bytes.clone())),
            Some(other) => unfit(column, other, "bytes"),
        }
    }

    pub(in crate::db) fn id(row: &SqliteRow, column: &str) -> Result<Option<Uuid>, String> {
        match row.get(column)? {
            None => Ok(None),
            Some(Value::Blob(bytes)) => Uuid::from_slice(bytes)
                .map(Some)
                .map_err(|error| format!("column {column} is no id: {error}")),
            Some(other) => unfit(column, other, "an id"),
        }
    }

    pub(in crate::db) fn time(row: &SqliteRow, column: &str) -> Result<Option<Time>, String> {
        Ok(int(row, column)?.map(Time::from_micros))
    }
}
