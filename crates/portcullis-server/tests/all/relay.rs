//! A mail server on this machine. It lives as long as the test process.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

pub(crate) struct Relay {
    port: u16,
    inside: Arc<Inside>,
}

#[derive(Default)]
struct Inside {
    kind: AtomicBool,
    /// 0 for none: which recipients' first mail fails, and how.
    moods: AtomicU64,
    tried: Mutex<BTreeSet<String>>,
    letters: Mutex<Vec<Letter>>,
}

/// How a mail fails.
#[derive(Copy, Clone, PartialEq)]
enum Mood {
    Kind,
    /// "Not now", as from a server with a grey list.
    NotNow,
    /// The connection breaks before the mail is taken.
    Lost,
    /// The connection breaks after the mail was taken, before that is said: it comes again.
    Unheard,
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

    /// Lets the first attempt of every other mail fail, in one way or another.
    pub(crate) fn fail_at_first(&self, seed: u64) {
        self.inside.moods.store(seed.max(1), Ordering::SeqCst);
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
    /// The mood for this recipient. Only the first attempt meets a bad one, so that every mail comes through in the end.
    fn mood(&self, recipient: &str) -> Mood {
        let seed = self.moods.load(Ordering::SeqCst);
        let is_new = |mut tried: std::sync::MutexGuard<'_, BTreeSet<String>>| {
            tried.insert(recipient.to_owned())
        };
        if seed == 0 || !self.tried.lock().is_ok_and(is_new) {
            return Mood::Kind;
        }
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one((seed, recipient));
        [
            Mood::NotNow,
            Mood::Lost,
            Mood::Unheard,
            Mood::Kind,
            Mood::Kind,
            Mood::Kind,
        ][hash as usize % 6]
    }

    fn talk(&self, mut stream: TcpStream) -> Option<()> {
        let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
        let (mut recipient, mut mood) = (String::new(), Mood::Kind);
        stream.write_all(b"220 relay\r\n").ok()?;
        while let Some(Ok(line)) = lines.next() {
            let answer = match line.get(..4).unwrap_or_default() {
                "EHLO" => "250 relay",
                "RCPT" if !self.kind.load(Ordering::SeqCst) => "550 \u{1b}[31mnobody here",
                "RCPT" => {
                    (mood, recipient) = (self.mood(&line), line);
                    if mood == Mood::NotNow {
                        "450 not now"
                    } else {
                        "250 fine"
                    }
                }
                "DATA" if mood == Mood::Lost => return None,
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").ok()?;
                    let mut source = Vec::new();
                    // A sender that is gone before the dot has sent nothing.
                    loop {
                        match lines.next()?.ok()? {
                            line if line == "." => break,
                            line => source.push(line),
                        }
                    }
                    let letter = Letter {
                        recipient: recipient.clone(),
                        source: source.join("\n"),
                    };
                    self.letters.lock().ok()?.push(letter);
                    if mood == Mood::Unheard {
                        return None;
                    }
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
