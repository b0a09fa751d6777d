//! What a file of settings may look like, and the files that hold one value.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::super::{Raw, SettingValue, Source};
use super::{Plain, env, read, toml};
use crate::secret::Secret;

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
    only_for_its_owner(&path);
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

fn only_for_its_owner(path: &Path) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

// ASVS: 13.3.1, 13.3.2
#[test]
fn a_secret_in_a_file_that_everybody_can_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    fs::write(&path, "25").unwrap();
    let name = path.to_str().unwrap();
    for (mode, is_refused) in [(0o644, true), (0o602, true), (0o640, false), (0o400, false)] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let (_, problems) = read(env(&[("SECURITY_KEY_FILE", name)]));
        assert_eq!(
            problems.len(),
            usize::from(is_refused),
            "{mode:o} {problems:?}"
        );
        let cure = format!("run `chmod o-rwx {name}`");
        assert!(!is_refused || problems[0].ends_with(&cure), "{problems:?}");
        // What is no secret may be read.
        let (_, problems) = read(env(&[("SECURITY_PORT_FILE", name)]));
        assert_eq!(problems, Vec::<String>::new());
    }
}

#[test]
fn a_list_of_secrets_has_one_on_each_line() {
    let read = |raw: Raw| -> Vec<String> {
        let secrets = Vec::<Secret>::read(&raw).unwrap();
        secrets
            .iter()
            .map(|secret| secret.expose().to_owned())
            .collect()
    };
    let bare = |text: &str| Raw::text(text, super::super::Origin::Code);
    assert_eq!(read(bare("one\r\n\ntwo\n")), ["one", "two"]);
    assert_eq!(read(bare("one, two")), ["one", "two"]);
    assert_eq!(read(bare("['one', 'two']")), ["one", "two"]);
    assert_eq!(read(Raw::literal("['one']").unwrap()), ["one"]);
    assert_eq!(read(bare("")), Vec::<String>::new());
    assert!(Vec::<Secret>::read(&Raw::literal("5").unwrap()).is_err());
    assert_eq!(vec![Secret::new("hush")].show(), "[secret]");
}
