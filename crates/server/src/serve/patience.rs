//! How long a client may take: to send a head, to send a body, to take an answer.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

use crate::extract::BodyTooSlow;
use crate::settings::ConnectionLimits;

/// The requests of one connection: how many there were, whether one is being read or answered, and whether some of an
/// answer waits for the client to take it.
#[derive(Debug, Default)]
pub(super) struct Exchanges {
    begun: AtomicUsize,
    open: AtomicUsize,
    unread: AtomicBool,
}

impl Exchanges {
    /// Whether hyper still has some of an answer to write.
    pub(super) fn is_unread(&self) -> bool {
        self.unread.load(Ordering::Relaxed)
    }
}

/// A part of an exchange that goes on while this lives.
pub(super) struct Open(Arc<Exchanges>);

impl Open {
    pub(super) fn begin(exchanges: &Arc<Exchanges>) -> Self {
        exchanges.begun.fetch_add(1, Ordering::Relaxed);
        exchanges.open.fetch_add(1, Ordering::Relaxed);
        Self(exchanges.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A body whose exchange is open while it lives.
pub(super) struct Accompanied<B> {
    body: B,
    _open: Open,
}

impl<B> Accompanied<B> {
    pub(super) fn new(body: B, open: Open) -> Self {
        Self { body, _open: open }
    }
}

impl<B: HttpBody + Unpin> HttpBody for Accompanied<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A body that has to have come by a time.
pub(super) struct InTime {
    body: Incoming,
    until: Instant,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl InTime {
    pub(super) fn new(body: Incoming, limit: Duration) -> Self {
        Self { body, until: Instant::now() + limit, alarm: None }
    }
}

impl HttpBody for InTime {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let until = this.until;
        let alarm = this.alarm.get_or_insert_with(|| Box::pin(sleep_until(until)));
        alarm.as_mut().poll(context).map(|()| Some(Err(BodyTooSlow.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A stream that breaks where its client takes too long to send a head, or to take an answer.
pub(super) struct Watched<T> {
    stream: T,
    exchanges: Arc<Exchanges>,
    limits: ConnectionLimits,
    head: Option<Head>,
    unread: Option<Pin<Box<Sleep>>>,
}

/// A head that has begun to come.
struct Head {
    /// How many exchanges there were before: with the next one the head is whole.
    behind: usize,
    until: Instant,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl<T> Watched<T> {
    pub(super) fn new(stream: T, exchanges: Arc<Exchanges>, limits: ConnectionLimits) -> Self {
        Self { stream, exchanges, limits, head: None, unread: None }
    }

    /// Whether the client waits for the answer that it is to get, or still sends its body.
    fn is_in_exchange(&self) -> bool {
        self.exchanges.open.load(Ordering::Relaxed) > 0
    }

    fn head_came(&mut self) {
        let behind = self.exchanges.begun.load(Ordering::Relaxed);
        if self.head.as_ref().is_none_or(|head| head.behind != behind) {
            self.head = Some(Head { behind, until: Instant::now() + self.limits.head, alarm: None });
        }
    }

    /// Ready when the head that has begun is late.
    fn poll_head(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let begun = self.exchanges.begun.load(Ordering::Relaxed);
        let in_exchange = self.is_in_exchange();
        match &mut self.head {
            Some(head) if head.behind == begun && !in_exchange => {
                let until = head.until;
                head.alarm.get_or_insert_with(|| Box::pin(sleep_until(until))).as_mut().poll(context)
            }
            _ => {
                self.head = None;
                Poll::Pending
            }
        }
    }

    /// What a write came to, or an error where the client has taken nothing for too long.
    fn taken<R>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<R>>) -> Poll<io::Result<R>> {
        self.exchanges.unread.store(written.is_pending(), Ordering::Relaxed);
        if written.is_ready() {
            self.unread = None;
            return written;
        }
        let limit = self.limits.unread;
        let alarm = self.unread.get_or_insert_with(|| Box::pin(sleep(limit)));
        alarm.as_mut().poll(context).map(|()| Err(late("the client does not take its answer")))
    }
}

fn late(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, what)
}

impl<T: AsyncRead + Unpin> AsyncRead for Watched<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let filled = buffer.filled().len();
        match Pin::new(&mut this.stream).poll_read(context, buffer) {
            Poll::Ready(read) => {
                if buffer.filled().len() > filled && !this.is_in_exchange() {
                    this.head_came();
                }
                Poll::Ready(read)
            }
            Poll::Pending => this.poll_head(context).map(|()| Err(late("the head of a request did not arrive"))),
        }
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Watched<T> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.taken(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.taken(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
