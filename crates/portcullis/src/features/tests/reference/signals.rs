//! The page of the signals, made of their declarations in the source.

use std::{fs, path::Path};

use super::{GENERATED, cell, holds};

/// A signal as its declaration in the source says it.
struct Declared {
    name: String,
    told: String,
    fields: Vec<(String, String, String)>,
}

/// The signals that a file of the source declares.
fn declared(source: &str) -> Vec<Declared> {
    let marks = source.match_indices("\nimpl Signal for ");
    marks
        .map(|(at, mark)| {
            let name = source[at + mark.len()..]
                .split(' ')
                .next()
                .unwrap_or_default();
            let (above, body) = source
                .split_once(&format!("pub struct {name} {{\n"))
                .unwrap();
            let above: Vec<&str> = above.lines().rev().skip(1).map_while(doc).collect();
            let told = above.into_iter().rev();
            // An example follows the words.
            let told = told.take_while(|line| !line.starts_with("```"));
            let told: Vec<&str> = told.filter(|line| !line.is_empty()).collect();
            let mut fields = Vec::new();
            let mut comment = Vec::new();
            for line in body.lines().take_while(|line| *line != "}") {
                match (doc(line), line.trim().strip_prefix("pub ")) {
                    (Some(text), _) => comment.push(text),
                    (None, Some(field)) => {
                        let (name, kind) = field.trim_end_matches(',').split_once(": ").unwrap();
                        let text = std::mem::take(&mut comment).join(" ");
                        fields.push((name.to_owned(), kind.to_owned(), text));
                    }
                    _ => {}
                }
            }
            Declared {
                name: name.to_owned(),
                told: told.join(" "),
                fields,
            }
        })
        .collect()
}

fn doc(line: &str) -> Option<&str> {
    line.trim().strip_prefix("///").map(str::trim_start)
}

/// Every file of the library's source that declares signals, by the path of its module.
fn sources(folder: &Path, module: &str, found: &mut Vec<(String, Vec<Declared>)>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for entry in entries {
        let stem = entry.file_stem().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() && stem != "tests" {
            sources(&entry, &format!("{module}::{stem}"), found);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            let signals = declared(&fs::read_to_string(&entry).unwrap());
            if !signals.is_empty() {
                found.push((module.to_owned(), signals));
            }
        }
    }
}

const SIGNALS: &str = "
A signal is told when what it says has happened and is committed, to every handler that was given to `SecurityBuilder::on` for its type, one after
the other. A handler that fails is logged and undoes nothing. Fields of the kind `Secret` show nothing when they are printed.
";

#[test]
fn the_reference_of_the_signals_is_what_the_code_says() {
    let mut found = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        "portcullis",
        &mut found,
    );
    let mut page = format!("# Signals\n\n{GENERATED}\n{SIGNALS}");
    for (module, signals) in &found {
        page.push_str(&format!(
            "\n## `{module}`\n\n| signal | when it is told | what it carries |\n|---|---|---|\n"
        ));
        for signal in signals {
            let fields: Vec<String> = signal
                .fields
                .iter()
                .map(|(name, kind, text)| format!("`{name}: {kind}`: {text}"))
                .collect();
            let (told, fields) = (cell(&signal.told), cell(&fields.join(" ")));
            page.push_str(&format!("| `{}` | {told} | {fields} |\n", signal.name));
        }
    }
    assert!(
        found
            .iter()
            .map(|(_, signals)| signals.len())
            .sum::<usize>()
            >= 12
    );
    holds("signals.md", &page);
}
