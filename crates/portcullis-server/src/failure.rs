//! Why a command did not do what was asked, and the exit code that says so.

use std::{io::Write, process::ExitCode};

use portcullis::{Db, Error, Secret, Security};

/// A failure in the words for whoever typed the command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It can't be done as it was asked: wrong arguments, wrong settings, nobody of that name. Exit code 2.
    Usage(String),
    /// It should have worked: the database is gone, a port is taken. Exit code 1.
    Failed(String),
}

pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

/// A failure of exit code 2.
pub(crate) fn usage(text: impl Into<String>) -> Failure {
    Failure::Usage(text.into())
}

/// A failure of exit code 1.
pub(crate) fn failed(text: impl Into<String>) -> Failure {
    Failure::Failed(text.into())
}

impl Failure {
    /// Prints the failure and gives its exit code.
    pub(crate) fn tell(self) -> ExitCode {
        let (code, text) = match self {
            Self::Usage(text) => (2, text),
            Self::Failed(text) => (1, text),
        };
        // Nobody is left to tell when this fails.
        let _ = writeln!(std::io::stderr(), "{text}");
        ExitCode::from(code)
    }

    /// The same with the words of the catalogue for a refusal.
    pub(crate) fn of(error: Error, security: &Security) -> Self {
        match error {
            Error::Refused(faults) => {
                let texts: Vec<String> =
                    faults.0.iter().map(|fault| security.say(fault).1).collect();
                usage(texts.join("\n"))
            }
            other => other.into(),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Setup(text) => Self::Usage(text),
            Error::Refused(faults) => Self::Usage(faults.to_string()),
            Error::Unavailable(cause) => Self::Failed(format!(
                "{}.\nCheck that it runs and that DATABASE_URL is right, then try again.",
                sentence(&cause.to_string())
            )),
            Error::Internal(text) => Self::Failed(format!("That failed: {text}")),
            other => Self::Failed(format!("That failed: {other}")),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

/// Opens a database.
pub(crate) async fn open_database(url: &Secret) -> Result<Db> {
    Db::open(url.expose()).await.map_err(|error| {
        if error.is_unavailable() {
            return Error::Unavailable(error).into();
        }
        usage(format!(
            "DATABASE_URL can't be used: {error}\nIt is \"sqlite://path/to/file.db\" or \"postgres://user:password@host/name\"."
        ))
    })
}
