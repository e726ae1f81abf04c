//! Connections, and how long each of them may keep the server waiting.
//!
//! A client that sends half a head, half a body, nothing at all, or reads nothing of its answer holds a connection,
//! and in time all of them. Every such wait has an end here. A client that closes its own side after a request is
//! answered: half a connection is enough for that (RFC 9293, 3.6).

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, Request};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::time::{Instant, Sleep, sleep, sleep_until};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;

use super::lasting::{self, Lasting};
use crate::extract::BodyTooSlow;
use crate::plain_path::in_plain_form;
use crate::settings::ConnectionLimits;

/// The largest head of a request, in bytes; hyper answers a larger one with 431.
const LARGEST_HEAD: usize = 32 * 1024;

/// How long to wait before the next connection is taken, where the system has no room for one.
const PAUSE: Duration = Duration::from_secs(1);

/// Takes connections until `shutdown`, then waits until what they are busy with is answered.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: ConnectionLimits,
    shutdown: CancellationToken,
) {
    let connections = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = shutdown.cancelled() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "answers on this connection may be delayed");
                }
                connections.spawn(serve_one(stream, peer, router.clone(), limits, shutdown.clone()));
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                tokio::select! {
                    () = sleep(PAUSE) => {}
                    () = shutdown.cancelled() => break,
                }
            }
        }
    }
    drop(listener);
    connections.close();
    connections.wait().await;
}

/// Whether the client is what failed, and not the system that has no room for a connection.
fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

async fn serve_one<T>(
    stream: T,
    peer: SocketAddr,
    router: Router,
    limits: ConnectionLimits,
    shutdown: CancellationToken,
) where
    T: AsyncRead + AsyncWrite + Unpin,
{
    // In a box, so that its room is given back before an answer that lasts begins.
    let conversed = Box::pin(converse(stream, peer, router, limits, shutdown)).await;
    let ended = match conversed {
        Ok(None) => return,
        Ok(Some((mut stream, lasting))) => lasting.write(&mut stream).await,
        Err(error) => Err(io::Error::other(error)),
    };
    if let Err(error) = ended {
        tracing::debug!(%peer, %error, "a connection broke");
    }
}

/// Answers requests until the connection ends, or one has an answer that lasts: with it, the stream is handed back.
async fn converse<T>(
    stream: T,
    peer: SocketAddr,
    router: Router,
    limits: ConnectionLimits,
    shutdown: CancellationToken,
) -> hyper::Result<Option<(Watched<T>, Lasting<Accompanied<Body>>)>>
where
    T: AsyncRead + AsyncWrite + Unpin,
{
    let exchanges = Arc::new(Exchanges::default());
    let (hand_over, mut handed_over) = mpsc::channel(1);
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let request = received(request, peer, &exchanges, limits.body);
        let open = Open::begin(&exchanges);
        let answering = router.clone().oneshot(request);
        let (hand_over, exchanges) = (hand_over.clone(), exchanges.clone());
        async move {
            let Ok(answer) = answering.await;
            let answer = answer.map(|body| Accompanied { body, _open: open });
            // What hyper still has to write of an earlier answer, only hyper can.
            if !lasting::lasts(&answer) || exchanges.is_unread() {
                return Ok::<_, Infallible>(answer);
            }
            // From here on the connection is no longer hyper's.
            let _ = hand_over.send(Lasting::from(answer)).await;
            std::future::pending().await
        }
    });
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .half_close(true)
        .max_header_size(LARGEST_HEAD)
        // It counts from the end of the last answer, so that it is what an idle connection has.
        .header_read_timeout(limits.idle);
    let stream = Watched::new(stream, exchanges.clone(), limits);
    let mut connection = builder.serve_connection(TokioIo::new(stream), service);
    let mut is_stopping = false;
    loop {
        tokio::select! {
            ended = &mut connection => return ended.map(|()| None),
            Some(lasting) = handed_over.recv() => {
                return Ok(Some((connection.into_parts().io.into_inner(), lasting)));
            }
            () = shutdown.cancelled(), if !is_stopping => {
                is_stopping = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    }
}

/// The request as handlers take it.
fn received(
    request: hyper::Request<Incoming>,
    peer: SocketAddr,
    exchanges: &Arc<Exchanges>,
    limit: Duration,
) -> Request {
    let mut request = in_plain_form(request.map(|body| {
        if body.is_end_stream() {
            return Body::empty();
        }
        let open = Open::begin(exchanges);
        Body::new(Accompanied { body: InTime { body, until: Instant::now() + limit, alarm: None }, _open: open })
    }));
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}

/// The requests of one connection: how many there were, whether one is being read or answered, and whether some of an
/// answer waits for the client to take it.
#[derive(Debug, Default)]
struct Exchanges {
    begun: AtomicUsize,
    open: AtomicUsize,
    unread: AtomicBool,
}

impl Exchanges {
    fn is_unread(&self) -> bool {
        self.unread.load(Ordering::Relaxed)
    }
}

/// A part of an exchange that goes on while this lives.
struct Open(Arc<Exchanges>);

impl Open {
    fn begin(exchanges: &Arc<Exchanges>) -> Self {
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
struct Accompanied<B> {
    body: B,
    _open: Open,
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
struct InTime {
    body: Incoming,
    until: Instant,
    alarm: Option<Pin<Box<Sleep>>>,
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
struct Watched<T> {
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
    fn new(stream: T, exchanges: Arc<Exchanges>, limits: ConnectionLimits) -> Self {
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

#[cfg(test)]
mod tests {
    use axum::response::sse::{Event, Sse};
    use axum::routing::{get, post};
    use futures_util::{Stream, StreamExt as _, stream};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};

    use super::*;

    const PEER: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 4711);

    /// A client of a server that says who asks, reads bodies, and answers more than a client may care to read.
    fn connected(shutdown: &CancellationToken) -> DuplexStream {
        let router = Router::new()
            .route("/peer", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() }))
            .route("/slow", get(|| async { sleep(Duration::from_secs(60)).await }))
            .route("/large", get(|| async { "x".repeat(1024 * 1024) }))
            .route("/lasting", get(|| async { Sse::new(every_ten_seconds()) }))
            .route(
                "/body",
                post(|body: Result<Bytes, axum::extract::rejection::BytesRejection>| async move {
                    body.map(|body| body.len().to_string()).map_err(crate::problem::ApiError::from)
                }),
            );
        let (client, server) = duplex(1024);
        tokio::spawn(serve_one(server, PEER, router, ConnectionLimits::default(), shutdown.clone()));
        client
    }

    /// Three events, ten seconds apart.
    fn every_ten_seconds() -> impl Stream<Item = Result<Event, Infallible>> {
        stream::iter(1..=3).then(|number| async move {
            sleep(Duration::from_secs(10)).await;
            Ok(Event::default().data(number.to_string()))
        })
    }

    /// What is sent, what comes back until the server closes, and after how many seconds it does.
    async fn exchange(sent: &str) -> (String, u64) {
        let mut client = connected(&CancellationToken::new());
        client.write_all(sent.as_bytes()).await.unwrap();
        until_closed(&mut client).await
    }

    async fn until_closed(client: &mut DuplexStream) -> (String, u64) {
        let began = Instant::now();
        let mut heard = String::new();
        client.read_to_string(&mut heard).await.unwrap();
        (heard, began.elapsed().as_secs())
    }

    /// One answer to a request that keeps the connection.
    async fn answer(client: &mut DuplexStream) -> String {
        let mut heard = vec![0; 4096];
        let count = client.read(&mut heard).await.unwrap();
        String::from_utf8_lossy(&heard[..count]).into_owned()
    }

    #[tokio::test(start_paused = true)]
    async fn half_a_head_is_waited_for_ten_seconds() {
        assert_eq!(exchange("GET /peer HTTP/1.1\r\nhost: x\r\n").await, (String::new(), 10));
        assert_eq!(exchange("G").await, (String::new(), 10));
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_trickles_has_no_longer() {
        let mut client = connected(&CancellationToken::new());
        let (mut reader, mut writer) = tokio::io::split(&mut client);
        let began = Instant::now();
        let trickle = async {
            while writer.write_all(b"x").await.is_ok() {
                sleep(Duration::from_secs(1)).await;
            }
        };
        let mut heard = Vec::new();
        tokio::select! {
            _ = reader.read_to_end(&mut heard) => {}
            () = trickle => {}
        }
        assert!((10..12).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn half_a_body_is_waited_for_thirty_seconds_and_answered() {
        let (heard, seconds) = exchange("POST /body HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n12345").await;
        assert!(heard.starts_with("HTTP/1.1 408 ") && heard.contains("request_timeout"), "{heard}");
        assert_eq!(seconds, 30);
    }

    #[tokio::test(start_paused = true)]
    async fn an_idle_connection_is_kept_for_seventy_five_seconds() {
        assert_eq!(exchange("").await, (String::new(), 75));
        let mut client = connected(&CancellationToken::new());
        for _ in 0..3 {
            client.write_all(b"GET /peer HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
            assert!(answer(&mut client).await.ends_with("127.0.0.1:4711"));
            sleep(Duration::from_secs(70)).await;
        }
        assert_eq!(until_closed(&mut client).await, (String::new(), 5));
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_on_a_kept_connection_has_the_same_time() {
        let mut client = connected(&CancellationToken::new());
        client.write_all(b"POST /body HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n").await.unwrap();
        sleep(Duration::from_secs(20)).await;
        client.write_all(b"ab").await.unwrap();
        assert!(answer(&mut client).await.ends_with('2'));
        sleep(Duration::from_secs(40)).await;
        client.write_all(b"GET /pe").await.unwrap();
        assert_eq!(until_closed(&mut client).await, (String::new(), 10));
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_may_take_longer_than_a_request() {
        let (heard, seconds) = exchange("GET /slow HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        assert!(heard.starts_with("HTTP/1.1 200 "), "{heard}");
        assert_eq!(seconds, 60);
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_closes_its_own_side_is_answered() {
        let mut client = connected(&CancellationToken::new());
        client.write_all(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        client.shutdown().await.unwrap();
        let (heard, seconds) = until_closed(&mut client).await;
        assert!(heard.starts_with("HTTP/1.1 200 "), "{heard}");
        assert_eq!(seconds, 60);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_nobody_takes_is_given_up() {
        let mut client = connected(&CancellationToken::new());
        client.write_all(b"GET /large HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        sleep(Duration::from_secs(80)).await;
        let (heard, _) = until_closed(&mut client).await;
        assert!(heard.len() < 64 * 1024, "{}", heard.len());
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_lasts_is_written_as_it_comes_until_it_ends() {
        let mut client = connected(&CancellationToken::new());
        client.write_all(b"GET /peer HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        assert!(answer(&mut client).await.ends_with("127.0.0.1:4711"));
        client.write_all(b"GET /lasting HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let head = answer(&mut client).await;
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        for line in ["content-type: text/event-stream\r\n", "connection: close\r\n", "date: "] {
            assert!(head.contains(line), "{head}");
        }
        assert!(!head.contains("transfer-encoding") && !head.contains("content-length"), "{head}");
        assert_eq!(answer(&mut client).await, "data: 1\n\n");
        assert_eq!(until_closed(&mut client).await, ("data: 2\n\ndata: 3\n\n".to_owned(), 20));
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_lasts_goes_on_for_a_client_that_closes_its_own_side_or_sends_more() {
        for more in ["", "GET /peer HTTP/1.1\r\nhost: x\r\n\r\n"] {
            let mut client = connected(&CancellationToken::new());
            client.write_all(b"GET /lasting HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
            answer(&mut client).await;
            client.write_all(more.as_bytes()).await.unwrap();
            client.shutdown().await.unwrap();
            let (heard, seconds) = until_closed(&mut client).await;
            assert_eq!((heard.as_str(), seconds), ("data: 1\n\ndata: 2\n\ndata: 3\n\n", 30));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_lasts_follows_whole_what_was_asked_for_before_it() {
        let mut client = connected(&CancellationToken::new());
        let two =
            b"GET /large HTTP/1.1\r\nhost: x\r\n\r\nGET /lasting HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        client.write_all(two).await.unwrap();
        sleep(Duration::from_secs(5)).await;
        let (heard, _) = until_closed(&mut client).await;
        let (_, heard) = heard.split_once("\r\n\r\n").unwrap();
        let (large, lasting) = heard.split_at(1024 * 1024);
        assert!(large.bytes().all(|byte| byte == b'x'));
        assert!(lasting.starts_with("HTTP/1.1 200 OK\r\n") && lasting.contains("data: 3\n\n"), "{lasting}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_is_too_large_is_told_so() {
        let mut client = connected(&CancellationToken::new());
        let head = format!("GET /peer HTTP/1.1\r\nhost: x\r\nx-name: {}\r\n\r\n", "x".repeat(LARGEST_HEAD));
        // The server stops reading where it is sure.
        let _ = client.write_all(head.as_bytes()).await;
        let (heard, _) = until_closed(&mut client).await;
        assert!(heard.starts_with("HTTP/1.1 431 "), "{heard}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_stops_closes_what_is_idle_and_finishes_what_is_asked() {
        let shutdown = CancellationToken::new();
        let (mut idle, mut busy) = (connected(&shutdown), connected(&shutdown));
        busy.write_all(b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        sleep(Duration::from_secs(10)).await;
        shutdown.cancel();
        assert_eq!(until_closed(&mut idle).await, (String::new(), 0));
        let (heard, seconds) = until_closed(&mut busy).await;
        assert!(heard.starts_with("HTTP/1.1 200 "), "{heard}");
        assert_eq!(seconds, 50);
    }

    #[test]
    fn a_system_without_room_is_told_from_a_client_that_left() {
        assert!(is_of_one_connection(&io::ErrorKind::ConnectionAborted.into()));
        // EMFILE, of which there is no kind.
        assert!(!is_of_one_connection(&io::Error::from_raw_os_error(24)));
    }
}
