//! A small SMTP server for tests: keeps what it is sent, and misbehaves when told to.

mod talk;

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use talk::Phase;

/// Self-signed for `localhost` and 127.0.0.1, valid until 2120; known to everybody, good for tests only.
pub(crate) const CERTIFICATE: &[u8] = include_bytes!("testdata/localhost.pem");
const KEY: &[u8] = include_bytes!("testdata/localhost-key.pem");

/// What the server does with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reaction {
    Accept,
    /// Says nothing for that long before it accepts.
    AcceptAfter(Duration),
    /// Answers RCPT with this line, `451 4.7.1 later` or `550 5.1.1 nobody`.
    AnswerRcpt(&'static str),
    /// Takes the whole mail, then answers with this line.
    AnswerData(&'static str),
    /// Takes the whole mail, then never says anything again.
    HangAfterData,
    /// Closes the connection at MAIL FROM.
    DropAtMail,
    /// Closes the connection before the mail is whole.
    DropInData,
}

/// How a connection begins.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wrapping {
    Plain,
    StartTls,
    Tls,
}

/// What has been accepted.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) source: String,
    pub(crate) encrypted: bool,
    pub(crate) user: Option<String>,
}

#[derive(Clone)]
pub(crate) struct SmtpServer {
    port: u16,
    state: Arc<Mutex<State>>,
    /// Counts hang-ups; a connection ends when it changes.
    hang_ups: watch::Sender<u32>,
    tasks: Arc<Mutex<JoinSet<()>>>,
}

#[derive(Default)]
struct State {
    next: VecDeque<Reaction>,
    known: Option<(String, String)>,
    mails: Vec<Mail>,
    connections: usize,
}

impl SmtpServer {
    pub(crate) async fn start() -> Self {
        Self::start_on(0, Wrapping::Plain).await
    }

    /// Port 0 takes a free one.
    pub(crate) async fn start_on(port: u16, wrapping: Wrapping) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            state: Arc::default(),
            hang_ups: watch::Sender::new(0),
            tasks: Arc::default(),
        };
        let accepting = server.clone();
        server
            .tasks
            .lock()
            .unwrap()
            .spawn(async move { accepting.accept(listener, wrapping).await });
        server
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// What to do with the next mails, one each; those after them are accepted.
    pub(crate) fn next(&self, reactions: impl IntoIterator<Item = Reaction>) {
        self.state().next.extend(reactions);
    }

    /// From now on a client must name itself before it may send.
    pub(crate) fn require(&self, user: &str, password: &str) {
        self.state().known = Some((user.to_owned(), password.to_owned()));
    }

    pub(crate) fn mails(&self) -> Vec<Mail> {
        self.state().mails.clone()
    }

    /// How many connections were opened so far.
    pub(crate) fn connections(&self) -> usize {
        self.state().connections
    }

    /// Closes all open connections without a word and stays open for new ones.
    pub(crate) fn hang_up(&self) {
        self.hang_ups.send_modify(|count| *count += 1);
    }

    /// Closes the port and all connections.
    pub(crate) async fn stop(&self) {
        let mut tasks = std::mem::take(&mut *self.tasks.lock().unwrap());
        tasks.shutdown().await;
        self.hang_up();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    async fn accept(self, listener: TcpListener, wrapping: Wrapping) {
        let mut connections = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            self.state().connections += 1;
            let server = self.clone();
            connections.spawn(async move {
                let mut hang_ups = server.hang_ups.subscribe();
                tokio::select! {
                    _ = server.serve(stream, wrapping) => {}
                    _ = hang_ups.changed() => {}
                }
            });
        }
    }

    async fn serve(&self, stream: TcpStream, wrapping: Wrapping) -> io::Result<()> {
        if wrapping == Wrapping::Tls {
            let stream = acceptor().accept(stream).await?;
            return self.talk(stream, Phase::Tls).await.map(|_| ());
        }
        let phase = if wrapping == Wrapping::Plain {
            Phase::Plain
        } else {
            Phase::BeforeTls
        };
        if let Some(stream) = self.talk(stream, phase).await? {
            let stream = acceptor().accept(stream).await?;
            self.talk(stream, Phase::AfterStartTls).await?;
        }
        Ok(())
    }
}

fn acceptor() -> TlsAcceptor {
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from_pem_slice(CERTIFICATE).unwrap()],
            PrivateKeyDer::from_pem_slice(KEY).unwrap(),
        )
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}
