//! Reads on where a handler has stopped, so that a client that is still sending hears the answer.
//!
//! A request may be refused before its body has come. To close the connection then would reset it, and a client
//! that writes all of its body before it reads would learn nothing but that.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use futures_util::StreamExt as _;
use http_body::{Frame, SizeHint};
use tokio::runtime::Handle;
use tokio::time::timeout;

/// The system keeps as much of a body for a server that does not read it, in bytes.
const SMALL: u64 = 64 * 1024;

/// As much of a body is read and thrown away, in bytes.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// For so long.
const LONGEST: Duration = Duration::from_secs(10);

/// The same body, whose rest is read once nobody else does.
pub(crate) fn read_on(body: Body) -> Body {
    let is_small = body.size_hint().upper().is_some_and(|bytes| bytes <= SMALL);
    if is_small { body } else { Body::new(ReadToItsEnd(body)) }
}

/// A body that is read on when it is dropped.
struct ReadToItsEnd(Body);

impl HttpBody for ReadToItsEnd {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl Drop for ReadToItsEnd {
    fn drop(&mut self) {
        // Without a runtime the server has stopped, and reads nothing any more.
        if !self.0.is_end_stream()
            && let Ok(runtime) = Handle::try_current()
        {
            let left = std::mem::take(&mut self.0);
            runtime.spawn(timeout(LONGEST, read(left)));
        }
    }
}

/// Reads until the end, an error, or [`MOST_BYTES`].
async fn read(body: Body) {
    let mut chunks = body.into_data_stream();
    let mut bytes = 0;
    while let Some(Ok(chunk)) = chunks.next().await {
        bytes += chunk.len();
        if bytes > MOST_BYTES {
            return;
        }
    }
}
