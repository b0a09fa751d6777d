use std::path::PathBuf;
use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::secret::Secret;

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

fn shown_and_read<T: SettingValue>(value: &T) -> T {
    let shown = value.show();
    T::read(&Raw::literal(&shown).expect("what is shown is TOML")).unwrap()
}

proptest! {
    #[test]
    fn durations_round_trip_through_show(seconds in 0_u64..10_000_000_000, nanos in prop_oneof![Just(0_u32), 0_u32..1_000_000_000]) {
        let length = Duration::new(seconds, nanos);
        prop_assert_eq!(shown_and_read(&length), length);
        prop_assert_eq!(shown_and_read(&Span::Within(length)), Span::Within(length));
    }

    #[test]
    fn texts_and_lists_round_trip_through_show(list in any::<Vec<String>>()) {
        prop_assert_eq!(shown_and_read(&list), list.clone());
        let text = list.concat();
        prop_assert_eq!(shown_and_read(&text), text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        read(toml(&text));
    }

    #[test]
    fn no_toml_makes_the_reader_panic(
        lines in prop::collection::vec(("(SECURITY_(BOOL|WITHIN|FRESHNESS|LIST|KEY|PORT)(_FILE)?|[a-z.]{1,3}|\"\\PC\")", "(-?[0-9]{1,20}|'\\PC{0,5}'|\\[('a',? ?|1){0,3}\\]|\\{\\}|true|inf|1979-05-27|\\PC{0,8})"), 0..6)
    ) {
        let text: Vec<String> = lines.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let mut source = toml(&text.join("\n"));
        source.overlay(&mut Kinds::default());
        for left in source.rest() {
            let _ = Problem::unknown(left.origin, left.name, ["SECURITY_BOOL"].into_iter()).to_string();
        }
    }

    #[test]
    fn no_variable_makes_the_reader_panic(value in any::<String>()) {
        let names = ["SECURITY_BOOL", "SECURITY_WITHIN", "SECURITY_FRESHNESS", "SECURITY_LIST", "SECURITY_PORT"];
        read(Source::empty().environment(names.map(|name| (name, value.clone())), &[]));
    }
}
