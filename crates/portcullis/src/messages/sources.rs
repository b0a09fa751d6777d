//! The files of all languages, put together.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use fluent_bundle::{FluentError, FluentResource};
use fluent_syntax::ast;

use super::{
    Catalogue, Category, Locale, Translation,
    catalogue::{Language, OWN_NAME},
    translations,
};

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

/// A file of a language.
struct File {
    text: Cow<'static, str>,
    clash: Clash,
}

/// The files of all languages, before they are put together.
#[derive(Default)]
pub(crate) struct Sources(BTreeMap<Locale, Vec<File>>);

impl Sources {
    /// The sentences of the library and its features.
    ///
    /// # Errors
    /// When one is for no language.
    pub(crate) fn new<'a>(builtin: impl IntoIterator<Item = &'a Translation>) -> Result<Self> {
        let mut sources = Self::default();
        for translation in builtin {
            let text = translation.source.into();
            sources.push(translation.locale, text, Clash::Refused)?;
        }
        Ok(sources)
    }

    /// Adds an app's own, which win over ours.
    ///
    /// # Errors
    /// When they are for no language.
    pub(crate) fn add(&mut self, locale: &str, source: &str) -> Result<()> {
        self.push(locale, source.to_owned().into(), Clash::Wins)
    }

    /// All keys: those that English has.
    ///
    /// # Errors
    /// When one of the English files can't be read.
    pub(crate) fn keys(&self) -> Result<BTreeSet<String>> {
        let complete: Locale = COMPLETE.parse()?;
        let mut all = BTreeSet::new();
        for file in self.0.get(&complete).into_iter().flatten() {
            let parsed = parsed(&complete, file)?;
            all.extend(messages(&parsed).map(|message| message.id.name.to_owned()));
        }
        Ok(all)
    }

    fn push(&mut self, locale: &str, text: Cow<'static, str>, clash: Clash) -> Result<()> {
        let files = self.0.entry(locale.parse()?).or_default();
        files.push(File { text, clash });
        Ok(())
    }

    /// Puts the operator's texts before all others, in every language.
    ///
    /// # Errors
    /// When one is for no language.
    pub(crate) fn replace(&mut self, texts: &BTreeMap<String, String>) -> Result<()> {
        if texts.is_empty() {
            return Ok(());
        }
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

    /// Puts them together. Every language is read here, so that what is wrong shows at the start, and forgotten again: it
    /// is kept when it is first spoken.
    ///
    /// # Errors
    /// When a file is no Fluent text, two features bring the same key, English lacks a sentence that another language has,
    /// or there is nothing in the default language.
    pub(crate) fn finish(mut self, default: &str) -> Result<Catalogue> {
        let default: Locale = default.parse()?;
        let complete: Locale = COMPLETE.parse()?;
        let offered: Vec<Locale> = self.0.keys().cloned().collect();
        let mut own_names: BTreeMap<Locale, String> = BTreeMap::new();
        let of_english = self.0.remove(&complete).unwrap_or_default();
        let mut categories = BTreeMap::new();
        let english = together(&complete, of_english, None, |file| {
            categorise(file, &mut categories)
        })?;
        let english = Arc::new(english);
        let mut languages = vec![english.clone()];
        for (locale, files) in self.0 {
            let mut language = together(&locale, files, Some(english.clone()), |file| {
                let keys = messages(file).map(|message| message.id.name);
                match keys.filter(|key| !categories.contains_key(*key)).min() {
                    Some(key) => Err(format!("the sentences in {locale}: English has no {key}")),
                    None => Ok(()),
                }
            })?;
            own_names.insert(locale, language.text(OWN_NAME, &[]));
            language.forget();
            languages.push(Arc::new(language));
        }
        if offered.contains(&english.locale) {
            own_names.insert(english.locale.clone(), english.text(OWN_NAME, &[]));
        }
        let default = default.among(&offered).cloned().ok_or_else(|| {
            let offered: Vec<String> = offered.iter().map(ToString::to_string).collect();
            format!("DEFAULT_LOCALE {default}: there are {}", offered.join(", "))
        })?;
        Ok(Catalogue {
            languages,
            offered,
            own_names,
            default,
            categories,
            pseudo: OnceLock::new(),
        })
    }
}

/// Makes a language of its files, each of which is judged.
fn together(
    locale: &Locale,
    files: Vec<File>,
    english: Option<Arc<Language>>,
    mut judge: impl FnMut(&FluentResource) -> Result<()>,
) -> Result<Language> {
    let mut bundle = Language::bundle_for(locale);
    let mut texts = Vec::with_capacity(files.len());
    for file in files {
        let parsed = parsed(locale, &file)?;
        judge(&parsed)?;
        match file.clash {
            Clash::Wins => bundle.add_resource_overriding(parsed),
            Clash::Refused => {
                bundle
                    .add_resource(parsed)
                    .map_err(|errors| match errors.first() {
                        Some(FluentError::Overriding { id, .. }) => {
                            format!("the sentence {id} is defined twice in {locale}")
                        }
                        other => format!("the sentences in {locale}: {other:?}"),
                    })?
            }
        }
        texts.push(file.text);
    }
    Ok(Language::new(locale.clone(), texts, bundle.into(), english))
}

fn parsed(locale: &Locale, file: &File) -> Result<FluentResource> {
    FluentResource::try_new(file.text.clone().into_owned()).map_err(|(_, errors)| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("the sentences in {locale}: {}", errors.join("; "))
    })
}
fn messages(file: &FluentResource) -> impl Iterator<Item = &ast::Message<&str>> {
    file.entries().filter_map(|entry| match entry {
        ast::Entry::Message(message) => Some(message),
        _ => None,
    })
}

/// Notes what the English sentences say of how they are meant.
fn categorise(file: &FluentResource, categories: &mut BTreeMap<String, Category>) -> Result<()> {
    for message in messages(file) {
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
    Ok(())
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
