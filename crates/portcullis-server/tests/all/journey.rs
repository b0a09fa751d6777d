//! The whole way of a person, in a real browser against development mode: sign up, read the mail, confirm, sign in, forget
//! the password, reset it, change it, sign in by a mailed link, see when the last sign-in was.

use fantoccini::{Client, Locator};

use crate::{
    browser::Chromium,
    process::{Place, until},
};

const FIRST: &str = "four words make a password";
const SECOND: &str = "and four others make the next";
const THIRD: &str = "now a third one of four words";

/// What a person does in a window.
struct Window<'b> {
    page: &'b Client,
    base: String,
}

impl Window<'_> {
    async fn open(&self, path: &str) {
        self.page
            .goto(&format!("{}{path}", self.base))
            .await
            .expect("the page opens");
    }

    async fn type_into(&self, field: &str, text: &str) {
        let field = self.page.find(Locator::Id(field)).await.expect(field);
        field.clear().await.expect("a field");
        field.send_keys(text).await.expect("a field");
    }

    /// Presses the button or follows the link with these words.
    async fn press(&self, words: &str) {
        let path = format!(
            "//main//*[self::button or self::a][starts-with(normalize-space(), '{words}')]"
        );
        let element = self.page.find(Locator::XPath(&path)).await;
        let element = match element {
            Ok(element) => element,
            Err(error) => panic!("no {words:?}: {error}\n{}", self.words().await),
        };
        element.click().await.expect(words);
    }

    /// What the page says; nothing while the next one comes.
    async fn words(&self) -> String {
        match self.page.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    async fn sees(&self, words: &str) {
        until(&format!("the page says {words:?}"), async || {
            self.words().await.contains(words).then_some(())
        })
        .await;
    }

    /// Opens the newest mail's link in the mailbox, once there are `count` mails.
    async fn follow_mail(&self, count: usize) {
        until("the mail is there", async || {
            self.open("/dev/mail").await;
            let links = self.page.find_all(Locator::Css("ul.mails > li"));
            (links.await.expect("the mailbox").len() >= count).then_some(())
        })
        .await;
        self.press("Open its link").await;
    }

    async fn sign_in(&self, password: &str) {
        self.open("/login").await;
        self.type_into("email", "zoe@example.test").await;
        self.type_into("password", password).await;
        self.press("Sign in").await;
        self.sees("You are signed in").await;
    }

    async fn sign_out(&self) {
        self.open("/").await;
        let out = Locator::XPath("//button[normalize-space()='Sign out']");
        let out = self.page.find(out).await.expect("a button to sign out");
        out.click().await.expect("a button to sign out");
        self.sees("You are signed out").await;
    }
}

#[tokio::test]
async fn a_person_walks_the_whole_way_in_a_browser() {
    let place = Place::new();
    let (_running, base) = crate::development::served(&place).await;
    let browser = Chromium::start().await;
    let window = Window {
        page: &browser.page,
        base,
    };

    window.open("/register").await;
    window.type_into("email", "zoe@example.test").await;
    window.type_into("password", "too short").await;
    // The browser itself holds the form back; a person without it meets the server's words.
    window.press("Create account").await;
    window.type_into("password", FIRST).await;
    window.press("Create account").await;
    window.sees("We have sent a mail to zoe@example.test").await;

    window.follow_mail(1).await;
    window.sees("Confirm zoe@example.test for").await;
    window.press("Confirm").await;
    window.sees("Your email address is confirmed").await;
    window.sign_in(FIRST).await;
    window.sign_out().await;

    window.open("/login").await;
    window.press("Forgot your password?").await;
    window.type_into("email", "zoe@example.test").await;
    window.press("Send").await;
    window.sees("way").await;
    window.follow_mail(2).await;
    window.type_into("password", SECOND).await;
    window.press("Set new password").await;
    window.sees("Your new password is set").await;
    window.sign_in(SECOND).await;

    window.press("Change password").await;
    window.type_into("password", SECOND).await;
    window.type_into("new_password", THIRD).await;
    window.press("Change password").await;
    window.sees("Your password is changed").await;
    window.sign_out().await;

    window.open("/login").await;
    window.type_into("email", "zoe@example.test").await;
    window.press("Email me a sign-in link").await;
    window.sees("way").await;
    window.follow_mail(5).await;
    window.press("Sign in").await;
    window.sees("You are signed in").await;
    window.sees("Last sign-in").await;
    window.sees(" from ").await;
}
