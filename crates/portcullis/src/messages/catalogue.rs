//! All sentences of the library, its features and the app.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use fluent_bundle::{FluentArgs, FluentError, FluentResource, concurrent::FluentBundle};
use fluent_syntax::ast;

use super::{Category, Locale, Param, Translation, pseudo, words};
use crate::error::{Error, Result};

/// The language that has every sentence.
const COMPLETE: &str = "en";

/// Under which key each language has its own name.
const OWN_NAME: &str = "LANGUAGE_NAME";

/// A sentence as it stands in the catalogue.
#[derive(Debug, Clone)]
pub struct Entry {
    /// How it is meant.
    pub category: Category,
    /// The English text, placeholders unfilled.
    pub text: String,
}

/// The sentences of one language.
pub(super) struct Language {
    locale: Locale,
    bundle: FluentBundle<Arc<FluentResource>>,
    /// Where to look for what this one lacks.
    english: Option<Arc<Language>>,
}

impl Language {
    fn new(locale: Locale, english: Option<Arc<Self>>) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.id().clone()]);
        // The marks around what is filled in are for text that runs both ways. Elsewhere they would only be in the way.
        bundle.set_use_isolating(locale.direction() == "rtl");
        Self {
            locale,
            bundle,
            english,
        }
    }

    fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The sentence with its placeholders filled. An unknown key stands for itself: a missing text must not hide an error.
    pub(super) fn text(&self, key: &str, params: &[(&str, Param)]) -> String {
        let message = self.bundle.get_message(key);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return match &self.english {
                Some(english) => english.text(key, params),
                None => key.to_owned(),
            };
        };
        let args: FluentArgs<'_> = params
            .iter()
            .map(|(name, param)| (*name, param.value(|param| self.words(param))))
            .collect();
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned();
        for error in errors {
            tracing::error!(locale = %self.locale, key, %error, "A sentence could not be filled");
        }
        text
    }

    /// A sentence without placeholders, if there is one of this key.
    fn known(&self, key: &str) -> Option<String> {
        let english = self.english.as_deref();
        let known = self.has(key) || english.is_some_and(|english| english.has(key));
        known.then(|| self.text(key, &[]))
    }

    fn words(&self, param: &Param) -> String {
        match param {
            Param::Text(text) => text.clone(),
            Param::Count(count) => count.to_string(),
            Param::Length(length) => words::length(self, *length),
            Param::Moment(time) => words::moment(self, *time),
            Param::Label { name, label } => {
                let key = format!("PROFILE_{}", name.to_uppercase());
                self.known(&key).unwrap_or_else(|| label.clone())
            }
        }
    }
}

/// All sentences, in every language.
#[derive(Clone)]
pub struct Catalogue {
    languages: Vec<Arc<Language>>,
    offered: Vec<Locale>,
    default: Locale,
    categories: BTreeMap<String, Category>,
}

impl Catalogue {
    /// All sentences by key, as English says them.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Entry)> {
        let english = self.language(None);
        self.categories.iter().map(move |(key, category)| {
            let text = english.raw(key);
            (
                key.as_str(),
                Entry {
                    category: *category,
                    text,
                },
            )
        })
    }

    /// How a sentence is meant; `None` when there is none of this key.
    pub fn category(&self, key: &str) -> Option<Category> {
        self.categories.get(key).copied()
    }

    /// The category and the text of a key, with its placeholders filled, in a language or the nearest that there is.
    /// An unknown key stands for itself: a missing text must not hide an error.
    pub fn say(&self, locale: &Locale, key: &str, params: &[(&str, Param)]) -> (Category, String) {
        let category = self.category(key).unwrap_or_default();
        (category, self.text(locale, key, params))
    }

    /// The text alone.
    pub fn text(&self, locale: &Locale, key: &str, params: &[(&str, Param)]) -> String {
        self.language(Some(locale)).text(key, params)
    }

    /// The languages that people are offered, each with its own name for itself, in the order of their tags.
    pub fn offered(&self) -> impl Iterator<Item = (&Locale, String)> {
        self.offered
            .iter()
            .map(|locale| (locale, self.text(locale, OWN_NAME, &[])))
    }

    /// The language of whoever says nothing (`DEFAULT_LOCALE`).
    pub fn default_locale(&self) -> &Locale {
        &self.default
    }

    /// The offered language for whoever speaks this one, if there is one that will do: `de` for `de-AT`.
    pub fn nearest(&self, locale: &Locale) -> Option<&Locale> {
        locale.among(&self.offered)
    }

    /// The offered language for a browser that says it wants these (`Accept-Language`), the first most, if any will do.
    pub(crate) fn accepted(&self, tags: &[&str]) -> Option<&Locale> {
        Locale::accepted(tags, &self.offered)
    }

    fn language(&self, locale: Option<&Locale>) -> &Language {
        let known = |locale: &Locale| {
            let mut languages = self.languages.iter();
            languages.find(|language| language.locale == *locale)
        };
        let found =
            locale.and_then(|locale| known(locale).or_else(|| known(self.nearest(locale)?)));
        // English stands first.
        found.unwrap_or(&self.languages[0])
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue")
            .field("offered", &self.offered)
            .field("default", &self.default)
            .field("sentences", &self.categories.len())
            .finish()
    }
}

impl Language {
    /// The sentence with the names of its placeholders in their place.
    fn raw(&self, key: &str) -> String {
        let message = self.bundle.get_message(key);
        let pattern = message.and_then(|message| message.value());
        pattern.map_or_else(String::new, |pattern| {
            let text = self.bundle.format_pattern(pattern, None, &mut Vec::new());
            text.into_owned()
        })
    }
}

/// What happens when a key stands twice.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Clash {
    Refused,
    Wins,
}

/// The files of all languages, before they are put together.
#[derive(Default)]
pub(crate) struct Sources(BTreeMap<Locale, Vec<(Arc<FluentResource>, Clash)>>);

impl Sources {
    /// The sentences of the library and its features.
    ///
    /// # Errors
    /// [`Error::Setup`] when one can't be read.
    pub(crate) fn new<'a>(builtin: impl IntoIterator<Item = &'a Translation>) -> Result<Self> {
        let mut sources = Self::default();
        for translation in builtin {
            sources.push(translation.locale, translation.source, Clash::Refused)?;
        }
        Ok(sources)
    }

    /// Adds an app's own, which win over ours.
    ///
    /// # Errors
    /// [`Error::Setup`] when they can't be read.
    pub(crate) fn add(&mut self, locale: &str, source: &str) -> Result<()> {
        self.push(locale, source, Clash::Wins)
    }

    /// All keys.
    pub(crate) fn keys(&self) -> BTreeSet<String> {
        let files = self.0.values().flatten();
        files
            .flat_map(|(file, _)| keys(file))
            .map(str::to_owned)
            .collect()
    }

    fn push(&mut self, locale: &str, source: &str, clash: Clash) -> Result<()> {
        let known: Locale = locale.parse().map_err(Error::Setup)?;
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            Error::Setup(format!("the sentences in {locale}: {}", errors.join("; ")))
        })?;
        let files = self.0.entry(known).or_default();
        files.push((Arc::new(resource), clash));
        Ok(())
    }

    /// Puts the operator's texts before all others, in every language.
    ///
    /// # Errors
    /// [`Error::Setup`] when one is no Fluent text.
    pub(crate) fn replace(&mut self, texts: &BTreeMap<String, String>) -> Result<()> {
        let mut source = String::new();
        for (key, text) in texts {
            source.push_str(&format!("{key} = {}\n", as_fluent(text)));
        }
        let locales: Vec<String> = self.0.keys().map(ToString::to_string).collect();
        for locale in locales {
            self.add(&locale, &source)?;
        }
        Ok(())
    }

    /// Puts them together.
    ///
    /// # Errors
    /// [`Error::Setup`] when two features bring the same key, English lacks a sentence that another language has, or there
    /// is nothing in the default language.
    pub(crate) fn finish(self, default: &str) -> Result<Catalogue> {
        let default: Locale = default.parse().map_err(Error::Setup)?;
        let complete: Locale = COMPLETE.parse().map_err(Error::Internal)?;
        let of_english = self.0.get(&complete).map(Vec::as_slice).unwrap_or_default();
        let english = Arc::new(together(complete.clone(), None, of_english)?);
        let mut pseudo = together(
            pseudo::PSEUDO.parse().map_err(Error::Internal)?,
            None,
            of_english,
        )?;
        pseudo.bundle.set_transform(Some(pseudo::accented));
        let categories = categories(of_english)?;
        let mut languages = vec![english.clone(), Arc::new(pseudo)];
        for (locale, files) in self.0.iter().filter(|(locale, _)| **locale != complete) {
            let language = together(locale.clone(), Some(english.clone()), files)?;
            let keys = files.iter().flat_map(|(file, _)| keys(file));
            let unknown: BTreeSet<&str> = keys.filter(|key| !english.has(key)).collect();
            if let Some(key) = unknown.first() {
                return Err(Error::Setup(format!(
                    "the sentences in {locale}: English has no {key}"
                )));
            }
            languages.push(Arc::new(language));
        }
        let offered: Vec<Locale> = self.0.into_keys().collect();
        let default = default.among(&offered).cloned().ok_or_else(|| {
            let offered: Vec<String> = offered.iter().map(ToString::to_string).collect();
            Error::Setup(format!(
                "DEFAULT_LOCALE {default}: there are {}",
                offered.join(", ")
            ))
        })?;
        Ok(Catalogue {
            languages,
            offered,
            default,
            categories,
        })
    }
}

fn together(
    locale: Locale,
    english: Option<Arc<Language>>,
    files: &[(Arc<FluentResource>, Clash)],
) -> Result<Language> {
    let mut language = Language::new(locale, english);
    for (file, clash) in files {
        if *clash == Clash::Wins {
            language.bundle.add_resource_overriding(file.clone());
            continue;
        }
        language
            .bundle
            .add_resource(file.clone())
            .map_err(|errors| match errors.first() {
                Some(FluentError::Overriding { id, .. }) => Error::Setup(format!(
                    "the sentence {id} is defined twice in {}",
                    language.locale
                )),
                _ => Error::Internal(format!("sentences in {}", language.locale)),
            })?;
    }
    Ok(language)
}

fn messages(file: &FluentResource) -> impl Iterator<Item = &ast::Message<&str>> {
    file.entries().filter_map(|entry| match entry {
        ast::Entry::Message(message) => Some(message),
        _ => None,
    })
}

fn keys(file: &FluentResource) -> impl Iterator<Item = &str> {
    messages(file).map(|message| message.id.name)
}

/// What the English sentences say of how they are meant.
fn categories(files: &[(Arc<FluentResource>, Clash)]) -> Result<BTreeMap<String, Category>> {
    let mut categories = BTreeMap::new();
    for message in files.iter().flat_map(|(file, _)| messages(file)) {
        let key = message.id.name;
        let said = message
            .attributes
            .iter()
            .find(|attribute| attribute.id.name == "category");
        let Some(said) = said else {
            categories.entry(key.to_owned()).or_default();
            continue;
        };
        let category = match said.value.elements.as_slice() {
            [ast::PatternElement::TextElement { value }] => Category::parse(value.trim()),
            _ => None,
        };
        let category = category.ok_or_else(|| {
            Error::Setup(format!(
                "the sentence {key}: its category is error, info or success"
            ))
        })?;
        categories.insert(key.to_owned(), category);
    }
    Ok(categories)
}

/// A text of a setting: `{name}` is a placeholder there, any other brace is a brace.
fn as_fluent(text: &str) -> String {
    let mut fluent = String::with_capacity(text.len() + 8);
    let mut rest = text.trim();
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        fluent.push_str(before);
        let name = from[1..].split('}').next().unwrap_or_default();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if from.starts_with('{')
            && !name.is_empty()
            && name.chars().all(is_name)
            && from.contains('}')
        {
            fluent.push_str(&format!("{{ ${name} }}"));
            rest = &from[name.len() + 2..];
        } else {
            fluent.push_str(if from.starts_with('{') {
                "{\"{\"}"
            } else {
                "{\"}\"}"
            });
            rest = &from[1..];
        }
    }
    fluent.push_str(rest);
    fluent.replace('\n', "\n    ")
}
