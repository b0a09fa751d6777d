//! Links that do not work, and people whom a link does not let in.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use portcullis_kit::db::Tx;
use serde_json::json;

use super::{claims::unconfirmed, *};
use crate::{
    error::{Error, Fault, Result},
    security::{
        Security,
        feature::{Attempt, Feature, Verdict},
    },
};

/// A link is dead: for browsers and programs, to look at and to use, and nobody is signed in.
async fn is_dead(app: &App, link: &str, code: &str, words: &str) {
    let mut browser = app.browser();
    let page = browser.get(link).await;
    assert_eq!(
        (page.status, page.location()),
        (302, "/login/link"),
        "{link}"
    );
    let page = browser.visit("/login/link").await;
    assert!(page.says(words), "{link}: {}", page.text());
    let page = browser.submit(link, &[]).await;
    assert!(page.says(words), "{link}: {}", page.text());
    for reply in [
        browser.get_json(link).await,
        browser.post_json(link, &json!({})).await,
    ] {
        assert_eq!(reply.status, 400, "{link}");
        assert_eq!(
            reply.response()["field_error_codes"],
            json!({ "": [code] }),
            "{link}"
        );
    }
    assert!(!is_signed_in(&browser));
}

async fn is_invalid(app: &App, link: &str) {
    is_dead(
        app,
        link,
        "INVALID_LOGIN_TOKEN",
        "This sign-in link is not valid.",
    )
    .await;
}

// ASVS: 6.5.5
#[tokio::test]
async fn a_link_that_is_too_old_says_so() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        app.advance(Duration::from_secs(10 * 60) - Duration::from_micros(1));
        assert_eq!(app.browser().get(&link).await.status, 200);
        app.advance(Duration::from_micros(1));
        is_dead(&app, &link, "LOGIN_EXPIRED", "is older than 10 minutes.").await;
    }
}

#[tokio::test]
async fn what_was_never_mailed_is_not_valid() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        let token = link.strip_prefix("/login/").unwrap();
        let first = if token.starts_with('A') { "B" } else { "A" };
        is_invalid(&app, &format!("/login/{first}{}", &token[1..])).await;
        is_invalid(&app, &format!("/login/{}", &token[..42])).await;
        is_invalid(&app, &format!("/login/{token}A")).await;
        is_invalid(&app, &format!("/login/{}", token.to_uppercase())).await;
        is_invalid(&app, "/login/%00").await;
        is_invalid(&app, &format!("/login/{}", "A".repeat(43))).await;
        assert_eq!(app.browser().post(&link, &[]).await.location(), "/");
    }
}

// ASVS: 6.6.2
#[tokio::test]
async fn a_token_is_good_for_its_purpose_only() {
    for app in apps().await {
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        let confirm = app
            .security
            .generate_confirmation_token(&ada)
            .await
            .unwrap();
        is_invalid(&app, &format!("/login/{}", confirm.expose())).await;
        let login = app.security.generate_login_token(&ada).await.unwrap();
        let path = format!("/confirm/{}", login.expose());
        let reply = app.browser().post_json(&path, &json!({})).await;
        assert_eq!(reply.error_codes(), ["INVALID_CONFIRMATION_TOKEN"]);
    }
}

#[tokio::test]
async fn a_used_link_says_so() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        app.browser().post(&link, &[]).await;
        is_dead(
            &app,
            &link,
            "LOGIN_USED",
            "This sign-in link was used already.",
        )
        .await;
    }
}

#[tokio::test]
async fn who_was_switched_off_or_deleted_between_mail_and_click_stays_out() {
    for app in apps().await {
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        let link = mailed_link(&app, ADA).await;
        app.security.deactivate_user(&ada).await.unwrap();
        is_invalid(&app, &link).await;
        // Also once the account is on again: whatever was mailed before is void.
        app.security.activate_user(&ada).await.unwrap();
        let reply = app.browser().post_json(&link, &json!({})).await;
        assert_eq!(reply.error_codes(), ["LOGIN_USED"]);
        let link = mailed_link(&app, ADA).await;
        app.security.delete_user(&ada).await.unwrap();
        is_invalid(&app, &link).await;
    }
}

#[tokio::test]
async fn who_has_yet_to_confirm_is_told_so_and_the_link_stays_good() {
    for app in apps().await {
        let user = unconfirmed(&app).await;
        let token = app.security.generate_login_token(&user).await.unwrap();
        let link = format!("/login/{}", token.expose());
        let mut browser = app.browser();
        let page = browser.post(&link, &[]).await;
        assert_eq!(page.status, 401);
        assert!(
            page.says("Confirm your email address first."),
            "{}",
            page.text()
        );
        let reply = browser.post_json(&link, &json!({})).await;
        assert_eq!(
            (reply.status, reply.error_codes()),
            (400, vec!["CONFIRMATION_REQUIRED".into()])
        );
        assert!(!is_signed_in(&browser));
        assert!(app.security.confirm_user(&user).await.unwrap());
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
    }
}

/// An app's own feature: closed at night, and sometimes broken.
#[derive(Clone, Default)]
struct Hours {
    closed: Arc<AtomicBool>,
    broken: Arc<AtomicBool>,
}

#[async_trait]
impl Feature for Hours {
    fn name(&self) -> &'static str {
        "hours"
    }

    async fn gate(&self, _: &Security, attempt: &Attempt<'_>) -> Result<Verdict> {
        assert_eq!(attempt.authn_via, "token");
        Ok(if self.closed.load(Ordering::SeqCst) {
            Verdict::Refuse(Fault::form("UNAUTHORIZED"))
        } else {
            Verdict::Pass
        })
    }

    async fn signed_in(&self, _: &Security, _: &mut Tx, _: &Attempt<'_>) -> Result<()> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(Error::Internal("broken on purpose".into()));
        }
        Ok(())
    }
}

// ASVS: 2.3.1
#[tokio::test]
async fn every_gate_is_asked_before_the_link_is_spent() {
    let hours = Hours::default();
    for app in
        App::on_each_database(|app| app.with(Passwordless::default()).with(hours.clone())).await
    {
        app.user(ADA, PASSWORD).await;
        let link = mailed_link(&app, ADA).await;
        let mut browser = app.browser();
        hours.closed.store(true, Ordering::SeqCst);
        let page = browser.post(&link, &[]).await;
        assert_eq!(page.status, 401);
        assert!(
            page.says("You have no permission for this."),
            "{}",
            page.text()
        );
        hours.closed.store(false, Ordering::SeqCst);
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
    }
}

#[tokio::test]
async fn a_sign_in_that_breaks_leaves_the_link_unspent() {
    let hours = Hours::default();
    for app in App::on_each_database(|app| {
        app.with(Passwordless::default())
            .with(Trackable::default())
            .with(hours.clone())
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        let link = mailed_link(&app, ADA).await;
        let mut browser = app.browser();
        hours.broken.store(true, Ordering::SeqCst);
        assert_eq!(browser.post(&link, &[]).await.status, 500);
        assert_eq!(sign_ins(&app, ADA).await, 0);
        hours.broken.store(false, Ordering::SeqCst);
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
        assert_eq!(sign_ins(&app, ADA).await, 1);
    }
}

#[tokio::test]
async fn who_is_signed_in_is_sent_on_and_the_link_stays_good() {
    for app in apps().await {
        app.user("bob@example.test", PASSWORD).await;
        let link = mailed_link(&app, ADA).await;
        let mut bob = app.login_as("bob@example.test").await;
        let before = bob.cookie("session").unwrap().to_owned();
        assert_eq!(bob.get(&link).await.location(), "/");
        assert_eq!(bob.post(&link, &[]).await.location(), "/");
        let reply = bob.post_json(&link, &json!({})).await;
        assert_eq!(reply.error_codes(), ["ANONYMOUS_USER_REQUIRED"]);
        assert_eq!(bob.cookie("session"), Some(before.as_str()));
        assert_eq!(sign_ins(&app, ADA).await, 0);
        assert_eq!(app.browser().post(&link, &[]).await.location(), "/");
    }
}

#[tokio::test]
async fn another_site_cannot_use_a_link_in_somebodys_browser() {
    for app in apps().await {
        let link = mailed_link(&app, ADA).await;
        let mut browser = app.browser().with_header("sec-fetch-site", "cross-site");
        assert_eq!(browser.post(&link, &[]).await.status, 403);
        assert!(!is_signed_in(&browser));
        assert_eq!(app.browser().post(&link, &[]).await.location(), "/");
    }
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    for app in apps().await {
        for path in ["/login/link", "/login/anything"] {
            let page = app.browser().request(axum::http::Method::PUT, path).await;
            assert_eq!(page.status, 405, "{path}");
            assert!(page.header("allow").contains("POST"), "{path}");
        }
    }
}
