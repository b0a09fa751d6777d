//! How many calls to the database an answer takes. Each is a way there and back, and they are most of what a request costs
//! beside its hash. Whoever adds one to a path that every person takes shall notice, and raise the number here.

use std::time::Duration;

use super::*;
use crate::{security::core_settings::Throttles, testing::Work};

/// The limits as an app has them by default: seven counts at a sign-in.
async fn apps() -> Vec<App> {
    apps_with(|app| everything(app).core(|core| core.throttles = Throttles::default())).await
}

/// How often the answer waits for the disk: commits, and statements outside of a transaction that write.
fn commits(work: &Work) -> usize {
    let mut inside = false;
    let waits = work.steps.iter().filter(|step| match step.sql.trim() {
        "BEGIN" => {
            inside = true;
            false
        }
        "COMMIT" => {
            inside = false;
            true
        }
        sql => !inside && !sql.starts_with("SELECT"),
    });
    waits.count()
}

/// Not more calls, with BEGIN and COMMIT, and not more commits than these.
fn at_most(calls: usize, commits_at_most: usize, work: &Work) {
    let taken = (work.steps.len(), commits(work));
    assert!(
        taken.0 <= calls && taken.1 <= commits_at_most,
        "{taken:?} calls and commits, not {:?}: {:#?}",
        (calls, commits_at_most),
        work.steps
    );
}

#[tokio::test]
async fn a_sign_in_takes_seventeen_calls_of_which_two_commit() {
    for app in apps().await {
        let mut browser = app.browser();
        let (page, work) = app.work(browser.sign_in(ADA, PASSWORD)).await;
        assert_eq!(page.status, 303);
        at_most(17, 2, &work);
        let (page, work) = app
            .work(app.browser().sign_in(ADA, "another horse battery"))
            .await;
        assert_eq!(page.status, 401);
        at_most(11, 2, &work);
    }
}

#[tokio::test]
async fn a_sign_in_from_an_open_session_takes_one_call_more_for_that_and_one_for_the_browser() {
    for app in apps().await {
        let mut browser = app.browser();
        browser.sign_in(ADA, PASSWORD).await;
        app.advance(Duration::from_secs(86_400));
        let (page, work) = app.work(browser.sign_in(ADA, PASSWORD)).await;
        assert_eq!(page.status, 303);
        at_most(18, 2, &work);
    }
}

#[tokio::test]
async fn a_sign_up_takes_thirteen_calls_of_which_two_commit() {
    for app in apps().await {
        let mut browser = app.browser();
        let signing_up = browser.sign_up("bob@example.test", PASSWORD);
        let (page, work) = app.work(signing_up).await;
        assert_eq!(page.status, 303);
        at_most(13, 2, &work);
    }
}

#[tokio::test]
async fn a_request_for_a_new_password_takes_twelve_calls_of_which_two_commit() {
    for app in apps().await {
        let mut browser = app.browser();
        let asking = browser.post("/reset", &[("email", ADA)]);
        let (page, work) = app.work(asking).await;
        assert_eq!(page.status, 303);
        at_most(12, 2, &work);
    }
}

#[tokio::test]
async fn a_request_of_somebody_signed_in_takes_one_call_and_no_commit() {
    for app in apps().await {
        let mut browser = app.login_as(ADA).await;
        let (page, work) = app.work(browser.get("/verify")).await;
        assert_eq!(page.status, 200);
        at_most(1, 0, &work);
    }
}

#[tokio::test]
#[should_panic(expected = "calls and commits")]
async fn one_call_more_than_the_bound_is_noticed() {
    for app in apps().await {
        let twice = async {
            let mut browser = app.login_as(ADA).await;
            browser.get("/verify").await
        };
        let (_, work) = app.work(twice).await;
        at_most(1, 0, &work);
    }
}
