//! A reader of `GET /v1/stream`.

use std::pin::Pin;

use eventsource_stream::{Event, EventStreamError, Eventsource as _};
use futures_util::{Stream, StreamExt as _};
use reqwest::Method;
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use crate::actor::Requests;
use crate::wait::PATIENCE;

type Events = Pin<Box<dyn Stream<Item = Result<Event, EventStreamError<reqwest::Error>>> + Send>>;

/// An open stream.
pub struct EventStream {
    events: Events,
    position: String,
}

impl EventStream {
    /// Opens the stream of whoever asks.
    pub async fn open(caller: &impl Requests) -> Self {
        Self::resume(caller, None).await
    }

    /// Opens it behind the position that an earlier stream ended at.
    pub async fn resume(caller: &impl Requests, last_event_id: Option<&str>) -> Self {
        let mut request = caller.caller().request(Method::GET, "/v1/stream").timeout(PATIENCE * 4);
        if let Some(id) = last_event_id {
            request = request.header("last-event-id", id);
        }
        let response = request.send().await.expect("the server answers");
        assert_eq!(response.status(), 200);
        Self { events: Box::pin(response.bytes_stream().eventsource()), position: String::new() }
    }

    /// The next event, or `None` when the server has closed the stream. Fails the test after [`PATIENCE`].
    pub async fn next(&mut self) -> Option<Event> {
        let event = timeout(PATIENCE, self.events.next()).await.expect("something happens on the stream in time");
        let event = event.map(|event| event.expect("the stream is well-formed"));
        if let Some(event) = &event {
            self.position.clone_from(&event.id);
        }
        event
    }

    /// The id of the last event that was read: where another stream goes on.
    pub fn position(&self) -> &str {
        &self.position
    }

    /// Reads on to the next event of that name, and answers its data.
    pub async fn next_of<T: DeserializeOwned>(&mut self, name: &str) -> T {
        loop {
            let event = self.next().await.unwrap_or_else(|| panic!("the stream ended before {name}"));
            if event.event == name {
                return serde_json::from_str(&event.data).expect("data of the contract's shape");
            }
        }
    }
}
