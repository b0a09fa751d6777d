//! Which test shows which requirement of OWASP ASVS 5.0: `docs/asvs.md`, made of `docs/asvs.toml` and of the lines
//! `// ASVS: 6.3.1, 6.3.4` above the tests. `UPDATE_DOCS=1` rewrites the page.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::files::{self, File};

#[derive(Deserialize)]
struct Catalogue {
    requirements: Vec<Requirement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirement {
    id: String,
    level: u8,
    by: By,
    about: String,
    #[serde(default)]
    why: String,
}

#[derive(Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum By {
    Product,
    Paper,
    Operator,
    App,
    Absent,
}

/// The tests by the ids that stand above them, each as its path and name.
type Shown = BTreeMap<String, Vec<String>>;

const LINE: &str = "// ASVS: ";

fn shown(files: &[File]) -> Shown {
    let mut shown = Shown::new();
    for file in files {
        let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
        for (n, line) in lines.iter().enumerate() {
            let Some(ids) = line.strip_prefix(LINE) else {
                continue;
            };
            let place = format!("{}:{}", file.path, n + 1);
            let name =
                test_after(&lines[n..]).unwrap_or_else(|| panic!("{place}: no test follows"));
            for id in ids.split(',').map(str::trim) {
                let path = file.path.strip_prefix("crates/").unwrap_or(&file.path);
                shown
                    .entry(id.to_owned())
                    .or_default()
                    .push(format!("`{path}` {name}"));
            }
        }
    }
    shown
}

/// The name of the function that these lines lead to, past attributes and comments.
fn test_after<'l>(lines: &[&'l str]) -> Option<&'l str> {
    let mut after = lines.iter().skip_while(|line| line.starts_with(['/', '#']));
    let (_, name) = after.next()?.split_once("fn ")?;
    name.split(['(', '<']).next()
}

/// What is wrong: an id that nobody knows, a promise without a test, a duty without a word.
fn wrong(catalogue: &Catalogue, shown: &Shown) -> Vec<String> {
    let known = |id: &&String| !catalogue.requirements.iter().any(|known| known.id == **id);
    let mut wrong: Vec<String> = shown
        .keys()
        .filter(known)
        .map(|id| format!("{id} stands above a test but not in docs/asvs.toml"))
        .collect();
    for requirement in &catalogue.requirements {
        let id = &requirement.id;
        match requirement.by {
            By::Product if !shown.contains_key(id) => wrong.push(format!(
                "{id} is promised ({}), and no test names it",
                requirement.about
            )),
            By::Product => {}
            _ if requirement.why.is_empty() => wrong.push(format!("{id} does not say why")),
            _ => {}
        }
    }
    wrong
}

fn page(catalogue: &Catalogue, shown: &Shown) -> String {
    let mut page = String::from(
        "# OWASP ASVS 5.0\n\n\
         Generated from `docs/asvs.toml` and from the tests, which name the requirements that they show. The words are ours;\n\
         the [standard](https://owasp.org/www-project-application-security-verification-standard/) has the binding ones.\n\n\
         | id | level | about | shown by |\n|---|---|---|---|\n",
    );
    for requirement in &catalogue.requirements {
        let tests = shown.get(&requirement.id).map(|tests| tests.join("<br>"));
        let duty = match requirement.by {
            By::Product => String::new(),
            By::Paper => format!("written down: {}", requirement.why),
            By::Operator => format!("the operator's duty: {}", requirement.why),
            By::App => format!("the app's duty: {}", requirement.why),
            By::Absent => format!("does not apply: {}", requirement.why),
        };
        let by: Vec<String> = [duty, tests.unwrap_or_default()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let by = by.join("<br>");
        let Requirement {
            id, level, about, ..
        } = requirement;
        writeln!(page, "| {id} | {level} | {about} | {by} |").expect("a string takes all");
    }
    page
}

#[test]
fn each_requirement_of_asvs_is_shown_by_a_test_or_said_to_be_anothers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = fs::read_to_string(root.join("docs/asvs.toml")).expect("docs/asvs.toml");
    let catalogue: Catalogue = toml::from_str(&text).expect("docs/asvs.toml can be read");
    let shown = shown(&files::below(&root, &["crates", "fuzz"]));
    let wrong = wrong(&catalogue, &shown);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let (made, path) = (page(&catalogue, &shown), root.join("docs/asvs.md"));
    #[expect(clippy::disallowed_methods, reason = "a switch of this test only")]
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &made).expect("docs/asvs.md can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        made == kept,
        "docs/asvs.md is out of date: UPDATE_DOCS=1 cargo test -p portcullis --test architecture"
    );
}

#[test]
fn a_promise_without_a_test_and_a_test_without_a_promise_are_found() {
    let catalogue: Catalogue = toml::from_str(
        r#"requirements = [
            { id = "1.1.1", level = 1, by = "product", about = "a" },
            { id = "1.1.2", level = 1, by = "product", about = "b" },
            { id = "1.1.3", level = 1, by = "app", about = "c" },
        ]"#,
    )
    .expect("a catalogue");
    let file = File {
        path: "crates/a.rs".into(),
        text: "    // ASVS: 1.1.1, 9.9.9\n    // Why.\n    #[test]\n    fn it_holds() {}\n".into(),
    };
    let shown = shown(&[file]);
    assert_eq!(shown["1.1.1"], ["`a.rs` it_holds"]);
    assert_eq!(
        wrong(&catalogue, &shown),
        [
            "9.9.9 stands above a test but not in docs/asvs.toml",
            "1.1.2 is promised (b), and no test names it",
            "1.1.3 does not say why",
        ]
    );
}
