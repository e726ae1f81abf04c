//! The credit engine. Only this room writes credits.
//!
//! A command (a debit, a hold, a refund, …) goes to the [`writer`], which decides many of them in
//! one transaction: the books concerned are read under their rows' locks, changed by the pure
//! functions of [`book`] and [`operations`], and written back with their journal entries and alerts.

mod actor;
mod alert;
mod apart;
mod book;
mod credit;
mod cycle;
mod digest;
mod entry;
mod erase;
mod grant;
mod hold;
mod kinds;
mod operations;
mod read;
mod rows;
mod sql;
mod store;
mod subscription;
#[cfg(test)]
mod tests;
mod timer;
pub mod verify;
mod writer;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use infuse_protocol::stream::AlertKind;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use uuid::Uuid;

use crate::bus::Bus;
use crate::catalog::{Catalog, Version};
use crate::clock::SharedClock;
use crate::db::{Db, DbError, Failure, Outage, WriteTransaction};

pub use actor::Actor;
pub use credit::{Credit, Credited, TakenBack};
pub(crate) use erase::{erase_account, finish as finish_erasures};
pub(crate) use hold::{Asked, Held, NewHold, Released};
pub(crate) use hold::{
    ENDED_KEPT_FOR_MS as ENDED_HOLDS_KEPT_FOR_MS, LONGEST_MS as LONGEST_HOLD_MS, MOST_OPEN as MOST_OPEN_HOLDS,
};
pub(crate) use operations::{Debit, DebitFault, Debited, Refunded};
pub(crate) use read::{EntryFilter, Group, Order, Progress, Spent};
pub use subscription::{Subscribed, Subscription};

use apart::SetApart;
use book::{Book, Moment};
use operations::Signal;
use store::{ActorMemory, Books, Questions};
use writer::{Command, Job, Outcome, Writer};

/// How far ahead of the time at which it is recorded a debit may have occurred, at most.
pub(crate) const MOST_AHEAD_MS: i64 = 5 * 60 * 1_000;

/// `1 credit`, `2 credits`: how problems and alerts speak of an amount.
pub(crate) fn in_words(credits: i64) -> String {
    if credits == 1 { "1 credit".to_owned() } else { format!("{credits} credits") }
}

/// Commands that may wait for the writer; beyond that callers wait to hand theirs over.
const QUEUE: usize = 4_096;

/// How long a caller waits for a command. It may be carried out after that all the same: ids make a repeat safe.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Why the ledger could not do what it was asked. Nothing was changed, but where it took too long.
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
    #[error("a command panicked")]
    Panicked,
    #[error("the book is set apart, for a command of it failed")]
    SetApart,
    #[error("it took too long")]
    Overdue,
    #[error("the ledger has stopped")]
    Stopped,
    #[error("the writer gave the answer to another command")]
    WrongAnswer,
}

impl Failure for LedgerError {
    fn is_retryable(&self) -> bool {
        matches!(self, Self::Db(error) if error.is_retryable())
    }
}

impl LedgerError {
    /// Whether somebody else held a lock for too long.
    fn is_locked(&self) -> bool {
        matches!(self, Self::Db(error) if error.outage() == Some(Outage::Locked))
    }

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
    alerts_raised: Arc<Notify>,
    apart: SetApart,
    finished: CancellationToken,
}

/// The answer to debits: one each, in order, and how the book stands after them.
#[derive(Debug)]
pub(crate) struct Debits {
    pub(crate) results: Vec<Debited>,
    pub(crate) available: i64,
    pub(crate) resets_ms: i64,
}

/// Events of which some can not be debited, each of these with its index; none was debited.
pub(crate) type Faults = Vec<(usize, DebitFault)>;

/// Names the outcome that a command must have.
macro_rules! expect_outcome {
    ($outcome:expr, $variant:ident) => {
        match $outcome {
            Outcome::$variant(answer) => Ok(answer),
            _ => Err(LedgerError::WrongAnswer),
        }
    };
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
        let (due_changed, alerts_raised) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let apart = SetApart::default();
        let ledger = Self {
            db: db.clone(),
            catalog: Arc::clone(&catalog),
            clock: Arc::clone(&clock),
            jobs,
            due_changed: Arc::clone(&due_changed),
            alerts_raised: Arc::clone(&alerts_raised),
            apart: apart.clone(),
            finished: finished.clone(),
        };
        ledger.check_plans().await?;
        let (memory, trouble) = (Mutex::default(), Mutex::default());
        let writer = Writer { db, catalog, clock, bus, due_changed, alerts_raised, apart, memory, trouble };
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
        let number = store::next_number(tx).await?;
        let moment = Moment { now_ms: self.clock.now_ms(), catalog: &self.catalog };
        let books = Books::of(Book::open(number, workspace_id, plan, moment));
        store::save(tx, &self.db, &books).await
    }

    /// Lets a book warn at so many credits or fewer, in the transaction of what asks for it. The book's row is locked until
    /// that ends, as the writer locks it. After the commit, [`Ledger::look_again`].
    pub(crate) async fn warn_at(
        &self,
        tx: &mut WriteTransaction,
        workspace_id: &str,
        threshold: i64,
    ) -> Result<(), LedgerError> {
        let questions = Questions { workspaces: vec![workspace_id], ..Questions::default() };
        let now_ms = || self.clock.now_ms();
        let (mut books, now_ms) = store::load(tx, &self.db, &questions, &ActorMemory::default(), now_ms).await?;
        let book = books.get_mut(workspace_id).ok_or(LedgerError::NoBook)?;
        let moment = Moment { now_ms, catalog: &self.catalog };
        book.check_plan(moment)?;
        book.advance(moment);
        book.warn_at(threshold);
        store::save(tx, &self.db, &books).await
    }

    /// A book was changed in a transaction that is not the writer's: bringing it up to now may have raised an alert, and it
    /// may be due earlier than before.
    pub(crate) fn look_again(&self) {
        self.due_changed.notify_one();
        self.alerts_raised.notify_one();
    }

    /// The price list of this moment.
    pub(crate) fn prices(&self) -> &Version {
        self.catalog.in_force(self.clock.now_ms())
    }

    /// Waits until this server has raised alerts since it was last asked. What another one raises is not heard here.
    pub(crate) async fn alerts_raised(&self) {
        self.alerts_raised.notified().await;
    }

    /// How many books are set apart.
    pub(crate) fn books_set_apart(&self) -> usize {
        self.apart.count()
    }

    /// Proves that books can be written, by a transaction of the writer that changes none.
    pub(crate) async fn prove(&self) -> Result<(), LedgerError> {
        self.submit("", Command::Prove).await.map(drop)
    }

    /// Debits events in order, each decided by itself. Where `closes` names a hold, it is released after them.
    pub(crate) async fn debit(
        &self,
        workspace_id: &str,
        debits: Vec<Debit>,
        actor: Actor,
        closes: Option<Uuid>,
    ) -> Result<Result<Debits, Faults>, LedgerError> {
        let command = match closes {
            None => Command::Debit { debits, actor },
            Some(hold_id) => Command::CaptureAndRelease { debits, hold_id, actor },
        };
        match self.submit(workspace_id, command).await? {
            Outcome::Debited { results, available, resets_ms } => Ok(Ok(Debits { results, available, resets_ms })),
            Outcome::Faulty(faults) => Ok(Err(faults)),
            _ => Err(LedgerError::WrongAnswer),
        }
    }

    /// Reserves credits for a time from now.
    pub(crate) async fn place_hold(&self, workspace_id: &str, hold: NewHold) -> Result<Held, LedgerError> {
        expect_outcome!(self.submit(workspace_id, Command::PlaceHold(hold)).await?, Held)
    }

    /// Ends a hold; what was not captured is free again.
    pub(crate) async fn release_hold(&self, workspace_id: &str, id: Uuid) -> Result<Released, LedgerError> {
        expect_outcome!(self.submit(workspace_id, Command::ReleaseHold { id }).await?, Released)
    }

    /// Takes a debit back, whole.
    pub(crate) async fn refund(
        &self,
        workspace_id: &str,
        id: Uuid,
        event_id: Uuid,
        reason: String,
        actor: Actor,
    ) -> Result<Refunded, LedgerError> {
        let command = Command::Refund { id, event_id, reason, actor };
        expect_outcome!(self.submit(workspace_id, command).await?, Refunded)
    }

    /// Grants credits from outside the plan. The same id again changes nothing.
    pub async fn credit(
        &self,
        workspace_id: &str,
        id: Uuid,
        credit: Credit,
        reason: String,
        actor: Actor,
    ) -> Result<Credited, LedgerError> {
        let command = Command::Credit { id, credit, reason, actor };
        expect_outcome!(self.submit(workspace_id, command).await?, Credited)
    }

    /// Takes back the pack that was credited under `pack_id`, whose payment was reversed. The same id again changes
    /// nothing.
    pub async fn take_back(
        &self,
        workspace_id: &str,
        id: Uuid,
        pack_id: Uuid,
        reason: String,
    ) -> Result<TakenBack, LedgerError> {
        expect_outcome!(self.submit(workspace_id, Command::TakeBack { id, pack_id, reason }).await?, TakenBack)
    }

    /// Changes what the workspace subscribes to: at once where that grants more, else at the cycle's end. The
    /// same id again changes nothing.
    pub async fn subscribe(
        &self,
        workspace_id: &str,
        id: Uuid,
        wanted: Subscription,
        actor: Actor,
    ) -> Result<Subscribed, LedgerError> {
        expect_outcome!(self.submit(workspace_id, Command::Subscribe { id, wanted, actor }).await?, Subscribed)
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
        id: Uuid,
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

    /// What became of a command, within [`LONGEST_WAIT`].
    async fn submit(&self, workspace_id: &str, command: Command) -> Result<Outcome, LedgerError> {
        let (answer, outcome) = oneshot::channel();
        let job = Job { workspace_id: workspace_id.to_owned(), command, answer };
        let decided = timeout(LONGEST_WAIT, async {
            self.jobs.send(job).await.map_err(|_| LedgerError::Stopped)?;
            outcome.await.map_err(|_| LedgerError::Stopped)?
        });
        match decided.await.map_err(|_| LedgerError::Overdue)?? {
            Outcome::NoBook => Err(LedgerError::NoBook),
            outcome => Ok(outcome),
        }
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
