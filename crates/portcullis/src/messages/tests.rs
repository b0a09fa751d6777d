//! What is said in which language, and that every language says all of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use portcullis_kit::clock::Time;

use super::*;
use crate::features::every_translation;

fn catalogue(own: &[(&str, &str)]) -> Catalogue {
    let mut sources = Sources::new(every_translation()).unwrap();
    for (locale, source) in own {
        sources.add(locale, source).unwrap();
    }
    sources.finish("en").unwrap()
}

fn locale(tag: &str) -> Locale {
    tag.parse().unwrap()
}

#[test]
fn a_value_is_never_read_as_a_placeholder() {
    let catalogue = catalogue(&[("en", "A = { $email } within { $within }")]);
    let params = [
        ("email", Param::from("{ $within }")),
        ("within", Param::from(Duration::from_secs(3600))),
    ];
    let text = catalogue.text(&locale("en"), "A", &params);
    assert_eq!(text, "{ $within } within 1 hour");
}

#[test]
fn lengths_of_time_have_the_plurals_of_their_language() {
    let catalogue = catalogue(&[
        (
            "pl",
            "A = { $n }\nMINUTES = { $count ->\n    [one] { $count } minuta\n    [few] { $count } minuty\n   *[other] { $count } minut\n}",
        ),
        ("en", "A = { $n }"),
    ]);
    let say = |tag: &str, seconds| {
        let params = [("n", Param::from(Duration::from_secs(seconds)))];
        catalogue.text(&locale(tag), "A", &params)
    };
    assert_eq!(say("en", 0), "0 seconds");
    assert_eq!(say("en", 60), "1 minute");
    assert_eq!(say("en", 5400), "1 hour 30 minutes");
    assert_eq!(say("en", 7 * 86_400), "7 days");
    assert_eq!(say("pl", 60), "1 minuta");
    assert_eq!(say("pl", 180), "3 minuty");
    assert_eq!(say("pl", 300), "5 minut");
}

#[test]
fn a_moment_is_a_date_and_a_time_of_day() {
    let catalogue = catalogue(&[("en", "A = { $at }")]);
    let at = Time::from_micros(1_795_428_300_000_000);
    let text = catalogue.text(&locale("en"), "A", &[("at", at.into())]);
    assert_eq!(text, "23 November 2026, 10:05 UTC");
}

#[test]
fn what_a_language_lacks_is_said_in_english_and_what_none_has_by_its_key() {
    let catalogue = catalogue(&[("nl", "SIGNED_OUT = U bent afgemeld.")]);
    let said = |key| catalogue.text(&locale("nl"), key, &[]);
    assert_eq!(said("SIGNED_OUT"), "U bent afgemeld.");
    assert_eq!(
        said("LOGIN_USED"),
        "This sign-in link was used already. Ask for a new one."
    );
    assert_eq!(said("NEVER_HEARD_OF"), "NEVER_HEARD_OF");
}

#[test]
fn the_nearest_language_is_spoken() {
    let catalogue = catalogue(&[]);
    let nearest = |tag: &str| catalogue.nearest(&locale(tag)).map(ToString::to_string);
    assert_eq!(nearest("de-AT").as_deref(), Some("de"));
    assert_eq!(nearest("tlh"), None);
    let accepted = |tags: &[&str]| catalogue.accepted(tags).map(ToString::to_string);
    assert_eq!(accepted(&["nl", "de-CH", "en"]).as_deref(), Some("de"));
    assert_eq!(accepted(&["ar", "en"]).as_deref(), Some("ar"));
    assert_eq!(accepted(&["tlh"]), None);
    assert_eq!(accepted(&["*", "\u{fffd}", ""]), None);
    assert_eq!(
        (locale("ar").direction(), locale("de").direction()),
        ("rtl", "ltr")
    );
}

#[test]
fn a_setting_replaces_a_sentence_in_every_language() {
    let mut sources = Sources::new(every_translation()).unwrap();
    let text = "{email}: 100 % {odd thing} \"{\"\nnext line";
    sources
        .replace(&BTreeMap::from([("OR".to_owned(), text.to_owned())]))
        .unwrap();
    let catalogue = sources.finish("en").unwrap();
    for tag in ["en", "de"] {
        let said = catalogue.text(&locale(tag), "OR", &[("email", "a@b.test".into())]);
        assert_eq!(said, "a@b.test: 100 % {odd thing} \"{\"\nnext line");
    }
}

/// Each sentence of a file with the names of what is filled in.
fn sentences(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut sentences: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut key = "";
    for line in source.lines() {
        if let Some((name, _)) = line
            .split_once(" =")
            .filter(|_| !line.starts_with([' ', '#']))
        {
            key = name;
            assert!(
                sentences.insert(key, BTreeSet::new()).is_none(),
                "{key} stands twice"
            );
        }
        let ends = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        let named = line
            .split('$')
            .skip(1)
            .map(|rest| rest.split(ends).next().unwrap());
        sentences.entry(key).or_default().extend(named);
    }
    sentences
}

#[test]
fn every_language_says_every_sentence_and_fills_in_the_same() {
    let mut said: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for translation in every_translation() {
        said.entry(translation.locale)
            .or_default()
            .extend(sentences(translation.source));
    }
    assert_eq!(said.len(), 7);
    let english = said["en"].clone();
    assert!(english.len() > 200 && english["SIGNED_IN_AS"].contains("email"));
    for (locale, sentences) in said {
        for (key, names) in &english {
            let found = sentences
                .get(key)
                .unwrap_or_else(|| panic!("{locale} lacks {key}"));
            assert_eq!(found, names, "{locale}: {key}");
        }
        assert_eq!(
            sentences.len(),
            english.len(),
            "{locale} says what English does not"
        );
    }
}
