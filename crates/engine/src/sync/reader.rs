use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use tokio::sync::mpsc;
use tokio_util::task::AbortOnDropHandle;

use crate::api::{Api, ApiError, StreamItem};
use crate::ports::Clock;

/// A server says at once how things stand. One that does not is perhaps behind something that holds streams back.
const BEGIN_LIMIT: Duration = Duration::from_secs(40);

/// What one attempt to follow the stream has to say.
#[derive(Debug)]
pub(crate) enum StreamNews {
    Said(Box<StreamItem>),
    /// Its first event was said, and with it from where on it tells everything.
    Begun,
    /// It is over, or never opened: the last news of an attempt.
    Failed(ApiError),
}

/// An attempt to follow the stream; dropping it ends the attempt.
pub(crate) struct Reader {
    news: mpsc::Receiver<StreamNews>,
    arrived_ms: Arc<AtomicI64>,
    _task: AbortOnDropHandle<()>,
}

impl Reader {
    /// Opens the stream behind `position`.
    pub(crate) fn start(api: Api, position: Option<String>, clock: Arc<dyn Clock>) -> Self {
        // A small buffer: a reader that is ahead of the cache waits, and the server notices.
        let (sender, news) = mpsc::channel(64);
        let arrived_ms = Arc::new(AtomicI64::new(i64::MIN));
        let arrival = arrived_ms.clone();
        let note = move || arrival.store(clock.now_ms(), Ordering::Relaxed);
        let task = tokio::spawn(async move {
            let end = read(&api, position.as_deref(), note, &sender).await;
            // The worker may have given the attempt up meanwhile.
            let _ = sender.send(StreamNews::Failed(end)).await;
        });
        Self { news, arrived_ms, _task: AbortOnDropHandle::new(task) }
    }

    /// When the last bytes came, in milliseconds since the Unix epoch; `None` before the first.
    pub(crate) fn arrived_ms(&self) -> Option<i64> {
        Some(self.arrived_ms.load(Ordering::Relaxed)).filter(|arrived_ms| *arrived_ms != i64::MIN)
    }

    /// The next news; `None` behind the last.
    pub(crate) async fn next(&mut self) -> Option<StreamNews> {
        self.news.recv().await
    }
}

/// Hands on what the stream says until it ends; answers why it did.
async fn read(
    api: &Api,
    position: Option<&str>,
    arrived: impl Fn() + Send + 'static,
    news: &mpsc::Sender<StreamNews>,
) -> ApiError {
    let gone = || ApiError::Unreachable("nobody listens".to_owned());
    let mut stream = match api.follow(position, arrived).await {
        Ok(stream) => stream,
        Err(error) => return error,
    };
    let Ok(mut next) = tokio::time::timeout(BEGIN_LIMIT, stream.next()).await else {
        return ApiError::TimedOut("the stream does not begin".to_owned());
    };
    let mut has_begun = false;
    while let Some(item) = next {
        let item = match item {
            Ok(item) => StreamNews::Said(Box::new(item)),
            Err(error) => return error,
        };
        if news.send(item).await.is_err() {
            return gone();
        }
        if !has_begun && news.send(StreamNews::Begun).await.is_err() {
            return gone();
        }
        has_begun = true;
        next = stream.next().await;
    }
    ApiError::Unreachable("the server closed the stream".to_owned())
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::response::sse::{Event, KeepAlive, Sse};
    use axum::routing::get;
    use tokio::net::TcpListener;

    use super::*;

    struct Noon;

    impl Clock for Noon {
        fn now_ms(&self) -> i64 {
            12 * 60 * 60 * 1_000
        }

        fn time_zone(&self) -> jiff::tz::TimeZone {
            jiff::tz::TimeZone::UTC
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_that_only_keeps_itself_alive_is_given_up() {
        // Another test of this process may have installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let nothing = futures_util::stream::pending::<Result<Event, std::convert::Infallible>>;
        let router = Router::new().route(
            "/v1/stream",
            get(async move || Sse::new(nothing()).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))),
        );
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let mut reader = Reader::start(Api::new(base).unwrap(), None, Arc::new(Noon));
        assert!(matches!(reader.next().await, Some(StreamNews::Failed(ApiError::TimedOut(_)))));
        assert!(reader.next().await.is_none());
    }
}
