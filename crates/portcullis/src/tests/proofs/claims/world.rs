//! One address, its owner, who reads its mail, and a stranger, who does not. Each has two browsers.

use std::collections::BTreeSet;

use portcullis_kit::{password::Verified, token::Token};
use serde_json::{Value, json};

use super::{
    steps::{OWNERS, PASSWORDS, own},
    *,
};
use crate::{Secret, testing::Page};

pub(super) struct World<'a> {
    pub(super) app: &'a App,
    pub(super) address: String,
    pub(super) browsers: Vec<Browser>,
    /// Every session cookie and auth token that the stranger ever had.
    pub(super) loot: BTreeSet<String>,
    /// Whether the stranger signed up while nobody owned the address.
    pub(super) contested: bool,
    links: Vec<String>,
    mails: u64,
}

impl<'a> World<'a> {
    pub(super) fn new(app: &'a App, number: usize) -> Self {
        Self {
            app,
            address: format!("u{number}@claims.test"),
            browsers: (0..4).map(|_| app.browser()).collect(),
            loot: BTreeSet::new(),
            contested: false,
            links: Vec::new(),
            mails: 0,
        }
    }

    /// Takes one step; what went wrong is a sentence.
    pub(super) async fn take(&mut self, step: Step) -> Result<(), String> {
        let page = match step {
            Step::Nothing => None,
            Step::Wait(by) => {
                self.app.advance(by);
                return Ok(());
            }
            Step::Sweep => {
                self.app
                    .security
                    .sweep()
                    .await
                    .map_err(|error| error.to_string())?;
                return Ok(());
            }
            Step::Confirm { .. } | Step::Reset { .. } | Step::UseLink { .. } => {
                self.follow(step).await
            }
            _ => self.ask(step).await,
        };
        self.app.security.deliver_mail().await;
        match page {
            Some(page) if page.status >= 500 => {
                Err(format!("{step:?} was answered {}", page.status))
            }
            _ => Ok(()),
        }
    }

    /// What both may do.
    async fn ask(&mut self, step: Step) -> Option<Page> {
        let email = self.address.clone();
        let (browser, path, form) = match step {
            Step::SignUp { browser, password } => {
                let form = json!({ "email": email, "password": own(browser, password) });
                (browser, "/register?include_auth_token", form)
            }
            Step::SignIn { browser, password } => {
                let form = json!({ "email": email, "password": own(browser, password) });
                (browser, "/login?include_auth_token", form)
            }
            Step::Change { browser, old, new } => {
                let form =
                    json!({ "password": own(browser, old), "new_password": own(browser, new) });
                (browser, "/change?include_auth_token", form)
            }
            Step::SignOut { browser } => (browser, "/logout", json!({})),
            Step::AskReset { browser } => (browser, "/reset", json!({ "email": email })),
            Step::AskLink { browser } => (browser, "/login/link", json!({ "email": email })),
            Step::Resend { browser } => (browser, "/confirm", json!({ "email": email })),
            _ => return None,
        };
        if matches!(step, Step::SignUp { .. }) && browser >= OWNERS && !self.contested {
            self.contested = !self.is_confirmed().await;
        }
        let page = self.browsers[browser].post_json(path, &form).await;
        self.note(browser, &page.response());
        Some(page)
    }

    /// What only the owner may do, who reads the mail.
    async fn follow(&mut self, step: Step) -> Option<Page> {
        let (browser, kind, back, password) = match step {
            Step::Confirm {
                browser,
                link,
                password,
            } => (browser, "/confirm/", link, password),
            Step::Reset {
                browser,
                link,
                password,
            } => (browser, "/reset/", link, Some(password)),
            Step::UseLink { browser, link } => (browser, "/login/", link, None),
            _ => return None,
        };
        let link = self.mailed(kind, back)?;
        let form = match password {
            Some(password) => json!({ "password": own(browser, password) }),
            None => json!({}),
        };
        Some(self.browsers[browser].post_json(&link, &form).await)
    }

    /// The newest link of a kind, or one so many before it.
    fn mailed(&mut self, kind: &str, back: usize) -> Option<String> {
        self.read_mail();
        let of_kind = self.links.iter().filter(|link| link.starts_with(kind));
        let mut with_token = of_kind.filter(|link| link.len() > kind.len() + 40).rev();
        with_token.nth(back).cloned()
    }

    /// The owner reads the mail; how many links there were so far.
    fn read_mail(&mut self) -> usize {
        let mailbox = self.app.security.feature::<DevMailbox>();
        let mails = mailbox.map(|mailbox| mailbox.memory().to(&self.address));
        for mail in mails.unwrap_or_default() {
            if mail.number > self.mails {
                self.mails = mail.number;
                self.links.extend(self.app.links_in(&mail));
            }
        }
        self.links.len()
    }

    fn note(&mut self, browser: usize, response: &Value) {
        if browser < OWNERS {
            return;
        }
        let token = response["user"]["authentication_token"].as_str();
        let cookie = self.browsers[browser].cookie("session");
        self.loot
            .extend(token.into_iter().chain(cookie).map(str::to_owned));
    }

    pub(super) async fn is_confirmed(&self) -> bool {
        let user = self.app.security.find_user(&self.address).await;
        matches!(user, Ok(Some(user)) if user.confirmed_at.is_some())
    }

    /// Once the address is confirmed, which only the owner can do, nothing of the stranger's opens the account.
    pub(super) async fn check(&self) -> Result<(), String> {
        let user = self.app.security.find_user(&self.address).await;
        let user = match user.map_err(|error| error.to_string())? {
            Some(user) if user.confirmed_at.is_some() => user,
            _ => return Ok(()),
        };
        for password in PASSWORDS[1] {
            let hash = user.password_hash.as_ref().map_or("", |hash| hash.expose());
            let hasher = &self.app.security.0.hasher;
            if hasher.verify(&Secret::new(password), hash, "").await == Ok(Verified::Yes) {
                return Err("a password of the stranger's opens the account".to_owned());
            }
        }
        for table in ["pc_sessions", "pc_auth_tokens"] {
            let known = tables::token_hashes_of(self.app.db(), table, user.id).await;
            let tokens = self.loot.iter().filter_map(|text| Token::parse(text));
            if tokens
                .map(|token| token.hash())
                .any(|hash| known.contains(&hash.as_bytes().to_vec()))
            {
                return Err(format!("the stranger holds one of {table} of the account"));
            }
        }
        Ok(())
    }

    /// The same through the front door, with everything that the stranger ever had.
    pub(super) async fn knock(&self) -> Result<(), String> {
        let owner = self.app.security.find_user(&self.address).await;
        let owner = match owner.map_err(|error| error.to_string())? {
            Some(owner) if owner.confirmed_at.is_some() => owner.id.to_string(),
            _ => return Err("nobody owns the address".to_owned()),
        };
        for token in &self.loot {
            let mut thief = self.app.browser();
            thief.set_cookie("session", token);
            let with_header = self
                .app
                .browser()
                .with_header("authentication-token", token);
            for mut caller in [thief, with_header] {
                // A stranger may live in a claim of their own, where the settings allow that.
                if caller.get_json("/verify").await.response()["user"]["id"] == owner {
                    return Err("what the stranger once had opens the account".to_owned());
                }
            }
        }
        for password in PASSWORDS[1] {
            let mut stranger = self.app.browser();
            if stranger.sign_in(&self.address, password).await.status == 303 {
                return Err("the stranger signs in with the owner's address".to_owned());
            }
        }
        Ok(())
    }

    /// However it came, the owner gets in by following the mail: with the link of the own sign-up, or with a reset.
    pub(super) async fn owner_gets_in(&mut self) -> Result<(), String> {
        self.app.advance(Duration::from_secs(2 * 24 * 3600));
        self.browsers[0] = self.app.browser();
        let password = PASSWORDS[0][0];
        let before = self.read_mail();
        self.take(Step::SignUp {
            browser: 0,
            password: 0,
        })
        .await?;
        let link = self.mailed("/confirm/", 0);
        if link.is_some_and(|link| self.links[before..].contains(&link)) {
            self.take(Step::Confirm {
                browser: 0,
                link: 0,
                password: None,
            })
            .await?;
        } else {
            self.take(Step::AskReset { browser: 0 }).await?;
            self.take(Step::Reset {
                browser: 0,
                link: 0,
                password: 0,
            })
            .await?;
        }
        let mut browser = self.app.browser();
        match browser.sign_in(&self.address, password).await.status {
            303 => Ok(()),
            status => Err(format!("the owner followed the mail and got {status}")),
        }
    }
}
