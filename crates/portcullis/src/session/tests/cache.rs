//! The cache says what the database would say.

use std::{future::pending, sync::Arc};

use portcullis_kit::{
    db::{Changes, Db, Kind as Database, Verbs, query},
    token::TokenHash,
};
use tokio::time::{Instant, sleep};

use super::*;
use crate::{
    security::{
        cache::{Cache, STALE_AFTER},
        signed_in::{Authenticated, Mechanism},
    },
    session::watch,
    testing::every_feature,
};

const BOB: &str = "bob@example.test";

async fn full() -> Vec<App> {
    apps_with(every_feature).await
}

/// How many calls to the database a request of this browser takes.
async fn calls(app: &App, browser: &mut Browser) -> usize {
    let (page, work) = app.work(browser.get_json("/verify")).await;
    assert_eq!(page.status, 200);
    work.steps.len()
}

/// Somebody who was asked for a moment ago.
async fn warm(app: &App, address: &str) -> Browser {
    let mut browser = app.login_as(address).await;
    calls(app, &mut browser).await;
    browser
}

/// Listens to other processes, as an app in production does.
fn listening(app: &App) -> tokio::task::JoinHandle<()> {
    let cache = Arc::clone(&app.security.0.cache);
    tokio::spawn(watch::listen(app.db().clone(), cache, Box::pin(pending())))
}

/// How long it takes until this browser is refused.
async fn refused_after(browser: &mut Browser) -> Duration {
    let began = Instant::now();
    while is_in(browser).await {
        assert!(began.elapsed() < Duration::from_secs(10), "never refused");
        sleep(Duration::from_millis(5)).await;
    }
    began.elapsed()
}

#[tokio::test]
async fn a_second_request_by_cookie_or_token_asks_the_database_for_nothing() {
    for app in full().await {
        let mut browser = app.login_as(ADA).await;
        assert_eq!(calls(&app, &mut browser).await, 1);
        assert_eq!(calls(&app, &mut browser).await, 0);
        let mut program = program(&app).await;
        assert_eq!(calls(&app, &mut program).await, 1);
        assert_eq!(calls(&app, &mut program).await, 0);
    }
}

#[tokio::test]
async fn what_others_do_forgets_nobody_else() {
    for app in full().await {
        app.user(BOB, PASSWORD).await;
        let mut ada = warm(&app, ADA).await;
        let mut bob = app.browser();
        assert_eq!(bob.sign_in(BOB, PASSWORD).await.status, 303);
        assert_eq!(bob.get("/account").await.status, 200);
        assert_eq!(bob.post("/logout", &[]).await.status, 303);
        bob.post("/reset", &[("email", BOB)]).await;
        let link = app.link_for(BOB).await;
        bob.post(&link, &[("password", "quiet marble staircase")])
            .await;
        bob.sign_up("cid@example.test", PASSWORD).await;
        let link = app.link_for("cid@example.test").await;
        assert_eq!(bob.post(&link, &[]).await.status, 303);
        bob.sign_in(BOB, "a wrong guess at it").await;
        assert_eq!(calls(&app, &mut ada).await, 0);
    }
}

#[tokio::test]
async fn every_change_of_a_person_is_seen_by_the_next_request() {
    for app in full().await {
        app.security.create_role("editor", "", &[]).await.unwrap();
        let security = app.security.clone();
        let user = ada(&app).await;
        let mut browser = warm(&app, ADA).await;
        let whoami = async |browser: &Browser| {
            let token = Token::parse(browser.cookie("session").unwrap()).unwrap();
            let carried = crate::session::check::Carried {
                session: Some(token),
                ..Default::default()
            };
            let who = security.authenticate(&carried, &Client::default()).await;
            who.unwrap().map(|who| User::clone(&who.user))
        };
        let before = whoami(&browser).await.unwrap();
        security.add_role_to_user(&user, "editor").await.unwrap();
        assert!(whoami(&browser).await.unwrap().has_role("editor"));
        security
            .add_permissions_to_role("editor", &["write"])
            .await
            .unwrap();
        assert!(whoami(&browser).await.unwrap().has_permission("write"));
        security
            .remove_role_from_user(&user, "editor")
            .await
            .unwrap();
        assert!(!whoami(&browser).await.unwrap().has_role("editor"));
        app.browser().sign_in(ADA, PASSWORD).await;
        let counted = whoami(&browser).await.unwrap().login_count;
        assert_eq!(counted, before.login_count + 1);
        security.deactivate_user(&user).await.unwrap();
        assert!(!is_in(&mut browser).await);
        security.activate_user(&user).await.unwrap();
        let mut browser = warm(&app, ADA).await;
        security.request_user_deletion(&user).await.unwrap();
        assert!(!is_in(&mut browser).await);
    }
}

#[tokio::test]
async fn a_write_past_all_functions_of_ours_forgets_everybody() {
    for app in full().await {
        let mut browser = warm(&app, ADA).await;
        let write = "UPDATE pc_users SET active = FALSE";
        (&mut app.db()).run(query(write)).await.unwrap();
        assert!(!is_in(&mut browser).await);
    }
}

#[tokio::test]
async fn an_answer_ends_with_its_session_by_the_clock_of_the_app() {
    for app in full().await {
        let mut browser = warm(&app, ADA).await;
        app.advance(12 * HOUR - SECOND);
        assert!(is_in(&mut browser).await);
        app.advance(12 * HOUR - SECOND);
        assert!(is_in(&mut browser).await, "it was used meanwhile");
        app.advance(12 * HOUR);
        assert!(!is_in(&mut browser).await);
    }
}

#[tokio::test]
async fn what_another_process_ends_is_refused_within_the_bound_when_it_is_never_told() {
    for app in full().await {
        let mut browser = warm(&app, ADA).await;
        let other = app.beside(every_feature).await;
        let user = ada(&app).await;
        other.security.deactivate_user(&user).await.unwrap();
        let late = refused_after(&mut browser).await;
        assert!(late <= STALE_AFTER + Duration::from_millis(500), "{late:?}");
    }
}

#[tokio::test]
async fn who_listens_answers_from_memory_for_as_long_as_nothing_is_changed() {
    for app in full().await {
        let listening = listening(&app);
        let mut browser = warm(&app, ADA).await;
        sleep(Duration::from_millis(500)).await;
        calls(&app, &mut browser).await;
        sleep(2 * STALE_AFTER).await;
        let (page, work) = app.work(browser.get_json("/verify")).await;
        assert_eq!(page.status, 200);
        let asked = |sql: &str| sql.contains("FROM pc_sessions");
        assert!(!work.steps.iter().any(|step| asked(step.sql)));

        let other = app.beside(every_feature).await;
        let user = ada(&app).await;
        other.security.deactivate_user(&user).await.unwrap();
        let late = refused_after(&mut browser).await;
        assert!(late <= STALE_AFTER, "{late:?}");
        listening.abort();
    }
}

#[tokio::test]
async fn a_listener_that_is_cut_off_costs_no_more_than_the_bound_and_comes_back() {
    for app in full().await {
        if app.db().kind() != Database::Postgres {
            continue;
        }
        let listening = listening(&app);
        let mut browser = warm(&app, ADA).await;
        let other = app.beside(every_feature).await;
        sleep(Duration::from_millis(500)).await;
        assert_eq!(cut_off(other.db()).await, 1);
        let user = ada(&app).await;
        other.security.deactivate_user(&user).await.unwrap();
        let late = refused_after(&mut browser).await;
        assert!(late <= STALE_AFTER + Duration::from_millis(500), "{late:?}");
        other.security.activate_user(&user).await.unwrap();
        let mut browser = warm(&app, ADA).await;
        sleep(3 * STALE_AFTER).await;
        calls(&app, &mut browser).await;
        sleep(2 * STALE_AFTER).await;
        let (_, work) = app.work(browser.get_json("/verify")).await;
        let asked = |sql: &str| sql.contains("FROM pc_sessions");
        assert!(!work.steps.iter().any(|step| asked(step.sql)), "it listens");
        listening.abort();
    }
}

/// Ends the connections that listen; returns how many there were.
async fn cut_off(mut on: &Db) -> usize {
    const CUT: &str = "
        SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    on.all(query(CUT)).await.unwrap().len()
}

async fn found(app: &App) -> (TokenHash, Authenticated) {
    let token = Token::parse(app.login_as(ADA).await.cookie("session").unwrap()).unwrap();
    let now = app.security.now();
    let checked = store::check(&mut app.db(), now, &token.hash()).await;
    let (session, user) = checked.unwrap().unwrap();
    let found = Authenticated {
        user: Arc::new(user),
        mechanism: Mechanism::Session,
        authenticated_at: session.authenticated_at,
        session: Some(session),
        token: None,
    };
    (token.hash(), found)
}

#[tokio::test]
async fn what_was_looked_up_before_a_change_is_not_kept_behind_it() {
    let app = App::on_sqlite(|app| app).await;
    app.user(ADA, PASSWORD).await;
    let (hash, who) = found(&app).await;
    let now = app.security.now();
    let cache = Cache::new(10);
    let before = cache.before();
    cache.forget(&Changes::Of([who.user.id.0].into()));
    cache.keep(before, &hash, &who);
    assert!(cache.find(Mechanism::Session, &hash, now).is_none());
    cache.keep(cache.before(), &hash, &who);
    assert!(cache.find(Mechanism::Session, &hash, now).is_some());
    assert!(cache.find(Mechanism::Token, &hash, now).is_none());
    let kept = cache.find(Mechanism::Session, &hash, now).unwrap();
    cache.forget(&Changes::Of([who.user.id.0].into()));
    cache.replace(&kept, who.clone());
    assert!(cache.find(Mechanism::Session, &hash, now).is_none());
    cache.keep(cache.before(), &hash, &who);
    cache.forget(&Changes::Everything);
    assert!(cache.find(Mechanism::Session, &hash, now).is_none());
}

#[tokio::test]
async fn no_more_are_kept_than_the_setting_says_and_none_where_it_is_nought() {
    let app = App::on_sqlite(|app| app).await;
    app.user(ADA, PASSWORD).await;
    let (_, who) = found(&app).await;
    let now = app.security.now();
    for (entries, most) in [(0, 0), (16, 16)] {
        let cache = Cache::new(entries);
        let hashes: Vec<TokenHash> = (0..500).map(|_| Token::generate().hash()).collect();
        for hash in &hashes {
            cache.keep(cache.before(), hash, &who);
        }
        let kept = hashes
            .iter()
            .filter(|hash| cache.find(Mechanism::Session, hash, now).is_some());
        let kept = kept.count();
        assert!(kept <= most && (kept > 0) == (most > 0), "{kept}");
    }
}
