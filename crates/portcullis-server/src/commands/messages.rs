//! `portcullis messages`

use std::path::PathBuf;

use clap::Args;
use portcullis::{
    Security,
    settings::{Settings, Source},
};
use serde_json::json;

use crate::{
    dev,
    failure::{Result, usage},
    output::Output,
    settings::{Configuration, Needs},
    target,
};

/// Arguments of `messages`.
#[derive(Debug, Args)]
pub(crate) struct MessagesOptions {
    /// Only these keys
    #[arg(value_name = "KEY")]
    keys: Vec<String>,
    /// The configuration whose texts and features count [default: ours, with all features]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print JSON, as is done anyway when the output is no terminal
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: MessagesOptions) -> Result<()> {
    let settings = match &options.config {
        Some(path) => Configuration::read(target::source(Some(path)), Needs::Database)?.settings,
        None => Settings::load(Source::empty().toml(dev::FEATURES, "portcullis messages")),
    };
    let catalogue = Security::preview(settings)?.messages;
    let mut shown: Vec<_> = catalogue.entries().collect();
    for key in &options.keys {
        if !shown.iter().any(|(known, _)| known == key) {
            return Err(usage(format!(
                "There is no message {key:?}; `portcullis messages` shows them all."
            )));
        }
    }
    shown.retain(|(key, _)| options.keys.is_empty() || options.keys.iter().any(|k| k == key));
    Output::new(options.json).list(
        &shown,
        &["Key", "Kind", "Text"],
        |(key, entry)| {
            vec![
                (*key).to_owned(),
                entry.category.as_str().to_owned(),
                entry.text.clone(),
            ]
        },
        |(key, entry)| json!({ "key": key, "category": entry.category, "text": entry.text }),
    )
}
