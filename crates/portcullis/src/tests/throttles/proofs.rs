//! Guesses and other acts at the same moment, from several threads and several processes.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{Router, http::StatusCode, routing::post};

use super::*;
use crate::{
    Email, Secret, Security,
    tests::{
        at_once::at_once,
        proofs::{name_of, rounds, showed},
    },
};

/// Many more than an account has.
const GUESSES: usize = 500;
/// How many guesses an account has.
const COMPARED: u64 = 20;

/// Guesses at the same moment. How many answers were of each status.
async fn guess_at_once(
    browsers: impl IntoIterator<Item = Browser>,
    path: &'static str,
    email: &str,
) -> Vec<(u16, usize)> {
    let tries = browsers.into_iter().map(|mut browser| {
        let email = email.to_owned();
        async move {
            let guess = [("email", &*email), ("password", WRONG)];
            browser.post(path, &guess).await.status
        }
    });
    let mut statuses: Vec<(u16, usize)> = Vec::new();
    for status in at_once(tries).await {
        match statuses.iter_mut().find(|(known, _)| *known == status) {
            Some((_, count)) => *count += 1,
            None => statuses.push((status, 1)),
        }
    }
    statuses.sort_unstable();
    statuses
}

/// Somebody nobody has guessed at yet.
async fn person(app: &App, number: usize) -> Email {
    // What the rounds before have used up comes back.
    app.advance(Duration::from_secs(86_400));
    let user = app.user(&format!("u{number}@races.test"), PASSWORD).await;
    user.email
}

async fn failures(app: &App, email: &Email) -> u64 {
    let status = app.security.throttle_status(email).await.unwrap();
    status.failures.into()
}

/// One round of guesses at an account; how many were compared, and how the answers were.
async fn flooded(app: &App, path: &'static str, email: &Email) -> (u64, Vec<(u16, usize)>) {
    let before = app.security.0.hasher.count();
    // No network guesses more often than it may.
    let networks = (0..=u8::MAX).cycle().take(GUESSES);
    let browsers = networks.map(|n| stranger(app, n));
    let statuses = guess_at_once(browsers, path, email.as_str()).await;
    (app.security.0.hasher.count() - before, statuses)
}

// ASVS: 2.3.2, 2.3.4, 6.3.1
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_guesses_at_once_only_20_are_compared_and_the_count_is_exact() {
    let rounds = rounds(25);
    for app in limited_apps().await {
        for number in 0..rounds {
            let email = person(&app, number).await;
            let (compared, statuses) = flooded(&app, "/login", &email).await;
            // On a slow machine some wait longer for the database than it lets them, and are answered 503.
            let of = |status| {
                let counted = statuses.iter().find(|(known, _)| *known == status);
                counted.map_or(0, |(_, count)| *count)
            };
            let all = of(401) + of(429) + of(503);
            assert_eq!(all, GUESSES, "{statuses:?}");
            assert!(of(401) <= 20 && of(429) > 0, "{statuses:?}");
            assert!((1..=COMPARED).contains(&compared), "{compared}");
            assert_eq!(failures(&app, &email).await, compared);
        }
        let what = format!("guesses at one account on {}", name_of(&app));
        showed(&what, rounds, "of 500 at once, 20 compared at most");
    }
}

/// Counts by reading and then writing: the fault that the proof is there to find.
async fn naive(security: Security, count: Arc<AtomicUsize>) -> StatusCode {
    let seen = count.load(Ordering::SeqCst);
    if seen >= 20 {
        return StatusCode::TOO_MANY_REQUESTS;
    }
    let hasher = &security.0.hasher;
    hasher.verify_nobody(&Secret::new(WRONG), "").await.unwrap();
    count.store(seen + 1, Ordering::SeqCst);
    StatusCode::UNAUTHORIZED
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_count_that_is_read_and_then_written_is_found_to_let_more_through() {
    let app = App::on_sqlite(limited).await;
    let count = Arc::new(AtomicUsize::new(0));
    let route = post(move |security: Security| naive(security, count.clone()));
    let app = app.serving(Router::new().route("/naive", route));
    let email = person(&app, 0).await;
    let (compared, _) = flooded(&app, "/naive", &email).await;
    assert!(compared > COMPARED, "a planted fault was missed");
}

// ASVS: 6.3.1
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_hundredth_failure_is_the_last_however_many_come_at_once() {
    let rounds = rounds(100);
    for app in App::on_each_database(everything).await {
        for number in 0..rounds {
            let email = person(&app, number).await;
            let mut owner = app.login_as(email.as_str()).await;
            owner.post("/logout", &[]).await;
            let before = app.security.0.hasher.count();
            let browsers = (0..120).map(|n| stranger(&app, n));
            let statuses = guess_at_once(browsers, "/login", email.as_str()).await;
            assert_eq!(statuses, [(401, 80), (429, 40)]);
            let browsers = (0..30).map(|_| owner.clone());
            let statuses = guess_at_once(browsers, "/login", email.as_str()).await;
            assert_eq!(statuses, [(401, 20), (429, 10)]);
            assert_eq!(app.security.0.hasher.count() - before, 100);
        }
        let what = format!("failures in a row on {}", name_of(&app));
        showed(&what, rounds, "of 150, 120 at once, 100 compared");
    }
}

// ASVS: 15.4.1
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_processes_on_one_database_share_every_count() {
    let rounds = rounds(100);
    for app in limited_apps().await {
        let other = app.beside(limited).await;
        for number in 0..rounds {
            let email = person(&app, number).await;
            let hashes = || app.security.0.hasher.count() + other.security.0.hasher.count();
            let before = hashes();
            let browsers = (0..40).map(|n| {
                let host = if n % 2 == 0 { &app } else { &other };
                stranger(host, n)
            });
            let statuses = guess_at_once(browsers, "/login", email.as_str()).await;
            assert_eq!(statuses, [(401, 20), (429, 20)]);
            assert_eq!(hashes() - before, COMPARED);
            for host in [&app, &other] {
                assert_eq!(failures(host, &email).await, COMPARED);
            }
        }
        let what = format!("guesses in two processes on {}", name_of(&app));
        showed(&what, rounds, "of 40 at once, 20 compared");
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
    // By each of eight people.
    let acts = rounds(250).max(24);
    for app in App::on_each_database(everything).await {
        app.user("ada@example.test", PASSWORD).await;
        app.user("bob@example.test", PASSWORD).await;
        let mut owners = Vec::new();
        for person in 0..8 {
            let email = ["ada@example.test", "bob@example.test"][person % 2];
            owners.push(app.login_as(email).await);
        }
        let app = Arc::new(app);
        let people = owners.into_iter().enumerate().map(|(person, mut owner)| {
            let app = app.clone();
            async move {
                for n in 0..acts {
                    let status = act(&app, &mut owner, n * 5 + person * 7).await;
                    assert!(status < 500, "{n}: {status}");
                }
            }
        });
        at_once(people).await;
        let what = format!("acts of all kinds on {}", name_of(&app));
        showed(&what, acts, "of 8 people at once, 0 circles");
    }
}
