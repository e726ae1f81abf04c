use eventsource_stream::{Event, EventStreamError, Eventsource};
use futures_util::{Stream, StreamExt};
use infuse_protocol::stream::{Alert, Changed, EntriesEvent};
use reqwest::header;
use serde::de::DeserializeOwned;

use super::{Api, ApiError, accept};

/// What the stream said, and where it stood after it.
#[derive(Debug)]
pub(crate) struct StreamItem {
    pub(crate) position: Option<String>,
    pub(crate) message: StreamMessage,
}

/// `GET /v1/stream`
#[derive(Debug)]
pub(crate) enum StreamMessage {
    Entries(Box<EntriesEvent>),
    Alert(Alert),
    Changed(Changed),
    SessionEnded,
    /// Something was left out: ask for what is missing.
    Resync,
    /// Of a newer server.
    Unknown,
}

impl Api {
    /// Follows the server from behind `position`. The stream ends with an error when it was silent for too long.
    pub(crate) async fn follow(
        &self,
        position: Option<&str>,
    ) -> Result<impl Stream<Item = Result<StreamItem, ApiError>> + Send + Unpin + use<>, ApiError> {
        let request = self.authorized(self.streaming.get(self.address("/v1/stream")?));
        let request = request.header(header::ACCEPT, "text/event-stream");
        let request = match position {
            Some(position) => request.header("last-event-id", position),
            None => request,
        };
        let response = accept(request.send().await?).await?;
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("text/event-stream") {
            return Err(ApiError::Nonsense(format!("the stream is {kind:?}")));
        }
        Ok(Box::pin(response.bytes_stream().eventsource().map(|event| match event {
            Ok(event) => read(event),
            Err(EventStreamError::Transport(error)) => Err(error.into()),
            Err(error) => Err(ApiError::Nonsense(error.to_string())),
        })))
    }
}

fn read(event: Event) -> Result<StreamItem, ApiError> {
    let data = &event.data;
    let message = match event.event.as_str() {
        "entries" => StreamMessage::Entries(Box::new(parse(data)?)),
        "alert" => StreamMessage::Alert(parse(data)?),
        "changed" => StreamMessage::Changed(parse(data)?),
        "session_ended" => StreamMessage::SessionEnded,
        "resync" => StreamMessage::Resync,
        _ => StreamMessage::Unknown,
    };
    Ok(StreamItem { position: (!event.id.is_empty()).then_some(event.id), message })
}

fn parse<T: DeserializeOwned>(data: &str) -> Result<T, ApiError> {
    serde_json::from_str(data).map_err(|error| ApiError::Nonsense(error.to_string()))
}
