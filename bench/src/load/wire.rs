//! One connection to a server: bytes out, bytes in. Requests are made once and sent as they are; of an answer only what is
//! needed is looked at. Whatever the client spends is taken from the server on the same machine.

use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// An answer, as far as it is of interest.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    head: &'a str,
    pub(crate) body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// The value of the first header of this name.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers(name).next()
    }

    /// The value of a cookie that the answer sets.
    pub(crate) fn cookie(&self, name: &str) -> Option<&'a str> {
        let mut set = self.headers("set-cookie");
        set.find_map(|cookie| {
            cookie
                .split(';')
                .next()?
                .strip_prefix(name)?
                .strip_prefix('=')
        })
    }

    fn headers<'b>(&self, name: &'b str) -> impl Iterator<Item = &'a str> + use<'a, 'b> {
        let lines = self.head.split("\r\n");
        lines.filter_map(move |line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Broken {
    /// Nobody listens.
    Refused,
    /// The connection ended before the first byte of an answer, as one does that was idle when the server ended.
    Unanswered,
    /// It ended in the middle of an answer.
    Cut,
    /// What came is not what this client understands.
    Odd,
}

/// A connection that is opened when it is needed.
pub(crate) struct Connection {
    to: SocketAddr,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

impl Connection {
    pub(crate) fn new(to: SocketAddr) -> Self {
        Self {
            to,
            stream: None,
            buffer: Vec::with_capacity(16 * 1024),
        }
    }

    /// Opens it, where it is not open.
    pub(crate) async fn open(&mut self) -> Result<(), Broken> {
        if self.stream.is_none() {
            let stream = TcpStream::connect(self.to).await;
            let stream = stream.map_err(|_| Broken::Refused)?;
            stream.set_nodelay(true).map_err(|_| Broken::Refused)?;
            self.stream = Some(stream);
        }
        Ok(())
    }

    /// Sends a request and waits for the whole answer.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Result<Answer<'_>, Broken> {
        self.open().await?;
        let (head, whole) = match self.exchange(request).await {
            Ok(lengths) => lengths,
            Err(broken) => {
                self.stream = None;
                return Err(broken);
            }
        };
        let text = std::str::from_utf8(&self.buffer[..head]).map_err(|_| Broken::Odd)?;
        let answer = Answer {
            status: status(text).ok_or(Broken::Odd)?,
            head: text,
            body: &self.buffer[head..whole],
        };
        if answer.header("connection") == Some("close") {
            self.stream = None;
        }
        Ok(answer)
    }

    /// Returns the lengths of the head and of the whole answer, which is in the buffer.
    async fn exchange(&mut self, request: &[u8]) -> Result<(usize, usize), Broken> {
        let stream = self.stream.as_mut().ok_or(Broken::Refused)?;
        self.buffer.clear();
        let sent = stream.write_all(request).await;
        sent.map_err(|_| Broken::Unanswered)?;
        let head = loop {
            read(stream, &mut self.buffer).await?;
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let text = std::str::from_utf8(&self.buffer[..head]).map_err(|_| Broken::Odd)?;
        let whole = head + length(text).ok_or(Broken::Odd)?;
        while self.buffer.len() < whole {
            read(stream, &mut self.buffer).await?;
        }
        Ok((head, whole))
    }
}

async fn read(stream: &mut TcpStream, into: &mut Vec<u8>) -> Result<(), Broken> {
    let ended = |begun: bool| {
        if begun {
            Broken::Cut
        } else {
            Broken::Unanswered
        }
    };
    let begun = !into.is_empty();
    match stream.read_buf(into).await {
        Ok(0) => Err(ended(begun)),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
        Err(_) => Err(ended(begun)),
    }
}

fn status(head: &str) -> Option<u16> {
    head.get(9..12)?.parse().ok()
}

/// The length of the body. No server of ours sends one in pieces.
fn length(head: &str) -> Option<usize> {
    let lines = head.split("\r\n");
    let mut lengths = lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse().ok())
    });
    match (lengths.next(), status(head)) {
        (Some(length), _) => length,
        (None, Some(204 | 304)) => Some(0),
        (None, _) => None,
    }
}
