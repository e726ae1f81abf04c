//! Connections, and how long each of them may keep the server waiting.
//!
//! A client that sends half a head, half a body, nothing at all, or reads nothing of its answer holds a connection,
//! and in time all of them. Every such wait has an end here. A client that closes its own side after a request is
//! answered: half a connection is enough for that (RFC 9293, 3.6).

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;

use super::lasting::{self, Lasting};
use super::patience::{Accompanied, Exchanges, InTime, Open, Watched};
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
            let answer = answer.map(|body| Accompanied::new(body, open));
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
                std::pin::Pin::new(&mut connection).graceful_shutdown();
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
        Body::new(Accompanied::new(InTime::new(body, limit), open))
    }));
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::response::sse::{Event, Sse};
    use axum::routing::{get, post};
    use futures_util::{Stream, StreamExt as _, stream};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
    use tokio::time::Instant;

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
