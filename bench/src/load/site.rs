//! What load is put on: the bare axum server, the app, the server; on a fresh database where they need one.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use tokio::time::{Instant, sleep};

use crate::{
    Result,
    arguments::{Arguments, Databases},
    process::Process,
    wire::Connection,
};

/// How much work a password is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cost {
    /// As little as there can be, so that all else stands out.
    Least,
    /// What the server does when nobody says otherwise.
    Usual,
}

impl Cost {
    /// Memory in KiB, and passes.
    pub(crate) fn parameters(self) -> (u32, u32) {
        match self {
            Self::Least => (8, 1),
            Self::Usual => (19_456, 2),
        }
    }
}

/// A database of its own, which goes away with the folder or with the throw-away PostgreSQL.
pub(crate) struct Database {
    pub(crate) kind: &'static str,
    pub(crate) url: String,
}

/// Where everything is: programs, a folder for data.
pub(crate) struct Ground {
    pub(crate) arguments: Arguments,
    pub(crate) folder: PathBuf,
}

/// A running server.
pub(crate) struct Site {
    pub(crate) process: Process,
    pub(crate) at: SocketAddr,
}

impl Ground {
    /// The kinds of database that were asked for.
    pub(crate) fn kinds(&self) -> Vec<&'static str> {
        match self.arguments.database {
            Databases::Sqlite => vec!["sqlite"],
            Databases::Postgres => vec!["postgres"],
            Databases::Both => vec!["sqlite", "postgres"],
        }
    }

    /// A fresh, migrated database with this name.
    pub(crate) fn database(&self, kind: &'static str, name: &str) -> Result<Database> {
        let url = if kind == "sqlite" {
            format!("sqlite://{}/{name}.db", self.folder.display())
        } else {
            self.psql(
                &self.arguments.postgres,
                &["-c", &format!("CREATE DATABASE {name}")],
            )?;
            let (server, _) = self
                .arguments
                .postgres
                .rsplit_once('/')
                .ok_or("--postgres")?;
            format!("{server}/{name}")
        };
        let database = Database { kind, url };
        let mut migrate = self.command(&database, Cost::Least, 9);
        succeed(migrate.arg("migrate"))?;
        Ok(database)
    }

    /// Runs psql on a database.
    pub(crate) fn psql(&self, url: &str, arguments: &[&str]) -> Result<()> {
        let mut psql = Command::new(&self.arguments.psql);
        psql.args(["--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-d", url]);
        succeed(psql.args(arguments))
    }

    /// The server's program with settings for this database, ready for its arguments.
    pub(crate) fn command(&self, database: &Database, cost: Cost, port: u16) -> Command {
        let mut command = Command::new(&self.arguments.server);
        command.current_dir(&self.folder);
        settings(&mut command, cost, port);
        let mail = self.folder.join("mail");
        command
            .env("DATABASE_URL", &database.url)
            .env("LISTEN", format!("127.0.0.1:{port}"))
            .env("MAIL_FOLDER", mail);
        command
    }

    /// The file of what the servers log, for whoever wants to know why one did not start.
    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// Starts the server.
    pub(crate) async fn server(&self, database: &Database, cost: Cost) -> Result<Site> {
        let port = free_port()?;
        let mut command = self.command(database, cost, port);
        Site::start(command.arg("serve"), port, "/livez", &self.log()).await
    }

    /// Starts the app; with a courier and sweeps, or without.
    pub(crate) async fn app(
        &self,
        database: &Database,
        cost: Cost,
        background: bool,
    ) -> Result<Site> {
        let port = free_port()?;
        let mut command = Command::new(&self.arguments.subject);
        settings(&mut command, cost, port);
        command.args(["app", &format!("127.0.0.1:{port}"), &database.url]);
        if !background {
            command.arg("--without-background");
        }
        Site::start(&mut command, port, "/outside", &self.log()).await
    }

    /// Starts the bare axum server.
    pub(crate) async fn bare(&self) -> Result<Site> {
        let port = free_port()?;
        let mut command = Command::new(&self.arguments.subject);
        command.args(["bare", &format!("127.0.0.1:{port}")]);
        Site::start(&mut command, port, "/", &self.log()).await
    }
}

impl Site {
    pub(crate) async fn start(
        command: &mut Command,
        port: u16,
        path: &str,
        log: &Path,
    ) -> Result<Self> {
        let process = Process::start(command, log)?;
        let at = SocketAddr::from(([127, 0, 0, 1], port));
        let mut site = Self { process, at };
        let until = Instant::now() + Duration::from_secs(20);
        while !site.answers(path).await {
            if site.process.has_ended() || Instant::now() > until {
                let said = fs::read_to_string(log).unwrap_or_default();
                return Err(format!("{command:?} does not answer:\n{said}").into());
            }
            sleep(Duration::from_micros(250)).await;
        }
        Ok(site)
    }

    async fn answers(&self, path: &str) -> bool {
        let mut connection = Connection::new(self.at);
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.host());
        let answer = connection.ask(request.as_bytes()).await;
        answer.is_ok_and(|answer| answer.status == 200)
    }

    /// What a browser calls it.
    pub(crate) fn host(&self) -> String {
        format!("localhost:{}", self.at.port())
    }
}

/// Limits that no load meets: they are counted all the same.
const LIMITS: [&str; 10] = [
    "GUESSES_PER_ACCOUNT",
    "GUESSES_PER_NETWORK",
    "GUESSES_PER_ACCOUNT_AND_NETWORK",
    "GUESSES_PER_DEVICE",
    "SIGN_UPS_PER_NETWORK",
    "MAILS_PER_RECIPIENT",
    "MAILS_PER_NETWORK",
    "LINKS_PER_NETWORK",
    "CODES_PER_ACCOUNT",
    "NOTICES_PER_RECIPIENT",
];

const FEATURES: [&str; 7] = [
    "REGISTERABLE",
    "CONFIRMABLE",
    "RECOVERABLE",
    "CHANGEABLE",
    "PASSWORDLESS",
    "TRACKABLE",
    "ACCOUNT",
];

fn settings(command: &mut Command, cost: Cost, port: u16) {
    command.env_clear();
    let mut set = |name: &str, value: &str| {
        command.env(format!("SECURITY_{name}"), value);
    };
    for feature in FEATURES {
        set(feature, "true");
    }
    for limit in LIMITS {
        set(&format!("THROTTLE_{limit}"), "1000000 per hour");
    }
    let (memory, passes) = cost.parameters();
    set("PASSWORD_ARGON2_MEMORY", &memory.to_string());
    set("PASSWORD_ARGON2_ITERATIONS", &passes.to_string());
    set("PUBLIC_URL", &format!("http://localhost:{port}"));
    command.env("SECRET_KEY", "kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5");
}

/// A port that is free at this moment.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Runs a command to its end.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?}: {} {said}", output.status).into())
}
