//! The database's tables, step by step. A step is never edited after a release.

use portcullis_kit::db::Migration;

macro_rules! step {
    ($number:literal, $name:literal) => {
        Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }
    };
}

/// All steps, in order.
pub(crate) const MIGRATIONS: &[Migration] = &[
    step!(1, "0001_accounts"),
    step!(2, "0002_sessions"),
    step!(3, "0003_mail"),
];
