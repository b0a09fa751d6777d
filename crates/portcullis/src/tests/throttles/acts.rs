//! Sign-ups, mails and mailed links.

use portcullis_kit::limit::Limits;
use serde_json::json;

use super::*;
use crate::testing::every_limit;

// ASVS: 2.4.1
#[tokio::test]
async fn a_machine_that_signs_up_is_stopped_and_its_hashes_with_it() {
    for app in limited_apps().await {
        let before = app.security.0.hasher.count();
        let mut statuses = Vec::new();
        for n in 0..30 {
            let email = format!("person{n}@example.test");
            statuses.push(app.browser().sign_up(&email, PASSWORD).await.status);
        }
        assert_eq!(statuses[..20], [303; 20]);
        assert_eq!(statuses[20..], [429; 10]);
        assert_eq!(app.security.0.hasher.count() - before, 20);
        assert_eq!(tables::count(app.db(), "pc_users").await, 20);
        let unfit = app.browser().sign_up("new@example.test", "short").await;
        assert_eq!(unfit.status, 429, "no password is judged for a flood");
        let elsewhere = stranger(&app, 1)
            .sign_up("new@example.test", PASSWORD)
            .await;
        assert_eq!(elsewhere.status, 303);
        let wrong = stranger(&app, 2).sign_up("nonsense", PASSWORD).await;
        assert_eq!(
            wrong.status, 422,
            "what is filled in wrongly does not count"
        );
    }
}

// ASVS: 2.4.1, 6.3.8
#[tokio::test]
async fn nobodys_mailbox_is_filled_whichever_form_asks_for_the_mail() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        for email in [ADA, "eve@example.test"] {
            let mut statuses = Vec::new();
            let forms = [
                "/register",
                "/confirm",
                "/confirm",
                "/reset",
                "/login/link",
                "/reset",
                "/reset",
            ];
            for (n, form) in forms.iter().enumerate() {
                let mut browser = stranger(&app, u8::try_from(n).unwrap());
                let fields = [("email", email), ("password", PASSWORD)];
                let fields = if *form == "/register" {
                    &fields[..]
                } else {
                    &fields[..1]
                };
                statuses.push(browser.post(form, fields).await.status);
            }
            // Each kind of mail has its own count: nobody uses up the way to a new password with another form.
            assert_eq!(statuses, [303, 303, 429, 303, 303, 303, 429], "{email}");
        }
        let jobs = tables::count(app.db(), "pc_mail_jobs").await;
        assert_eq!(jobs, 10);
        app.advance(Duration::from_secs(150));
        let mut browser = stranger(&app, 9);
        assert_eq!(browser.post("/reset", &[("email", ADA)]).await.status, 303);
        let refused = browser
            .post("/reset", &[("email", " Ada@EXAMPLE.test")])
            .await;
        assert_eq!(
            is_throttled(&refused),
            150,
            "another spelling is no other mailbox"
        );
    }
}

#[tokio::test]
async fn a_mailbox_gets_so_many_mails_in_a_day_and_no_more() {
    for app in limited_apps().await {
        let mut sent = 0;
        for _ in 0..(24 * 12) {
            let mut browser = stranger(&app, 1);
            sent += u32::from(browser.post("/reset", &[("email", ADA)]).await.status == 303);
            app.advance(Duration::from_secs(5 * 60));
        }
        // Twenty at once, and as many as came back in the course of the day.
        assert!((20..=40).contains(&sent), "{sent}");
    }
}

#[tokio::test]
async fn one_network_causes_so_many_mails_and_no_more() {
    for app in limited_apps().await {
        let mut sent = 0;
        for n in 0..50 {
            let email = format!("person{n}@example.test");
            let page = app.browser().post("/reset", &[("email", &email)]).await;
            sent += u32::from(page.status == 303);
        }
        assert_eq!(sent, 30);
    }
}

// ASVS: 6.6.3
#[tokio::test]
async fn links_that_are_not_good_are_limited_and_a_good_one_is_given_back() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let mut statuses = Vec::new();
        let paths = ["/confirm/x", "/reset/x", "/login/x"].iter().cycle();
        for path in paths.take(70) {
            statuses.push(app.browser().post(path, &[]).await.status);
        }
        assert_eq!(statuses[..60], [303; 60]);
        assert_eq!(statuses[60..], [429; 10]);
        let mut elsewhere = stranger(&app, 1);
        elsewhere.post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        for _ in 0..70 {
            let page = elsewhere.post(&link, &[("password", "short")]).await;
            assert_eq!(page.status, 422, "a good link with a bad password");
        }
        let program = &mut app.browser();
        let answer = program.post_json("/confirm/x", &json!({})).await;
        is_throttled(&answer);
        assert_eq!(answer.error_codes(), ["TOO_MANY_REQUESTS"]);
    }
}

/// Unsafe routes without a limit, each with the reason.
const UNLIMITED: &[(&str, &str)] = &[
    ("/logout", "it only ends what the caller came with"),
    (
        "/language",
        "it changes nothing but the caller's own language",
    ),
    (
        "/account/devices",
        "it only ends sessions of the caller's own",
    ),
    (
        "/account/profile",
        "it changes what the caller says of themselves",
    ),
    (
        "/account/activity",
        "it ends the caller's own access, so each takes a new sign-in, and those are limited",
    ),
];

fn tight(app: SecurityBuilder) -> SecurityBuilder {
    everything(app).core(|core| core.throttles = every_limit(&Limits::per_hour(1)))
}

// ASVS: 2.4.1
#[tokio::test]
async fn every_unsafe_route_has_a_limit_or_a_reason_for_none() {
    for app in App::on_each_database(tight).await {
        app.user(ADA, PASSWORD).await;
        let document = app.browser().get("/openapi.json").await.json();
        let mut limited = 0;
        for (path, item) in document["paths"].as_object().unwrap() {
            let operations = item.as_object().unwrap().iter();
            for (method, operation) in operations.filter(|(method, _)| *method != "get") {
                assert_eq!(method, "post", "{path}: this test only knows how to post");
                if UNLIMITED.iter().any(|(known, _)| known == path) {
                    continue;
                }
                assert!(operation["responses"]["429"].is_object(), "{path}");
                let needs_somebody =
                    ["/account/data", "/verify", "/change", "/account/delete"].contains(&&**path);
                let mut browser = if needs_somebody {
                    app.login_as(ADA).await
                } else {
                    app.browser()
                };
                let path = path.replace("{token}", "x");
                let mut fields = json!({ "email": "new@example.test", "password": WRONG });
                if path == "/change" {
                    fields["new_password"] = NEW.into();
                }
                let mut statuses = Vec::new();
                for _ in 0..3 {
                    statuses.push(browser.post_json(&path, &fields).await.status);
                }
                assert!(statuses.contains(&429), "{path}: {statuses:?}");
                limited += 1;
                app.advance(Duration::from_secs(7200));
            }
        }
        assert_eq!(limited, 17);
    }
}
