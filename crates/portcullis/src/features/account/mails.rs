//! The mail that tells of a deletion and carries the link that undoes it.

use minijinja::context;
use portcullis_kit::{clock::Time, mail::Job};

use super::Account;
use crate::{
    account::{Email, UserId, store},
    accounts::deletion::DELETION_NOTICE,
    error::Result,
    messages::Sentence,
    security::{
        Security,
        feature::Disavowal,
        letter::{Body, Letter, Mail},
        notice::Happened,
    },
};

/// Nothing when the deletion was undone or done by then. Never left out since many went before, as other notices are: this one
/// carries the way back.
pub(super) async fn deletion_notice(
    security: &Security,
    settings: &Account,
    job: &Job,
) -> Result<Letter> {
    let user = match job.user_id {
        Some(id) => store::find(&mut security.db(), UserId(id)).await?,
        None => None,
    };
    let Some((user, at)) = user.and_then(|user| user.deletion_at.map(|at| (user, at))) else {
        return Ok(Letter::Nothing);
    };
    if at <= security.now() {
        return Ok(Letter::Nothing);
    }
    let undo = security.generate_undo_deletion_link(&user).await?;
    let not_me = security.disavowal(user.email.as_str(), &user).await?;
    let happened = Happened::of(job).ok();
    let mail = deletion_mail(settings, &user.email, (at, happened), (undo, not_me));
    Ok(Letter::from(Mail {
        locale: user.locale.clone(),
        ..mail
    }))
}

/// When the account will be gone and what is known of whoever asked for it; the link that undoes it, and that of "it was not me".
pub(super) fn deletion_mail(
    settings: &Account,
    email: &Email,
    (at, happened): (Time, Option<Happened>),
    (undo, not_me): (Option<String>, Option<Disavowal>),
) -> Mail {
    let text = Sentence::of("DELETION_NOTICE_TEXT").with("email", email);
    let mut body = Body::new("DELETION_NOTICE_TITLE").say(text.with("when", at));
    if let Some(happened) = happened {
        body = body.lines(happened.lines());
    }
    if let Some(undo) = &undo {
        body = body
            .say("DELETION_NOTICE_UNDO")
            .button("UNDO_DELETION_BUTTON", undo);
    }
    if let Some(not_me) = &not_me {
        let stop = Sentence::of("DELETION_NOTICE_NOT_ME").with("within", not_me.within);
        body = body.link(stop, &not_me.link);
    }
    let body = body
        .why("DELETION_NOTICE_WHY")
        .why("DELETION_NOTICE_WAS_YOU");
    let body = if undo.is_none() && not_me.is_none() {
        body.why("NOTICE_TELL")
    } else {
        body
    };
    let subject = &settings.email_subject_deletion;
    let subject = (subject.as_str(), "EMAIL_SUBJECT_DELETION");
    Mail {
        context: context! {
            user => context! { email => email.as_str() },
            deletion_at => at.to_string(),
            undo_link => undo,
            not_me_link => not_me.as_ref().map(|not_me| &not_me.link),
        },
        ..Mail::new(DELETION_NOTICE, email, subject, body)
    }
}
