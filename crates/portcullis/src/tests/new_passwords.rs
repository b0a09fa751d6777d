//! The one way to a new password, at each of the places where one is set.

use serde_json::json;

use super::*;
use crate::account::password::blocklist;

const NEXT: &str = "seven umbrellas, no rain";

async fn apps() -> Vec<App> {
    let named = |app| everything(app).core(|core| core.http.app_name = "Heliotrope Post".into());
    App::on_each_database(named).await
}

/// What is refused, and the reason that is said.
fn refused() -> Vec<(String, &'static str)> {
    let legal = blocklist::all().filter(|listed| listed.chars().count() >= 15);
    let sample = legal
        .step_by(601)
        .map(|listed| (listed.to_owned(), "PASSWORD_TOO_COMMON"));
    let mut refused: Vec<_> = sample.collect();
    assert!(refused.len() > 10);
    for (typed, key) in [
        ("fourteen chars", "PASSWORD_INVALID_LENGTH"),
        ("password1234567", "PASSWORD_TOO_COMMON"),
        ("heliotropeheliotrope", "PASSWORD_HAS_CONTEXT"),
        ("HeliotropePost2026!", "PASSWORD_HAS_CONTEXT"),
        ("augusta.lovelace-1815", "PASSWORD_HAS_CONTEXT"),
        ("AUGUSTA@lovelace.example", "PASSWORD_HAS_CONTEXT"),
    ] {
        refused.push((typed.to_owned(), key));
    }
    refused.push(("🦉".repeat(257), "PASSWORD_TOO_LONG"));
    refused
}

const AUGUSTA: &str = "augusta@lovelace.example";

// ASVS: 6.2.1, 6.2.4, 6.2.11, 6.1.2
#[tokio::test]
async fn a_bad_password_is_refused_at_sign_up_change_and_reset_with_the_reason() {
    for app in apps().await {
        for (typed, key) in refused() {
            let body = json!({ "email": AUGUSTA, "password": typed });
            let page = app.browser().post_json("/register", &body).await;
            assert_eq!(
                (page.status, page.error_codes()),
                (400, vec![key.to_owned()]),
                "{typed}"
            );
        }
        app.user(AUGUSTA, PASSWORD).await;
        let mut signed_in = app.login_as(AUGUSTA).await;
        app.browser().post("/reset", &[("email", AUGUSTA)]).await;
        let link = app.link_for(AUGUSTA).await;
        for (typed, key) in refused() {
            let body = json!({ "password": PASSWORD, "new_password": typed });
            let page = signed_in.post_json("/change", &body).await;
            assert_eq!(
                (page.status, page.error_codes()),
                (400, vec![key.to_owned()]),
                "{typed}"
            );
            let page = app
                .browser()
                .post_json(&link, &json!({ "password": typed }))
                .await;
            assert_eq!(
                (page.status, page.error_codes()),
                (400, vec![key.to_owned()]),
                "{typed}"
            );
        }
        let page = app
            .browser()
            .post_json(&link, &json!({ "password": NEXT }))
            .await;
        assert_eq!(page.status, 200, "the link is still good");
        assert_eq!(app.browser().sign_in(AUGUSTA, NEXT).await.status, 303);
    }
}

// ASVS: 6.2.8, 6.2.9
#[tokio::test]
async fn every_character_of_a_password_matters() {
    for app in apps().await {
        let app = &app;
        let core = app.security.settings();
        assert_eq!(core.passwords.password_length_max, 256);
        // 256 code points of four bytes each.
        let long: String = "🦉🧵🪁🥁🪀🧭".chars().cycle().take(256).collect();
        app.user("long@example.test", &long).await;
        app.user(ADA, &format!("{PASSWORD} ")).await;
        let with = |at: usize| {
            let mut chars: Vec<char> = long.chars().collect();
            chars[at] = '🫖';
            chars.into_iter().collect::<String>()
        };
        for (email, typed, status) in [
            ("long@example.test", long.clone(), 303),
            ("long@example.test", with(17), 401),
            ("long@example.test", with(64), 401),
            ("long@example.test", with(249), 401),
            ("long@example.test", with(255), 401),
            ("long@example.test", format!("{long}x"), 401),
            (ADA, format!("{PASSWORD} "), 303),
            (ADA, PASSWORD.to_owned(), 401),
            (ADA, format!(" {PASSWORD} "), 401),
            (ADA, format!("{} ", PASSWORD.to_uppercase()), 401),
        ] {
            let page = app.browser().sign_in(email, &typed).await;
            assert_eq!(page.status, status, "{typed}");
        }
    }
}

// ASVS: 6.2.10
#[tokio::test]
async fn a_password_does_not_run_out() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        app.clock
            .advance(std::time::Duration::from_secs(10 * 366 * 86_400));
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.status, 303);
    }
}

// ASVS: 6.2.12
#[cfg(all(feature = "breached", feature = "zxcvbn"))]
#[tokio::test]
async fn the_judges_that_are_switched_on_are_asked_when_the_rest_is_good() {
    let judged = |app| {
        everything(app).core(|core| {
            core.passwords.password_complexity_checker = "zxcvbn".into();
            core.passwords.password_check_breached = "strict".into();
            // Nobody listens there.
            core.passwords.password_breached_url = "http://127.0.0.1:1/".into();
        })
    };
    let app = App::on_sqlite(judged).await;
    for (typed, key) in [
        ("short", "PASSWORD_INVALID_LENGTH"),
        ("abcdefghijklmnopqrst", "PASSWORD_TOO_SIMPLE"),
        (NEXT, "PASSWORD_BREACHED_SITE_ERROR"),
    ] {
        let body = json!({ "email": AUGUSTA, "password": typed });
        let page = app.browser().post_json("/register", &body).await;
        assert_eq!(page.error_codes(), [key], "{typed}");
    }
}
