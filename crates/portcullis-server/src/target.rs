//! Which installation a command is about: that of a configuration file, or the data of development.

use std::path::{Path, PathBuf};

use portcullis::{
    Db, Secret, Security,
    mail::Memory,
    settings::{Settings, Source},
};

use crate::{
    dev,
    failure::{Result, open_database, usage},
    settings::{Configuration, Needs},
};

/// The configuration file that is used when none is named.
pub(crate) const USUAL_FILE: &str = "portcullis.toml";

/// What `--config` says; without it the usual file, if there is one, else nothing but the environment.
pub(crate) fn source(config: Option<&Path>) -> Source {
    match config {
        Some(path) => Source::empty().file(path),
        None if Path::new(USUAL_FILE).exists() => Source::empty().file(USUAL_FILE),
        None => Source::empty(),
    }
}

/// The installation that a command is about.
pub(crate) enum Target {
    /// By a file and the environment.
    Configured(Option<PathBuf>),
    /// The data of development in this folder.
    Development(PathBuf),
}

impl Target {
    /// The named file, else the usual one, else the data of development, else what the environment says.
    ///
    /// # Errors
    /// When there is none of these.
    pub(crate) fn find(config: Option<PathBuf>) -> Result<Self> {
        if config.is_some() || Path::new(USUAL_FILE).exists() {
            return Ok(Self::Configured(config));
        }
        let data = Path::new(dev::USUAL_DATA);
        if dev::database(data).exists() {
            return Ok(Self::Development(data.to_owned()));
        }
        let mut environment = crate::settings::environment();
        if environment.any(|(name, _)| name == "DATABASE_URL" || name == "DATABASE_URL_FILE") {
            return Ok(Self::Configured(None));
        }
        Err(usage(format!(
            "Which database? There is neither ./{USUAL_FILE} nor the data of `portcullis dev` (./{}) here, and no DATABASE_URL \
             in the environment.\nName a configuration with --config FILE, or change to the folder where it is.",
            dev::USUAL_DATA
        )))
    }

    fn read(&self) -> Result<(Secret, Settings)> {
        match self {
            Self::Configured(config) => {
                let read = Configuration::read(source(config.as_deref()), Needs::Database)?;
                Ok((read.server.database_url, read.settings))
            }
            Self::Development(data) => Ok((dev::database_url(data), dev::settings(None))),
        }
    }

    /// Opens the database alone.
    pub(crate) async fn database(&self) -> Result<Db> {
        open_database(&self.read()?.0).await
    }

    /// Opens the installation for a command: nothing runs beside it, and no mail leaves this process.
    pub(crate) async fn open(&self) -> Result<Security> {
        let (url, settings) = self.read()?;
        let security = Security::builder(open_database(&url).await?)
            .settings(settings)
            // A server that shares the database sends what a command writes.
            .mail(Memory::new())
            .without_background()
            .by_operator()
            .build()
            .await?;
        Ok(security)
    }
}
