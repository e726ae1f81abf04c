//! What a story does with credits, in few words.

use std::collections::{BTreeMap, BTreeSet};

use infuse_protocol::Page;
use infuse_protocol::usage::{Entry, EntryKind, Event, EventResult, EventResults, Events, Usage};
use uuid::Uuid;

use crate::actor::{Agent, Person, Requests};
use crate::response::Response;

/// Someone who may meter a workspace.
pub trait Metering: Requests + Sync {
    fn workspace_id(&self) -> &str;

    /// A path below the usage of the workspace; `""` is the usage itself.
    fn usage_path(&self, rest: &str) -> String {
        let separator = if rest.is_empty() || rest.starts_with('?') { "" } else { "/" };
        format!("/v1/workspaces/{}/usage{separator}{rest}", self.workspace_id())
    }

    /// Reports events and answers whatever came back.
    fn report(&self, events: &[Event]) -> impl Future<Output = Response> + Send {
        let (path, body) = (self.usage_path("events"), Events { events: events.to_vec() });
        async move { self.post(&path, &body).await }
    }

    /// Reports one event, which must be decided, and answers how.
    fn debit(&self, event: Event) -> impl Future<Output = EventResult> + Send {
        async move {
            let answer: EventResults = self.report(&[event]).await.expect_status(200).json();
            answer.results.into_iter().next().expect("one result for one event")
        }
    }

    /// What the workspace has now.
    fn usage(&self) -> impl Future<Output = Usage> + Send {
        let path = self.usage_path("");
        async move { self.get(&path).await.expect_status(200).json() }
    }

    /// The whole journal, oldest entry first.
    fn journal(&self) -> impl Future<Output = Vec<Entry>> + Send {
        async move {
            let mut entries: Vec<Entry> = Vec::new();
            loop {
                let after = entries.last().map_or(0, |entry| entry.seq);
                let path = self.usage_path(&format!("entries?after={after}&limit=1000"));
                let page: Page<Entry> = self.get(&path).await.expect_status(200).json();
                if page.items.is_empty() {
                    return entries;
                }
                entries.extend(page.items);
            }
        }
    }
}

impl Metering for Person {
    fn workspace_id(&self) -> &str {
        &self.workspace.id
    }
}

impl Metering for Agent {
    fn workspace_id(&self) -> &str {
        Agent::workspace_id(self)
    }
}

/// An event with a new id, and nothing but its action.
pub fn event(action: &str) -> Event {
    Event {
        id: Uuid::now_v7().to_string(),
        action: action.to_owned(),
        quantity: None,
        occurred_at: None,
        conversation: None,
        source: None,
        hold_id: None,
    }
}

/// The same with a quantity.
pub fn events_of(action: &str, quantity: i64) -> Event {
    Event { quantity: Some(quantity), ..event(action) }
}

/// Compares the debits of a journal with what was answered, by their ids: all of them, each once.
pub async fn assert_debits_stand_once(who: &impl Metering, answered: &BTreeMap<String, EventResult>) {
    let journal = who.journal().await;
    let numbers: Vec<i64> = journal.iter().map(|entry| entry.seq).collect();
    assert_eq!(numbers, (1..=journal.len() as i64).collect::<Vec<_>>(), "the journal has gaps");
    let debits: Vec<_> = journal.iter().filter(|entry| entry.kind == EntryKind::Debit).collect();
    let ids: BTreeSet<&str> = debits.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), debits.len(), "a debit stands twice");
    assert_eq!(ids, answered.keys().map(String::as_str).collect(), "answered and written debits differ");
    for entry in debits {
        let result = &answered[&entry.id];
        assert_eq!((result.seq, result.credits), (Some(entry.seq), -entry.credits), "{entry:?}");
    }
}
