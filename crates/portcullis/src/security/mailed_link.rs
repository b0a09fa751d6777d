//! A mail that somebody asks for in a browser: its job knows the browser, its link opens a session there only, and a
//! code stands beside it.

use std::time::Duration;

use portcullis_kit::{
    code::Code,
    db::Tx,
    mail::{Job, NewJob},
    secret::Secret,
    token::TokenHash,
};
use serde_json::{Value, json};

use super::{Security, letter::Body};
use crate::{
    account::{
        Email, Purpose, User,
        mailed_code::{self, Asked, CODE_LIFE},
        one_time_token,
    },
    error::Result,
    messages::Sentence,
};

/// What a mail carries: the link with its token, and the code that can be typed instead.
pub(crate) struct MailedLink {
    pub(crate) link: String,
    pub(crate) token: Secret,
    code: Option<(Code, Duration)>,
}

impl MailedLink {
    /// The code as it is read, if the browser that asked waits for one.
    pub(crate) fn code(&self) -> Option<String> {
        self.code.as_ref().map(|(code, _)| code.to_string())
    }

    /// One that opens nothing, for a gallery.
    pub(crate) fn sample(link: String) -> Self {
        let code = Code::parse("CDFG HJ34").map(|code| (code, CODE_LIFE));
        Self {
            link,
            token: Secret::new("token"),
            code,
        }
    }

    /// The button with the link, and the code beneath it.
    pub(crate) fn put_into(&self, body: Body, label: &'static str) -> Body {
        let body = body.button(label, &self.link);
        match &self.code {
            Some((code, within)) => body.code(
                Sentence::of("MAIL_CODE").with("within", *within),
                code.to_string(),
            ),
            None => body,
        }
    }
}

impl Security {
    /// Writes a mail job that was asked for in a browser, in the caller's transaction: the mail carries a link of this purpose,
    /// and a code that is good in this browser. The same rows whoever has the address.
    pub(crate) async fn enqueue_asked(
        &self,
        tx: &mut Tx,
        (browser, purpose): (&TokenHash, Purpose),
        email: &Email,
        job: NewJob,
    ) -> Result<()> {
        mailed_code::expect(tx, self.now(), (browser, purpose), email).await?;
        self.enqueue(tx, asked_in(browser, purpose, job)).await
    }

    /// Makes the link for a mail job, below the page with this path, and the code beside it. Rows: the token's hash, the
    /// code's proof.
    pub(crate) async fn mailed_link(
        &self,
        job: &Job,
        (purpose, within): (Purpose, Duration),
        user: &User,
        page: &str,
    ) -> Result<MailedLink> {
        let (now, browser) = (self.now(), browser_of(job));
        let mut db = self.db();
        let issued =
            one_time_token::issue(&mut db, now, purpose, user, within, browser.as_ref()).await?;
        let link = self.link_of(page, issued.token.expose())?;
        let within = within.min(CODE_LIFE);
        let code = match (&browser, Email::parse(&job.recipient)) {
            // A mail may say something else than what was asked for, and then nobody waits for its code.
            (Some(browser), Ok(email)) if waits_for(job, purpose) => {
                let asked = Asked {
                    browser,
                    purpose,
                    email: &email,
                    at: job.created_at,
                };
                mailed_code::put(&mut db, self.keys(), asked, (issued.id, now + within)).await?
            }
            _ => None,
        };
        Ok(MailedLink {
            link,
            token: issued.token.secret(),
            code: code.map(|code| (code, within)),
        })
    }
}

/// The name under which a job's data holds the hash of the browser's secret.
const BROWSER: &str = "browser";

/// The name under which it holds what the browser waits for.
const AWAITED: &str = "awaited";

fn asked_in(browser: &TokenHash, purpose: Purpose, job: NewJob) -> NewJob {
    let mut data = data_of(&job.data);
    data[BROWSER] = json!(browser.as_bytes());
    data[AWAITED] = json!(purpose.0);
    NewJob {
        data: data.to_string(),
        ..job
    }
}

fn browser_of(job: &Job) -> Option<TokenHash> {
    let bytes: Vec<u8> = serde_json::from_value(data_of(&job.data)[BROWSER].take()).ok()?;
    TokenHash::from_bytes(&bytes)
}

fn waits_for(job: &Job, purpose: Purpose) -> bool {
    data_of(&job.data)[AWAITED] == purpose.0
}

fn data_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
