//! Guesses at a password.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use super::*;
use crate::{
    Secret,
    audit::{Filter, Kind},
};

// ASVS: 2.3.2, 6.3.1
#[tokio::test]
async fn of_all_guesses_at_an_account_only_so_many_as_the_settings_say_are_compared() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let before = app.security.0.hasher.count();
        assert_eq!(guesses(&mut stranger(&app, 1), ADA, 30).await.0, 10);
        assert_eq!(guesses(&mut stranger(&app, 2), ADA, 30).await.0, 10);
        assert_eq!(guesses(&mut stranger(&app, 3), ADA, 30).await.0, 0);
        assert_eq!(app.security.0.hasher.count() - before, 20);
    }
}

#[tokio::test]
async fn one_network_has_so_many_guesses_at_all_accounts_together() {
    for app in limited_apps().await {
        let mut through = 0;
        for n in 0..12 {
            let email = format!("person{n}@example.test");
            through += guesses(&mut stranger(&app, 1), &email, 10).await.0;
        }
        assert_eq!(through, 100);
    }
}

#[tokio::test]
async fn a_refusal_is_a_page_with_a_way_on_or_json_with_a_code() {
    for app in limited_apps().await {
        let mut browser = stranger(&app, 1);
        let page = guesses(&mut browser, ADA, 30).await.1.unwrap();
        // Ten came at once, each makes room for another one six minutes later.
        assert_eq!(is_throttled(&page), 360);
        assert!(page.says("Too many tries"), "{}", page.text());
        assert!(page.says("Wait 6 minutes"), "{}", page.text());
        assert!(page.says("Set a new password"), "{}", page.text());
        let fields = json!({ "email": ADA, "password": WRONG });
        let answer = browser.post_json("/login", &fields).await;
        assert_eq!(is_throttled(&answer), 360);
        assert_eq!(answer.json()["meta"]["code"], 429);
        assert_eq!(answer.error_codes(), ["TOO_MANY_REQUESTS"]);
    }
}

#[tokio::test]
async fn a_limit_that_has_lapsed_is_armed_again() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = stranger(&app, 1);
        assert_eq!(guesses(&mut browser, ADA, 30).await.0, 10);
        app.advance(Duration::from_secs(359));
        assert_eq!(guesses(&mut browser, ADA, 30).await.0, 0);
        app.advance(Duration::from_secs(1));
        assert_eq!(guesses(&mut browser, ADA, 30).await.0, 1);
        app.advance(Duration::from_secs(3600));
        assert_eq!(guesses(&mut browser, ADA, 30).await.0, 10);
    }
}

#[tokio::test]
async fn all_spellings_of_an_address_share_one_count() {
    for app in limited_apps().await {
        app.user("andr\u{e9}@example.test", PASSWORD).await;
        let spellings = [
            "andr\u{e9}@example.test",
            "ANDR\u{c9}@example.test",
            " andre\u{301}@EXAMPLE.test ",
            "Andr\u{e9}@ex\u{ff41}mple.test",
        ];
        let mut through = 0;
        for n in 0..20 {
            let page = stranger(&app, 1).sign_in(spellings[n % 4], WRONG).await;
            through += usize::from(page.status == 401);
        }
        assert_eq!(through, 10);
    }
}

#[tokio::test]
async fn a_header_that_names_another_address_changes_nothing() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let (names, mut through) = (
            [
                "x-forwarded-for",
                "x-real-ip",
                "forwarded",
                "true-client-ip",
            ],
            0,
        );
        let odd = ["a", "", "::", &"9".repeat(5000)];
        for n in 0..40 {
            let value = match odd.get(n / 4) {
                Some(value) => (*value).to_owned(),
                None => format!("192.0.2.{n}"),
            };
            let mut browser = stranger(&app, 1).with_header(names[n % 4], &value);
            through += usize::from(browser.sign_in(ADA, WRONG).await.status == 401);
        }
        assert_eq!(through, 10);
    }
}

#[tokio::test]
async fn another_spelling_of_the_path_is_counted_or_not_there() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let fields = [("email", ADA), ("password", WRONG)];
        let (mut through, before) = (0, app.security.0.hasher.count());
        for path in [
            "/login",
            "//login",
            "/./login",
            "/login/",
            "/%6cogin",
            "/LOGIN",
            "/login;x",
            "/login?x=1",
        ] {
            for _ in 0..15 {
                let page = stranger(&app, 1).post(path, &fields).await;
                assert!(
                    [303, 401, 404, 405, 429].contains(&page.status),
                    "{path}: {}",
                    page.status
                );
                assert_ne!(page.location(), "/");
                through += u64::from(page.status == 401);
            }
        }
        assert_eq!((through, app.security.0.hasher.count() - before), (10, 10));
    }
}

#[tokio::test]
async fn a_right_password_is_given_back_and_clears_nothing_that_others_have_used_up() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        app.user("bob@example.test", PASSWORD).await;
        let mut through = 0;
        for _ in 0..40 {
            let page = stranger(&app, 1)
                .sign_in("bob@example.test", PASSWORD)
                .await;
            assert_eq!(page.location(), "/", "a right one does not count");
            through += guesses(&mut stranger(&app, 1), ADA, 1).await.0;
        }
        assert_eq!(through, 10);
    }
}

#[tokio::test]
async fn whoever_signs_in_again_and_again_makes_no_room_for_those_who_guess_beside_them() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let mut through = 0;
        for n in 0..40 {
            app.browser().sign_in(ADA, PASSWORD).await;
            through += guesses(&mut stranger(&app, n), ADA, 1).await.0;
        }
        assert_eq!(through, 20);
    }
}

#[tokio::test]
async fn every_place_that_takes_a_password_takes_it_from_the_same_count() {
    for app in App::on_each_database(|app| {
        limited(app).core(|core| core.http.api_enabled_methods.push("basic".into()))
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        let mut signed_in = app.login_as(ADA).await;
        signed_in.set_cookie("__Host-session_device", "");
        signed_in.set_cookie("session_device", "");
        let basic = format!("Basic {}", STANDARD.encode(format!("{ADA}:{WRONG}")));
        let before = app.security.0.hasher.count();
        let mut statuses = Vec::new();
        for _ in 0..4 {
            let change = [("password", WRONG), ("new_password", NEW)];
            statuses.push(signed_in.post("/change", &change).await.status);
            statuses.push(
                signed_in
                    .post("/verify", &[("password", WRONG)])
                    .await
                    .status,
            );
            statuses.push(app.browser().sign_in(ADA, WRONG).await.status);
            let mut program = app.browser().with_header("authorization", &basic);
            statuses.push(program.get_json("/verify").await.status);
        }
        assert_eq!(statuses[..4], [422, 422, 401, 401]);
        assert_eq!(statuses[10..], [429; 6]);
        assert_eq!(app.security.0.hasher.count() - before, 10);
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        for _ in 0..10 {
            let wrong = app
                .security
                .verify_password(&ada, &Secret::new(WRONG))
                .await;
            assert!(!wrong.unwrap());
        }
        let refused = app
            .security
            .verify_password(&ada, &Secret::new(PASSWORD))
            .await;
        assert!(matches!(refused, Err(crate::Error::Throttled { .. })));
    }
}

#[tokio::test]
async fn basic_with_the_right_password_goes_on_for_as_long_as_it_likes() {
    for app in App::on_each_database(|app| {
        limited(app).core(|core| core.http.api_enabled_methods.push("basic".into()))
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        let basic = format!("Basic {}", STANDARD.encode(format!("{ADA}:{PASSWORD}")));
        let mut program = app.browser().with_header("authorization", &basic);
        for _ in 0..50 {
            assert_eq!(program.get_json("/verify").await.status, 200);
        }
    }
}

// ASVS: 6.3.1
#[tokio::test]
async fn after_a_hundred_failures_in_a_row_no_password_is_compared_any_more() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let before = app.security.0.hasher.count();
        for _ in 0..10 {
            flood(&app, ADA).await;
            app.advance(Duration::from_secs(3600));
        }
        assert_eq!(
            app.security.0.hasher.count() - before,
            80,
            "twenty are kept for known browsers"
        );
        for _ in 0..3 {
            app.advance(Duration::from_secs(30 * 86_400));
            app.security.sweep().await.unwrap();
            assert_eq!(
                is_throttled(&app.browser().sign_in(ADA, PASSWORD).await),
                86_400
            );
        }
        let status = app
            .security
            .throttle_status(&ADA.parse().unwrap())
            .await
            .unwrap();
        assert!(status.is_locked());
        assert_eq!((status.failures, status.most_failures), (80, 80));
        let locks = Filter {
            kind: Some(Kind::Locked),
            ..Filter::default()
        };
        let locks = app.security.audit_events(&locks).await.unwrap();
        assert_eq!(locks.len(), 1);
        assert!(
            app.security
                .unlock_user(&ADA.parse().unwrap())
                .await
                .unwrap()
        );
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
    }
}

#[tokio::test]
async fn what_is_no_address_shares_one_count_however_it_is_written() {
    for app in App::on_each_database(|app| {
        limited(app).core(|core| core.http.api_enabled_methods.push("basic".into()))
    })
    .await
    {
        let mut statuses = Vec::new();
        for n in 0..25 {
            let basic = format!(
                "Basic {}",
                STANDARD.encode(format!("no address {n}:{WRONG}"))
            );
            let program = stranger(&app, n).with_header("authorization", &basic);
            statuses.push(program.clone().get_json("/verify").await.status);
        }
        assert_eq!((statuses[19], statuses[20]), (401, 429), "{statuses:?}");
    }
}

#[tokio::test]
async fn the_owner_gets_in_again_by_setting_a_new_password() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let before = app.security.0.hasher.count();
        for _ in 0..5 {
            flood(&app, ADA).await;
            app.advance(Duration::from_secs(3600));
        }
        assert_eq!(app.security.0.hasher.count() - before, 80);
        flood(&app, ADA).await;
        let mut owner = app.browser();
        is_throttled(&owner.sign_in(ADA, PASSWORD).await);
        owner.post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        assert_eq!(owner.post(&link, &[("password", NEW)]).await.status, 303);
        assert_eq!(owner.sign_in(ADA, NEW).await.location(), "/");
    }
}

#[tokio::test]
async fn a_new_password_that_also_confirms_the_address_begins_the_counts_anew() {
    for app in limited_apps().await {
        stranger(&app, 1).sign_up(ADA, PASSWORD).await;
        app.mail_to(ADA).await;
        let mut owner = app.browser();
        owner.post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        // A newer claim, which the guesses are at while the link is on its way.
        stranger(&app, 2).sign_up(ADA, PASSWORD).await;
        flood(&app, ADA).await;
        is_throttled(&owner.sign_in(ADA, PASSWORD).await);
        assert_eq!(owner.post(&link, &[("password", NEW)]).await.status, 303);
        assert_eq!(app.browser().sign_in(ADA, NEW).await.location(), "/");
    }
}

#[tokio::test]
async fn the_password_that_a_confirmation_asks_for_is_guessed_at_the_same_door() {
    for app in limited_apps().await {
        app.browser().sign_up(ADA, PASSWORD).await;
        let link = app.link_for(ADA).await;
        let (mut through, before) = (0, app.security.0.hasher.count());
        for _ in 0..15 {
            let page = stranger(&app, 1).post(&link, &[("password", WRONG)]).await;
            through += u64::from(page.status == 422);
        }
        assert_eq!(through, 10);
        assert_eq!(guesses(&mut stranger(&app, 1), ADA, 5).await.0, 0);
        assert_eq!(app.security.0.hasher.count() - before, 10);
        let page = stranger(&app, 2)
            .post(&link, &[("password", PASSWORD)])
            .await;
        assert_eq!(page.status, 303);
    }
}

#[tokio::test]
async fn a_full_queue_is_no_guess() {
    for app in App::on_each_database(|app| {
        limited(app).core(|core| {
            core.passwords.password_hash_queue = 1;
            core.passwords.password_argon2_memory = 65_536;
            core.passwords.password_argon2_iterations = 3;
        })
    })
    .await
    {
        let tries = (0..20).map(|n| {
            let mut browser = stranger(&app, n);
            tokio::spawn(async move { browser.sign_in(ADA, WRONG).await.status })
        });
        let tries: Vec<_> = tries.collect();
        let mut compared = 0;
        for attempt in tries {
            let status = attempt.await.unwrap();
            assert!([401, 503].contains(&status), "{status}");
            compared += u32::from(status == 401);
        }
        assert!(compared < 20, "the queue was never full");
        let status = app
            .security
            .throttle_status(&ADA.parse().unwrap())
            .await
            .unwrap();
        assert_eq!(status.failures, compared);
    }
}
