//! What a file of settings may look like, and the files that hold one value.

use super::super::Source;
use super::{Plain, env, read, toml};

#[test]
fn a_table_is_refused_by_name_and_line() {
    let problems = toml("SECURITY_PORT = 1\n[security]\nSECURITY_BOOL = true").take_problems();
    assert_eq!(
        problems[0].to_string(),
        "app.toml:2: security: names are not grouped in tables; write each in full and before any \
         [table], for example SECURITY_BOOL = …"
    );
    let problems = toml("SECURITY_WITHIN = { days = 1 }").take_problems();
    assert!(
        problems[0]
            .to_string()
            .starts_with("app.toml:1: SECURITY_WITHIN: ")
    );
}

#[test]
fn broken_toml_is_reported_by_line_without_its_text() {
    let problem =
        toml("SECURITY_BOOL = true\nSECURITY_KEY = hush-hush\n").problems()[0].to_string();
    assert!(problem.starts_with("app.toml:2: not TOML: "), "{problem}");
    assert!(!problem.contains("hush"), "{problem}");
    let twice = toml("SECURITY_BOOL = true\nSECURITY_BOOL = false\n").problems()[0].to_string();
    assert!(
        twice.starts_with("app.toml:2: not TOML: duplicate"),
        "{twice}"
    );
}

#[test]
fn a_value_may_stand_in_a_file_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    std::fs::write(&path, " hush\n\n").unwrap();
    let path = path.to_str().unwrap();
    let (kinds, problems) = read(env(&[("SECURITY_KEY_FILE", path)]));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(kinds.key.expose(), " hush\n");
    let (kinds, _) = read(toml(&format!("SECURITY_KEY_FILE = '{path}'")));
    assert_eq!(kinds.key.expose(), " hush\n");
    let mut plain = Plain::default();
    env(&[("DATABASE_URL_FILE", path)]).overlay(&mut plain);
    assert_eq!(plain.database_url.expose(), " hush\n");
}

#[test]
fn a_file_of_its_own_must_be_readable_and_the_only_one() {
    let (_, problems) = read(env(&[("SECURITY_PORT_FILE", "/nonexistent/port")]));
    assert!(
        problems[0].starts_with("environment: SECURITY_PORT_FILE: cannot read /nonexistent/port: "),
        "{problems:?}"
    );
    let (_, problems) = read(env(&[("SECURITY_KEY_FILE", "x"), ("SECURITY_KEY", "hush")]));
    assert_eq!(
        problems,
        ["environment: SECURITY_KEY: given twice, also as SECURITY_KEY_FILE; remove one"]
    );
    let problems = Source::empty()
        .file("/nonexistent/app.toml")
        .take_problems();
    assert!(
        problems[0]
            .to_string()
            .starts_with("/nonexistent/app.toml: cannot read ")
    );
}
