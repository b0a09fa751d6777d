//! `portcullis eject`

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

use clap::Args;
use portcullis::{
    Security, Template,
    settings::{Settings, Source},
};
use serde_json::json;

use crate::{
    dev,
    failure::{Failure, Result, failed, usage},
    output::Output,
    settings::{Configuration, Needs},
    target,
};

/// Arguments of `eject`.
#[derive(Debug, Args)]
pub(crate) struct EjectOptions {
    /// The templates to copy, such as `login_user`; without any they are listed
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// The folder [default: `TEMPLATE_FOLDER` of the configuration, else ./templates]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Replace a file that is there already
    #[arg(long)]
    force: bool,
    /// The configuration [default: ./portcullis.toml if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print JSON, as is done anyway when the output is no terminal
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: EjectOptions) -> Result<()> {
    let named = options.config.is_some() || PathBuf::from(target::USUAL_FILE).exists();
    let settings = if named {
        Configuration::read(target::source(options.config.as_deref()), Needs::Database)?.settings
    } else {
        Settings::load(Source::empty().toml(dev::FEATURES, "portcullis eject"))
    };
    let preview = Security::preview(settings)?;
    let output = Output::new(options.json);
    if options.names.is_empty() {
        let names: Vec<&str> = preview
            .templates
            .iter()
            .map(|template| short(template))
            .collect();
        return output.list(
            &names,
            &["Template"],
            |name| vec![(*name).to_owned()],
            |name| json!(name),
        );
    }
    let mut chosen = Vec::new();
    for name in &options.names {
        let wanted = name.trim_start_matches("security/");
        let is_wanted = |template: &&Template| {
            short(template) == wanted || template.name == format!("security/{wanted}")
        };
        let found = preview.templates.iter().find(is_wanted);
        chosen.push(found.ok_or_else(|| {
            usage(format!(
                "There is no template {name:?}; `portcullis eject` lists them all."
            ))
        })?);
    }
    let configured = &preview.core.http.template_folder;
    let usual = if configured.as_os_str().is_empty() {
        PathBuf::from("templates")
    } else {
        configured.clone()
    };
    let folder = options.to.unwrap_or(usual);
    let mut written = Vec::new();
    for template in chosen {
        let path = folder.join(template.name);
        write(&path, template.source, options.force)?;
        written.push(path.display().to_string());
    }
    output.list(
        &written,
        &["Written"],
        |path| vec![path.clone()],
        |path| json!(path),
    )
}

/// `security/login_user.html` is `login_user`, `security/email/mail.txt` keeps its ending: there are two of it.
fn short(template: &Template) -> &'static str {
    let name = template.name.trim_start_matches("security/");
    match name.starts_with("email/") {
        true => name,
        false => name.trim_end_matches(".html"),
    }
}

fn write(path: &Path, source: &str, force: bool) -> Result<()> {
    let at = |error: std::io::Error| failed(format!("{}: {error}", path.display()));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(at)?;
    }
    let mut open = OpenOptions::new();
    let open = if force {
        open.create(true).truncate(true)
    } else {
        open.create_new(true)
    };
    match open.write(true).open(path) {
        Ok(mut file) => file.write_all(source.as_bytes()).map_err(at),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(there(path)),
        Err(error) => Err(at(error)),
    }
}

fn there(path: &Path) -> Failure {
    usage(format!(
        "{} is there already, and nothing was changed. Give --force to replace it with ours.",
        path.display()
    ))
}
