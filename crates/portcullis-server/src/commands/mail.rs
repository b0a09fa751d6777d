//! `portcullis mail …`

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Subcommand;
use portcullis::{
    mail::{Job, State},
    messages::Locale,
};
use serde_json::{Value, json};

use super::Desk;
use crate::{
    failure::{Result, failed, usage},
    output::moment,
};

/// What can be done with mails.
#[derive(Debug, Subcommand)]
pub(crate) enum MailCommand {
    /// List the newest mails
    List {
        /// Only those that are waiting, sent or dead
        #[arg(long)]
        state: Option<State>,
        /// How many at most
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
    },
    /// Show all that is known of a mail
    Show {
        /// Its id
        id: String,
    },
    /// Send a mail again that was given up
    Retry {
        /// Its id
        id: String,
    },
    /// Show a mail as it would be sent, with values that were made up
    Preview {
        /// Its name, such as `welcome`; without one they are listed
        name: Option<String>,
        /// The language [default: `DEFAULT_LOCALE`]; en-XA is a made one that is longer than all
        #[arg(long, value_name = "TAG")]
        lang: Option<String>,
        /// Write the HTML into this file instead of printing the text
        #[arg(long, value_name = "FILE")]
        html: Option<PathBuf>,
    },
}

pub(super) async fn run(command: MailCommand, desk: &Desk) -> Result<()> {
    match command {
        MailCommand::List { state, limit } => {
            let jobs = desk.security.list_mail_jobs(state, limit).await?;
            desk.output.list(
                &jobs,
                &["Id", "State", "Mail", "To", "Tries", "Since", "Last error"],
                row,
                value,
            )
        }
        MailCommand::Show { id } => show(&find(&id, desk).await?, desk),
        MailCommand::Retry { id } => retry(&find(&id, desk).await?, desk).await,
        MailCommand::Preview { name, lang, html } => {
            preview(name.as_deref(), lang.as_deref(), html.as_deref(), desk)
        }
    }
}

fn preview(name: Option<&str>, lang: Option<&str>, file: Option<&Path>, desk: &Desk) -> Result<()> {
    let samples = desk.security.sample_mails();
    let Some(name) = name else {
        let names: Vec<&str> = samples.iter().map(|sample| sample.name).collect();
        let row = |name: &&str| vec![(*name).to_owned()];
        return desk.output.list(&names, &["Mail"], row, |name| json!(name));
    };
    let sample = samples.iter().find(|sample| sample.name == name);
    let sample = sample.ok_or_else(|| {
        usage(format!(
            "There is no mail {name:?}; `portcullis mail preview` lists them all."
        ))
    })?;
    let message = desk.security.preview_mail(sample, &language(lang, desk)?)?;
    let html = message.html.unwrap_or_default();
    if let Some(file) = file {
        fs::write(file, html).map_err(|error| failed(format!("{}: {error}", file.display())))?;
        let sentence = format!("{} is written.", file.display());
        return desk
            .output
            .done(true, &sentence, ("file", json!(file.display().to_string())));
    }
    let text = message.text.unwrap_or_default();
    let about = json!({ "name": name, "subject": message.subject, "text": text, "html": html });
    desk.output
        .text(&format!("{}\n\n{text}\n", message.subject), &about)
}

/// One of the languages that there are, or the made one.
fn language(tag: Option<&str>, desk: &Desk) -> Result<Locale> {
    let messages = desk.security.messages();
    let Some(tag) = tag else {
        return Ok(messages.default_locale().clone());
    };
    messages.staged_as(tag).ok_or_else(|| {
        let staged = messages.staged();
        let tags: Vec<String> = staged.iter().map(ToString::to_string).collect();
        usage(format!(
            "There is no language {tag:?}; there are {}.",
            tags.join(", ")
        ))
    })
}

async fn find(id: &str, desk: &Desk) -> Result<Job> {
    let found = match id.parse() {
        Ok(id) => desk.security.show_mail_job(id).await?,
        Err(_) => None,
    };
    found.ok_or_else(|| {
        usage(format!(
            "There is no mail {id:?}. `portcullis mail list` shows them; sent ones are forgotten after a week."
        ))
    })
}

fn row(job: &Job) -> Vec<String> {
    vec![
        job.id.to_string(),
        job.state.to_string(),
        job.kind.clone(),
        job.recipient.clone(),
        job.attempts.to_string(),
        moment(job.created_at),
        job.last_error.clone().unwrap_or_default(),
    ]
}

fn value(job: &Job) -> Value {
    json!({
        "id": job.id,
        "state": job.state.as_str(),
        "kind": job.kind,
        "recipient": job.recipient,
        "user_id": job.user_id,
        "locale": job.locale,
        "attempts": job.attempts,
        "created_at": job.created_at,
        "due_at": job.due_at,
        "leased_until": job.leased_until,
        "finished_at": job.finished_at,
        "last_error": job.last_error,
    })
}

fn show(job: &Job, desk: &Desk) -> Result<()> {
    let time = |at: Option<portcullis::Time>| at.map_or_else(String::new, moment);
    let lines = [
        ("Id", job.id.to_string()),
        ("State", job.state.to_string()),
        ("Mail", job.kind.clone()),
        ("To", job.recipient.clone()),
        (
            "User",
            job.user_id.map_or_else(String::new, |id| id.to_string()),
        ),
        ("Language", job.locale.clone()),
        ("Tries", job.attempts.to_string()),
        ("Since", moment(job.created_at)),
        (
            "Next try",
            if job.state == State::Waiting {
                moment(job.due_at)
            } else {
                String::new()
            },
        ),
        ("In hand until", time(job.leased_until)),
        ("Finished", time(job.finished_at)),
        ("Last error", job.last_error.clone().unwrap_or_default()),
    ];
    desk.output.card(&lines, &value(job))
}

async fn retry(job: &Job, desk: &Desk) -> Result<()> {
    if !desk.security.retry_mail_job(job.id).await? {
        return Err(usage(format!(
            "The mail {} is {}; only one that was given up (dead) can be sent again.",
            job.id, job.state
        )));
    }
    let now = desk.security.show_mail_job(job.id).await?;
    let sentence = format!(
        "The mail to {} waits again; the server sends it within seconds.",
        job.recipient
    );
    desk.output.done(
        true,
        &sentence,
        ("mail", value(now.as_ref().unwrap_or(job))),
    )
}
