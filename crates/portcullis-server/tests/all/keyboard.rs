//! People who see little, use no mouse, or let no script run: every feature by keyboard alone, in a window of 320 px, with
//! JavaScript off, by the names that are read out. And a newcomer, from the start of the server to a confirmed account.

use std::time::Duration;

use fantoccini::Client;
use serde_json::json;
use tokio::time::Instant;

use crate::{
    browser::Chromium,
    process::{Place, client, status, until},
};

const ZOE: &str = "zoe@example.test";
const FIRST: &str = "four words make a password";
const SECOND: &str = "and four others make the next";
const THIRD: &str = "now a third one of four words";

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

/// What has the focus, by the name that a screen reader says.
const NAME: &str = "(() => { const here = document.activeElement; if (!here || here === document.body) return '';
    const label = here.labels && here.labels[0];
    return (here.getAttribute('aria-label') || (label && label.innerText) || here.innerText || '').trim(); })()";

/// Hands on a keyboard.
struct Keyboard<'b> {
    browser: &'b Chromium,
    base: String,
}

impl Keyboard<'_> {
    fn page(&self) -> &Client {
        &self.browser.page
    }

    async fn open(&self, path: &str) {
        let page = self.page().goto(&format!("{}{path}", self.base)).await;
        page.expect("the page opens");
    }

    async fn key(&self, keys: &str) {
        let here = self.page().active_element().await.expect("a focus");
        here.send_keys(keys).await.expect("keys are taken");
    }

    async fn name(&self) -> String {
        let name = self.browser.evaluate(NAME).await;
        name.as_str().unwrap_or_default().to_owned()
    }

    /// Moves the focus, by the tabulator alone, to what begins with this name.
    async fn reach(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..60 {
            let here = self.name().await;
            if here.starts_with(name) {
                return;
            }
            passed.push(here);
            self.key(TAB).await;
        }
        panic!("no {name:?} to be reached, but {passed:?}");
    }

    async fn fill(&self, label: &str, text: &str) {
        self.reach(label).await;
        self.key(text).await;
    }

    async fn press(&self, name: &str) {
        self.reach(name).await;
        self.key(ENTER).await;
    }

    async fn sees(&self, words: &str) {
        let text = "document.body ? document.body.innerText : ''";
        until(&format!("the page says {words:?}"), async || {
            let said = self.browser.evaluate(text).await;
            said.as_str()?.contains(words).then_some(())
        })
        .await;
    }

    /// Reads the mailbox, on another device: the code or the link in the newest of so many mails.
    async fn mail(&self, count: usize) -> (String, String) {
        until("the mail is there", async || {
            let mails = client().get(format!("{}/dev/mail.json", self.base));
            let mails = mails.send().await.ok()?.json::<serde_json::Value>().await;
            let mails = mails.ok()?;
            let mails = mails["messages"].as_array()?;
            if mails.len() < count {
                return None;
            }
            let text = mails.first()?["text"].as_str()?;
            let code = text.lines().find_map(|line| line.strip_prefix("    "));
            let link = text.split_whitespace().find(|word| word.contains("://"));
            Some((code.unwrap_or_default().to_owned(), link?.to_owned()))
        })
        .await
    }
}

#[tokio::test]
async fn every_feature_works_by_keyboard_alone_at_320_pixels_without_scripts() {
    let place = Place::new();
    let (_running, base) = crate::development::served(&place).await;
    let browser = Chromium::start().await;
    let size = json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": false });
    browser
        .command("Emulation.setDeviceMetricsOverride", size)
        .await;
    let off = json!({ "value": true });
    browser
        .command("Emulation.setScriptExecutionDisabled", off)
        .await;
    let hands = Keyboard {
        browser: &browser,
        base,
    };

    // Sign up, with an error on the way, and confirm by the code.
    hands.open("/register").await;
    hands.fill("Email address", ZOE).await;
    hands.fill("Password", "passwordpassword").await;
    hands.press("Create account").await;
    hands.sees("is used by many people").await;
    hands.fill("Password", FIRST).await;
    hands.press("Create account").await;
    hands.sees("Code from the mail").await;
    let (code, _) = hands.mail(1).await;
    hands.fill("Code from the mail", &code).await;
    hands.press("Continue").await;
    hands.sees("Your email address is confirmed").await;

    // Forget the password at once, and choose another one by the code.
    hands.press("Forgot your password?").await;
    hands.fill("Email address", ZOE).await;
    hands.press("Send").await;
    hands.sees("Code from the mail").await;
    let (code, _) = hands.mail(2).await;
    hands.fill("Code from the mail", &code).await;
    hands.press("Continue").await;
    hands.sees("Choose a new password").await;
    hands.fill("New password", SECOND).await;
    hands.press("Set new password").await;
    hands.sees("Your new password is set").await;

    // Sign in, look around, change the password and the language.
    hands.open("/login?next=/account").await;
    hands.fill("Email address", ZOE).await;
    hands.fill("Password", SECOND).await;
    hands.press("Sign in").await;
    hands.sees("You have").await;
    hands.press("Devices").await;
    hands.sees("This device").await;
    hands.press("Activity").await;
    hands.sees("Signed in with the password").await;
    hands.press("Security").await;
    hands.press("Change password").await;
    hands.fill("Current password", SECOND).await;
    hands.fill("New password", THIRD).await;
    hands.press("Change password").await;
    hands.sees("Your password is changed").await;
    hands.open("/account/profile").await;
    hands.fill("Language of pages and mails", "Deutsch").await;
    hands.press("Save").await;
    hands.sees("gespeichert").await;
    hands.open("/account/profile").await;
    hands.fill("Sprache", "English").await;
    hands.press("Speichern").await;
    hands.sees("Your details are saved").await;

    // Delete the account, come back by the link of the mail, sign in by a mailed code.
    hands.open("/account/data").await;
    hands.press("Delete").await;
    hands.fill("Password", THIRD).await;
    hands.press("Delete my account").await;
    hands.sees("Your account will be deleted on").await;
    let (_, link) = hands.mail(6).await;
    hands.page().goto(&link).await.expect("the page opens");
    hands.press("Keep my account").await;
    hands.sees("is not deleted").await;
    hands.open("/login/link").await;
    hands.fill("Email address", ZOE).await;
    hands.press("Email me a sign-in link").await;
    hands.sees("Code from the mail").await;
    let (code, _) = hands.mail(7).await;
    hands.fill("Code from the mail", &code).await;
    hands.press("Continue").await;
    hands.sees("You are signed in").await;
    hands.open("/").await;
    hands.press("Sign out").await;
    hands.sees("You are signed out").await;
}

/// How long a newcomer may take from the start of the server to a confirmed account.
const PATIENCE: Duration = Duration::from_secs(15);

#[tokio::test]
async fn a_newcomer_has_a_confirmed_account_in_seconds_and_needs_no_file() {
    let browser = Chromium::start().await;
    let place = Place::new();
    let began = Instant::now();
    let (_running, base) = crate::development::served(&place).await;
    assert_eq!(status(&format!("{base}/login")).await, Some(200));
    let first = began.elapsed();
    let hands = Keyboard {
        browser: &browser,
        base,
    };
    hands.open("/login").await;
    let requests = "performance.getEntriesByType('resource').length + 1";
    let requests = browser.evaluate(requests).await;
    assert!(
        requests.as_u64() <= Some(4),
        "{requests} requests for a first view"
    );
    hands.press("Create an account").await;
    hands.fill("Email address", ZOE).await;
    hands.fill("Password", FIRST).await;
    hands.press("Create account").await;
    hands.sees("Code from the mail").await;
    // The mailbox shows what is there when it is opened.
    hands.mail(1).await;
    hands.press("Development mailbox").await;
    hands.press("Open its link").await;
    hands.press("Confirm").await;
    hands.sees("Your email address is confirmed").await;
    let all = began.elapsed();
    println!("first page after {first:.1?}, confirmed after {all:.1?}");
    assert!(all < PATIENCE, "first page {first:?}, confirmed {all:?}");
}
