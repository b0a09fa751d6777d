//! What expires, in small pieces.

use std::time::Duration;

use portcullis_kit::clock::Time;

use super::*;
use crate::tests::tables::count;

/// Each row is older than anything is kept.
const LONG: Duration = Duration::from_secs(1000 * 86_400);

const PEOPLE: u32 = 3000;

#[tokio::test]
async fn a_sweep_throws_thousands_away_in_small_batches_while_others_write() {
    for app in App::on_each_database(everything).await {
        let long_ago: Time = app.security.now() - LONG;
        crowd::fill(app.db(), PEOPLE, long_ago).await;
        let done = std::sync::atomic::AtomicBool::new(false);
        let sweep = async {
            app.security.sweep().await.unwrap();
            done.store(true, std::sync::atomic::Ordering::Relaxed);
        };
        let others = async {
            let mut written = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                let name = format!("role{written}");
                app.security.create_role(&name, "", &[]).await.unwrap();
                written += 1;
            }
            written
        };
        let ((_, written), work) = app.work(async { tokio::join!(sweep, others) }).await;
        let is_sweep = |sql: &str| sql.contains("DELETE FROM") && sql.contains("LIMIT 500");
        let batches: Vec<u64> = work
            .steps
            .iter()
            .filter(|step| is_sweep(step.sql))
            .map(|step| step.rows)
            .collect();
        assert!(batches.iter().all(|rows| *rows <= 500), "{batches:?}");
        assert!(
            batches.iter().filter(|rows| **rows == 500).count() >= 40,
            "{batches:?}"
        );
        assert!(
            written >= 40,
            "others wrote {written} times beside {} batches",
            batches.len()
        );
        for table in [
            "sessions",
            "auth_tokens",
            "one_time_tokens",
            "devices",
            "mailed_codes",
            "throttles",
            "mail_jobs",
        ] {
            assert_eq!(count(app.db(), &format!("pc_{table}")).await, 0, "{table}");
        }
        let (claims, left) = (PEOPLE / 20, PEOPLE / 200);
        assert_eq!(
            count(app.db(), "pc_users").await,
            i64::from(PEOPLE - claims - left)
        );
    }
}
