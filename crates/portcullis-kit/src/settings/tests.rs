use std::path::PathBuf;
use std::time::Duration;

use super::*;
use crate::secret::Secret;

mod files;
mod properties;

crate::settings! {
    /// One setting of each kind.
    struct Kinds {
        /// Whether.
        BOOL: boolean: bool = false,
        /// A port.
        PORT: port: u16 = 25 => within(1, 9999),
        /// A number.
        SMALL: small: u32 = 1,
        /// A number.
        LARGE: large: u64 = 1,
        /// A number.
        COUNT: count: usize = 1,
        /// A text,
        /// over two lines.
        TEXT: text: String = "a".to_owned() => any_of(&["a", "b"]),
        /// A life.
        WITHIN: life: Duration = Duration::from_secs(24 * 3600),
        /// A life that can be off.
        FRESHNESS: freshness: Span = Span::Off,
        /// Some names.
        LIST: list: Vec<String> = vec!["x".to_owned()],
        /// A key.
        KEY: key: Secret = Secret::new(""),
        /// A folder.
        FOLDER: folder: PathBuf = PathBuf::new(),
    }
}

crate::settings! {
    prefix "";
    /// Names without a prefix.
    struct Plain {
        /// Where the rows are.
        DATABASE_URL: database_url: Secret = Secret::new("sqlite://app.db"),
    }
}

crate::settings! {
    /// Nothing to set.
    struct Bare {}
}

fn read(source: Source) -> (Kinds, Vec<String>) {
    let mut source = source;
    let mut kinds = Kinds::default();
    source.overlay(&mut kinds);
    let problems = source.problems().iter().map(Problem::to_string).collect();
    (kinds, problems)
}

fn toml(text: &str) -> Source {
    Source::empty().toml(text, "app.toml")
}

fn env(variables: &[(&str, &str)]) -> Source {
    Source::empty().environment(variables.iter().copied(), &["DATABASE_URL"])
}

#[test]
fn a_file_gives_each_kind_in_its_own_type() {
    let (kinds, problems) = read(toml(
        "SECURITY_BOOL = true\nSECURITY_PORT = 26\nSECURITY_SMALL = 2\nSECURITY_LARGE = 3\n\
         SECURITY_COUNT = 4\nSECURITY_TEXT = 'b'\nSECURITY_WITHIN = '5 days'\n\
         SECURITY_FRESHNESS = '1 day'\nSECURITY_LIST = ['a', 'b']\nSECURITY_KEY = 'hush'\n\
         SECURITY_FOLDER = '/srv'\n",
    ));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!((kinds.boolean, kinds.port, kinds.small), (true, 26, 2));
    assert_eq!((kinds.large, kinds.count, &*kinds.text), (3, 4, "b"));
    assert_eq!(kinds.life, Duration::from_secs(5 * 86_400));
    assert_eq!(kinds.freshness, Span::Within(Duration::from_secs(86_400)));
    assert_eq!(kinds.list, ["a", "b"]);
    assert_eq!(kinds.key.expose(), "hush");
    assert_eq!(kinds.folder, PathBuf::from("/srv"));
}

#[test]
fn the_environment_gives_each_kind_as_bare_text() {
    let (kinds, problems) = read(env(&[
        ("SECURITY_BOOL", "True"),
        ("SECURITY_PORT", "26"),
        ("SECURITY_TEXT", "b"),
        ("SECURITY_WITHIN", "5 days"),
        ("SECURITY_FRESHNESS", "-1"),
        ("SECURITY_LIST", "a, b,"),
        ("SECURITY_KEY", "12345"),
        ("HOME", "/root"),
    ]));
    assert_eq!(problems, Vec::<String>::new());
    assert!(kinds.boolean);
    assert_eq!((kinds.port, &*kinds.text), (26, "b"));
    assert_eq!(kinds.life, Duration::from_secs(5 * 86_400));
    assert_eq!(kinds.freshness, Span::Off);
    assert_eq!(kinds.list, ["a", "b"]);
    assert_eq!(kinds.key.expose(), "12345");
}

#[test]
fn the_environment_may_also_write_toml_literals() {
    let (kinds, problems) = read(env(&[
        ("SECURITY_LIST", "[\"a\", \"b, c\"]"),
        ("SECURITY_WITHIN", "\"900\""),
    ]));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(kinds.list, ["a", "b, c"]);
    assert_eq!(kinds.life, Duration::from_secs(900));
}

#[test]
fn the_environment_beats_the_file_and_the_file_beats_code() {
    let mut kinds = Kinds {
        port: 1,
        small: 1,
        count: 1,
        ..Kinds::default()
    };
    let mut source =
        toml("SECURITY_PORT = 2\nSECURITY_SMALL = 2").environment([("SECURITY_PORT", "3")], &[]);
    source.overlay(&mut kinds);
    assert_eq!((kinds.port, kinds.small, kinds.count), (3, 2, 1));
    assert_eq!(source.origin("SECURITY_SMALL").to_string(), "app.toml:2");
    assert_eq!(source.origin("SECURITY_PORT").to_string(), "environment");
    assert_eq!(source.origin("SECURITY_COUNT"), Origin::Code);
    assert_eq!(source.rest(), []);
}

#[test]
fn every_problem_is_reported_with_its_line_and_a_good_value() {
    let (_, problems) = read(toml(
        "# first\nSECURITY_BOOL = \"yes\"\n\nSECURITY_PORT = 70000\nSECURITY_WITHIN = '5 dayz'\n\
         SECURITY_LIST = [1]\nSECURITY_TEXT = 'c'\nSECURITY_FRESHNESS = 'on'\n",
    ));
    assert_eq!(
        problems,
        [
            "app.toml:2: SECURITY_BOOL: expected true or false, for example true; found a text in quotes",
            "app.toml:4: SECURITY_PORT: expected a whole number from 0 to 65535",
            "app.toml:5: SECURITY_WITHIN: expected a length of time in weeks, days, hours, minutes or \
             seconds, for example \"24 hours\"; found a text in quotes",
            "app.toml:8: SECURITY_FRESHNESS: expected a length of time or \"off\", for example \
             \"24 hours\"; found a text in quotes",
            "app.toml:6: SECURITY_LIST: expected a list of texts, for example [\"first\", \"second\"]; \
             found a list",
            "app.toml:7: SECURITY_TEXT: expected \"a\" or \"b\"",
        ]
    );
}

#[test]
fn a_value_given_in_code_is_checked_too() {
    let mut source = Source::empty();
    source.overlay(&mut Kinds {
        port: 10_000,
        ..Kinds::default()
    });
    assert_eq!(
        source.problems()[0].to_string(),
        "code: SECURITY_PORT: expected a number from 1 to 9999"
    );
}

#[test]
fn what_nobody_takes_is_left_over() {
    let mut source = toml("SECURITY_BOOLE = true\nLISTEN = 'x'")
        .environment([("SECURITY_PROT", "1"), ("PATH", "/bin")], &["LISTEN"]);
    source.overlay(&mut Kinds::default());
    let rest: Vec<String> = source
        .rest()
        .into_iter()
        .map(|left| {
            Problem::unknown(
                left.origin,
                left.name,
                ["SECURITY_BOOL", "SECURITY_PORT"].into_iter(),
            )
        })
        .map(|problem| problem.to_string())
        .collect();
    assert_eq!(
        rest,
        [
            "app.toml:2: LISTEN: unknown setting",
            "app.toml:1: SECURITY_BOOLE: unknown setting; did you mean SECURITY_BOOL?",
            "environment: SECURITY_PROT: unknown setting; did you mean SECURITY_PORT?",
        ]
    );
}

#[test]
fn the_nearest_known_name_is_suggested() {
    let known = || {
        [
            "SECURITY_CONFIRM_EMAIL_WITHIN",
            "SECURITY_CONFIRMABLE",
            "LISTEN",
        ]
        .into_iter()
    };
    let suggested = |name| suggest(name, known()).unwrap_or_default();
    assert_eq!(
        suggested("SECURITY_CONFIRM_EMAIL_WITHN"),
        "SECURITY_CONFIRM_EMAIL_WITHIN"
    );
    assert_eq!(suggested("confirmable"), "SECURITY_CONFIRMABLE");
    assert_eq!(suggested("SECURITY_LISTEN"), "LISTEN");
    assert_eq!(suggested("SECURITY_UNRELATED"), "");
    assert_eq!(suggest(&"A".repeat(1_000_000), known()), None);
}

#[test]
fn a_secret_shows_nowhere() {
    let mut source = toml("SECURITY_KEY = 'hush'\nSECURITY_PORT = 'hush'").environment(
        [("SECURITY_BOOL", "hush"), ("SECURITY_LIST", "{ hush")],
        &[],
    );
    let before = format!("{source:?}");
    let mut kinds = Kinds::default();
    source.overlay(&mut kinds);
    let after = format!(
        "{source:?} {:?} {kinds:?}",
        Problems(source.problems().to_vec())
    );
    assert_eq!(kinds.show("KEY"), "[secret]");
    assert_eq!(kinds.key.expose(), "hush");
    kinds.list.clear();
    assert!(!before.contains("hush"), "{before}");
    assert!(
        !after.replace("list: [\"{ hush\"]", "").contains("hush"),
        "{after}"
    );
}

#[test]
fn a_problem_stays_on_one_line() {
    let problem = Problem::new(Origin::Code, "SECURITY_A\nB", "wrong\u{1b}[2J");
    assert_eq!(problem.to_string(), "code: SECURITY_A\\nB: wrong\\u{1b}[2J");
}

#[test]
fn the_table_tells_each_setting_in_order() {
    let kinds = Kinds::default();
    let table = kinds.table();
    assert_eq!(table.len(), 11);
    let text = &table[5];
    assert_eq!((text.name, text.kind), ("TEXT", "text"));
    assert_eq!(text.doc, " A text,\n over two lines.\n");
    for setting in table {
        assert_eq!((setting.default)(), kinds.show(setting.name));
    }
    assert_eq!(kinds.show("NOTHING"), "");
    assert_eq!(Bare::default().table().len(), 0);
    assert_eq!(Plain::default().prefix(), "");
    let set = Bare {}.set("X", &Raw::text("", Origin::Code));
    assert_eq!(set, Err("unknown setting".to_owned()));
}
