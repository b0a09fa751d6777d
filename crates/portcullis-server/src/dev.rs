//! `portcullis dev`: everything on, no configuration, no other service, and nothing that leaves this machine.

mod banner;
mod demo;
mod ports;

use std::{
    fs::{self, File, TryLockError},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use portcullis::{
    Secret, Security,
    security::core_settings::CoreSettings,
    settings::{Settings, Source},
};

use crate::{
    cli::DevOptions,
    failure::{Result, failed, open_database, usage},
    health,
    home::Home,
    logs, serve,
    settings::environment,
    stop::Stop,
};

/// Where the data lives when `--data` does not say.
pub(crate) const USUAL_DATA: &str = ".portcullis-dev";

/// What is on in development: all there is.
pub(crate) const FEATURES: &str = "\
SECURITY_REGISTERABLE = true
SECURITY_CONFIRMABLE = true
SECURITY_RECOVERABLE = true
SECURITY_CHANGEABLE = true
SECURITY_PASSWORDLESS = true
SECURITY_TRACKABLE = true
SECURITY_ACCOUNT = true
";

/// Runs until a signal.
pub(crate) async fn run(options: DevOptions) -> Result<()> {
    let data = options.data.unwrap_or_else(|| USUAL_DATA.into());
    let _lock = take(&data)?;
    let (port, note) = ports::listen(options.port).await?;
    let settings = settings(Some(port.number));
    refuse_the_outside(&settings)?;
    logs::start("text", "info");
    let stop = Stop::listen()?;
    let db = open_database(&database_url(&data)).await?;
    let security = Security::builder(db.clone())
        .settings(settings)
        .with(Home)
        .build()
        .await?;
    let people = if options.no_demo {
        None
    } else {
        Some(demo::people(&security).await?)
    };
    banner::print(&security, &data, note.as_deref(), people.as_ref())?;
    serve::until_asked(&security, &db, port.listeners, stop).await
}

/// The settings of development; the environment may say otherwise. Without a port there are no links.
pub(crate) fn settings(port: Option<u16>) -> Settings {
    let place = port.map_or_else(String::new, |port| {
        format!("SECURITY_PUBLIC_URL = \"http://localhost:{port}\"\n")
    });
    let source = Source::empty().toml(&format!("{FEATURES}{place}"), "portcullis dev");
    let mut settings = Settings::load(source.environment(environment(), &[]));
    health::reserve(&mut settings);
    settings
}

/// Refuses settings that are wrong, and a public URL that is not of this machine.
fn refuse_the_outside(settings: &Settings) -> Result<()> {
    let mut core = CoreSettings::default();
    settings.clone().core(&mut core);
    let here = core.http.is_loopback() && core.http.public_url.starts_with("http:");
    if here || core.http.public_origin().is_none() {
        return Ok(Security::preview(settings.clone()).map(drop)?);
    }
    Err(usage(format!(
        "SECURITY_PUBLIC_URL is {}, but development mode is for this machine alone: it shows all mail to everybody.\nRemove \
         it from the environment, or run `portcullis serve`.",
        core.http.public_url
    )))
}

/// The file of the database.
pub(crate) fn database(data: &Path) -> PathBuf {
    data.join("portcullis.db")
}

/// The database as a URL.
pub(crate) fn database_url(data: &Path) -> Secret {
    Secret::new(format!("sqlite://{}", database(data).display()))
}

/// Makes the folder, and keeps a second process out of it: each has a mailbox of its own, so half of the mail would show in the
/// other's.
fn take(data: &Path) -> Result<File> {
    let trouble = |error: std::io::Error| {
        failed(format!(
            "The folder for the data, {}, can't be used: {error}.\nAnother one is given with --data DIR.",
            data.display()
        ))
    };
    make(data).map_err(trouble)?;
    let lock = File::create(data.join("lock")).map_err(trouble)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(failed(format!(
            "Another `portcullis dev` uses {}.\nStop it first, or give this one a folder of its own with --data DIR.",
            data.display()
        ))),
        Err(TryLockError::Error(error)) => Err(trouble(error)),
    }
}

fn make(data: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(data)?;
    // Nobody means to commit the passwords and sessions of an afternoon.
    match File::create_new(data.join(".gitignore")) {
        Ok(mut file) => file.write_all(b"*\n"),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}
