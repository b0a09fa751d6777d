//! `portcullis keys …`

mod files;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use portcullis::{
    Secret,
    keys::{Keys, RootSecret},
    settings::Source,
};
use serde_json::json;

use self::files::KeyFile;
use super::Desk;
use crate::{
    cli::Common,
    failure::{Result, usage},
    output::{Output, print},
    settings::environment,
    target,
};

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Print a new secret for SECRET_KEY: the only place where one is ever shown
    Generate {
        /// Write it to this new file, which only its owner can read, and print nothing of it
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Show which keys there are, by their ids
    Status,
    /// Put a new secret in the place of the present one, which becomes a fallback
    Rotate,
}

pub(super) async fn run(command: KeysCommand, common: Common) -> Result<()> {
    match command {
        KeysCommand::Generate { file: None } => {
            print(&format!("{}\n", RootSecret::generate().expose()))
        }
        KeysCommand::Generate { file: Some(file) } => generate_into(&file, common.json),
        KeysCommand::Status => status(&Desk::open(common).await?),
        KeysCommand::Rotate => rotate(&common),
    }
}

fn generate_into(path: &Path, json: bool) -> Result<()> {
    let secret = RootSecret::generate();
    files::create(path, secret.expose())?;
    let id = id_of(&secret)?;
    let sentence = format!(
        "{} holds a new secret, whose key is {id}. Name it in SECRET_KEY_FILE.",
        path.display()
    );
    Output::new(json).done(true, &sentence, ("key", json!({ "id": id })))
}

fn status(desk: &Desk) -> Result<()> {
    let keys = desk.security.keys();
    let state = if keys.is_lasting() {
        "current"
    } else {
        "random, until the process ends"
    };
    let former = keys.fallback_ids().map(|id| (id.to_string(), "fallback"));
    let all: Vec<(String, &str)> = std::iter::once((keys.id().to_string(), state))
        .chain(former)
        .collect();
    desk.output.list(
        &all,
        &["Key", "State"],
        |(id, state)| vec![id.clone(), (*state).to_owned()],
        |(id, state)| json!({ "id": id, "state": state, "lasting": keys.is_lasting() }),
    )
}

/// The fallbacks are written first: whatever ends the process in between, no secret is lost, and the next start says that
/// the rotation has to be finished. From reading to writing it is alone: of two at once the second keeps what the first wrote.
fn rotate(common: &Common) -> Result<()> {
    let source = target::source(common.config.as_deref()).environment(environment(), &[]);
    let (current, fallbacks) = (
        key_file(&source, "SECRET_KEY")?,
        key_file(&source, "SECRET_KEY_FALLBACKS")?,
    );
    if current.path == fallbacks.path {
        return Err(usage(format!(
            "SECRET_KEY_FILE and SECRET_KEY_FALLBACKS_FILE are both {}: the new secret would overwrite the former one. Name \
             two files.",
            current.path.display()
        )));
    }
    let _alone = current.lock()?;
    let former = Secret::new(current.read()?.trim());
    let former_id = id_of(&former).map_err(|_| {
        usage(format!(
            "{} holds no secret that could become a fallback.",
            current.path.display()
        ))
    })?;
    let list = fallbacks.read_or_empty()?;
    let others = list.lines().map(str::trim).filter(|line| !line.is_empty());
    let others: Vec<&str> = others.filter(|line| *line != former.expose()).collect();
    let new = RootSecret::generate();
    let mut lines = vec![former.expose()];
    lines.extend(&others);
    fallbacks.replace(&lines.join("\n"))?;
    current.replace(new.expose())?;
    let id = id_of(&new)?;
    let sentence = format!(
        "The key is {id} now; {former_id} still opens what it sealed. Restart every process that uses them."
    );
    let about = json!({ "id": id, "former": former_id, "fallbacks": lines.len() });
    Output::new(common.json).done(true, &sentence, ("key", about))
}

fn id_of(secret: &Secret) -> Result<String> {
    let root =
        RootSecret::parse(secret).map_err(|weakness| usage(format!("The secret {weakness}.")))?;
    let keys = Keys::new(root, Vec::new()).map_err(|weakness| usage(weakness.to_string()))?;
    Ok(keys.id().to_string())
}

/// The file that holds a setting.
fn key_file(source: &Source, name: &str) -> Result<KeyFile> {
    match source.file_of(name) {
        Some(path) => Ok(KeyFile::at(path)),
        None => Err(usage(format!(
            "{name}_FILE is not set, so there is no file to write. Either name files in SECRET_KEY_FILE and \
             SECRET_KEY_FALLBACKS_FILE, or rotate by hand:\n\
             1. Put the present value of SECRET_KEY in front of the others in SECRET_KEY_FALLBACKS.\n\
             2. Set SECRET_KEY to a new one: `portcullis keys generate` prints it.\n\
             3. Restart every process that uses them."
        ))),
    }
}
