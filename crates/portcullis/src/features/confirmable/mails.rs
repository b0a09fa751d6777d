//! The mail with the confirmation link.

use minijinja::context;
use portcullis_kit::mail::{Job, NewJob};

use super::signals::ConfirmInstructionsSent;
use crate::{
    account::{Email, User, UserId, store},
    error::Result,
    messages::Sentence,
    security::{
        Security,
        letter::{Body, Letter, Mail},
        mailed_link::MailedLink,
    },
};

/// The kind of the job.
pub(super) use crate::session::throttle::CONFIRMATION_INSTRUCTIONS;

/// A job for whoever has this address when the mail is written.
pub(super) fn job(recipient: &str, locale: &str) -> NewJob {
    NewJob::to(CONFIRMATION_INSTRUCTIONS, recipient, locale)
}

pub(super) async fn confirmation_instructions(security: &Security, job: &Job) -> Result<Letter> {
    let Some(user) = addressee(security, job).await? else {
        return Ok(Letter::Nothing);
    };
    let mailed = security.confirmation_link_for(job, &user).await?;
    let mail = confirmation_mail(security, &user.email, &mailed);
    Ok(Letter::from(Mail {
        locale: user.locale.clone(),
        ..mail.then(ConfirmInstructionsSent {
            user: user.clone(),
            confirmation_token: mailed.token,
        })
    }))
}

pub(super) fn confirmation_mail(security: &Security, email: &Email, mailed: &MailedLink) -> Mail {
    let text = Sentence::of("CONFIRM_MAIL_TEXT").with("email", email);
    let body =
        Body::new("CONFIRM_MAIL_TITLE").say(text.with("within", security.confirm_email_within()));
    let body = mailed
        .put_into(body, "CONFIRM_MAIL_BUTTON")
        .why("CONFIRM_MAIL_WHY")
        .why("CONFIRM_MAIL_NOT_YOU");
    let subject = security.confirmable().email_subject_confirm;
    let subject = (subject.as_str(), "EMAIL_SUBJECT_CONFIRM");
    Mail {
        context: context! {
            user => context! { email => email.as_str() },
            confirmation_code => mailed.code(),
            confirmation_link => &mailed.link,
            confirmation_token => mailed.token.expose(),
        },
        ..Mail::new(CONFIRMATION_INSTRUCTIONS, email, subject, body)
    }
}

/// Who is to confirm: the claim that was named, else the newest one to the address. Nobody when the address is owned
/// and confirmed, or the account is switched off or about to be deleted.
async fn addressee(security: &Security, job: &Job) -> Result<Option<User>> {
    let Ok(email) = Email::parse(&job.recipient) else {
        return Ok(None);
    };
    let by_address = security.user_of_address(&email).await?;
    let user = match (job.user_id, by_address) {
        (_, Some(owner)) if !owner.is_claim() => Some(owner),
        (Some(id), _) => store::find(&mut security.db(), UserId(id)).await?,
        (None, newest) => newest,
    };
    Ok(user.filter(|user| user.is_in_use() && user.confirmed_at.is_none()))
}
