//! The lines of a block: commands with what they print, and what can only be looked up.

use std::fs;

use super::root;

/// The commands of a block, each with what it prints; a command may go on after a `\`.
pub(super) fn commands(page: &str, block: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    let joined = block.replace("\\\n", " ");
    for line in joined.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((_, output))) => output.push_str(&format!("{line}\n")),
            (None, None) => panic!("{page}: no command: {line}"),
        }
    }
    commands
}

/// Whether a text is the pattern, in which `…` is anything.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    let Some((first, others)) = pattern.split_once('…') else {
        return pattern == text;
    };
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = others.split('…').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// A line for a clone of the repository: the package, the example and the path that it names are there.
pub(super) fn names_what_is_there(page: &str, words: &[&str]) {
    let manifests = ["portcullis", "portcullis-server"];
    for pair in words.windows(2) {
        let there = match pair {
            ["--package", name] => manifests.contains(name),
            ["--example", name] => root().join(format!("examples/{name}.rs")).is_file(),
            ["--path", path] => root().join(path).join("Cargo.toml").is_file(),
            ["scripts/test", ..] => root().join("scripts/test").is_file(),
            _ => true,
        };
        assert!(there, "{page}: {pair:?}");
    }
}

/// Lines of a `Cargo.toml`: our crate is where they say, seen from beside a clone, and has the features.
pub(super) fn manifest(page: &str, text: &str) {
    let line = text
        .lines()
        .find(|line| line.starts_with("portcullis = "))
        .expect(page);
    assert!(
        line.contains("path = \"../portcullis/crates/portcullis\""),
        "{page}: {line}"
    );
    let ours =
        fs::read_to_string(root().join("crates/portcullis/Cargo.toml")).expect("our manifest");
    let features = line
        .split_once("features = [")
        .map_or("", |(_, rest)| rest.split(']').next().unwrap_or_default());
    for feature in features
        .split(',')
        .map(|name| name.trim().trim_matches('"'))
        .filter(|name| !name.is_empty())
    {
        assert!(
            ours.contains(&format!("\n{feature} = [")),
            "{page}: no feature {feature}"
        );
    }
}

#[test]
fn a_pattern_fits_what_it_says_and_nothing_else() {
    for (pattern, text, fits_it) in [
        ("a…c", "a b c", true),
        ("a…c…", "abcd", true),
        ("a…b…c", "a b, b c", true),
        ("a…c", "abcd", false),
        ("b", "ab", false),
        ("", "a", false),
    ] {
        assert_eq!(fits(pattern, text), fits_it, "{pattern:?} {text:?}");
    }
}
