//! All sentences of the library, its features and the app.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt,
    sync::{Arc, OnceLock},
};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

use super::{Category, Locale, Param, pseudo, words};

/// Under which key each language has its own name.
pub(super) const OWN_NAME: &str = "LANGUAGE_NAME";

/// A sentence as it stands in the catalogue.
///
/// ```
/// # use portcullis::messages::Category;
/// # let messages = portcullis::Security::preview(Default::default())?.messages;
/// // What says that something is done.
/// for (key, entry) in messages.entries().filter(|(_, entry)| entry.category == Category::Success) {
///     println!("{key}: {}", entry.text);
/// }
/// # Ok::<(), portcullis::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Entry {
    /// How it is meant.
    pub category: Category,
    /// The English text, placeholders unfilled.
    pub text: String,
}

/// The files of a language, parsed.
pub(super) type Bundle = FluentBundle<FluentResource>;

/// The sentences of one language.
pub(super) struct Language {
    pub(super) locale: Locale,
    /// Sound Fluent, the later ones before the earlier.
    pub(super) files: Vec<Cow<'static, str>>,
    /// Made of the files when somebody first speaks the language: parsed it takes ten times the memory.
    bundle: OnceLock<Bundle>,
    /// Where to look for what this one lacks.
    english: Option<Arc<Language>>,
}

impl Language {
    pub(super) fn new(
        locale: Locale,
        files: Vec<Cow<'static, str>>,
        bundle: OnceLock<Bundle>,
        english: Option<Arc<Self>>,
    ) -> Self {
        Self {
            locale,
            files,
            bundle,
            english,
        }
    }

    /// A bundle with nothing in it.
    pub(super) fn bundle_for(locale: &Locale) -> Bundle {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.id().clone()]);
        // The marks around what is filled in are for text that runs both ways. Elsewhere they would only be in the way.
        bundle.set_use_isolating(locale.direction() == "rtl");
        bundle
    }

    /// Forgets what was made of the files.
    pub(super) fn forget(&mut self) {
        self.bundle = OnceLock::new();
    }

    fn bundle(&self) -> &Bundle {
        self.bundle.get_or_init(|| {
            let mut bundle = Self::bundle_for(&self.locale);
            for file in &self.files {
                let parsed = FluentResource::try_new(file.clone().into_owned());
                bundle.add_resource_overriding(parsed.unwrap_or_else(|(sound, _)| sound));
            }
            bundle
        })
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// The sentence with its placeholders filled. An unknown key stands for itself: a missing text must not hide an error.
    pub(super) fn text(&self, key: &str, params: &[(&str, Param)]) -> String {
        let bundle = self.bundle();
        let message = bundle.get_message(key);
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
        let text = bundle
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
///
/// ```
/// # use portcullis::{Security, messages::Param, settings::Settings};
/// // Without an app: all that the built-in features say.
/// let messages = Security::preview(Settings::default())?.messages;
/// let english = messages.default_locale();
/// assert_eq!(messages.text(english, "HOURS", &[("count", Param::Count(3))]), "3 hours");
/// # Ok::<(), portcullis::Error>(())
/// ```
#[derive(Clone)]
pub struct Catalogue {
    /// English first.
    pub(super) languages: Vec<Arc<Language>>,
    pub(super) offered: Vec<Locale>,
    /// What each of them calls itself.
    pub(super) own_names: BTreeMap<Locale, String>,
    pub(super) default: Locale,
    pub(super) categories: BTreeMap<String, Category>,
    /// The language that is made of English once somebody asks.
    pub(super) pseudo: OnceLock<Option<Arc<Language>>>,
}

impl Catalogue {
    /// All sentences by key, as English says them.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// for (key, entry) in security.messages().entries() {
    ///     println!("{key} = {}", entry.text);
    /// }
    /// # Ok(())
    /// # }
    /// ```
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
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// assert_eq!(security.messages().category("NO_SUCH_SENTENCE"), None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn category(&self, key: &str) -> Option<Category> {
        self.categories.get(key).copied()
    }

    /// The category and the text of a key, with its placeholders filled, in a language or the nearest that there is.
    /// An unknown key stands for itself: a missing text must not hide an error.
    ///
    /// ```
    /// # use portcullis::{Security, messages::Locale};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let german: Locale = "de".parse().expect("a language");
    /// let (category, text) = security.messages().say(&german, "PASSWORD_NOT_PROVIDED", &[]);
    /// println!("{}: {text}", category.as_str());
    /// # Ok(())
    /// # }
    /// ```
    pub fn say(&self, locale: &Locale, key: &str, params: &[(&str, Param)]) -> (Category, String) {
        let category = self.category(key).unwrap_or_default();
        (category, self.text(locale, key, params))
    }

    /// The text alone.
    ///
    /// ```
    /// # use portcullis::{Security, messages::Locale};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let german: Locale = "de".parse().expect("a language");
    /// println!("{}", security.messages().text(&german, "LOGIN_TITLE", &[]));
    /// # Ok(())
    /// # }
    /// ```
    pub fn text(&self, locale: &Locale, key: &str, params: &[(&str, Param)]) -> String {
        self.language(Some(locale)).text(key, params)
    }

    /// The languages that people are offered, each with its own name for itself, in the order of their tags.
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// for (locale, name) in security.messages().offered() {
    ///     println!("<option value=\"{locale}\">{name}</option>");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn offered(&self) -> impl Iterator<Item = (&Locale, String)> {
        let own_names = self.own_names.iter();
        own_names.map(|(locale, name)| (locale, name.clone()))
    }

    /// The offered language with exactly this tag.
    pub(crate) fn offered_as(&self, tag: &str) -> Option<&Locale> {
        let wanted = tag.parse().ok()?;
        self.offered.iter().find(|locale| **locale == wanted)
    }

    /// The language of whoever says nothing (`DEFAULT_LOCALE`).
    ///
    /// ```
    /// # use portcullis::Security;
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let locale = security.messages().default_locale();
    /// println!("<html lang=\"{locale}\" dir=\"{}\">", locale.direction());
    /// # Ok(())
    /// # }
    /// ```
    pub fn default_locale(&self) -> &Locale {
        &self.default
    }

    /// The offered language for whoever speaks this one, if there is one that will do: `de` for `de-AT`.
    ///
    /// ```
    /// # use portcullis::{Security, messages::Locale};
    /// # async fn example(security: &Security) -> portcullis::Result<()> {
    /// let austrian: Locale = "de-AT".parse().expect("a language");
    /// let spoken = security.messages().nearest(&austrian).unwrap_or(security.messages().default_locale());
    /// println!("Spoken to in {spoken}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn nearest(&self, locale: &Locale) -> Option<&Locale> {
        locale.among(&self.offered)
    }

    /// The offered language for a browser that says it wants these (`Accept-Language`), the first most, if any will do.
    pub(crate) fn accepted(&self, tags: &[&str]) -> Option<&Locale> {
        Locale::accepted(tags, &self.offered)
    }

    /// The language of a gallery with this tag: one that is offered, or the made one, which is offered nowhere else.
    ///
    /// ```
    /// # let messages = portcullis::Security::preview(Default::default())?.messages;
    /// let german = messages.staged_as("de").expect("a language of ours");
    /// assert_eq!(german.to_string(), "de");
    /// assert!(messages.staged_as("tlh").is_none());
    /// # Ok::<(), portcullis::Error>(())
    /// ```
    pub fn staged_as(&self, tag: &str) -> Option<Locale> {
        self.staged()
            .into_iter()
            .find(|locale| locale.to_string() == tag)
    }

    /// The languages of the galleries.
    ///
    /// ```
    /// # let messages = portcullis::Security::preview(Default::default())?.messages;
    /// // One more than people are offered: the made one, which shows what is not translated.
    /// assert_eq!(messages.staged().len(), messages.offered().count() + 1);
    /// # Ok::<(), portcullis::Error>(())
    /// ```
    pub fn staged(&self) -> Vec<Locale> {
        let pseudo = self.pseudo().map(|language| &language.locale);
        self.offered.iter().chain(pseudo).cloned().collect()
    }

    fn pseudo(&self) -> Option<&Language> {
        let make = || {
            let english = self.languages.first()?;
            let files = english.files.iter().map(|file| pseudo::made_of(file));
            let files = files.collect::<Option<_>>()?;
            let locale = pseudo::TAG.parse().ok()?;
            let made = Language::new(locale, files, OnceLock::new(), Some(english.clone()));
            Some(Arc::new(made))
        };
        self.pseudo.get_or_init(make).as_deref()
    }

    fn language(&self, locale: Option<&Locale>) -> &Language {
        if let Some(Some(pseudo)) = self.pseudo.get()
            && locale == Some(&pseudo.locale)
        {
            return pseudo;
        }
        let known = |locale: &Locale| {
            let mut languages = self.languages.iter();
            languages.find(|language| language.locale == *locale)
        };
        let found =
            locale.and_then(|locale| known(locale).or_else(|| known(self.nearest(locale)?)));
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
        let message = self.bundle().get_message(key);
        let pattern = message.and_then(|message| message.value());
        pattern.map_or_else(String::new, |pattern| {
            let text = self.bundle().format_pattern(pattern, None, &mut Vec::new());
            text.into_owned()
        })
    }
}
