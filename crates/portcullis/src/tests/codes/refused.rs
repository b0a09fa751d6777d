//! When a code is worth nothing.

use portcullis_kit::limit::Limits;

use super::*;
use crate::tests::{at_once::at_once, tables};

// ASVS: 6.6.2
#[tokio::test]
async fn a_code_is_worth_nothing_in_another_browser_on_another_page_or_after_a_newer_mail() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        app.user("eve@example.test", PASSWORD).await;
        let (mut browser, mut thief) = (app.browser(), app.browser());
        let code = asked(&app, &mut browser, "/login/link").await;
        // Who overheard the code asks for a mail of their own, to have a browser that waits.
        let over = typed(&mut thief, "/login/code", &code).await;
        assert!(over.says("No code can be used here"), "{}", over.text());
        thief
            .post("/login/link", &[("email", "eve@example.test")])
            .await;
        app.security.deliver_mail().await;
        let wrong = typed(&mut thief, "/login/code", &code).await;
        assert!(wrong.says("This code is not right"), "{}", wrong.text());
        thief.post("/login/link", &[("email", ADA)]).await;
        let newer = app.code_for(ADA).await;
        assert_eq!(typed(&mut thief, "/login/code", &code).await.status, 422);
        assert_ne!(newer, code);
        assert!(!is_signed_in(&thief));
        // Another page waits for nothing.
        let other = typed(&mut browser, "/reset/code", &code).await;
        assert!(other.says("No code can be used here"), "{}", other.text());
        // A newer mail to the same browser puts another code in its place.
        app.advance(Duration::from_secs(1));
        let second = asked(&app, &mut browser, "/login/link").await;
        assert_eq!(typed(&mut browser, "/login/code", &code).await.status, 422);
        assert_eq!(
            typed(&mut browser, "/login/code", &second).await.status,
            303
        );
        assert!(is_signed_in(&browser));
    }
}

// ASVS: 6.6.3
#[tokio::test]
async fn after_five_wrong_tries_the_right_code_is_worth_nothing_and_the_link_still_works() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let code = asked(&app, &mut browser, "/login/link").await;
        for _ in 0..5 {
            let page = typed(&mut browser, "/login/code", WRONG).await;
            assert!(page.says("This code is not right"), "{}", page.text());
            // What can be no code is no try.
            typed(&mut browser, "/login/code", "CCC").await;
        }
        let page = typed(&mut browser, "/login/code", &code).await;
        assert!(
            page.says("No code can be used here any more"),
            "{}",
            page.text()
        );
        let link = app.link_for(ADA).await;
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
        assert!(is_signed_in(&browser));
    }
}

// ASVS: 6.5.5
#[tokio::test]
async fn a_code_ends_after_ten_minutes_and_with_its_link() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let code = asked(&app, &mut browser, "/reset").await;
        app.advance(Duration::from_secs(600));
        let page = typed(&mut browser, "/reset/code", &code).await;
        assert!(page.says("older than 10 minutes"), "{}", page.text());
        let code = asked(&app, &mut browser, "/reset").await;
        app.advance(Duration::from_secs(599));
        assert_eq!(typed(&mut browser, "/reset/code", &code).await.status, 303);
        // What ends every link of the account ends the codes beside them.
        let mut login = app.browser();
        let code = asked(&app, &mut login, "/login/link").await;
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        app.security.reset_user_access(&user).await.unwrap();
        assert_eq!(typed(&mut login, "/login/code", &code).await.status, 422);
    }
}

// ASVS: 6.3.8
#[tokio::test]
async fn wrong_codes_tell_no_address_from_another() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        for path in ["/login/link", "/reset", "/confirm"] {
            let page = format!("{}/code", path.trim_end_matches("/link"));
            let mut answers = Vec::new();
            for email in [ADA, "nobody@example.test"] {
                let mut browser = app.browser();
                let counts = tables::counts(app.db()).await;
                browser.post_json(path, &json!({ "email": email })).await;
                let rows = tables::counts(app.db()).await;
                let more: Vec<_> = rows
                    .iter()
                    .filter(|row| !counts.contains(row))
                    .map(|(table, _)| table.clone())
                    .collect();
                app.security.deliver_mail().await;
                let mut said = vec![format!("{more:?}")];
                for _ in 0..6 {
                    let answer = browser.post_json(&page, &json!({ "code": WRONG })).await;
                    said.push(format!("{} {:?}", answer.status, answer.error_codes()));
                }
                app.advance(Duration::from_secs(601));
                answers.push(said);
            }
            assert_eq!(answers[0], answers[1], "{path}");
        }
    }
}

// ASVS: 6.5.1
#[tokio::test]
async fn of_many_right_codes_at_once_one_signs_in_and_of_many_wrong_ones_five_are_looked_at() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let code = asked(&app, &mut browser, "/login/link").await;
        let pages = at_once((0..4).map(|_| {
            let (mut browser, code) = (browser.clone(), code.clone());
            async move {
                browser
                    .post_json("/login/code", &json!({ "code": code }))
                    .await
                    .status
            }
        }))
        .await;
        assert_eq!(
            pages.iter().filter(|status| **status == 200).count(),
            1,
            "{pages:?}"
        );
        let mut browser = app.browser();
        asked(&app, &mut browser, "/login/link").await;
        let codes = at_once((0..32).map(|_| {
            let mut browser = browser.clone();
            async move {
                browser
                    .post_json("/login/code", &json!({ "code": WRONG }))
                    .await
                    .error_codes()
            }
        }))
        .await;
        let looked_at = codes
            .iter()
            .filter(|codes| codes[0] == "INVALID_CODE")
            .count();
        assert_eq!(looked_at, 5, "{codes:?}");
    }
}

// ASVS: 6.6.3
#[tokio::test]
async fn tries_are_counted_for_the_address_whichever_mails_and_browsers_they_are_about() {
    let few = |app| {
        features(app).core(|core| core.throttles.throttle_codes_per_account = Limits::per_hour(7))
    };
    for app in App::on_each_database(few).await {
        app.user(ADA, PASSWORD).await;
        let mut statuses = Vec::new();
        for _ in 0..2 {
            let mut browser = app.browser();
            asked(&app, &mut browser, "/login/link").await;
            for _ in 0..5 {
                statuses.push(typed(&mut browser, "/login/code", WRONG).await.status);
            }
        }
        assert_eq!(statuses, [422, 422, 422, 422, 422, 422, 422, 429, 429, 429]);
        // A right one is given back.
        app.advance(Duration::from_secs(24 * 3600));
        for _ in 0..9 {
            let mut browser = app.browser();
            let code = asked(&app, &mut browser, "/login/link").await;
            assert_eq!(typed(&mut browser, "/login/code", &code).await.status, 303);
        }
    }
}

// ASVS: 6.6.3
#[tokio::test]
async fn a_stranger_who_uses_up_the_codes_of_an_address_takes_no_try_from_its_owner() {
    let few = |app| {
        features(app).core(|core| core.throttles.throttle_codes_per_account = Limits::per_hour(5))
    };
    for app in App::on_each_database(few).await {
        app.user(ADA, PASSWORD).await;
        let mut stranger = app.browser();
        asked(&app, &mut stranger, "/login/link").await;
        for _ in 0..5 {
            typed(&mut stranger, "/login/code", WRONG).await;
        }
        let mut owner = app.browser();
        let code = asked(&app, &mut owner, "/login/link").await;
        for _ in 0..6 {
            assert_eq!(typed(&mut owner, "/login/code", &code).await.status, 429);
        }
        app.security.sweep_throttles().await.unwrap();
        app.advance(Duration::from_secs(540));
        // One of five an hour would be back after twelve minutes, when the code has ended: the link is what is left.
        let link = app.link_for(ADA).await;
        assert_eq!(owner.post(&link, &[]).await.location(), "/");
    }
}

#[tokio::test]
async fn a_code_that_was_right_stays_good_until_somebody_was_let_in() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let code = asked(&app, &mut browser, "/reset").await;
        let first = typed(&mut browser, "/reset/code", &code).await;
        let second = typed(&mut browser, "/reset/code", &code).await;
        assert_ne!(first.location(), second.location());
        // The newer page works, the older is the same link with another secret, which is gone.
        let form = [("password", NEW)];
        let old = browser.submit(first.location(), &form).await;
        assert!(old.says("not valid"), "{}", old.text());
        assert_eq!(browser.post(second.location(), &form).await.status, 303);
        let over = typed(&mut browser, "/reset/code", &code).await;
        assert!(over.says("This code is not right"), "{}", over.text());
        assert_eq!(
            tables::count_of_user(app.db(), "pc_one_time_tokens", ada.id).await,
            1
        );
    }
}

#[tokio::test]
async fn a_mail_that_comes_late_puts_no_code_in_the_place_of_a_newer_one() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        app.user("eve@example.test", PASSWORD).await;
        let mut browser = app.browser();
        for email in ["eve@example.test", ADA] {
            browser.post("/login/link", &[("email", email)]).await;
            app.advance(Duration::from_secs(1));
        }
        // Both are made now; the browser waits for the second.
        let code = app.code_for(ADA).await;
        let older = app.newest_mail_to("eve@example.test").await;
        assert!(!older.message.text.unwrap().contains("type this code"));
        assert_eq!(typed(&mut browser, "/login/code", &code).await.status, 303);
    }
}
