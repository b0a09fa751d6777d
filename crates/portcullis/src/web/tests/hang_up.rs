//! A client that hangs up does not stop what has begun.

use std::sync::{Arc, Mutex};

use axum::{
    body::Body,
    http::{Request, header},
};
use tokio::sync::Notify;
use tower::ServiceExt;

use super::*;
use crate::{UserAuthenticated, tests::tables};

fn sign_in() -> Request<Body> {
    let body = format!("email={ADA}&password={}", PASSWORD.replace(' ', "+"));
    Request::post("/login")
        .header(header::HOST, "localhost:3000")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn a_sign_in_that_has_begun_is_told_although_nobody_waits_for_it() {
    let (told, heard) = (Arc::new(Notify::new()), Arc::new(Mutex::new(Vec::new())));
    let listening = |app: SecurityBuilder| {
        let (told, heard) = (told.clone(), heard.clone());
        app.on(move |_, UserAuthenticated { user, .. }| {
            heard.lock().unwrap().push(user.email.to_string());
            told.notify_one();
            async { Ok(()) }
        })
    };
    for app in apps_with(listening).await {
        let router: Router = app.security.mount(Router::new());
        let request = tokio::spawn(router.oneshot(sign_in()));
        // The handler is at work once its hash is computed.
        let before = app.security.0.hasher.count();
        while app.security.0.hasher.count() == before {
            tokio::task::yield_now().await;
        }
        request.abort();
        tokio::time::timeout(std::time::Duration::from_secs(10), told.notified())
            .await
            .expect("the signal");
        assert_eq!(std::mem::take(&mut *heard.lock().unwrap()), [ADA]);
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        assert_eq!(
            tables::count_of_user(app.db(), "pc_sessions", ada.id).await,
            1
        );
    }
}

#[tokio::test]
async fn the_end_waits_for_what_has_begun_although_its_client_is_gone() {
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let finished = Arc::new(Mutex::new(0));
    let slow = |app: SecurityBuilder| {
        let (begun, go_on, finished) = (begun.clone(), go_on.clone(), finished.clone());
        app.on(move |_, UserAuthenticated { .. }| {
            let (begun, go_on, finished) = (begun.clone(), go_on.clone(), finished.clone());
            async move {
                begun.notify_one();
                go_on.notified().await;
                *finished.lock().unwrap() += 1;
                Ok(())
            }
        })
    };
    for app in apps_with(slow).await {
        let router: Router = app.security.mount(Router::new());
        let request = tokio::spawn(router.oneshot(sign_in()));
        begun.notified().await;
        request.abort();
        let moment = std::time::Duration::from_millis(50);
        let stop = tokio::time::timeout(moment, app.security.stop()).await;
        assert!(stop.is_err(), "it did not wait");
        let begun = tokio::time::Instant::now();
        app.security.stop_within(moment).await;
        assert!(begun.elapsed() < moment * 20, "it waits for ever");
        go_on.notify_one();
        app.security.stop().await;
        assert_eq!(std::mem::take(&mut *finished.lock().unwrap()), 1);
    }
}

#[tokio::test]
async fn a_subscriber_that_fails_does_not_fail_the_request() {
    let failing = |app: SecurityBuilder| {
        app.on(async |_, UserAuthenticated { .. }| {
            Err::<(), _>(crate::Error::Internal("on purpose".into()))
        })
        .on(|_, UserAuthenticated { user, .. }| async move {
            assert!(user.email.as_str().is_empty(), "on purpose");
            Ok(())
        })
    };
    for app in apps_with(failing).await {
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.status, 303);
    }
}
