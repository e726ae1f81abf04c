//! The credit engine. Only this room writes credits.
//!
//! A command (a debit, a hold, a refund, …) goes to the [`writer`], which decides many of them in
//! one transaction: the books concerned are read under their rows' locks, changed by the pure
//! functions of [`book`] and [`operations`], and written back with their journal entries and alerts.

mod alert;
mod book;
mod cycle;
mod entry;
mod grant;
mod hold;
mod operations;
mod read;
mod sql;
mod store;
mod subscription;
#[cfg(test)]
mod tests;
mod timer;
pub mod verify;
mod writer;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{ActionQuantity, Event, GrantKind, HoldState};
use serde_json::json;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::billing::catalog::{Catalog, Version};
use crate::bus::Bus;
use crate::clock::SharedClock;
use crate::db::{Db, DbError, WriteTransaction};

pub(crate) use entry::kind_name;
pub(crate) use hold::Hold;
pub use operations::Credited;
pub(crate) use operations::{Debit, Debited, Held, Refunded, Released};
pub(crate) use read::{EntryFilter, Order, Progress, Spent};
pub use subscription::{Subscribed, Subscription};

use book::{Book, Moment};
use operations::{Credit, Signal};
use writer::{Command, Job, Outcome, Writer};

/// How far ahead of the time at which it is recorded a debit may have occurred, at most.
pub(crate) const MOST_AHEAD_MS: i64 = 5 * 60 * 1_000;

/// `1 credit`, `2 credits`: how problems and alerts speak of an amount.
pub(crate) fn in_words(credits: i64) -> String {
    if credits == 1 { "1 credit".to_owned() } else { format!("{credits} credits") }
}

/// Commands that may wait for the writer; beyond that callers wait to hand theirs over.
const QUEUE: usize = 4_096;

/// Why the ledger could not do what it was asked. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LedgerError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error("the workspace has no book")]
    NoBook,
    #[error("{0} is damaged in the database")]
    Damaged(&'static str),
    #[error("the catalogue has no plan `{0}`, which a workspace has")]
    UnknownPlan(String),
    #[error("the ledger has stopped")]
    Stopped,
    #[error("the writer gave the answer to another command")]
    WrongAnswer,
}

impl LedgerError {
    /// Whether no command could have succeeded.
    fn is_outage(&self) -> bool {
        matches!(self, Self::Db(error) if error.outage().is_some())
    }
}

impl From<sqlx::Error> for LedgerError {
    fn from(error: sqlx::Error) -> Self {
        Self::from(DbError::from(error))
    }
}

/// A handle to the ledger; clones share one writer.
#[derive(Clone, Debug)]
pub struct Ledger {
    db: Db,
    catalog: Arc<Catalog>,
    clock: SharedClock,
    jobs: mpsc::Sender<Job>,
    due_changed: Arc<Notify>,
    finished: CancellationToken,
}

/// The answer to debits: one each, in order, and how the book stands after them.
#[derive(Debug)]
pub(crate) struct Debits {
    pub(crate) results: Vec<Debited>,
    pub(crate) available: i64,
    pub(crate) resets_ms: i64,
}

impl Ledger {
    /// Starts the writer and the timer on `tasks`. Once `finished` is cancelled, they answer what was
    /// handed over and end.
    ///
    /// # Errors
    /// When a workspace has a plan that the catalogue does not know, or the database is away.
    pub async fn start(
        db: Db,
        catalog: Arc<Catalog>,
        clock: SharedClock,
        bus: Bus,
        tasks: &TaskTracker,
        finished: &CancellationToken,
    ) -> Result<Self, LedgerError> {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let due_changed = Arc::new(Notify::new());
        let ledger = Self {
            db: db.clone(),
            catalog: Arc::clone(&catalog),
            clock: Arc::clone(&clock),
            jobs,
            due_changed: Arc::clone(&due_changed),
            finished: finished.clone(),
        };
        ledger.check_plans().await?;
        let writer = Writer { db, catalog, clock, bus, due_changed };
        tasks.spawn(writer.run(queue, finished.clone()));
        tasks.spawn(timer::run(ledger.clone()));
        Ok(ledger)
    }

    /// Opens the book of a new workspace in the transaction that makes it, with its plan's first grant.
    pub async fn open_book(
        &self,
        tx: &mut WriteTransaction,
        workspace_id: &str,
        plan: &str,
    ) -> Result<(), LedgerError> {
        let book = Book::open(workspace_id, plan, self.moment());
        let books = HashMap::from([(workspace_id.to_owned(), book)]);
        store::save(tx, &self.db, &books).await
    }

    /// The price list of this moment.
    pub(crate) fn prices(&self) -> &Version {
        self.catalog.in_force(self.clock.now_ms())
    }

    /// What actions cost now, each with its quantity; the one pricing path of estimates, holds and
    /// debits. `Err` is the index of the first action that is not for sale.
    pub(crate) fn price(&self, actions: &[ActionQuantity]) -> Result<Vec<(i64, i64)>, usize> {
        let prices = self.prices();
        let priced = actions.iter().enumerate().map(|(index, line)| {
            let quantity = line.quantity.unwrap_or(1);
            prices.price(&line.action, quantity).map(|credits| (quantity, credits)).ok_or(index)
        });
        priced.collect()
    }

    /// Debits events in order, each decided by itself. The caller has validated them; an action that
    /// is not for sale answers `Ok(Err(index))`, but for the `repeats`: ids of the journal, whose first
    /// answer is given again.
    pub(crate) async fn debit(
        &self,
        workspace_id: &str,
        events: Vec<Event>,
        repeats: &HashSet<String>,
    ) -> Result<Result<Debits, usize>, LedgerError> {
        let prices = self.prices();
        let mut debits = Vec::with_capacity(events.len());
        for (index, event) in events.into_iter().enumerate() {
            let quantity = event.quantity.unwrap_or(1);
            let credits = match prices.price(&event.action, quantity) {
                Some(credits) => credits,
                None if repeats.contains(&event.id) => 0,
                None => return Ok(Err(index)),
            };
            let (conversation_id, conversation_title) =
                event.conversation.map_or((None, None), |conversation| (Some(conversation.id), conversation.title));
            debits.push(Debit {
                id: event.id,
                action: event.action,
                quantity,
                credits,
                catalog_version: prices.name.clone(),
                occurred_ms: event.occurred_at.map(infuse_protocol::Timestamp::as_millis),
                conversation_id,
                conversation_title,
                source: event.source,
                hold_id: event.hold_id,
            });
        }
        match self.submit(workspace_id, Command::Debit(debits)).await? {
            Outcome::Debited { results, available, resets_ms } => Ok(Ok(Debits { results, available, resets_ms })),
            _ => Err(LedgerError::WrongAnswer),
        }
    }

    /// Reserves credits for `expires_in_ms` from now. `asked` is what the client asked to reserve: prices may
    /// change before it asks for the same again.
    pub(crate) async fn place_hold(
        &self,
        workspace_id: &str,
        id: String,
        credits: i64,
        asked: &serde_json::Value,
        expires_in_ms: i64,
    ) -> Result<Held, LedgerError> {
        let hold = Hold {
            id,
            credits,
            captured: 0,
            state: HoldState::Open,
            expires_ms: self.clock.now_ms().saturating_add(expires_in_ms),
            fingerprint: entry::fingerprint(&json!([asked, expires_in_ms])),
            changed: true,
        };
        match self.submit(workspace_id, Command::PlaceHold(hold)).await? {
            Outcome::Held(held) => Ok(held),
            _ => Err(LedgerError::WrongAnswer),
        }
    }

    /// Ends a hold; what was not captured is free again.
    pub(crate) async fn release_hold(&self, workspace_id: &str, id: String) -> Result<Released, LedgerError> {
        match self.submit(workspace_id, Command::ReleaseHold { id }).await? {
            Outcome::Released(released) => Ok(released),
            _ => Err(LedgerError::WrongAnswer),
        }
    }

    /// Takes a debit back, whole.
    pub(crate) async fn refund(
        &self,
        workspace_id: &str,
        id: String,
        event_id: String,
        reason: String,
    ) -> Result<Refunded, LedgerError> {
        match self.submit(workspace_id, Command::Refund { id, event_id, reason }).await? {
            Outcome::Refunded(refunded) => Ok(refunded),
            _ => Err(LedgerError::WrongAnswer),
        }
    }

    /// Grants credits that are kept until used (a pack), or until `ends_ms` where given (an
    /// adjustment). The same id again changes nothing.
    pub async fn credit(
        &self,
        workspace_id: &str,
        id: String,
        kind: GrantKind,
        credits: i64,
        ends_ms: Option<i64>,
        reason: String,
    ) -> Result<Credited, LedgerError> {
        let credit = Credit { id, kind, credits, ends_ms, reason };
        match self.submit(workspace_id, Command::Credit(credit)).await? {
            Outcome::Credited(credited) => Ok(credited),
            _ => Err(LedgerError::WrongAnswer),
        }
    }

    /// Changes what the workspace subscribes to: at once where that grants more, else at the cycle's end. The
    /// same id again changes nothing.
    pub async fn subscribe(
        &self,
        workspace_id: &str,
        id: String,
        wanted: Subscription,
    ) -> Result<Subscribed, LedgerError> {
        match self.submit(workspace_id, Command::Subscribe { id, wanted }).await? {
            Outcome::Subscribed(subscribed) => Ok(subscribed),
            _ => Err(LedgerError::WrongAnswer),
        }
    }

    /// Notes levels that the assistant reports.
    pub(crate) async fn set_gauges(
        &self,
        workspace_id: &str,
        memory_words: Option<i64>,
        workflows: Option<i64>,
    ) -> Result<(), LedgerError> {
        self.submit(workspace_id, Command::SetGauges { memory_words, workflows }).await.map(drop)
    }

    /// Raises an alert on behalf of an agent. The same id again changes nothing.
    pub(crate) async fn signal(
        &self,
        workspace_id: &str,
        id: String,
        kind: AlertKind,
        title: String,
        detail: String,
        link: Option<String>,
    ) -> Result<(), LedgerError> {
        let signal = Signal { id, kind, title, detail, link };
        self.submit(workspace_id, Command::Signal(signal)).await.map(drop)
    }

    /// Brings a book up to now.
    async fn advance(&self, workspace_id: &str) -> Result<(), LedgerError> {
        self.submit(workspace_id, Command::Advance).await.map(drop)
    }

    async fn submit(&self, workspace_id: &str, command: Command) -> Result<Outcome, LedgerError> {
        let (answer, outcome) = oneshot::channel();
        let job = Job { workspace_id: workspace_id.to_owned(), command, answer };
        self.jobs.send(job).await.map_err(|_| LedgerError::Stopped)?;
        outcome.await.map_err(|_| LedgerError::Stopped)?
    }

    fn moment(&self) -> Moment<'_> {
        Moment { now_ms: self.clock.now_ms(), catalog: &self.catalog }
    }

    async fn check_plans(&self) -> Result<(), LedgerError> {
        let plans: Vec<String> = sqlx::query_scalar(
            "SELECT plan FROM books UNION SELECT pending_plan FROM books WHERE pending_plan IS NOT NULL",
        )
        .fetch_all(self.db.pool())
        .await?;
        match plans.into_iter().find(|plan| !self.prices().plans.contains_key(plan)) {
            Some(plan) => Err(LedgerError::UnknownPlan(plan)),
            None => Ok(()),
        }
    }
}
