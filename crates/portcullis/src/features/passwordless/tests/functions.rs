//! The functions on `Security`, and the signals.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use super::*;
use crate::{
    TokenStatus, UserAuthenticated, account::User, features::passwordless::LoginInstructionsSent,
};

async fn ada(app: &App) -> User {
    app.security.find_user(ADA).await.unwrap().unwrap()
}

async fn worth(app: &App, token: &str) -> String {
    match app.security.login_token_status(token).await.unwrap() {
        TokenStatus::Valid(user) => format!("valid for {}", user.email),
        TokenStatus::Expired(user) => format!("expired for {}", user.email),
        TokenStatus::Invalid => "invalid".into(),
    }
}

#[tokio::test]
async fn the_status_of_a_token_changes_nothing() {
    for app in apps().await {
        let token = app
            .security
            .generate_login_token(&ada(&app).await)
            .await
            .unwrap();
        for _ in 0..2 {
            assert_eq!(
                worth(&app, token.expose()).await,
                "valid for ada@example.test"
            );
        }
        assert_eq!(worth(&app, "nonsense").await, "invalid");
        app.advance(Duration::from_secs(10 * 60));
        assert_eq!(
            worth(&app, token.expose()).await,
            "expired for ada@example.test"
        );
    }
}

#[tokio::test]
async fn a_token_that_was_used_or_belongs_to_nobody_who_may_have_it_is_invalid() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        app.browser().post(&link, &[]).await;
        assert_eq!(
            worth(&app, link.strip_prefix("/login/").unwrap()).await,
            "invalid"
        );
        app.browser().sign_up("new@example.test", PASSWORD).await;
        let claim = app
            .security
            .find_user("new@example.test")
            .await
            .unwrap()
            .unwrap();
        let token = app.security.generate_login_token(&claim).await.unwrap();
        assert_eq!(worth(&app, token.expose()).await, "invalid");
        let user = ada(&app).await;
        let token = app.security.generate_login_token(&user).await.unwrap();
        app.security.deactivate_user(&user).await.unwrap();
        assert_eq!(worth(&app, token.expose()).await, "invalid");
    }
}

#[tokio::test]
async fn a_link_holds_its_token_below_the_public_url() {
    for app in apps().await {
        let (link, token) = app
            .security
            .generate_login_link(&ada(&app).await)
            .await
            .unwrap();
        assert_eq!(
            link,
            format!("http://localhost:3000/login/{}", token.expose())
        );
        assert_eq!(format!("{token:?}"), "[secret]");
        assert_eq!(jobs(&app).await.len(), 0);
        let path = link.strip_prefix("http://localhost:3000").unwrap();
        assert_eq!(app.browser().post(path, &[]).await.location(), "/");
    }
}

#[tokio::test]
async fn an_app_can_send_the_mail_itself() {
    for app in apps().await {
        app.security
            .send_login_instructions(&ada(&app).await)
            .await
            .unwrap();
        let link = app.link_for(ADA).await;
        assert_eq!(app.browser().post(&link, &[]).await.location(), "/");
    }
}

#[tokio::test]
async fn the_functions_work_while_the_routes_are_off() {
    for app in App::on_each_database(|app| app).await {
        let user = app.user(ADA, PASSWORD).await;
        app.security.send_login_instructions(&user).await.unwrap();
        let link = app.link_for(ADA).await;
        let token = link.strip_prefix("/login/").unwrap();
        assert_eq!(worth(&app, token).await, "valid for ada@example.test");
        assert_eq!(app.browser().get(&link).await.status, 404);
        assert_eq!(app.browser().post(&link, &[]).await.status, 404);
    }
}

#[tokio::test]
async fn the_database_holds_no_token_that_could_be_used() {
    for app in apps().await {
        ask(&app, ADA).await;
        let link = app.link_for(ADA).await;
        let token = link.strip_prefix("/login/").unwrap();
        let all = format!("{:?}", jobs(&app).await);
        assert!(
            all.contains("login_instructions") && !all.contains(token),
            "{all}"
        );
    }
}

#[tokio::test]
async fn signals_tell_of_the_mail_and_of_the_sign_in() {
    let told = Arc::new(Mutex::new(Vec::<String>::new()));
    for app in App::on_each_database(|app| {
        let (mails, sign_ins) = (told.clone(), told.clone());
        app.with(Passwordless::default())
            .on(move |_, signal: LoginInstructionsSent| {
                let line = format!("{} {}", signal.user.email, signal.login_token.expose());
                mails.lock().unwrap().push(line);
                async { Ok(()) }
            })
            .on(move |_, signal: UserAuthenticated| {
                let line = format!("{} {}", signal.user.email, signal.authn_via);
                sign_ins.lock().unwrap().push(line);
                async { Ok(()) }
            })
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        browser.post("/login/link", &[("email", ADA)]).await;
        ask(&app, "nobody@example.test").await;
        assert_eq!(told.lock().unwrap().len(), 0);
        let link = app.link_for(ADA).await;
        let token = link.strip_prefix("/login/").unwrap();
        let mail = std::mem::take(&mut *told.lock().unwrap());
        assert_eq!(mail, [format!("{ADA} {token}")]);
        browser.get(&link).await;
        browser.post(&link, &[]).await;
        app.browser().post(&link, &[]).await;
        let sign_ins = std::mem::take(&mut *told.lock().unwrap());
        assert_eq!(sign_ins, [format!("{ADA} token")]);
    }
}
