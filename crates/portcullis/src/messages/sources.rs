//! The files of all languages, put together.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use fluent_bundle::{FluentError, FluentResource};
use fluent_syntax::ast;

use super::{Catalogue, Category, Locale, Translation, catalogue::Language, translations};

/// Sentences that can't be used: which, and why.
type Result<T> = std::result::Result<T, String>;

/// What belongs to no single feature.
pub(crate) const SHARED: &[Translation] = translations!();

/// The language that has every sentence.
const COMPLETE: &str = "en";

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
    /// When one can't be read.
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
    /// When they can't be read.
    pub(crate) fn add(&mut self, locale: &str, source: &str) -> Result<()> {
        self.push(locale, source, Clash::Wins)
    }

    /// All keys.
    pub(crate) fn keys(&self) -> BTreeSet<&str> {
        let files = self.0.values().flatten();
        // One by one: `collect` would sort the same keys of all languages first.
        let mut all = BTreeSet::new();
        all.extend(files.flat_map(|(file, _)| keys(file)));
        all
    }

    fn push(&mut self, locale: &str, source: &str, clash: Clash) -> Result<()> {
        let known: Locale = locale.parse()?;
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            format!("the sentences in {locale}: {}", errors.join("; "))
        })?;
        let files = self.0.entry(known).or_default();
        files.push((Arc::new(resource), clash));
        Ok(())
    }

    /// Puts the operator's texts before all others, in every language.
    ///
    /// # Errors
    /// When one is no Fluent text.
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
    /// When two features bring the same key, English lacks a sentence that another language has, or there
    /// is nothing in the default language.
    pub(crate) fn finish(self, default: &str) -> Result<Catalogue> {
        let default: Locale = default.parse()?;
        let complete: Locale = COMPLETE.parse()?;
        let of_english = self.0.get(&complete).map(Vec::as_slice).unwrap_or_default();
        let english = Arc::new(together(complete.clone(), None, of_english)?);
        let categories = categories(of_english)?;
        let files = of_english.iter().map(|(file, _)| file.clone()).collect();
        let mut languages = vec![english.clone()];
        for (locale, files) in self.0.iter().filter(|(locale, _)| **locale != complete) {
            let language = together(locale.clone(), Some(english.clone()), files)?;
            let keys = files.iter().flat_map(|(file, _)| keys(file));
            let unknown: BTreeSet<&str> = keys.filter(|key| !english.has(key)).collect();
            if let Some(key) = unknown.first() {
                return Err(format!("the sentences in {locale}: English has no {key}"));
            }
            languages.push(Arc::new(language));
        }
        let offered: Vec<Locale> = self.0.into_keys().collect();
        let default = default.among(&offered).cloned().ok_or_else(|| {
            let offered: Vec<String> = offered.iter().map(ToString::to_string).collect();
            format!("DEFAULT_LOCALE {default}: there are {}", offered.join(", "))
        })?;
        Ok(Catalogue {
            languages,
            offered,
            default,
            categories,
            english: files,
            pseudo: OnceLock::new(),
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
                Some(FluentError::Overriding { id, .. }) => {
                    format!("the sentence {id} is defined twice in {}", language.locale)
                }
                other => format!("the sentences in {}: {other:?}", language.locale),
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
        let category = category
            .ok_or_else(|| format!("the sentence {key}: its category is error, info or success"))?;
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
