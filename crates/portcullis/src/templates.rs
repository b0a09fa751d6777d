//! Pages and mails as templates: ours are built in, a file of the same name in the app's folder wins.

use std::path::{Path, PathBuf};

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use crate::error::{Error, Result};

/// A built-in template.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// Flask-Security's name, such as `security/login_user.html`.
    pub name: &'static str,
    /// Its text.
    pub source: &'static str,
}

/// The templates of a feature, from the folder `templates` beside the file that names them.
macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$($crate::templates::Template {
            name: concat!("security/", $name),
            source: include_str!(concat!("templates/", $name)),
        }),*]
    };
}
pub(crate) use templates;

/// All templates, parsed.
pub(crate) struct Templates(Environment<'static>);

impl Templates {
    /// Parses the built-in templates and those of `folder`, which win and may add to them.
    ///
    /// # Errors
    /// [`Error::Setup`] with file and line when one can't be read or parsed: a broken page shows at the start, not to
    /// the first visitor.
    pub(crate) fn new(
        builtin: impl IntoIterator<Item = Template>,
        folder: Option<&Path>,
    ) -> Result<Self> {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|name| {
            if name.ends_with(".html") {
                AutoEscape::Html
            } else {
                AutoEscape::None
            }
        });
        for template in builtin {
            env.add_template(template.name, template.source)
                .map_err(|error| broken(template.name, &error))?;
        }
        if let Some(folder) = folder {
            for file in files_below(folder)? {
                let name = name_of(folder, &file);
                let source = std::fs::read_to_string(&file).map_err(|error| {
                    Error::Setup(format!("template {}: {error}", file.display()))
                })?;
                env.add_template_owned(name, source)
                    .map_err(|error| broken(&file.display().to_string(), &error))?;
            }
        }
        Ok(Self(env))
    }

    /// Renders a template.
    ///
    /// # Errors
    /// [`Error::Internal`] when it is missing or uses a value that its page does not have.
    pub(crate) fn render(&self, name: &str, context: Value) -> Result<String> {
        self.0
            .get_template(name)
            .and_then(|template| template.render(context))
            .map_err(|error| Error::Internal(format!("template {name}: {}", described(&error))))
    }
}

fn broken(place: &str, error: &minijinja::Error) -> Error {
    Error::Setup(format!("template {place}: {}", described(error)))
}

fn described(error: &minijinja::Error) -> String {
    let line = error
        .line()
        .map(|line| format!(", line {line}"))
        .unwrap_or_default();
    format!("{error}{line}")
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |error| Error::Setup(format!("template folder {}: {error}", folder.display()));
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ext| ext == "html" || ext == "txt")
            {
                files.push(path);
            }
        }
    }
    Ok(files)
}

fn name_of(folder: &Path, file: &Path) -> String {
    let parts = file.strip_prefix(folder).unwrap_or(file).components();
    parts
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join("/")
}
