use eventsource_stream::{Event, EventStreamError, Eventsource};
use futures_util::{Stream, StreamExt};
use infuse_protocol::stream::{Alert, Changed, EntriesEvent};
use reqwest::header;
use serde::de::DeserializeOwned;

use super::{Api, ApiError, LARGEST_ANSWER, accept};

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
    /// An event of this name whose data is not of the contract.
    Unreadable {
        name: String,
        reason: String,
    },
}

impl Api {
    /// Follows the server from behind `position`; `arrived` is called whenever anything came, also what only keeps the
    /// connection open. The stream ends with an error when it was silent for too long, or does not end an event.
    pub(crate) async fn follow<F: Fn() + Send + 'static>(
        &self,
        position: Option<&str>,
        arrived: F,
    ) -> Result<impl Stream<Item = Result<StreamItem, ApiError>> + Send + Unpin + use<F>, ApiError> {
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
        let mut event = EventLength::default();
        let bytes = response.bytes_stream().map(move |chunk| {
            let chunk = chunk?;
            arrived();
            if event.after(&chunk) > LARGEST_ANSWER {
                return Err(ApiError::Nonsense("an event of the stream does not end".to_owned()));
            }
            Ok(chunk)
        });
        Ok(Box::pin(bytes.eventsource().map(|event| match event {
            Ok(event) => Ok(read(event)),
            Err(EventStreamError::Transport(error)) => Err(error),
            Err(error) => Err(ApiError::Nonsense(error.to_string())),
        })))
    }
}

/// How many bytes of the event that is coming in have come. It ends with an empty line:
/// <https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream>
#[derive(Debug, Default)]
struct EventLength {
    bytes: usize,
    line_has_begun: bool,
    after_return: bool,
}

impl EventLength {
    /// The length after these bytes have come.
    fn after(&mut self, chunk: &[u8]) -> usize {
        for byte in chunk {
            self.bytes += 1;
            let is_rest_of_line_end = self.after_return && *byte == b'\n';
            self.after_return = *byte == b'\r';
            match byte {
                b'\n' if is_rest_of_line_end => {}
                b'\n' | b'\r' => {
                    if !self.line_has_begun {
                        self.bytes = 0;
                    }
                    self.line_has_begun = false;
                }
                _ => self.line_has_begun = true,
            }
        }
        self.bytes
    }
}

fn read(event: Event) -> StreamItem {
    let message = match event.event.as_str() {
        "entries" => parse(&event, |news| StreamMessage::Entries(Box::new(news))),
        "alert" => parse(&event, StreamMessage::Alert),
        "changed" => parse(&event, StreamMessage::Changed),
        "session_ended" => StreamMessage::SessionEnded,
        "resync" => StreamMessage::Resync,
        _ => StreamMessage::Unknown,
    };
    StreamItem { position: (!event.id.is_empty()).then_some(event.id), message }
}

fn parse<T: DeserializeOwned>(event: &Event, message: impl FnOnce(T) -> StreamMessage) -> StreamMessage {
    match serde_json::from_str(&event.data) {
        Ok(data) => message(data),
        Err(error) => StreamMessage::Unreadable { name: event.event.clone(), reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_as_long_as_what_came_since_the_last_empty_line() {
        let mut event = EventLength::default();
        assert_eq!(event.after(b"data: 1\n"), 8);
        assert_eq!(event.after(b"\ndata"), 4);
        assert_eq!(event.after(b"\r\n\r"), 0);
        assert_eq!(event.after(b"\nid"), 3);
        assert_eq!(event.after(b"\r\n: alive\n\nxyz"), 3);
        assert_eq!((0..5).map(|_| event.after(&[b'x'; 10])).last(), Some(53));
    }
}
