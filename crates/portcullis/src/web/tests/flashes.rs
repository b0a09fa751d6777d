//! The note for the next page, in its cookie.

use crate::{
    Secret, SecurityBuilder,
    features::{Confirmable, Registerable},
    testing::{App, Browser},
};

const OLD: &str = "Zt6_nB2-yH8vKq4xW1mRc7LfD9jGs3PaE";

fn features(app: SecurityBuilder) -> SecurityBuilder {
    app.with(Registerable::default())
        .with(Confirmable::default())
}

async fn app() -> App {
    App::on_sqlite(features).await
}

async fn signed_up(app: &App) -> Browser {
    let mut browser = app.browser();
    browser
        .sign_up("ada@example.test", "lower the drawbridge")
        .await;
    assert!(browser.cookie("flash").is_some());
    browser
}

// ASVS: 14.2.4, 3.3.4
#[tokio::test]
async fn nobody_reads_the_address_in_the_cookie() {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let app = app().await;
    let browser = signed_up(&app).await;
    let raw = URL_SAFE_NO_PAD
        .decode(browser.cookie("flash").unwrap())
        .unwrap();
    assert!(!String::from_utf8_lossy(&raw).contains("ada"));
}

// ASVS: 11.2.5, 11.3.2
#[tokio::test]
async fn a_cookie_that_was_not_sealed_here_puts_no_words_on_a_page() {
    let app = app().await;
    let browser = signed_up(&app).await;
    let good = browser.cookie("flash").unwrap().to_owned();
    let says = async |value: &str| {
        let mut browser = app.browser();
        browser.set_cookie("session_flash", value);
        browser.get("/login").await.says("ada@example.test")
    };
    assert!(says(&good).await);
    let of_an_app = app.security.seal(
        "flash",
        "",
        br#"[{"key":"CONFIRM_REGISTRATION","params":[["email","ada@example.test"]]}]"#,
    );
    // `[{"key":"CONFIRM_REGISTRATION","params":[["email","ada@example.test"]]}]`, unsealed.
    let plain = "W3sia2V5IjoiQ09ORklSTV9SRUdJU1RSQVRJT04iLCJwYXJhbXMiOltbImVtYWlsIiwiYWRhQGV4YW1wbGUudGVzdCJdXX1d";
    for value in [
        plain,
        &of_an_app,
        &good[..good.len() - 1],
        &good.to_lowercase(),
        "",
        "AQ",
    ] {
        assert!(!says(value).await, "{value}");
    }
}

// ASVS: 11.2.2
#[tokio::test]
async fn a_note_outlives_a_rotation_and_an_unknown_key_is_no_note() {
    let app = app().await;
    let browser = signed_up(&app).await;
    let note = browser.cookie("flash").unwrap().to_owned();
    let first = Secret::new(crate::testing::SAMPLE_SECRET);
    let says = async |app: &App| {
        let mut browser = app.browser();
        browser.set_cookie("session_flash", &note);
        browser.get("/login").await.says("ada@example.test")
    };
    let rotated = app
        .restarted_with(|app| {
            features(app).core(|core| {
                core.keys.secret_key = Secret::new(OLD);
                core.keys.secret_key_fallbacks = vec![first.clone()];
            })
        })
        .await;
    assert!(says(&rotated).await);
    let forgotten = rotated
        .restarted_with(|app| features(app).core(|core| core.keys.secret_key = Secret::new(OLD)))
        .await;
    assert!(!says(&forgotten).await);
}
