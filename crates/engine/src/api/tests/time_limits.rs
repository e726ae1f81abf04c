//! Servers that take too long. Time is tokio's own: it is moved forward whenever nothing else is left to do.

use futures_util::StreamExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::Instant;

use super::*;

/// A server that treats each connection as a test says.
async fn serve_raw<F: Future<Output = ()> + Send + 'static>(treat: impl Fn(TcpStream) -> F + Send + 'static) -> Api {
    install_tls();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            tokio::spawn(treat(connection));
        }
    });
    Api::new(base).unwrap()
}

async fn never_answer(mut connection: TcpStream) {
    let mut request = Vec::new();
    // The client hangs up.
    let _ = connection.read_to_end(&mut request).await;
}

/// Answers a request with these headers.
async fn answer_head(connection: &mut TcpStream, headers: &str) {
    let mut request = [0; 4_096];
    assert_ne!(connection.read(&mut request).await.unwrap(), 0);
    connection.write_all(format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes()).await.unwrap();
}

/// Answers, with a space a second.
async fn trickle(mut connection: TcpStream) {
    answer_head(&mut connection, "content-length: 1000").await;
    let mut next = Ok(());
    while next.is_ok() {
        tokio::time::sleep(Duration::from_secs(1)).await;
        next = connection.write_all(b" ").await;
    }
}

async fn expect_time_limit(api: Api) {
    let begun = Instant::now();
    assert_eq!(api.probe().await.unwrap_err().code, ErrorCode::TimedOut);
    let waited = begun.elapsed();
    assert!((ANSWER_LIMIT..ANSWER_LIMIT + Duration::from_secs(1)).contains(&waited), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_accepts_and_never_answers_is_waited_for_once() {
    expect_time_limit(serve_raw(never_answer).await).await;
}

#[tokio::test(start_paused = true)]
async fn a_server_that_trickles_gains_no_time_by_it() {
    expect_time_limit(serve_raw(trickle).await).await;
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_does_not_open_is_given_up() {
    let api = serve_raw(never_answer).await;
    assert!(matches!(api.follow(None, || {}).await.err(), Some(ApiError::TimedOut(_))));
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_falls_silent_is_given_up() {
    let api = serve_raw(|mut connection: TcpStream| async move {
        answer_head(&mut connection, "content-type: text/event-stream\r\ncontent-length: 1000").await;
        never_answer(connection).await;
    })
    .await;
    let mut stream = api.follow(None, || {}).await.unwrap();
    let begun = Instant::now();
    assert!(matches!(stream.next().await, Some(Err(ApiError::TimedOut(_)))));
    assert!(begun.elapsed() >= SILENCE_LIMIT);
}
