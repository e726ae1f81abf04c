//! A long journal on a server: what the app's engine and its window are measured with.

use futures_util::future::join_all;
use infuse_protocol::usage::{Conversation, Event};
use infuse_protocol::{Scope, Timestamp};
use infuse_tests::{Agent, Database, Metering as _, ServerProcess, TestServer, events_of};

use crate::debits::fund;

/// What most is measured with.
pub(crate) const ENTRIES: usize = 1_000_000;
/// What years of work may come to.
pub(crate) const MANY_ENTRIES: usize = 10_000_000;

const BATCH: usize = 500;
const AT_ONCE: usize = 4;
const CONVERSATIONS: usize = 300;
const ACTIONS: [&str; 6] = ["message", "agent_step", "web_fetch", "image_generation", "image_edit", "deep_research"];
const MONTH_MS: i64 = 30 * 86_400_000;

/// A server with one person, whose agent has many credits.
pub(crate) struct Home {
    pub(crate) server: ServerProcess,
    pub(crate) agent: Agent,
}

impl Home {
    pub(crate) async fn start() -> Self {
        let server = TestServer::builder().database(Database::Sqlite).spawn().await;
        let agent = server.sign_up("reader").await.token(&[Scope::UsageWrite, Scope::UsageRead]).await;
        fund(server.database().url(), std::slice::from_ref(&agent)).await;
        Self { server, agent }
    }

    /// E-mail address of the person, which only the window is told.
    #[cfg(target_os = "linux")]
    pub(crate) fn email(&self) -> &'static str {
        "reader@example.com"
    }

    /// Writes a journal of so many entries: a month of work in many conversations.
    pub(crate) async fn fill(&self, entries: usize) {
        let begun = jiff::Timestamp::now().as_millisecond() - MONTH_MS;
        let time_of = |number: usize| begun + (MONTH_MS as f64 * number as f64 / entries as f64) as i64;
        for first in (0..entries).step_by(BATCH * AT_ONCE) {
            let reports = (0..AT_ONCE).map(|part| {
                let from = first + part * BATCH;
                let events: Vec<Event> = (from..from + BATCH).map(|number| numbered(number, time_of(number))).collect();
                async move { self.agent.report(&events).await.expect_status(200) }
            });
            drop(join_all(reports).await);
        }
    }
}

fn numbered(number: usize, occurred_ms: i64) -> Event {
    let conversation = (number / 40) * 7_919 % CONVERSATIONS;
    Event {
        occurred_at: Some(Timestamp::from_millis(occurred_ms)),
        conversation: Some(Conversation {
            id: format!("conversation-{conversation}"),
            title: Some(format!("Conversation {conversation}")),
        }),
        ..events_of(ACTIONS[number % ACTIONS.len()], 1 + (number % 3) as i64)
    }
}
