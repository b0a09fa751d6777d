//! Confirmation as a person walks it.

use std::time::Duration;

use super::*;
use crate::{Registerable, testing::App};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";

async fn apps() -> Vec<App> {
    App::on_each_database(|app| {
        app.with(Registerable::default())
            .with(Confirmable::default())
    })
    .await
}

#[tokio::test]
async fn a_confirmation_link_works_once() {
    for app in apps().await {
        let mut browser = app.browser();
        assert_eq!(
            browser.sign_up(ADA, PASSWORD).await.location(),
            "/register/check-mail"
        );
        let link = app.link_for(ADA).await;
        assert!(
            browser
                .get(&link)
                .await
                .says("Confirm ada@example.test for Portcullis?")
        );
        assert_eq!(browser.post(&link, &[]).await.location(), "/login");
        assert!(browser.submit(&link, &[]).await.says("confirmed already"));
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.location(), "/");
    }
}

#[tokio::test]
async fn an_expired_link_says_so_and_changes_nothing() {
    for app in apps().await {
        let mut browser = app.browser();
        browser.sign_up(ADA, PASSWORD).await;
        let link = app.link_for(ADA).await;
        app.advance(Duration::from_secs(24 * 3600));
        assert!(browser.submit(&link, &[]).await.says("older than 24 hours"));
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, 401);
    }
}
