//! What only one may win, or what ends while others are at work, with many at the same moment.

mod one_connection;
mod revocation;
mod sign_ups;
mod single_use;

use std::sync::Arc;

use portcullis_kit::db::Verbs as _;
use tokio::{sync::Barrier, task::JoinSet};

use super::*;
use crate::testing::Page;

/// The fields of a form.
type Fields = Vec<(&'static str, String)>;

const USERS: &str = "SELECT count(*) AS n FROM pc_users WHERE email_key = $1";

/// Sends all forms at the same moment, each from a network of its own; gives the answers and the browsers in their order.
async fn at_once(senders: Vec<(Browser, String, Fields)>) -> Vec<(Page, Browser)> {
    let start = Arc::new(Barrier::new(senders.len()));
    let mut all = JoinSet::new();
    for (number, (browser, path, form)) in senders.into_iter().enumerate() {
        let start = start.clone();
        all.spawn(async move {
            let mut browser = browser.at(network(number));
            let form: Vec<(&str, &str)> = form
                .iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect();
            start.wait().await;
            let page = browser.post(&path, &form).await;
            (number, page, browser)
        });
    }
    let mut done = all.join_all().await;
    done.sort_by_key(|(number, ..)| *number);
    done.into_iter()
        .map(|(_, page, browser)| (page, browser))
        .collect()
}

fn network(number: usize) -> [u8; 4] {
    let [_, _, high, low] = u32::try_from(number).unwrap_or_default().to_be_bytes();
    [198, 18 + high, low, 1]
}

/// How many rows there are of a kind and of one person.
async fn count(app: &App, sql: &'static str, address: &str) -> i64 {
    let found = app
        .db()
        .one(portcullis_kit::db::query(sql).bind(address))
        .await;
    found.unwrap().int("n").unwrap()
}

fn name_of(app: &App) -> &'static str {
    match app.db().kind() {
        portcullis_kit::db::Kind::Sqlite => "SQLite",
        portcullis_kit::db::Kind::Postgres => "PostgreSQL",
    }
}
