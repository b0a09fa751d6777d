//! The rules of the house, each with the sentence it answers with.

use std::collections::BTreeMap;

use crate::files::File;
use crate::floors::{Place, imports, module_of};
use crate::source::{Spot, Token, tokens, without_tests};

/// A longer file holds more than one meaning.
const MOST_LINES: usize = 400;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &[
    "common", "helper", "helpers", "manager", "misc", "util", "utils",
];

/// Every broken rule as a sentence with file and line.
pub(crate) fn broken(files: &[File]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut edges = BTreeMap::new();
    for file in files {
        let all = tokens(&file.text);
        name(file, &mut wrong);
        length(file, &mut wrong);
        one_door(file, &all, &mut wrong);
        kit_unseen_by_the_server(file, &all, &mut wrong);
        let product = if is_test(&file.path) {
            Vec::new()
        } else {
            without_tests(&all)
        };
        sql_in_stores(file, &product, &mut wrong);
        one_place_for_guesses(file, &product, &mut wrong);
        floors(file, &product, &mut edges, &mut wrong);
    }
    circles(&edges, &mut wrong);
    wrong
}

/// Files of tests and the test kit stand outside the floors.
pub(crate) fn is_test(path: &str) -> bool {
    let mut folders = path.split('/');
    path.ends_with("/tests.rs")
        || path.ends_with("/testing.rs")
        || folders.any(|part| part == "tests" || part == "testing")
}

fn name(file: &File, wrong: &mut Vec<String>) {
    for part in file.path.trim_end_matches(".rs").split('/') {
        if EMPTY_NAMES.contains(&part) {
            wrong.push(format!(
                "{}:1: `{part}` says nothing about what is inside; split by meaning",
                file.path
            ));
        }
    }
}

fn length(file: &File, wrong: &mut Vec<String>) {
    let lines = file.text.lines().count();
    if lines > MOST_LINES {
        wrong.push(format!(
            "{}:{lines}: {lines} lines; no file has more than {MOST_LINES}",
            file.path
        ));
    }
}

fn one_door(file: &File, spots: &[Spot<'_>], wrong: &mut Vec<String>) {
    let door = "crates/portcullis-kit/src/db";
    if file.path == format!("{door}.rs") || file.path.starts_with(&format!("{door}/")) {
        return;
    }
    for line in lines_with(spots, "sqlx").chain(lines_with(spots, "jiff_sqlx")) {
        wrong.push(format!(
            "{}:{line}: names sqlx; only the kit's `db` names a driver",
            file.path
        ));
    }
}

fn kit_unseen_by_the_server(file: &File, spots: &[Spot<'_>], wrong: &mut Vec<String>) {
    if file.path.starts_with("crates/portcullis-server/") {
        for line in lines_with(spots, "portcullis_kit") {
            wrong.push(format!(
                "{}:{line}: names portcullis_kit; the server uses only the public names of portcullis",
                file.path
            ));
        }
    }
}

/// A password that is compared anywhere else is one that nobody counts.
fn one_place_for_guesses(file: &File, spots: &[Spot<'_>], wrong: &mut Vec<String>) {
    let Some(inside) = file.path.strip_prefix("crates/portcullis/src/") else {
        return;
    };
    if inside == "session/guesses.rs" {
        return;
    }
    let compares = |spots: &[Spot<'_>]| {
        matches!(
            spots.iter().map(|spot| spot.token).collect::<Vec<_>>()[..],
            [
                Token::Name("hasher"),
                Token::Mark('.'),
                Token::Name("verify" | "verify_nobody")
            ]
        )
    };
    for found in spots.windows(3).filter(|spots| compares(spots)) {
        wrong.push(format!(
            "{}:{}: compares a password; only session/guesses.rs does, which counts it",
            file.path, found[0].line
        ));
    }
}

fn lines_with<'a>(spots: &'a [Spot<'_>], name: &'a str) -> impl Iterator<Item = usize> + 'a {
    spots
        .iter()
        .filter(move |spot| spot.token == Token::Name(name))
        .map(|spot| spot.line)
}

fn sql_in_stores(file: &File, spots: &[Spot<'_>], wrong: &mut Vec<String>) {
    let Some((owner, inside)) = file.path.split_once("/src/") else {
        return;
    };
    if owner == "crates/portcullis-kit" {
        return;
    }
    let keeps_rows = ["account/", "audit/", "session/", "features/"]
        .iter()
        .any(|place| inside.starts_with(place));
    // The rules of one kind of row may stand in one file with their statements.
    let of_rows = inside.starts_with("account/") || inside.starts_with("session/");
    let is_store = of_rows || inside.ends_with("/store.rs") || inside.contains("/store/");
    if owner == "crates/portcullis" && keeps_rows && is_store {
        return;
    }
    for spot in spots {
        if matches!(spot.token, Token::Text(text) if is_sql(text)) {
            wrong.push(format!(
                "{}:{}: holds SQL; it belongs into account, session or a `store.rs` of audit or a feature",
                file.path, spot.line
            ));
        }
    }
}

fn is_sql(text: &str) -> bool {
    let mut words = text.split_whitespace();
    match (words.next(), words.next()) {
        (Some("SELECT"), Some(_))
        | (Some("INSERT"), Some("INTO"))
        | (Some("DELETE"), Some("FROM")) => true,
        (Some("UPDATE"), Some(_)) => words.any(|word| word == "SET"),
        (Some("WITH"), Some(_)) => words.any(|word| word == "AS"),
        (Some("CREATE" | "ALTER" | "DROP"), Some(what)) => {
            ["TABLE", "INDEX", "UNIQUE"].contains(&what)
        }
        _ => false,
    }
}

/// From which place to which, and where that is said first.
type Edges = BTreeMap<(Place, Place), String>;

fn floors(file: &File, spots: &[Spot<'_>], edges: &mut Edges, wrong: &mut Vec<String>) {
    let Some(inside) = file.path.strip_prefix("crates/portcullis/src/") else {
        return;
    };
    if is_test(&file.path) {
        return;
    }
    let module = module_of(inside);
    let Some(here) = Place::of(&module) else {
        let place = module.join("::");
        wrong.push(format!(
            "{}:1: `{place}` has no floor; give it one in tests/architecture/floors.rs",
            file.path
        ));
        return;
    };
    for import in imports(spots, &module) {
        let (at, path) = (
            format!("{}:{}", file.path, import.line),
            import.path.join("::"),
        );
        let Some(there) = Place::of(&import.path) else {
            wrong.push(format!(
                "{at}: crate::{path} has no floor; name the module it lives in, or give it a floor"
            ));
            continue;
        };
        if there == here {
            continue;
        }
        if here.is_feature() && there.is_feature() {
            wrong.push(format!(
                "{at}: {} names {}; a feature never imports another feature",
                here.name, there.name
            ));
        } else if there.floor > here.floor {
            wrong.push(format!(
                "{at}: {} (floor {}) names crate::{path} of {} (floor {}); no import runs up",
                here.name, here.floor, there.name, there.floor
            ));
        } else {
            edges.entry((here.clone(), there)).or_insert(at);
        }
    }
}

/// No import that runs up leaves circles only within a floor; two places there may not need each other.
fn circles(edges: &Edges, wrong: &mut Vec<String>) {
    for ((from, to), at) in edges {
        if let Some(back) = way(edges, to, from, &mut Vec::new()) {
            wrong.push(format!(
                "{at}: {} -> {back} is a circle; one of them must not know the other",
                from.name
            ));
        }
    }
}

fn way(edges: &Edges, from: &Place, to: &Place, seen: &mut Vec<Place>) -> Option<String> {
    if from == to {
        return Some(to.name.clone());
    }
    if seen.contains(from) {
        return None;
    }
    seen.push(from.clone());
    let onward = edges.keys().filter(|(start, _)| start == from);
    onward
        .map(|(_, next)| way(edges, next, to, seen))
        .find_map(|rest| rest.map(|rest| format!("{} -> {rest}", from.name)))
}
