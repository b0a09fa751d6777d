//! What people say of themselves.

use super::*;
use crate::{testing::every_feature, web::tests::Names};

async fn named() -> Vec<App> {
    let app = |app| every_feature(app).profile::<Names>();
    let apps = App::on_each_database(app).await;
    for app in &apps {
        app.user(ADA, PASSWORD).await;
    }
    apps
}

#[tokio::test]
async fn the_fields_of_the_app_are_shown_changed_and_checked() {
    for app in named().await {
        let mut browser = signed_in(&app, FIREFOX).await;
        let page = browser.get("/account/profile").await;
        assert!(page.says("First name") && page.says("Phone (optional)"));
        let fields = [("first_name", "Ada <b>"), ("phone", "123")];
        let page = browser.submit("/account/profile", &fields).await;
        assert!(page.says("Your details are saved."), "{}", page.text());
        assert!(
            page.body.contains("value=\"Ada &lt;b&gt;\""),
            "{}",
            page.body
        );
        let event = newest(&app).await;
        assert_eq!((&*event.kind, &*event.actor), ("profile_changed", "person"));
        let page = browser.post("/account/profile", &[("phone", "5")]).await;
        assert_eq!(page.status, 422);
        assert!(page.says("Fill in “First name”."), "{}", page.text());
        let told = browser.get_json("/account/profile").await.response();
        assert_eq!(
            told["profile"],
            json!({ "first_name": "Ada <b>", "phone": "123" })
        );
    }
}

#[tokio::test]
async fn whoever_chooses_a_language_is_spoken_to_in_it_from_then_on() {
    for app in named().await {
        let mut browser = signed_in(&app, FIREFOX).await;
        let fields = [("first_name", "Ada"), ("locale", "de")];
        let page = browser.submit("/account/profile", &fields).await;
        let saved = app.security.messages();
        let saved = saved.text(&"de".parse().unwrap(), "PROFILE_SAVED", &[]);
        assert!(page.says(&saved), "{}", page.text());
        assert!(page.body.contains("<html lang=\"de\""), "{}", page.body);
        assert!(
            page.body
                .contains("<option value=\"de\" lang=\"de\" selected>")
        );
        let told = browser.get_json("/account/profile").await.response();
        assert_eq!(
            (&told["locale"], &told["locales"]),
            (
                &json!("de"),
                &json!(["ar", "de", "en", "es", "fr", "ja", "pt"])
            )
        );
        let unknown = json!({ "first_name": "Ada", "locale": "xx" });
        let page = browser.post_json("/account/profile", &unknown).await;
        assert_eq!(
            (page.status, page.error_codes()),
            (400, vec!["INVALID_INPUT".to_owned()])
        );
        let kept = json!({ "first_name": "Ada" });
        assert_eq!(
            browser.post_json("/account/profile", &kept).await.status,
            200
        );
        let told = browser.get_json("/account/profile").await.response();
        assert_eq!(told["locale"], "de", "what is not named stays");
    }
}
