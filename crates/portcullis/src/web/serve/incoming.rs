//! The pace at which a request's body must arrive. A client that sends its headers and then a byte now and again holds a
//! connection for its own sake (R.U.D.Y.), whatever the handler does with the body.

use std::{
    error::Error as StdError,
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::web::pace::{Pace, TooSlow};

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
