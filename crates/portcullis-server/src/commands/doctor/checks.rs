//! What is looked at, one function each.

use std::{path::Path, time::Duration};

use portcullis::{
    Secret,
    security::core_settings::{CoreSettings, Passwords},
    security::hashing::Engine,
};
use tokio::{net::TcpStream, time::timeout};

use super::{Finding, State, close};
use crate::{
    commands::bench_hash::{engine, is_enough, measured, millis},
    failure::{Failure, open_database},
    settings::MailPlace,
};

/// How long a mail server may take to take a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// A hash that takes longer makes people wait, and lets few of them in at once.
const SLOW: Duration = Duration::from_secs(1);

fn text_of(failure: Failure) -> String {
    match failure {
        Failure::Usage(text) | Failure::Failed(text) => text,
    }
}

pub(super) fn public_url(core: &CoreSettings) -> Finding {
    let found = |state, text: String| Finding::new("public_url", state, text);
    match core.http.public_origin() {
        None => found(
            State::Broken,
            "There is no SECURITY_PUBLIC_URL: links in mails would lead nowhere.".into(),
        ),
        Some(_) if core.http.is_loopback() => found(
            State::Note,
            format!(
                "People reach this server at {}, which is this machine alone.",
                core.http.public_url
            ),
        ),
        Some(_) => found(
            State::Right,
            format!("People reach this server at {}.", core.http.public_url),
        ),
    }
}

pub(super) fn secret_key(core: &CoreSettings) -> Finding {
    let found = |state, text: &str| Finding::new("secret_key", state, text);
    if core.keys.secret_key.is_empty() {
        return found(
            State::Broken,
            "There is no SECRET_KEY: what is sealed or signed is worth nothing after a restart. `portcullis keys generate FILE` makes one.",
        );
    }
    found(
        State::Right,
        "There is a SECRET_KEY, and it is long enough.",
    )
}

pub(super) fn hashing(passwords: &Passwords) -> Vec<Finding> {
    let found = |state, text: String| Finding::new("hashing", state, text);
    let engine = match engine() {
        Ok(engine) => engine,
        Err(failure) => return vec![found(State::Broken, text_of(failure))],
    };
    let mut findings = vec![match engine {
        Engine::Dispatched(_) => found(
            State::Right,
            format!("Passwords are hashed by {engine}, which passed its self-test."),
        ),
        Engine::Portable => found(
            State::Note,
            format!(
                "Passwords are hashed by {engine}, at less than half the speed: argon2-rust gives wrong answers on this machine."
            ),
        ),
    }];
    let cost = passwords.argon2_cost();
    findings.push(match measured(engine, cost, 5) {
        Err(failure) => found(State::Broken, text_of(failure)),
        Ok(timing) => {
            let state = if timing.least > SLOW { State::Note } else { State::Right };
            let took = millis(timing.median);
            let (memory, iterations, lanes) = (cost.memory_kib, cost.iterations, cost.lanes);
            found(state, format!("One hash takes {took} ms ({memory} KiB, {iterations} iterations, {lanes} lanes)."))
        }
    });
    if !is_enough(cost) {
        findings.push(found(
            State::Note,
            "That is less than OWASP asks for; `portcullis bench-hash` proposes a cost.".to_owned(),
        ));
    }
    findings.push(threads(passwords));
    findings
}

fn threads(passwords: &Passwords) -> Finding {
    let threads = passwords.hash_threads();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = threads * passwords.password_argon2_memory as usize / 1024;
    let (state, verdict) = if threads > cores {
        (
            State::Note,
            "; more threads than cores hash no faster and take more memory",
        )
    } else {
        (State::Right, "")
    };
    let text = format!(
        "Threads that hash: {threads}, cores: {cores}, memory while they hash: {memory} MiB{verdict}."
    );
    Finding::new("hash_threads", state, text)
}

pub(super) async fn database(url: &Secret) -> Vec<Finding> {
    let found = |state, text: String| vec![Finding::new("database", state, text)];
    if let Some(file) = sqlite_file(url.expose())
        && !Path::new(file).exists()
    {
        return found(
            State::Broken,
            format!(
                "There is no database {file} yet: `portcullis migrate` or `portcullis serve` makes it."
            ),
        );
    }
    let db = match open_database(url).await {
        Ok(db) => db,
        Err(failure) => return found(State::Broken, text_of(failure)),
    };
    let findings = match portcullis::pending_migrations(&db).await {
        Err(error) => found(State::Broken, text_of(error.into())),
        Ok(pending) if pending.is_empty() => found(
            State::Right,
            "The database answers, and its tables are up to date.".to_owned(),
        ),
        Ok(pending) => found(
            State::Broken,
            format!(
                "The database answers, but its tables miss {}: run `portcullis migrate`.",
                pending.join(", ")
            ),
        ),
    };
    close(db, findings).await
}

/// Opening would make the file, and looking must change nothing.
fn sqlite_file(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite://")?;
    Some(path.split('?').next().unwrap_or(path))
}

pub(super) async fn mail(place: MailPlace<'_>) -> Finding {
    let found = |state, text: String| Finding::new("mail", state, text);
    match place {
        MailPlace::Folder(folder) if Path::new(folder).is_dir() => found(
            State::Note,
            format!("Mail goes to the folder {folder}, where nobody reads it but who looks."),
        ),
        MailPlace::Folder(folder) => found(
            State::Note,
            format!("Mail goes to the folder {folder}, which the first mail makes."),
        ),
        MailPlace::Server(host, port) => {
            let connecting = TcpStream::connect((host, port));
            match timeout(PATIENCE, connecting).await {
                Ok(Ok(_)) => found(
                    State::Right,
                    format!("The mail server {host}:{port} takes connections; no mail was sent."),
                ),
                Ok(Err(error)) => found(
                    State::Broken,
                    format!("The mail server {host}:{port} takes no connection: {error}."),
                ),
                Err(_) => found(
                    State::Broken,
                    format!(
                        "The mail server {host}:{port} did not answer within {} seconds.",
                        PATIENCE.as_secs()
                    ),
                ),
            }
        }
    }
}
