//! The mail with the link for a new password, and the notice that the password was replaced.

use minijinja::context;
use portcullis_kit::mail::{Job, NewJob};

use super::{RESET, Recoverable, signals::ResetPasswordInstructionsSent};
use crate::{
    account::{Email, User, UserId, store},
    error::Result,
    messages::Sentence,
    security::{
        Security,
        letter::{Body, Letter, Mail},
        mailed_link::MailedLink,
        notice::Notice,
    },
    signals::AnySignal,
};

/// The kind of the job for the link.
pub(super) const RESET_INSTRUCTIONS: &str = "reset_instructions";

/// The kind of the job for the notice.
pub(super) const RESET_NOTICE: &str = "reset_notice";

/// A job for whoever has this address when the mail is written.
pub(super) fn job(recipient: &str, locale: &str) -> NewJob {
    NewJob::to(RESET_INSTRUCTIONS, recipient, locale)
}

pub(super) async fn instructions(
    security: &Security,
    settings: &Recoverable,
    job: &Job,
) -> Result<Letter> {
    let Some(user) = addressee(security, job).await? else {
        return Ok(Letter::Nothing);
    };
    if user.deletion_at.is_some() {
        return security.deletion_letter(job, &user).await;
    }
    if !settings.send_password_reset_email {
        let reset_token = security.generate_reset_password_token(&user).await?;
        let signal = ResetPasswordInstructionsSent { user, reset_token };
        return Ok(Letter::Silent(AnySignal::new(signal)));
    }
    let what = (RESET, settings.reset_password_within);
    let mailed = security
        .mailed_link(job, what, &user, &settings.reset_url)
        .await?;
    // To the address of the account, not what was typed: two addresses that look alike must not get each other's link.
    let mail = reset_mail(settings, &user.email, &mailed);
    Ok(Letter::from(Mail {
        locale: user.locale.clone(),
        ..mail.then(ResetPasswordInstructionsSent {
            user: user.clone(),
            reset_token: mailed.token,
        })
    }))
}

pub(super) fn reset_mail(settings: &Recoverable, email: &Email, mailed: &MailedLink) -> Mail {
    let text = Sentence::of("RESET_MAIL_TEXT").with("email", email);
    let body =
        Body::new("CHOOSE_PASSWORD").say(text.with("within", settings.reset_password_within));
    let body = mailed
        .put_into(body, "CHOOSE_PASSWORD")
        .why("RESET_MAIL_WHY")
        .why("RESET_MAIL_NOT_YOU");
    let subject = &settings.email_subject_password_reset;
    let subject = (subject.as_str(), "EMAIL_SUBJECT_PASSWORD_RESET");
    Mail {
        context: context! {
            user => context! { email => email.as_str() },
            reset_code => mailed.code(),
            reset_link => &mailed.link,
            reset_token => mailed.token.expose(),
        },
        ..Mail::new(RESET_INSTRUCTIONS, email, subject, body)
    }
}

/// Who may choose a new password: whom the app named, else the owner of the address, else the newest claim to it. Nobody
/// when the account is switched off, or a claim whose address has an owner.
async fn addressee(security: &Security, job: &Job) -> Result<Option<User>> {
    let user = match job.user_id {
        Some(id) => store::find(&mut security.db(), UserId(id)).await?,
        None => match Email::parse(&job.recipient) {
            Ok(email) => security.user_of_address(&email).await?,
            Err(_) => None,
        },
    };
    let Some(user) = user.filter(|user| user.active) else {
        return Ok(None);
    };
    Ok((!security.is_outdone(&mut security.db(), &user).await?).then_some(user))
}

pub(super) async fn notice(
    security: &Security,
    settings: &Recoverable,
    job: &Job,
) -> Result<Letter> {
    security.notice(job, words(settings)).await
}

pub(super) fn words(settings: &Recoverable) -> Notice<'_> {
    Notice {
        template: RESET_NOTICE,
        subject: (
            &settings.email_subject_password_notice,
            "EMAIL_SUBJECT_PASSWORD_NOTICE",
        ),
        title: "RESET_NOTICE_TITLE",
        text: "RESET_NOTICE_TEXT",
        why: "RESET_NOTICE_WHY",
    }
}
