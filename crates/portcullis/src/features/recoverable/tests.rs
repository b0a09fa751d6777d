//! The way back to a lost password as a person walks it.

#[path = "tests/answers.rs"]
mod answers;
#[path = "tests/claims.rs"]
mod claims;
#[path = "tests/settings.rs"]
mod effects;
#[path = "tests/functions.rs"]
mod functions;
#[path = "tests/not_me.rs"]
mod not_me;
#[path = "tests/races.rs"]
mod races;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use super::*;
use crate::{
    NewPassword, Secret, SecurityBuilder, User,
    testing::{App, Browser},
    tests::at_once::at_once,
};

const ADA: &str = "ada@example.test";
const OLD: &str = "correct horse battery";
const NEW: &str = "a brand new password";
const HOUR: Duration = Duration::from_secs(3600);

async fn apps() -> Vec<App> {
    apps_with(|app| app).await
}

async fn apps_with(more: impl Fn(SecurityBuilder) -> SecurityBuilder) -> Vec<App> {
    App::on_each_database(|app| more(app.with(Recoverable::default()))).await
}

/// Asks for the mail, as the person of this address.
async fn ask(app: &App, email: &str) -> String {
    // What waits goes out before, so that the newest mail is the one asked for.
    app.security.deliver_mail().await;
    let asked = app.browser().post("/reset", &[("email", email)]).await;
    assert_eq!(asked.location(), "/reset/code");
    app.link_for(email).await
}

async fn choose(app: &App, link: &str, password: &str) -> crate::testing::Page {
    app.browser().post(link, &[("password", password)]).await
}

fn new_password(text: &str) -> NewPassword {
    NewPassword::unchecked(text)
}

async fn can_sign_in(app: &App, email: &str, password: &str) -> bool {
    app.browser().sign_in(email, password).await.status == 303
}

/// Whether this browser, or program, is somebody to the app.
async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get_json("/verify").await.status == 200
}

async fn found(app: &App, email: &str) -> User {
    app.security.find_user(email).await.unwrap().unwrap()
}

/// What was told, in order.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    fn note(&self, what: &str, user: &User) {
        let line = format!("{what} {}", user.email.as_str());
        self.0.lock().unwrap().push(line);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    fn listen(&self, app: SecurityBuilder) -> SecurityBuilder {
        let (asked, reset, confirmed, signed_in) =
            (self.clone(), self.clone(), self.clone(), self.clone());
        app.on(move |_, signal: ResetPasswordInstructionsSent| {
            asked.note("asked", &signal.user);
            async { Ok(()) }
        })
        .on(move |_, signal: PasswordReset| {
            reset.note("reset", &signal.user);
            async { Ok(()) }
        })
        .on(
            move |_, signal: crate::features::confirmable::UserConfirmed| {
                confirmed.note("confirmed", &signal.user);
                async { Ok(()) }
            },
        )
        .on(move |_, signal: crate::UserAuthenticated| {
            signed_in.note(signal.authn_via, &signal.user);
            async { Ok(()) }
        })
    }
}

#[tokio::test]
async fn a_lost_password_is_replaced_through_the_mailed_link() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        let mut browser = app.browser();
        assert!(browser.get("/login").await.says("Forgot your password?"));
        let asked = browser.submit("/reset", &[("email", ADA)]).await;
        assert!(asked.says("a link for a new password is on its way there."));
        let link = app.link_for(ADA).await;
        assert!(browser.get(&link).await.says("Choose a new password"));
        let done = browser.submit(&link, &[("password", NEW)]).await;
        assert!(
            done.says("Your new password is set. Sign in with it."),
            "{}",
            done.text()
        );
        assert!(!can_sign_in(&app, ADA, OLD).await);
        assert!(can_sign_in(&app, ADA, NEW).await);
    }
}

// ASVS: 6.4.1
#[tokio::test]
async fn a_link_works_once() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        assert_eq!(choose(&app, &link, NEW).await.location(), "/login");
        let mut browser = app.browser();
        let again = browser
            .submit(&link, &[("password", "yet another password")])
            .await;
        assert!(again.says("was used already"), "{}", again.text());
        assert!(browser.visit(&link).await.says("was used already"));
        assert!(can_sign_in(&app, ADA, NEW).await);
    }
}

#[tokio::test]
async fn looking_at_a_link_changes_nothing() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        for method in ["GET", "HEAD", "GET"] {
            let page = app.browser().request(method.parse().unwrap(), &link).await;
            assert_eq!(page.status, 200, "{method}");
            assert_eq!(page.header("referrer-policy"), "no-referrer");
            assert!(page.header("cache-control").contains("no-store"));
        }
        assert!(can_sign_in(&app, ADA, OLD).await);
        assert_eq!(choose(&app, &link, NEW).await.location(), "/login");
    }
}

// ASVS: 6.4.1, 6.5.5
#[tokio::test]
async fn an_expired_link_says_so_and_changes_nothing() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        app.advance(HOUR);
        let mut browser = app.browser();
        assert!(browser.visit(&link).await.says("older than 1 hour"));
        let late = browser.submit(&link, &[("password", NEW)]).await;
        assert!(late.says("older than 1 hour"));
        assert!(can_sign_in(&app, ADA, OLD).await);
    }
}

#[tokio::test]
async fn a_token_that_was_altered_or_is_for_something_else_opens_nothing() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        let turned: String = link.chars().rev().take(43).collect();
        let confirm = app
            .security
            .generate_confirmation_token(&user)
            .await
            .unwrap();
        let hashes = app.security.0.hasher.count();
        for token in [
            turned.as_str(),
            confirm.expose(),
            "x",
            "%00",
            "%FF",
            "a%2Fb",
        ] {
            let link = format!("/reset/{token}");
            let mut browser = app.browser();
            assert_eq!(browser.get(&link).await.location(), "/reset", "{token}");
            assert!(browser.visit(&link).await.says("not valid"), "{token}");
            let refused = browser
                .post_json(&link, &serde_json::json!({ "password": NEW }))
                .await;
            assert_eq!(refused.status, 400);
            assert_eq!(refused.error_codes(), ["INVALID_RESET_PASSWORD_TOKEN"]);
        }
        assert_eq!(app.security.0.hasher.count(), hashes, "work for nothing");
        assert!(can_sign_in(&app, ADA, OLD).await);
    }
}

#[tokio::test]
async fn a_deactivated_user_gets_no_mail_and_the_link_is_dead_for_ever() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        app.security.deactivate_user(&user).await.unwrap();
        assert_eq!(choose(&app, &link, NEW).await.location(), "/reset");
        assert_eq!(app.browser().get(&link).await.location(), "/reset");
        app.browser().post("/reset", &[("email", ADA)]).await;
        assert_eq!(app.mail_to(ADA).await.len(), 1);
        app.security.activate_user(&user).await.unwrap();
        assert_eq!(choose(&app, &link, NEW).await.location(), "/reset");
        assert!(can_sign_in(&app, ADA, OLD).await);
    }
}

#[tokio::test]
async fn a_user_deactivated_or_deleted_before_the_mail_goes_out_gets_none() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        app.browser().post("/reset", &[("email", ADA)]).await;
        app.security
            .send_reset_password_instructions(&user)
            .await
            .unwrap();
        app.security.deactivate_user(&user).await.unwrap();
        assert_eq!(app.mail_to(ADA).await.len(), 0);
        app.security.activate_user(&user).await.unwrap();
        app.security
            .send_reset_password_instructions(&user)
            .await
            .unwrap();
        app.security.delete_user(&user).await.unwrap();
        assert_eq!(app.mail_to(ADA).await.len(), 0);
    }
}

#[tokio::test]
async fn the_link_of_a_deleted_user_is_dead() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        app.security.delete_user(&user).await.unwrap();
        assert_eq!(choose(&app, &link, NEW).await.location(), "/reset");
        app.user(ADA, OLD).await;
        assert_eq!(choose(&app, &link, NEW).await.location(), "/reset");
        assert!(can_sign_in(&app, ADA, OLD).await);
    }
}

#[tokio::test]
async fn a_reset_ends_all_sessions_auth_tokens_and_other_links() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        let bob = app.user("bob@example.test", OLD).await;
        let mut elsewhere = app.login_as(ADA).await;
        let token = user.auth_token(&app.security).await.unwrap();
        let mut program = app
            .browser()
            .with_header("authentication-token", token.expose());
        let mut of_bob = app.login_as(bob.email.as_str()).await;
        assert!(is_signed_in(&mut elsewhere).await && is_signed_in(&mut program).await);
        let sibling = ask(&app, ADA).await;
        let login = app.security.generate_login_token(&user).await.unwrap();
        let link = ask(&app, ADA).await;
        assert_ne!(sibling, link);
        choose(&app, &link, NEW).await;
        assert!(!is_signed_in(&mut elsewhere).await);
        assert!(!is_signed_in(&mut program).await);
        assert!(is_signed_in(&mut of_bob).await);
        assert_eq!(choose(&app, &sibling, OLD).await.location(), "/reset");
        let status = app
            .security
            .login_token_status(login.expose())
            .await
            .unwrap();
        assert!(matches!(status, crate::TokenStatus::Invalid));
    }
}

#[tokio::test]
async fn a_notice_tells_the_owner_when_and_from_where() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        let link = ask(&app, ADA).await;
        app.advance(Duration::from_secs(90));
        let mut browser = app
            .browser()
            .at([198, 51, 100, 4])
            .with_header("user-agent", "Lynx <2>");
        browser.post(&link, &[("password", NEW)]).await;
        let mails = app.mail_to(ADA).await;
        assert_eq!(mails.len(), 2);
        let notice = &mails[1].message;
        assert_eq!(notice.subject, "Your password has been reset");
        let (text, html) = (
            notice.text.as_deref().unwrap(),
            notice.html.as_deref().unwrap(),
        );
        for part in [text, html] {
            assert!(part.contains("1 January 2026, 00:01 UTC"), "{part}");
            assert!(part.contains("198.51.100.4"), "{part}");
        }
        let button = "href=\"http:&#x2f;&#x2f;localhost:3000&#x2f;not-me&#x2f;";
        assert!(html.contains(button), "{html}");
        assert!(text.contains("Device: Lynx <2>") && html.contains("Lynx &lt;2&gt;"));
        assert!(!text.contains(NEW) && !html.contains(NEW));
        assert!(app.link_for(ADA).await.starts_with("/not-me/"));
    }
}

#[tokio::test]
async fn a_signed_in_person_may_ask_too() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        assert!(browser.get("/reset").await.body.contains(ADA));
        browser.post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        assert_eq!(
            browser.post(&link, &[("password", NEW)]).await.location(),
            "/login"
        );
        assert!(!is_signed_in(&mut browser).await);
    }
}
