//! The signals of sign-up.

use std::sync::{Arc, Mutex};

use super::*;

type Told = Arc<Mutex<Vec<String>>>;

fn listening(told: &Told, app: SecurityBuilder) -> SecurityBuilder {
    let (new, old) = (told.clone(), told.clone());
    app.on(move |security, UserRegistered { user }| {
        let told = new.clone();
        async move {
            let committed = security.find_user_by_id(user.id).await?.is_some();
            // Who is told may change things: no transaction is open any more.
            security.find_or_create_role("newcomer").await?;
            security.add_role_to_user(&user, "newcomer").await?;
            told.lock()
                .unwrap()
                .push(format!("registered {} {committed}", user.email));
            Ok(())
        }
    })
    .on(move |_, UserNotRegistered { user }| {
        let told = old.clone();
        async move {
            told.lock()
                .unwrap()
                .push(format!("not registered {}", user.email));
            Ok(())
        }
    })
}

#[tokio::test]
async fn a_sign_up_is_told_once_after_its_commit() {
    let told = Told::default();
    for app in apps_where(|app| listening(&told, app.with(Confirmable::default()))).await {
        app.browser().sign_up(ADA, PASSWORD).await;
        app.browser().sign_up("nobody", PASSWORD).await;
        app.security.deliver_mail().await;
        assert_eq!(
            std::mem::take(&mut *told.lock().unwrap()),
            ["registered ada@example.test true"]
        );
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.has_role("newcomer"));
    }
}

#[tokio::test]
async fn a_sign_up_with_an_owned_address_is_told_once_its_owner_has_the_mail() {
    let told = Told::default();
    for app in apps_where(|app| listening(&told, app)).await {
        app.user(ADA, PASSWORD).await;
        app.browser().sign_up(ADA, PASSWORD).await;
        assert!(told.lock().unwrap().is_empty());
        app.security.deliver_mail().await;
        app.security.deliver_mail().await;
        assert_eq!(
            std::mem::take(&mut *told.lock().unwrap()),
            ["not registered ada@example.test"]
        );
    }
}

#[tokio::test]
async fn a_subscriber_that_fails_does_not_fail_the_sign_up() {
    for app in apps_where(|app| {
        app.with(Confirmable::default())
            .on(async |_, UserRegistered { .. }| {
                Err::<(), _>(crate::Error::Internal("on purpose".into()))
            })
            .on(async |_, UserRegistered { .. }| -> crate::Result<()> { panic!("on purpose") })
    })
    .await
    {
        assert_eq!(app.browser().sign_up(ADA, PASSWORD).await.status, 303);
        assert!(app.link_for(ADA).await.starts_with("/confirm/"));
    }
}
