//! Typical mistakes of those who use the library, compiled: each is answered by a sentence of ours that names the cure.
//!
//! A case is a file of `mistakes/`; its lines `// says: …` have to stand in every error that the compiler has. Only our own
//! sentences are compared, so that another version of the compiler changes nothing. The cases are compiled against the
//! library that was built for these tests, which takes a second each.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes")
}

/// Where Cargo puts what it builds for tests.
fn built() -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    test.parent().expect("a folder").to_owned()
}

/// The newest build of the library: Cargo has brought it up to date before it built this test.
fn library() -> PathBuf {
    let entries = fs::read_dir(built()).expect("a folder");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libportcullis-") && name.ends_with(".rlib")
    };
    let changed = |path: &PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    let newest = paths.filter(is_ours).max_by_key(changed);
    newest.expect("the library has been built for the tests")
}

/// What the compiler has against a piece of source, each error with its notes in one text.
fn errors(source: &Path, arguments: &[&str]) -> Vec<String> {
    let into = tempfile::tempdir().expect("a folder");
    let rustc = Path::new(env!("CARGO")).with_file_name("rustc");
    let output = Command::new(rustc)
        .args([
            "--edition",
            "2024",
            "--crate-type",
            "lib",
            "--emit",
            "metadata",
        ])
        .args(["--error-format", "json", "--cap-lints", "forbid"])
        .args(arguments)
        .arg("--out-dir")
        .arg(into.path())
        .arg(source)
        .output()
        .expect("a compiler");
    let said = String::from_utf8(output.stderr).expect("JSON");
    let said = said
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    let errors = said.filter(|it: &Value| it["level"] == "error" && !it["spans"].is_null());
    let errors = errors.filter(|it| {
        it["spans"]
            .as_array()
            .is_some_and(|spans| !spans.is_empty())
    });
    errors.map(|error| text_of(&error)).collect()
}

fn text_of(error: &Value) -> String {
    let mut text = error["message"].as_str().unwrap_or_default().to_owned();
    for label in error["spans"].as_array().into_iter().flatten() {
        text = format!("{text}\n{}", label["label"].as_str().unwrap_or_default());
    }
    for child in error["children"].as_array().into_iter().flatten() {
        text = format!("{text}\n{}", text_of(child));
    }
    text
}

fn against_the_library(source: &Path) -> Vec<String> {
    let library = format!("portcullis={}", library().display());
    let dependencies = format!("dependency={}", built().display());
    errors(source, &["--extern", &library, "-L", &dependencies])
}

#[test]
fn each_mistake_is_answered_by_a_sentence_that_names_the_cure() {
    let mut count = 0;
    for entry in fs::read_dir(here()).expect("the cases") {
        let path = entry.expect("a case").path();
        let text = fs::read_to_string(&path).expect("a case");
        let wanted = text
            .lines()
            .filter_map(|line| line.strip_prefix("// says: "));
        let wanted: Vec<_> = wanted.collect();
        let errors = against_the_library(&path);
        assert!(!errors.is_empty(), "{} is compiled", path.display());
        assert_eq!(
            wanted.len(),
            2,
            "{}: what is wrong, and the cure",
            path.display()
        );
        for (error, sentence) in errors
            .iter()
            .flat_map(|error| wanted.iter().map(move |it| (error, it)))
        {
            assert!(
                error.contains(sentence),
                "{}: {sentence}\n{error}",
                path.display()
            );
        }
        count += 1;
    }
    assert_eq!(count, 6);
}

#[test]
fn what_is_no_mistake_is_compiled() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("fine.rs");
    let source = "use portcullis::{CurrentUser, Db, Fresh, Registerable, Security, UserAuthenticated, mail::Memory};\n\
        pub async fn pay_out(_: Fresh<CurrentUser>) {}\n\
        pub fn build(db: Db) {\n\
            let _ = Security::builder(db).with(Registerable::default()).mail(Memory::new())\n\
                .on(async |_: Security, _: UserAuthenticated| Ok(()));\n\
        }\n";
    fs::write(&path, source).expect("a file");
    assert_eq!(against_the_library(&path), [""; 0]);
}

/// Nothing of the library has to be found for this: the compiler comes to the sentence while it reads the source.
#[test]
fn a_release_build_with_the_test_kit_is_refused_unless_it_says_that_it_is_meant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let sentence = "enable it under [dev-dependencies] only";
    let refused = |arguments: &[&str]| {
        let errors = errors(&root, arguments);
        errors.iter().any(|error| error.contains(sentence))
    };
    let (kit, meant) = ("feature=\"testing\"", "feature=\"testing-in-release\"");
    let (release, debug) = ("debug-assertions=off", "debug-assertions=on");
    assert!(refused(&["-C", release, "--cfg", kit]));
    assert!(!refused(&["-C", debug, "--cfg", kit]));
    assert!(!refused(&["-C", release, "--cfg", kit, "--cfg", meant]));
    assert!(!refused(&["-C", release]));
}
