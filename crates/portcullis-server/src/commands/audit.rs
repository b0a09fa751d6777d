//! `portcullis audit …`

use std::path::{Path, PathBuf};

use clap::Subcommand;
use portcullis::{
    Email, Time,
    audit::{CHAINS, Entry, Filter, Head, Kind, Verification},
};
use serde_json::{Value, json};

use super::Desk;
use crate::{
    failure::{Result, failed, usage},
    output::{line, moment},
};

/// How many events are read at once.
const PAGE: u32 = 500;

/// What can be done with the audit log.
#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// List the newest events
    List {
        /// Only those about this address or user id
        #[arg(long, value_name = "USER")]
        user: Option<String>,
        /// Only those of this kind, such as `sign_in`
        #[arg(long)]
        kind: Option<Kind>,
        /// Only those since this day or moment: 2026-01-31, 2026-01-31T12:00:00Z
        #[arg(long, value_name = "TIME", value_parser = since)]
        since: Option<Time>,
        /// How many at most
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
    },
    /// Print all events, a line of JSON each, with all that is needed to verify them elsewhere
    Export,
    /// Walk through all events and say whether they are as they were written; prints the heads, to be noted
    Verify {
        /// Heads that were noted: what `audit verify` printed as JSON. Finds also what was cut off since
        #[arg(long, value_name = "FILE")]
        head: Option<PathBuf>,
    },
}

pub(super) async fn run(command: AuditCommand, desk: &Desk) -> Result<()> {
    match command {
        AuditCommand::List {
            user,
            kind,
            since,
            limit,
        } => {
            let mut filter = Filter {
                kind,
                since,
                limit,
                ..Filter::default()
            };
            if let Some(user) = user {
                about(&user, &mut filter, desk).await?;
            }
            list(&filter, desk).await
        }
        AuditCommand::Export => export(desk).await,
        AuditCommand::Verify { head } => verify(head.as_deref(), desk).await,
    }
}

fn since(text: &str) -> Result<Time, String> {
    let moment = text.parse::<Time>();
    moment.or_else(|error| format!("{text}T00:00:00Z").parse().map_err(|_| error))
}

/// Somebody of whom there are events need not be a user: the address may be unknown, the user deleted.
async fn about(user: &str, filter: &mut Filter, desk: &Desk) -> Result<()> {
    if let Ok(id) = user.parse() {
        filter.user = Some(portcullis::UserId(id));
        return Ok(());
    }
    let email = Email::parse(user);
    let email = email.map_err(|fault| usage(desk.security.say(&fault).1))?;
    filter.user = desk.security.find_user(user).await?.map(|user| user.id);
    filter.email = Some(email);
    Ok(())
}

async fn list(filter: &Filter, desk: &Desk) -> Result<()> {
    let events = desk.security.audit_events(filter).await?;
    desk.output.list(
        &events,
        &["When", "Event", "Result", "By", "About", "From", "More"],
        row,
        value,
    )
}

fn row(entry: &Entry) -> Vec<String> {
    let (about, from) = match &entry.person {
        None => ("erased".to_owned(), String::new()),
        Some(person) => {
            let id = person.user_id.map(|id| id.to_string());
            let about = person.email.clone().or(id);
            (
                about.unwrap_or_default(),
                person.ip.clone().unwrap_or_default(),
            )
        }
    };
    vec![
        moment(entry.at),
        entry.kind.clone(),
        entry.result.clone(),
        entry.actor.clone(),
        about,
        from,
        if entry.detail == "{}" {
            String::new()
        } else {
            entry.detail.clone()
        },
    ]
}

/// What is kept as text in JSON, read; as it is when somebody made it unreadable.
fn read(detail: &str) -> Value {
    serde_json::from_str(detail).unwrap_or_else(|_| detail.into())
}

fn value(entry: &Entry) -> Value {
    let person = entry.person.as_ref().map(|person| {
        json!({
            "user_id": person.user_id,
            "email": person.email,
            "ip": person.ip,
            "user_agent": person.user_agent,
            "detail": read(&person.detail),
        })
    });
    json!({
        "id": entry.id,
        "at": entry.at,
        "kind": entry.kind,
        "result": entry.result,
        "actor": entry.actor,
        "detail": read(&entry.detail),
        "person": person,
        "chain": entry.chain,
        "number": entry.number,
    })
}

async fn export(desk: &Desk) -> Result<()> {
    for chain in 0..CHAINS {
        let mut after = 0;
        loop {
            let page = desk.security.audit_chain(chain, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.number;
            for entry in &page {
                line(&entry.to_json())?;
            }
        }
    }
    Ok(())
}

async fn verify(noted: Option<&Path>, desk: &Desk) -> Result<()> {
    let noted = match noted {
        Some(path) => read_heads(path)?,
        None => Vec::new(),
    };
    let found = desk.security.verify_audit(&noted).await?;
    desk.output.card(&lines(&found), &json!(found))?;
    if found.broken.is_empty() {
        return Ok(());
    }
    let faults = found.broken.iter().map(|broken| {
        let (chain, number, fault) = (broken.chain, broken.number, broken.fault);
        format!("\nChain {chain}, event {number}: {fault}.")
    });
    Err(failed(format!(
        "The audit log is not as it was written. The first fault of each chain that is broken:{}",
        faults.collect::<String>()
    )))
}

fn lines(found: &Verification) -> Vec<(&'static str, String)> {
    let verdict = match found.broken.len() {
        0 => "OK".to_owned(),
        broken => format!("BROKEN: {broken} of {CHAINS} chains"),
    };
    let mut lines = vec![
        ("Result", verdict),
        ("Events in order", found.events.to_string()),
        ("Of them erased", found.erased.to_string()),
        ("Without signature", found.unsigned.to_string()),
    ];
    let heads = found.heads.iter().filter(|head| head.number > 0);
    lines.extend(heads.map(|head| {
        let text = format!("chain {} event {} {}", head.chain, head.number, head.digest);
        ("Head", text)
    }));
    lines
}

/// Reads what this command printed as JSON, or only its array of heads.
fn read_heads(path: &Path) -> Result<Vec<Head>> {
    let wrong = |why: String| {
        usage(format!(
            "{} holds no heads: {why}\nIt is what `portcullis audit verify --json` prints.",
            path.display()
        ))
    };
    let text = std::fs::read_to_string(path)
        .map_err(|error| failed(format!("{} can't be read: {error}", path.display())))?;
    let all: Value = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let heads = all.get("heads").unwrap_or(&all);
    serde_json::from_value(heads.clone()).map_err(|error| wrong(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_first_moment() {
        assert_eq!(since("2026-01-31"), "2026-01-31T00:00:00Z".parse());
        assert_eq!(
            since("2026-01-31T12:00:00Z"),
            "2026-01-31T12:00:00Z".parse()
        );
        assert!(since("yesterday").is_err());
    }
}
