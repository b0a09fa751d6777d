//! Holds the five places where a name of Flask-Security can be against the list of all of them.

use std::collections::BTreeMap;

use super::super::gone::{self, GONE};
use super::super::not_yet::{self, NOT_YET};
use super::super::{Section, settings_markdown};
use super::Confirmable;
use crate::security::core_settings::CoreSettings;

/// Every setting of Flask-Security 5.9.2 that has a default, without prefix.
const ALL: &str = include_str!("flask_security_names.txt");

/// What the features take.
const OF_FEATURES: &[&str] = &[
    "REGISTERABLE",
    "REGISTER_URL",
    "POST_REGISTER_VIEW",
    "SEND_REGISTER_EMAIL",
    "EMAIL_SUBJECT_REGISTER",
    "CONFIRMABLE",
    "CONFIRM_URL",
    "CONFIRM_EMAIL_WITHIN",
    "LOGIN_WITHOUT_CONFIRMATION",
    "AUTO_LOGIN_AFTER_CONFIRM",
    "CONFIRM_ERROR_VIEW",
    "POST_CONFIRM_VIEW",
    "EMAIL_SUBJECT_CONFIRM",
    "RECOVERABLE",
    "RESET_URL",
    "RESET_PASSWORD_WITHIN",
    "RESET_VIEW",
    "RESET_ERROR_VIEW",
    "POST_RESET_VIEW",
    "AUTO_LOGIN_AFTER_RESET",
    "SEND_PASSWORD_RESET_EMAIL",
    "SEND_PASSWORD_RESET_NOTICE_EMAIL",
    "EMAIL_SUBJECT_PASSWORD_RESET",
    "EMAIL_SUBJECT_PASSWORD_NOTICE",
    "CHANGEABLE",
    "CHANGE_URL",
    "POST_CHANGE_VIEW",
    "SEND_PASSWORD_CHANGE_EMAIL",
    "EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE",
    "PASSWORDLESS",
    "LOGIN_WITHIN",
    "EMAIL_SUBJECT_PASSWORDLESS",
    "TRACKABLE",
];

fn places() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut places: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut put = |name, place| places.entry(name).or_default().push(place);
    for (_, group) in CoreSettings::default().groups() {
        for setting in group.table() {
            put(setting.name, "core");
        }
    }
    OF_FEATURES.iter().for_each(|name| put(name, "feature"));
    GONE.iter()
        .flat_map(|(names, _)| *names)
        .for_each(|name| put(name, "gone"));
    NOT_YET
        .iter()
        .flat_map(|(_, names)| *names)
        .for_each(|name| put(name, "not yet"));
    places
}

#[test]
fn every_name_of_flask_security_is_in_exactly_one_place() {
    let places = places();
    let all: Vec<&str> = ALL.lines().collect();
    assert_eq!(all.len(), 255);
    for name in all {
        let found = places.get(name).map_or(0, Vec::len);
        assert_eq!(found, 1, "{name}: {:?}", places.get(name));
    }
    for (name, found) in &places {
        assert_eq!(found.len(), 1, "{name}: {found:?}");
    }
}

#[test]
fn no_name_waits_for_a_feature_that_nobody_ever_had() {
    let all: Vec<&str> = ALL.lines().collect();
    for name in NOT_YET.iter().flat_map(|(_, names)| *names) {
        assert!(all.contains(name), "{name}");
        assert!(not_yet::feature(name).is_some());
    }
    assert_eq!(gone::cure("PUBLIC_URL"), None);
    assert_eq!(not_yet::feature("PUBLIC_URL"), None);
}

#[test]
fn the_reference_names_every_setting_once() {
    let core = CoreSettings::default();
    let mut sections: Vec<Section<'_>> = core
        .groups()
        .into_iter()
        .map(|(title, group)| Section {
            title,
            toggle: None,
            group,
        })
        .collect();
    let confirmable = Confirmable::default();
    sections.push(Section {
        title: "Confirmable",
        toggle: Some("CONFIRMABLE"),
        group: &confirmable,
    });
    let page = settings_markdown(&sections);
    for (_, group) in core.groups() {
        for setting in group.table() {
            let row = format!("\n| `{}{}` | ", group.prefix(), setting.name);
            assert_eq!(page.matches(&row).count(), 1, "{row}");
        }
    }
    for line in [
        "## Passwords",
        "| `SECURITY_CONFIRMABLE` | true or false | `false` | Switches the feature on. |",
        "| `SECURITY_CONFIRM_EMAIL_WITHIN` | duration | `\"24 hours\"` | Life of the link. |",
        "| `SECURITY_CONFIRM_ERROR_VIEW` | text | `\"\"` | Where a bad link leads \\| or not. |",
    ] {
        assert!(page.lines().any(|found| found == line), "{line}");
    }
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let rows = page.lines().filter(|line| line.starts_with('|'));
    assert!(
        rows.clone().all(|line| matches!(cells(line), 3 | 5)),
        "{page}"
    );
}
