//! Codes beside mailed links: typed where the mail was asked for, worth nothing elsewhere.

use std::time::Duration;

use serde_json::json;

use super::{at_once::at_once, tables};
use crate::{
    Confirmable, Passwordless, Recoverable, Registerable,
    builder::SecurityBuilder,
    testing::{App, Browser},
};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";
const NEW: &str = "another horse entirely";
/// A code that is none of ours, but looks like one.
const WRONG: &str = "CCCC CCCC";

fn features(app: SecurityBuilder) -> SecurityBuilder {
    app.with(Registerable::default())
        .with(Confirmable {
            auto_login_after_confirm: true,
            ..Confirmable::default()
        })
        .with(Recoverable::default())
        .with(Passwordless::default())
}

async fn apps() -> Vec<App> {
    App::on_each_database(features).await
}

/// Asks for a mail in a browser and reads the code.
async fn asked(app: &App, browser: &mut Browser, path: &str) -> String {
    browser.post(path, &[("email", ADA)]).await;
    app.code_for(ADA).await
}

async fn typed(browser: &mut Browser, path: &str, code: &str) -> crate::testing::Page {
    browser.post(path, &[("code", code)]).await
}

fn is_signed_in(browser: &Browser) -> bool {
    browser.cookie("session").is_some()
}

// ASVS: 6.6.2
#[tokio::test]
async fn a_newcomer_types_the_code_of_the_welcome_and_is_signed_in() {
    for app in apps().await {
        let mut browser = app.browser();
        let page = browser
            .submit("/register", &[("email", ADA), ("password", PASSWORD)])
            .await;
        assert!(page.says("Code from the mail"), "{}", page.text());
        assert!(page.body.contains("autocomplete=\"one-time-code\""));
        let code = app.code_for(ADA).await.to_lowercase().replace(' ', "-");
        assert_eq!(
            typed(&mut browser, "/confirm/code", &code).await.location(),
            "/"
        );
        assert!(is_signed_in(&browser));
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.confirmed_at.is_some() && !user.is_claim());
        // The link beside it says what is so, and a second time the code is worth nothing.
        let page = app.browser().visit(&app.link_for(ADA).await).await;
        assert!(
            page.says("This address is confirmed already."),
            "{}",
            page.text()
        );
        let again = typed(&mut browser, "/confirm/code", &code).await;
        assert!(
            again.says("No code can be used here any more"),
            "{}",
            again.text()
        );
    }
}

#[tokio::test]
async fn the_code_of_a_reset_leads_to_the_new_password_and_signs_in_here() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let code = asked(&app, &mut browser, "/reset").await;
        let page = typed(&mut browser, "/reset/code", &code).await;
        let form = page.location().to_owned();
        assert!(
            form.starts_with("/reset/") && form.len() == 7 + 43,
            "{form}"
        );
        assert!(browser.get(&form).await.says("Choose a new password"));
        assert_eq!(browser.post(&form, &[("password", NEW)]).await.status, 303);
        assert_eq!(app.browser().sign_in(ADA, NEW).await.status, 303);
        let link = app.browser().visit(&app.link_for(ADA).await).await;
        assert_ne!(link.status, 500);
    }
}

#[tokio::test]
async fn the_code_of_a_sign_in_mail_signs_in_once_and_leads_on() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let form = [("email", ADA), ("next", "/profile")];
        let page = browser.submit("/login/link", &form).await;
        assert!(
            page.says("a sign-in link is on its way there"),
            "{}",
            page.text()
        );
        let code = app.code_for(ADA).await;
        let fields = [("code", code.as_str()), ("next", "/profile")];
        let wrong = browser
            .post(
                "/login/code",
                &[("code", &*code), ("next", "//evil.example")],
            )
            .await;
        assert_eq!(wrong.status, 422);
        assert_eq!(
            browser.post("/login/code", &fields).await.location(),
            "/profile"
        );
        assert!(is_signed_in(&browser));
        let dead = app.browser().visit(&app.link_for(ADA).await).await;
        assert!(
            dead.says("This sign-in link was used already."),
            "{}",
            dead.text()
        );
    }
}

#[tokio::test]
async fn programs_type_codes_in_json() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut program = app.browser();
        program
            .post_json("/login/link", &json!({ "email": ADA }))
            .await;
        let code = app.code_for(ADA).await;
        let wrong = program
            .post_json("/login/code", &json!({ "code": WRONG }))
            .await;
        assert_eq!(
            (wrong.status, wrong.error_codes()),
            (400, vec!["INVALID_CODE".to_owned()])
        );
        let unreadable = program
            .post_json("/login/code", &json!({ "code": "12" }))
            .await;
        assert_eq!(unreadable.error_codes(), ["CODE_UNREADABLE"]);
        let answer = program
            .post_json("/login/code?include_auth_token", &json!({ "code": code }))
            .await;
        assert!(answer.response()["user"]["authentication_token"].is_string());
        program.post_json("/reset", &json!({ "email": ADA })).await;
        let code = app.code_for(ADA).await;
        let answer = program
            .post_json("/reset/code", &json!({ "code": code }))
            .await;
        let token = answer.response()["reset_token"]
            .as_str()
            .unwrap()
            .to_owned();
        let fields = json!({ "password": NEW, "password_confirm": NEW });
        let path = format!("/reset/{token}");
        assert_eq!(program.post_json(&path, &fields).await.status, 200);
    }
}

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
        app.advance(Duration::from_secs(599));
        let mut early = browser.clone();
        assert_eq!(typed(&mut early, "/reset/code", WRONG).await.status, 422);
        app.advance(Duration::from_secs(1));
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

// ASVS: 6.6.2
#[tokio::test]
async fn a_link_opens_a_session_only_where_it_was_asked_for() {
    for app in apps().await {
        let mut browser = app.browser();
        browser.sign_up(ADA, PASSWORD).await;
        let link = app.link_for(ADA).await;
        let mut phone = app.browser();
        let page = phone.submit(&link, &[("password", PASSWORD)]).await;
        assert!(
            page.says("Your email address is confirmed."),
            "{}",
            page.text()
        );
        assert!(!is_signed_in(&phone));

        browser.post("/login/link", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        let page = phone.get(&link).await;
        assert!(page.says("only where it was asked for"), "{}", page.text());
        assert_eq!(phone.post(&link, &[]).await.status, 422);
        assert_eq!(
            phone.post_json(&link, &json!({})).await.error_codes(),
            ["LOGIN_OTHER_BROWSER"]
        );
        assert!(!is_signed_in(&phone));
        assert_eq!(browser.post(&link, &[]).await.location(), "/");
        assert!(is_signed_in(&browser));

        let mut asking = app.browser();
        asking.post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        let page = phone.submit(&link, &[("password", NEW)]).await;
        assert!(page.says("Sign in with it."), "{}", page.text());
        assert!(!is_signed_in(&phone));
    }
}

#[tokio::test]
async fn a_code_asked_for_by_somebody_else_confirms_a_sign_up_only_with_its_password() {
    for app in apps().await {
        app.browser().sign_up(ADA, PASSWORD).await;
        app.security.deliver_mail().await;
        app.advance(Duration::from_secs(1));
        let mut owner = app.browser();
        let code = asked(&app, &mut owner, "/confirm").await;
        let page = typed(&mut owner, "/confirm/code", &code).await;
        let form = page.location().to_owned();
        assert!(
            form.starts_with("/confirm/") && form.len() == 9 + 43,
            "{form}"
        );
        let user = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(user.confirmed_at.is_none());
        assert_eq!(owner.post(&form, &[]).await.status, 422);
        assert_eq!(
            owner
                .post(&form, &[("password", PASSWORD)])
                .await
                .location(),
            "/"
        );
    }
}

// ASVS: 6.6.3
#[tokio::test]
async fn tries_are_counted_for_the_address_whichever_mails_and_browsers_they_are_about() {
    use portcullis_kit::limit::Limits;
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

#[tokio::test]
async fn a_mail_says_the_code_in_both_its_parts_and_never_in_the_subject() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser();
        let code = asked(&app, &mut browser, "/reset").await;
        let message = app.newest_mail_to(ADA).await.message;
        assert!(message.text.unwrap().contains(&code));
        assert!(message.html.unwrap().contains(&code));
        assert!(!message.subject.contains(&code));
    }
}
