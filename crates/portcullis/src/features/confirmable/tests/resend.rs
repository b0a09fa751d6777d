//! The page that sends the mail again.

use std::time::Duration;

use serde_json::json;

use super::*;
use crate::tests::tables;

#[tokio::test]
async fn only_a_claim_gets_a_mail() {
    for app in apps().await {
        app.user("owner@example.test", PASSWORD).await;
        let gone = app.user("gone@example.test", PASSWORD).await;
        app.security.deactivate_user(&gone).await.unwrap();
        app.browser().sign_up("claim@example.test", PASSWORD).await;
        app.security.deliver_mail().await;
        let mut mails = Vec::new();
        for name in ["owner", "gone", "claim", "nobody"] {
            let address = format!("{name}@example.test");
            let page = app
                .browser()
                .submit("/confirm", &[("email", &address)])
                .await;
            let sentence = format!("If {address} waits to be confirmed");
            assert!(page.says(&sentence), "{}", page.text());
            mails.push(app.mail_to(&address).await.len());
        }
        assert_eq!(
            mails,
            [0, 0, 2, 0],
            "the welcome and a link, and nothing else"
        );
    }
}

#[tokio::test]
async fn the_mail_holds_a_link_that_works_for_this_browsers_own_claim() {
    for app in apps().await {
        let (mut browser, _) = signed_up(&app).await;
        let mut stranger = app.browser();
        app.advance(Duration::from_secs(1));
        stranger.sign_up(ADA, EVIL_PASSWORD).await;
        app.security.deliver_mail().await;
        browser.post("/confirm", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        assert_eq!(
            browser.post(&link, &[]).await.location(),
            "/login",
            "no password is asked for"
        );
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.location(), "/");
    }
}

#[tokio::test]
async fn a_browser_without_a_claim_gets_a_link_for_the_newest() {
    for app in apps().await {
        signed_up(&app).await;
        app.advance(Duration::from_secs(1));
        app.browser().sign_up(ADA, "a second password").await;
        app.security.deliver_mail().await;
        app.browser().post("/confirm", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        let page = app
            .browser()
            .post(&link, &[("password", "a second password")])
            .await;
        assert_eq!(page.location(), "/login");
    }
}

#[tokio::test]
async fn bad_addresses_are_refused_beside_their_field() {
    for app in apps().await {
        let before = tables::counts(app.db()).await;
        for (typed, code) in [
            ("", "EMAIL_NOT_PROVIDED"),
            ("ada", "INVALID_EMAIL_ADDRESS"),
            ("a\nb@c.de", "INVALID_INPUT"),
        ] {
            let json = app
                .browser()
                .post_json("/confirm", &json!({ "email": typed }))
                .await;
            assert_eq!(json.status, 400);
            assert_eq!(json.response()["field_error_codes"]["email"], json!([code]));
            let page = app.browser().post("/confirm", &[("email", typed)]).await;
            assert_eq!(page.status, 422);
            assert!(page.body.contains("id=\"email-error\""));
        }
        assert_eq!(tables::counts(app.db()).await, before);
    }
}

#[tokio::test]
async fn plain_answers_say_what_is_wrong_where_they_are_wanted() {
    let plain = |app: SecurityBuilder| app.core(|core| core.http.return_generic_responses = false);
    for app in apps_where(Confirmable::default(), plain).await {
        app.user("owner@example.test", PASSWORD).await;
        let (mut browser, _) = signed_up(&app).await;
        for (address, code) in [
            ("owner@example.test", "ALREADY_CONFIRMED"),
            ("nobody@example.test", "USER_DOES_NOT_EXIST"),
        ] {
            let json = browser
                .post_json("/confirm", &json!({ "email": address }))
                .await;
            assert_eq!(
                (json.status, json.error_codes()),
                (400, vec![code.to_owned()])
            );
            assert_eq!(json.response()["field_error_codes"]["email"], json!([code]));
            assert_eq!(
                browser.post("/confirm", &[("email", address)]).await.status,
                422
            );
        }
        let fine = browser
            .post_json("/confirm", &json!({ "email": ADA }))
            .await;
        assert_eq!(fine.status, 200);
        assert!(app.link_for(ADA).await.starts_with("/confirm/"));
    }
}

#[tokio::test]
async fn the_page_is_filled_in_from_the_query() {
    for app in apps().await {
        let page = app
            .browser()
            .get("/confirm?email=ada%40example.test%22%3E")
            .await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains("value=\"ada@example.test&quot;&gt;\""),
            "{}",
            page.body
        );
        let page = app.browser().get_json("/confirm").await;
        assert!(page.response()["csrf_token"].is_string());
    }
}

#[tokio::test]
async fn the_mail_says_what_it_is() {
    for app in apps().await {
        let (mut browser, _) = signed_up(&app).await;
        browser.post("/confirm", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        let token = link.strip_prefix("/confirm/").unwrap();
        let code = app.code_for(ADA).await;
        let message = app.newest_mail_to(ADA).await.message;
        assert_eq!(message.subject, "Please confirm your email");
        let (text, html) = (message.text.unwrap(), message.html.unwrap());
        insta::assert_snapshot!(
            "confirmation_instructions_text",
            text.replace(token, "[token]").replace(&code, "[code]")
        );
        insta::assert_snapshot!(
            "confirmation_instructions_html",
            html.replace(token, "[token]").replace(&code, "[code]")
        );
    }
}

#[tokio::test]
async fn the_subject_is_a_setting() {
    let confirmable = Confirmable {
        email_subject_confirm: "Is it you?".into(),
        ..Confirmable::default()
    };
    for app in apps_with(confirmable).await {
        let (mut browser, _) = signed_up(&app).await;
        browser.post("/confirm", &[("email", ADA)]).await;
        assert_eq!(app.newest_mail_to(ADA).await.message.subject, "Is it you?");
    }
}
