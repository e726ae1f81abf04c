//! Answers that last as long as their client stays: server-sent events.
//!
//! hyper keeps two buffers of 8 KiB for each connection as long as it lives. For an answer that takes an hour to say
//! little, they would be most of what a stream costs. So the connection is taken out of hyper's hands once the answer
//! is known, and the rest, which is simple, is written here: a head, and then the body until it ends, which the end of
//! the connection shows (RFC 9112, 6.3, rule 8).

use std::future::poll_fn;
use std::io;
use std::pin::Pin;

use axum::body::{Bytes, HttpBody};
use http::header::{CONNECTION, CONTENT_TYPE, DATE};
use http::{HeaderValue, Response};
use http_body::Frame;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// Whether an answer is one that lasts.
pub(super) fn lasts<B>(answer: &Response<B>) -> bool {
    answer.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"))
}

/// An answer that lasts, on its way to a connection that is its own.
pub(super) struct Lasting<B> {
    head: Vec<u8>,
    body: B,
}

impl<B> From<Response<B>> for Lasting<B> {
    fn from(answer: Response<B>) -> Self {
        let (mut parts, body) = answer.into_parts();
        parts.headers.insert(CONNECTION, HeaderValue::from_static("close"));
        let now = DateTimePrinter::new().timestamp_to_rfc9110_string(&Timestamp::now()).ok();
        if let Some(now) = now.and_then(|now| HeaderValue::try_from(now).ok()) {
            parts.headers.insert(DATE, now);
        }
        let mut head = format!("HTTP/1.1 {}\r\n", parts.status).into_bytes();
        for (name, value) in &parts.headers {
            for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
                head.extend_from_slice(part);
            }
        }
        head.extend_from_slice(b"\r\n");
        Self { head, body }
    }
}

impl<B> Lasting<B>
where
    B: HttpBody<Data = Bytes, Error = axum::Error> + Unpin,
{
    /// Writes the answer until it ends or the client is gone.
    ///
    /// # Errors
    /// When the connection breaks, or the body does.
    pub(super) async fn write<T>(self, stream: &mut T) -> io::Result<()>
    where
        T: AsyncRead + AsyncWrite + Unpin,
    {
        let Self { head, mut body } = self;
        stream.write_all(&head).await?;
        drop(head);
        // What is not read would have the system break the connection off before its last words arrived.
        let (mut listens, mut unheard) = (true, [0; 64]);
        loop {
            let frame = tokio::select! {
                frame = next_frame(&mut body) => frame,
                // That the connection broke ends it; what a client says now, or that it says no more, does not.
                heard = stream.read(&mut unheard), if listens => {
                    listens = heard? > 0;
                    continue;
                }
            };
            match frame {
                Some(frame) => {
                    if let Ok(data) = frame.map_err(io::Error::other)?.into_data() {
                        stream.write_all(&data).await?;
                    }
                }
                None => return stream.shutdown().await,
            }
        }
    }
}

async fn next_frame<B: HttpBody + Unpin>(body: &mut B) -> Option<Result<Frame<B::Data>, B::Error>> {
    poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await
}
