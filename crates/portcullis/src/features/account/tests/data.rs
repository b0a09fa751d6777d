//! All that is kept, for whoever it is about.

use std::time::Duration;

use async_trait::async_trait;

use super::*;
use crate::{
    Security, User, security::feature::Feature, testing::every_feature, tests::tables,
    web::tests::Names,
};

/// What an app of its own keeps.
struct Orders;

#[async_trait]
impl Feature for Orders {
    fn name(&self) -> &'static str {
        "orders"
    }

    async fn export(&self, _: &Security, user: &User) -> crate::Result<Option<Value>> {
        Ok(Some(
            json!([{ "buyer": user.email.as_str(), "what": "tea" }]),
        ))
    }
}

async fn shops() -> Vec<App> {
    apps_with(|app| every_feature(app).profile::<Names>().with(Orders)).await
}

#[tokio::test]
async fn the_archive_is_a_file_with_everything_that_is_kept() {
    for app in shops().await {
        let security = &app.security;
        security
            .create_role("editor", "", &["write"])
            .await
            .unwrap();
        let ada = security.find_user(ADA).await.unwrap().unwrap();
        security.add_role_to_user(&ada, "editor").await.unwrap();
        security
            .send_reset_password_instructions(&ada)
            .await
            .unwrap();
        app.mail_to(ADA).await;
        let mut browser = signed_in(&app, FIREFOX).await;
        let fields = [("first_name", "Ada"), ("phone", "123")];
        browser.post("/account/profile", &fields).await;
        let page = browser.get("/account/data").await;
        assert!(page.says("Everything that is kept about you, as one JSON file."));
        let file = browser.post("/account/data", &[]).await;
        assert_eq!(
            (
                file.status,
                file.header("content-type"),
                file.header("cache-control")
            ),
            (200, "application/json", "no-store")
        );
        let disposition = file.header("content-disposition");
        assert_eq!(disposition, "attachment; filename=\"account-data.json\"");
        let data = file.json();
        assert_eq!(data["account"]["email"], ADA);
        assert_eq!(data["profile"]["first_name"], "Ada");
        assert_eq!(
            (&data["roles"], &data["permissions"]),
            (&json!(["editor"]), &json!(["write"]))
        );
        for list in ["sessions", "devices"] {
            assert_eq!(data[list].as_array().unwrap().len(), 1, "{list}");
        }
        assert_eq!(data["sessions"][0]["device"], "Firefox on Linux");
        assert_eq!(data["links"][0]["purpose"], "reset");
        assert_eq!(
            data["mails"].as_array().unwrap().len(),
            1,
            "{}",
            data["mails"]
        );
        assert_eq!(data["features"]["orders"][0]["what"], "tea");
        assert_eq!(data["features"]["trackable"]["login_count"], 1);
        let happened = data["activity"].as_array().unwrap().iter();
        let happened: Vec<&str> = happened
            .map(|event| event["kind"].as_str().unwrap())
            .collect();
        for kind in [
            "sign_in",
            "reset_requested",
            "role_granted",
            "user_created",
            "data_exported",
        ] {
            assert!(happened.contains(&kind), "{kind}: {happened:?}");
        }
        assert_eq!(newest(&app).await.kind, "data_exported");
        let answer = browser.post_json("/account/data", &json!({})).await;
        assert_eq!(answer.response()["data"]["profile"], data["profile"]);
    }
}

// ASVS: 8.2.2, 14.2.6, 15.3.1
#[tokio::test]
async fn the_archive_holds_no_hash_and_nothing_of_anybody_else() {
    for app in shops().await {
        let eve = app.user("eve@example.test", PASSWORD).await;
        let mut browser = signed_in(&app, FIREFOX).await;
        browser.post("/reset", &[("email", ADA)]).await;
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        ada.auth_token(&app.security).await.unwrap();
        app.mail_to(ADA).await;
        // The operator who changes something and the others who sign in are nobody in it.
        app.login_as("eve@example.test").await;
        let text = browser.post("/account/data", &[]).await.body;
        assert!(text.contains(ADA) && !text.contains("argon2"), "{text}");
        for other in [eve.id.to_string(), "eve@".to_owned()] {
            assert!(!text.contains(&other), "{other}: {text}");
        }
        for table in [
            "pc_sessions",
            "pc_auth_tokens",
            "pc_devices",
            "pc_one_time_tokens",
        ] {
            let hashes = tables::token_hashes(app.db(), table).await;
            assert!(!hashes.is_empty(), "{table}");
            for hash in hashes {
                let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
                assert!(!text.to_lowercase().contains(&digits), "{table}");
            }
        }
    }
}

// ASVS: 7.5.3
#[tokio::test]
async fn the_archive_is_for_whoever_proves_again_who_they_are() {
    for app in apps().await {
        assert_eq!(
            app.browser()
                .post_json("/account/data", &json!({}))
                .await
                .status,
            401
        );
        let mut browser = app.browser();
        let fields = [("email", ADA), ("password", PASSWORD), ("remember", "y")];
        browser.post("/login", &fields).await;
        app.advance(Duration::from_secs(25 * 3600));
        assert_eq!(browser.get("/account/data").await.status, 200);
        let page = browser.post("/account/data", &[]).await;
        assert!(
            page.location().starts_with("/verify"),
            "{}",
            page.location()
        );
        let answer = browser.post_json("/account/data", &json!({})).await;
        assert_eq!((answer.status, answer.response().get("data")), (401, None));
        let fields = [("password", PASSWORD), ("next", "/account/data")];
        let page = browser.submit("/verify", &fields).await;
        assert!(page.says("Download your data"), "{}", page.text());
        assert_eq!(browser.post("/account/data", &[]).await.status, 200);
    }
}

#[tokio::test]
async fn a_long_history_is_read_to_its_end() {
    for app in apps().await {
        let ada = app.security.find_user(ADA).await.unwrap().unwrap();
        for _ in 0..510 {
            app.advance(Duration::from_millis(2));
            app.security.revoke_auth_tokens(&ada).await.unwrap();
        }
        let english = "en".parse().unwrap();
        let data = app.security.export_user(&ada, &english).await.unwrap();
        let activity = data["activity"].as_array().unwrap();
        let revoked = activity
            .iter()
            .filter(|event| event["kind"] == "tokens_revoked");
        assert_eq!(revoked.count(), 510);
        assert_eq!(activity[0]["what"], "A copy of your data was made");
    }
}
