//! The pace at which a client must take its answer. One that never reads holds a connection, and what waits to be sent, for as
//! long as it likes.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep, sleep_until},
};

use crate::web::pace::Pace;

/// A connection that ends when its client does not take what is sent. Only the time counts in which there is something to
/// send and no room for it: a handler may think, and an event stream may be silent, for as long as they like.
pub(super) struct Outgoing {
    stream: TcpStream,
    pace: Pace,
    /// How long sending has waited so far, and how long it may: more, the more was taken.
    waited: Duration,
    may_wait: Duration,
    waits_since: Option<Instant>,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Outgoing {
    pub(super) fn new(stream: TcpStream, pace: Pace) -> Self {
        Self {
            stream,
            pace,
            waited: Duration::ZERO,
            may_wait: pace.whole_within,
            waits_since: None,
            alarm: None,
        }
    }

    /// Passes on what became of sending, or ends it.
    fn watch(
        &mut self,
        cx: &mut Context<'_>,
        sent: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if let Poll::Ready(sent) = sent {
            self.alarm = None;
            if let Some(since) = self.waits_since.take() {
                self.waited += since.elapsed();
            }
            if let Ok(bytes) = sent {
                self.may_wait += self.pace.earned(bytes);
            }
            return Poll::Ready(sent);
        }
        let since = *self.waits_since.get_or_insert_with(Instant::now);
        let left = self.may_wait.saturating_sub(self.waited);
        let ends = since + left.min(self.pace.frame_within);
        let alarm = self
            .alarm
            .get_or_insert_with(|| Box::pin(sleep_until(ends)));
        ready!(alarm.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncWrite for Outgoing {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.watch(cx, sent)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write_vectored(cx, bytes);
        self.watch(cx, sent)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl AsyncRead for Outgoing {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}
