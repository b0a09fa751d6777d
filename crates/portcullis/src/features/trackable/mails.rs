//! The notice of a sign-in in a browser that is not known.

use portcullis_kit::mail::Job;

use super::Trackable;
use crate::{
    error::Result,
    security::{Security, letter::Letter, notice::Notice},
};

/// The kind of the job.
pub(super) const NEW_DEVICE_NOTICE: &str = "new_device_notice";

pub(super) async fn notice(security: &Security, settings: &Trackable, job: &Job) -> Result<Letter> {
    let notice = Notice {
        template: NEW_DEVICE_NOTICE,
        subject: (
            &settings.email_subject_new_device,
            "EMAIL_SUBJECT_NEW_DEVICE",
        ),
        title: "NEW_DEVICE_NOTICE_TITLE",
        text: "NEW_DEVICE_NOTICE_TEXT",
        why: "NEW_DEVICE_NOTICE_WHY",
    };
    security.notice(job, notice).await
}
