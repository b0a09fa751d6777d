//! The functions that an app calls.

use std::time::Duration;

use super::*;
use crate::{
    NewUser, TokenStatus, User,
    account::{Email, NewPassword},
    features::registerable::Registration,
    tests::tables,
};

async fn registered(app: &App) -> User {
    let registration = Registration {
        locale: None,
        email: Email::parse(ADA).unwrap(),
        password: Some(NewPassword::unchecked(PASSWORD)),
        profile: Default::default(),
        claim: None,
        client: None,
    };
    app.security.register_user(registration).await.unwrap()
}

#[tokio::test]
async fn confirm_user_confirms_once() {
    let told = Told::default();
    for app in apps_where(Confirmable::default(), |app| told.listen(app)).await {
        let user = registered(&app).await;
        assert!(app.security.requires_confirmation(&user));
        assert!(app.security.confirm_user(&user).await.unwrap());
        let confirmed = app.security.find_user(ADA).await.unwrap().unwrap();
        assert_eq!(confirmed.confirmed_at, Some(app.security.now()));
        assert!(!confirmed.is_claim());
        assert!(!app.security.requires_confirmation(&confirmed));
        assert_eq!(told.take(), ["confirmed ada@example.test true"]);
        app.advance(Duration::from_secs(60));
        assert!(!app.security.confirm_user(&confirmed).await.unwrap());
        assert!(
            !app.security.confirm_user(&user).await.unwrap(),
            "also by a copy from before"
        );
        let same = app.security.find_user(ADA).await.unwrap().unwrap();
        assert_eq!(same.confirmed_at, confirmed.confirmed_at);
        assert!(told.take().is_empty());
    }
}

#[tokio::test]
async fn confirm_user_is_false_for_who_is_gone_and_where_somebody_else_owns_the_address() {
    for app in apps().await {
        let (one, two) = (registered(&app).await, registered(&app).await);
        app.security.delete_user(&one).await.unwrap();
        assert!(!app.security.confirm_user(&one).await.unwrap());
        app.user(ADA, PASSWORD).await;
        assert!(!app.security.confirm_user(&two).await.unwrap());
        let two = app.security.find_user_by_id(two.id).await.unwrap().unwrap();
        assert!(two.is_claim() && two.confirmed_at.is_none());
    }
}

#[tokio::test]
async fn confirm_user_voids_the_links_that_are_out() {
    for app in apps().await {
        let user = registered(&app).await;
        let token = app
            .security
            .generate_confirmation_token(&user)
            .await
            .unwrap();
        app.security.confirm_user(&user).await.unwrap();
        let status = app
            .security
            .confirm_email_token_status(token.expose())
            .await
            .unwrap();
        assert!(matches!(status, TokenStatus::Invalid));
    }
}

#[tokio::test]
async fn the_status_of_a_token_is_valid_then_expired_and_never_changes_anything() {
    for app in apps().await {
        let user = registered(&app).await;
        let token = app
            .security
            .generate_confirmation_token(&user)
            .await
            .unwrap();
        let status = async |token: &str| {
            app.security
                .confirm_email_token_status(token)
                .await
                .unwrap()
        };
        let before = tables::dump(app.db()).await;
        for _ in 0..2 {
            assert!(
                matches!(status(token.expose()).await, TokenStatus::Valid(whose) if whose.id == user.id)
            );
        }
        assert!(matches!(status("").await, TokenStatus::Invalid));
        assert!(matches!(
            status(&token.expose()[1..]).await,
            TokenStatus::Invalid
        ));
        app.advance(app.security.confirm_email_within());
        assert!(
            matches!(status(token.expose()).await, TokenStatus::Expired(whose) if whose.id == user.id)
        );
        assert_eq!(tables::dump(app.db()).await, before);
    }
}

#[tokio::test]
async fn a_link_is_the_public_address_and_the_token() {
    for app in apps().await {
        let user = registered(&app).await;
        let before = tables::count(app.db(), "pc_mail_jobs").await;
        let (link, token) = app
            .security
            .generate_confirmation_link(&user)
            .await
            .unwrap();
        assert_eq!(
            link,
            format!("http://localhost:3000/confirm/{}", token.expose())
        );
        assert_eq!(
            tables::count(app.db(), "pc_mail_jobs").await,
            before,
            "no mail"
        );
        let path = link.strip_prefix("http://localhost:3000").unwrap();
        let fields = [("password", PASSWORD)];
        assert_eq!(app.browser().post(path, &fields).await.location(), "/login");
    }
}

#[tokio::test]
async fn instructions_are_sent_to_who_is_not_confirmed_and_to_nobody_else() {
    let told = Told::default();
    for app in apps_where(Confirmable::default(), |app| told.listen(app)).await {
        let user = registered(&app).await;
        let welcome = app.mail_to(ADA).await.len();
        app.security
            .send_confirmation_instructions(&user)
            .await
            .unwrap();
        assert_eq!(app.mail_to(ADA).await.len(), welcome + 1);
        assert_eq!(told.take(), ["sent ada@example.test true"]);
        app.security.confirm_user(&user).await.unwrap();
        told.take();
        app.security
            .send_confirmation_instructions(&user)
            .await
            .unwrap();
        assert_eq!(app.mail_to(ADA).await.len(), welcome + 1);
        assert!(told.take().is_empty());
    }
}

#[tokio::test]
async fn an_account_of_the_operator_confirms_by_a_click_alone() {
    for app in apps().await {
        let new = NewUser {
            email: Email::parse(ADA).unwrap(),
            password: None,
            active: true,
            confirmed: false,
            profile: Default::default(),
        };
        let user = app.security.create_user(new).await.unwrap();
        app.security
            .send_confirmation_instructions(&user)
            .await
            .unwrap();
        let link = app.link_for(ADA).await;
        assert_eq!(app.browser().post(&link, &[]).await.location(), "/login");
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert_eq!(user.confirmed_at, Some(app.security.now()));
    }
}

#[tokio::test]
async fn without_the_feature_the_functions_work_and_nothing_is_required() {
    for app in App::on_each_database(|app| app).await {
        let user = app.user(ADA, PASSWORD).await;
        assert!(!app.security.requires_confirmation(&user));
        assert_eq!(
            app.security.confirm_email_within(),
            Duration::from_secs(24 * 3600)
        );
        assert!(!app.security.confirm_user(&user).await.unwrap());
    }
}

#[tokio::test]
async fn the_life_of_a_link_is_a_setting() {
    let week = Duration::from_secs(7 * 24 * 3600);
    let confirmable = Confirmable {
        confirm_email_within: week,
        ..Confirmable::default()
    };
    for app in apps_with(confirmable).await {
        let (mut browser, link) = signed_up(&app).await;
        let mail = app.newest_mail_to(ADA).await.message.text.unwrap();
        assert!(mail.contains("for 7 days"), "{mail}");
        app.advance(week - Duration::from_secs(1));
        assert_eq!(browser.get(&link).await.status, 200);
        app.advance(Duration::from_secs(1));
        assert!(browser.visit(&link).await.says("older than 7 days"));
    }
}
