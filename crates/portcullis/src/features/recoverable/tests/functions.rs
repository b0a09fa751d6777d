//! The functions on the handle, with the routes and without them.

use super::*;
use crate::TokenStatus;

#[tokio::test]
async fn the_functions_work_while_the_feature_is_off() {
    let heard = Heard::default();
    for app in App::on_each_database(|app| heard.listen(app)).await {
        let user = app.user(ADA, OLD).await;
        assert_eq!(app.browser().get("/reset").await.status, 404);
        heard.take();
        app.security
            .send_reset_password_instructions(&user)
            .await
            .unwrap();
        let link = app.link_for(ADA).await;
        assert_eq!(heard.take(), ["asked ada@example.test"]);
        let token = link.strip_prefix("/reset/").unwrap();
        let status = app
            .security
            .reset_password_token_status(token)
            .await
            .unwrap();
        assert!(matches!(status, TokenStatus::Valid(of) if of.id == user.id));
        assert!(
            app.security
                .update_password(&user, new_password(NEW))
                .await
                .unwrap()
        );
        assert_eq!(heard.take(), ["reset ada@example.test"]);
        let notice = app.newest_mail_to(ADA).await.message;
        assert_eq!(notice.subject, "Your password has been reset");
        assert!(
            notice
                .text
                .unwrap()
                .contains("tell the people who run Portcullis")
        );
        assert!(can_sign_in(&app, ADA, NEW).await);
    }
}

#[tokio::test]
async fn the_status_of_a_token_says_what_it_is_worth() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        let security = &app.security;
        let (link, token) = security.generate_reset_password_link(&user).await.unwrap();
        assert_eq!(
            link,
            format!("http://localhost:3000/reset/{}", token.expose())
        );
        let status = || security.reset_password_token_status(token.expose());
        assert!(matches!(status().await.unwrap(), TokenStatus::Valid(_)));
        app.advance(HOUR);
        assert!(matches!(status().await.unwrap(), TokenStatus::Expired(of) if of.id == user.id));
        security
            .update_password(&user, new_password(NEW))
            .await
            .unwrap();
        assert!(matches!(status().await.unwrap(), TokenStatus::Invalid));
        let unknown = security
            .reset_password_token_status("nonsense")
            .await
            .unwrap();
        assert!(matches!(unknown, TokenStatus::Invalid));
        assert_eq!(app.mail_to(ADA).await.len(), 1);
    }
}

#[tokio::test]
async fn updating_a_password_ends_what_the_old_one_opened() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        let link = ask(&app, ADA).await;
        app.security
            .update_password(&user, new_password(NEW))
            .await
            .unwrap();
        assert!(!is_signed_in(&mut browser).await);
        assert_eq!(choose(&app, &link, OLD).await.location(), "/reset");
        assert!(can_sign_in(&app, ADA, NEW).await && !can_sign_in(&app, ADA, OLD).await);
    }
}

#[tokio::test]
async fn updating_the_password_of_a_user_who_is_gone_changes_and_tells_nothing() {
    let heard = Heard::default();
    for app in apps_with(|app| heard.listen(app)).await {
        let user = app.user(ADA, OLD).await;
        app.security.delete_user(&user).await.unwrap();
        assert!(
            !app.security
                .update_password(&user, new_password(NEW))
                .await
                .unwrap()
        );
        assert_eq!(heard.take(), Vec::<String>::new());
        assert_eq!(app.mail_to(ADA).await.len(), 0);
    }
}

#[tokio::test]
async fn a_notice_can_be_sent_alone() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        app.security
            .send_password_reset_notice(&user)
            .await
            .unwrap();
        let text = app.newest_mail_to(ADA).await.message.text.unwrap();
        assert!(text.contains("When: 1 January 2026, 00:00 UTC\n"), "{text}");
        assert!(
            !text.contains("IP address:") && !text.contains("Device:"),
            "{text}"
        );
        assert!(can_sign_in(&app, ADA, OLD).await);
    }
}

// ASVS: 6.4.1
#[tokio::test]
async fn a_user_without_a_password_gets_one() {
    for app in apps().await {
        let new = crate::NewUser {
            email: crate::Email::parse(ADA).unwrap(),
            password: None,
            active: true,
            confirmed: true,
            profile: Default::default(),
        };
        app.security.create_user(new).await.unwrap();
        let link = ask(&app, ADA).await;
        choose(&app, &link, NEW).await;
        assert!(can_sign_in(&app, ADA, NEW).await);
    }
}

#[tokio::test]
async fn what_is_told_carries_a_token_that_no_log_shows() {
    let told = Arc::new(Mutex::new(None));
    let keep = told.clone();
    let apps = apps_with(move |app| {
        let keep = keep.clone();
        app.on(move |_, signal: ResetPasswordInstructionsSent| {
            *keep.lock().unwrap() = Some(signal);
            async { Ok(()) }
        })
    });
    for app in apps.await {
        app.user(ADA, OLD).await;
        app.browser().post("/reset", &[("email", ADA)]).await;
        assert!(
            told.lock().unwrap().is_none(),
            "told before the mail is sent"
        );
        let link = app.link_for(ADA).await;
        let signal = told.lock().unwrap().take().unwrap();
        assert!(link.ends_with(signal.reset_token.expose()));
        assert!(!format!("{signal:?}").contains(signal.reset_token.expose()));
    }
}
