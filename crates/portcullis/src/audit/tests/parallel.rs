//! Many write at the same time.

use super::*;
use crate::tests::at_once::at_once;

/// Sixteen tasks, each of which does something to all users.
async fn write_in_parallel(app: &App, users: &[User]) {
    let writers = (0..16).map(|n| {
        let security = app.security.clone();
        let mut users = users.to_vec();
        let shift = n % users.len();
        users.rotate_left(shift);
        async move {
            for user in &users {
                security.toggle_active(user).await.unwrap();
                let mut tx = security.begin().await.unwrap();
                // Several chains in one transaction, in whatever order.
                for user in &users {
                    let event = Event::of(Kind::ProfileChanged, Actor::App, user);
                    security.record(&mut tx, event);
                }
                security.commit(tx).await.unwrap();
            }
        }
    });
    at_once(writers).await;
}

// ASVS: 15.4.4, 15.4.3
#[tokio::test(flavor = "multi_thread")]
async fn parallel_writers_leave_chains_without_a_gap_and_never_wait_in_a_circle() {
    for app in apps().await {
        let mut users = Vec::new();
        for n in 0..5 {
            users.push(app.user(&format!("user{n}@example.test"), PASSWORD).await);
        }
        let work = write_in_parallel(&app, &users);
        let walks = async {
            for _ in 0..5 {
                verified(&app).await;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::join!(work, walks);
        let found = verified(&app).await;
        assert_eq!(found.events, 5 + 16 * 5 * (1 + 5));
        let ends: i64 = found.heads.iter().map(|head| head.number).sum();
        assert_eq!(u64::try_from(ends), Ok(found.events));
    }
}

#[tokio::test]
async fn any_number_of_events_of_one_commit_is_written_by_four_statements() {
    for app in apps().await {
        let mut users = Vec::new();
        for n in 0..5 {
            users.push(app.user(&format!("user{n}@example.test"), PASSWORD).await);
        }
        for events in [1, 5, 30] {
            let write = async {
                let mut tx = app.security.begin().await.unwrap();
                for user in users.iter().cycle().take(events) {
                    let event = Event::of(Kind::ProfileChanged, Actor::App, user);
                    app.security.record(&mut tx, event);
                }
                app.security.commit(tx).await.unwrap();
            };
            let ((), work) = app.work(write).await;
            let rows: Vec<u64> = work.steps.iter().map(|step| step.rows).collect();
            let (chains, events) = (rows[1], events as u64);
            assert_eq!(rows, [0, chains, events, events, chains, 0]);
        }
        assert_eq!(verified(&app).await.events, 5 + 36);
    }
}
