//! Where one is signed in, and how that ends.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use super::*;
use crate::{session::UserLoggedOut, testing::every_feature};

/// The sessions as a program sees them.
async fn sessions(browser: &mut Browser) -> Vec<Value> {
    let answer = browser.get_json("/account/devices").await.response();
    answer["sessions"].as_array().unwrap().clone()
}

fn id_of(session: &Value) -> &str {
    session["id"].as_str().unwrap()
}

// ASVS: 7.5.2
#[tokio::test]
async fn each_session_is_a_row_with_browser_address_and_last_use_in_words() {
    for app in apps().await {
        let mut phone = signed_in(&app, SAFARI).await;
        app.advance(Duration::from_secs(3 * 3600 + 59));
        let mut browser = signed_in(&app, FIREFOX).await;
        let page = browser.get("/account/devices").await;
        for words in [
            "Firefox on Linux This device Active now · 203.0.113.7 Sign out",
            "Safari on iOS Active 3 hours ago · 203.0.113.7 Sign out",
        ] {
            assert!(page.says(words), "{words}: {}", page.text());
        }
        let seen = sessions(&mut phone).await;
        assert_eq!(seen.len(), 2);
        let own = seen.iter().find(|session| session["this_device"] == true);
        assert_eq!(own.unwrap()["browser"], "Safari");
        assert_eq!(own.unwrap()["authn_via"], "password");
        let page = browser.get("/account/devices").await;
        assert_eq!(
            page.text().matches("Active now").count(),
            2,
            "{}",
            page.text()
        );
    }
}

#[tokio::test]
async fn what_a_client_calls_itself_is_never_markup() {
    for app in apps().await {
        let mut browser = signed_in(&app, "<script>alert(1)</script>").await;
        let page = browser.get("/account/devices").await;
        assert!(page.says("A browser This device"), "{}", page.text());
        assert!(!page.body.contains("alert(1)"), "{}", page.body);
    }
}

// ASVS: 7.5.2, 7.4.1
#[tokio::test]
async fn one_session_is_signed_out_and_the_others_stay() {
    for app in apps().await {
        let (mut browser, mut phone) = (
            signed_in(&app, FIREFOX).await,
            signed_in(&app, SAFARI).await,
        );
        let seen = sessions(&mut browser).await;
        let other = seen.iter().find(|session| session["this_device"] == false);
        let fields = [("session", id_of(other.unwrap()))];
        let page = browser.submit("/account/devices", &fields).await;
        assert!(page.says("That device is signed out."), "{}", page.text());
        assert_eq!(phone.get_json("/account").await.status, 401);
        assert_eq!(sessions(&mut browser).await.len(), 1);
        let event = newest(&app).await;
        assert_eq!((&*event.kind, &*event.actor), ("sign_out", "person"));
        let again = browser.post("/account/devices", &fields).await;
        assert_eq!(again.status, 422);
        assert!(again.says("You are not signed in there any more"));
    }
}

#[tokio::test]
async fn whoever_signs_out_elsewhere_is_told_of_as_one_who_signs_out() {
    let told = Arc::new(AtomicUsize::new(0));
    let listening = |app| {
        let told = told.clone();
        every_feature(app).on(move |_, UserLoggedOut { user }| {
            assert_eq!(user.email.as_str(), ADA);
            told.fetch_add(1, Ordering::SeqCst);
            async { Ok(()) }
        })
    };
    for app in apps_with(listening).await {
        let mut browser = signed_in(&app, FIREFOX).await;
        signed_in(&app, SAFARI).await;
        let all = sessions(&mut browser).await;
        let other = all.iter().find(|it| it["this_device"] == false).unwrap();
        let fields = [("session", id_of(other))];
        browser.post("/account/devices", &fields).await;
        assert_eq!(told.swap(0, Ordering::SeqCst), 1);
        browser.post("/account/devices", &fields).await;
        assert_eq!(told.load(Ordering::SeqCst), 0, "nothing has ended");
        browser
            .post("/account/devices", &[("session", "others")])
            .await;
        assert_eq!(told.swap(0, Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn signing_out_this_device_is_signing_out() {
    for app in apps().await {
        let mut browser = signed_in(&app, FIREFOX).await;
        let own = sessions(&mut browser).await;
        let page = browser
            .post("/account/devices", &[("session", id_of(&own[0]))])
            .await;
        assert_eq!((page.status, page.location()), (303, "/"));
        assert!(browser.cookie("session").is_none());
        assert!(browser.get("/login").await.says("You are signed out."));
    }
}

// ASVS: 7.5.2
#[tokio::test]
async fn all_others_end_with_their_tokens_and_this_one_stays_with_its_own() {
    for app in apps().await {
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        let of_app = ada.auth_token(&app.security).await.unwrap();
        let mut tokens = vec![of_app.expose().to_owned()];
        let body = json!({ "email": ADA, "password": PASSWORD });
        let (mut phone, mut browser) = (app.browser(), app.browser());
        for browser in [&mut phone, &mut browser] {
            let page = browser.post_json("/login?include_auth_token", &body).await;
            let token = &page.response()["user"]["authentication_token"];
            tokens.push(token.as_str().unwrap().to_owned());
        }
        let page = browser
            .submit("/account/devices", &[("session", "others")])
            .await;
        assert!(
            page.says("All other devices are signed out."),
            "{}",
            page.text()
        );
        assert_eq!(phone.get_json("/account").await.status, 401);
        let mut statuses = Vec::new();
        for token in &tokens {
            let mut program = app.browser().with_header("authentication-token", token);
            statuses.push(program.get_json("/account").await.status);
        }
        assert_eq!(statuses, [401, 401, 200]);
        assert_eq!(browser.get_json("/account").await.status, 200);
        assert!(newest(&app).await.detail.contains(r#""others":1"#));
        // A program that came with a token of its own keeps that one.
        let own = ada.auth_token(&app.security).await;
        assert!(
            own.is_err(),
            "granted to nobody whose access has ended since"
        );
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        let own = ada.auth_token(&app.security).await.unwrap();
        let mut program = app
            .browser()
            .with_header("authentication-token", own.expose());
        let others = json!({ "session": "others" });
        let page = program.post_json("/account/devices", &others).await;
        assert_eq!(page.status, 200);
        assert_eq!(program.get_json("/account").await.status, 200);
        assert_eq!(browser.get_json("/account").await.status, 401);
    }
}

// ASVS: 8.2.2
#[tokio::test]
async fn a_session_of_somebody_else_is_as_unknown_as_one_that_never_was() {
    for app in apps().await {
        app.user("eve@example.test", PASSWORD).await;
        let mut ada = signed_in(&app, FIREFOX).await;
        let mut eve = app.login_as("eve@example.test").await;
        let of_ada = sessions(&mut ada).await;
        let (nobodys, mut answers) = (uuid::Uuid::from_u128(7).to_string(), Vec::new());
        for id in [id_of(&of_ada[0]), &nobodys, "nonsense", ""] {
            let body = json!({ "session": id });
            answers.push(eve.post_json("/account/devices", &body).await.json());
        }
        assert_eq!(
            answers[0]["response"]["error_codes"],
            json!(["SESSION_UNKNOWN"])
        );
        let sessions = |answer: &Value| answer["response"].get("sessions").cloned();
        assert!(sessions(&answers[0]).is_some_and(|seen| seen.as_array().unwrap().len() == 1));
        assert!(answers.iter().all(|answer| *answer == answers[0]));
        assert_eq!(ada.get_json("/account").await.status, 200);
    }
}

// ASVS: 7.5.2
#[tokio::test]
async fn who_signed_in_long_ago_proves_it_again_before_a_session_ends() {
    for app in apps().await {
        let mut phone = signed_in(&app, SAFARI).await;
        let mut browser = app.browser().with_header("user-agent", FIREFOX);
        let fields = [("email", ADA), ("password", PASSWORD), ("remember", "y")];
        browser.post("/login", &fields).await;
        app.advance(Duration::from_secs(25 * 3600));
        assert_eq!(browser.get("/account/devices").await.status, 200);
        for session in ["others", "all"] {
            let page = browser
                .post("/account/devices", &[("session", session)])
                .await;
            assert!(
                page.location().starts_with("/verify"),
                "{}",
                page.location()
            );
        }
        let page = browser
            .submit(
                "/verify",
                &[("password", PASSWORD), ("next", "/account/devices")],
            )
            .await;
        assert!(page.says("Where you are signed in now."), "{}", page.text());
        let page = browser
            .submit("/account/devices", &[("session", "others")])
            .await;
        assert!(page.says("All other devices are signed out."));
        assert_eq!(phone.get_json("/account").await.status, 401);
    }
}

#[tokio::test]
async fn whoever_comes_by_a_password_in_the_header_has_no_device_here() {
    let basic =
        |app| every_feature(app).core(|core| core.http.api_enabled_methods.push("basic".into()));
    for app in apps_with(basic).await {
        let mut browser = signed_in(&app, FIREFOX).await;
        let credentials = "Basic YWRhQGV4YW1wbGUudGVzdDpjb3JyZWN0IGhvcnNlIGJhdHRlcnk=";
        let mut program = app.browser().with_header("authorization", credentials);
        let seen = sessions(&mut program).await;
        assert_eq!((seen.len(), &seen[0]["this_device"]), (1, &json!(false)));
        let others = json!({ "session": "others" });
        assert_eq!(
            program.post_json("/account/devices", &others).await.status,
            200
        );
        assert_eq!(browser.get_json("/account").await.status, 401);
    }
}
