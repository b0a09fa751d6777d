//! The end of an account, as its owner, a thief and the clock walk it.

use std::time::Duration;

use super::*;
use crate::{
    User,
    testing::{Page, every_feature},
    tests::tables,
};

pub(super) const DAY: Duration = Duration::from_secs(86_400);
const WRONG: &str = "not my password at all";

/// Asks for the end of the account in this browser.
pub(super) async fn ask(browser: &mut Browser) -> Page {
    browser
        .post("/account/delete", &[("password", PASSWORD)])
        .await
}

/// Ada's account is about to be deleted; the link out of the mail.
pub(super) async fn leaving(app: &App) -> String {
    let mut browser = app.login_as(ADA).await;
    app.security.deliver_mail().await;
    assert_eq!(ask(&mut browser).await.location(), "/login");
    let link = app.link_for(ADA).await;
    assert!(link.starts_with("/account/undo-deletion/"), "{link}");
    link
}

pub(super) async fn ada(app: &App) -> Option<User> {
    app.security.find_user(ADA).await.unwrap()
}

async fn waits(app: &App) -> bool {
    ada(app).await.unwrap().deletion_at.is_some()
}

// ASVS: 7.4.2, 6.3.7
#[tokio::test]
async fn whoever_deletes_their_account_is_out_everywhere_and_comes_back_by_the_mailed_link() {
    for app in apps().await {
        let (mut browser, mut phone) = (signed_in(&app, FIREFOX).await, app.login_as(ADA).await);
        let token = ada(&app).await.unwrap().auth_token(&app.security).await;
        let token = token.unwrap().expose().to_owned();
        let mut program = app.browser().with_header("authentication-token", &token);
        assert_eq!(program.get_json("/account").await.status, 200);
        app.mail_to(ADA).await;
        let page = browser.get("/account/delete").await;
        assert!(page.says("After 14 days the account is gone for good"));
        let fields = [("password", PASSWORD)];
        let page = browser.submit("/account/delete", &fields).await;
        let when = "Your account will be deleted on 15 January 2026, 00:00 UTC.";
        assert!(page.says(when), "{}", page.text());
        for gone in [&mut browser, &mut phone, &mut program] {
            assert_eq!(gone.get_json("/account").await.status, 401);
        }
        let link = app.link_for(ADA).await;
        let mut elsewhere = app.browser();
        let page = elsewhere.get(&link).await;
        assert!(
            page.says("will be deleted on 15 January 2026"),
            "{}",
            page.text()
        );
        assert!(waits(&app).await, "looking changes nothing");
        let page = elsewhere.submit(&link, &[]).await;
        assert!(
            page.says("is not deleted. You can sign in again."),
            "{}",
            page.text()
        );
        assert!(!waits(&app).await);
        assert_eq!(elsewhere.sign_in(ADA, PASSWORD).await.status, 303);
        for dead in [&mut browser, &mut phone, &mut program] {
            assert_eq!(dead.get_json("/account").await.status, 401);
        }
        let page = app.browser().submit(&link, &[]).await;
        assert!(page.says("This link was used already, and the account is kept."));
    }
}

// ASVS: 6.3.8
#[tokio::test]
async fn while_it_waits_the_right_password_says_so_and_opens_nothing() {
    let basic =
        |app| every_feature(app).core(|core| core.http.api_enabled_methods.push("basic".into()));
    for app in crate::tests::apps_with(basic).await {
        let wrong_before = app.browser().sign_in(ADA, WRONG).await.text();
        let before = ada(&app).await.unwrap();
        leaving(&app).await;
        let page = app.browser().sign_in(ADA, PASSWORD).await;
        assert_eq!(page.status, 401);
        assert!(page.says("This account will be deleted on 15 January 2026, 00:00 UTC."));
        assert_eq!(app.browser().sign_in(ADA, WRONG).await.text(), wrong_before);
        let credentials = "Basic YWRhQGV4YW1wbGUudGVzdDpjb3JyZWN0IGhvcnNlIGJhdHRlcnk=";
        let mut program = app.browser().with_header("authorization", credentials);
        assert_eq!(program.get_json("/account").await.status, 401);
        for user in [&before, &ada(&app).await.unwrap()] {
            assert!(user.auth_token(&app.security).await.is_err());
            let request = crate::SignInRequest {
                authn_via: "test",
                remember: false,
                client: Default::default(),
                replaces: None,
            };
            let refused = app.security.login_user(user, &request).await.unwrap();
            let crate::SignIn::Refused(fault) = refused else {
                panic!("somebody came in");
            };
            assert_eq!(fault.key, "DELETION_PENDING");
        }
        assert_eq!(tables::count(app.db(), "pc_sessions").await, 0);
    }
}

// ASVS: 7.5.1, 7.5.3
#[tokio::test]
async fn a_stolen_session_deletes_nothing_without_the_password() {
    for app in apps().await {
        let mut thief = app.login_as(ADA).await;
        for typed in [WRONG, ""] {
            let page = thief.post("/account/delete", &[("password", typed)]).await;
            assert_eq!(page.status, 422, "{}", page.text());
        }
        let page = thief.post_json("/account/delete", &json!({})).await;
        assert_eq!(page.error_codes(), ["PASSWORD_NOT_PROVIDED"]);
        let failed = newest(&app).await;
        assert!(
            failed.detail.contains(r#""via":"delete""#),
            "{}",
            failed.detail
        );
        assert_eq!(app.browser().post("/account/delete", &[]).await.status, 303);
        assert!(!waits(&app).await);
        assert!(app.mail_to(ADA).await.is_empty());
        assert_eq!(thief.get_json("/account").await.status, 200);
    }
}

// ASVS: 7.5.1
#[tokio::test]
async fn who_has_no_password_signs_in_freshly_first() {
    for app in apps().await {
        let request = crate::SignInRequest {
            authn_via: "test",
            remember: true,
            client: Default::default(),
            replaces: None,
        };
        let user = ada(&app).await.unwrap();
        let removed = app.security.change_user_password(&user, None, &request);
        drop(removed.await.unwrap());
        app.mail_to(ADA).await;
        let mut browser = app.browser();
        browser.post("/login/link", &[("email", ADA)]).await;
        let link = app.link_for(ADA).await;
        browser.post(&link, &[("remember", "y")]).await;
        app.advance(25 * Duration::from_secs(3600));
        for _ in 0..2 {
            let page = browser.post("/account/delete", &[]).await;
            assert!(!waits(&app).await, "{}", page.location());
        }
        let mut browser = app.login_as(ADA).await;
        let page = browser.submit("/account/delete", &[]).await;
        assert!(
            page.says("Your account will be deleted on"),
            "{}",
            page.text()
        );
        assert!(waits(&app).await);
    }
}

// ASVS: 6.4.3
#[tokio::test]
async fn whoever_asks_for_a_link_gets_the_way_back_and_nothing_that_opens_the_account() {
    for app in apps().await {
        let mut browser = app.browser();
        let mut old = Vec::new();
        for form in ["/reset", "/login/link"] {
            browser.post(form, &[("email", ADA)]).await;
            old.push(app.link_for(ADA).await);
        }
        leaving(&app).await;
        for (form, link) in ["/reset", "/login/link"].into_iter().zip(old) {
            browser.post(form, &[("email", ADA)]).await;
            let mail = app.newest_mail_to(ADA).await;
            let links = app.links_in(&mail);
            assert!(links[0].starts_with("/account/undo-deletion/"), "{links:?}");
            assert!(links[1].starts_with("/not-me/"), "{links:?}");
            let page = browser
                .post_json(&link, &json!({ "password": WRONG }))
                .await;
            assert_eq!(page.status, 400, "{link}: {}", page.body);
        }
        assert!(waits(&app).await);
        let link = app.link_for(ADA).await;
        let page = browser.submit(&link, &[]).await;
        assert!(page.says("is not deleted"), "{}", page.text());
    }
}

// ASVS: 6.3.7, 7.4.3
#[tokio::test]
async fn it_was_not_me_keeps_the_account_and_takes_the_password_from_the_thief() {
    for app in apps().await {
        leaving(&app).await;
        let mail = app.newest_mail_to(ADA).await;
        let not_me = app.links_in(&mail).remove(1);
        let mut owner = app.browser();
        let page = owner.get(&not_me).await;
        assert!(page.says("It also undoes the deletion"), "{}", page.text());
        let page = owner.submit(&not_me, &[]).await;
        assert!(page.says("its password works no more"), "{}", page.text());
        let user = ada(&app).await.unwrap();
        assert_eq!((user.deletion_at, user.has_password()), (None, false));
        let reset = app.link_for(ADA).await;
        assert!(reset.starts_with("/reset/"), "{reset}");
        let page = owner.submit(&reset, &[("password", WRONG)]).await;
        assert!(page.says("Your new password is set."), "{}", page.text());
        assert_eq!(owner.sign_in(ADA, WRONG).await.status, 303);
    }
}

#[tokio::test]
async fn what_an_operator_does_to_the_account_leaves_the_way_back() {
    for app in apps().await {
        let link = leaving(&app).await;
        let user = ada(&app).await.unwrap();
        app.security.reset_user_access(&user).await.unwrap();
        let password = crate::NewPassword::unchecked("a password of the operator");
        let changed = app.security.admin_change_password(&user, password, false);
        assert!(changed.await.unwrap());
        assert!(waits(&app).await);
        let again = app.security.request_user_deletion(&user).await.unwrap();
        assert!(again.is_none(), "it waits already");
        app.browser().post(&link, &[]).await;
        assert!(!waits(&app).await);
        assert!(!app.security.undo_user_deletion(&user).await.unwrap());
    }
}

#[tokio::test]
async fn an_account_that_is_switched_off_meanwhile_is_kept_and_its_link_still_works() {
    for app in apps().await {
        let link = leaving(&app).await;
        let user = ada(&app).await.unwrap();
        app.security.deactivate_user(&user).await.unwrap();
        app.advance(13 * DAY);
        let page = app.browser().submit(&link, &[]).await;
        assert!(page.says("is not deleted"), "{}", page.text());
        let user = ada(&app).await.unwrap();
        assert!(!user.active && user.deletion_at.is_none());

        app.security.activate_user(&user).await.unwrap();
        leaving(&app).await;
        let user = ada(&app).await.unwrap();
        app.security.deactivate_user(&user).await.unwrap();
        app.advance(15 * DAY);
        app.security.sweep_accounts().await.unwrap();
        let user = ada(&app).await.expect("it waits for its operator");
        app.security.activate_user(&user).await.unwrap();
        app.security.sweep_accounts().await.unwrap();
        assert!(ada(&app).await.is_none());
    }
}
