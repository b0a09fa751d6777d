//! Each flow: what stands before it, the one step that is to fail, and what the person has in the end.

use portcullis_kit::{
    db::{Row, Verbs as _, query},
    password::Verified,
};
use serde_json::json;

use super::*;
use crate::{Secret, testing::Page};

const OLD: &str = "velvet lantern by the harbour";
const NEW: &str = "seven brass kettles on a sill";

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Flow {
    SignUp,
    Resend,
    Confirm,
    ConfirmElsewhere,
    SignIn,
    SignOut,
    Verify,
    Change,
    AskReset,
    Reset,
    ResetOfClaim,
    AskLink,
    Login,
    Deactivate,
    Delete,
    UndoDeletion,
    SendWelcome,
    SendReset,
    /// A change in two steps that belong together: the fault that the walk is there to find.
    Halves,
}

pub(super) const FLOWS: [Flow; 18] = [
    Flow::SignUp,
    Flow::Resend,
    Flow::Confirm,
    Flow::ConfirmElsewhere,
    Flow::SignIn,
    Flow::SignOut,
    Flow::Verify,
    Flow::Change,
    Flow::AskReset,
    Flow::Reset,
    Flow::ResetOfClaim,
    Flow::AskLink,
    Flow::Login,
    Flow::Deactivate,
    Flow::Delete,
    Flow::UndoDeletion,
    Flow::SendWelcome,
    Flow::SendReset,
];

impl Flow {
    pub(super) fn is_mail(self) -> bool {
        matches!(self, Self::SendWelcome | Self::SendReset)
    }

    fn begins_with_a_claim(self) -> bool {
        use Flow::{Confirm, ConfirmElsewhere, Resend, ResetOfClaim, SendWelcome};
        matches!(
            self,
            Resend | Confirm | ConfirmElsewhere | ResetOfClaim | SendWelcome
        )
    }
}

pub(super) struct Scene<'a> {
    app: &'a App,
    flow: Flow,
    address: String,
    browser: Browser,
    link: String,
}

impl<'a> Scene<'a> {
    pub(super) async fn new(app: &'a App, flow: Flow, number: usize) -> Self {
        let address = format!("u{number}@faults.test");
        let mut browser = app.browser();
        if flow.begins_with_a_claim() {
            browser.sign_up(&address, OLD).await;
        } else if flow != Flow::SignUp {
            app.user(&address, OLD).await;
        }
        if matches!(
            flow,
            Flow::SignOut
                | Flow::Verify
                | Flow::Change
                | Flow::Deactivate
                | Flow::Delete
                | Flow::Halves
        ) {
            browser = app.login_as(&address).await;
        }
        if flow == Flow::SendReset {
            browser.post("/reset", &[("email", &address)]).await;
        }
        let link = match app.security.find_user(&address).await.unwrap() {
            Some(user) if !flow.is_mail() => link_of(app, flow, &user).await,
            _ => String::new(),
        };
        Self {
            app,
            flow,
            address,
            browser,
            link,
        }
    }

    /// The step. Programs and browsers take turns.
    pub(super) async fn act(&mut self) -> Option<Page> {
        let address = self.address.clone();
        let link = self.link.clone();
        let (path, form): (&str, &[(&str, &str)]) = match self.flow {
            Flow::SignUp => ("/register", &[("email", &address), ("password", NEW)]),
            Flow::Resend => ("/confirm", &[("email", &address)]),
            Flow::Confirm => (&link, &[]),
            Flow::ConfirmElsewhere => {
                self.browser = self.app.browser();
                (&link, &[("password", OLD)])
            }
            Flow::SignIn => ("/login", &[("email", &address), ("password", OLD)]),
            Flow::SignOut => ("/logout", &[]),
            Flow::Verify => ("/verify", &[("password", OLD)]),
            Flow::Change => ("/change", &[("password", OLD), ("new_password", NEW)]),
            Flow::AskReset => ("/reset", &[("email", &address)]),
            Flow::Reset | Flow::ResetOfClaim => (&link, &[("password", NEW)]),
            Flow::AskLink => ("/login/link", &[("email", &address)]),
            Flow::Login | Flow::UndoDeletion => (&link, &[]),
            Flow::Delete => ("/account/delete", &[("password", OLD)]),
            Flow::SendWelcome | Flow::SendReset => {
                self.app.security.deliver_mail().await;
                return None;
            }
            Flow::Deactivate => {
                let user = self.app.security.find_user(&address).await;
                if let Ok(Some(user)) = user {
                    let _ = self.app.security.deactivate_user(&user).await;
                }
                return None;
            }
            Flow::Halves => {
                self.halves().await;
                return None;
            }
        };
        Some(if address.as_bytes()[1].is_multiple_of(2) {
            self.browser.post(path, form).await
        } else {
            let fields = form
                .iter()
                .map(|(name, text)| ((*name).to_owned(), json!(text)));
            self.browser
                .post_json(path, &serde_json::Value::Object(fields.collect()))
                .await
        })
    }

    async fn halves(&self) {
        let all = [
            "UPDATE pc_users SET active = FALSE WHERE email_key = $1",
            "DELETE FROM pc_sessions WHERE user_id IN (SELECT id FROM pc_users WHERE email_key = $1)",
        ];
        for half in all {
            if self
                .app
                .db()
                .run(query(half).bind(self.address.as_str()))
                .await
                .is_err()
            {
                return;
            }
        }
    }

    /// What is kept of the person, without what is different each time.
    pub(super) async fn shape(&self) -> String {
        let mut shape = String::new();
        for user in self.rows(USERS).await {
            let hash = user.opt_text("password_hash").unwrap().unwrap_or_default();
            let hasher = &self.app.security.0.hasher;
            let is_new = hasher.verify(&Secret::new(NEW), &hash, "").await == Ok(Verified::Yes);
            let flags =
                ["claim", "confirmed", "active", "leaving"].map(|flag| user.bool(flag).unwrap());
            let counts = ["access_version", "login_count"].map(|count| user.int(count).unwrap());
            shape += &format!("user {flags:?} {counts:?} new password {is_new}; ");
        }
        for (name, sql) in COUNTS {
            for row in self.rows(sql).await {
                shape += &format!(
                    "{name} {} {}; ",
                    row.text("kind").unwrap(),
                    row.int("n").unwrap()
                );
            }
        }
        // A courier makes the link before it sends, and makes another one when it tries again.
        let is_tokens =
            |part: &&str| self.flow.is_mail() && part.trim_start().starts_with("tokens");
        shape.split(';').filter(|part| !is_tokens(part)).collect()
    }

    async fn rows(&self, sql: &'static str) -> Vec<Row> {
        let rows = self
            .app
            .db()
            .all(query(sql).bind(self.address.as_str()))
            .await;
        rows.unwrap()
    }

    /// Tries the step again, as people do, and looks whether the person has what it is for.
    pub(super) async fn reach_goal(&mut self) -> Result<(), String> {
        self.app.advance(Duration::from_secs(40 * 60));
        self.act().await;
        match self.flow {
            Flow::SignUp => self.confirms(NEW).await,
            Flow::Resend | Flow::SendWelcome => self.confirms(OLD).await,
            Flow::Confirm | Flow::ConfirmElsewhere | Flow::UndoDeletion => {
                self.can_sign_in(OLD).await
            }
            Flow::Delete => {
                let undo = self.app.link_for(&self.address).await;
                self.browser.post(&undo, &[]).await;
                self.can_sign_in(OLD).await
            }
            Flow::Change | Flow::Reset | Flow::ResetOfClaim => self.can_sign_in(NEW).await,
            Flow::AskReset | Flow::SendReset => {
                let link = self.app.link_for(&self.address).await;
                self.browser.post(&link, &[("password", NEW)]).await;
                self.can_sign_in(NEW).await
            }
            Flow::SignIn | Flow::AskLink | Flow::Login | Flow::Verify => self.is_inside().await,
            Flow::SignOut | Flow::Deactivate | Flow::Halves => {
                match self.browser.get_json("/verify").await.status {
                    401 => Ok(()),
                    status => Err(format!("still signed in: {status}")),
                }
            }
        }
    }

    async fn confirms(&mut self, password: &str) -> Result<(), String> {
        let link = self.app.link_for(&self.address).await;
        self.browser.post(&link, &[("password", password)]).await;
        self.can_sign_in(password).await
    }

    async fn can_sign_in(&self, password: &str) -> Result<(), String> {
        match self
            .app
            .browser()
            .sign_in(&self.address, password)
            .await
            .status
        {
            303 => Ok(()),
            status => Err(format!("signing in afterwards was answered {status}")),
        }
    }

    /// Whose answer was lost with a new cookie or a spent link asks for another link.
    async fn is_inside(&mut self) -> Result<(), String> {
        for _ in 0..2 {
            if self.browser.get_json("/verify").await.status == 200 {
                return Ok(());
            }
            self.browser
                .post("/login/link", &[("email", &self.address)])
                .await;
            let link = self.app.link_for(&self.address).await;
            self.browser.post(&link, &[]).await;
        }
        Err("not signed in afterwards".to_owned())
    }
}

async fn link_of(app: &App, flow: Flow, user: &crate::User) -> String {
    let security = &app.security;
    if flow == Flow::UndoDeletion {
        security.request_user_deletion(user).await.unwrap();
        return app.link_for(user.email.as_str()).await;
    }
    let (path, token) = match flow {
        Flow::Confirm | Flow::ConfirmElsewhere => {
            ("/confirm", security.generate_confirmation_token(user).await)
        }
        Flow::Reset | Flow::ResetOfClaim => {
            ("/reset", security.generate_reset_password_token(user).await)
        }
        Flow::Login => ("/login", security.generate_login_token(user).await),
        _ => return String::new(),
    };
    format!("{path}/{}", token.unwrap().expose())
}

const USERS: &str = "
    SELECT claim, confirmed_at IS NOT NULL AS confirmed, active, deletion_at IS NOT NULL AS leaving, access_version,
        login_count, password_hash
    FROM pc_users WHERE email_key = $1 ORDER BY created_at, id";

const COUNTS: [(&str, &str); 5] = [
    (
        "sessions",
        "SELECT 'open' AS kind, count(*) AS n FROM pc_sessions AS s JOIN pc_users AS u ON u.id = s.user_id WHERE u.email_key = $1",
    ),
    (
        "auth tokens",
        "SELECT 'open' AS kind, count(*) AS n FROM pc_auth_tokens AS t JOIN pc_users AS u ON u.id = t.user_id
         WHERE u.email_key = $1",
    ),
    (
        "tokens",
        "SELECT t.purpose || CASE WHEN t.spent_at IS NULL THEN ' live' ELSE ' spent' END AS kind, count(*) AS n
         FROM pc_one_time_tokens AS t JOIN pc_users AS u ON u.id = t.user_id WHERE u.email_key = $1
         GROUP BY t.purpose, t.spent_at IS NULL, CASE WHEN t.spent_at IS NULL THEN ' live' ELSE ' spent' END ORDER BY kind",
    ),
    (
        "mails",
        "SELECT kind || ' ' || state AS kind, count(*) AS n FROM pc_mail_jobs WHERE recipient = $1
         GROUP BY pc_mail_jobs.kind, state ORDER BY 1",
    ),
    (
        "events",
        "SELECT e.kind AS kind, count(*) AS n FROM pc_audit_events AS e JOIN pc_audit_people AS p ON p.event_id = e.id
         WHERE p.email_key = $1 GROUP BY e.kind ORDER BY 1",
    ),
];
