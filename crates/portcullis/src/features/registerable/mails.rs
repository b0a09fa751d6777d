//! The welcome, and what the owner of an address hears when somebody signs up with it.

use minijinja::context;
use portcullis_kit::{
    clock::in_words,
    mail::{Job, NewJob},
};

use super::{Registerable, signals::UserNotRegistered};
use crate::{
    account::{Email, User, UserId, store},
    error::{Error, Result},
    security::{
        Security,
        feature::{Letter, Mail},
    },
    signals::AnySignal,
};

/// The kind of the job.
pub(super) const WELCOME: &str = "welcome";

pub(super) fn job(user: &User) -> NewJob {
    NewJob {
        user_id: Some(user.id.0),
        ..NewJob::to(WELCOME, user.email.as_str(), &user.locale)
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
        (Some(user), _) if !user.active => Ok(Letter::Nothing),
        (Some(user), None) if security.confirms_addresses() => {
            confirm(security, settings, &user).await
        }
        (Some(user), _) => greet(security, settings, &user),
        // The claim is gone: another one won, or it was given up.
        (None, _) => Ok(Letter::Nothing),
    }
}

/// The person has yet to show that the address is theirs.
async fn confirm(security: &Security, settings: &Registerable, user: &User) -> Result<Letter> {
    let (link, token) = security.generate_confirmation_link(user).await?;
    let within = in_words(security.confirm_email_within());
    letter(
        settings,
        "welcome",
        user,
        context! {
            user => context! { email => user.email.as_str() },
            confirmation_link => link,
            confirmation_token => token.expose(),
            login_url => login_url(security)?,
            within,
        },
    )
}

/// The account is ready as it is.
fn greet(security: &Security, settings: &Registerable, user: &User) -> Result<Letter> {
    letter(
        settings,
        "welcome",
        user,
        context! {
            user => context! { email => user.email.as_str() },
            confirmation_link => (),
            login_url => login_url(security)?,
            within => "",
        },
    )
}

/// Somebody, maybe the owner, signed up with an address that has an account.
fn existing(security: &Security, settings: &Registerable, owner: &User) -> Result<Letter> {
    let recovery_link = security
        .path_of("reset")
        .map(|path| security.url_of(path))
        .transpose()?;
    let context = context! {
        user => context! { email => owner.email.as_str() },
        login_url => login_url(security)?,
        recovery_link,
    };
    let signal = AnySignal::new(UserNotRegistered {
        user: owner.clone(),
    });
    Ok(Letter::Mail(Mail {
        signal: Some(signal),
        ..mail(settings, "welcome_existing", owner, context)
    }))
}

fn login_url(security: &Security) -> Result<String> {
    security.url_of(security.path_of("login").unwrap_or("/"))
}

fn letter(
    settings: &Registerable,
    template: &'static str,
    user: &User,
    context: minijinja::Value,
) -> Result<Letter> {
    Ok(Letter::Mail(mail(settings, template, user, context)))
}

fn mail(
    settings: &Registerable,
    template: &'static str,
    user: &User,
    context: minijinja::Value,
) -> Mail {
    Mail {
        template,
        subject: settings.email_subject_register.clone(),
        to: user.email.as_str().to_owned(),
        locale: user.locale.clone(),
        context,
        signal: None,
    }
}
