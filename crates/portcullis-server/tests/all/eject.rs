//! Templates that an operator takes out to change them.

use std::fs;

use serde_json::json;

use crate::process::{Place, client};

#[tokio::test]
async fn a_template_that_was_taken_out_and_changed_is_the_page_from_then_on() {
    let place = Place::configured("MAIL_FOLDER = 'mails'\nSECURITY_TEMPLATE_FOLDER = 'own'\n");
    fs::create_dir(place.path("own")).unwrap();
    let all = place.json(&["eject"]).await;
    let all = all.as_array().unwrap();
    assert!(
        all.contains(&json!("login_user")) && all.contains(&json!("email/mail.txt")),
        "{all:?}"
    );
    let written = place
        .json(&["eject", "login_user", "security/error.html"])
        .await;
    assert_eq!(
        written,
        json!(["own/security/login_user.html", "own/security/error.html"])
    );
    let file = place.path("own/security/login_user.html");
    let ours = fs::read_to_string(&file).unwrap();
    fs::write(&file, ours.replace("{{ t(\"LOGIN_TITLE\") }}", "Come in")).unwrap();
    let served = place.serve().await;
    let page = client()
        .get(format!("{}/login", served.url))
        .send()
        .await
        .unwrap();
    assert!(page.text().await.unwrap().contains("<h1>Come in</h1>"));
    // Again, and what was changed would be lost.
    let again = place.run(&["eject", "login_user"]).await;
    assert_eq!(again.code, Some(2), "{again:?}");
    assert!(again.errors.contains("is there already"), "{again:?}");
    assert!(fs::read_to_string(&file).unwrap().contains("Come in"));
    assert_eq!(
        place.run(&["eject", "login_user", "--force"]).await.code,
        Some(0)
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), ours);
}

#[tokio::test]
async fn a_template_that_is_not_there_is_named_and_nothing_is_written() {
    let place = Place::new();
    let ended = place
        .run(&["eject", "login_user", "no_such_page", "--to", "out"])
        .await;
    assert_eq!(ended.code, Some(2));
    assert!(ended.errors.contains("\"no_such_page\""), "{ended:?}");
    assert!(!place.path("out").exists());
    assert_eq!(
        place
            .run(&["eject", "email/mail.html", "--to", "out"])
            .await
            .code,
        Some(0)
    );
    assert!(place.path("out/security/email/mail.html").exists());
}
