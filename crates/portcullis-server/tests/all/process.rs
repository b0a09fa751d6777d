//! The real binary as a child process, in a folder and an environment of its own.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

/// Longer than anything that is waited for takes on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The password of the people in the tests.
pub(crate) const PASSWORD: &str = "lower the drawbridge";

/// What nothing that is tested depends on: sign-up with confirmation, mail into a folder, any free port.
pub(crate) const CONFIGURATION: &str = "\
SECURITY_PUBLIC_URL = 'http://localhost:8080'
SECRET_KEY = 'kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5'
SECURITY_REGISTERABLE = true
SECURITY_CONFIRMABLE = true
SECURITY_TRACKABLE = true
LISTEN = '127.0.0.1:0'
LOG_FORMAT = 'json'
";

/// A folder to work in.
pub(crate) struct Place {
    folder: TempDir,
    environment: Vec<(&'static str, String)>,
    started: AtomicU32,
}

/// What a command that has ended left behind.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) output: String,
    pub(crate) errors: String,
}

impl Place {
    pub(crate) fn new() -> Place {
        Place {
            folder: tempfile::tempdir().expect("a temporary folder"),
            environment: Vec::new(),
            started: AtomicU32::new(0),
        }
    }

    /// A folder with a `portcullis.toml`.
    pub(crate) fn configured(more: &str) -> Place {
        let place = Place::new();
        place.write("portcullis.toml", &format!("{CONFIGURATION}{more}"));
        place
    }

    pub(crate) fn with_environment(mut self, name: &'static str, value: &str) -> Place {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// Runs a line of the shell, in which `portcullis` is the binary.
    pub(crate) fn shell(&self, line: &str) -> Ended {
        let bin = Path::new(env!("CARGO_BIN_EXE_portcullis")).parent();
        let bin = bin.expect("a binary is in a folder").display();
        let ended = Command::new("sh")
            .args(["-c", line])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", format!("{bin}:/usr/bin:/bin"))
            .output()
            .expect("there is a shell");
        Ended {
            code: ended.status.code(),
            output: String::from_utf8_lossy(&ended.stdout).into_owned(),
            errors: String::from_utf8_lossy(&ended.stderr).into_owned(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file can be written");
    }

    /// Starts the binary with nothing to read.
    pub(crate) fn start(&self, arguments: &[&str]) -> Running {
        self.start_reading(Stdio::null(), arguments)
    }

    /// Starts the binary. What it says goes to files, so that it never waits for a reader.
    fn start_reading(&self, input: Stdio, arguments: &[&str]) -> Running {
        let number = self.started.fetch_add(1, Ordering::Relaxed);
        let (output, errors) = (
            self.path(&format!("{number}.out")),
            self.path(&format!("{number}.err")),
        );
        let file = |path: &Path| File::create(path).expect("a file can be made");
        let child = Command::new(env!("CARGO_BIN_EXE_portcullis"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(input)
            .stdout(file(&output))
            .stderr(file(&errors))
            .spawn()
            .expect("the binary starts");
        Running {
            child,
            output,
            errors,
        }
    }

    /// Runs the binary to its end.
    pub(crate) async fn run(&self, arguments: &[&str]) -> Ended {
        self.start(arguments).ended().await
    }

    /// Runs the binary to its end, with this to read.
    pub(crate) async fn run_reading(&self, input: &str, arguments: &[&str]) -> Ended {
        self.write("input", input);
        let file = File::open(self.path("input")).expect("the file was just written");
        self.start_reading(file.into(), arguments).ended().await
    }

    /// Runs a command that must succeed, and reads the JSON it prints.
    pub(crate) async fn json(&self, arguments: &[&str]) -> Value {
        let ended = self.run(arguments).await;
        assert_eq!(ended.code, Some(0), "{arguments:?}: {ended:?}");
        serde_json::from_str(&ended.output)
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", ended.output))
    }

    /// Makes a user with this password, with more options such as `-a`.
    pub(crate) async fn create_user(&self, email: &str, password: &str, more: &[&str]) {
        let create = ["users", "create", email, "--password", password];
        self.json(&[&create, more].concat()).await;
    }

    /// Starts `serve` and waits until it serves.
    pub(crate) async fn serve(&self) -> Served {
        let mut running = self.start(&["serve"]);
        let url = until("the server says where it listens", async || {
            running.must_run();
            let log = running.log();
            let line = log.lines().find(|line| line.contains("\"Serving\""))?;
            let line: Value = serde_json::from_str(line).ok()?;
            Some(format!("http://{}", line["listen"].as_str()?))
        })
        .await;
        Served { running, url }
    }
}

/// A process that is killed when this is dropped.
pub(crate) struct Running {
    child: Child,
    output: PathBuf,
    errors: PathBuf,
}

impl Running {
    pub(crate) fn said(&self) -> String {
        fs::read_to_string(&self.output).unwrap_or_default()
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(&self.errors).unwrap_or_default()
    }

    /// Panics with what it said when it has ended.
    pub(crate) fn must_run(&mut self) {
        if let Ok(Some(status)) = self.child.try_wait() {
            panic!("it ended with {status}: {}", self.log());
        }
    }

    /// Sends a signal, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([format!("-{name}"), self.child.id().to_string()])
            .status();
        assert!(sent.is_ok_and(|status| status.success()), "kill -{name}");
    }

    /// Ends it at once, with no chance to put anything in order.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("a child can be killed");
        self.child.wait().expect("a child can be waited for");
    }

    /// Waits for its end.
    pub(crate) async fn ended(mut self) -> Ended {
        let status = until("the process ends", async || {
            self.child.try_wait().expect("a child can be asked")
        })
        .await;
        Ended {
            code: status.code(),
            output: self.said(),
            errors: self.log(),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("--- the log of the process:\n{}", self.log());
        }
    }
}

/// A server that serves.
pub(crate) struct Served {
    pub(crate) running: Running,
    pub(crate) url: String,
}

impl Served {
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Signs up as a program does; the answer is the acknowledgement.
    pub(crate) async fn sign_up(&self, address: &str) {
        let body = serde_json::json!({ "email": address, "password": PASSWORD });
        let answer = client().post(self.at("/register")).json(&body).send().await;
        let answer = answer.expect("the server answers");
        assert_eq!(answer.status(), 200, "{:?}", answer.text().await);
    }
}

/// A browser of sorts: keeps cookies, follows nothing.
pub(crate) fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .cookie_store(true)
        .redirect(reqwest::redirect::Policy::none())
        .timeout(PATIENCE)
        .build()
        .expect("a client without TLS needs nothing")
}

/// The status of a GET.
pub(crate) async fn status(url: &str) -> Option<u16> {
    let answer = client().get(url).send().await.ok()?;
    Some(answer.status().as_u16())
}

/// Looks again and again until there is something, for as long as patience lasts.
pub(crate) async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < end, "waited in vain until {what}");
        sleep(Duration::from_millis(20)).await;
    }
}
