//! Sign-in and "confirm that it is you", in each of their states.

use super::routes::{LoginForm, VerifyForm, verify_view, view};
use crate::{
    error::{Fault, Faults},
    security::sample::{ADA, LONG, Sample},
    web::{Reply, Visit, sample::page},
};

fn login(visit: &Visit, email: &str) -> Reply {
    view(visit.security(), &LoginForm::of(email))
}

fn verify(has_password: bool) -> Reply {
    verify_view(has_password, &VerifyForm::default()).seen_by_ada("/verify")
}

pub(super) fn pages() -> Vec<Sample> {
    vec![
        page("login_user", "empty", |visit| login(visit, "")),
        page("login_user", "by-link-only", |visit| {
            login(visit, "").with("with_password", false)
        }),
        page("login_user", "sign-in-first", |visit| {
            login(visit, "").say(Fault::form("UNAUTHENTICATED"))
        }),
        page("login_user", "signed-out", |visit| {
            login(visit, "").say(Fault::form("SIGNED_OUT"))
        }),
        page("login_user", "wrong-password", |visit| {
            login(visit, ADA)
                .failing(401)
                .with_fault(Fault::form("GENERIC_AUTHN_FAILED"))
        }),
        page("login_user", "not-confirmed", |visit| {
            login(visit, LONG)
                .failing(401)
                .with_fault(Fault::of("email", "CONFIRMATION_REQUIRED"))
        }),
        page("login_user", "everything-wrong", |visit| {
            let faults = vec![
                Fault::of("email", "INVALID_EMAIL_ADDRESS"),
                Fault::of("password", "PASSWORD_NOT_PROVIDED"),
                Fault::form("INVALID_REDIRECT"),
            ];
            login(visit, "ada@").refused(Faults(faults))
        }),
        page("verify", "empty", |_| verify(true)),
        page("verify", "no-password", |_| verify(false)),
        page("verify", "wrong-password", |_| {
            verify(true).with_fault(Fault::of("password", "INVALID_PASSWORD"))
        }),
    ]
}
