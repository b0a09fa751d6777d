//! `portcullis users import`: users of another system, one JSON object a line.

use std::{io::Read, path::Path};

use portcullis::{Email, Error, ImportedUser, Security};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::{Desk, note};
use crate::failure::{Failure, Result, failed, usage};

/// One line of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    email: String,
    #[serde(default)]
    password_hash: Option<String>,
    #[serde(default)]
    confirmed: bool,
    #[serde(default = "yes")]
    active: bool,
    #[serde(default)]
    profile: Map<String, Value>,
}

fn yes() -> bool {
    true
}

/// A user with the number of the line that says so.
type Numbered = (usize, ImportedUser);

/// Makes all users of the file or none; with `go_on` all that can be made.
pub(super) async fn run(file: &Path, go_on: bool, desk: &Desk) -> Result<()> {
    let text = read(file)?;
    let (mut users, mut problems) = (Vec::new(), Vec::new());
    for (number, line) in (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
    {
        match parse(line, &desk.security) {
            Ok(user) => users.push((number, user)),
            Err(why) => problems.push(format!("Line {number}: {why}")),
        }
    }
    if !go_on && !problems.is_empty() {
        return Err(usage(format!(
            "{}\nNobody was imported.",
            problems.join("\n")
        )));
    }
    let imported = if go_on {
        each(users, &mut problems, &desk.security).await?
    } else {
        all(users, &desk.security).await?
    };
    for problem in &problems {
        note(problem);
    }
    let sentence = format!("{imported} imported, {} left out.", problems.len());
    desk.output
        .done(imported > 0, &sentence, ("imported", json!(imported)))
}

fn read(file: &Path) -> Result<String> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).map(drop)
    } else {
        std::fs::read_to_string(file).map(|read| text = read)
    };
    read.map_err(|error| failed(format!("{} can't be read: {error}", file.display())))?;
    Ok(text)
}

/// What is wrong with the line is told without what stands in it: there is a hash in it.
fn parse(line: &str, security: &Security) -> Result<ImportedUser, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| {
        format!("not a JSON object with email, password_hash, confirmed, active and profile (column {})", error.column())
    })?;
    let say = |fault| security.say(&fault).1;
    let hash = line
        .password_hash
        .map(|text| security.parse_foreign_hash(&text));
    Ok(ImportedUser {
        email: Email::parse(&line.email).map_err(say)?,
        password_hash: hash.transpose().map_err(say)?,
        active: line.active,
        confirmed: line.confirmed,
        profile: line.profile,
    })
}

async fn all(users: Vec<Numbered>, security: &Security) -> Result<usize> {
    let (numbers, users): (Vec<usize>, Vec<ImportedUser>) = users.into_iter().unzip();
    let made = security.import_users(users).await.map_err(|failure| {
        let number = numbers.get(failure.index).copied().unwrap_or_default();
        match failure.error {
            Error::Refused(_) => usage(format!(
                "Line {number}: {}\nNobody was imported.",
                why(failure.error, security)
            )),
            error => error.into(),
        }
    })?;
    Ok(made.len())
}

async fn each(
    users: Vec<Numbered>,
    problems: &mut Vec<String>,
    security: &Security,
) -> Result<usize> {
    let mut imported = 0;
    for (number, user) in users {
        match security.import_users(vec![user]).await {
            Ok(_) => imported += 1,
            Err(failure) if matches!(failure.error, Error::Refused(_)) => {
                problems.push(format!("Line {number}: {}", why(failure.error, security)));
            }
            Err(failure) => return Err(failure.error.into()),
        }
    }
    Ok(imported)
}

fn why(error: Error, security: &Security) -> String {
    match Failure::of(error, security) {
        Failure::Usage(text) | Failure::Failed(text) => text.replace('\n', " "),
    }
}
