//! A mail server on this machine. It lives as long as the test process.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

pub(crate) struct Relay {
    port: u16,
    inside: Arc<Inside>,
}

#[derive(Default)]
struct Inside {
    kind: AtomicBool,
    letters: Mutex<Vec<Letter>>,
}

/// A mail that was taken.
#[derive(Clone)]
pub(crate) struct Letter {
    /// What the connection said to whom it goes.
    pub(crate) recipient: String,
    /// Head and body, as they came.
    pub(crate) source: String,
}

impl Relay {
    /// Takes every mail.
    pub(crate) fn start() -> Relay {
        let relay = Relay::that_refuses();
        relay.be_kind();
        relay
    }

    /// Turns every recipient away until it is told otherwise.
    pub(crate) fn that_refuses() -> Relay {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("a bound listener").port();
        let inside = Arc::new(Inside::default());
        let shared = inside.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let inside = shared.clone();
                thread::spawn(move || inside.talk(stream));
            }
        });
        Relay { port, inside }
    }

    pub(crate) fn be_kind(&self) {
        self.inside.kind.store(true, Ordering::SeqCst);
    }

    /// What makes a server send its mail here.
    pub(crate) fn settings(&self) -> String {
        format!(
            "MAIL_SERVER = '127.0.0.1'\nMAIL_PORT = {}\nMAIL_USE_TLS = false\n",
            self.port
        )
    }

    pub(crate) fn letters(&self) -> Vec<Letter> {
        self.inside
            .letters
            .lock()
            .expect("no reader panics")
            .clone()
    }
}

impl Inside {
    fn talk(&self, mut stream: TcpStream) -> Option<()> {
        let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
        let mut recipient = String::new();
        stream.write_all(b"220 relay\r\n").ok()?;
        while let Some(Ok(line)) = lines.next() {
            let answer = match line.get(..4).unwrap_or_default() {
                "EHLO" => "250 relay",
                "RCPT" if !self.kind.load(Ordering::SeqCst) => "550 \u{1b}[31mnobody here",
                "RCPT" => {
                    recipient = line;
                    "250 fine"
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").ok()?;
                    let mail = lines.by_ref().map_while(Result::ok);
                    let source: Vec<_> = mail.take_while(|line| line != ".").collect();
                    let letter = Letter {
                        recipient: recipient.clone(),
                        source: source.join("\n"),
                    };
                    self.letters.lock().ok()?.push(letter);
                    "250 taken"
                }
                "QUIT" => {
                    stream.write_all(b"221 bye\r\n").ok()?;
                    return Some(());
                }
                _ => "250 fine",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).ok()?;
        }
        Some(())
    }
}
