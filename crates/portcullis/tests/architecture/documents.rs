//! The threat model names tests and places of the source; this looks whether they are there.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Where a path of the document leads: below `crates/`, or to the fuzz targets.
fn place(path: &str) -> PathBuf {
    let root = root();
    if path.starts_with("fuzz/") {
        root.join(path)
    } else {
        root.join("crates").join(path)
    }
}

/// What a document names and nothing has, and promises that too few tests show.
fn untrue(document: &str) -> Vec<String> {
    let mut untrue = Vec::new();
    let quoted = document.split('`').skip(1).step_by(2);
    let paths = quoted.filter(|text| text.starts_with("portcullis") || text.starts_with("fuzz/"));
    for path in paths.filter(|path| path.contains('/')) {
        if !place(path).exists() {
            untrue.push(format!("there is no {path}"));
        }
    }
    let links = document
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    for link in links.filter(|link| !link.starts_with(['#', 'h'])) {
        if !root().join("docs").join(link).is_file() {
            untrue.push(format!("there is no docs/{link}"));
        }
    }
    for promise in document.split("\n### ").skip(1) {
        let promise = promise.split("\n## ").next().unwrap_or_default();
        let title = promise.lines().next().unwrap_or_default();
        let named = promise
            .lines()
            .filter_map(|line| line.strip_prefix("- `")?.split_once("` "));
        let mut count = 0;
        for (path, name) in named {
            let text = fs::read_to_string(place(path)).unwrap_or_default();
            let head = format!("fn {name}(");
            let test = text
                .split_once(&head)
                .map(|(before, _)| before.rsplit("\n\n").next());
            let is_test = test
                .flatten()
                .is_some_and(|above| above.contains("test]") || above.contains("#[tokio::test("));
            if !is_test {
                untrue.push(format!("{title}: {path} has no test {name}"));
            }
            count += 1;
        }
        if count < 2 {
            untrue.push(format!("{title}: {count} tests"));
        }
    }
    untrue
}

#[test]
fn the_threat_model_names_tests_and_places_that_are_there() {
    let text = fs::read_to_string(root().join("docs/threat-model.md")).expect("the threat model");
    assert!(
        text.matches("\n### ").count() >= 13,
        "each promise has a title"
    );
    assert_eq!(untrue(&text), [""; 0]);
}

#[test]
fn what_is_written_down_is_in_a_document_that_is_there() {
    let text = fs::read_to_string(root().join("docs/asvs.toml")).expect("docs/asvs.toml");
    let words = text.split([' ', '"', ',', ';', '`']);
    let named: Vec<_> = words.filter(|word| word.ends_with(".md")).collect();
    assert!(named.len() > 20, "{named:?}");
    for document in named {
        assert!(root().join(document).is_file(), "{document}");
    }
}

#[test]
fn a_test_and_a_place_that_are_not_there_are_found() {
    let here = "portcullis/tests/architecture/documents.rs";
    let text = format!(
        "See `portcullis/src/attic.rs` and [this](decisions/none.md).\n\n### 1. One\n\n- `{here}` a_test_and_a_place_that_are_not_there_are_found\n\
         - `{here}` nothing_of_that_kind\n- `{here}` root\n\n### 2. Two\n\n## End\n"
    );
    assert_eq!(
        untrue(&text),
        [
            "there is no portcullis/src/attic.rs".to_owned(),
            "there is no docs/decisions/none.md".to_owned(),
            format!("1. One: {here} has no test nothing_of_that_kind"),
            format!("1. One: {here} has no test root"),
            "2. Two: 0 tests".to_owned(),
        ]
    );
}
