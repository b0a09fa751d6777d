//! The log as an operator reads it, and as somebody would tamper with it.

mod erasing;
mod parallel;
mod signed;
mod tampering;

use std::time::Duration;

use super::{Actor, Entry, Event, Filter, Flaw, Head, Kind, Verification};
use crate::{
    Email,
    account::User,
    testing::App,
    tests::tables::{self, count},
};

const ADA: &str = "ada@example.test";
const BOB: &str = "bob@example.test";
const PASSWORD: &str = "correct horse battery";
const DAY: Duration = Duration::from_secs(86_400);

async fn apps() -> Vec<App> {
    App::on_each_database(|app| app).await
}

async fn verified(app: &App) -> Verification {
    let found = app.security.verify_audit(&[]).await.unwrap();
    assert_eq!(found.broken, []);
    found
}

/// What is wrong with which event, a fault a chain.
fn faults(found: &Verification) -> Vec<(i64, Flaw)> {
    let broken = found.broken.iter();
    broken.map(|broken| (broken.number, broken.fault)).collect()
}

async fn events(app: &App, filter: Filter) -> Vec<Entry> {
    let filter = Filter {
        limit: 1000,
        ..filter
    };
    app.security.audit_events(&filter).await.unwrap()
}

async fn kinds(app: &App, filter: Filter) -> Vec<String> {
    let events = events(app, filter).await;
    events.into_iter().rev().map(|entry| entry.kind).collect()
}

/// Makes a user of whom there are so many events, all in one chain.
async fn with_events(app: &App, email: &str, number: i64) -> User {
    let user = app.user(email, PASSWORD).await;
    for _ in 1..number {
        app.security.toggle_active(&user).await.unwrap();
    }
    user
}

#[tokio::test]
async fn by_default_the_hundred_newest_events_are_listed() {
    for app in apps().await {
        with_events(&app, ADA, 101).await;
        let listed = app.security.audit_events(&Filter::default()).await.unwrap();
        let numbers: Vec<i64> = listed.iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, (2..=101).rev().collect::<Vec<i64>>());
    }
}

#[tokio::test]
async fn an_event_says_who_did_what_when_to_whom() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        app.advance(DAY);
        assert!(app.security.deactivate_user(&ada).await.unwrap());
        let events = events(&app, Filter::default()).await;
        let event = &events[0];
        assert_eq!(event.at, app.security.now());
        let said = (&*event.kind, &*event.result, &*event.actor);
        assert_eq!(said, ("user_deactivated", "done", "app"));
        let person = event.person.as_ref().unwrap();
        assert_eq!(person.user_id, Some(ada.id));
        assert_eq!(person.email.as_deref(), Some(ADA));
        assert_eq!((events[1].number, event.number), (1, 2));
        assert_eq!(event.previous, events[1].digest);
        assert_eq!(events[1].detail, r#"{"active":true,"confirmed":true}"#);
    }
}

#[tokio::test]
async fn what_changes_nothing_is_no_event() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        let security = &app.security;
        assert!(!security.activate_user(&ada).await.unwrap());
        app.advance(DAY);
        security.create_role("editor", "", &[]).await.unwrap();
        assert!(!security.create_role("editor", "", &[]).await.unwrap());
        assert!(
            !security
                .remove_role_from_user(&ada, "editor")
                .await
                .unwrap()
        );
        app.advance(DAY);
        assert!(security.delete_user(&ada).await.unwrap());
        assert!(!security.delete_user(&ada).await.unwrap());
        let expected = ["user_created", "role_created", "user_deleted"];
        assert_eq!(kinds(&app, Filter::default()).await, expected);
    }
}

#[tokio::test]
async fn events_are_found_by_person_kind_and_time() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        app.advance(DAY);
        app.user(BOB, PASSWORD).await;
        app.security.deactivate_user(&ada).await.unwrap();
        let since = Some(app.security.now());
        let of = |filter| kinds(&app, filter);
        let user = Some(ada.id);
        let by_user = of(Filter {
            user,
            ..Filter::default()
        })
        .await;
        assert_eq!(by_user, ["user_created", "user_deactivated"]);
        let email = Some(Email::parse("ADA@Example.TEST").unwrap());
        assert_eq!(
            of(Filter {
                email,
                ..Filter::default()
            })
            .await,
            by_user
        );
        let kind = Some(Kind::UserCreated);
        assert_eq!(
            of(Filter {
                kind,
                ..Filter::default()
            })
            .await
            .len(),
            2
        );
        assert_eq!(
            of(Filter {
                user,
                kind,
                ..Filter::default()
            })
            .await
            .len(),
            1
        );
        assert_eq!(
            of(Filter {
                since,
                ..Filter::default()
            })
            .await
            .len(),
            2
        );
        let newest = Filter {
            limit: 1,
            ..Filter::default()
        };
        let newest = app.security.audit_events(&newest).await.unwrap();
        assert_eq!(newest[0].kind, "user_deactivated");
    }
}

#[tokio::test]
async fn a_change_that_is_rolled_back_leaves_no_event() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        let before = verified(&app).await;
        let mut tx = app.security.begin().await.unwrap();
        let event = Event::of(Kind::UserActivated, Actor::App, &ada);
        app.security.record(&mut tx, event.clone());
        drop(tx);
        assert_eq!(verified(&app).await, before);
        // Nor can one be forgotten: whoever commits past it keeps nothing.
        let mut tx = app.security.begin().await.unwrap();
        app.security.record(&mut tx, event);
        assert!(tx.commit().await.is_err());
        assert_eq!(verified(&app).await, before);
    }
}

#[test]
fn all_names_of_kinds_are_read_back_and_have_a_meaning() {
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(*kind));
        assert!(kind.meaning().ends_with('.'), "{kind}");
    }
    assert!("sign-in".parse::<Kind>().is_err());
}

// ASVS: 16.1.1
#[test]
fn the_table_of_events_is_what_the_code_says() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/audit.md");
    let written = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = written.split_once("<!-- events").unwrap();
    let (comment, _) = rest.split_once("-->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of events").unwrap();
    let mut page =
        format!("{before}<!-- events{comment}-->\n\n| event | what it means |\n|---|---|\n");
    for kind in Kind::ALL {
        page.push_str(&format!("| `{kind}` | {} |\n", kind.meaning()));
    }
    page.push_str(&format!("\n<!-- end of events{after}"));
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever changes the events says so to the test"
    )]
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert!(
        written == page || std::fs::read_to_string(&path).unwrap() == page,
        "docs/audit.md is behind the code; run `UPDATE_DOCS=1 cargo test table_of_events` and commit it"
    );
}
