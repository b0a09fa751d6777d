//! The floors of the library, and what a piece of source names of it.

use crate::source::{Spot, Token};

/// Which module stands on which floor. A feature is on floor 5, in a folder of `features`.
const FLOORS: &[(&str, u8)] = &[
    ("lib", 6),
    ("builder", 6),
    ("book", 6),
    ("features", 6),
    ("web", 4),
    ("accounts", 3),
    ("postman", 3),
    ("session", 3),
    ("settings", 3),
    ("security", 2),
    ("account", 1),
    ("audit", 1),
    ("background", 1),
    ("migrations", 1),
    ("signals", 1),
    ("templates", 1),
    ("messages", 1),
    ("error", 1),
];

/// A module that has a floor: `web`, `features::confirmable`, …
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    pub(crate) name: String,
    pub(crate) floor: u8,
}

impl Place {
    /// The place of a path inside the crate; nothing when nobody gave it a floor.
    pub(crate) fn of(path: &[String]) -> Option<Place> {
        match path {
            [] => Place::named("lib"),
            [first, feature, ..] if first == "features" => Some(Place {
                name: format!("features::{feature}"),
                floor: 5,
            }),
            // A type or a constant at the root of the crate: it is re-exported by lib.rs.
            [first, ..] if first.starts_with(|c: char| c.is_uppercase()) => Place::named("lib"),
            [first, ..] => Place::named(first),
        }
    }

    fn named(name: &str) -> Option<Place> {
        let (name, floor) = FLOORS.iter().find(|(known, _)| *known == name)?;
        Some(Place {
            name: (*name).to_owned(),
            floor: *floor,
        })
    }

    pub(crate) fn is_feature(&self) -> bool {
        self.floor == 5
    }
}

/// The module path of a file, given relative to `src`: `features/login/mod.rs` is `features::login`.
pub(crate) fn module_of(file: &str) -> Vec<String> {
    let mut path: Vec<String> = file
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if path.last().is_some_and(|last| last == "mod") || path == ["lib"] {
        path.pop();
    }
    path
}

/// A path inside the crate that source names, and where.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Import {
    pub(crate) line: usize,
    pub(crate) path: Vec<String>,
}

/// Everything that source of this module names through `crate::` and `super::`, in `use` and elsewhere.
pub(crate) fn imports(spots: &[Spot<'_>], module: &[String]) -> Vec<Import> {
    let mut found = Vec::new();
    let mut inside = module.to_vec();
    let mut modules: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < spots.len() {
        let next = |ahead: usize| spots.get(at + ahead).map(|spot| spot.token);
        match (spots[at].token, next(1)) {
            (Token::Name("mod"), Some(Token::Name(name))) if next(2) == Some(Token::Mark('{')) => {
                inside.push(name.to_owned());
                depth += 1;
                modules.push(depth);
                at += 3;
                continue;
            }
            (Token::Mark('{'), _) => depth += 1,
            (Token::Mark('}'), _) => {
                if modules.pop_if(|opened| *opened == depth).is_some() {
                    inside.pop();
                }
                depth = depth.saturating_sub(1);
            }
            (Token::Name("crate"), Some(Token::Join)) => {
                at = tree(spots, at + 2, Vec::new(), &mut found);
                continue;
            }
            (Token::Name("super"), Some(Token::Join)) => {
                at = tree(spots, at, inside.clone(), &mut found);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Follows a path with its groups, as in `a::{b, c::*}`, and says where it ends.
fn tree(
    spots: &[Spot<'_>],
    mut at: usize,
    mut path: Vec<String>,
    found: &mut Vec<Import>,
) -> usize {
    let Some(spot) = spots.get(at) else { return at };
    let line = spot.line;
    let next = spots.get(at + 1).map(|spot| spot.token);
    match spot.token {
        Token::Name("super") => {
            path.pop();
        }
        Token::Name("self") => {}
        Token::Name(name) => path.push(name.to_owned()),
        Token::Mark('{') => {
            at += 1;
            while at < spots.len() && spots[at].token != Token::Mark('}') {
                at = tree(spots, at, path.clone(), found);
                // `x as y` and the comma.
                while at < spots.len() && !matches!(spots[at].token, Token::Mark(',' | '}')) {
                    at += 1;
                }
                if spots
                    .get(at)
                    .is_some_and(|spot| spot.token == Token::Mark(','))
                {
                    at += 1;
                }
            }
            return at + 1;
        }
        _ => {
            found.push(Import { line, path });
            return at + 1;
        }
    }
    match next {
        Some(Token::Join) => tree(spots, at + 2, path, found),
        // A macro of the crate has no floor of its own.
        Some(Token::Mark('!')) if path.len() == 1 => at + 1,
        _ => {
            found.push(Import { line, path });
            at + 1
        }
    }
}
