//! Limits turned against the people whom they protect, and ways around them.

use super::*;
use crate::{
    Changeable, Confirmable, NewUser, Registerable,
    session::{SignIn, SignInRequest},
};

const BOB: &str = "bob@example.test";

// ASVS: 6.1.1
#[tokio::test]
async fn a_good_link_works_where_others_have_tried_too_many_bad_ones() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        app.browser().post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        let mut statuses = Vec::new();
        for _ in 0..70 {
            let bad = format!("/reset/{}", "A".repeat(43));
            statuses.push(app.browser().post(&bad, &[("password", NEW)]).await.status);
        }
        assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
        let done = app.browser().post(&link, &[("password", NEW)]).await;
        assert_eq!(done.location(), "/login");
    }
}

// ASVS: 6.1.1, 6.3.1
#[tokio::test]
async fn a_strangers_claim_makes_no_room_for_guesses_at_the_owner_of_its_address() {
    let lived_in = |app: SecurityBuilder| {
        app.with(Registerable::default())
            .with(Changeable::default())
            .with(Confirmable {
                login_without_confirmation: true,
                ..Default::default()
            })
            .core(|core| core.throttles = Throttles::default())
    };
    for first_is_a_claim in [false, true] {
        for app in App::on_each_database(lived_in).await {
            if first_is_a_claim {
                assert_eq!(app.browser().sign_up(ADA, PASSWORD).await.status, 303);
                app.advance(Duration::from_secs(1));
            } else {
                app.user(ADA, PASSWORD).await;
            }
            makes_no_room(&app).await;
        }
    }
}

/// Somebody else lives in a later claim to Ada's address, whose password they know.
async fn makes_no_room(app: &App) {
    let status = async || {
        let ada = ADA.parse().unwrap();
        app.security.throttle_status(&ada).await.unwrap()
    };
    let mut claimant = stranger(app, 1);
    assert_eq!(claimant.sign_up(ADA, WRONG).await.status, 303);
    assert_eq!(
        claimant.get("/verify").await.status,
        200,
        "lives in a claim"
    );
    let through = flood(app, ADA).await;
    assert!(through >= 10, "{through}");
    let before = status().await;
    claimant.post("/verify", &[("password", WRONG)]).await;
    let change = [("password", WRONG), ("new_password", NEW)];
    assert_eq!(claimant.post("/change", &change).await.status, 303);
    let after = status().await;
    assert!(after.failures >= before.failures, "{before:?} {after:?}");
    is_throttled(&stranger(app, 9).sign_in(ADA, PASSWORD).await);
    let told = app.mail_to(ADA).await;
    let told = told.iter().map(|mail| &mail.message.subject);
    assert!(
        !told.clone().any(|subject| subject.contains("changed")),
        "{:?}",
        told.collect::<Vec<_>>()
    );
}

// ASVS: 6.3.5
#[tokio::test]
async fn whoever_changes_a_password_again_and_again_fills_no_mailbox() {
    for app in App::on_each_database(|app| {
        app.with(Registerable::default())
            .with(Changeable::default())
            .core(|core| core.throttles = Throttles::default())
    })
    .await
    {
        let mut browser = app.browser();
        browser.sign_up(ADA, PASSWORD).await;
        for n in 0..8 {
            let (old, new) = if n % 2 == 0 {
                (PASSWORD, NEW)
            } else {
                (NEW, PASSWORD)
            };
            let change = [("password", old), ("new_password", new)];
            assert_eq!(browser.post("/change", &change).await.status, 303);
        }
        let mails = app.mail_to(ADA).await;
        let notices = mails
            .iter()
            .filter(|mail| mail.message.subject.contains("changed"));
        assert_eq!(notices.count(), 5);
    }
}

// ASVS: 6.3.8
#[tokio::test]
async fn a_right_password_that_opens_nothing_is_counted_like_a_wrong_one() {
    for app in limited_apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        app.security.deactivate_user(&ada).await.unwrap();
        app.browser().sign_up(BOB, PASSWORD).await;
        for (n, email) in [(1, ADA), (2, BOB)] {
            let mut answers = Vec::new();
            for password in [PASSWORD, WRONG] {
                let mut stranger = stranger(&app, n);
                let mut statuses = Vec::new();
                for _ in 0..11 {
                    statuses.push(stranger.sign_in(email, password).await.status);
                }
                answers.push(statuses);
                app.advance(Duration::from_secs(86_400));
            }
            assert_eq!(answers[0], answers[1]);
            assert_eq!((answers[0][9], answers[0][10]), (401, 429));
        }
    }
}

#[tokio::test]
async fn one_wrong_guess_never_locks_however_low_the_bound_is() {
    let low = |app: SecurityBuilder| {
        limited(app).core(|core| {
            core.throttles.throttle_failures = 10;
            core.throttles.throttle_failures_for_devices = 50;
        })
    };
    for app in App::on_each_database(low).await {
        app.user(ADA, PASSWORD).await;
        assert_eq!(guesses(&mut stranger(&app, 1), ADA, 30).await.0, 5);
    }
}

// ASVS: 6.3.5
#[tokio::test]
async fn a_program_that_keeps_no_cookies_does_not_fill_the_mailbox_with_notices() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        for _ in 0..12 {
            assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.location(), "/");
        }
        let mails = app.mail_to(ADA).await;
        let notices = mails
            .iter()
            .filter(|mail| mail.message.subject.contains("sign-in"));
        assert_eq!(notices.count(), 5);
    }
}

// ASVS: 7.4.3, 7.4.1
#[tokio::test]
async fn a_change_that_was_asked_for_before_all_access_ended_does_not_happen() {
    for app in App::on_each_database(everything).await {
        let blank = NewUser {
            email: ADA.parse().unwrap(),
            password: None,
            active: true,
            confirmed: true,
            profile: Default::default(),
        };
        let asked = app.security.create_user(blank).await.unwrap();
        // The owner ends everything while the thief's new password is hashed.
        app.security.reset_user_access(&asked).await.unwrap();
        let request = SignInRequest {
            authn_via: "change",
            remember: false,
            client: Default::default(),
            replaces: None,
        };
        let password = crate::NewPassword::unchecked(NEW);
        let changed = app
            .security
            .change_user_password(&asked, Some(password), &request)
            .await;
        let refused =
            matches!(changed.unwrap(), SignIn::Refused(fault) if fault.key == "ACCESS_ENDED");
        assert!(refused);
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(!ada.has_password());
    }
}
