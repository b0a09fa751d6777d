//! When the time of an account is over, and what happens at that very moment.

use std::sync::{Arc, Mutex};

use portcullis_kit::db::Kind as Database;

use super::{
    deletion::{DAY, ada, ask, leaving},
    *,
};
use crate::{
    SecurityBuilder, UserDeleted, UserDeletionRequested, UserDeletionUndone,
    testing::{FixedClock, every_feature},
    tests::{at_once::at_once, tables},
};

/// What the signals said, in their order.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    fn listening(&self, app: SecurityBuilder) -> SecurityBuilder {
        let note = |what: &'static str| {
            let heard = self.0.clone();
            move |user: &crate::User| {
                let line = format!("{what} {}", user.email);
                heard.lock().unwrap().push(line);
                async { Ok(()) }
            }
        };
        let (asked, undone, gone) = (note("asked"), note("undone"), note("gone"));
        every_feature(app)
            .on(move |_, told: UserDeletionRequested| asked(&told.user))
            .on(move |_, told: UserDeletionUndone| undone(&told.user))
            .on(move |_, told: UserDeleted| gone(&told.user))
    }

    fn all(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

// ASVS: 14.2.7
#[tokio::test]
async fn after_two_weeks_the_account_is_gone_with_whom_it_was_about() {
    for app in apps().await {
        let link = leaving(&app).await;
        app.advance(14 * DAY - std::time::Duration::from_secs(1));
        app.security.sweep().await.unwrap();
        assert!(ada(&app).await.is_some(), "not before its time");
        assert!(app.browser().get(&link).await.says("Keep my account"));
        app.browser().sign_up(ADA, PASSWORD).await;
        assert_eq!(
            tables::count(app.db(), "pc_users").await,
            2,
            "a claim, no owner"
        );
        app.advance(std::time::Duration::from_secs(1));
        let page = app.browser().submit(&link, &[]).await;
        let over = "The time to undo the deletion is over";
        assert!(page.says(over), "{}", page.text());
        let known = ada(&app).await.unwrap();
        app.security.sweep().await.unwrap();
        assert!(
            app.security
                .find_user_by_id(known.id)
                .await
                .unwrap()
                .is_none()
        );
        let page = app.browser().submit(&link, &[]).await;
        assert!(
            page.says("the account that it was for is deleted by now"),
            "{}",
            page.text()
        );
        let filter = Filter {
            user: Some(known.id),
            ..Filter::default()
        };
        let left = app.security.audit_events(&filter).await.unwrap();
        let left: Vec<_> = left.iter().map(|event| &*event.kind).collect();
        assert_eq!(left, ["user_deleted"], "as after an operator's deletion");
        for table in ["pc_sessions", "pc_one_time_tokens", "pc_devices"] {
            assert_eq!(
                tables::count_of_user(app.db(), table, known.id).await,
                0,
                "{table}"
            );
        }
        assert!(
            app.security
                .verify_audit(&[])
                .await
                .unwrap()
                .broken
                .is_empty()
        );
    }
}

#[tokio::test]
async fn each_step_is_told_once_it_is_done() {
    let heard = Heard::default();
    for app in crate::tests::apps_with(|app| heard.listening(app)).await {
        let link = leaving(&app).await;
        assert_eq!(heard.all(), [format!("asked {ADA}")]);
        app.browser().post(&link, &[]).await;
        app.browser().post(&link, &[]).await;
        assert_eq!(heard.all(), [format!("undone {ADA}")]);
        let mut browser = app.login_as(ADA).await;
        ask(&mut browser).await;
        app.advance(14 * DAY);
        app.security.sweep().await.unwrap();
        app.security.sweep().await.unwrap();
        assert_eq!(heard.all(), [format!("asked {ADA}"), format!("gone {ADA}")]);
        let bob = app.user("bob@example.test", PASSWORD).await;
        app.security.delete_user(&bob).await.unwrap();
        app.security.delete_user(&bob).await.unwrap();
        assert_eq!(heard.all(), ["gone bob@example.test"]);
    }
}

// ASVS: 2.3.4, 15.4.2
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_submits_of_the_link_exactly_one_undoes_the_deletion() {
    for app in apps().await {
        let link = leaving(&app).await;
        let answers = at_once((0..8).map(|_| {
            let (mut browser, link) = (app.browser(), link.clone());
            async move { browser.post_json(&link, &json!({})).await.status }
        }));
        let won = answers.await.into_iter().filter(|status| *status == 200);
        assert_eq!(won.count(), 1);
        assert!(ada(&app).await.unwrap().deletion_at.is_none());
    }
}

/// One round: the link, in a process whose clock says that there is a second left, and the end, in one whose clock says that
/// there is none. Whether the link has won.
async fn race(app: &App, late: &App, round: usize) -> bool {
    let email = format!("ada{round}@example.test");
    let user = app.user(&email, PASSWORD).await;
    let user = app.security.request_user_deletion(&user).await.unwrap();
    let user = user.unwrap();
    let link = app.link_for(&email).await;
    app.advance(14 * DAY - std::time::Duration::from_secs(1));
    late.advance(14 * DAY);
    let (mut browser, sweeper) = (app.browser(), late.security.clone());
    let undo = async move { browser.post_json(&link, &json!({})).await.status };
    let sweep = async move {
        sweeper.sweep_deletions().await.unwrap();
        0
    };
    let doings: [std::pin::Pin<Box<dyn Future<Output = u16> + Send>>; 2] =
        [Box::pin(undo), Box::pin(sweep)];
    let undone = at_once(doings).await[0] == 200;
    let left = app.security.find_user_by_id(user.id).await.unwrap();
    let kept = left.map(|user| user.deletion_at);
    assert_eq!(kept, undone.then_some(None), "round {round}");
    undone
}

// ASVS: 2.3.3, 15.4.2
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_the_link_and_the_end_of_the_time_exactly_one_wins() {
    for app in App::on_each_database(every_feature).await {
        let clock = Arc::new(FixedClock::default());
        let late = app.beside_by(clock, every_feature).await;
        let mut won = 0;
        for round in 0..12 {
            won += u32::from(race(&app, &late, round).await);
        }
        println!("{:?}: the link won {won} of 12", app.db().kind());
    }
}

// ASVS: 15.4.2
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_processes_delete_each_account_once_and_one_that_is_held_keeps_no_other() {
    let heard = Heard::default();
    for app in crate::tests::apps_with(|app| heard.listening(app)).await {
        let other = app.beside(|app| heard.listening(app)).await;
        let held = match app.db().kind() {
            Database::Sqlite => "CREATE TABLE orders (buyer BLOB REFERENCES pc_users (id))",
            Database::Postgres => "CREATE TABLE orders (buyer UUID REFERENCES pc_users (id))",
        };
        tables::run(app.db(), held).await;
        tables::run(app.db(), "INSERT INTO orders SELECT id FROM pc_users").await;
        for number in 0..12 {
            app.user(&format!("u{number}@example.test"), PASSWORD).await;
        }
        for user in app.security.list_users(None, 100).await.unwrap() {
            app.security.request_user_deletion(&user).await.unwrap();
        }
        app.advance(14 * DAY);
        heard.all();
        at_once([&app, &other].map(|app| {
            let security = app.security.clone();
            async move { security.sweep_deletions().await.unwrap() }
        }))
        .await;
        let gone = heard.all();
        let each: std::collections::BTreeSet<_> = gone.iter().collect();
        assert_eq!((gone.len(), each.len()), (12, 12), "{gone:?}");
        let left = app.security.list_users(None, 100).await.unwrap();
        assert_eq!((left.len(), left[0].email.as_str()), (1, ADA));
        tables::run(app.db(), "DELETE FROM orders").await;
        app.security.sweep().await.unwrap();
        assert_eq!(heard.all(), [format!("gone {ADA}")]);
    }
}
