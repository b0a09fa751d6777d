//! The sign-up page and the mails, in each of their states.

use super::{
    Registerable, mails,
    routes::{RegisterForm, view},
};
use crate::{
    account::Email,
    error::{Fault, Faults},
    security::{
        Security,
        mailed_link::MailedLink,
        sample::{ADA, LONG, Sample, SampleMail},
    },
    web::{Reply, Visit, sample::page},
};

fn with_email(visit: &Visit, email: &str) -> Reply {
    view(visit.security(), &RegisterForm::of(email))
}

pub(super) fn pages() -> Vec<Sample> {
    vec![
        page("register_user", "empty", |visit| with_email(visit, "")),
        page("register_user", "twice-and-terms", |visit| {
            with_email(visit, "")
                .with("confirm_password", true)
                .with("terms_url", "https://example.com/terms")
        }),
        page("register_user", "short-password", |visit| {
            let short = Fault::of("password", "PASSWORD_INVALID_LENGTH").with("length", 15_u32);
            with_email(visit, LONG).refused(Faults(vec![short]))
        }),
        page("register_user", "everything-wrong", |visit| {
            let faults = vec![
                Fault::of("email", "INVALID_EMAIL_ADDRESS"),
                Fault::of("password", "PASSWORD_TOO_COMMON"),
                Fault::of("password_confirm", "RETYPE_PASSWORD_MISMATCH"),
                Fault::form("INVALID_REDIRECT"),
            ];
            with_email(visit, "ada@")
                .with("confirm_password", true)
                .refused(Faults(faults))
        }),
    ]
}

pub(super) fn letters(security: &Security, settings: &Registerable) -> Vec<SampleMail> {
    let Ok(ada) = Email::parse(ADA) else {
        return Vec::new();
    };
    let mailed = MailedLink::sample(security.sample_link("/confirm"));
    let login = security.sample_link("/login");
    let reset = Some(security.sample_link("/reset"));
    let sample = |name, mail| SampleMail { name, mail };
    vec![
        sample("welcome", mails::ready_mail(settings, &ada, &login)),
        sample(
            "welcome_with_link",
            mails::confirm_mail(security, settings, &ada, &mailed, &login),
        ),
        sample(
            "welcome_existing",
            mails::existing_mail(settings, &ada, &login, reset),
        ),
    ]
}
