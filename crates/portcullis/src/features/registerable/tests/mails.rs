//! What the mails of sign-up say, and to whom.

use insta::assert_snapshot;
use portcullis_kit::mail::Message;

use super::*;
use crate::Recoverable;

/// The mail as it is read, without what is random in it.
fn read(message: &Message, token: &str, code: &str) -> (String, String) {
    let part = |part: &Option<String>| {
        let part = part.as_ref().unwrap().replace(token, "[token]");
        part.replace(code, "[code]")
    };
    let html = part(&message.html);
    let text = format!(
        "To: {}\nSubject: {}\n\n{}",
        message.to,
        message.subject,
        part(&message.text)
    );
    (text, html)
}

#[tokio::test]
async fn a_newcomer_is_welcomed_with_the_link() {
    for app in apps().await {
        app.browser().sign_up(ADA, PASSWORD).await;
        let (link, code) = (app.link_for(ADA).await, app.code_for(ADA).await);
        let message = app.newest_mail_to(ADA).await.message;
        let (text, html) = read(&message, link.strip_prefix("/confirm/").unwrap(), &code);
        assert_snapshot!("welcome_with_link_text", text);
        assert_snapshot!("welcome_with_link_html", html);
        assert_eq!(app.mail_to(ADA).await.len(), 1);
    }
}

#[tokio::test]
async fn a_newcomer_who_need_not_confirm_is_just_welcomed() {
    for app in apps_where(|app| app).await {
        app.browser().sign_up(ADA, PASSWORD).await;
        let (text, html) = read(
            &app.newest_mail_to(ADA).await.message,
            "[nothing]",
            "[nothing]",
        );
        assert_snapshot!("welcome_text", text);
        assert_snapshot!("welcome_html", html);
    }
}

#[tokio::test]
async fn an_owner_is_told_and_gets_no_link_that_does_anything() {
    for app in apps_where(|app| {
        app.with(Confirmable::default())
            .with(Recoverable::default())
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        app.browser().sign_up(ADA, "a stranger's password").await;
        let (text, html) = read(
            &app.newest_mail_to(ADA).await.message,
            "[nothing]",
            "[nothing]",
        );
        assert_snapshot!("welcome_existing_text", text);
        assert_snapshot!("welcome_existing_html", html);
    }
}

#[tokio::test]
async fn an_owner_who_cannot_reset_is_not_told_how() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        app.browser().sign_up(ADA, PASSWORD).await;
        let message = app.newest_mail_to(ADA).await.message;
        assert!(!message.text.unwrap().contains("Forgot your password?"));
        assert!(!message.html.unwrap().contains("Forgot your password?"));
    }
}

#[tokio::test]
async fn subject_and_sender_are_settings() {
    for app in App::on_each_database(|app| {
        app.with(Registerable {
            email_subject_register: "Hej!".into(),
            ..Registerable::default()
        })
        .core(|core| core.email.email_sender = "Acme <hello@acme.example>".into())
    })
    .await
    {
        app.browser().sign_up(ADA, PASSWORD).await;
        let message = app.newest_mail_to(ADA).await.message;
        assert_eq!(message.subject, "Hej!");
        assert_eq!(message.from.address(), "hello@acme.example");
        assert_eq!(message.from.name(), Some("Acme"));
        app.browser().sign_up(ADA, PASSWORD).await;
        assert_eq!(
            app.newest_mail_to(ADA).await.message.subject,
            "Hej!",
            "to the owner, too"
        );
    }
}

#[tokio::test]
async fn a_mail_has_the_parts_that_the_settings_want() {
    for app in apps_where(|app| app.core(|core| core.email.email_html = false)).await {
        app.browser().sign_up(ADA, PASSWORD).await;
        let message = app.newest_mail_to(ADA).await.message;
        assert!(message.text.is_some() && message.html.is_none());
    }
}

fn silent() -> Registerable {
    Registerable {
        send_register_email: false,
        ..Registerable::default()
    }
}

#[tokio::test]
async fn where_no_welcome_is_sent_and_nothing_to_confirm_there_is_no_mail() {
    for app in App::on_each_database(|app| app.with(silent())).await {
        assert_eq!(app.browser().sign_up(ADA, PASSWORD).await.location(), "/");
        assert!(app.mail_to(ADA).await.is_empty());
    }
}

#[tokio::test]
async fn where_no_welcome_is_sent_the_link_comes_in_the_confirmation_mail() {
    for app in App::on_each_database(|app| app.with(silent()).with(Confirmable::default())).await {
        let mut browser = app.browser();
        browser.sign_up(ADA, PASSWORD).await;
        let mails = app.mail_to(ADA).await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].message.subject, "Please confirm your email");
        let link = app.link_for(ADA).await;
        assert_eq!(browser.post(&link, &[]).await.location(), "/login");
    }
}

#[tokio::test]
async fn where_no_welcome_is_sent_an_owner_is_still_told() {
    for app in App::on_each_database(|app| app.with(silent()).with(Confirmable::default())).await {
        app.user(ADA, PASSWORD).await;
        app.browser().sign_up(ADA, PASSWORD).await;
        let mails = app.mail_to(ADA).await;
        assert_eq!(mails.len(), 1);
        assert!(
            mails[0]
                .message
                .text
                .as_ref()
                .unwrap()
                .contains("You already have an account")
        );
    }
}

#[tokio::test]
async fn a_claim_that_was_switched_off_before_its_mail_gets_none() {
    for app in apps().await {
        app.browser().sign_up(ADA, PASSWORD).await;
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        app.security.deactivate_user(&user).await.unwrap();
        assert!(app.mail_to(ADA).await.is_empty());
    }
}

#[tokio::test]
async fn a_claim_that_is_gone_before_its_mail_gets_none() {
    for app in apps().await {
        app.browser().sign_up(ADA, PASSWORD).await;
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        app.security.delete_user(&user).await.unwrap();
        assert!(app.mail_to(ADA).await.is_empty());
    }
}

#[tokio::test]
async fn who_was_confirmed_before_the_mail_went_out_is_welcomed_without_a_link() {
    for app in apps().await {
        app.browser().sign_up(ADA, PASSWORD).await;
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        app.security.confirm_user(&user).await.unwrap();
        let text = app.newest_mail_to(ADA).await.message.text.unwrap();
        assert!(
            text.contains("Your account for ada@example.test is ready."),
            "{text}"
        );
        assert!(!text.contains("/confirm/"));
    }
}
