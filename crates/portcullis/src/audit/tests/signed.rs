//! Somebody has the database, even knows how digests are made, but not the app's secret.

use portcullis_kit::keys::{Keys, RootSecret};

use super::*;
use crate::{Secret, audit};

fn keys(current: &Secret, former: &[&Secret]) -> Keys {
    let root = |secret: &&Secret| RootSecret::parse(secret).unwrap();
    Keys::new(root(&current), former.iter().map(root).collect()).unwrap()
}

/// Writes so many events about one user under these keys.
async fn write(app: &App, user: &User, keys: &Keys, number: usize) {
    for _ in 0..number {
        let mut tx = app.security.begin().await.unwrap();
        let event = Event::of(Kind::ProfileChanged, Actor::App, user);
        let events = vec![(app.security.now(), event)];
        audit::write(&mut tx, keys, events).await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn verify(app: &App, keys: &Keys, noted: &[Head]) -> Verification {
    audit::verify(&mut app.db(), keys, noted).await.unwrap()
}

fn fault(found: &Verification) -> Option<(i64, Flaw)> {
    let found = faults(found);
    assert!(found.len() < 2, "{found:?}");
    found.first().copied()
}

// ASVS: 16.4.2
#[tokio::test]
async fn an_event_that_was_appended_without_the_secret_is_found() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        // One event more from before there was a secret.
        write(&app, &ada, &Keys::of_this_process(), 1).await;
        let ours = keys(&RootSecret::generate(), &[]);
        write(&app, &ada, &ours, 3).await;
        let found = verify(&app, &ours, &[]).await;
        // The first, and that of before: the app signs behind whatever it finds, so it vouches for neither.
        assert_eq!((found.events, found.unsigned, fault(&found)), (5, 2, None));
        // By a process without a secret, or by somebody who knows how it is done.
        write(&app, &ada, &Keys::of_this_process(), 1).await;
        let found = verify(&app, &ours, &[]).await;
        assert_eq!(fault(&found), Some((6, Flaw::NotSigned)));
        // What an operator notes, they vouch for.
        let noted = verify(&app, &Keys::of_this_process(), &[]).await.heads;
        write(&app, &ada, &ours, 1).await;
        assert_eq!(fault(&verify(&app, &ours, &noted).await), None);
    }
}

// ASVS: 16.4.2
#[tokio::test]
async fn an_event_that_was_signed_with_another_secret_is_found() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        let secrets = (RootSecret::generate(), RootSecret::generate());
        let (ours, theirs) = (keys(&secrets.0, &[]), keys(&secrets.1, &[]));
        write(&app, &ada, &ours, 2).await;
        write(&app, &ada, &theirs, 1).await;
        let found = verify(&app, &ours, &[]).await;
        assert_eq!(fault(&found), Some((4, Flaw::UnknownKey)));
        tables::run(
            app.db(),
            "UPDATE pc_audit_events SET key_id = (SELECT key_id FROM pc_audit_events WHERE number = 3) WHERE number = 4",
        )
        .await;
        let found = verify(&app, &ours, &[]).await;
        assert_eq!(fault(&found), Some((4, Flaw::Forged)));
    }
}

// ASVS: 16.4.2
#[tokio::test]
async fn a_log_that_was_written_anew_vouches_for_nothing() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        write(&app, &ada, &Keys::of_this_process(), 3).await;
        let found = verify(&app, &keys(&RootSecret::generate(), &[]), &[]).await;
        assert_eq!((fault(&found), found.unsigned), (None, 4));
    }
}

// ASVS: 13.3.4
#[tokio::test]
async fn a_secret_may_be_replaced_and_at_last_forgotten() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        let (x, y) = (RootSecret::generate(), RootSecret::generate());
        write(&app, &ada, &keys(&x, &[]), 2).await;
        let rotated = keys(&y, &[&x]);
        write(&app, &ada, &rotated, 2).await;
        let found = verify(&app, &rotated, &[]).await;
        // The app itself has no secret here.
        assert_eq!((fault(&found), found.unsigned), (None, 1));
        // The signatures under the forgotten secret can't be checked any more.
        let found = verify(&app, &keys(&y, &[]), &[]).await;
        assert_eq!((fault(&found), found.unsigned), (None, 3));
        let found = verify(&app, &keys(&x, &[]), &[]).await;
        assert_eq!(fault(&found), Some((4, Flaw::UnknownKey)));
    }
}
