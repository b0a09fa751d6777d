//! The pages of a confirmation and its mail, in each of their states.

use std::time::Duration;

use super::{
    mails,
    routes::{CHECK_MAIL, landing_view, view},
};
use crate::{
    account::{Email, mailed_code::CODE_LIFE},
    error::Fault,
    security::{
        Security,
        mailed_link::MailedLink,
        sample::{ADA, LONG, Sample, SampleMail},
    },
    web::{Reply, sample::page},
};

const WITHIN: Duration = Duration::from_secs(5 * 86_400);

fn dead(key: &'static str) -> Reply {
    view("").say(Fault::form(key).with("within", WITHIN))
}

pub(super) fn pages() -> Vec<Sample> {
    vec![
        page("send_confirmation", "empty", |_| view("")),
        page("send_confirmation", "wrong-address", |_| {
            view("ada@").with_fault(Fault::of("email", "INVALID_EMAIL_ADDRESS"))
        }),
        page("send_confirmation", "link-malformed", |_| {
            dead("INVALID_CONFIRMATION_TOKEN")
        }),
        page("send_confirmation", "link-expired", |_| {
            dead("CONFIRMATION_EXPIRED")
        }),
        page("send_confirmation", "link-used", |_| {
            dead("ALREADY_CONFIRMED")
        }),
        page("check_mail", "signed-up", |visit| {
            CHECK_MAIL.view(visit, "CONFIRM_REGISTRATION", ADA, "")
        }),
        page("check_mail", "long-address", |visit| {
            let reply = CHECK_MAIL.view(visit, "CONFIRM_REGISTRATION", LONG, "");
            reply.with("dev_mail", ())
        }),
        page("check_mail", "address-unknown", |visit| {
            CHECK_MAIL.open(visit)
        }),
        page("check_mail", "wrong-code", |visit| {
            let wrong = Fault::of("code", "INVALID_CODE").with("within", CODE_LIFE);
            let reply = CHECK_MAIL.view(visit, "CONFIRMATION_REQUEST", ADA, "");
            reply.with_fault(wrong)
        }),
        page("check_mail", "no-more-tries", |visit| {
            let reply = CHECK_MAIL.view(visit, "CONFIRMATION_REQUEST", ADA, "");
            reply.with_fault(Fault::of("code", "CODE_OVER"))
        }),
        page("confirm_email", "button", |_| landing_view(ADA, false)),
        page("confirm_email", "long-address", |_| {
            landing_view(LONG, false)
        }),
        page("confirm_email", "other-browser", |_| {
            landing_view(ADA, true)
        }),
        page("confirm_email", "wrong-password", |_| {
            landing_view(LONG, true).with_fault(Fault::of("password", "INVALID_PASSWORD"))
        }),
    ]
}

pub(super) fn letters(security: &Security) -> Vec<SampleMail> {
    let Ok(ada) = Email::parse(ADA) else {
        return Vec::new();
    };
    let link = security.sample_link("/confirm");
    vec![SampleMail {
        name: mails::CONFIRMATION_INSTRUCTIONS,
        mail: mails::confirmation_mail(security, &ada, &MailedLink::sample(link)),
    }]
}
