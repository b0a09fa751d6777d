//! Users and roles as apps and operators handle them.

mod profiles;
mod roles;

use super::*;
use crate::{
    Secret, SecurityBuilder,
    testing::{App, every_feature},
    tests::tables,
};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";

async fn apps() -> Vec<App> {
    App::on_each_database(|app| app).await
}

fn new_user(email: &str) -> NewUser {
    NewUser {
        email: email.parse().unwrap(),
        password: None,
        active: true,
        confirmed: true,
        profile: Map::new(),
    }
}

/// The key of the first fault, with its field.
fn refusal<T: std::fmt::Debug>(result: Result<T>) -> (&'static str, &'static str) {
    match result {
        Err(Error::Refused(faults)) => (faults.0[0].field, faults.0[0].key),
        other => panic!("not refused: {other:?}"),
    }
}

fn setup_problem<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result {
        Err(Error::Setup(text)) => text,
        other => panic!("no problem: {other:?}"),
    }
}

#[tokio::test]
async fn a_new_user_can_be_found_by_any_spelling_of_the_address_and_by_id() {
    for app in apps().await {
        let security = &app.security;
        let made = security
            .create_user(new_user("Zoe.\u{c5}ngstr\u{f6}m@B\u{dc}CHER.example"))
            .await
            .unwrap();
        assert_eq!(
            made.email.as_str(),
            "Zoe.\u{c5}ngstr\u{f6}m@xn--bcher-kva.example"
        );
        for spelling in [
            "zoe.\u{e5}ngstr\u{f6}m@b\u{fc}cher.example",
            "ZOE.A\u{30a}NGSTRO\u{308}M@xn--bcher-kva.EXAMPLE",
            "  Zoe.\u{c5}ngstr\u{f6}m@b\u{fc}cher.example ",
        ] {
            let found = security.find_user(spelling).await.unwrap().expect(spelling);
            assert_eq!(found.id, made.id);
        }
        let found = security.find_user_by_id(made.id).await.unwrap().unwrap();
        assert_eq!(
            (&found.email, found.active, found.is_claim()),
            (&made.email, true, false)
        );
        assert_eq!(found.confirmed_at, Some(security.now()));
        for nobody in [
            "",
            "zoe",
            "zoe@b\u{fc}cher.example",
            "zoe@@x",
            "\0",
            "' OR 1=1 --",
        ] {
            assert!(
                security.find_user(nobody).await.unwrap().is_none(),
                "{nobody}"
            );
        }
        assert!(
            security
                .find_user_by_id(UserId(uuid::Uuid::nil()))
                .await
                .unwrap()
                .is_none()
        );
    }
}

#[tokio::test]
async fn one_address_has_one_owner_however_it_is_spelt() {
    for app in apps().await {
        app.user(ADA, PASSWORD).await;
        let again = app.security.create_user(new_user("ADA@Example.TEST")).await;
        assert_eq!(refusal(again), ("email", "EMAIL_ALREADY_ASSOCIATED"));
        assert_eq!(app.security.list_users(None, 10).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn of_many_who_make_a_user_at_once_one_does() {
    for app in apps().await {
        let makers: Vec<_> = (0..8)
            .map(|_| {
                let security = app.security.clone();
                tokio::spawn(async move { security.create_user(new_user(ADA)).await.is_ok() })
            })
            .collect();
        let mut made = 0;
        for maker in makers {
            made += i32::from(maker.await.unwrap());
        }
        assert_eq!(made, 1);
    }
}

#[tokio::test]
async fn users_are_listed_in_the_order_of_their_making_page_by_page() {
    for app in apps().await {
        let mut emails = Vec::new();
        for n in 0..5 {
            let email = format!("user{}@example.test", 9 - n);
            app.security.create_user(new_user(&email)).await.unwrap();
            app.advance(Duration::from_millis(5));
            emails.push(email);
        }
        let (mut listed, mut after) = (Vec::new(), None);
        loop {
            let page = app.security.list_users(after, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            assert!(page.len() <= 2);
            after = Some(last.id);
            listed.extend(page.into_iter().map(|user| user.email.as_str().to_owned()));
        }
        assert_eq!(listed, emails);
        assert!(app.security.list_users(None, 0).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn activating_and_deactivating_say_whether_they_changed_anything() {
    for app in apps().await {
        let (security, ada) = (&app.security, app.user(ADA, PASSWORD).await);
        assert!(!security.activate_user(&ada).await.unwrap());
        assert!(security.deactivate_user(&ada).await.unwrap());
        assert!(!security.deactivate_user(&ada).await.unwrap());
        assert!(!security.find_user(ADA).await.unwrap().unwrap().active);
        assert!(security.activate_user(&ada).await.unwrap());
        assert!(security.find_user(ADA).await.unwrap().unwrap().active);
    }
}

#[tokio::test]
async fn toggling_turns_what_is_there_not_what_the_caller_remembers() {
    for app in apps().await {
        let (security, ada) = (&app.security, app.user(ADA, PASSWORD).await);
        let mut browser = app.login_as(ADA).await;
        for active in [false, true, false] {
            assert_eq!(security.toggle_active(&ada).await.unwrap(), active);
            assert_eq!(
                security.find_user(ADA).await.unwrap().unwrap().active,
                active
            );
            assert_eq!(browser.get_json("/verify").await.status, 401);
        }
        security.delete_user(&ada).await.unwrap();
        assert!(!security.toggle_active(&ada).await.unwrap());
    }
}

#[tokio::test]
async fn deactivation_voids_mailed_links() {
    let confirming = |app: SecurityBuilder| app.with(crate::Confirmable::default());
    for app in App::on_each_database(confirming).await {
        let security = &app.security;
        let user = NewUser {
            confirmed: false,
            ..new_user(ADA)
        };
        let ada = security.create_user(user).await.unwrap();
        let token = security.generate_confirmation_token(&ada).await.unwrap();
        let status = async || {
            security
                .confirm_email_token_status(token.expose())
                .await
                .unwrap()
        };
        assert!(matches!(status().await, crate::TokenStatus::Valid(_)));
        security.deactivate_user(&ada).await.unwrap();
        assert!(matches!(status().await, crate::TokenStatus::Invalid));
        security.activate_user(&ada).await.unwrap();
        assert!(
            matches!(status().await, crate::TokenStatus::Invalid),
            "void stays void"
        );
    }
}

#[tokio::test]
async fn a_deleted_user_leaves_nothing_and_the_address_is_free() {
    for app in apps().await {
        let (security, ada) = (&app.security, app.user(ADA, PASSWORD).await);
        security.create_role("admin", "", &[]).await.unwrap();
        security.add_role_to_user(&ada, "admin").await.unwrap();
        ada.auth_token(security).await.unwrap();
        let _browser = app.login_as(ADA).await;
        assert!(security.delete_user(&ada).await.unwrap());
        assert!(!security.delete_user(&ada).await.unwrap());
        assert!(security.find_user(ADA).await.unwrap().is_none());
        let again = app.user(ADA, PASSWORD).await;
        assert!(again.id != ada.id && again.roles().is_empty());
        assert!(security.find_role("admin").await.unwrap().is_some());
    }
}

// ASVS: 14.2.6
#[tokio::test]
async fn nothing_of_a_user_shows_the_password_or_its_hash() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        assert!(ada.has_password());
        let shown = format!("{ada:?}");
        assert!(
            !shown.contains("argon2") && !shown.contains(PASSWORD),
            "{shown}"
        );
        let with = app
            .security
            .verify_password(&ada, &Secret::new(PASSWORD))
            .await
            .unwrap();
        let without = app
            .security
            .verify_password(&ada, &Secret::new(""))
            .await
            .unwrap();
        assert!(with && !without);
    }
}

#[tokio::test]
async fn the_owner_of_an_address_is_found_before_those_who_claim_it() {
    let signing_up = |app: SecurityBuilder| {
        app.with(crate::Registerable::default())
            .with(crate::Confirmable::default())
    };
    for app in App::on_each_database(signing_up).await {
        let mut browser = app.browser();
        browser.sign_up(ADA, "a claim of somebody").await;
        app.advance(Duration::from_secs(1));
        browser.sign_up(ADA, "a newer claim, else").await;
        let claim = app.security.find_user(ADA).await.unwrap().unwrap();
        assert!(claim.is_claim());
        let newest = Secret::new("a newer claim, else");
        assert!(
            app.security.verify_password(&claim, &newest).await.unwrap(),
            "the newest"
        );
        let owner = app.user(ADA, PASSWORD).await;
        let found = app.security.find_user(ADA).await.unwrap().unwrap();
        assert_eq!((found.id, found.is_claim()), (owner.id, false));
    }
}

#[tokio::test]
async fn claims_that_nobody_confirms_are_swept_after_thirty_days() {
    let signing_up = |app: SecurityBuilder| {
        app.with(crate::Registerable::default())
            .with(crate::Confirmable::default())
    };
    for app in App::on_each_database(signing_up).await {
        app.browser().sign_up("bob@example.test", PASSWORD).await;
        app.user(ADA, PASSWORD).await;
        app.advance(CLAIM_LIFE);
        app.security.sweep().await.unwrap();
        assert_eq!(app.security.list_users(None, 10).await.unwrap().len(), 2);
        app.advance(Duration::from_secs(1));
        app.security.sweep().await.unwrap();
        let left = app.security.list_users(None, 10).await.unwrap();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].email.as_str(), ADA);
    }
}

// ASVS: 6.3.2
#[tokio::test]
async fn a_new_installation_has_no_accounts_and_no_roles() {
    for app in App::on_each_database(every_feature).await {
        let counts = tables::counts(app.db()).await;
        let kept = counts.into_iter().filter(|(_, count)| *count > 0);
        let kept: Vec<String> = kept.map(|(table, _)| table).collect();
        // The heads of the chains of events, which are empty, and what has been migrated.
        assert_eq!(kept, ["pc_audit_heads", "pc_migrations"]);
    }
}
