//! From another system to the first sign-in here.

use super::*;
use crate::{Secret, testing::App};

const ADA: &str = "ada@example.test";
const PASSWORD: &str = "correct horse battery";

// Flask-Security 5.9.2 with the salt "salty", and Django 5.2.
const DOUBLE: &str = "$2b$04$4GMX3LoRFuz.AAESK67McO.f2NUtrTuFjI/P2fSvYlKgkw234Z3iG";
const DJANGO: &str =
    "pbkdf2_sha256$1000$YKncQ1748y8YzXYlZGqnLi$kgtMF9lYmAOOOWfEOdoIkIBlSPSzy4KqTqp7iVPQ41c=";

async fn apps() -> Vec<App> {
    App::on_each_database(|app| {
        app.core(|core| core.passwords.password_salt = Secret::new("salty"))
    })
    .await
}

fn user(app: &App, email: &str, hash: Option<&str>) -> ImportedUser {
    ImportedUser {
        email: email.parse().unwrap(),
        password_hash: hash.map(|hash| app.security.parse_foreign_hash(hash).unwrap()),
        active: true,
        confirmed: true,
        profile: Map::new(),
    }
}

async fn stored(app: &App, email: &str) -> String {
    let user = app.security.find_user(email).await.unwrap().unwrap();
    user.password_hash.unwrap().expose().to_owned()
}

// ASVS: 11.2.2
#[tokio::test]
async fn who_was_brought_along_signs_in_with_the_old_password_and_is_hashed_anew() {
    for app in apps().await {
        for (email, hash) in [(ADA, DOUBLE), ("bob@example.test", DJANGO)] {
            let users = vec![user(&app, email, Some(hash))];
            app.security.import_users(users).await.unwrap();
            let wrong = app.browser().sign_in(email, "correct horse batterY").await;
            assert_eq!(wrong.status, 401);
            assert!(
                stored(&app, email).await.ends_with(hash),
                "nothing is renewed"
            );
            let before = app.security.0.hasher.count();
            assert_eq!(app.browser().sign_in(email, PASSWORD).await.status, 303);
            assert_eq!(app.security.0.hasher.count() - before, 2);
            assert!(stored(&app, email).await.starts_with("$argon2id$"));
            assert_eq!(app.browser().sign_in(email, PASSWORD).await.status, 303);
            assert_eq!(app.security.0.hasher.count() - before, 3);
        }
    }
}

#[tokio::test]
async fn one_that_cannot_be_made_leaves_all_unmade() {
    for app in apps().await {
        app.user("taken@example.test", PASSWORD).await;
        let users = vec![
            user(&app, ADA, Some(DOUBLE)),
            user(&app, "bob@example.test", None),
            user(&app, "taken@example.test", None),
        ];
        let refused = app.security.import_users(users).await.unwrap_err();
        assert_eq!(refused.index, 2);
        assert!(
            matches!(refused.error, Error::Refused(_)),
            "{:?}",
            refused.error
        );
        assert!(app.security.find_user(ADA).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_hash_that_cannot_be_verified_is_not_taken() {
    let app = apps().await.remove(0);
    for text in [
        "",
        "plaintext",
        "$1$salt$Qy2dFlrBhBBgXJpGP7lyG.",
        "{single}$5$salt$aa",
    ] {
        let fault = app.security.parse_foreign_hash(text).unwrap_err();
        assert_eq!(fault.key, "PASSWORD_HASH_UNREADABLE", "{text}");
    }
}

// ASVS: 11.2.5
#[tokio::test]
async fn a_stored_hash_that_is_spoilt_opens_nothing_and_breaks_nothing() {
    for app in apps().await {
        let ada = app.user(ADA, PASSWORD).await;
        app.user("bob@example.test", PASSWORD).await;
        let unknown = app.browser().sign_in("eve@example.test", PASSWORD).await;
        for spoilt in [
            "",
            "x",
            "$argon2id$v=19$m=64",
            "{double}",
            "{single}$2b$99$",
            DOUBLE,
        ] {
            let now = app.security.now();
            crate::account::store::set_password(&mut app.security.db(), now, ada.id, Some(spoilt))
                .await
                .unwrap();
            let before = app.security.0.hasher.count();
            let page = app.browser().sign_in(ADA, PASSWORD).await;
            assert_eq!(
                (page.status, page.location()),
                (unknown.status, unknown.location())
            );
            assert_eq!(app.security.0.hasher.count() - before, 1, "{spoilt}");
        }
        let bob = app.browser().sign_in("bob@example.test", PASSWORD).await;
        assert_eq!(bob.status, 303);
    }
}
