//! Every `SECURITY_*` name and who takes it: the core, the features, the messages, or nobody any more.
//!
//! [`Settings`] lays what a [`Source`] says over values given in code. Whatever is unknown, unreadable,
//! refused on purpose or at odds with another setting becomes a [`Problem`]; all are reported at once.

use std::collections::BTreeMap;

#[doc(no_inline)]
pub use portcullis_kit::settings;
pub use portcullis_kit::settings::{
    Group, Origin, Problem, Problems, Raw, Setting, SettingValue, Source, Span, any_of, within,
};

use crate::security::core_settings::CoreSettings;

mod gone;
mod markdown;
mod not_yet;
mod places;
mod rules;
mod seen;
#[cfg(test)]
mod tests;

pub use markdown::{Section, settings_markdown, settings_table};
pub(crate) use places::Place;
use seen::Seen;

/// What was configured outside of the code, and what became of it.
///
/// Each part of the app lets it fill its own groups; [`finish`](Self::finish) then judges the whole.
/// A value outside of the code beats one given in it, a toggle as well: `SECURITY_TRACKABLE = false` switches
/// a feature off that the code switched on.
///
/// ```
/// # use portcullis::{Db, Security, settings::{Settings, Source}};
/// # fn build(db: Db) {
/// // The environment beats the file.
/// let source = Source::empty().file("app.toml").environment(std::env::vars_os(), &[]);
/// let builder = Security::builder(db).settings(Settings::load(source));
/// # drop(builder);
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Settings {
    source: Source,
    core: CoreSettings,
    seen: Seen,
    known: Vec<String>,
    reserved: Vec<Place>,
}

impl Settings {
    /// Takes a source in. Nothing is judged yet.
    ///
    /// ```
    /// use portcullis::settings::{Settings, Source};
    ///
    /// let source = Source::empty()
    ///     .toml("SECURITY_APP_NAME = 'Example'", "app.toml")
    ///     .environment(std::env::vars_os(), &["LISTEN"]);
    /// let settings = Settings::load(source);
    /// ```
    #[must_use]
    pub fn load(source: Source) -> Self {
        Self {
            source,
            ..Self::default()
        }
    }

    /// Fills the core settings.
    ///
    /// ```
    /// # use portcullis::{security::core_settings::CoreSettings, settings::{Settings, Source}};
    /// let mut settings = Settings::load(Source::empty().toml("SECURITY_APP_NAME = 'Acme'", "app.toml"));
    /// let mut core = CoreSettings::default();
    /// settings.core(&mut core);
    /// assert_eq!(core.http.app_name, "Acme");
    /// ```
    pub fn core(&mut self, core: &mut CoreSettings) {
        for group in core.groups_mut() {
            self.group(group);
        }
        self.core = core.clone();
    }

    /// Fills a group that has no toggle: one of the app's own, with its own names.
    ///
    /// ```
    /// use portcullis::settings::{Settings, Source, settings};
    ///
    /// settings! {
    ///     prefix "SHOP_";
    ///     /// What belongs to the shop alone.
    ///     pub struct Shop {
    ///         /// The currency of all prices.
    ///         CURRENCY: currency: String = "EUR".to_owned(),
    ///     }
    /// }
    ///
    /// let mut settings = Settings::load(Source::empty().toml("SHOP_CURRENCY = 'SEK'", "app.toml"));
    /// let mut shop = Shop::default();
    /// settings.group(&mut shop);
    /// assert_eq!(shop.currency, "SEK");
    /// ```
    pub fn group(&mut self, group: &mut dyn Group) {
        self.fill(group, true, None);
    }

    /// Fills a feature's group, whether the feature is on or off: the names of one that is off are known too, and
    /// its values must be readable. Returns whether it is on: what its toggle says (`CONFIRMABLE`, without prefix),
    /// and where that says nothing, whether it was `given` in code.
    ///
    /// ```
    /// # use portcullis::{Trackable, settings::{Settings, Source}};
    /// let mut settings = Settings::load(Source::empty().toml("SECURITY_TRACKABLE = true", "app.toml"));
    /// let mut trackable = Trackable::default();
    /// assert!(settings.feature("TRACKABLE", false, Some(&mut trackable)));
    /// ```
    pub fn feature(
        &mut self,
        toggle: &'static str,
        given: bool,
        group: Option<&mut dyn Group>,
    ) -> bool {
        let name = prefixed(toggle);
        let on = match self.source.take(&name) {
            None => given,
            Some(raw) => bool::read(&raw).unwrap_or_else(|message| {
                self.source.problem(raw.origin, &name, message);
                given
            }),
        };
        self.known.push(name);
        self.seen.toggle(toggle, on);
        if let Some(group) = group {
            self.fill(group, on, Some(toggle));
        }
        on
    }

    /// The texts that replace messages (`SECURITY_MSG_<KEY>`), by key; `keys` are all that exist.
    ///
    /// ```
    /// # use portcullis::settings::{Settings, Source};
    /// let mut settings = Settings::load(Source::empty().toml("SECURITY_MSG_LOGIN_TITLE = 'Come in'", "app.toml"));
    /// assert_eq!(settings.messages(["LOGIN_TITLE", "LOGOUT"])["LOGIN_TITLE"], "Come in");
    /// ```
    pub fn messages<'k>(
        &mut self,
        keys: impl IntoIterator<Item = &'k str>,
    ) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        for key in keys {
            let name = prefixed(&format!("MSG_{key}"));
            if let Some(raw) = self.source.take(&name) {
                match String::read(&raw) {
                    Ok(text) => drop(texts.insert(key.to_owned(), text)),
                    Err(message) => self.source.problem(raw.origin, &name, message),
                }
            }
            self.known.push(name);
        }
        texts
    }

    /// Notes that an app can't work with the value of a setting (its name with prefix), or with none: what is wrong and
    /// what would be right.
    ///
    /// ```
    /// # use portcullis::settings::{Settings, Source};
    /// let mut settings = Settings::load(Source::empty());
    /// settings.refuse("SECURITY_PUBLIC_URL", "is needed: this server sends mails");
    /// assert_eq!(settings.problems().len(), 1);
    /// ```
    pub fn refuse(&mut self, name: &str, message: impl Into<String>) {
        let origin = self.source.origin(name);
        self.source.problem(origin, name, message);
    }

    /// Notes a path that the app answers by itself, such as `/livez`; `by` says in a sentence what is there. A setting
    /// that puts a page of ours there is refused; without this, [`crate::Security::mount`] would panic.
    ///
    /// ```
    /// # use portcullis::settings::{Settings, Source};
    /// let mut settings = Settings::load(Source::empty());
    /// settings.reserve("/livez", "the check whether this server is alive");
    /// # drop(settings);
    /// ```
    pub fn reserve(&mut self, path: &str, by: &str) {
        self.reserved.push(Place {
            path: path.to_owned(),
            methods: Vec::new(),
            owner: by.to_owned(),
        });
    }

    /// The problems so far, for an app that needs its own group before all is judged.
    ///
    /// ```
    /// # use portcullis::{security::core_settings::CoreSettings, settings::{Settings, Source}};
    /// let source = Source::empty().toml("SECURITY_APP_NAME = 7", "app.toml");
    /// let mut settings = Settings::load(source);
    /// settings.core(&mut CoreSettings::default());
    /// assert_eq!(settings.problems().len(), 1);
    /// ```
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.source.problems()
    }

    /// Judges the whole: names that nobody took, and settings at odds with each other. Returns what is allowed
    /// but deserves a warning at the start, a sentence each.
    ///
    /// # Errors
    ///
    /// All problems, ordered by place.
    ///
    /// ```
    /// # use portcullis::settings::{Settings, Source};
    /// let settings = Settings::load(Source::empty().toml("SECURITY_APP_NAM = 'Acme'", "app.toml"));
    /// assert!(settings.finish().is_err(), "a name that nobody knows");
    /// ```
    pub fn finish(self) -> Result<Vec<String>, Problems> {
        self.finish_with(Vec::new)
    }

    /// The same with a look at the paths of all features, which are asked for once the settings are good.
    pub(crate) fn finish_with(
        mut self,
        places: impl FnOnce() -> Vec<Place>,
    ) -> Result<Vec<String>, Problems> {
        for (name, message) in rules::refused(&self.core, &self.seen) {
            let name = prefixed(name);
            let origin = self.source.origin(&name);
            self.source.problem(origin, &name, message);
        }
        let mut problems = self.source.take_problems();
        for left in self.source.rest() {
            problems.push(self.untaken(left.name, left.origin));
        }
        if problems.is_empty() {
            let places = [std::mem::take(&mut self.reserved), places()].concat();
            problems = self.clashes(&places);
        }
        if problems.is_empty() {
            return Ok(rules::linted(&self.core, &self.seen));
        }
        problems.sort_by_key(place);
        Err(Problems(problems))
    }

    fn clashes(&self, places: &[Place]) -> Vec<Problem> {
        let clashes = places::clashes(&self.core.http.url_prefix, &self.seen, places);
        let problem = |(name, message): (Option<&'static str>, String)| match name.map(prefixed) {
            Some(name) => Problem::new(self.source.origin(&name), name, message),
            None => Problem::new(Origin::Code, "routes", message),
        };
        clashes.into_iter().map(problem).collect()
    }

    fn fill(&mut self, group: &mut dyn Group, on: bool, toggle: Option<&'static str>) {
        self.source.overlay(group);
        for setting in group.table() {
            let name = format!("{}{}", group.prefix(), setting.name);
            let given = self.source.origin(&name) != Origin::Code;
            if self.known.contains(&name) {
                let message = "declared by two groups, only the first of which was filled";
                self.source.problem(Origin::Code, &name, message);
                continue;
            }
            self.seen
                .setting(setting.name, group.show(setting.name), on, given, toggle);
            self.known.push(name);
        }
    }

    fn untaken(&self, name: String, origin: Origin) -> Problem {
        let upper = name.to_uppercase();
        let bare = upper.strip_prefix("SECURITY_").unwrap_or(&upper);
        let plain = bare.strip_suffix("_FILE").unwrap_or(bare);
        if let Some(cure) = gone::cure(plain) {
            return Problem::new(origin, name, format!("no longer a setting: {cure}"));
        }
        if let Some(feature) = not_yet::feature(plain) {
            let message = format!("not supported yet ({feature}); remove it");
            return Problem::new(origin, name, message);
        }
        Problem::unknown(origin, name, self.known.iter().map(String::as_str))
    }
}

fn prefixed(name: &str) -> String {
    // Flask's own names, which every Flask app has already.
    if name.starts_with("SECRET_KEY") {
        return name.to_owned();
    }
    format!("SECURITY_{name}")
}

fn place(problem: &Problem) -> (u8, String, usize, String) {
    let name = problem.name.clone();
    match &problem.origin {
        Origin::File { path, line } => (0, path.clone(), *line, name),
        Origin::Environment { .. } => (1, String::new(), 0, name),
        Origin::Code => (2, String::new(), 0, name),
    }
}
