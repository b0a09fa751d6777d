//! The notice of a sign-in in a browser that is not known.

use portcullis_kit::mail::Job;

use super::Trackable;
use crate::{
    account::Email,
    error::Result,
    security::{
        Security,
        letter::Letter,
        notice::Notice,
        sample::{ADA, SampleMail},
    },
};

/// The kind of the job.
pub(super) const NEW_DEVICE_NOTICE: &str = "new_device_notice";

pub(super) async fn notice(security: &Security, settings: &Trackable, job: &Job) -> Result<Letter> {
    security.notice(job, words(settings)).await
}

pub(super) fn words(settings: &Trackable) -> Notice<'_> {
    Notice {
        template: NEW_DEVICE_NOTICE,
        subject: (
            &settings.email_subject_new_device,
            "EMAIL_SUBJECT_NEW_DEVICE",
        ),
        title: "NEW_DEVICE_NOTICE_TITLE",
        text: "NEW_DEVICE_NOTICE_TEXT",
        why: "NEW_DEVICE_NOTICE_WHY",
    }
}

/// The notice with values that were made up.
pub(super) fn letters(security: &Security, settings: &Trackable) -> Vec<SampleMail> {
    let Ok(ada) = Email::parse(ADA) else {
        return Vec::new();
    };
    vec![SampleMail {
        name: NEW_DEVICE_NOTICE,
        mail: words(settings).sample(security, &ada),
    }]
}
