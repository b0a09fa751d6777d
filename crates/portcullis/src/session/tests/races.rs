//! What is under way when the access it was proven for ends: nothing comes of it.

use std::time::Duration;

use super::{ADA, PASSWORD};
use crate::{
    NewPassword, SignIn, SignInRequest,
    testing::{App, Browser},
    tests::at_once::at_once,
};

const NEXT: &str = "another long passphrase";

async fn apps() -> Vec<App> {
    App::on_each_database(|app| app).await
}

fn by_password() -> SignInRequest {
    SignInRequest {
        authn_via: "password",
        remember: true,
        client: Default::default(),
        replaces: None,
    }
}

fn next_password() -> NewPassword {
    NewPassword::unchecked(NEXT)
}

#[tokio::test]
async fn a_sign_in_that_was_proven_before_the_access_ended_opens_no_session() {
    for app in apps().await {
        let proven = app.user(ADA, PASSWORD).await;
        let security = &app.security;
        let refused = async || match security.login_user(&proven, &by_password()).await.unwrap() {
            SignIn::Open(_) => panic!("what was proven before let somebody in"),
            SignIn::Refused(fault) => fault.key,
        };
        security.deactivate_user(&proven).await.unwrap();
        security.activate_user(&proven).await.unwrap();
        assert_eq!(refused().await, "ACCESS_ENDED");
        assert!(proven.auth_token(security).await.is_err());

        let proven = security.find_user(ADA).await.unwrap().unwrap();
        assert!(proven.auth_token(security).await.is_ok());
        let password = next_password();
        security
            .admin_change_password(&proven, password, false)
            .await
            .unwrap();
        assert!(proven.auth_token(security).await.is_err());
        let answer = security.login_user(&proven, &by_password()).await.unwrap();
        assert!(matches!(answer, SignIn::Refused(_)));
    }
}

#[tokio::test]
async fn an_auth_token_dies_with_its_session_also_when_it_is_granted_too_late() {
    for app in apps().await {
        let user = app.user(ADA, PASSWORD).await;
        let SignIn::Open(session) = app
            .security
            .login_user(&user, &by_password())
            .await
            .unwrap()
        else {
            panic!("nothing is against it");
        };
        app.security.logout_user(session.id).await.unwrap();
        let now = app.security.now();
        let late = app
            .security
            .grant_auth_token(&session.user, Some(session.id), now, None)
            .await;
        let mut program = app
            .browser()
            .with_header("authentication-token", late.unwrap().expose());
        assert_eq!(program.get_json("/verify").await.status, 401);
    }
}

/// Signs in again and again with the old password; gives the browsers that got in.
async fn guess_on(mut browser: Browser) -> Vec<Browser> {
    let mut inside = Vec::new();
    for _ in 0..12 {
        if browser.sign_in(ADA, PASSWORD).await.status == 303 {
            inside.push(browser.clone());
        }
        browser.set_cookie("session", "");
    }
    inside
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_session_of_the_old_password_outlives_its_change() {
    for app in apps().await {
        let user = app.user(ADA, PASSWORD).await;
        let intruders = at_once((0..6).map(|_| guess_on(app.browser())));
        let change = async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let security = &app.security;
            let changed = security.admin_change_password(&user, next_password(), false);
            changed.await.unwrap()
        };
        let (inside, changed) = tokio::join!(intruders, change);
        assert!(changed);
        for mut browser in inside.into_iter().flatten() {
            assert_eq!(browser.get_json("/verify").await.status, 401);
        }
        assert_eq!(app.browser().sign_in(ADA, NEXT).await.status, 303);
    }
}
