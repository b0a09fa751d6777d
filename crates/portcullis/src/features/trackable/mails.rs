//! The notice of a sign-in in a browser that is not known.

use portcullis_kit::mail::Job;

use super::Trackable;
use crate::{
    error::Result,
    security::{
        Security,
        feature::{Letter, Mail},
    },
};

/// The kind of the job.
pub(super) const NEW_DEVICE_NOTICE: &str = "new_device_notice";

pub(super) async fn notice(security: &Security, settings: &Trackable, job: &Job) -> Result<Letter> {
    let Some(context) = security.notice(job).await? else {
        return Ok(Letter::Nothing);
    };
    Ok(Letter::Mail(Mail {
        template: NEW_DEVICE_NOTICE,
        subject: settings.email_subject_new_device.clone(),
        to: job.recipient.clone(),
        locale: job.locale.clone(),
        context,
        signal: None,
    }))
}
