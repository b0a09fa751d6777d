//! What a browser and its password manager make of the forms: the button that shows what was typed, what is saved, and what
//! happens where the cookie of a sign-in is refused.

use fantoccini::{Client, Locator};
use serde_json::json;

use crate::{
    browser::Chromium,
    process::{PASSWORD, Place, until},
};

async fn type_into(page: &Client, field: &str, text: &str) {
    let field = page.find(Locator::Id(field)).await.expect("a field");
    field.send_keys(text).await.expect("it can be typed into");
}

#[tokio::test]
async fn a_typed_password_is_shown_and_hidden_again_before_it_is_sent() {
    let place = Place::new();
    let (_running, base) = crate::development::served(&place).await;
    let browser = Chromium::start().await;
    let page = &browser.page;
    page.goto(&format!("{base}/login"))
        .await
        .expect("the page opens");
    let button = page.find(Locator::Css(".secret > button")).await;
    let button = button.expect("a button that shows the password");
    let pressed = async || button.attr("aria-pressed").await.expect("a state");
    let kind = "document.querySelector('#password').type";
    assert_eq!(
        button.attr("aria-label").await.expect("a name").as_deref(),
        Some("Show password")
    );
    assert_eq!(pressed().await.as_deref(), Some("false"));
    button.click().await.expect("it can be pressed");
    assert_eq!(pressed().await.as_deref(), Some("true"));
    assert_eq!(browser.evaluate(kind).await, "text");
    let sent = "let sent; document.forms[0].addEventListener('submit', (event) => { event.preventDefault(); sent = document.querySelector('#password').type; });
        document.forms[0].dispatchEvent(new Event('submit', { cancelable: true })); sent";
    assert_eq!(browser.evaluate(sent).await, "password");

    // Without scripts there is no button, and the form is whole.
    browser
        .command(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
    page.goto(&format!("{base}/login"))
        .await
        .expect("the page opens");
    let buttons = page.find_all(Locator::Css(".show, [aria-pressed]")).await;
    assert!(buttons.expect("a list").is_empty());
    assert!(
        page.find(Locator::Css("input[type=password]"))
            .await
            .is_ok()
    );
}

/// What a password manager and the browser's own go by when they offer to save: a real form with names that stay, told apart
/// by `autocomplete`, and another page after it was sent.
#[tokio::test]
async fn a_manager_finds_what_it_needs_to_save_a_password() {
    let place = Place::new();
    let (_running, base) = crate::development::served(&place).await;
    let browser = Chromium::start().await;
    let page = &browser.page;
    for (path, expected) in [
        (
            "/login",
            json!(["email:email:username", "password:password:current-password"]),
        ),
        (
            "/register",
            json!(["email:email:username", "password:password:new-password"]),
        ),
    ] {
        page.goto(&format!("{base}{path}"))
            .await
            .expect("the page opens");
        let fields = "[...document.querySelector('main form').querySelectorAll('input.control')]
            .map((input) => [input.id, input.name, input.autocomplete].join(':'))";
        let fields = browser.evaluate(fields).await;
        assert_eq!(fields, expected, "{path}");
    }
    type_into(page, "email", "zoe@example.test").await;
    type_into(page, "password", "four words make a password").await;
    let before = browser.evaluate("performance.timeOrigin").await;
    let button = page.find(Locator::Css("main form .button")).await;
    button
        .expect("a button")
        .click()
        .await
        .expect("it can be pressed");
    until("the next page is there", async || {
        let url = page.current_url().await.ok()?;
        (url.path() == "/confirm/code").then_some(())
    })
    .await;
    // A navigation of the whole window, by a redirect after the form.
    assert_ne!(browser.evaluate("performance.timeOrigin").await, before);
    let kind = "const [entry] = performance.getEntriesByType('navigation'); [entry.type, entry.redirectCount].join()";
    assert_eq!(browser.evaluate(kind).await, "navigate,1");
    page.goto(&format!("{base}/.well-known/change-password"))
        .await
        .expect("a page opens");
    let url = page.current_url().await.expect("a URL");
    // Signed out, it goes by way of sign-in.
    assert_eq!(
        (url.path(), url.query()),
        ("/login", Some("next=%2Fchange"))
    );
}

#[tokio::test]
async fn a_browser_that_refuses_the_cookie_of_a_sign_in_is_told_so() {
    let place = Place::new();
    let (_running, base) = crate::development::served(&place).await;
    place
        .create_user("zoe@example.test", PASSWORD, &["--active", "--confirmed"])
        .await;
    let sign_in = async |browser: &Chromium| {
        let page = &browser.page;
        page.goto(&format!("{base}/login?next=%2Faccount%2Fdevices"))
            .await
            .expect("the page opens");
        for (field, text) in [("email", "zoe@example.test"), ("password", PASSWORD)] {
            type_into(page, field, text).await;
        }
        let button = page.find(Locator::Css("main form .button")).await;
        button
            .expect("a button")
            .click()
            .await
            .expect("it can be pressed");
    };
    let refuse = json!({ "profile.default_content_setting_values.cookies": 2 });
    let refusing = Chromium::preferring(refuse).await;
    sign_in(&refusing).await;
    until("the page says why nobody is signed in", async || {
        let title = refusing.page.title().await.ok()?;
        title.starts_with("Cookie refused").then_some(())
    })
    .await;
    let url = refusing.page.current_url().await.expect("a URL");
    let place = (url.path(), url.query());
    assert_eq!(place, ("/login/cookie", Some("next=%2Faccount%2Fdevices")));
    drop(refusing);

    let browser = Chromium::start().await;
    sign_in(&browser).await;
    until("the person is where they wanted to be", async || {
        let url = browser.page.current_url().await.ok()?;
        (url.path() == "/account/devices").then_some(())
    })
    .await;
}
