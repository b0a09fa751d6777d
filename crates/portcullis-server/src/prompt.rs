//! Questions, asked on a terminal only: a script must not wait for an answer that never comes.

use std::io::{IsTerminal, stderr, stdin};

use dialoguer::{Confirm, Password};
use portcullis::Secret;

use crate::failure::{Failure, Result, failed, usage};

fn on_a_terminal() -> bool {
    stdin().is_terminal() && stderr().is_terminal()
}

fn broken(error: dialoguer::Error) -> Failure {
    failed(format!("The question could not be asked: {error}"))
}

/// The password that a script hands over: the first line of the standard input, without its end. Nobody else on the
/// machine sees it there, as they would on the command line.
pub(crate) fn password_line() -> Result<Secret> {
    let mut line = String::new();
    stdin().read_line(&mut line).map_err(|error| {
        failed(format!(
            "The password could not be read from the standard input: {error}"
        ))
    })?;
    let line = line.strip_suffix('\n').unwrap_or(&line);
    Ok(Secret::new(line.strip_suffix('\r').unwrap_or(line)))
}

/// A password that is typed twice.
pub(crate) fn new_password() -> Result<Secret> {
    if !on_a_terminal() {
        return Err(usage(
            "A password is missing: hand it over with --password-stdin, or run this on a terminal to be asked for it.",
        ));
    }
    let typed = Password::new()
        .with_prompt("Password")
        .with_confirmation("The same again", "These were not the same; once more.")
        .interact()
        .map_err(broken)?;
    Ok(Secret::new(typed))
}

/// Whether to go on with what can't be undone.
pub(crate) fn confirm(yes: bool, question: &str) -> Result<bool> {
    if yes {
        return Ok(true);
    }
    if !on_a_terminal() {
        return Err(usage(
            "This can't be undone: say --yes, or run it on a terminal to be asked.",
        ));
    }
    Confirm::new()
        .with_prompt(question)
        .default(false)
        .interact()
        .map_err(broken)
}
