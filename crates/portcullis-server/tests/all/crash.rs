//! A process that is killed loses nothing that it acknowledged.

use std::fs;
use std::time::Duration;

use tokio::time::sleep;

use crate::postgres::Database;
use crate::process::{Place, until};

/// Whether the folder holds a whole mail to this address.
fn has_mail(place: &Place, address: &str) -> bool {
    let Ok(entries) = fs::read_dir(place.path("mails")) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let path = entry.path();
        path.extension().is_some_and(|ending| ending == "eml")
            && fs::read_to_string(&path).is_ok_and(|mail| mail.contains(&format!("To: {address}")))
    })
}

/// From before the courier has the job in hand until after the mail is out, in milliseconds.
const DELAYS: [u64; 6] = [0, 2, 5, 10, 20, 50];

/// Kills a server after each delay and starts it again; `database` says where the next one keeps its rows.
async fn kill_and_look(database: impl Fn() -> String) {
    let mut restarted = Vec::new();
    for delay in DELAYS {
        let place = Place::configured(&format!("MAIL_FOLDER = 'mails'\n{}", database()));
        let mut served = place.serve().await;
        served.sign_up("zoe@example.test").await;
        sleep(Duration::from_millis(delay)).await;
        served.running.kill();

        let user = place.json(&["users", "show", "zoe@example.test"]).await;
        assert_eq!(user["claim"], true, "after {delay} ms: {user}");
        let again = place.serve().await;
        restarted.push((place, again));
    }
    for (place, _again) in &restarted {
        until("the mail is in the folder", async || {
            has_mail(place, "zoe@example.test").then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn a_kill_right_after_a_sign_up_loses_neither_the_account_nor_the_mail_on_sqlite() {
    kill_and_look(String::new).await;
}

#[tokio::test]
async fn a_kill_right_after_a_sign_up_loses_neither_the_account_nor_the_mail_on_postgresql() {
    kill_and_look(|| format!("DATABASE_URL = '{}'\n", Database::create().url())).await;
}
