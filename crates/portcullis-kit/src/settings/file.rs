//! Reads a TOML file of flat, upper-case names, each with the line it stands on.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use toml::Value;
use toml::de::DeTable;

use super::problem::Problem;
use super::raw::{Origin, Raw};

/// No file of settings, and no secret, is longer; a path to an endless device must not fill the memory.
const LONGEST: u64 = 1024 * 1024;

/// Whose eyes a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Everybody,
    /// It holds a secret (OWASP ASVS 5.0, 13.3.2).
    Owner,
}

/// The whole text of a file.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    read_text_of(path, Of::Everybody)
}

/// The whole text of a file, refused when it is for its owner and everybody can read it.
pub(super) fn read_text_of(path: &Path, of: Of) -> Result<String, String> {
    let trouble = |error| format!("cannot read {}: {error}", path.display());
    let file = File::open(path).map_err(trouble)?;
    if of == Of::Owner && is_open_to_all(&file).map_err(trouble)? {
        return Err(format!(
            "{0} holds a secret, and every user of this machine may read or change it; \
             run `chmod o-rwx {0}`",
            path.display()
        ));
    }
    let mut text = String::new();
    file.take(LONGEST + 1)
        .read_to_string(&mut text)
        .map_err(trouble)?;
    if text.len() as u64 > LONGEST {
        return Err(format!("{} is longer than 1 MiB", path.display()));
    }
    Ok(text)
}

#[cfg(unix)]
fn is_open_to_all(file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    let about = file.metadata()?;
    Ok(about.is_file() && about.permissions().mode() & 0o007 != 0)
}

#[cfg(not(unix))]
fn is_open_to_all(_: &File) -> std::io::Result<bool> {
    Ok(false)
}

/// What stands in the text, and what is wrong with it.
pub(super) fn parse(text: &str, label: &str) -> (Vec<(String, Raw)>, Vec<Problem>) {
    let at = |offset: Option<usize>| Origin::File {
        path: label.to_owned(),
        line: offset.map_or(0, |offset| line_of(text, offset)),
    };
    let parsed = DeTable::parse(text).and_then(|keys| Ok((keys, toml::from_str(text)?)));
    let (keys, mut values): (_, toml::Table) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            // Not `Display`: that quotes the line, which may hold a secret.
            let place = at(error.span().map(|span| span.start));
            let message = format!("not TOML: {}", error.message());
            return (Vec::new(), vec![Problem::new(place, "", message)]);
        }
    };
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for key in keys.get_ref().keys() {
        let (name, place) = (key.get_ref().to_string(), at(Some(key.span().start)));
        match values.remove(&name) {
            Some(Value::Table(table)) => problems.push(no_tables(place, name, &table)),
            Some(value) => found.push((name, Raw::new(value, place))),
            None => {}
        }
    }
    (found, problems)
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

fn no_tables(place: Origin, name: String, table: &toml::Table) -> Problem {
    let example = table
        .keys()
        .next()
        .filter(|key| key.starts_with("SECURITY_"));
    let example = example.map_or("SECURITY_CONFIRMABLE = true".to_owned(), |key| {
        format!("{key} = …")
    });
    let message = format!(
        "names are not grouped in tables; write each in full and before any [table], \
         for example {example}"
    );
    Problem::new(place, name, message)
}
