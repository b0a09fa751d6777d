//! The notice that the password was changed.

use portcullis_kit::mail::Job;

use super::Changeable;
use crate::{
    error::Result,
    security::{
        Security,
        feature::{Letter, Mail},
    },
};

/// The kind of the job.
pub(super) const CHANGE_NOTICE: &str = "change_notice";

pub(super) async fn notice(
    security: &Security,
    settings: &Changeable,
    job: &Job,
) -> Result<Letter> {
    let Some(context) = security.notice(job).await? else {
        return Ok(Letter::Nothing);
    };
    Ok(Letter::Mail(Mail {
        template: CHANGE_NOTICE,
        subject: settings.email_subject_password_change_notice.clone(),
        to: job.recipient.clone(),
        locale: job.locale.clone(),
        context,
        signal: None,
    }))
}
