//! A real headless Chromium, steered through ChromeDriver. Each [`Chromium`] is a process pair of its own with a fresh
//! profile; both processes end when it is dropped, also by a failing test.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::client;

/// The sandbox cannot start as root, and a test page is our own; the rest keeps Chromium from talking to anybody else.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser with one window and nobody signed in.
pub(crate) struct Chromium {
    /// The window: `goto`, `find`, `form`, `execute`, …
    pub(crate) page: Client,
    session: String,
    process: u64,
    driver: Driver,
    // Removed last, after the processes that write into it.
    _profile: TempDir,
}

impl Chromium {
    /// Starts a browser. Panics with the cure when this machine has none.
    pub(crate) async fn start() -> Chromium {
        Self::preferring(json!({})).await
    }

    /// A browser that somebody has set up in this way, by the names of Chromium's preferences.
    pub(crate) async fn preferring(preferences: Value) -> Chromium {
        let driver =
            Driver::start("chromedriver").unwrap_or_else(|complaint| panic!("{complaint}"));
        let profile = tempfile::tempdir().expect("a temporary folder for the profile");
        let mut arguments: Vec<String> = ARGUMENTS
            .iter()
            .map(|&argument| argument.to_owned())
            .collect();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let options = json!({
            "goog:chromeOptions": { "args": arguments, "prefs": preferences },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let capabilities = serde_json::from_value(options).expect("capabilities are an object");
        let page = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await
            .unwrap_or_else(|error| {
                panic!("Chromium does not start: {error}. Run scripts/test, which installs it.")
            });
        let session = page
            .session_id()
            .await
            .ok()
            .flatten()
            .expect("an open session has an id");
        let process = page
            .capabilities()
            .and_then(|answered| answered.get("goog:processID"))
            .and_then(serde_json::Value::as_u64)
            .expect("ChromeDriver tells the process of its browser");
        Chromium {
            page,
            session,
            process,
            driver,
            _profile: profile,
        }
    }
}

impl Chromium {
    /// A command of Chromium's own (Chrome DevTools Protocol), such as `Page.captureScreenshot`.
    pub(crate) async fn command(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.post("goog/cdp/execute", body).await
    }

    /// What the page says, as a promise or at once.
    pub(crate) async fn evaluate(&self, script: &str) -> Value {
        let parameters =
            json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let said = self.command("Runtime.evaluate", parameters).await;
        assert!(said["exceptionDetails"].is_null(), "{said}");
        said["result"]["value"].clone()
    }

    /// What was written to the console since it was asked last: source and message.
    pub(crate) async fn console(&self) -> Vec<(String, String)> {
        let entries = self.post("se/log", json!({ "type": "browser" })).await;
        let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        let entries = entries.as_array().expect("a list of entries").iter();
        entries
            .map(|entry| (text(entry, "source"), text(entry, "message")))
            .collect()
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let (port, session) = (self.driver.port, &self.session);
        let url = format!("http://127.0.0.1:{port}/session/{session}/{path}");
        let answer = client().post(url).json(&body).send().await;
        let answer = answer.expect("ChromeDriver answers").json::<Value>().await;
        let answer = answer.expect("ChromeDriver answers in JSON");
        assert!(answer["value"]["error"].is_null(), "{path}: {answer}");
        answer["value"].clone()
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Asked politely, Chromium takes its own children along; whatever hangs is killed.
        if self.driver.end_session(&self.session).is_err() {
            let _ = Command::new("kill")
                .args(["-KILL", &self.process.to_string()])
                .status();
        }
    }
}

/// A ChromeDriver on a free port; killed when dropped.
struct Driver {
    process: Child,
    port: u16,
    // Open as long as the process, which would otherwise die of its own chatter.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    fn start(program: &str) -> Result<Driver, String> {
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => {
                    format!("{program} is missing. Run scripts/test, which installs it.")
                }
                _ => format!("{program} does not start: {error}"),
            })?;
        let mut output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut said = String::new();
        loop {
            let from = said.len();
            if output.read_line(&mut said).unwrap_or(0) == 0 {
                let _ = process.kill();
                let _ = process.wait();
                return Err(format!("{program} did not tell its port; it said: {said}"));
            }
            if let Some(port) = announced_port(&said[from..]) {
                return Ok(Driver {
                    process,
                    port,
                    _output: output,
                });
            }
        }
    }

    /// Blocks until the browser is gone, since no runtime may be left to wait with when this is dropped.
    fn end_session(&self, session: &str) -> std::io::Result<()> {
        let patience = Some(Duration::from_secs(10));
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(patience)?;
        stream.set_write_timeout(patience)?;
        write!(
            stream,
            "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        )?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        if status.ends_with(b" 200") {
            Ok(())
        } else {
            Err(ErrorKind::Other.into())
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn announced_port(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?
        .1
        .trim()
        .trim_end_matches('.')
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use std::net::{SocketAddr, TcpListener};
    use std::path::Path;
    use std::thread;

    use fantoccini::Locator;

    use super::*;

    const ASKING: &str = r#"<title>Asking</title><form method="post" action="/pressed"><button>Press</button></form>"#;
    const PRESSED: &str = r#"<title>Pressed</title><p id="answer">Thank you</p>"#;

    /// Answers a POST with one page and everything else with the other.
    fn serve_two_pages() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address");
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A browser opens connections ahead of need and leaves them silent.
                thread::spawn(move || answer(stream));
            }
        });
        address
    }

    fn answer(mut stream: TcpStream) {
        let mut head = [0; 4096];
        let length = stream.read(&mut head).unwrap_or(0);
        let page = if head[..length].starts_with(b"POST /pressed ") {
            PRESSED
        } else {
            ASKING
        };
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
            page.len()
        );
    }

    #[tokio::test]
    async fn a_person_presses_a_button_and_both_processes_end_with_the_browser() {
        let address = serve_two_pages();
        let browser = Chromium::start().await;

        browser
            .page
            .goto(&format!("http://{address}/"))
            .await
            .expect("the page opens");
        assert_eq!(browser.page.title().await.expect("a title"), "Asking");
        let button = browser
            .page
            .find(Locator::Css("button"))
            .await
            .expect("the page has a button");
        button.click().await.expect("the button can be pressed");
        let answer = browser
            .page
            .wait()
            .for_element(Locator::Id("answer"))
            .await
            .expect("the next page");
        assert_eq!(answer.text().await.expect("its text"), "Thank you");

        let processes = [browser.process, browser.driver.process.id().into()];
        let alive = || {
            processes
                .iter()
                .filter(|id| Path::new(&format!("/proc/{id}")).exists())
                .count()
        };
        assert_eq!(alive(), 2);
        drop(browser);
        assert_eq!(alive(), 0);
    }

    #[test]
    fn a_missing_chromedriver_is_named_with_its_cure() {
        let complaint = Driver::start("no-such-chromedriver")
            .err()
            .expect("it is not there");
        assert_eq!(
            complaint,
            "no-such-chromedriver is missing. Run scripts/test, which installs it."
        );
    }

    #[test]
    fn a_program_that_tells_no_port_is_given_up() {
        let complaint = Driver::start("true").err().expect("it tells no port");
        assert!(
            complaint.starts_with("true did not tell its port"),
            "{complaint}"
        );
    }
}
