//! What stands in the database, read past the product.

use portcullis_kit::{
    db::{Db, Kind, Verbs, query},
    limit,
    mail::outbox,
};

use crate::{
    UserId,
    account::{deletion, mailed_code, one_time_token, role_store, store as users},
    audit::store as audit,
    session::{auth_token, device, owned, store as sessions},
};

/// Counts of tries, to which every refused form adds.
const TRIES: &str = "pc_throttles";

/// Every statement of the product.
pub(crate) fn every_statement() -> impl Iterator<Item = &'static str> {
    let all = [
        users::STATEMENTS,
        role_store::STATEMENTS,
        one_time_token::STATEMENTS,
        mailed_code::STATEMENTS,
        deletion::STATEMENTS,
        sessions::STATEMENTS,
        owned::STATEMENTS,
        auth_token::STATEMENTS,
        outbox::STATEMENTS,
        audit::STATEMENTS,
        limit::STATEMENTS,
        device::STATEMENTS,
        crate::features::account::store::STATEMENTS,
    ];
    all.into_iter().flatten().copied()
}

/// How many rows each table has, but the counts of tries.
pub(crate) async fn counts(db: &Db) -> Vec<(String, i64)> {
    let mut counts = Vec::new();
    for table in every_table(db).await {
        if table != TRIES {
            let rows = count(db, &table).await;
            counts.push((table, rows));
        }
    }
    counts
}

/// How many rows one table has.
pub(crate) async fn count(db: &Db, table: &str) -> i64 {
    number(db, &format!("SELECT count(*) AS n FROM {table}")).await
}

/// How many rows of one table are of a user, ended or not.
pub(crate) async fn count_of_user(mut db: &Db, table: &str, user: UserId) -> i64 {
    let sql = format!("SELECT count(*) AS n FROM {table} WHERE user_id = $1");
    let row = db.one(query(sql.leak()).bind(user.0)).await.unwrap();
    row.int("n").unwrap()
}

/// What one table keeps of its secrets.
pub(crate) async fn token_hashes(mut db: &Db, table: &str) -> Vec<Vec<u8>> {
    let sql = format!("SELECT token_hash FROM {table} ORDER BY token_hash");
    let rows = db.all(query(sql.leak())).await.unwrap();
    let hashes = rows.iter().map(|row| row.bytes("token_hash").unwrap());
    hashes.collect()
}

/// What one table keeps of the secrets of a user.
pub(crate) async fn token_hashes_of(mut db: &Db, table: &str, user: UserId) -> Vec<Vec<u8>> {
    let sql = format!("SELECT token_hash FROM {table} WHERE user_id = $1");
    let rows = db.all(query(sql.leak()).bind(user.0)).await.unwrap();
    let hashes = rows.iter().map(|row| row.bytes("token_hash").unwrap());
    hashes.collect()
}

async fn number(mut db: &Db, sql: &str) -> i64 {
    let row = db.one(query(sql.to_owned().leak())).await.unwrap();
    row.int("n").unwrap()
}

/// Runs a statement that the product has no function for.
pub(crate) async fn run(mut db: &Db, sql: &'static str) -> u64 {
    db.run(query(sql)).await.unwrap()
}

/// The names of our tables, by the database's own word.
async fn every_table(mut db: &Db) -> Vec<String> {
    let sql = match db.kind() {
        Kind::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS name FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_name LIKE 'pc_%' ORDER BY 1"
        }
        Kind::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'pc_%' ORDER BY 1"
        }
    };
    let rows = db.all(query(sql)).await.unwrap();
    let names = rows.iter().map(|row| row.text("name").unwrap());
    names.collect()
}

/// The same as [`dump`] without the counts of tries.
pub(crate) async fn dump_but_counts(db: &Db) -> String {
    let all = dump(db).await;
    let tries = format!("{TRIES}: ");
    let others = all.lines().filter(|line| !line.starts_with(&tries));
    others.fold(String::new(), |kept, line| kept + line + "\n")
}

/// Every value of every table as text, in a fixed order; what is stored as bytes as hexadecimal digits.
pub(crate) async fn dump(mut db: &Db) -> String {
    let mut all = String::new();
    for table in every_table(db).await {
        let sql = match db.kind() {
            Kind::Postgres => format!("SELECT CAST(t AS TEXT) AS line FROM {table} t"),
            Kind::Sqlite => format!(
                "SELECT {} AS line FROM {table}",
                quoted_columns(db, &table).await
            ),
        };
        let rows = db.all(query(sql.leak())).await.unwrap();
        let mut lines: Vec<String> = rows.iter().map(|row| row.text("line").unwrap()).collect();
        lines.sort_unstable();
        for line in lines {
            all.push_str(&format!("{table}: {line}\n"));
        }
    }
    all
}

async fn quoted_columns(mut db: &Db, table: &str) -> String {
    let sql = format!("SELECT name FROM pragma_table_info('{table}')");
    let columns = db.all(query(sql.leak())).await.unwrap();
    let columns: Vec<String> = columns
        .iter()
        .map(|row| format!("quote({})", row.text("name").unwrap()))
        .collect();
    columns.join(" || ' ' || ")
}
