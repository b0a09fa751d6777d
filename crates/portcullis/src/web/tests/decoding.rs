//! What a request says is decoded once, and what time it says it is does not matter.

use std::time::Duration;

use super::*;
use crate::Recoverable;

async fn resetting() -> Vec<App> {
    apps_with(|app| app.with(Recoverable::default())).await
}

async fn link(app: &App) -> String {
    app.browser().post("/reset", &[("email", ADA)]).await;
    app.link_for(ADA).await
}

// ASVS: 1.1.1
#[tokio::test]
async fn what_is_encoded_twice_is_decoded_once() {
    for app in resetting().await {
        for (email, next, status, place) in [
            ("ada%40example.test", "%2Fcart%252Fx", 303, "/cart%2Fx"),
            ("ada%2540example.test", "%2Fcart", 422, ""),
            ("ada%40example.test", "%252Fcart", 422, ""),
            ("ada%40example.test", "%252F%252Fevil.example", 422, ""),
        ] {
            let form = format!("email={email}&next={next}&password=correct+horse+battery");
            let kind = "application/x-www-form-urlencoded";
            let page = app
                .browser()
                .post_raw("/login", kind, form.into_bytes())
                .await;
            assert_eq!(
                (page.status, page.location()),
                (status, place),
                "{email} {next}"
            );
        }
        let link = link(&app).await;
        let token = link.strip_prefix("/reset/").unwrap();
        let (first, rest) = (token.as_bytes()[0], &token[1..]);
        let once = app
            .browser()
            .get(&format!("/reset/%{first:02X}{rest}"))
            .await;
        assert_eq!(once.status, 200);
        let twice = app
            .browser()
            .get(&format!("/reset/%25{first:02X}{rest}"))
            .await;
        assert_eq!(twice.location(), "/reset");
    }
}

// ASVS: 6.5.8
#[tokio::test]
async fn no_client_says_what_time_it_is() {
    for app in resetting().await {
        let link = link(&app).await;
        let mut ada = app
            .login_as(ADA)
            .await
            .with_header("date", "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(ada.get_json("/verify").await.status, 200);
        app.advance(Duration::from_secs(12 * 3600));
        assert_eq!(ada.get_json("/verify").await.status, 401);
        let late = ada.get(&link).await;
        assert_eq!(late.location(), "/reset");
    }
}

// ASVS: 6.3.2
#[tokio::test]
async fn a_new_installation_has_no_accounts_and_no_roles() {
    for app in App::on_each_database(places::every_feature).await {
        let counts = crate::tests::tables::counts(app.db()).await;
        let kept = counts.into_iter().filter(|(_, count)| *count > 0);
        let kept: Vec<String> = kept.map(|(table, _)| table).collect();
        // The heads of the chains of events, which are empty, and what has been migrated.
        assert_eq!(kept, ["pc_audit_heads", "pc_migrations"]);
    }
}
