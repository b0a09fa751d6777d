//! Changing a password as a person walks it.

#[path = "tests/answers.rs"]
mod answers;
#[path = "tests/functions.rs"]
mod functions;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::json;

use super::*;
use crate::{
    Email, NewPassword, NewUser, Recoverable, SecurityBuilder, User,
    settings::Span,
    testing::{App, Browser, Page},
    tests::at_once::at_once,
};

const ADA: &str = "ada@example.test";
const OLD: &str = "correct horse battery";
const NEW: &str = "a brand new password";

async fn apps() -> Vec<App> {
    apps_with(|app| app).await
}

async fn apps_with(more: impl Fn(SecurityBuilder) -> SecurityBuilder) -> Vec<App> {
    App::on_each_database(|app| more(app.with(Changeable::default()))).await
}

async fn change(browser: &mut Browser, current: &str, new: &str) -> Page {
    let fields = [("password", current), ("new_password", new)];
    browser.post("/change", &fields).await
}

fn new_password(text: &str) -> NewPassword {
    NewPassword::unchecked(text)
}

async fn without_password(app: &App) -> User {
    let new = NewUser {
        email: Email::parse(ADA).unwrap(),
        password: None,
        active: true,
        confirmed: true,
        profile: Default::default(),
    };
    app.security.create_user(new).await.unwrap()
}

async fn can_sign_in(app: &App, password: &str) -> bool {
    app.browser().sign_in(ADA, password).await.status == 303
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get_json("/verify").await.status == 200
}

/// What was told, in order.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<&'static str>>>);

impl Heard {
    fn take(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    fn listen(&self, app: SecurityBuilder) -> SecurityBuilder {
        let (changed, signed_in) = (self.0.clone(), self.0.clone());
        app.on(move |_, signal: PasswordChanged| {
            assert_eq!(signal.user.email.as_str(), ADA);
            changed.lock().unwrap().push("changed");
            async { Ok(()) }
        })
        .on(move |_, signal: crate::UserAuthenticated| {
            signed_in.lock().unwrap().push(signal.authn_via);
            async { Ok(()) }
        })
    }
}

// ASVS: 6.2.2
#[tokio::test]
async fn a_person_changes_the_password_and_stays_signed_in_here_only() {
    for app in apps().await {
        let user = app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        let mut elsewhere = app.login_as(ADA).await;
        let token = user.auth_token(&app.security).await.unwrap();
        let mut program = app
            .browser()
            .with_header("authentication-token", token.expose());
        assert!(is_signed_in(&mut elsewhere).await && is_signed_in(&mut program).await);
        let page = browser.get("/change").await;
        assert!(page.says("Change your password") && page.says("Current password"));
        let mut copy = browser.clone();
        let done = change(&mut browser, OLD, NEW).await;
        assert_eq!((done.status, done.location()), (303, "/"));
        assert_ne!(browser.cookie("session"), copy.cookie("session"));
        assert!(is_signed_in(&mut browser).await);
        for other in [&mut copy, &mut elsewhere, &mut program] {
            assert!(!is_signed_in(other).await);
        }
        let next = browser.get("/change").await;
        assert!(next.says("Your password is changed. Your other devices are signed out."));
        assert!(!can_sign_in(&app, OLD).await);
        assert!(can_sign_in(&app, NEW).await);
    }
}

#[tokio::test]
async fn a_notice_tells_the_owner_when_and_from_where() {
    for app in apps_with(|app| app.with(Recoverable::default())).await {
        app.user(ADA, OLD).await;
        app.advance(Duration::from_secs(60));
        let browser = app.login_as(ADA).await;
        let mut browser = browser
            .at([198, 51, 100, 4])
            .with_header("user-agent", "Lynx");
        change(&mut browser, OLD, NEW).await;
        let mails = app.mail_to(ADA).await;
        assert_eq!(mails.len(), 1);
        let notice = &mails[0].message;
        assert_eq!(notice.subject, "Your password has been changed");
        for part in [
            notice.text.as_deref().unwrap(),
            notice.html.as_deref().unwrap(),
        ] {
            for words in [
                "1 January 2026, 00:01 UTC",
                "198.51.100.4",
                "Lynx",
                "stop whoever it was",
            ] {
                assert!(
                    part.to_lowercase().contains(&words.to_lowercase()),
                    "{words}: {part}"
                );
            }
            assert!(!part.contains(NEW) && !part.contains(OLD));
        }
        assert!(app.link_for(ADA).await.starts_with("/not-me/"));
    }
}

#[tokio::test]
async fn a_notice_without_recovery_names_those_who_can_help() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        change(&mut app.login_as(ADA).await, OLD, NEW).await;
        let text = app.newest_mail_to(ADA).await.message.text.unwrap();
        assert!(
            text.contains("tell the people who run Portcullis at once"),
            "{text}"
        );
        assert!(!text.contains("http"), "{text}");
    }
}

// ASVS: 6.2.3, 7.5.1
#[tokio::test]
async fn a_wrong_current_password_changes_nothing() {
    let heard = Heard::default();
    for app in apps_with(|app| heard.listen(app)).await {
        app.user(ADA, OLD).await;
        let mut browser = app.login_as(ADA).await;
        heard.take();
        let refused = change(&mut browser, "not the right password", NEW).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("The password is not right."));
        assert!(is_signed_in(&mut browser).await);
        assert_eq!(heard.take(), Vec::<&str>::new());
        assert_eq!(app.mail_to(ADA).await.len(), 0);
        assert!(can_sign_in(&app, OLD).await && !can_sign_in(&app, NEW).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_changes_exactly_one_wins() {
    let heard = Heard::default();
    for app in apps_with(|app| heard.listen(app)).await {
        app.user(ADA, OLD).await;
        let (one, two) = (app.login_as(ADA).await, app.login_as(ADA).await);
        heard.take();
        let submits = (0..32).map(|n| {
            let mut browser = if n % 2 == 0 { one.clone() } else { two.clone() };
            async move {
                let password = format!("new password number {n}");
                let page = change(&mut browser, OLD, &password).await;
                (password, page.location() == "/", page.status, browser)
            }
        });
        let mut answers = at_once(submits).await;
        let odd: Vec<u16> = answers.iter().map(|(_, _, status, _)| *status).collect();
        assert!(
            odd.iter().all(|status| [303, 422].contains(status)),
            "{odd:?}"
        );
        assert_eq!(answers.iter().filter(|(_, won, _, _)| *won).count(), 1);
        assert_eq!(heard.take(), ["changed", "change"]);
        for (password, won, _, browser) in &mut answers {
            assert_eq!(can_sign_in(&app, password).await, *won);
            assert_eq!(is_signed_in(browser).await, *won);
        }
        heard.take();
        assert_eq!(app.mail_to(ADA).await.len(), 1);
    }
}

#[tokio::test]
async fn a_remembered_session_stays_remembered() {
    for app in apps().await {
        app.user(ADA, OLD).await;
        for (remember, lasts) in [("y", true), ("", false)] {
            let mut browser = app.browser();
            let fields = [("email", ADA), ("password", OLD), ("remember", remember)];
            browser.post("/login", &fields).await;
            let changed = change(&mut browser, OLD, NEW).await;
            let cookie = changed.header("set-cookie");
            assert_eq!(cookie.contains("Max-Age=2592000"), lasts, "{cookie}");
            let user = app.security.find_user(ADA).await.unwrap().unwrap();
            app.security
                .admin_change_password(&user, new_password(OLD), false)
                .await
                .unwrap();
        }
    }
}

// ASVS: 7.5.1
#[tokio::test]
async fn somebody_without_a_password_sets_one_after_a_fresh_sign_in() {
    let soon = |app: SecurityBuilder| {
        app.core(|core| core.freshness.freshness = Span::Within(Duration::from_secs(3600)))
    };
    for app in apps_with(soon).await {
        without_password(&app).await;
        let mut browser = app.login_as(ADA).await;
        let page = browser.get("/change").await;
        assert!(page.says("Set a password") && !page.says("Current password"));
        let look = browser.get_json("/change").await;
        assert_eq!(look.response()["active_password"], false);

        let mut stale = app.login_as(ADA).await;
        app.advance(Duration::from_secs(3600));
        let body = json!({ "new_password": NEW });
        for refused in [
            stale.get_json("/change").await,
            stale.post_json("/change", &body).await,
        ] {
            assert_eq!(refused.status, 401);
            assert_eq!(refused.response()["reauth_required"], true);
        }
        assert!(!can_sign_in(&app, NEW).await);

        let mut fresh = app.login_as(ADA).await;
        assert_eq!(fresh.post_json("/change", &body).await.status, 200);
        assert!(can_sign_in(&app, NEW).await);
        assert!(is_signed_in(&mut fresh).await);
        assert!(!is_signed_in(&mut stale).await);
    }
}

#[tokio::test]
async fn the_change_asks_for_the_password_that_was_set_meanwhile() {
    for app in apps().await {
        let user = without_password(&app).await;
        let (caller, shown) = (functions::caller(), service::Shown(None));
        app.security
            .admin_change_password(&user, new_password(OLD), false)
            .await
            .unwrap();
        let late = app
            .security
            .change_password(&user, Some(&new_password(NEW)), &caller, Some(&shown))
            .await
            .unwrap();
        assert!(matches!(late, crate::SignIn::Refused(fault) if fault.key == "INVALID_PASSWORD"));
        assert!(can_sign_in(&app, OLD).await && !can_sign_in(&app, NEW).await);
    }
}
