//! `GET /v1/stream`: all that happens in the caller's workspaces, as server-sent events.

mod position;
mod reader;

use std::future::ready;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt as _, stream};
use http::HeaderMap;
use infuse_protocol::Scope;
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio::time::{Instant, interval_at};
use tokio_stream::wrappers::{IntervalStream, ReceiverStream};
use tokio_util::sync::CancellationToken;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::extract::Query;
use crate::identity::{Caller, Pass};
use crate::problem::ApiError;
use crate::workspace::{self, Needs};
use reader::{Reader, StreamItem};

/// Events that wait for a slow client. Beyond that the reader waits, and goes on where it was.
const CAPACITY: usize = 16;

/// How often a comment is sent, so that both ends notice a dead connection.
const COMMENT_EVERY: Duration = Duration::from_secs(15);

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(stream))
}

/// One event, as its fields stand on the stream.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes events, which axum writes")]
struct ServerSentEvent {
    event: EventName,
    /// Where the stream stands behind this event; opaque.
    id: String,
    /// JSON, of a type for each event: `EntriesEvent`, `Alert`, `Changed`, and else an empty object.
    data: String,
}

#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "it describes events, which axum writes")]
enum EventName {
    Entries,
    Alert,
    Changed,
    SessionEnded,
    Resync,
}

/// Where to go on, for clients that can not set a header; `Last-Event-ID` goes before it.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PositionQuery {
    /// The id of the last event that was read, where the header can not be set.
    last_event_id: Option<String>,
    /// The same, as some libraries for `EventSource` name it.
    #[serde(rename = "lastEventId")]
    last_event_id_in_camel_case: Option<String>,
}

impl PositionQuery {
    /// One that is empty is none: such libraries send the parameter from the start.
    fn last_event_id(self) -> Option<String> {
        [self.last_event_id, self.last_event_id_in_camel_case].into_iter().flatten().find(|id| !id.is_empty())
    }
}

/// Follows the caller's workspaces: `entries`, `alert`, `changed`, `session_ended`, `resync`
///
/// It begins with one `entries` event for each workspace, whose entries are those behind
/// `Last-Event-ID`, and none where that is absent.
#[utoipa::path(
    get, path = "/v1/stream", tag = "stream",
    params(
        ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was read"),
        PositionQuery
    ),
    responses((status = 200, description = "Server-sent events", body = ServerSentEvent, content_type = "text/event-stream"))
)]
async fn stream(
    State(app): State<App>,
    pass: Pass,
    Query(position): Query<PositionQuery>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    if let Caller::Token(token) = &pass.caller {
        workspace::admit(&app, &pass.caller, &token.workspace_id, Needs::scope(Scope::UsageRead)).await?;
    }
    let open = app.throttle.open_stream(pass.caller.account_id())?;
    let header = headers.get("last-event-id").map(|id| id.to_str().unwrap_or_default().to_owned());
    let last_event_id = header.or_else(|| position.last_event_id());
    let (sender, receiver) = mpsc::channel(CAPACITY);
    let ended = CancellationToken::new();
    // It listens before it looks for the first time, so that nothing falls between the two.
    let reader = Reader::new(app.clone(), pass, sender, ended.clone());
    app.lifecycle.tasks.spawn(async move {
        reader.run(last_event_id).await;
        drop(open);
    });
    let events = Sse::new(with_comments(until_ended(receiver, ended)));
    // nginx, and what has learned from it, holds answers back until they are long; not this one.
    Ok(([("x-accel-buffering", "no")], events).into_response())
}

/// The events until the credential ends, and then that it has. What waited for a slow client when it ended is
/// dropped, however late the client reads on; what was handed to the connection before is beyond reach.
fn until_ended(events: mpsc::Receiver<StreamItem>, ended: CancellationToken) -> impl Stream<Item = StreamItem> {
    let last = {
        let ended = ended.clone();
        async move { ended.is_cancelled().then(|| Ok(Event::default().event("session_ended").data("{}"))) }
    };
    // The end is looked at before each event.
    let events = ReceiverStream::new(events).take_until(ended.cancelled_owned());
    events.chain(stream::once(last).filter_map(ready))
}

/// The events, and between them a comment every [`COMMENT_EVERY`]; it ends with the events.
fn with_comments(events: impl Stream<Item = StreamItem>) -> impl Stream<Item = StreamItem> {
    let comments = IntervalStream::new(interval_at(Instant::now() + COMMENT_EVERY, COMMENT_EVERY));
    let comments = comments.map(|_| Some(Ok(Event::default().comment(""))));
    let events = events.map(Some).chain(stream::once(ready(None)));
    stream::select(events, comments).scan((), |(), event| ready(event))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_comment_is_sent_every_15_seconds_whatever_else_is_sent() {
        let (sender, receiver) = mpsc::channel(CAPACITY);
        let opened = Instant::now();
        let mut events = Box::pin(with_comments(ReceiverStream::new(receiver)));
        tokio::spawn(async move {
            for _ in 0..4 {
                tokio::time::sleep(Duration::from_secs(10)).await;
                sender.send(Ok(Event::default().event("entries"))).await.unwrap();
            }
        });
        let mut seconds = Vec::new();
        while events.next().await.is_some() {
            seconds.push(opened.elapsed().as_secs());
        }
        assert_eq!(seconds, [10, 15, 20, 30, 30, 40]);
    }

    #[tokio::test]
    async fn what_waits_when_the_credential_ends_is_never_sent() {
        let (sender, receiver) = mpsc::channel(CAPACITY);
        let ended = CancellationToken::new();
        let mut events = Box::pin(until_ended(receiver, ended.clone()));
        for _ in 0..3 {
            sender.send(Ok(Event::default().event("entries"))).await.unwrap();
        }
        assert!(events.next().await.is_some());
        ended.cancel();
        assert!(format!("{:?}", events.next().await).contains("session_ended"));
        assert!(events.next().await.is_none());
    }

    #[tokio::test]
    async fn a_stream_that_closes_for_another_reason_does_not_speak_of_the_session() {
        let (sender, receiver) = mpsc::channel::<StreamItem>(CAPACITY);
        drop(sender);
        assert_eq!(until_ended(receiver, CancellationToken::new()).count().await, 0);
    }
}
