//! A sign-in in a browser that is not known is told by mail.

use insta::assert_snapshot;

use super::*;
use crate::{Changeable, Passwordless, Recoverable, testing::Browser};

const THIEF: [u8; 4] = [198, 51, 100, 4];

async fn recovering() -> Vec<App> {
    apps(|app| {
        app.with(Recoverable::default())
            .with(Changeable::default())
            .with(Passwordless::default())
    })
    .await
}

/// Signs in, in this browser.
async fn sign_in(browser: &mut Browser) {
    assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, 303);
}

async fn notices(app: &App) -> usize {
    let mails = app.mail_to(ADA).await;
    let notices = mails
        .iter()
        .filter(|mail| mail.message.subject == "New sign-in to your account");
    notices.count()
}

// ASVS: 6.3.5
#[tokio::test]
async fn a_sign_in_in_a_browser_that_is_not_known_is_told_to_the_owner() {
    for app in recovering().await {
        app.user(ADA, PASSWORD).await;
        let mut home = app.browser();
        sign_in(&mut home).await;
        assert_eq!(notices(&app).await, 0, "the first sign-in of all");
        sign_in(&mut home).await;
        home.post("/logout", &[]).await;
        sign_in(&mut home.clone().at(THIEF)).await;
        assert_eq!(notices(&app).await, 0, "the same browser elsewhere");
        let mut thief = app
            .browser()
            .at(THIEF)
            .with_header("user-agent", "Lynx <2>");
        sign_in(&mut thief).await;
        assert_eq!(notices(&app).await, 1);
        sign_in(&mut thief).await;
        assert_eq!(notices(&app).await, 1, "known by now");
        let link = app.link_for(ADA).await;
        let token = link.rsplit('/').next().unwrap();
        let mail = app.newest_mail_to(ADA).await.message;
        let hidden = |text: Option<String>| text.unwrap().replace(token, "[token]");
        assert_snapshot!("new_device_notice_text", hidden(mail.text));
        assert_snapshot!("new_device_notice_html", hidden(mail.html));
        // The owner throws the thief out.
        let page = app.browser().submit(&link, &[]).await;
        assert!(page.says("works no more"), "{}", page.text());
        for browser in [&mut thief, &mut home] {
            assert_eq!(browser.get_json("/verify").await.status, 401);
        }
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.status, 401);
    }
}

// ASVS: 6.3.5
#[tokio::test]
async fn after_it_was_not_me_no_browser_is_known() {
    for app in recovering().await {
        app.user(ADA, PASSWORD).await;
        let (mut home, mut thief) = (app.browser(), app.browser());
        sign_in(&mut home).await;
        sign_in(&mut thief).await;
        let link = app.link_for(ADA).await;
        app.browser().post(&link, &[]).await;
        let reset = app.link_for(ADA).await;
        assert!(reset.starts_with("/reset/"), "{reset}");
        let mut owner = app.browser();
        owner.post(&reset, &[("password", PASSWORD)]).await;
        sign_in(&mut owner).await;
        assert_eq!(notices(&app).await, 2);
        sign_in(&mut thief).await;
        assert_eq!(notices(&app).await, 3, "the thief's browser is new again");
    }
}

#[tokio::test]
async fn a_change_of_the_password_is_no_sign_in_in_a_new_browser() {
    for app in recovering().await {
        app.user(ADA, PASSWORD).await;
        let mut home = app.browser();
        sign_in(&mut home).await;
        let change = [("password", PASSWORD), ("new_password", "another password")];
        assert_eq!(home.post("/change", &change).await.status, 303);
        assert_eq!(notices(&app).await, 0);
    }
}

#[tokio::test]
async fn a_mailed_sign_in_link_in_another_browser_is_told_too() {
    for app in recovering().await {
        app.user(ADA, PASSWORD).await;
        sign_in(&mut app.browser()).await;
        let mut phone = app.browser();
        phone.post("/login/link", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        phone.post(&link, &[]).await;
        assert_eq!(notices(&app).await, 1);
    }
}

#[tokio::test]
async fn no_notice_is_sent_where_that_is_switched_off_or_nothing_is_tracked() {
    let off = |app: SecurityBuilder| {
        app.with(Trackable {
            send_new_device_email: false,
            ..Trackable::default()
        })
    };
    let mut all = App::on_each_database(off).await;
    all.extend(App::on_each_database(|app| app).await);
    for app in all {
        app.user(ADA, PASSWORD).await;
        sign_in(&mut app.browser()).await;
        sign_in(&mut app.browser()).await;
        assert_eq!(app.mail_to(ADA).await.len(), 0);
    }
}

#[tokio::test]
async fn without_the_way_back_the_notice_names_those_who_run_the_app() {
    for app in apps(|app| app).await {
        app.user(ADA, PASSWORD).await;
        sign_in(&mut app.browser()).await;
        sign_in(&mut app.browser()).await;
        let text = app.newest_mail_to(ADA).await.message.text.unwrap();
        assert!(
            text.contains("tell the people who run") && !text.contains("http"),
            "{text}"
        );
    }
}
