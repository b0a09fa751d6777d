//! That ten million accounts are as fast as ten thousand: no statement reads a table that grows from end to end, and what
//! expires is thrown away in small pieces.

mod crowd;
mod plans;
mod sweeps;

use portcullis_kit::db::{Db, Kind, Verbs, query};

use super::{
    App, everything,
    tables::{every_statement, run},
};
use plans::{Slow, slow};

/// Tables that do not grow with the number of people, so that reading them whole is fine.
const SMALL: &[(&str, &str)] = &[
    (
        "pc_roles",
        "as many as the app knows, and each name stands in its code",
    ),
    ("pc_audit_heads", "sixteen, for ever"),
    ("pc_migrations", "one a step of the tables"),
    (
        "noted",
        "no table: a hundred rows at most, written into the statement",
    ),
];

/// Indexes along which a statement may walk without a value to look for, if it stops after so many rows or at an end, and
/// passes few rows over on the way.
const WALKS: &[(&str, &str)] = &[
    (
        "pc_users_pkey",
        "users page by page, in the order of the index",
    ),
    ("pc_users_claims", "a sweep: the oldest claims first"),
    (
        "pc_users_deletion",
        "the accounts whose time is over, oldest first; only the deactivated stay",
    ),
    ("pc_one_time_tokens_expiry", "a sweep: the oldest first"),
    ("pc_mailed_codes_created", "a sweep: the oldest first"),
    ("pc_sessions_idle", "a sweep: the oldest first"),
    ("pc_auth_tokens_expiry", "a sweep: the oldest first"),
    ("pc_devices_seen", "a sweep: the oldest first"),
    ("pc_throttles_end", "a sweep: the oldest first"),
    ("pc_audit_people_at", "a sweep: the oldest first"),
    (
        "pc_mail_jobs_waiting",
        "the jobs that are due; passed over are those that couriers hold at this moment",
    ),
    (
        "pc_mail_jobs_finished",
        "a sweep: the oldest first, of the sent and of the dead",
    ),
    ("pc_mail_jobs_state", "the newest of one state"),
    (
        "pc_audit_events_at",
        "the newest events, whatever their kind",
    ),
    (
        "pc_throttles_pkey",
        "the counts of one owner: from the first key that can be theirs to the last",
    ),
];

/// What is wrong with a statement on this database: nothing, or all of it, to be read.
async fn objections(db: &Db, sql: &'static str) -> Option<String> {
    let found = slow(db, sql).await;
    let ends = sql.contains("LIMIT") || sql.contains("BETWEEN");
    let sorts = found.contains(&Slow::Sort);
    let refused: Vec<&Slow> = found
        .iter()
        .filter(|slow| match slow {
            Slow::Scan(table) => !SMALL.iter().any(|(small, _)| table.contains(small)),
            Slow::Walk(index) if SMALL.iter().any(|(small, _)| index.contains(small)) => false,
            // What is sorted is read to its end before.
            Slow::Walk(index) => !ends || sorts || !WALKS.iter().any(|(known, _)| index == known),
            Slow::Sort => false,
        })
        .collect();
    let kind = db.kind();
    (!refused.is_empty()).then(|| format!("{kind:?}: {refused:?}: {sql}"))
}

#[tokio::test]
async fn no_statement_reads_all_of_a_table_that_grows() {
    for app in App::on_each_database(everything).await {
        crowd::fill(app.db(), 20_000, app.security.now()).await;
        let mut refused = Vec::new();
        for sql in every_statement() {
            refused.extend(objections(app.db(), sql).await);
        }
        assert!(refused.is_empty(), "{}", refused.join("\n\n"));
    }
}

/// Statements as somebody might write them, each of which reads everything.
const PLANTED: &[&str] = &[
    "SELECT id FROM pc_users WHERE login_count > $1",
    "SELECT id FROM pc_users WHERE lower(email) = $1 LIMIT 1",
    "SELECT count(*) AS n FROM pc_sessions",
    "SELECT id FROM pc_users WHERE id > $1 ORDER BY id",
    "SELECT id FROM pc_users WHERE id > $1 ORDER BY created_at LIMIT 10",
    "SELECT id FROM pc_mail_jobs WHERE state = COALESCE($1, state) ORDER BY created_at DESC, id DESC LIMIT $2",
    "SELECT id FROM pc_audit_events WHERE at > $1 ORDER BY kind LIMIT 10",
    "DELETE FROM pc_sessions WHERE ip = $1",
];

#[tokio::test]
async fn a_statement_that_reads_everything_is_seen_on_both_databases() {
    for app in App::on_each_database(everything).await {
        crowd::fill(app.db(), 3_000, app.security.now()).await;
        for sql in PLANTED {
            let seen = objections(app.db(), sql).await;
            assert!(seen.is_some(), "{:?}: {sql}", app.db().kind());
        }
    }
}

/// Whoever deletes a user has the database look for what hangs on it, which no plan shows.
#[tokio::test]
async fn whatever_refers_to_a_row_is_found_along_an_index() {
    for app in App::on_each_database(everything).await {
        let without_index = match app.db().kind() {
            Kind::Sqlite => {
                r#"SELECT m.name AS child FROM sqlite_master m, pragma_foreign_key_list(m.name) f
                   WHERE m.type = 'table' AND NOT EXISTS
                       (SELECT 1 FROM pragma_index_list(m.name) i, pragma_index_info(i.name) c
                        WHERE c.seqno = 0 AND c.name = f."from" AND NOT i.partial)"#
            }
            Kind::Postgres => {
                "SELECT CAST(c.conrelid AS regclass)::text AS child FROM pg_constraint c
                 WHERE c.contype = 'f' AND NOT EXISTS (SELECT 1 FROM pg_index i
                    WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1] AND i.indpred IS NULL)"
            }
        };
        let planted = match app.db().kind() {
            Kind::Sqlite => "CREATE TABLE planted (user_id BLOB REFERENCES pc_users (id))",
            Kind::Postgres => "CREATE TABLE planted (user_id UUID REFERENCES pc_users (id))",
        };
        let found = async || texts(app.db(), without_index, "child").await;
        assert_eq!(found().await, [""; 0]);
        run(app.db(), planted).await;
        assert_eq!(found().await, ["planted"]);
    }
}

async fn texts(mut db: &Db, sql: &'static str, column: &str) -> Vec<String> {
    let rows = db.all(query(sql)).await.unwrap();
    rows.iter().map(|row| row.text(column).unwrap()).collect()
}
