//! Browsers in which somebody has signed in before.

use super::*;
use crate::{
    SignIn, SignInRequest,
    security::feature::Client,
    session::{OpenSession, device::DEVICE_LIFE},
};

async fn owner_of(app: &App) -> Browser {
    app.user(ADA, PASSWORD).await;
    let mut owner = app.browser();
    assert_eq!(owner.sign_in(ADA, PASSWORD).await.location(), "/");
    owner.post("/logout", &[]).await;
    owner
}

/// A sign-in from a browser that carries what another session's sign-in gave it.
async fn open(app: &App, email: &str, carries: Option<&OpenSession>) -> OpenSession {
    let user = app.security.find_user(email).await.unwrap().unwrap();
    let request = SignInRequest {
        authn_via: "password",
        remember: false,
        client: Client {
            device: carries.map(|session| session.device.token.clone()),
            ..Default::default()
        },
        replaces: None,
    };
    match app.security.login_user(&user, &request).await.unwrap() {
        SignIn::Open(session) => session,
        SignIn::Refused(fault) => panic!("{}", fault.key),
    }
}

// ASVS: 6.1.1, 6.3.1
#[tokio::test]
async fn a_flood_of_guesses_does_not_keep_the_owner_out_where_they_have_signed_in_before() {
    for app in limited_apps().await {
        let mut owner = owner_of(&app).await;
        let before = app.security.0.hasher.count();
        for _ in 0..6 {
            flood(&app, ADA).await;
            // Also from the owner's own network.
            guesses(&mut app.browser(), ADA, 30).await;
            app.advance(Duration::from_secs(3600));
        }
        flood(&app, ADA).await;
        assert_eq!(app.security.0.hasher.count() - before, 80);
        is_throttled(&app.browser().sign_in(ADA, PASSWORD).await);
        assert_eq!(owner.clone().sign_in(ADA, WRONG).await.status, 401);
        assert_eq!(owner.sign_in(ADA, PASSWORD).await.location(), "/");
        // That the owner is in makes nothing shorter for strangers but the row of failures.
        let status = app
            .security
            .throttle_status(&ADA.parse().unwrap())
            .await
            .unwrap();
        assert_eq!(status.failures, 0);
    }
}

#[tokio::test]
async fn a_known_browser_has_guesses_of_its_own_and_no_more() {
    for app in limited_apps().await {
        let mut owner = owner_of(&app).await;
        assert_eq!(guesses(&mut owner, ADA, 40).await.0, 20);
        assert_eq!(guesses(&mut stranger(&app, 1), ADA, 5).await.0, 5);
        app.advance(Duration::from_secs(3600));
        for _ in 0..8 {
            flood(&app, ADA).await;
            guesses(&mut owner, ADA, 40).await;
            app.advance(Duration::from_secs(3600));
        }
        let status = app
            .security
            .throttle_status(&ADA.parse().unwrap())
            .await
            .unwrap();
        assert_eq!(status.failures, 100, "also here it ends");
        is_throttled(&owner.sign_in(ADA, PASSWORD).await);
    }
}

#[tokio::test]
async fn the_cookie_of_one_person_is_no_key_to_the_guesses_of_another() {
    for app in limited_apps().await {
        let mut owner = owner_of(&app).await;
        app.user("bob@example.test", PASSWORD).await;
        assert_eq!(guesses(&mut owner, "bob@example.test", 40).await.0, 10);
        assert_eq!(guesses(&mut owner, "eve@example.test", 40).await.0, 10);
    }
}

#[tokio::test]
async fn one_browser_serves_several_people() {
    for app in limited_apps().await {
        let mut browser = owner_of(&app).await;
        let cookie = browser.cookie("device").unwrap().to_owned();
        app.user("bob@example.test", PASSWORD).await;
        assert_eq!(
            browser
                .sign_in("bob@example.test", PASSWORD)
                .await
                .location(),
            "/"
        );
        browser.post("/logout", &[]).await;
        assert_eq!(tables::count(app.db(), "pc_devices").await, 2);
        // Whoever copied the cookie before the second person came has nothing by it, for neither.
        let mut thief = stranger(&app, 1);
        let name = app
            .security
            .cookie_name(crate::session::cookie::Jar::Device);
        thief.set_cookie(&name, &cookie);
        assert_eq!(guesses(&mut thief, ADA, 40).await.0, 10);
        assert_eq!(guesses(&mut thief, "bob@example.test", 40).await.0, 10);
        assert_eq!(
            guesses(&mut browser.clone(), "bob@example.test", 40)
                .await
                .0,
            20
        );
        assert_eq!(guesses(&mut browser, ADA, 40).await.0, 20);
    }
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone_and_lives_400_days() {
    for app in App::on_each_database(|app| {
        limited(app).core(|core| core.http.public_url = "https://localhost".into())
    })
    .await
    {
        app.user(ADA, PASSWORD).await;
        let mut browser = app.browser().with_header("origin", "https://localhost");
        let page = browser.sign_in(ADA, PASSWORD).await;
        let cookies = page.headers.get_all("set-cookie").iter();
        let mut cookies = cookies.filter_map(|cookie| cookie.to_str().ok());
        let cookie = cookies
            .find(|cookie| cookie.starts_with("__Host-session_device="))
            .unwrap();
        for part in [
            "HttpOnly",
            "Secure",
            "Path=/",
            "SameSite=Lax",
            "Max-Age=34560000",
        ] {
            assert!(cookie.contains(part), "{cookie}");
        }
        let value = browser.cookie("device").unwrap();
        assert!(!tables::dump(app.db()).await.contains(value));
    }
}

#[tokio::test]
async fn a_cookie_that_was_put_into_a_browser_is_not_taken_for_its_own() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let planted = portcullis_kit::token::Token::generate();
        let mut browser = app.browser();
        let name = app
            .security
            .cookie_name(crate::session::cookie::Jar::Device);
        browser.set_cookie(&name, planted.expose());
        browser.sign_in(ADA, PASSWORD).await;
        assert_ne!(browser.cookie("device"), Some(planted.expose()));
    }
}

#[tokio::test]
async fn a_browser_is_new_to_somebody_who_has_signed_in_elsewhere_before() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let first = open(&app, ADA, None).await;
        assert!(!first.is_new_device(), "whoever begins knows no other");
        assert!(!open(&app, ADA, Some(&first)).await.is_new_device());
        let second = open(&app, ADA, None).await;
        assert!(second.is_new_device());
        assert!(!open(&app, ADA, Some(&second)).await.is_new_device());
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        app.security.reset_user_access(&ada).await.unwrap();
        assert!(open(&app, ADA, Some(&second)).await.is_new_device());
    }
}

// ASVS: 6.3.5
#[tokio::test]
async fn the_first_sign_in_long_after_the_account_was_made_may_be_anybodys() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        app.advance(Duration::from_secs(2 * 86_400));
        assert!(open(&app, ADA, None).await.is_new_device());
    }
}

#[tokio::test]
async fn a_new_password_leaves_only_the_browser_that_set_it() {
    for app in limited_apps().await {
        let mut owner = owner_of(&app).await;
        let mut lost = app.browser();
        lost.sign_in(ADA, PASSWORD).await;
        assert_eq!(tables::count(app.db(), "pc_devices").await, 2);
        owner.sign_in(ADA, PASSWORD).await;
        let change = [("password", PASSWORD), ("new_password", NEW)];
        assert_eq!(owner.post("/change", &change).await.status, 303);
        assert_eq!(tables::count(app.db(), "pc_devices").await, 1);
        assert_eq!(
            guesses(&mut lost, ADA, 40).await.0,
            10,
            "a stranger's by now"
        );
        lost.post("/logout", &[]).await;
        app.security.deliver_mail().await;
        lost.post("/reset", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        assert_eq!(
            app.browser()
                .post(&link, &[("password", PASSWORD)])
                .await
                .status,
            303
        );
        assert_eq!(tables::count(app.db(), "pc_devices").await, 0);
    }
}

#[tokio::test]
async fn whoever_is_deactivated_or_deleted_has_no_known_browsers() {
    for app in limited_apps().await {
        owner_of(&app).await;
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        app.security.deactivate_user(&ada).await.unwrap();
        assert_eq!(tables::count(app.db(), "pc_devices").await, 0);
        app.security.activate_user(&ada).await.unwrap();
        app.browser().sign_in(ADA, PASSWORD).await;
        assert_eq!(tables::count(app.db(), "pc_devices").await, 1);
        app.security.delete_user(&ada).await.unwrap();
        assert_eq!(tables::count(app.db(), "pc_devices").await, 0);
    }
}

#[tokio::test]
async fn what_nobody_uses_is_swept_and_a_program_without_cookies_fills_no_table() {
    for app in limited_apps().await {
        app.user(ADA, PASSWORD).await;
        let first = open(&app, ADA, None).await;
        app.advance(Duration::from_secs(1));
        for _ in 0..60 {
            open(&app, ADA, None).await;
        }
        assert_eq!(tables::count(app.db(), "pc_devices").await, 50);
        assert!(open(&app, ADA, Some(&first)).await.is_new_device());
        app.advance(DEVICE_LIFE);
        app.security.sweep().await.unwrap();
        assert_eq!(tables::count(app.db(), "pc_devices").await, 50);
        app.advance(Duration::from_secs(1));
        app.security.sweep().await.unwrap();
        assert_eq!(tables::count(app.db(), "pc_devices").await, 0);
    }
}
