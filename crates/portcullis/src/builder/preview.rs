//! What settings come to, before there is a database.

use crate::{
    error::{Error, Result},
    features,
    messages::{Catalogue, SHARED, Sources},
    security::{Security, core_settings::CoreSettings, feature::Feature},
    settings::{Place, Settings},
    templates::Template,
    web::{self, layer},
};

/// What [`Security::preview`] finds.
///
/// ```
/// # use portcullis::{Security, settings::{Settings, Source}};
/// let source = Source::empty().toml("SECURITY_APP_NAME = 'Acme'", "app.toml");
/// let found = Security::preview(Settings::load(source))?;
/// assert_eq!(found.core.http.app_name, "Acme");
/// found.warnings.iter().for_each(|warning| eprintln!("{warning}"));
/// # Ok::<(), portcullis::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Preview {
    /// The settings that belong to no feature.
    pub core: CoreSettings,
    /// All sentences of the features that are on.
    pub messages: Catalogue,
    /// Ours, each with the name under which a file of `TEMPLATE_FOLDER` replaces it.
    pub templates: Vec<Template>,
    /// What is allowed but deserves a warning, a sentence each. [`crate::SecurityBuilder::build`] logs them.
    pub warnings: Vec<String>,
}

impl Security {
    /// Judges settings without a database: for an app that wants to tell all that is wrong with its configuration before
    /// it touches anything. Features that only the code switches on, and their settings, are not known here.
    ///
    /// # Errors
    /// [`Error::Setup`] with all problems, one a line.
    ///
    /// ```
    /// # use portcullis::{Security, settings::{Settings, Source}};
    /// let source = Source::empty().toml("SECURITY_APP_NAM = 'Example'", "app.toml");
    /// let Err(wrong) = Security::preview(Settings::load(source)) else { panic!("a misspelt name") };
    /// assert!(wrong.to_string().contains("SECURITY_APP_NAM"));
    /// ```
    pub fn preview(mut settings: Settings) -> Result<Preview> {
        let (mut core, mut features) = (CoreSettings::default(), Vec::new());
        settings.core(&mut core);
        let off = features::configure(&mut features, &mut settings);
        let (messages, warnings) = judge(settings, &core, (&features, &off), &[])?;
        let of_features = features.iter().flat_map(|feature| feature.templates());
        let templates = web::TEMPLATES.iter().chain(of_features).copied().collect();
        Ok(Preview {
            templates,
            core,
            messages,
            warnings,
        })
    }
}

type Several<'a> = &'a [Box<dyn Feature>];

/// Fills the catalogue, whose keys are names of settings too, and asks for problems. Returns it with the warnings.
pub(super) fn judge(
    mut settings: Settings,
    core: &CoreSettings,
    (features, off): (Several<'_>, Several<'_>),
    own: &[(String, String)],
) -> Result<(Catalogue, Vec<String>)> {
    // An app may send the mails of a feature that is off.
    let all = features.iter().chain(off);
    let of_features = all.flat_map(|feature| feature.translations());
    let builtin = SHARED.iter().chain(of_features);
    let mut sources = Sources::new(builtin).map_err(Error::Setup)?;
    for (locale, source) in own.iter().chain(&core.i18n.files()?) {
        sources.add(locale, source).map_err(Error::Setup)?;
    }
    let keys = sources.keys().map_err(Error::Setup)?;
    let replaced = settings.messages(keys.iter().map(String::as_str));
    sources.replace(&replaced).map_err(Error::Setup)?;
    let catalogue = sources
        .finish(&core.i18n.default_locale)
        .map_err(Error::Setup)?;
    let warnings = settings
        .finish_with(|| places(core, features))
        .map_err(|problems| Error::Setup(problems.to_string()))?;
    Ok((catalogue, warnings))
}

/// Every path that will be answered once all is mounted.
fn places(core: &CoreSettings, features: &[Box<dyn Feature>]) -> Vec<Place> {
    let mut places = layer::places(core);
    for feature in features {
        let routes = feature.routes(core).places;
        places.extend(routes.into_iter().map(|(path, methods)| Place {
            path: format!("{}{path}", core.http.url_prefix),
            methods,
            owner: format!("the feature {:?}", feature.name()),
        }));
    }
    places
}
