//! What the source and the manifests promise of safety: no unsafe code, no processes, one source of chance, one registry.

use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::files::{self, File};
use crate::rules::is_test;
use crate::source::{Spot, Token, tokens, without_tests};

const CRATES: [&str; 3] = ["portcullis-kit", "portcullis", "portcullis-server"];

fn manifest(path: &str) -> Table {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text =
        fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.parse()
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn product() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = files::below(&root, &["crates"]);
    let of_product = |file: &File| file.path.contains("/src/") && !is_test(&file.path);
    files.into_iter().filter(of_product).collect()
}

/// The lines of the product on which this is found.
fn lines_where(files: &[File], found: impl Fn(&File, &[Spot<'_>]) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    for file in files {
        let spots = without_tests(&tokens(&file.text));
        for n in 0..spots.len() {
            if found(file, &spots[n..]) {
                lines.push(format!("{}:{}", file.path, spots[n].line));
            }
        }
    }
    lines
}

fn names(spots: &[Spot<'_>], names: &[&str]) -> bool {
    matches!(spots[0].token, Token::Name(name) if names.contains(&name))
}

fn starts_a_process(_: &File, spots: &[Spot<'_>]) -> bool {
    let near = &spots[..spots.len().min(12)];
    names(spots, &["process"]) && near.iter().any(|spot| spot.token == Token::Name("Command"))
}

/// Writing to the outputs of the process is the server's; the library logs through `tracing` alone.
fn prints(file: &File, spots: &[Spot<'_>]) -> bool {
    let prints = [
        "print", "println", "eprint", "eprintln", "dbg", "stdout", "stderr",
    ];
    !file.path.starts_with("crates/portcullis-server/") && names(spots, &prints)
}

fn rolls_dice(file: &File, spots: &[Spot<'_>]) -> bool {
    let of_kit = file.path == "crates/portcullis-kit/src/token.rs" && names(spots, &["getrandom"]);
    names(
        spots,
        &["fastrand", "getrandom", "rand", "OsRng", "thread_rng"],
    ) && !of_kit
}

// ASVS: 1.2.5
#[test]
fn no_process_is_started() {
    assert_eq!(lines_where(&product(), starts_a_process), [""; 0]);
}

// ASVS: 16.2.3
#[test]
fn the_library_writes_to_no_output() {
    assert_eq!(lines_where(&product(), prints), [""; 0]);
}

// ASVS: 6.5.3
#[test]
fn chance_comes_from_the_system_and_from_one_place() {
    assert_eq!(lines_where(&product(), rolls_dice), [""; 0]);
}

#[test]
fn a_process_an_output_and_another_source_of_chance_would_be_found() {
    let file = |text: &str| {
        let path = "crates/portcullis/src/a.rs".to_owned();
        vec![File {
            path,
            text: text.to_owned(),
        }]
    };
    let command = file("use std::{\n    process::{Command, exit}};");
    assert_eq!(
        lines_where(&command, starts_a_process),
        ["crates/portcullis/src/a.rs:2"]
    );
    assert_eq!(
        lines_where(&file("fn f() { println!(\"x\") }"), prints).len(),
        1
    );
    assert_eq!(
        lines_where(&file("fn f() { fastrand::u8(..); }"), rolls_dice).len(),
        1
    );
}

// ASVS: 11.2.4
#[test]
fn secrets_cannot_be_compared_with_two_equals_signs() {
    let kit = product();
    for (path, name) in [
        ("secret.rs", "Secret"),
        ("token.rs", "Token"),
        ("keys/mod.rs", "Mac"),
        ("keys/root.rs", "RootSecret"),
    ] {
        let path = format!("crates/portcullis-kit/src/{path}");
        let file = kit.iter().find(|file| file.path == path).expect(&path);
        let lines: Vec<&str> = file.text.lines().collect();
        let is_it = |line: &&str| {
            let rest = line.strip_prefix(&format!("pub struct {name}"));
            rest.is_some_and(|rest| rest.starts_with(['(', ' ', ';']))
        };
        let at = lines.iter().position(is_it).expect(name);
        let above = lines[..at]
            .iter()
            .rev()
            .take_while(|line| line.starts_with("#["));
        assert!(
            !above.copied().any(|line| line.contains("PartialEq")),
            "{name}"
        );
        assert!(
            !file.text.contains(&format!("PartialEq for {name}")),
            "{name}"
        );
    }
}

// ASVS: 1.4.1
#[test]
fn no_crate_of_ours_may_hold_unsafe_code() {
    let lints = &manifest("Cargo.toml")["workspace"]["lints"]["rust"];
    assert_eq!(lints["unsafe_code"].as_str(), Some("forbid"));
    for name in CRATES {
        let manifest = manifest(&format!("crates/{name}/Cargo.toml"));
        assert_eq!(
            manifest["lints"]["workspace"].as_bool(),
            Some(true),
            "{name}"
        );
    }
}

// ASVS: 15.2.3
#[test]
fn the_server_is_built_without_the_test_kit() {
    let server = manifest("crates/portcullis-server/Cargo.toml");
    let features = server["dependencies"]["portcullis"]["features"].as_array();
    assert!(
        !features
            .expect("features")
            .contains(&Value::from("testing"))
    );
    for name in ["portcullis", "portcullis-kit"] {
        let features = manifest(&format!("crates/{name}/Cargo.toml"));
        let features = features["features"].as_table().expect("features").iter();
        let enabling = features.filter(|(name, enabled)| {
            *name != "testing" && format!("{enabled:?}").contains("testing")
        });
        assert_eq!(enabling.count(), 0, "{name}");
    }
}

// ASVS: 15.2.4
#[test]
fn what_others_wrote_comes_from_one_registry_with_a_checksum() {
    let deny = &manifest("deny.toml")["sources"];
    assert_eq!(deny["unknown-registry"].as_str(), Some("deny"));
    assert_eq!(deny["unknown-git"].as_str(), Some("deny"));
    let lock = manifest("Cargo.lock");
    for package in lock["package"].as_array().expect("packages") {
        let name = package["name"].as_str().unwrap_or_default();
        let text = |key: &str| package.get(key).and_then(Value::as_str);
        match text("source") {
            None => assert!(name.starts_with("portcullis"), "{name}"),
            Some(source) => {
                assert_eq!(
                    source,
                    "registry+https://github.com/rust-lang/crates.io-index"
                );
                assert_eq!(text("checksum").map(str::len), Some(64), "{name}");
            }
        }
    }
}
