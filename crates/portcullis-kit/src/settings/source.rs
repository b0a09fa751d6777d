//! What the files and the environment say, until the groups have taken it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::file;
use super::group::Group;
use super::problem::Problem;
use super::raw::{Origin, Raw};

/// Values by name, from files and the environment. The environment beats a file, a later file beats an
/// earlier one, and all of them beat code.
///
/// `NAME_FILE` in place of `NAME` gives the path of a file that holds the value (relative to the working
/// directory); one line break at its end is dropped.
#[derive(Clone, Debug, Default)]
pub struct Source {
    files: BTreeMap<String, Raw>,
    environment: BTreeMap<String, Raw>,
    origins: BTreeMap<String, Origin>,
    problems: Vec<Problem>,
}

/// A name that was given and that nobody took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untaken {
    /// The name as it was written.
    pub name: String,
    /// Where it stands.
    pub origin: Origin,
}

impl Source {
    /// Says nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Adds a TOML file. One that cannot be read is a problem.
    #[must_use]
    pub fn file(mut self, path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let label = path.display().to_string();
        match file::read_text(path) {
            Ok(text) => self.toml(&text, &label),
            Err(message) => {
                let place = Origin::File {
                    path: label,
                    line: 0,
                };
                self.problems.push(Problem::new(place, "", message));
                self
            }
        }
    }

    /// Adds a TOML text; `label` stands for it in messages.
    #[must_use]
    pub fn toml(mut self, text: &str, label: &str) -> Self {
        let (found, problems) = file::parse(text, label);
        self.files.extend(found);
        self.problems.extend(problems);
        self
    }

    /// Adds environment variables (`std::env::vars_os()`): those whose names begin with `SECURITY_` or
    /// `SECRET_KEY`, and the `others`; also with `_FILE` at the end. The rest of the environment is not looked at.
    #[must_use]
    pub fn environment<K, V>(
        mut self,
        variables: impl IntoIterator<Item = (K, V)>,
        others: &[&str],
    ) -> Self
    where
        K: Into<OsString>,
        V: Into<OsString>,
    {
        for (name, value) in variables {
            let Ok(name) = name.into().into_string() else {
                continue;
            };
            let plain = name.strip_suffix("_FILE").unwrap_or(&name);
            if !["SECURITY_", "SECRET_KEY"]
                .iter()
                .any(|ours| name.starts_with(ours))
                && !others.contains(&name.as_str())
                && !others.contains(&plain)
            {
                continue;
            }
            let origin = Origin::Environment { name: name.clone() };
            match value.into().into_string() {
                Ok(value) => {
                    self.environment.insert(name, Raw::text(value, origin));
                }
                Err(_) => self.problem(origin, &name, "the value is not UTF-8"),
            }
        }
        self
    }

    /// Takes the value of this name (with prefix), if there is one, and remembers where it stood.
    pub fn take(&mut self, name: &str) -> Option<Raw> {
        self.take_of(name, file::Of::Everybody)
    }

    fn take_of(&mut self, name: &str, of: file::Of) -> Option<Raw> {
        // Both are taken, so that the one that lost does not look unknown.
        let from_file = take_layer(&mut self.files, name, of);
        let from_environment = take_layer(&mut self.environment, name, of);
        match from_environment.or(from_file)? {
            Ok(raw) => {
                self.origins.insert(name.to_owned(), raw.origin.clone());
                Some(raw)
            }
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    /// The path that `NAME_FILE` gives for this name, when that is where its value stands.
    #[must_use]
    pub fn file_of(&self, name: &str) -> Option<PathBuf> {
        let in_file = format!("{name}_FILE");
        let layers = [&self.environment, &self.files];
        let layer = layers
            .iter()
            .find(|layer| layer.contains_key(name) || layer.contains_key(&in_file))?;
        layer.get(&in_file)?.as_text().map(PathBuf::from)
    }

    /// Lays over a group whatever is said of its settings, then checks all of its values. What does not
    /// fit is kept as a problem, and the field keeps its value.
    pub fn overlay(&mut self, group: &mut dyn Group) {
        let prefix = group.prefix();
        for setting in group.table() {
            let name = format!("{prefix}{}", setting.name);
            let of = match setting.kind.contains("secret") {
                true => file::Of::Owner,
                false => file::Of::Everybody,
            };
            if let Some(raw) = self.take_of(&name, of)
                && let Err(message) = group.set(setting.name, &raw)
            {
                self.problem(raw.origin, &name, message);
            }
        }
        for (name, message) in group.check() {
            let name = format!("{prefix}{name}");
            self.problem(self.origin(&name), &name, message);
        }
    }

    /// Where the taken value of this name stood; [`Origin::Code`] when nothing was said of it.
    #[must_use]
    pub fn origin(&self, name: &str) -> Origin {
        self.origins.get(name).cloned().unwrap_or(Origin::Code)
    }

    /// Notes that something is wrong with this name.
    pub fn problem(&mut self, origin: Origin, name: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(origin, name, message));
    }

    /// The problems so far.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The problems so far, which are then forgotten here.
    #[must_use]
    pub fn take_problems(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.problems)
    }

    /// The names that nobody has taken.
    #[must_use]
    pub fn rest(&self) -> Vec<Untaken> {
        self.files
            .iter()
            .chain(&self.environment)
            .map(|(name, raw)| Untaken {
                name: name.clone(),
                origin: raw.origin.clone(),
            })
            .collect()
    }
}

fn take_layer(
    layer: &mut BTreeMap<String, Raw>,
    name: &str,
    of: file::Of,
) -> Option<Result<Raw, Problem>> {
    let in_file = format!("{name}_FILE");
    match (layer.remove(name), layer.remove(&in_file)) {
        (None, None) => None,
        (Some(raw), None) => Some(Ok(raw)),
        (None, Some(raw)) => Some(read_named_file(&in_file, &raw, of)),
        (Some(raw), Some(_)) => {
            let message = format!("given twice, also as {in_file}; remove one");
            Some(Err(Problem::new(raw.origin, name, message)))
        }
    }
}

fn read_named_file(name: &str, raw: &Raw, of: file::Of) -> Result<Raw, Problem> {
    let text = match raw.as_text() {
        Some(path) => file::read_text_of(Path::new(path), of),
        None => Err(format!(
            "expected the path of a file, for example \"/run/secrets/key\"; found {}",
            raw.found()
        )),
    };
    let text = text.map_err(|message| Problem::new(raw.origin.clone(), name, message))?;
    let value = text.strip_suffix('\n').unwrap_or(&text);
    let value = value.strip_suffix('\r').unwrap_or(value);
    Ok(Raw::text(value, raw.origin.clone()))
}
