//! The promises of the door, kept on both databases.

mod changes;
#[cfg(feature = "sqlite")]
mod group;
mod migrations;
#[cfg(feature = "postgres")]
mod postgres;
mod probe;
#[cfg(feature = "sqlite")]
mod sqlite;
mod verbs;

use super::Migration;

/// One table that has a column of every type.
const THINGS: &[Migration] = &[Migration {
    number: 1,
    name: "things",
    sqlite: "CREATE TABLE things (
        id BLOB PRIMARY KEY, label TEXT UNIQUE, amount INTEGER, flag BOOLEAN, data BLOB, used_at INTEGER)",
    postgres: "CREATE TABLE things (
        id UUID PRIMARY KEY, label TEXT UNIQUE, amount BIGINT, flag BOOLEAN, data BYTEA, used_at TIMESTAMPTZ)",
}];

const ADD: &str = "INSERT INTO things (id, label) VALUES ($1, $2)";
const COUNT: &str = "SELECT count(*) AS things FROM things";

async fn count(mut on: &super::Db) -> i64 {
    use super::Verbs as _;

    on.one(super::query(COUNT))
        .await
        .unwrap()
        .int("things")
        .unwrap()
}

fn id(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}
