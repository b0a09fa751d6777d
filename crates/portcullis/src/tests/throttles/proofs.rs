//! Guesses and other acts at the same moment, from several threads and several processes.

use std::sync::Arc;

use tokio::{sync::Barrier, task::JoinSet};

use super::*;
use crate::Email;

/// Guesses at the same moment. How many answers were of each status.
async fn at_once(browsers: Vec<Browser>, email: &'static str) -> Vec<(u16, usize)> {
    let barrier = Arc::new(Barrier::new(browsers.len()));
    let mut tries = JoinSet::new();
    for mut browser in browsers {
        let barrier = barrier.clone();
        tries.spawn(async move {
            barrier.wait().await;
            browser.sign_in(email, WRONG).await.status
        });
    }
    let mut statuses: Vec<(u16, usize)> = Vec::new();
    for status in tries.join_all().await {
        match statuses.iter_mut().find(|(known, _)| *known == status) {
            Some((_, count)) => *count += 1,
            None => statuses.push((status, 1)),
        }
    }
    statuses.sort_unstable();
    statuses
}

fn ada() -> Email {
    ADA.parse().unwrap()
}

// ASVS: 2.3.2, 2.3.4, 6.3.1
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_500_guesses_at_once_only_20_are_compared_and_the_count_is_exact() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let before = app.security.0.hasher.count();
        let browsers = (0..500).map(|n| stranger(&app, u8::try_from(n % 250).unwrap()));
        let statuses = at_once(browsers.collect(), ADA).await;
        // On a slow machine some wait longer for the database than it lets them, and are answered 503.
        let of = |status| {
            statuses
                .iter()
                .filter(|(known, _)| *known == status)
                .map(|(_, n)| n)
                .sum::<usize>()
        };
        assert_eq!(of(401) + of(429) + of(503), 500, "{statuses:?}");
        assert!(of(401) <= 20 && of(429) > 0, "{statuses:?}");
        let compared = app.security.0.hasher.count() - before;
        assert!((1..=20).contains(&compared), "{compared}");
        let status = app.security.throttle_status(&ada()).await.unwrap();
        assert_eq!(u64::from(status.failures), compared);
    }
}

// ASVS: 6.3.1
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_hundredth_failure_is_the_last_however_many_come_at_once() {
    for app in App::on_each_database(everything).await {
        app.user(ADA, PASSWORD).await;
        let owner = app.login_as(ADA).await;
        let mut owner_out = owner.clone();
        owner_out.post("/logout", &[]).await;
        let before = app.security.0.hasher.count();
        let browsers = (0..150).map(|n| stranger(&app, n));
        let statuses = at_once(browsers.collect(), ADA).await;
        assert_eq!(statuses, [(401, 80), (429, 70)]);
        let browsers = (0..50).map(|_| owner_out.clone()).collect();
        assert_eq!(at_once(browsers, ADA).await, [(401, 20), (429, 30)]);
        assert_eq!(app.security.0.hasher.count() - before, 100);
    }
}

// ASVS: 15.4.1
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_processes_on_one_database_share_every_count() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let other = app.beside(limited).await;
        let browsers = (0..100).map(|n| {
            let host = if n % 2 == 0 { &app } else { &other };
            stranger(host, n)
        });
        let statuses = at_once(browsers.collect(), ADA).await;
        assert_eq!(statuses, [(401, 20), (429, 80)]);
        let compared = app.security.0.hasher.count() + other.security.0.hasher.count();
        // One for the user's own password.
        assert_eq!(compared, 21);
        for host in [&app, &other] {
            let status = host.security.throttle_status(&ada()).await.unwrap();
            assert_eq!(status.failures, 20);
        }
    }
}

/// What anybody may do at any moment, by number.
async fn act(app: &App, owner: &mut Browser, number: usize) -> u16 {
    let email = ["ada@example.test", "bob@example.test", "eve@example.test"][number % 3];
    let mut browser = stranger(app, u8::try_from(number % 3).unwrap());
    match number / 3 % 8 {
        0 => browser.sign_in(email, WRONG).await.status,
        1 => browser.sign_in(email, PASSWORD).await.status,
        2 => browser.post("/reset", &[("email", email)]).await.status,
        3 => browser.post("/confirm/x", &[]).await.status,
        4 => {
            owner
                .post("/verify", &[("password", PASSWORD)])
                .await
                .status
        }
        5 => {
            app.security
                .unlock_user(&email.parse().unwrap())
                .await
                .unwrap();
            app.security.sweep().await.unwrap();
            200
        }
        6 => {
            browser
                .sign_up(&format!("person{number}@example.test"), PASSWORD)
                .await
                .status
        }
        _ => {
            let change = [("password", PASSWORD), ("new_password", NEW)];
            let status = owner.post("/change", &change).await.status;
            let back = [("password", NEW), ("new_password", PASSWORD)];
            owner.post("/change", &back).await;
            status
        }
    }
}

// PostgreSQL ends a circle after a second by failing one of those in it, which would be a 503.
// ASVS: 15.4.3
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn acts_of_all_kinds_at_once_never_wait_for_each_other_in_a_circle() {
    for app in App::on_each_database(everything).await {
        app.user("ada@example.test", PASSWORD).await;
        app.user("bob@example.test", PASSWORD).await;
        let mut owners = Vec::new();
        for person in 0..8 {
            let email = ["ada@example.test", "bob@example.test"][person % 2];
            owners.push(app.login_as(email).await);
        }
        let app = Arc::new(app);
        let mut people = JoinSet::new();
        for (person, mut owner) in owners.into_iter().enumerate() {
            let app = app.clone();
            people.spawn(async move {
                for n in 0..24 {
                    let status = act(&app, &mut owner, n * 5 + person * 7).await;
                    assert!(status < 500, "{n}: {status}");
                }
            });
        }
        while let Some(done) = people.join_next().await {
            done.unwrap();
        }
    }
}
