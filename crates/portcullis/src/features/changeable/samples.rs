//! The page that changes the password and the notice of it, in each of their states.

use super::{Changeable, mails, routes::view};
use crate::{
    account::Email,
    error::{Fault, Faults},
    security::{
        Security,
        sample::{ADA, Sample, SampleMail},
    },
    web::{Reply, Visit, sample::page},
};

fn change(visit: &Visit, has_password: bool) -> Reply {
    view(visit.security(), has_password).seen_by_ada("/change")
}

pub(super) fn pages() -> Vec<Sample> {
    vec![
        page("change_password", "empty", |visit| change(visit, true)),
        page("change_password", "none-yet", |visit| change(visit, false)),
        page("change_password", "wrong-password", |visit| {
            change(visit, true).with_fault(Fault::of("password", "INVALID_PASSWORD"))
        }),
        page("change_password", "everything-wrong", |visit| {
            let faults = vec![
                Fault::of("password", "PASSWORD_NOT_PROVIDED"),
                Fault::of("new_password", "PASSWORD_BREACHED"),
                Fault::of("new_password_confirm", "RETYPE_PASSWORD_MISMATCH"),
            ];
            change(visit, true)
                .with("confirm_password", true)
                .refused(Faults(faults))
        }),
    ]
}

pub(super) fn letters(security: &Security, settings: &Changeable) -> Vec<SampleMail> {
    let Ok(ada) = Email::parse(ADA) else {
        return Vec::new();
    };
    vec![SampleMail {
        name: mails::CHANGE_NOTICE,
        mail: mails::words(settings).sample(security, &ada),
    }]
}
