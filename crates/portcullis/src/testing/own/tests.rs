//! Apps that put themselves together, as those of other people do.

use std::time::Duration;

use axum::routing::get;

use super::*;
use crate::{
    Confirmable, CurrentUser, Error, Recoverable, Registerable, auth_required, fresh_auth_required,
    mail::Folder, public, roles_required, testing::PASSWORD,
};

const ADA: &str = "ada@example.test";

/// As one that runs at a public address and sends its mail to the world.
async fn build(builder: SecurityBuilder) -> Result<(Security, Router), Error> {
    let security = builder
        .with(Registerable::default())
        .with(Confirmable::default())
        .with(Recoverable::default())
        .core(|core| {
            core.http.public_url = "https://shop.example".into();
            core.passwords = Default::default();
        })
        .mail(Folder::new("/nowhere/at/all"))
        .build()
        .await?;
    security.create_role("admin", "", &[]).await?;
    let routes = Router::new()
        .route("/", get(async || "in").route_layer(public()))
        .route("/me", get(async |user: CurrentUser| user.email.to_string()))
        .route(
            "/orders",
            get(async || "in").route_layer(roles_required(["admin"])),
        )
        .route(
            "/pay",
            get(async || "in").route_layer(fresh_auth_required()),
        );
    let app = security.mount(routes);
    Ok((security, app))
}

#[tokio::test]
async fn an_app_of_ones_own_is_tested_in_a_few_lines() {
    for app in App::new_on_each_database(build).await {
        let mut ada = app.login_as(ADA).with_role("admin").await;
        assert_eq!(ada.get("/me").await.body, ADA);
        assert_eq!(ada.get("/orders").await.body, "in");
        let open = app.unguarded_routes().await;
        assert!(open.is_empty(), "{open}");
        assert_eq!(app.unknown_roles().await, []);
    }
}

#[tokio::test]
async fn mail_clock_and_hashes_are_those_of_the_test_whatever_the_app_says() {
    for app in App::new_on_each_database(build).await {
        let mut browser = app.browser();
        assert_eq!(browser.sign_up(ADA, PASSWORD).await.status, 303);
        let link = app.link_for(ADA).await;
        assert!(link.starts_with("/confirm/"), "{link}");
        assert_eq!(app.security.settings().passwords.password_argon2_memory, 8);
        // A link outlives no week, on a clock that nobody waits for.
        app.advance(Duration::from_secs(8 * 24 * 3600));
        assert!(
            browser
                .visit(&link)
                .await
                .says("This confirmation link is older than")
        );
    }
}

#[tokio::test]
async fn a_proof_is_fresh_or_stale_as_the_test_says_and_ages_with_its_clock() {
    for app in App::new_on_each_database(build).await {
        let verify = "/verify?next=%2Fpay";
        let mut fresh = app.login_as(ADA).await;
        let mut stale = app.login_as(ADA).stale().await;
        assert_eq!(fresh.get("/pay").await.body, "in");
        assert_eq!(stale.get("/me").await.body, ADA);
        assert_eq!(stale.get("/pay").await.location(), verify);
        let fields = [("password", PASSWORD), ("next", "/pay")];
        assert_eq!(stale.submit("/verify", &fields).await.body, "in");
        // A session that nobody uses ends before its proof is too old.
        for _ in 0..5 {
            app.advance(Duration::from_secs(5 * 3600));
            assert_eq!(fresh.get("/me").await.status, 200);
        }
        assert_eq!(fresh.get("/pay").await.location(), verify);
    }
}

#[tokio::test]
#[should_panic(expected = "there is no role \"admim\": let the app make it when it starts")]
async fn a_role_that_nobody_has_made_is_given_to_nobody() {
    let app = App::new(build).await;
    let _ = app.login_as(ADA).with_role("admim").await;
}

#[tokio::test]
#[should_panic(expected = "the router was not mounted")]
async fn a_router_that_was_not_mounted_is_no_app() {
    App::new(async |builder: SecurityBuilder| {
        let security = builder.build().await?;
        let routes = Router::new().route("/", get(async || "in").route_layer(auth_required()));
        Ok::<_, Error>((security, routes))
    })
    .await;
}

#[tokio::test]
#[should_panic(expected = "the app can't be built: FRESHNESS")]
async fn an_app_that_cannot_be_built_says_why() {
    App::new(async |_: SecurityBuilder| Err(Error::Setup("FRESHNESS".into()))).await;
}
