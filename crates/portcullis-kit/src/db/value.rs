//! The values that go into a statement: six types that both databases keep without loss.

use uuid::Uuid;

use crate::clock::Time;
use crate::digest::Digest;
use crate::token::TokenHash;

/// A value for a marker; `None` is NULL of that type.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// TEXT. PostgreSQL refuses U+0000 in it.
    Text(Option<String>),
    /// INTEGER in SQLite, BIGINT (or a smaller integer) in PostgreSQL.
    Int(Option<i64>),
    /// BOOLEAN; 0 or 1 in SQLite.
    Bool(Option<bool>),
    /// BLOB in SQLite, BYTEA in PostgreSQL.
    Bytes(Option<Vec<u8>>),
    /// BLOB of 16 bytes in SQLite, UUID in PostgreSQL.
    Id(Option<Uuid>),
    /// INTEGER, microseconds, in SQLite; TIMESTAMPTZ in PostgreSQL.
    Time(Option<Time>),
}

// Values are addresses, names and hashes of secrets: they must not reach a log by way of a query.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(..)",
            Self::Int(_) => "Int(..)",
            Self::Bool(_) => "Bool(..)",
            Self::Bytes(_) => "Bytes(..)",
            Self::Id(_) => "Id(..)",
            Self::Time(_) => "Time(..)",
        })
    }
}

macro_rules! from {
    ($($from:ty => $variant:ident, |$value:ident| $convert:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self {
                Self::$variant(Some($convert))
            }
        }

        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self {
                Self::$variant(value.map(|$value| $convert))
            }
        }
    )*};
}

from! {
    &str => Text, |text| text.to_owned();
    String => Text, |text| text;
    &String => Text, |text| text.clone();
    i64 => Int, |number| number;
    i32 => Int, |number| number.into();
    u32 => Int, |number| number.into();
    bool => Bool, |flag| flag;
    Vec<u8> => Bytes, |bytes| bytes;
    &[u8] => Bytes, |bytes| bytes.to_vec();
    TokenHash => Bytes, |hash| hash.as_bytes().to_vec();
    &TokenHash => Bytes, |hash| hash.as_bytes().to_vec();
    Digest => Bytes, |digest| digest.as_bytes().to_vec();
    Uuid => Id, |id| id;
    Time => Time, |time| time;
}
