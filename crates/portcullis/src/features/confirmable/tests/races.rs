//! Many at once: a link works exactly once, an address has one owner, and nobody waits for ever.

use std::time::Duration;

use super::*;
use crate::{
    testing::Page,
    tests::{at_once::at_once, tables},
};

/// Presses the button behind a link.
fn submit(browser: &Browser, link: &str) -> impl Future<Output = Page> + use<> {
    let (mut browser, link) = (browser.clone(), link.to_owned());
    async move { browser.post(&link, &[]).await }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_32_parallel_submits_exactly_one_confirms() {
    let told = Told::default();
    for app in apps_where(Confirmable::default(), |app| told.listen(app)).await {
        let (browser, link) = signed_up(&app).await;
        let submits = (0..32).map(|_| submit(&browser, &link));
        let pages = at_once(submits).await;
        assert_eq!(
            pages
                .iter()
                .filter(|page| page.location() == "/login")
                .count(),
            1
        );
        assert_eq!(
            pages
                .iter()
                .filter(|page| page.location() == "/confirm")
                .count(),
            31
        );
        assert_eq!(told.take(), ["confirmed ada@example.test true"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_presses_the_button_twice_is_not_told_that_the_link_is_wrong() {
    for app in apps().await {
        let (browser, link) = signed_up(&app).await;
        let submits = (0..8).map(|_| submit(&browser, &link));
        for page in at_once(submits).await {
            let mut browser = browser.clone();
            let flash = page
                .header("set-cookie")
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='));
            let (name, value) = flash.expect("a message for the next page");
            browser.set_cookie(name, value);
            let next = browser.get(page.location()).await;
            assert!(!next.says("not valid"), "{}", next.text());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_confirmations_of_different_claims_make_exactly_one_owner() {
    for app in apps().await {
        for round in 0..16 {
            let address = format!("ada{round}@example.test");
            let mut links = Vec::new();
            for _ in 0..2 {
                let mut browser = app.browser();
                browser.sign_up(&address, PASSWORD).await;
                links.push(submit(&browser, &app.link_for(&address).await));
            }
            let both = tokio::time::timeout(Duration::from_secs(20), at_once(links));
            let pages = both.await.expect("nobody waits for ever");
            let mut places: Vec<&str> = pages.iter().map(Page::location).collect();
            places.sort_unstable();
            assert_eq!(places, ["/confirm", "/login"], "round {round}");
            let users = tables::count(app.db(), "pc_users").await;
            assert_eq!(users, round + 1, "one owner and no claim");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_confirmation_and_a_deactivation_at_the_same_moment_both_come_to_an_end() {
    for app in apps().await {
        for round in 0..16 {
            let address = format!("ada{round}@example.test");
            let mut browser = app.browser();
            browser.sign_up(&address, PASSWORD).await;
            let link = app.link_for(&address).await;
            let user = app.security.find_user(&address).await.unwrap().unwrap();
            let (page, ended) = tokio::join!(
                tokio::spawn(async move { browser.post(&link, &[]).await }),
                tokio::spawn({
                    let (security, user) = (app.security.clone(), user.clone());
                    async move { security.deactivate_user(&user).await }
                }),
            );
            assert_eq!(page.unwrap().status, 303, "round {round}");
            assert!(ended.unwrap().unwrap());
            let user = app
                .security
                .find_user_by_id(user.id)
                .await
                .unwrap()
                .unwrap();
            assert!(!user.active);
        }
    }
}
