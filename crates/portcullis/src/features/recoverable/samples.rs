//! The pages of a new password and their mails, in each of their states.

use std::time::Duration;

use super::{
    Recoverable, mails,
    not_me::view as not_me,
    routes::{CHECK_MAIL, landing_view, view},
};
use crate::{
    account::Email,
    error::Fault,
    security::{
        Security,
        mailed_link::MailedLink,
        sample::{ADA, LONG, Sample, SampleMail},
    },
    web::{Reply, sample::page},
};

const WITHIN: Duration = Duration::from_secs(86_400);

fn dead(key: &'static str) -> Reply {
    view("").say(Fault::form(key).with("within", WITHIN))
}

pub(super) fn pages() -> Vec<Sample> {
    vec![
        page("forgot_password", "empty", |_| view("")),
        page("forgot_password", "signed-in", |_| {
            view(ADA).seen_by_ada("/reset")
        }),
        page("forgot_password", "wrong-address", |_| {
            view("ada at example").with_fault(Fault::of("email", "INVALID_EMAIL_ADDRESS"))
        }),
        page("check_mail", "new-password", |visit| {
            CHECK_MAIL.view(visit, "PASSWORD_RESET_REQUEST", LONG, "")
        }),
        page("forgot_password", "link-malformed", |_| {
            dead("INVALID_RESET_PASSWORD_TOKEN")
        }),
        page("forgot_password", "link-expired", |_| {
            dead("PASSWORD_RESET_EXPIRED")
        }),
        page("forgot_password", "link-used", |_| {
            dead("PASSWORD_RESET_USED")
        }),
        page("forgot_password", "not-me-malformed", |_| {
            dead("INVALID_NOT_ME_TOKEN")
        }),
        page("forgot_password", "not-me-expired", |_| {
            dead("NOT_ME_EXPIRED")
        }),
        page("forgot_password", "not-me-used", |_| dead("NOT_ME_USED")),
        page("reset_password", "empty", |visit| {
            landing_view(visit.security(), ADA)
        }),
        page("reset_password", "twice", |visit| {
            landing_view(visit.security(), LONG).with("confirm_password", true)
        }),
        page("reset_password", "guessable-password", |visit| {
            landing_view(visit.security(), ADA)
                .with_fault(Fault::of("password", "PASSWORD_HAS_CONTEXT"))
        }),
        page("not_me", "button", |_| not_me(ADA, false)),
        page("not_me", "deletion-waits", |_| not_me(LONG, true)),
    ]
}

pub(super) fn letters(security: &Security, settings: &Recoverable) -> Vec<SampleMail> {
    let Ok(ada) = Email::parse(ADA) else {
        return Vec::new();
    };
    let link = security.sample_link("/reset");
    let notice = mails::words(settings).sample(security, &ada);
    vec![
        SampleMail {
            name: mails::RESET_INSTRUCTIONS,
            mail: mails::reset_mail(settings, &ada, &MailedLink::sample(link)),
        },
        SampleMail {
            name: mails::RESET_NOTICE,
            mail: notice,
        },
    ]
}
