//! The pages of the account, in each of their states: new and long used, and with lists that are empty or long.

use std::time::Duration;

use portcullis_kit::clock::Time;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Account, data, deletion, mails, profile, routes};
use crate::{
    account::Email,
    accounts::deletion::DELETION_NOTICE,
    error::Fault,
    messages::{Param, Sentence},
    security::{
        Security,
        feature::Disavowal,
        sample::{ADA, LONG, Sample, SampleMail},
    },
    session::owned::UserSession,
    web::{Reply, Visit, form::ProfileFields, sample::page},
};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

fn overview(visit: &Visit, email: &str, is_settled: bool) -> Reply {
    let mut methods = vec![visit.words("METHOD_LINK")];
    if is_settled {
        methods.insert(0, visit.words("METHOD_PASSWORD"));
    }
    let account = json!({
        "email": email,
        "confirmed": is_settled,
        "has_password": is_settled,
        "methods": methods,
        "sessions": if is_settled { 12 } else { 1 },
    });
    Reply::page("account")
        .with("account", account)
        .seen_by_ada("/account")
}

fn devices(visit: &Visit, count: u64) -> Reply {
    let now = visit.security().now();
    let here = (count > 0).then(Uuid::nil);
    let session = |n: u64| UserSession {
        id: Uuid::from_u128(n.into()),
        authn_via: "password".into(),
        ip: (n % 5 != 4).then(|| format!("2001:db8:85a3:8d3:1319:8a2e:370:{:x}", 0x7348 + n)),
        user_agent: (n % 3 != 2).then(|| FIREFOX.to_owned()),
        created_at: now,
        last_seen_at: now - Duration::from_secs(n * n * 3_000),
    };
    let shown: Vec<Value> = (0..count)
        .map(|n| routes::shown(visit, &session(n), here))
        .collect();
    Reply::page("account_devices")
        .with("devices", shown)
        .seen_by_ada("/account/devices")
}

fn activity(visit: &Visit, count: u64) -> Reply {
    let now = visit.security().now();
    let (messages, locale) = (visit.security().messages(), visit.locale());
    let kinds = [
        "ACTIVITY_SIGN_IN",
        "ACTIVITY_LOGIN_LINK_REQUESTED",
        "ACTIVITY_SIGN_IN_FAILED",
        "ACTIVITY_USER_DEACTIVATED",
        "ACTIVITY_PASSWORD_RESET",
    ];
    let event = |(n, kind): (u64, &&'static str)| {
        let at = Param::from(now - Duration::from_secs(n * 30_000));
        let when = messages.text(&locale, "ACTIVITY_WHEN", &[("when", at)]);
        let what = Sentence::of(kind).with("via", "password");
        let ip = (n % 4 != 3).then(|| format!("2001:db8:85a3:8d3:1319:8a2e:370:{:x}", 0x7348 + n));
        json!({ "what": visit.sentence(&what), "where": when, "ip": ip, "by_staff": n % 5 == 3 })
    };
    let events: Vec<Value> = (0..count).zip(kinds.iter().cycle()).map(event).collect();
    Reply::page("account_activity")
        .with("events", events)
        .with("older", (count == 30).then(Uuid::nil))
        .seen_by_ada("/account/activity")
}

fn details(visit: &Visit) -> Reply {
    profile::view(visit, &ProfileFields::default()).seen_by_ada("/account/profile")
}

pub(super) fn pages() -> Vec<Sample> {
    vec![
        page("account", "settled", |visit| overview(visit, ADA, true)),
        page("account", "new", |visit| overview(visit, LONG, false)),
        page("account", "signed-in", |visit| {
            overview(visit, ADA, true).say(Fault::form("REAUTHENTICATION_SUCCESSFUL"))
        }),
        page("account_devices", "none", |visit| devices(visit, 0)),
        page("account_devices", "one", |visit| devices(visit, 1)),
        page("account_devices", "many", |visit| devices(visit, 12)),
        page("account_devices", "gone", |visit| {
            devices(visit, 2).with_fault(Fault::form("SESSION_UNKNOWN"))
        }),
        page("account_devices", "signed-out", |visit| {
            devices(visit, 1).say(Fault::form("OTHERS_SIGNED_OUT"))
        }),
        page("account_activity", "none", |visit| activity(visit, 0)),
        page("account_activity", "some", |visit| activity(visit, 5)),
        page("account_activity", "many", |visit| activity(visit, 30)),
        page("account_profile", "empty", details),
        page("account_profile", "saved", |visit| {
            details(visit).say(Fault::form("PROFILE_SAVED"))
        }),
        page("account_profile", "wrong-language", |visit| {
            details(visit).with_fault(Fault::of("locale", "INVALID_INPUT"))
        }),
        page("account_data", "look", |visit| {
            data::view(visit).seen_by_ada("/account/data")
        }),
        page("account_delete", "password", |visit| {
            deletion::view(visit, true).seen_by_ada("/account/delete")
        }),
        page("account_delete", "wrong-password", |visit| {
            let wrong = Fault::of("password", "INVALID_PASSWORD");
            let view = deletion::view(visit, true).seen_by_ada("/account/delete");
            view.with_fault(wrong)
        }),
        page("account_delete", "no-password", |visit| {
            deletion::view(visit, false).seen_by_ada("/account/delete")
        }),
        page("undo_deletion", "button", |visit| {
            let at = visit.security().now() + visit.security().undo_deletion_within();
            deletion::undo_view(visit, LONG, Some(at))
        }),
    ]
}

pub(super) fn letters(security: &Security, settings: &Account) -> Vec<SampleMail> {
    let Ok(ada) = Email::parse(ADA) else {
        return Vec::new();
    };
    let at = Time::from_micros(1_795_428_300_000_000);
    let undo = security.sample_link("/account/undo-deletion");
    let not_me = Disavowal {
        link: security.sample_link("/not-me"),
        within: Duration::from_secs(7 * 86_400),
    };
    vec![SampleMail {
        name: DELETION_NOTICE,
        mail: mails::deletion_mail(settings, &ada, (at, None), (Some(undo), Some(not_me))),
    }]
}
