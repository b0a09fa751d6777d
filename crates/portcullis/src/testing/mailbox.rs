//! The mail of an app under test.

use portcullis_kit::{code::Code, mail::Received};

use super::App;

impl App {
    /// Sends what is due, and gives all mail that went to an address, the oldest first.
    ///
    /// # Panics
    /// When the app was given a mail transport of its own.
    ///
    /// ```
    /// # use portcullis::testing::{App};
    /// # async fn example(app: App) {
    /// let subjects = app.mail_to("ada@example.test").await;
    /// let subjects: Vec<_> = subjects.iter().map(|mail| &mail.message.subject).collect();
    /// assert_eq!(subjects, ["Confirm your address"]);
    /// # }
    /// ```
    pub async fn mail_to(&self, address: &str) -> Vec<Received> {
        self.security.deliver_mail().await;
        self.mailbox
            .as_ref()
            .expect("the app keeps its mail in memory")
            .to(address)
    }

    /// Sends what is due, and gives the newest mail to an address.
    ///
    /// # Panics
    /// When there is none.
    ///
    /// ```
    /// # use portcullis::testing::{App};
    /// # async fn example(app: App) {
    /// let mail = app.newest_mail_to("ada@example.test").await;
    /// assert!(mail.message.text.unwrap().contains("order 7"));
    /// # }
    /// ```
    pub async fn newest_mail_to(&self, address: &str) -> Received {
        let mails = self.mail_to(address).await;
        mails
            .into_iter()
            .next_back()
            .unwrap_or_else(|| panic!("no mail to {address}"))
    }

    /// The path of the first link in the newest mail to an address.
    ///
    /// # Panics
    /// When there is no mail, or no link of this app in it.
    ///
    /// ```
    /// # use portcullis::testing::{App};
    /// # async fn example(app: App) {
    /// let link = app.link_for("ada@example.test").await;
    /// assert_eq!(app.browser().get(&link).await.status, 200);
    /// # }
    /// ```
    pub async fn link_for(&self, address: &str) -> String {
        let newest = self.newest_mail_to(address).await;
        let first = self.links_in(&newest).into_iter().next();
        first.unwrap_or_else(|| panic!("no link in the mail to {address}: {newest:?}"))
    }

    /// The code in the newest mail to an address, as the mail shows it: `CDFG HJ34`. It is good in the browser that asked.
    ///
    /// # Panics
    /// When there is no mail, or no code in it.
    ///
    /// ```
    /// # use portcullis::testing::{App};
    /// # async fn example(app: App) {
    /// let mut browser = app.browser();
    /// browser.post("/reset", &[("email", "ada@example.test")]).await;
    /// let code = app.code_for("ada@example.test").await;
    /// let page = browser.post("/reset/code", &[("code", &code)]).await;
    /// assert!(page.location().starts_with("/reset/"));
    /// # }
    /// ```
    pub async fn code_for(&self, address: &str) -> String {
        let mail = self.newest_mail_to(address).await;
        let text = mail.message.text.unwrap_or_default();
        let shown = text.lines().filter_map(|line| line.strip_prefix("    "));
        let code = shown.rev().find(|line| Code::parse(line).is_some());
        code.unwrap_or_else(|| panic!("no code in the mail: {text}"))
            .to_owned()
    }

    /// The paths of the links of this app in a mail.
    ///
    /// ```
    /// # use portcullis::testing::{App};
    /// # async fn example(app: App) {
    /// let mail = app.newest_mail_to("ada@example.test").await;
    /// assert_eq!(app.links_in(&mail).len(), 1);
    /// # }
    /// ```
    pub fn links_in(&self, mail: &Received) -> Vec<String> {
        let base = self.security.public_url().map(ToString::to_string);
        let base = base.unwrap_or_default();
        let words = mail.message.text.as_deref().unwrap_or_default();
        let links = words.split_whitespace();
        let paths = links.filter_map(|word| word.strip_prefix(base.trim_end_matches('/')));
        paths.map(str::to_owned).collect()
    }
}
