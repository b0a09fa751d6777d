//! The pages of a mailed sign-in link and its mail, in each of their states.

use std::time::Duration;

use super::{
    mails,
    routes::{elsewhere_view, landing_view, view, waiting},
};
use crate::{
    account::Email,
    error::Fault,
    security::{
        Security,
        mailed_link::MailedLink,
        sample::{ADA, LONG, Sample, SampleMail},
    },
    web::{Reply, Visit, sample::page},
};

const WITHIN: Duration = Duration::from_secs(15 * 60);

fn dead(visit: &Visit, key: &'static str) -> Reply {
    view(visit.security(), "", "").say(Fault::form(key).with("within", WITHIN))
}

pub(super) fn pages() -> Vec<Sample> {
    vec![
        page("send_login", "empty", |visit| {
            view(visit.security(), "", "")
        }),
        page("send_login", "wrong-address", |visit| {
            view(visit.security(), "ada@", "")
                .with_fault(Fault::of("email", "INVALID_EMAIL_ADDRESS"))
        }),
        page("check_mail", "sign-in", |visit| {
            let waiting = waiting(visit.security());
            waiting.view(visit, "LOGIN_EMAIL_SENT", LONG, "/projects")
        }),
        page("login_elsewhere", "look", |visit| {
            elsewhere_view(visit.security(), LONG)
        }),
        page("login_elsewhere", "pressed", |visit| {
            elsewhere_view(visit.security(), ADA).with_fault(Fault::form("LOGIN_OTHER_BROWSER"))
        }),
        page("send_login", "link-malformed", |visit| {
            dead(visit, "INVALID_LOGIN_TOKEN")
        }),
        page("send_login", "link-expired", |visit| {
            dead(visit, "LOGIN_EXPIRED")
        }),
        page("send_login", "link-used", |visit| dead(visit, "LOGIN_USED")),
        page("token_login", "button", |_| landing_view(ADA, "")),
        page("token_login", "long-address", |_| {
            landing_view(LONG, "/projects")
        }),
    ]
}

pub(super) fn letters(security: &Security) -> Vec<SampleMail> {
    let Ok(ada) = Email::parse(ADA) else {
        return Vec::new();
    };
    let link = security.sample_link("/login");
    vec![SampleMail {
        name: mails::LOGIN_INSTRUCTIONS,
        mail: mails::login_mail(security, &ada, &MailedLink::sample(link)),
    }]
}
