//! The words of the test server.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};

use super::{Mail, Reaction, SmtpServer};

/// Where a conversation begins.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Plain,
    BeforeTls,
    AfterStartTls,
    Tls,
}

pub(super) trait Wire: AsyncRead + AsyncWrite + Unpin {}
impl<S: AsyncRead + AsyncWrite + Unpin> Wire for S {}

impl SmtpServer {
    /// The conversation; gives the stream back after STARTTLS.
    pub(super) async fn talk<S: Wire>(&self, stream: S, phase: Phase) -> io::Result<Option<S>> {
        let encrypted = matches!(phase, Phase::Tls | Phase::AfterStartTls);
        let mut client = Client {
            stream: BufReader::new(stream),
            user: None,
            encrypted,
        };
        if phase != Phase::AfterStartTls {
            client.say("220 localhost test server").await?;
        }
        while let Some(line) = client.line().await? {
            let verb = line
                .split([' ', ':'])
                .next()
                .unwrap_or_default()
                .to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" if phase != Phase::BeforeTls => {
                    client
                        .say("250-localhost\r\n250-8BITMIME\r\n250 AUTH PLAIN")
                        .await?
                }
                "EHLO" => client.say("250-localhost\r\n250 STARTTLS").await?,
                "STARTTLS" => {
                    client.say("220 go ahead").await?;
                    return Ok(Some(client.stream.into_inner()));
                }
                "AUTH" => self.check_user(&mut client, &line).await?,
                "MAIL" => self.take_mail(&mut client, &line).await?,
                "NOOP" | "RSET" => client.say("250 fine").await?,
                "QUIT" => return client.say("221 bye").await.map(|()| None),
                _ => client.say("502 unknown").await?,
            }
        }
        Ok(None)
    }

    async fn check_user<S: Wire>(&self, client: &mut Client<S>, line: &str) -> io::Result<()> {
        let given = STANDARD
            .decode(line.trim_start_matches("AUTH PLAIN "))
            .unwrap();
        let given = String::from_utf8(given).unwrap();
        let known = self.state().known.clone();
        match known {
            Some((user, password)) if given == format!("\0{user}\0{password}") => {
                client.user = Some(user);
                client.say("235 welcome").await
            }
            // Servers do quote what they were given.
            _ => {
                client
                    .say(&format!("535 5.7.8 {}", given.replace('\0', " ")))
                    .await
            }
        }
    }

    async fn take_mail<S: Wire>(&self, client: &mut Client<S>, line: &str) -> io::Result<()> {
        if self.state().known.is_some() && client.user.is_none() {
            return client.say("530 5.7.0 authentication required").await;
        }
        let reaction = self.state().next.pop_front();
        let reaction = reaction.unwrap_or(Reaction::Accept);
        if reaction == Reaction::DropAtMail {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        client.say("250 ok").await?;
        let mut mail = Mail {
            from: path(line),
            to: Vec::new(),
            source: String::new(),
            encrypted: client.encrypted,
            user: client.user.clone(),
        };
        while let Some(line) = client.line().await? {
            match (&reaction, line.to_ascii_uppercase().starts_with("RCPT")) {
                (Reaction::AnswerRcpt(answer), _) => return client.say(answer).await,
                (_, true) => mail.to.push(path(&line)),
                (_, false) => break,
            }
            client.say("250 ok").await?;
        }
        client.say("354 go on").await?;
        if reaction == Reaction::DropInData {
            client.line().await?;
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        mail.source = client.data().await?;
        self.answer(client, reaction, mail).await
    }

    async fn answer<S: Wire>(
        &self,
        client: &mut Client<S>,
        reaction: Reaction,
        mail: Mail,
    ) -> io::Result<()> {
        match reaction {
            Reaction::AnswerData(answer) => return client.say(answer).await,
            Reaction::HangAfterData => std::future::pending().await,
            Reaction::AcceptAfter(pause) => tokio::time::sleep(pause).await,
            _ => {}
        }
        self.state().mails.push(mail);
        client.say("250 kept").await
    }
}

struct Client<S> {
    stream: BufReader<S>,
    user: Option<String>,
    encrypted: bool,
}

impl<S: Wire> Client<S> {
    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line).await?;
        Ok((read > 0).then(|| line.trim_end().to_owned()))
    }

    async fn data(&mut self) -> io::Result<String> {
        let mut source = String::new();
        loop {
            let line = self.line().await?.ok_or(io::ErrorKind::UnexpectedEof)?;
            if line == "." {
                return Ok(source);
            }
            source.push_str(line.strip_prefix('.').unwrap_or(&line));
            source.push_str("\r\n");
        }
    }

    async fn say(&mut self, lines: &str) -> io::Result<()> {
        self.stream
            .write_all(format!("{lines}\r\n").as_bytes())
            .await?;
        self.stream.flush().await
    }
}

fn path(line: &str) -> String {
    let (_, rest) = line.split_once('<').unwrap();
    rest.split_once('>').unwrap().0.to_owned()
}
