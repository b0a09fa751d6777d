//! Every way of signing in counts, once a sign-in. The password's is in the tests beside this file.

use std::time::Duration;

use super::*;
use crate::{Changeable, Confirmable, Passwordless, Recoverable, Registerable};

#[tokio::test]
async fn signing_up_counts_where_it_signs_in() {
    for app in apps(|app| app.with(Registerable::default())).await {
        app.browser().sign_up(ADA, PASSWORD).await;
        assert_eq!(count(&app).await, 1);
    }
}

#[tokio::test]
async fn confirming_counts_where_it_signs_in() {
    for auto_login_after_confirm in [false, true] {
        for app in apps(|app| {
            app.with(Registerable::default()).with(Confirmable {
                auto_login_after_confirm,
                ..Confirmable::default()
            })
        })
        .await
        {
            let mut browser = app.browser();
            browser.sign_up(ADA, PASSWORD).await;
            assert_eq!(count(&app).await, 0);
            let link = app.link_for(ADA).await;
            assert_eq!(browser.post(&link, &[]).await.status, 303);
            assert_eq!(count(&app).await, i64::from(auto_login_after_confirm));
        }
    }
}

#[tokio::test]
async fn a_mailed_link_counts_when_it_is_used() {
    for app in apps(|app| app.with(Passwordless::default())).await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        browser.post("/login/link", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        browser.get(&link).await;
        assert_eq!(count(&app).await, 0);
        browser.post(&link, &[]).await;
        assert_eq!(count(&app).await, 1);
    }
}

#[tokio::test]
async fn a_reset_counts_where_it_signs_in() {
    for auto_login_after_reset in [false, true] {
        for app in apps(|app| {
            app.with(Recoverable {
                auto_login_after_reset,
                ..Recoverable::default()
            })
        })
        .await
        {
            app.user(ADA, PASSWORD).await;
            let mut browser = app.browser();
            browser.post("/reset", &[("email", ADA)]).await;
            let link = app.link_for(ADA).await;
            let form = [("password", "another horse battery")];
            assert_eq!(browser.post(&link, &form).await.status, 303);
            assert_eq!(count(&app).await, i64::from(auto_login_after_reset));
        }
    }
}

#[tokio::test]
async fn a_change_of_the_password_counts() {
    for app in apps(|app| app.with(Changeable::default())).await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        browser.sign_in(ADA, PASSWORD).await;
        app.advance(Duration::from_secs(60));
        let form = [
            ("password", PASSWORD),
            ("new_password", "another horse battery"),
        ];
        assert_eq!(browser.post("/change", &form).await.status, 303);
        let user = ada(&app).await;
        assert_eq!(user.login_count, 2);
        assert_eq!(user.current_login_at, Some(app.security.now()));
        assert_ne!(user.last_login_at, user.current_login_at);
    }
}
