//! The work of a sign-in, which must not tell who has an account.

use super::*;
use crate::{NewUser, Secret, tests::tables};

#[tokio::test]
async fn every_sign_in_computes_one_hash_whoever_asks() {
    for app in apps().await {
        let security = &app.security;
        for (email, active) in [("none@example.test", true), ("off@example.test", false)] {
            let user = NewUser {
                email: email.parse().unwrap(),
                password: None,
                active,
                confirmed: true,
                profile: Default::default(),
            };
            security.create_user(user).await.unwrap();
        }
        let bob = app.user("bob@example.test", PASSWORD).await;
        security.deactivate_user(&bob).await.unwrap();
        for (email, password) in [
            (ADA, PASSWORD),
            (ADA, WRONG),
            ("eve@example.test", WRONG),
            ("none@example.test", WRONG),
            ("off@example.test", WRONG),
            ("bob@example.test", PASSWORD),
            ("bob@example.test", WRONG),
        ] {
            let before = security.0.hasher.count();
            app.browser().sign_in(email, password).await;
            assert_eq!(security.0.hasher.count() - before, 1, "{email} {password}");
        }
    }
}

#[tokio::test]
async fn a_sign_in_renews_a_hash_whose_cost_is_not_todays() {
    for scratch in portcullis_kit::db::testing::databases(&[]).await {
        let build = async |iterations: u32| {
            let core = |core: &mut CoreSettings| {
                core.http.public_url = "http://localhost:3000".into();
                core.passwords.password_argon2_memory = 8;
                core.passwords.password_argon2_iterations = iterations;
                core.passwords.password_hash_threads = 1;
            };
            let builder = crate::Security::builder(scratch.db.clone()).without_background();
            builder.core(core).build().await.unwrap()
        };
        let old = build(1).await;
        let user = NewUser {
            email: ADA.parse().unwrap(),
            password: Some(crate::NewPassword::unchecked(PASSWORD)),
            active: true,
            confirmed: true,
            profile: Default::default(),
        };
        old.create_user(user).await.unwrap();
        let stored = async |security: &crate::Security| {
            let ada = security.find_user(ADA).await.unwrap().unwrap();
            ada.password_hash.unwrap().expose().to_owned()
        };
        let new = build(2).await;
        let ada = new.find_user(ADA).await.unwrap().unwrap();
        assert!(
            !new.verify_password(&ada, &Secret::new(WRONG))
                .await
                .unwrap()
        );
        assert!(
            stored(&new).await.contains("t=1"),
            "a wrong password renews nothing"
        );
        if scratch.db.kind() == portcullis_kit::db::Kind::Sqlite {
            let refuses = "CREATE TRIGGER refuses BEFORE UPDATE OF password_hash ON pc_users
                BEGIN SELECT RAISE(ABORT, 'no'); END";
            tables::run(&scratch.db, refuses).await;
            let right = new.verify_password(&ada, &Secret::new(PASSWORD)).await;
            assert!(
                right.unwrap(),
                "what can't be renewed is right all the same"
            );
            tables::run(&scratch.db, "DROP TRIGGER refuses").await;
            assert!(stored(&new).await.contains("t=1"));
        }
        assert!(
            new.verify_password(&ada, &Secret::new(PASSWORD))
                .await
                .unwrap()
        );
        let renewed = stored(&new).await;
        assert!(renewed.contains("t=2"), "{renewed}");
        let ada = new.find_user(ADA).await.unwrap().unwrap();
        let before = new.0.hasher.count();
        assert!(
            new.verify_password(&ada, &Secret::new(PASSWORD))
                .await
                .unwrap()
        );
        assert_eq!(new.0.hasher.count() - before, 1, "once is enough");
        assert_eq!(stored(&new).await, renewed);
    }
}

#[tokio::test]
async fn a_full_queue_is_503_with_the_time_to_come_back() {
    let narrow = |app: SecurityBuilder| {
        app.core(|core| {
            core.passwords.password_hash_queue = 1;
            core.passwords.password_argon2_memory = 20_000;
            core.passwords.password_argon2_iterations = 5;
        })
    };
    for app in apps_with(narrow).await {
        let sign_ins: Vec<_> = (0..12)
            .map(|_| {
                let mut browser = app.browser();
                tokio::spawn(async move {
                    let body = json!({ "email": "eve@example.test", "password": WRONG });
                    browser.post_json("/login", &body).await
                })
            })
            .collect();
        let mut busy = 0;
        for sign_in in sign_ins {
            let page = sign_in.await.unwrap();
            if page.status == 503 {
                assert_eq!(page.header("retry-after"), "1");
                assert_eq!(page.error_codes(), ["TOO_BUSY"]);
                busy += 1;
            } else {
                assert_eq!(page.status, 400);
            }
        }
        assert!((1..12).contains(&busy), "{busy}");
        assert_eq!(app.browser().sign_in(ADA, PASSWORD).await.status, 303);
    }
}

// ASVS: 2.4.1
#[tokio::test]
async fn a_network_that_fills_the_queue_does_not_keep_another_out() {
    let narrow = |app: SecurityBuilder| {
        app.core(|core| {
            core.passwords.password_hash_queue = 4;
            core.passwords.password_argon2_memory = 20_000;
            core.passwords.password_argon2_iterations = 10;
        })
    };
    for app in apps_with(narrow).await {
        let mut flood = tokio::task::JoinSet::new();
        for _ in 0..12 {
            let mut browser = app.browser().at([198, 51, 100, 1]);
            flood.spawn(async move { browser.sign_in("eve@example.test", WRONG).await.status });
        }
        // Whoever is refused found the queue full.
        assert_eq!(flood.join_next().await.unwrap().unwrap(), 503);
        let mut other = app.browser().at([198, 51, 100, 2]);
        assert_eq!(other.sign_in(ADA, PASSWORD).await.status, 303);
        let answers = flood.join_all().await;
        assert!(answers.contains(&401), "{answers:?}");
    }
}
