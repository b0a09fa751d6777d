//! Limits turned against the people whom they protect.

use super::*;
use crate::{
    NewUser,
    session::{SignIn, SignInRequest},
};

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
    for app in App::on_each_database(lived_in).await {
        app.user(ADA, PASSWORD).await;
        let mut claimant = stranger(&app, 1);
        assert_eq!(claimant.sign_up(ADA, WRONG).await.status, 303);
        assert_eq!(
            claimant.get("/verify").await.status,
            200,
            "lives in a claim"
        );
        let through = flood(&app, ADA).await;
        assert!(through >= 10, "{through}");
        let before = app
            .security
            .throttle_status(&ADA.parse().unwrap())
            .await
            .unwrap();
        claimant.post("/verify", &[("password", WRONG)]).await;
        let change = [("password", WRONG), ("new_password", NEW)];
        assert_eq!(claimant.post("/change", &change).await.status, 303);
        let after = app
            .security
            .throttle_status(&ADA.parse().unwrap())
            .await
            .unwrap();
        assert!(after.failures >= before.failures, "{before:?} {after:?}");
        is_throttled(&stranger(&app, 9).sign_in(ADA, PASSWORD).await);
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
