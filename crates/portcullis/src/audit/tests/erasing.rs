//! Whom events were about is forgotten; that they happened is not.

use super::*;

// ASVS: 14.2.7
#[tokio::test]
async fn deleting_a_user_erases_whom_events_were_about_and_the_chain_still_verifies() {
    for app in apps().await {
        let ada = with_events(&app, ADA, 4).await;
        app.user(BOB, PASSWORD).await;
        let noted = verified(&app).await.heads;
        assert!(app.security.delete_user(&ada).await.unwrap());
        let found = app.security.verify_audit(&noted).await.unwrap();
        assert_eq!((found.broken, found.events, found.erased), (vec![], 6, 4));
        let dump = tables::dump(app.db()).await;
        assert!(!dump.contains(ADA) && dump.contains(BOB), "{dump}");
        let about = Filter {
            user: Some(ada.id),
            ..Filter::default()
        };
        assert_eq!(kinds(&app, about).await, ["user_deleted"]);
        assert_eq!(count(app.db(), "pc_audit_events").await, 6);
    }
}

// ASVS: 14.2.7
#[tokio::test]
async fn what_is_known_of_the_address_alone_is_erased_with_its_owner() {
    for app in apps().await {
        let email = Email::parse(ADA).unwrap();
        let mut tx = app.security.begin().await.unwrap();
        let asked = Event::new(Kind::ResetRequested, Actor::Nobody).address(&email);
        app.security.record(&mut tx, asked);
        app.security.commit(tx).await.unwrap();
        let ada = app.user(ADA, PASSWORD).await;
        app.security.delete_user(&ada).await.unwrap();
        assert_eq!(verified(&app).await.erased, 2);
        assert!(!tables::dump(app.db()).await.contains(ADA));
    }
}

#[tokio::test]
async fn another_user_who_had_the_address_once_is_not_erased_with_its_owner() {
    for app in apps().await {
        let (ada, bob) = (app.user(ADA, PASSWORD).await, app.user(BOB, PASSWORD).await);
        let mut tx = app.security.begin().await.unwrap();
        let once = Event::of(Kind::SignIn, Actor::Person, &bob).address(&ada.email);
        app.security.record(&mut tx, once);
        app.security.commit(tx).await.unwrap();
        app.security.delete_user(&ada).await.unwrap();
        assert_eq!(verified(&app).await.erased, 1);
        let user = Some(bob.id);
        let of_bob = kinds(
            &app,
            Filter {
                user,
                ..Filter::default()
            },
        )
        .await;
        assert_eq!(of_bob, ["user_created", "sign_in"]);
    }
}

// ASVS: 14.2.7
#[tokio::test]
async fn personal_data_is_erased_when_its_time_is_over() {
    for app in apps().await {
        with_events(&app, ADA, 600).await;
        app.advance(DAY);
        app.user(BOB, PASSWORD).await;
        app.advance(399 * DAY);
        app.security.sweep().await.unwrap();
        assert_eq!(verified(&app).await.erased, 0);
        app.advance(Duration::from_micros(1));
        app.security.sweep().await.unwrap();
        let found = verified(&app).await;
        assert_eq!((found.events, found.erased), (601, 600));
        assert_eq!(kinds(&app, Filter::default()).await.len(), 601);
    }
}
