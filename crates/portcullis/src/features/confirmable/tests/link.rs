//! What a mailed link does, and when it does nothing.

use std::time::Duration;

use axum::http::Method;
use serde_json::json;

use super::*;
use crate::{
    account::{Purpose, one_time_token},
    tests::tables,
};

#[tokio::test]
async fn a_confirmation_link_works_once() {
    for app in apps().await {
        let (mut browser, link) = signed_up(&app).await;
        assert!(
            browser
                .get(&link)
                .await
                .says("Confirm ada@example.test for Portcullis?")
        );
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, 401);
        assert_eq!(browser.post(&link, &[]).await.location(), "/login");
        let page = browser.submit(&link, &[]).await;
        assert!(
            page.says("This address is confirmed already."),
            "{}",
            page.text()
        );
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.location(), "/");
    }
}

// ASVS: 7.6.2
#[tokio::test]
async fn looking_at_a_link_changes_nothing() {
    for app in apps().await {
        let (mut browser, link) = signed_up(&app).await;
        let before = tables::dump(app.db()).await;
        for method in [Method::GET, Method::HEAD, Method::GET] {
            let page = browser.request(method, &link).await;
            assert_eq!(page.status, 200);
            assert_eq!(page.header("referrer-policy"), "no-referrer");
            assert_eq!(page.header("cache-control"), "no-store");
        }
        assert_eq!(browser.get_json(&link).await.status, 200);
        assert_eq!(tables::dump(app.db()).await, before);
        assert_eq!(browser.post(&link, &[]).await.location(), "/login");
        assert_ne!(tables::dump(app.db()).await, before);
    }
}

#[tokio::test]
async fn a_program_confirms_with_json() {
    for app in apps().await {
        let (mut browser, link) = signed_up(&app).await;
        let page = browser.get_json(&link).await;
        assert_eq!(page.response()["email"], ADA);
        assert_eq!(page.response()["password_required"], false);
        let done = browser.post_json(&link, &json!({})).await;
        assert_eq!(
            (done.status, &done.json()["meta"]["code"]),
            (200, &json!(200))
        );
        assert!(done.response()["csrf_token"].is_string());
        assert!(browser.cookie("session").is_none());
        let again = browser.post_json(&link, &json!({})).await;
        assert_eq!(
            (again.status, again.error_codes()),
            (400, vec!["ALREADY_CONFIRMED".to_owned()])
        );
        assert_eq!(
            again.response()["field_error_codes"][""],
            json!(["ALREADY_CONFIRMED"])
        );
    }
}

// ASVS: 6.5.5
#[tokio::test]
async fn an_expired_link_says_so_and_changes_nothing() {
    for app in apps().await {
        let (mut browser, link) = signed_up(&app).await;
        app.advance(Duration::from_secs(24 * 3600 - 1));
        assert_eq!(browser.get(&link).await.status, 200);
        app.advance(Duration::from_secs(1));
        let before = tables::dump_but_counts(app.db()).await;
        assert!(browser.visit(&link).await.says("older than 24 hours"));
        assert!(browser.submit(&link, &[]).await.says("older than 24 hours"));
        let refused = browser.post_json(&link, &json!({})).await;
        assert_eq!(
            (refused.status, refused.error_codes()),
            (400, vec!["CONFIRMATION_EXPIRED".to_owned()])
        );
        assert_eq!(
            tables::dump_but_counts(app.db()).await,
            before,
            "not even a new mail"
        );
    }
}

#[tokio::test]
async fn an_expired_link_of_a_confirmed_address_says_that_it_is_confirmed() {
    for app in apps().await {
        let (mut browser, link) = signed_up(&app).await;
        browser.post(&link, &[]).await;
        app.advance(Duration::from_secs(48 * 3600));
        assert!(browser.submit(&link, &[]).await.says("confirmed already"));
    }
}

/// What is not a link of ours, made out of one that is.
fn spoilt(link: &str) -> Vec<String> {
    let (start, end) = link.split_at(link.len() - 1);
    let other = if end == "A" { "B" } else { "A" };
    let flipped = link.strip_prefix("/confirm/").unwrap();
    vec![
        "/confirm/".to_owned(),
        start.to_owned(),
        format!("{link}A"),
        format!("{start}{other}"),
        format!("/confirm/{}", flipped.chars().rev().collect::<String>()),
        format!("/confirm/{}", "A".repeat(43)),
        format!("/confirm/{}", "A".repeat(5000)),
        format!("{link}%00"),
        format!("{link}%0A"),
        "/confirm/%FF%FE".to_owned(),
        "/confirm/%F0%9F%94%91".to_owned(),
        format!("/confirm/%20{flipped}"),
    ]
}

#[tokio::test]
async fn a_link_that_is_not_ours_is_refused_and_changes_nothing() {
    for app in apps().await {
        let (mut browser, link) = signed_up(&app).await;
        let before = tables::dump_but_counts(app.db()).await;
        for wrong in spoilt(&link) {
            let page = browser.get(&wrong).await;
            assert_eq!((page.status, page.location()), (302, "/confirm"), "{wrong}");
            assert_eq!(page.header("referrer-policy"), "no-referrer");
            let page = browser.submit(&wrong, &[]).await;
            assert!(
                page.says("This confirmation link is not valid."),
                "{wrong}: {}",
                page.text()
            );
            let answer = browser.post_json(&wrong, &json!({})).await;
            assert_eq!(answer.status, 400, "{wrong}");
            assert_eq!(
                answer.error_codes(),
                ["INVALID_CONFIRMATION_TOKEN"],
                "{wrong}"
            );
            assert_eq!(
                browser.get_json(&wrong).await.error_codes(),
                ["INVALID_CONFIRMATION_TOKEN"]
            );
        }
        assert_eq!(tables::dump_but_counts(app.db()).await, before);
        assert_eq!(browser.post(&link, &[]).await.location(), "/login");
    }
}

#[tokio::test]
async fn a_token_of_another_purpose_confirms_nothing() {
    for app in apps().await {
        let (mut browser, _) = signed_up(&app).await;
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        let within = Duration::from_secs(600);
        let now = app.security.now();
        let issued =
            one_time_token::issue(&mut app.db(), now, Purpose("reset"), &user, within, None)
                .await
                .unwrap();
        let page = browser
            .submit(&format!("/confirm/{}", issued.token.expose()), &[])
            .await;
        assert!(page.says("not valid"));
        assert_eq!(browser.sign_in(ADA, PASSWORD).await.status, 401);
    }
}

#[tokio::test]
async fn a_used_link_of_somebody_who_is_not_confirmed_is_not_valid() {
    for app in apps().await {
        let (mut browser, link) = signed_up(&app).await;
        tables::run(
            app.db(),
            "UPDATE pc_one_time_tokens SET spent_at = created_at",
        )
        .await;
        assert!(browser.submit(&link, &[]).await.says("not valid"));
    }
}

#[tokio::test]
async fn the_link_of_a_deleted_user_is_not_valid() {
    for app in apps().await {
        let (mut browser, link) = signed_up(&app).await;
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(app.security.delete_user(&user).await.unwrap());
        assert!(browser.visit(&link).await.says("not valid"));
        assert!(browser.submit(&link, &[]).await.says("not valid"));
        assert_eq!(tables::count(app.db(), "pc_users").await, 0);
    }
}

#[tokio::test]
async fn the_link_of_a_deactivated_user_is_not_valid_also_after_activation() {
    for app in apps().await {
        let (mut browser, link) = signed_up(&app).await;
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(app.security.deactivate_user(&user).await.unwrap());
        assert!(browser.submit(&link, &[]).await.says("not valid"));
        assert!(app.security.activate_user(&user).await.unwrap());
        assert!(browser.submit(&link, &[]).await.says("not valid"));
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.confirmed_at.is_none());
    }
}

#[tokio::test]
async fn a_link_is_void_once_the_address_is_another_one() {
    for app in apps().await {
        let (mut browser, link) = signed_up(&app).await;
        let change =
            "UPDATE pc_users SET email = 'eve@example.test', email_key = 'eve@example.test'";
        assert_eq!(tables::run(app.db(), change).await, 1);
        assert!(browser.visit(&link).await.says("not valid"));
        assert!(browser.submit(&link, &[]).await.says("not valid"));
        let user = app
            .security
            .find_user("eve@example.test")
            .await
            .unwrap()
            .unwrap();
        assert!(user.confirmed_at.is_none());
    }
}

#[tokio::test]
async fn confirming_by_one_link_voids_the_others() {
    for app in apps().await {
        let (mut browser, first) = signed_up(&app).await;
        browser.post("/confirm", &[("email", ADA)]).await;
        let second = app.link_for(ADA).await;
        assert_ne!(first, second);
        assert_eq!(browser.post(&first, &[]).await.location(), "/login");
        assert!(browser.submit(&second, &[]).await.says("confirmed already"));
        let open = "UPDATE pc_one_time_tokens SET spent_at = created_at WHERE spent_at IS NULL";
        assert_eq!(tables::run(app.db(), open).await, 0);
    }
}

#[tokio::test]
async fn each_confirmation_and_each_mail_is_told_once() {
    let told = Told::default();
    for app in apps_where(Confirmable::default(), |app| told.listen(app)).await {
        let (mut browser, link) = signed_up(&app).await;
        assert!(
            told.take().is_empty(),
            "the welcome mail is no confirmation mail"
        );
        browser.post("/confirm", &[("email", ADA)]).await;
        assert!(told.take().is_empty(), "nothing is sent inside the request");
        app.security.deliver_mail().await;
        assert_eq!(told.take(), ["sent ada@example.test true"]);
        browser.get(&link).await;
        assert!(told.take().is_empty());
        browser.post(&link, &[]).await;
        assert_eq!(told.take(), ["confirmed ada@example.test true"]);
        browser.post(&link, &[]).await;
        browser.post("/confirm", &[("email", ADA)]).await;
        app.security.deliver_mail().await;
        assert!(told.take().is_empty());
    }
}
