//! No sentence that nobody says, and nothing said that is no sentence.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What stands in front of the key of a sentence, in the source and in templates.
const SAID_BY: [&str; 9] = [
    "t(\"",
    "Sentence::of(\"",
    "Fault::form(\"",
    "words(\"",
    ".why(\"",
    "Body::new(\"",
    ".button(\"",
    ".link(\"",
    ".say(\"",
];

/// The key of an example, and the beginning of those that an app gives to its profile fields.
const NO_SENTENCES: [&str; 2] = ["KEY", "PROFILE_"];

/// All files below a folder with one of these endings, tests left out.
fn texts(folder: &Path, endings: &[&str], found: &mut Vec<String>) {
    let entries = fs::read_dir(folder).expect("a readable folder");
    let mut entries: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for entry in entries {
        let name = entry
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if entry.is_dir() {
            if name != "tests" && name != "snapshots" {
                texts(&entry, endings, found);
            }
        } else if name != "tests.rs" && endings.iter().any(|ending| name.ends_with(ending)) {
            let text = fs::read_to_string(&entry).expect("a text");
            found.push(without_comments(&text));
        }
    }
}

/// What an example in the documentation says is a sentence of somebody's app.
fn without_comments(text: &str) -> String {
    let is_comment = |line: &&str| line.trim_start().starts_with("//");
    let kept: Vec<&str> = text.lines().filter(|line| !is_comment(line)).collect();
    kept.join("\n")
}

fn is_key(text: &str) -> bool {
    let part_of_key = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    text.len() > 1 && !NO_SENTENCES.contains(&text) && text.chars().all(part_of_key)
}

/// What English says that nothing asks for, and what is asked for that English does not say.
fn wrong(english: &[String], said: &[String]) -> (Vec<String>, Vec<String>) {
    let keys = english.iter().flat_map(|file| file.lines());
    let keys = keys
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key);
    let keys: BTreeSet<&str> = keys.filter(|key| is_key(key)).collect();
    // A title is found by its text, and the words of a notice by its kind.
    let made = |key: &str| {
        let stems = ["_TITLE", "_TEXT", "_WHY"]
            .iter()
            .filter_map(|end| key.strip_suffix(end));
        // And an event of the account by its kind.
        let kind = key.strip_prefix("ACTIVITY_").map(str::to_lowercase);
        let of_event = kind.is_some_and(|kind| {
            said.iter()
                .any(|text| text.contains(&format!("\"{kind}\"")))
        });
        of_event
            || stems.into_iter().any(|stem| {
                said.iter()
                    .any(|text| text.contains(&format!("\"{stem}\"")))
            })
    };
    let asked = |key: &str| said.iter().any(|text| text.contains(&format!("\"{key}\"")));
    let silent = keys.iter().filter(|key| !asked(key) && !made(key));
    let mut unknown = BTreeSet::new();
    for text in said {
        for by in SAID_BY {
            let quoted = text
                .split(by)
                .skip(1)
                .filter_map(|rest| rest.split('"').next());
            unknown.extend(
                quoted
                    .filter(|key| is_key(key) && !keys.contains(key))
                    .map(str::to_owned),
            );
        }
    }
    (
        silent.map(|key| (*key).to_owned()).collect(),
        unknown.into_iter().collect(),
    )
}

#[test]
fn every_sentence_is_said_somewhere_and_all_that_is_said_is_a_sentence() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut english, mut said) = (Vec::new(), Vec::new());
    texts(&source, &["en.ftl"], &mut english);
    texts(&source, &[".rs", ".html", ".txt"], &mut said);
    assert!(english.len() > 5 && said.len() > 100);
    let (silent, unknown) = wrong(&english, &said);
    assert!(silent.is_empty(), "nothing says {silent:?}");
    assert!(unknown.is_empty(), "English has no {unknown:?}");
}

#[test]
fn a_sentence_that_nothing_says_and_a_key_without_a_sentence_are_found() {
    let english = ["SAID = a\nSILENT = b\nSAID_TITLE = c\n    .category = info".to_owned()];
    let said = ["{{ t(\"SAID\") }} {{ t(\"UNHEARD\", n=1) }}".to_owned()];
    let found = wrong(&english, &said);
    assert_eq!(
        found,
        (vec!["SILENT".to_owned()], vec!["UNHEARD".to_owned()])
    );
}

#[test]
fn a_comment_says_nothing() {
    let code = "    /// Fault::form(\"CLOSED\")\n    Fault::form(\"OPEN\")";
    assert_eq!(without_comments(code), "    Fault::form(\"OPEN\")");
}
