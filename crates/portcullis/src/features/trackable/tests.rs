//! Sign-ins as they are recorded.

mod new_device;
mod ways;

use std::{net::IpAddr, time::Duration};

use axum::{Router, routing::get};
use portcullis_kit::clock::Time;
use serde_json::json;

use super::Trackable;
use crate::{
    CurrentUser, SignInRequest, account::User, builder::SecurityBuilder, testing::App,
    tests::at_once::at_once,
};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";

async fn apps(features: impl Fn(SecurityBuilder) -> SecurityBuilder) -> Vec<App> {
    App::on_each_database(|app| features(app.with(Trackable::default()))).await
}

async fn ada(app: &App) -> User {
    app.security.find_user(ADA).await.unwrap().unwrap()
}

async fn count(app: &App) -> i64 {
    ada(app).await.login_count
}

/// What is recorded: count, last time, this time, last address, this address.
type Record = (
    i64,
    Option<Time>,
    Option<Time>,
    Option<String>,
    Option<String>,
);

fn record(user: &User) -> Record {
    (
        user.login_count,
        user.last_login_at,
        user.current_login_at,
        user.last_login_ip.clone(),
        user.current_login_ip.clone(),
    )
}

#[tokio::test]
async fn the_first_sign_in_is_also_the_last_one_but_has_no_last_address() {
    for app in apps(|app| app).await {
        let user = app.user(ADA, PASSWORD).await;
        assert_eq!(record(&user), (0, None, None, None, None));
        app.advance(Duration::from_secs(60));
        let now = app.security.now();
        app.browser().sign_in(ADA, PASSWORD).await;
        assert_eq!(
            record(&ada(&app).await),
            (1, Some(now), Some(now), None, Some("203.0.113.7".into()))
        );
    }
}

#[tokio::test]
async fn each_sign_in_moves_the_present_one_to_the_last() {
    for app in apps(|app| app).await {
        app.user(ADA, PASSWORD).await;
        let mut times = Vec::new();
        for n in 1..=3 {
            app.advance(Duration::from_secs(3600));
            times.push(app.security.now());
            let mut browser = app.browser().at([198, 51, 100, n]);
            assert_eq!(browser.sign_in(ADA, PASSWORD).await.location(), "/");
        }
        assert_eq!(
            record(&ada(&app).await),
            (
                3,
                Some(times[1]),
                Some(times[2]),
                Some("198.51.100.2".into()),
                Some("198.51.100.3".into())
            )
        );
    }
}

#[tokio::test]
async fn the_page_after_a_sign_in_sees_it_already() {
    for app in apps(|app| app).await {
        app.user(ADA, PASSWORD).await;
        let dashboard = async |user: CurrentUser| format!("visit number {}", user.login_count);
        let app = app.serving(Router::new().route("/", get(dashboard)));
        for n in 1..=2 {
            let form = [("email", ADA), ("password", PASSWORD)];
            let page = app.browser().submit("/login", &form).await;
            assert_eq!(page.body, format!("visit number {n}"));
        }
    }
}

#[tokio::test]
async fn an_address_that_nobody_knows_is_none() {
    for app in apps(|app| app).await {
        app.user(ADA, PASSWORD).await;
        app.browser().sign_in(ADA, PASSWORD).await;
        // Signed in by the app itself, without a request.
        app.login_as(ADA).await;
        let user = ada(&app).await;
        assert_eq!(user.login_count, 2);
        assert_eq!(user.last_login_ip.as_deref(), Some("203.0.113.7"));
        assert_eq!(user.current_login_ip, None);
    }
}

#[tokio::test]
async fn what_opens_no_session_does_not_count() {
    for app in apps(|app| {
        app.core(|core| {
            core.http.api_enabled_methods = ["session", "token", "basic"].map(Into::into).into();
        })
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        let form = json!({ "email": ADA, "password": PASSWORD });
        let mut program = app.browser();
        let reply = program.post_json("/login?include_auth_token", &form).await;
        assert_eq!(count(&app).await, 1);
        let token = reply.response()["user"]["authentication_token"].clone();
        let before = ada(&app).await;
        app.advance(Duration::from_secs(60));
        // base64 of `ada@example.test:correct horse battery`.
        let basic = "Basic YWRhQGV4YW1wbGUudGVzdDpjb3JyZWN0IGhvcnNlIGJhdHRlcnk=";
        for (name, value) in [
            ("authentication-token", token.as_str().unwrap()),
            ("authorization", basic),
        ] {
            let mut caller = app.browser().with_header(name, value);
            let reply = caller.get_json("/login").await;
            assert!(reply.response()["user"].is_object(), "{name}");
        }
        // Nor does a wrong password, using a session, or proving again.
        app.browser().sign_in(ADA, "not the password").await;
        let page = program.post("/verify", &[("password", PASSWORD)]).await;
        assert_eq!(page.status, 303);
        assert_eq!(record(&ada(&app).await), record(&before));
    }
}

#[tokio::test]
async fn a_sign_in_that_is_refused_does_not_count() {
    for app in apps(|app| app).await {
        let user = app.user(ADA, PASSWORD).await;
        app.security.deactivate_user(&user).await.unwrap();
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.status, 401);
        assert_eq!(record(&ada(&app).await), (0, None, None, None, None));
    }
}

#[tokio::test]
async fn a_forwarded_address_is_believed_from_trusted_proxies_only() {
    for app in apps(|app| {
        app.core(|core| core.http.trusted_proxies.0 = vec!["10.0.0.0/8".parse().unwrap()])
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        for (peer, forwarded, recorded) in [
            ([203, 0, 113, 9], "192.0.2.1", "203.0.113.9"),
            ([10, 0, 0, 1], "192.0.2.1", "192.0.2.1"),
            // The client's own invention stands to the left of what the proxy saw.
            ([10, 0, 0, 1], "192.0.2.66, 192.0.2.2", "192.0.2.2"),
            ([10, 0, 0, 1], "2001:db8::1", "2001:db8::1"),
            ([10, 0, 0, 1], "nonsense", "10.0.0.1"),
        ] {
            let mut browser = app
                .browser()
                .at(peer)
                .with_header("x-forwarded-for", forwarded);
            browser.sign_in(ADA, PASSWORD).await;
            let ip = ada(&app).await.current_login_ip.unwrap();
            assert_eq!(ip, recorded, "{peer:?} {forwarded}");
            assert!(ip.parse::<IpAddr>().is_ok());
        }
    }
}

#[tokio::test]
async fn nobody_is_a_trusted_proxy_by_default() {
    for app in apps(|app| app).await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app
            .browser()
            .at([127, 0, 0, 1])
            .with_header("x-forwarded-for", "192.0.2.1");
        browser.sign_in(ADA, PASSWORD).await;
        assert_eq!(
            ada(&app).await.current_login_ip.as_deref(),
            Some("127.0.0.1")
        );
    }
}

#[tokio::test]
async fn nothing_is_recorded_while_it_is_off() {
    for app in App::on_each_database(|app| app).await {
        app.user(ADA, PASSWORD).await;
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
        assert_eq!(record(&ada(&app).await), (0, None, None, None, None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parallel_sign_ins_are_all_counted() {
    for app in apps(|app| app).await {
        let user = app.user(ADA, PASSWORD).await;
        let sign_ins = (0..16).map(|_| {
            let (security, user) = (app.security.clone(), user.clone());
            async move {
                let request = SignInRequest {
                    authn_via: "password",
                    remember: false,
                    client: Default::default(),
                    replaces: None,
                };
                drop(security.login_user(&user, &request).await.unwrap());
            }
        });
        at_once(sign_ins).await;
        assert_eq!(count(&app).await, 16);
    }
}
