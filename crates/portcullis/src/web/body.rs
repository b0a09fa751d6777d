//! Reading a body without keeping more of it than a form may have.

use std::{future::poll_fn, pin::Pin, time::Duration};

use axum::body::{Body, Bytes, HttpBody};
use tokio::time::timeout;

use super::pace::TooSlow;
use crate::error::{Error, Result};

/// How long a form may take. Nobody's line is so slow that 64 KiB need longer.
const READ_WITHIN: Duration = Duration::from_secs(15);

const TOO_SLOW: Error = Error::Request {
    status: 408,
    key: "BODY_TOO_SLOW",
};

/// What comes after the limit is read and thrown away for this long and this many bytes: a client that is still writing
/// when the connection ends sees a broken pipe instead of the answer.
const DISCARD_WITHIN: Duration = Duration::from_secs(5);
const DISCARD_MAX: usize = 32 * 1024 * 1024;

/// Reads a body of at most `max` bytes.
///
/// # Errors
/// [`Error::Request`] with 413 `BODY_TOO_LARGE` when there are more, 408 `BODY_TOO_SLOW` when they take longer than 15
/// seconds, 400 `BODY_UNREADABLE` when it breaks off.
pub(super) async fn read(body: Body, max: usize) -> Result<Vec<u8>> {
    read_within(body, max, READ_WITHIN).await
}

async fn read_within(mut body: Body, max: usize, within: Duration) -> Result<Vec<u8>> {
    let form = timeout(within, gather(&mut body, max)).await;
    match form.map_err(|_| TOO_SLOW)?? {
        Some(bytes) => Ok(bytes),
        None => {
            let _ = timeout(DISCARD_WITHIN, discard(&mut body)).await;
            Err(Error::Request {
                status: 413,
                key: "BODY_TOO_LARGE",
            })
        }
    }
}

/// All of it, unless there is more than `max`.
async fn gather(body: &mut Body, max: usize) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = next(body).await? {
        if bytes.len() + chunk.len() > max {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

async fn discard(body: &mut Body) -> Result<()> {
    let mut discarded = 0;
    while let Some(chunk) = next(body).await? {
        discarded += chunk.len();
        if discarded > DISCARD_MAX {
            break;
        }
    }
    Ok(())
}

async fn next(body: &mut Body) -> Result<Option<Bytes>> {
    let broken = |error: axum::Error| {
        if TooSlow::is_behind(&error) {
            return TOO_SLOW;
        }
        Error::Request {
            status: 400,
            key: "BODY_UNREADABLE",
        }
    };
    loop {
        let frame = poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await;
        match frame
            .transpose()
            .map_err(broken)?
            .map(|frame| frame.into_data())
        {
            None => return Ok(None),
            Some(Ok(data)) => return Ok(Some(data)),
            // Trailers, which no form has.
            Some(Err(_)) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        convert::Infallible,
        task::{Context, Poll},
    };

    use hyper::body::Frame;

    use super::*;

    /// A byte now and again.
    struct Drip(tokio::time::Interval);

    impl HttpBody for Drip {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            let byte = Frame::data(Bytes::from_static(b"a"));
            self.0.poll_tick(cx).map(|_| Some(Ok(byte)))
        }
    }

    #[tokio::test]
    async fn a_form_that_comes_byte_by_byte_is_not_waited_for() {
        let drip = Drip(tokio::time::interval(Duration::from_millis(5)));
        let read = read_within(Body::new(drip), 64 * 1024, Duration::from_millis(100)).await;
        assert!(
            matches!(read, Err(Error::Request { status: 408, .. })),
            "{read:?}"
        );
    }
}
