//! `portcullis doctor`: what of the set-up is right and what is not, in plain sentences.

mod checks;

use std::path::PathBuf;

use portcullis::{Db, Secret, Security, security::core_settings::CoreSettings};
use serde_json::{Value, json};

use crate::{
    cli::Common,
    failure::{Failure, Result, failed},
    output::{self, Output},
    settings::{Configuration, Needs, Server},
    target::{self, Target},
};

/// How it stands with one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Right,
    /// It works; somebody should know.
    Note,
    Broken,
}

/// What was found out about one thing.
#[derive(Debug)]
struct Finding {
    about: &'static str,
    state: State,
    text: String,
}

impl Finding {
    fn new(about: &'static str, state: State, text: impl Into<String>) -> Self {
        Self {
            about,
            state,
            text: text.into(),
        }
    }

    fn value(&self) -> Value {
        let state = match self.state {
            State::Right => "right",
            State::Note => "note",
            State::Broken => "broken",
        };
        json!({ "about": self.about, "state": state, "text": self.text })
    }

    fn line(&self) -> String {
        let mark = match self.state {
            State::Right => "ok    ",
            State::Note => "note  ",
            State::Broken => "BROKEN",
        };
        let text = self.text.replace('\n', "\n        ");
        format!("{mark}  {text}\n")
    }
}

/// Looks at everything, also when something is broken. Changes nothing.
pub(super) async fn run(common: Common) -> Result<()> {
    let output = Output::new(common.json);
    let findings = match Target::find(common.config)? {
        Target::Configured(config) => of_configuration(config).await,
        Target::Development(data) => of_development(&data).await,
    };
    if output.is_for_people() {
        let lines: String = findings.iter().map(Finding::line).collect();
        output.text(&lines, &Value::Null)?;
    } else {
        let values: Vec<Value> = findings.iter().map(Finding::value).collect();
        output::print(&format!("{:#}\n", Value::Array(values)))?;
    }
    let broken = findings
        .iter()
        .filter(|finding| finding.state == State::Broken);
    match broken.count() {
        0 => Ok(()),
        1 => Err(failed("One thing is broken.")),
        several => Err(failed(format!("{several} things are broken."))),
    }
}

async fn of_configuration(config: Option<PathBuf>) -> Vec<Finding> {
    let read = |needs| Configuration::read(target::source(config.as_deref()), needs);
    let mut findings = Vec::new();
    match read(Needs::Everything) {
        Ok(_) => findings.push(Finding::new(
            "settings",
            State::Right,
            "The settings can be served by.",
        )),
        Err(Failure::Usage(text) | Failure::Failed(text)) => {
            findings.push(Finding::new("settings", State::Broken, text));
        }
    }
    let Ok(configuration) = read(Needs::Database) else {
        findings.extend(checks::hashing(&CoreSettings::default().passwords));
        return findings;
    };
    let Ok(preview) = Security::preview(configuration.settings) else {
        return findings;
    };
    let notes = preview.warnings.into_iter();
    findings.extend(notes.map(|warning| Finding::new("settings", State::Note, warning)));
    findings.extend(of_core(&preview.core, &configuration.server.database_url).await);
    findings.push(of_mail(&configuration.server).await);
    findings
}

async fn of_development(data: &std::path::Path) -> Vec<Finding> {
    let text = format!(
        "This is the data of `portcullis dev` in {}: for this machine alone.",
        data.display()
    );
    let mut findings = vec![Finding::new("settings", State::Note, text)];
    let mut core = CoreSettings::default();
    crate::dev::settings(None).core(&mut core);
    findings.extend(checks::hashing(&core.passwords));
    findings.extend(checks::database(&crate::dev::database_url(data)).await);
    findings
}

async fn of_core(core: &CoreSettings, database: &Secret) -> Vec<Finding> {
    let mut findings = vec![checks::public_url(core), checks::secret_key(core)];
    findings.extend(checks::hashing(&core.passwords));
    findings.extend(checks::database(database).await);
    findings
}

async fn of_mail(server: &Server) -> Finding {
    match server.mail_place() {
        Some(place) => checks::mail(place).await,
        None => Finding::new(
            "mail",
            State::Broken,
            "There is neither MAIL_SERVER nor MAIL_FOLDER: no mail can leave, so nobody can confirm an address.",
        ),
    }
}

/// Lets go of the database, whatever came of it.
async fn close(db: Db, findings: Vec<Finding>) -> Vec<Finding> {
    db.close().await;
    findings
}
