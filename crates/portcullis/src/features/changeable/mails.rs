//! The notice that the password was changed.

use portcullis_kit::mail::Job;

use super::Changeable;
use crate::{
    error::Result,
    security::{Security, letter::Letter, notice::Notice},
};

/// The kind of the job.
pub(super) const CHANGE_NOTICE: &str = "change_notice";

pub(super) async fn notice(
    security: &Security,
    settings: &Changeable,
    job: &Job,
) -> Result<Letter> {
    security.notice(job, words(settings)).await
}

pub(super) fn words(settings: &Changeable) -> Notice<'_> {
    Notice {
        template: CHANGE_NOTICE,
        subject: (
            &settings.email_subject_password_change_notice,
            "EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE",
        ),
        title: "CHANGE_NOTICE_TITLE",
        text: "CHANGE_NOTICE_TEXT",
        why: "CHANGE_NOTICE_WHY",
    }
}
