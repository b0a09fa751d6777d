//! The settings of the server itself, beside the `SECURITY_*` names of the library: where it listens, its database, its mail.

use std::{ops::RangeInclusive, time::Duration};

use portcullis::{
    Secret,
    mail::{Folder, Smtp, SmtpCredentials, SmtpSecurity, SmtpSettings, Transport},
    security::core_settings::CoreSettings,
    settings::{Group, Origin, Problem, Settings, Source, any_of},
};

use crate::failure::{Failure, Result, usage};

portcullis::settings::settings! {
    prefix "";
    /// The settings of the server itself. Names are those of Flask-Mail where it has one.
    pub(crate) struct Server {
        /// Where to listen: address and port. `0.0.0.0:8080` takes connections from other machines; put a proxy in front
        /// that speaks TLS.
        LISTEN: listen: String = "127.0.0.1:8080".to_owned() => address,
        /// The database: `sqlite://portcullis.db` (the default, a file in the working directory, made when it is not there)
        /// or `postgres://user:password@host:5432/name`.
        DATABASE_URL: database_url: Secret = Secret::new("sqlite://portcullis.db"),
        /// The mail server. Empty: mail goes to `MAIL_FOLDER`.
        MAIL_SERVER: mail_server: String = String::new(),
        /// The port of the mail server; 0 for the usual one: 587 with STARTTLS, 465 with TLS, 25 with neither.
        MAIL_PORT: mail_port: u16 = 0,
        /// Whether the connection is upgraded to TLS before anything is said (STARTTLS). Flask-Mail's default is false; ours
        /// is true, because a mail holds a link that lets its reader in.
        MAIL_USE_TLS: mail_use_tls: bool = true,
        /// Whether the connection is TLS from its first byte; `MAIL_USE_TLS` says nothing then.
        MAIL_USE_SSL: mail_use_ssl: bool = false,
        /// Who we are to the mail server; empty when it does not ask.
        MAIL_USERNAME: mail_username: String = String::new(),
        /// The password for the mail server.
        MAIL_PASSWORD: mail_password: Secret = Secret::new(""),
        /// How long the mail server may take to answer, 1 to 20 seconds. No request waits for it.
        MAIL_TIMEOUT: mail_timeout: Duration = Duration::from_secs(10) => mail_timeout,
        /// A folder that gets each mail as an `.eml` file, in place of a mail server.
        MAIL_FOLDER: mail_folder: String = String::new(),
        /// How the log is written, to the error output: `text` for people, `json` for programs (an object a line).
        LOG_FORMAT: log_format: String = "text".to_owned() => any_of(&["text", "json"]),
        /// How much is logged: `error`, `warn`, `info`, `debug` or `trace`.
        LOG_LEVEL: log_level: String = "info".to_owned() => any_of(&["error", "warn", "info", "debug", "trace"]),
    }
}

#[expect(clippy::ptr_arg, reason = "a check takes the kind of its setting")]
fn address(text: &String) -> Result<(), String> {
    let split = text.rsplit_once(':');
    let port = split.and_then(|(host, port)| port.parse::<u16>().ok().filter(|_| !host.is_empty()));
    match port {
        Some(_) => Ok(()),
        None => Err("expected address and port, for example \"127.0.0.1:8080\"".to_owned()),
    }
}

const MAIL_TIMEOUTS: RangeInclusive<Duration> =
    Duration::from_secs(1)..=SmtpSettings::LONGEST_TIMEOUT;

fn mail_timeout(length: &Duration) -> Result<(), String> {
    if MAIL_TIMEOUTS.contains(length) {
        return Ok(());
    }
    let longest = MAIL_TIMEOUTS.end().as_secs();
    Err(format!("expected 1 to {longest} seconds"))
}

/// How much a command needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Where the database is.
    Database,
    /// All that it takes to serve people.
    Everything,
}

/// What was configured: the server's own settings, and the library's to be handed to its builder.
pub(crate) struct Configuration {
    pub(crate) server: Server,
    pub(crate) settings: Settings,
}

impl Configuration {
    /// Reads and judges a source together with the environment.
    ///
    /// # Errors
    /// All problems, one a line.
    pub(crate) fn read(source: Source, needs: Needs) -> Result<Self> {
        let mut server = Server::default();
        let names: Vec<&str> = server.table().iter().map(|setting| setting.name).collect();
        let mut settings = Settings::load(source.environment(environment(), &names));
        crate::health::reserve(&mut settings);
        settings.group(&mut server);
        for (name, message) in server.contradictions() {
            settings.refuse(name, message);
        }
        let missing = match needs {
            Needs::Database => Vec::new(),
            Needs::Everything => server.missing(&settings),
        };
        let judged = portcullis::Security::preview(settings.clone()).map(drop);
        report(judged.map_err(Failure::from), &missing)?;
        Ok(Self { server, settings })
    }
}

/// Where mail goes.
pub(crate) enum MailPlace<'a> {
    Folder(&'a str),
    /// Host and port.
    Server(&'a str, u16),
}

/// All that is wrong, one a line: what stands there, then what does not.
fn report(judged: Result<()>, missing: &[&str]) -> Result<()> {
    let mut lines = match judged {
        Ok(()) => Vec::new(),
        Err(Failure::Usage(text)) => vec![text],
        Err(other) => return Err(other),
    };
    lines.extend(missing.iter().map(ToString::to_string));
    if lines.is_empty() {
        return Ok(());
    }
    Err(usage(lines.join("\n")))
}

/// The process's environment.
pub(crate) fn environment() -> std::env::VarsOs {
    #[expect(
        clippy::disallowed_methods,
        reason = "here the environment comes in, to be checked by name"
    )]
    std::env::vars_os()
}

#[cfg(test)]
mod tests;

type Named = Vec<(&'static str, String)>;

impl Server {
    /// Settings that do not go together.
    fn contradictions(&self) -> Named {
        let mut found: Named = Vec::new();
        if !self.mail_server.is_empty() && !self.mail_folder.is_empty() {
            let why = "mail goes to MAIL_SERVER already; keep one of the two";
            found.push(("MAIL_FOLDER", why.to_owned()));
        }
        match (self.mail_username.is_empty(), self.mail_password.is_empty()) {
            (false, true) => found.push(("MAIL_USERNAME", "needs MAIL_PASSWORD".to_owned())),
            (true, false) => found.push(("MAIL_PASSWORD", "needs MAIL_USERNAME".to_owned())),
            _ => {}
        }
        if !self.mail_server.is_empty()
            && let Err(error) = Smtp::new(self.smtp())
        {
            found.push(("MAIL_SERVER", error.to_string()));
        }
        found
    }

    /// What serving needs and nobody can guess, a sentence each. Nothing when the file could not even be read.
    fn missing(&self, settings: &Settings) -> Vec<&'static str> {
        let unread = |problem: &Problem| matches!(problem.origin, Origin::File { line: 0, .. });
        if settings.problems().iter().any(unread) {
            return Vec::new();
        }
        let mut core = CoreSettings::default();
        settings.clone().core(&mut core);
        let mut missing = Vec::new();
        if core.http.public_url.is_empty() {
            missing.push(
                "SECURITY_PUBLIC_URL is missing: the origin under which browsers reach this server, such as \
                 \"https://accounts.example.com\"; links in mails begin with it",
            );
        }
        if self.mail_server.is_empty() && self.mail_folder.is_empty() {
            missing.push(
                "MAIL_SERVER is missing: the mail server, such as \"smtp.example.com\"; or give MAIL_FOLDER, a folder that \
                 gets each mail as a file",
            );
        }
        // Elsewhere than on loopback the library says so.
        if core.keys.secret_key.is_empty() && core.http.is_loopback() {
            missing.push(
                "SECRET_KEY is missing: the secret behind all keys; `portcullis keys generate FILE` makes one, and \
                 SECRET_KEY_FILE = \"FILE\" names it",
            );
        }
        missing
    }

    fn smtp(&self) -> SmtpSettings {
        let security = match (self.mail_use_ssl, self.mail_use_tls) {
            (true, _) => SmtpSecurity::Tls,
            (false, true) => SmtpSecurity::StartTls,
            (false, false) => SmtpSecurity::Plain,
        };
        let port = match self.mail_port {
            0 => security.usual_port(),
            port => port,
        };
        let credentials = (!self.mail_username.is_empty()).then(|| SmtpCredentials {
            username: self.mail_username.clone(),
            password: self.mail_password.clone(),
        });
        SmtpSettings {
            port,
            security,
            credentials,
            // One that is out of bounds is reported under its own name.
            timeout: self
                .mail_timeout
                .clamp(*MAIL_TIMEOUTS.start(), *MAIL_TIMEOUTS.end()),
            ..SmtpSettings::new(&self.mail_server)
        }
    }

    /// Where mail goes, if anywhere.
    pub(crate) fn mail_place(&self) -> Option<MailPlace<'_>> {
        match (self.mail_server.as_str(), self.mail_folder.as_str()) {
            ("", "") => None,
            ("", folder) => Some(MailPlace::Folder(folder)),
            (host, _) => Some(MailPlace::Server(host, self.smtp().port)),
        }
    }

    /// How mail leaves.
    pub(crate) fn transport(&self) -> Result<Box<dyn Transport>> {
        if self.mail_server.is_empty() {
            return Ok(Box::new(Folder::new(&self.mail_folder)));
        }
        let smtp =
            Smtp::new(self.smtp()).map_err(|error| usage(format!("MAIL_SERVER: {error}")))?;
        Ok(Box::new(smtp))
    }
}
