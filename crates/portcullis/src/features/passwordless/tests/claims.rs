//! Who has not confirmed the address gets the link for that, and no sign-in link ever leads into a claim.

use super::*;
use crate::{features::DevMailbox, security::Security};

const NEW: &str = "new@example.test";

#[tokio::test]
async fn who_never_confirmed_gets_that_link_and_then_signs_in() {
    for app in apps().await {
        let mut browser = app.browser();
        browser.sign_up(NEW, PASSWORD).await;
        assert_eq!(app.mail_to(NEW).await.len(), 1);
        browser.post("/login/link", &[("email", NEW)]).await;
        let mails = app.mail_to(NEW).await;
        assert_eq!(mails.len(), 2);
        assert_eq!(mails[1].message.subject, "Please confirm your email");
        let link = app.link_for(NEW).await;
        assert!(link.starts_with("/confirm/"), "{link}");
        assert_eq!(browser.post(&link, &[]).await.location(), "/login");
        let link = mailed_link(&app, NEW).await;
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
        assert!(is_signed_in(&browser));
    }
}

#[tokio::test]
async fn the_owner_of_the_mailbox_never_lands_in_a_strangers_claim() {
    for app in App::on_each_database(|app| {
        app.with(Registerable::default())
            .with(Passwordless::default())
            .with(Confirmable {
                login_without_confirmation: true,
                ..Confirmable::default()
            })
    })
    .await
    {
        app.browser().sign_up(NEW, "a stranger's password").await;
        let mut owner = app.browser();
        owner.post("/login/link", &[("email", NEW)]).await;
        let link = app.link_for(NEW).await;
        // A link to confirm, which asks for the stranger's password.
        assert!(link.starts_with("/confirm/"), "{link}");
        assert_eq!(owner.post(&link, &[]).await.status, 422);
        assert!(!is_signed_in(&owner));
        let claim = app.security.find_user(NEW).await.unwrap().unwrap();
        assert!(claim.confirmed_at.is_none());
        let (_, token) = app.security.generate_login_link(&claim).await.unwrap();
        let path = format!("/login/{}", token.expose());
        let page = owner.submit(&path, &[]).await;
        assert!(
            page.says("This sign-in link is not valid."),
            "{}",
            page.text()
        );
        assert!(!is_signed_in(&owner));
    }
}

#[tokio::test]
async fn of_two_claims_the_one_of_this_browser_gets_the_link() {
    for app in apps().await {
        let mut browser = app.browser();
        browser.sign_up(NEW, PASSWORD).await;
        app.advance(std::time::Duration::from_secs(60));
        app.browser().sign_up(NEW, "a stranger's password").await;
        assert_eq!(app.mail_to(NEW).await.len(), 2);
        browser.post("/login/link", &[("email", NEW)]).await;
        let link = app.link_for(NEW).await;
        assert_eq!(browser.post(&link, &[]).await.location(), "/login");
        assert_eq!(browser.sign_in(NEW, PASSWORD).await.location(), "/");
    }
}

#[tokio::test]
async fn an_owner_who_has_yet_to_confirm_gets_that_link() {
    for app in apps().await {
        unconfirmed(&app).await;
        ask(&app, NEW).await;
        assert!(app.link_for(NEW).await.starts_with("/confirm/"));
    }
}

#[tokio::test]
async fn a_claim_gets_nothing_where_nobody_confirms_any_more() {
    for app in apps().await {
        app.browser().sign_up(NEW, PASSWORD).await;
        app.mail_to(NEW).await;
        let later = Security::builder(app.db().clone())
            .clock(app.clock.clone())
            .without_background()
            .with(Passwordless::default())
            .core(|core| core.http.public_url = "http://localhost:3000".into())
            .build()
            .await
            .unwrap();
        let claim = later.find_user(NEW).await.unwrap().unwrap();
        later.send_login_instructions(&claim).await.unwrap();
        let owner = later.find_user(ADA).await.unwrap().unwrap();
        later.send_login_instructions(&owner).await.unwrap();
        assert_eq!(later.deliver_mail().await, 2);
        let mails = later.feature::<DevMailbox>().unwrap().memory().messages();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].message.to, ADA);
    }
}

/// Somebody whom the operator made, and who has not confirmed yet.
pub(super) async fn unconfirmed(app: &App) -> crate::User {
    let new = crate::NewUser {
        email: crate::Email::parse(NEW).unwrap(),
        password: None,
        active: true,
        confirmed: false,
        profile: Default::default(),
    };
    app.security.create_user(new).await.unwrap()
}
