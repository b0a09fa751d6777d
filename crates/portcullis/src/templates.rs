//! Pages and mails as templates: ours are built in, a file of the same name in the app's folder wins.

mod stylesheet;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use minijinja::{AutoEscape, Environment, HtmlEscape, UndefinedBehavior, Value, value::Kwargs};

use crate::{
    error::{Error, Result},
    messages::{Catalogue, Locale, Param, Sentence},
};

pub(crate) use stylesheet::{SCRIPT, SCRIPT_PATH, Stylesheet};

/// A built-in template.
///
/// ```
/// # use portcullis::Template;
/// // What a feature gives; with the page in a file of its own, by `include_str!`.
/// const PAGES: &[Template] = &[Template {
///     name: "security/member.html",
///     source: "{% extends 'security/base.html' %}{% block content %}Hello {{ name }}{% endblock %}",
/// }];
/// # let _ = PAGES;
/// ```
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

/// All templates, each kept in memory once it was asked for.
pub(crate) struct Templates(Environment<'static>);

impl Templates {
    /// Parses the built-in templates and those of `folder`, which win and may add to them. Parsed, all of ours take some
    /// megabytes, and most are seldom shown: they are kept when they are first needed.
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
        env.add_filter("strong", strong);
        let mut sources = BTreeMap::new();
        for template in builtin {
            env.template_from_named_str(template.name, template.source)
                .map_err(|error| broken(template.name, &error))?;
            sources.insert(template.name, template.source);
        }
        env.set_loader(move |name| Ok(sources.get(name).copied()));
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

    /// Renders a mail: the app's own template of its name, else our layout for all of them.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub(crate) fn render_mail(&self, mail: &str, ending: &str, context: Value) -> Result<String> {
        let own = format!("security/email/{mail}.{ending}");
        let name = match self.0.get_template(&own) {
            Ok(_) => own,
            Err(_) => format!("security/email/mail.{ending}"),
        };
        self.render(&name, context)
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

/// Says sentences in one language, for one page or mail.
pub(crate) struct Speaker<'a> {
    catalogue: &'a Arc<Catalogue>,
    locale: &'a Locale,
    app_name: &'a str,
}

impl<'a> Speaker<'a> {
    pub(crate) fn new(
        catalogue: &'a Arc<Catalogue>,
        locale: &'a Locale,
        app_name: &'a str,
    ) -> Self {
        Self {
            catalogue,
            locale,
            app_name,
        }
    }

    pub(crate) fn say(&self, sentence: &Sentence) -> String {
        let mut params: Vec<(&str, Param)> = vec![("app", self.app_name.into())];
        params.extend(
            sentence
                .params
                .iter()
                .map(|(name, param)| (*name, param.clone())),
        );
        self.catalogue.text(self.locale, sentence.key, &params)
    }

    /// What every template can count on: `lang`, `dir`, `app_name`, and `t("KEY", name=value)`, which says a
    /// sentence, or `otherwise` when there is none.
    pub(crate) fn context(&self) -> Vec<(&'static str, Value)> {
        let (catalogue, locale) = (self.catalogue.clone(), self.locale.clone());
        let app_name = self.app_name.to_owned();
        let t = move |key: &str, given: Kwargs| -> Result<String, minijinja::Error> {
            let mut params: Vec<(&str, Param)> = vec![("app", app_name.as_str().into())];
            for name in given.args() {
                params.push((name, param_of(given.get::<Value>(name)?)));
            }
            let otherwise = given.get::<Option<String>>("otherwise")?;
            match otherwise.filter(|_| catalogue.category(key).is_none()) {
                Some(otherwise) => Ok(otherwise),
                None => Ok(catalogue.text(&locale, key, &params)),
            }
        };
        vec![
            ("lang", Value::from(self.locale.to_string())),
            ("dir", Value::from(self.locale.direction())),
            ("app_name", Value::from(self.app_name)),
            ("t", Value::from_function(t)),
        ]
    }
}

/// A number is a count; all else is text.
fn param_of(value: Value) -> Param {
    match u64::try_from(value.clone()) {
        Ok(count) if value.is_number() => Param::Count(count),
        _ => Param::Text(value.to_string()),
    }
}

/// `{{ t("CONFIRM_LEAD", email=email)|strong(email) }}`: a sentence as HTML, with a part of it, such as an address, set
/// apart from the words around it.
fn strong(sentence: &str, part: &str) -> Value {
    let escape = |text: &str| HtmlEscape(text).to_string();
    let html = match sentence.split_once(part).filter(|_| !part.is_empty()) {
        Some((before, after)) => format!(
            "{}<strong>{}</strong>{}",
            escape(before),
            escape(part),
            escape(after)
        ),
        None => escape(sentence),
    };
    Value::from_safe_string(html)
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
