//! What only one may win, or what ends while others are at work, with many at the same moment.

mod one_connection;
mod revocation;
mod sign_ups;
mod single_use;

use portcullis_kit::db::Verbs as _;

use super::*;
use crate::{testing::Page, tests::at_once::at_once};

/// The fields of a form.
type Fields = Vec<(&'static str, String)>;

const USERS: &str = "SELECT count(*) AS n FROM pc_users WHERE email_key = $1";

/// Sends all forms at the same moment, each from a network of its own; gives the answers and the browsers in their order.
async fn send_at_once(
    senders: impl IntoIterator<Item = (Browser, String, Fields)>,
) -> Vec<(Page, Browser)> {
    let sent = senders.into_iter().enumerate();
    at_once(sent.map(|(number, (browser, path, form))| async move {
        let mut browser = browser.at(network(number));
        let form: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        let page = browser.post(&path, &form).await;
        (page, browser)
    }))
    .await
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
