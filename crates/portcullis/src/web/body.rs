//! Reading a body without keeping more of it than a form may have.

use std::{future::poll_fn, pin::Pin, time::Duration};

use axum::body::{Body, Bytes, HttpBody};
use tokio::time::timeout;

use crate::error::{Error, Result};

/// What comes after the limit is read and thrown away for this long and this many bytes: a client that is still writing
/// when the connection ends sees a broken pipe instead of the answer.
const DISCARD_WITHIN: Duration = Duration::from_secs(5);
const DISCARD_MAX: usize = 32 * 1024 * 1024;

/// Reads a body of at most `max` bytes.
///
/// # Errors
/// [`Error::Request`] with 413 `BODY_TOO_LARGE` when there are more, 400 `BODY_UNREADABLE` when it breaks off.
pub(super) async fn read(mut body: Body, max: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = next(&mut body).await? {
        if bytes.len() + chunk.len() > max {
            let _ = timeout(DISCARD_WITHIN, discard(&mut body)).await;
            return Err(Error::Request {
                status: 413,
                key: "BODY_TOO_LARGE",
            });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
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
    let broken = |_| Error::Request {
        status: 400,
        key: "BODY_UNREADABLE",
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
