//! A whole life of an app leaves every kind of event, and nothing that opens anything.

use std::collections::BTreeSet;

use serde_json::json;

use super::*;
use crate::{
    NewPassword, SignInRequest, User,
    audit::{Entry, Filter, Kind},
    features::registerable::Registration,
};

const BOB: &str = "bob@example.test";
const SECOND: &str = "a second battery staple";

async fn events(app: &App) -> Vec<Entry> {
    let filter = Filter {
        limit: 1000,
        ..Filter::default()
    };
    app.security.audit_events(&filter).await.unwrap()
}

async fn found(app: &App, email: &str) -> User {
    app.security.find_user(email).await.unwrap().unwrap()
}

/// What people do, in browsers.
async fn people(app: &App) {
    let mut browser = app.browser();
    browser.sign_up(ADA, PASSWORD).await;
    browser.post("/confirm", &[("email", ADA)]).await;
    let link = app.link_for(ADA).await;
    browser.post(&link, &[]).await;
    browser.sign_in(ADA, SECOND).await;
    let form = json!({ "email": ADA, "password": PASSWORD });
    browser.post_json("/login?include_auth_token", &form).await;
    browser.post("/verify", &[("password", PASSWORD)]).await;
    let change = [("password", PASSWORD), ("new_password", SECOND)];
    assert_eq!(browser.post("/change", &change).await.status, 303);
    let not_me = app.link_for(ADA).await;
    browser.post("/logout", &[]).await;
    browser.post("/login/link", &[("email", ADA)]).await;
    app.security.deliver_mail().await;
    browser.post("/reset", &[("email", ADA)]).await;
    let reset = app.link_for(ADA).await;
    browser.post(&reset, &[("password", PASSWORD)]).await;
    let done = browser.submit(&not_me, &[]).await;
    assert!(done.says("works no more"), "{}", done.text());
    let mut browser = app.login_as(ADA).await;
    assert_eq!(browser.post("/account/data", &[]).await.status, 200);
    app.security.deliver_mail().await;
    browser.post("/account/delete", &[]).await;
    let undo = app.link_for(ADA).await;
    let kept = browser.submit(&undo, &[]).await;
    assert!(kept.says("is not deleted"), "{}", kept.text());
}

/// What strangers do, until nobody listens.
async fn strangers(app: &App) {
    let mut browser = app.browser();
    for _ in 0..80 {
        browser.sign_in("eve@example.test", SECOND).await;
    }
    assert_eq!(
        browser.sign_in("eve@example.test", SECOND).await.status,
        429
    );
}

/// What apps and operators do.
async fn functions(app: &App) {
    let (security, bob) = (&app.security, app.user(BOB, PASSWORD).await);
    security.deactivate_user(&bob).await.unwrap();
    security.activate_user(&bob).await.unwrap();
    security.reset_user_access(&bob).await.unwrap();
    security
        .set_profile(&bob, &Default::default())
        .await
        .unwrap();
    security.create_role("editor", "", &[]).await.unwrap();
    security.add_role_to_user(&bob, "editor").await.unwrap();
    security
        .remove_role_from_user(&bob, "editor")
        .await
        .unwrap();
    security
        .add_permissions_to_role("editor", &["write"])
        .await
        .unwrap();
    security.revoke_auth_tokens(&bob).await.unwrap();
    app.browser().sign_in(BOB, SECOND).await;
    assert!(security.unlock_user(&bob.email).await.unwrap());
    security.delete_user(&bob).await.unwrap();
}

// ASVS: 16.3.1, 16.2.1
#[tokio::test]
async fn every_kind_of_event_appears_in_a_walk() {
    for app in App::on_each_database(everything).await {
        people(&app).await;
        strangers(&app).await;
        functions(&app).await;
        let events = events(&app).await;
        let seen: BTreeSet<&str> = events.iter().map(|event| event.kind.as_str()).collect();
        let known: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        let missing: Vec<_> = known.difference(&seen).collect();
        assert!(missing.is_empty(), "never recorded: {missing:?}");
        let found = app.security.verify_audit(&[]).await.unwrap();
        assert_eq!(found.broken, []);
        assert_eq!(found.events, events.len() as u64);
    }
}

// ASVS: 16.2.1
#[tokio::test]
async fn what_a_person_does_says_from_where_and_how() {
    for app in App::on_each_database(everything).await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser().with_header("user-agent", "Lynx\t<2>");
        browser.sign_in(ADA, SECOND).await;
        browser.sign_in(ADA, PASSWORD).await;
        browser.post("/logout", &[]).await;
        let events = events(&app).await;
        let of = |kind: Kind| {
            let mut all = events.iter().filter(|event| event.kind == kind.as_str());
            all.next().unwrap_or_else(|| panic!("{kind}"))
        };
        let (failed, signed_in, out) =
            (of(Kind::SignInFailed), of(Kind::SignIn), of(Kind::SignOut));
        assert_eq!((&*failed.result, &*failed.actor), ("refused", "nobody"));
        assert_eq!(
            failed.detail,
            r#"{"reason":"wrong_password","via":"password"}"#
        );
        assert_eq!((&*signed_in.result, &*signed_in.actor), ("done", "person"));
        assert!(
            signed_in.detail.contains(r#""via":"password""#),
            "{}",
            signed_in.detail
        );
        for event in [failed, signed_in, out] {
            let person = event.person.as_ref().unwrap();
            assert_eq!(person.ip.as_deref(), Some("203.0.113.7"));
            assert_eq!(person.user_agent.as_deref(), Some("Lynx<2>"));
            assert_eq!(person.email.as_deref(), Some(ADA));
        }
        // The session links the two.
        let detail = |event: &Entry| event.person.as_ref().unwrap().detail.clone();
        assert_eq!(detail(signed_in), detail(out));
        assert!(detail(out).contains("session"));
    }
}

/// How many rows the log has, of both kinds.
async fn rows(app: &App) -> (i64, i64) {
    (
        tables::count(app.db(), "pc_audit_events").await,
        tables::count(app.db(), "pc_audit_people").await,
    )
}

// ASVS: 6.3.8
#[tokio::test]
async fn an_address_that_nobody_has_leaves_as_many_rows_as_one_that_somebody_has() {
    for app in App::on_each_database(everything).await {
        app.user(ADA, PASSWORD).await;
        let away = app.user("away@example.test", PASSWORD).await;
        app.security.deactivate_user(&away).await.unwrap();
        for path in ["/reset", "/confirm", "/login/link", "/login", "/register"] {
            let mut written = BTreeSet::new();
            for email in [ADA, "away@example.test", "nobody@example.test"] {
                let before = rows(&app).await;
                let form = [("email", email), ("password", "not this one, sorry")];
                app.browser().post(path, &form).await;
                let after = rows(&app).await;
                written.insert((after.0 - before.0, after.1 - before.1));
            }
            assert_eq!(written, BTreeSet::from([(1, 1)]), "{path}");
        }
    }
}

// ASVS: 16.2.5
#[tokio::test]
async fn what_is_no_address_is_not_written_down() {
    let basic = |app: SecurityBuilder| {
        everything(app).core(|core| {
            core.http.api_enabled_methods = ["session", "token", "basic"].map(Into::into).into();
        })
    };
    for app in App::on_each_database(basic).await {
        // Base64 of `my password in the wrong field:x`.
        let basic = "Basic bXkgcGFzc3dvcmQgaW4gdGhlIHdyb25nIGZpZWxkOng=";
        let mut program = app.browser().with_header("authorization", basic);
        program.get_json("/verify").await;
        let events = events(&app).await;
        assert_eq!(events[0].kind, "sign_in_failed");
        assert_eq!(events[0].person.as_ref().unwrap().email, None);
        assert!(!tables::dump(app.db()).await.contains("wrong field"));
    }
}

#[tokio::test]
async fn functions_of_the_app_are_the_apps_doing() {
    for app in App::on_each_database(everything).await {
        let registration = Registration {
            locale: None,
            email: ADA.parse().unwrap(),
            password: None,
            profile: Default::default(),
            claim: None,
            client: None,
        };
        let ada = app.security.register_user(registration).await.unwrap();
        app.security.confirm_user(&ada).await.unwrap();
        let password = NewPassword::unchecked(PASSWORD);
        app.security.update_password(&ada, password).await.unwrap();
        let ada = found(&app, ADA).await;
        ada.auth_token(&app.security).await.unwrap();
        let actors: BTreeSet<_> = events(&app).await.into_iter().map(|e| e.actor).collect();
        assert_eq!(actors, BTreeSet::from(["app".to_owned()]));
        let request = SignInRequest {
            authn_via: "kiosk",
            remember: false,
            client: Default::default(),
            replaces: None,
        };
        drop(app.security.login_user(&ada, &request).await.unwrap());
        assert_eq!(events(&app).await.len(), 5);
    }
}
