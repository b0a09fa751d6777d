//! The pace at which a request's body must arrive, and its answer be taken. A client that sends its headers and then a byte now and again holds a
//! connection for its own sake (R.U.D.Y.), whatever the handler does with the body.

use std::{
    error::Error as StdError,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

/// How slow a client may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// The longest silence.
    pub(super) frame_within: Duration,
    /// How long the whole may take; a large one gets more by [`Pace::bytes_per_second`].
    pub(super) whole_within: Duration,
    /// Each that many bytes earn another second, so that an upload over a slow line comes through.
    pub(super) bytes_per_second: u32,
}

impl Pace {
    /// The time that so many bytes earn.
    pub(super) fn earned(self, bytes: usize) -> Duration {
        let bytes = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
        Duration::from_secs_f64(bytes / f64::from(self.bytes_per_second.max(1)))
    }
}

/// A body did not arrive in its time.
#[derive(Debug, thiserror::Error)]
#[error("the body came too slowly")]
pub(super) struct TooSlow;

impl TooSlow {
    /// Whether this is the reason, however deep it is wrapped.
    pub(super) fn is_behind(error: &(dyn StdError + 'static)) -> bool {
        let mut next = Some(error);
        while let Some(error) = next {
            if error.is::<Self>() {
                return true;
            }
            next = error.source();
        }
        false
    }
}

/// A body with its pace. The clock runs while somebody reads.
pub(super) struct Paced {
    body: Incoming,
    pace: Pace,
    ends: Option<Instant>,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    pub(super) fn new(body: Incoming, pace: Pace) -> Self {
        Self {
            body,
            pace,
            ends: None,
            alarm: None,
        }
    }

    /// Takes note of what has arrived.
    fn earn(&mut self, bytes: usize) {
        let earned = self.pace.earned(bytes);
        self.ends = self.ends.map(|ends| ends + earned);
        self.alarm = None;
    }
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = Box<dyn StdError + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            if let Some(data) = frame
                .as_ref()
                .and_then(|frame| frame.as_ref().ok()?.data_ref())
            {
                this.earn(data.len());
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let now = Instant::now();
        let ends = *this.ends.get_or_insert(now + this.pace.whole_within);
        let silence = now + this.pace.frame_within;
        let alarm = this
            .alarm
            .get_or_insert_with(|| Box::pin(sleep_until(silence.min(ends))));
        ready!(alarm.as_mut().poll(cx));
        Poll::Ready(Some(Err(TooSlow.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
