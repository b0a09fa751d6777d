//! The mail with the sign-in link, and what people hear instead who have yet to confirm.

use minijinja::context;
use portcullis_kit::mail::{Job, NewJob};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::{LOGIN, signals::LoginInstructionsSent};
use crate::{
    account::{Email, User},
    error::Result,
    messages::Sentence,
    security::{
        Security,
        letter::{Body, Letter, Mail},
        mailed_link::MailedLink,
    },
    session::throttle::CONFIRMATION_INSTRUCTIONS,
};

/// The kind of the job.
pub(super) const LOGIN_INSTRUCTIONS: &str = "login_instructions";

/// A job for whoever has this address when the mail is written. `next` is where the link leads in the end.
pub(super) fn job(recipient: &str, locale: &str, next: &str) -> NewJob {
    NewJob {
        data: json!({ "next": next }).to_string(),
        ..NewJob::to(LOGIN_INSTRUCTIONS, recipient, locale)
    }
}

/// Decides now, when the mail is about to be sent: the owner of the address gets the link, who has yet to confirm gets that
/// link instead, nobody else gets anything. A link into a claim would hand its reader an account whose password a
/// stranger may know.
pub(super) async fn login_instructions(security: &Security, job: &Job) -> Result<Letter> {
    let Ok(email) = Email::parse(&job.recipient) else {
        return Ok(Letter::Nothing);
    };
    match security.user_of_address(&email).await? {
        Some(user) if user.is_claim() => confirmation(security, job).await,
        Some(user) if !user.active => Ok(Letter::Nothing),
        Some(user) if user.deletion_at.is_some() => security.deletion_letter(job, &user).await,
        Some(user) if security.requires_confirmation(&user) => confirmation(security, job).await,
        Some(user) => login(security, job, user).await,
        None => Ok(Letter::Nothing),
    }
}

/// Whichever feature confirms addresses says what it would say. None does: nothing can be said.
async fn confirmation(security: &Security, job: &Job) -> Result<Letter> {
    let confirms = security
        .features()
        // Which may be off.
        .find(|feature| feature.mails().contains(&CONFIRMATION_INSTRUCTIONS));
    let job = Job {
        kind: CONFIRMATION_INSTRUCTIONS.to_owned(),
        ..job.clone()
    };
    match confirms {
        Some(feature) => feature.compose(security, &job).await,
        None => Ok(Letter::Nothing),
    }
}

async fn login(security: &Security, job: &Job, user: User) -> Result<Letter> {
    let (what, page) = (
        (LOGIN, security.login_within()),
        &security.settings().http.login_url,
    );
    let mut mailed = security.mailed_link(job, what, &user, page).await?;
    mailed.link += &next_of(job);
    let mail = login_mail(security, &user.email, &mailed);
    Ok(Letter::from(Mail {
        locale: user.locale.clone(),
        ..mail.then(LoginInstructionsSent {
            user: user.clone(),
            login_token: mailed.token,
        })
    }))
}

pub(super) fn login_mail(security: &Security, email: &Email, mailed: &MailedLink) -> Mail {
    let text = Sentence::of("LOGIN_MAIL_TEXT").with("email", email);
    let body = Body::new("LOGIN_MAIL_TITLE").say(text.with("within", security.login_within()));
    let body = mailed
        .put_into(body, "SIGN_IN_LINK")
        .why("LOGIN_MAIL_WHY")
        .why("LOGIN_MAIL_NOT_YOU");
    let subject = security.passwordless().email_subject_passwordless;
    let subject = (subject.as_str(), "EMAIL_SUBJECT_PASSWORDLESS");
    Mail {
        context: context! {
            user => context! { email => email.as_str() },
            login_code => mailed.code(),
            login_link => &mailed.link,
            login_token => mailed.token.expose(),
        },
        ..Mail::new(LOGIN_INSTRUCTIONS, email, subject, body)
    }
}

/// The query that carries `next` through the mail; empty without one.
fn next_of(job: &Job) -> String {
    let data: Value = serde_json::from_str(&job.data).unwrap_or_default();
    match data["next"].as_str() {
        None | Some("") => String::new(),
        Some(next) => {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("next", next)
                .finish();
            format!("?{query}")
        }
    }
}
