//! The welcome, and what the owner of an address hears when somebody signs up with it.

use minijinja::context;
use portcullis_kit::mail::{Job, NewJob};

use super::{Registerable, signals::UserNotRegistered};
use crate::{
    account::{Email, User, UserId, store},
    error::{Error, Result},
    messages::Sentence,
    security::{
        Security,
        letter::{Body, Letter, Mail},
        mailed_link::MailedLink,
    },
};

/// The kind of the job.
pub(super) const WELCOME: &str = "welcome";

pub(super) fn job(user: &User) -> NewJob {
    NewJob {
        user_id: Some(user.id.0),
        ..NewJob::to(WELCOME, user.email.as_str(), &user.locale_tag())
    }
}

/// Decides between the two mails now, when it is about to be sent.
pub(super) async fn welcome(
    security: &Security,
    settings: &Registerable,
    job: &Job,
) -> Result<Letter> {
    let email = Email::parse(&job.recipient)
        .map_err(|_| Error::Internal(format!("mail job {}: unreadable address", job.id)))?;
    let newcomer = match job.user_id {
        Some(id) => store::find(&mut security.db(), UserId(id)).await?,
        None => None,
    };
    let owner = security
        .user_of_address(&email)
        .await?
        .filter(|user| !user.is_claim());
    match (newcomer, owner) {
        (newcomer, Some(owner)) if newcomer.as_ref().is_none_or(|new| new.id != owner.id) => {
            existing(security, settings, &owner)
        }
        // The confirmation mail goes out instead, where there is something to confirm.
        _ if !settings.send_register_email => Ok(Letter::Nothing),
        (Some(user), _) if !user.is_in_use() => Ok(Letter::Nothing),
        (Some(user), None) if security.confirms_addresses() => {
            confirm(security, settings, &user, job).await
        }
        (Some(user), _) => greet(security, settings, &user),
        // The claim is gone: another one won, or it was given up.
        (None, _) => Ok(Letter::Nothing),
    }
}

/// The person has yet to show that the address is theirs.
async fn confirm(
    security: &Security,
    settings: &Registerable,
    user: &User,
    job: &Job,
) -> Result<Letter> {
    let mailed = security.confirmation_link_for(job, user).await?;
    let login_url = login_url(security)?;
    let mail = confirm_mail(security, settings, &user.email, &mailed, &login_url);
    Ok(Letter::from(to(user, mail)))
}

pub(super) fn confirm_mail(
    security: &Security,
    settings: &Registerable,
    email: &Email,
    mailed: &MailedLink,
    login_url: &str,
) -> Mail {
    let text = Sentence::of("WELCOME_MAIL_CONFIRM").with("email", email);
    let body =
        Body::new("WELCOME_MAIL_TITLE").say(text.with("within", security.confirm_email_within()));
    let body = mailed
        .put_into(body, "WELCOME_MAIL_BUTTON")
        .why("WELCOME_MAIL_WHY")
        .why("WELCOME_MAIL_NOT_YOU");
    Mail {
        context: context! {
            user => context! { email => email.as_str() },
            confirmation_code => mailed.code(),
            confirmation_link => &mailed.link,
            confirmation_token => mailed.token.expose(),
            login_url,
        },
        ..mail(settings, "welcome", email, body)
    }
}

/// The account is ready as it is.
fn greet(security: &Security, settings: &Registerable, user: &User) -> Result<Letter> {
    let mail = ready_mail(settings, &user.email, &login_url(security)?);
    Ok(Letter::from(to(user, mail)))
}

pub(super) fn ready_mail(settings: &Registerable, email: &Email, login_url: &str) -> Mail {
    let body = Body::new("WELCOME_MAIL_TITLE")
        .say(Sentence::of("WELCOME_MAIL_READY").with("email", email))
        .button("SIGN_IN_LINK", login_url)
        .why("WELCOME_MAIL_WHY")
        .why("WELCOME_MAIL_TELL");
    Mail {
        context: context! {
            user => context! { email => email.as_str() },
            confirmation_code => (),
            confirmation_link => (),
            confirmation_token => (),
            login_url,
        },
        ..mail(settings, "welcome", email, body)
    }
}

/// Somebody, maybe the owner, signed up with an address that has an account.
fn existing(security: &Security, settings: &Registerable, owner: &User) -> Result<Letter> {
    let recovery_link = security
        .path_of("reset")
        .map(|path| security.url_of(path))
        .transpose()?;
    let login_url = login_url(security)?;
    let mail = existing_mail(settings, &owner.email, &login_url, recovery_link);
    Ok(Letter::from(to(owner, mail).then(UserNotRegistered {
        user: owner.clone(),
    })))
}

pub(super) fn existing_mail(
    settings: &Registerable,
    email: &Email,
    login_url: &str,
    recovery_link: Option<String>,
) -> Mail {
    let mut body = Body::new("EXISTING_MAIL_TITLE")
        .say(Sentence::of("EXISTING_MAIL_TEXT").with("email", email))
        .button("SIGN_IN_LINK", login_url)
        .why("EXISTING_MAIL_WHY")
        .why("EXISTING_MAIL_NOT_YOU");
    if let Some(link) = &recovery_link {
        body = body.link("EXISTING_MAIL_FORGOT", link);
    }
    Mail {
        context: context! {
            user => context! { email => email.as_str() },
            login_url,
            recovery_link,
        },
        ..mail(settings, "welcome_existing", email, body)
    }
}

fn login_url(security: &Security) -> Result<String> {
    security.url_of(security.path_of("login").unwrap_or("/"))
}

/// In the language of whoever gets it.
fn to(user: &User, mail: Mail) -> Mail {
    Mail {
        locale: user.locale.clone(),
        ..mail
    }
}

fn mail(settings: &Registerable, template: &'static str, email: &Email, body: Body) -> Mail {
    let subject = (
        settings.email_subject_register.as_str(),
        "EMAIL_SUBJECT_REGISTER",
    );
    Mail::new(template, email, subject, body)
}
