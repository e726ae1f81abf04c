//! Group commit: commands that arrive while the disk is busy are decided together in the next
//! transaction, and each is answered alone after its commit.
//!
//! One writer per process is faster than several: a second one would only wait for the same disk.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::LedgerError;
use super::actor::Actor;
use super::apart::SetApart;
use super::book::{Book, Moment};
use super::credit::{Credit, Credited, TakenBack};
use super::hold::{Held, NewHold, Released};
use super::operations::{Debit, DebitFault, Debited, Refunded, Signal};
use super::store::{self, ActorMemory, Books, Questions};
use super::subscription::{Subscribed, Subscription};
use crate::bus::Bus;
use crate::catalog::Catalog;
use crate::clock::SharedClock;
use crate::db::{Db, Failure as _};

/// Commands and, among them, debits that one transaction takes at most: beyond that a larger one
/// gains little, and makes its first command wait.
const MOST_COMMANDS: usize = 256;
const MOST_DEBITS: usize = 1_024;

/// How long an outage counts that nobody has met again: who was kept away by it comes back and tries.
const TROUBLE_LASTS: Duration = Duration::from_secs(5);

/// How often a batch is tried again that was given up for another transaction.
const MOST_COLLISIONS: usize = 5;

/// Something to be done to one book.
#[derive(Debug)]
pub(super) enum Command {
    /// Nothing but to bring it up to now.
    Advance,
    /// Nothing to any book: proves that books can be written.
    Prove,
    Debit {
        debits: Vec<Debit>,
        actor: Actor,
    },
    PlaceHold(NewHold),
    ReleaseHold {
        id: Uuid,
    },
    /// Debits that are captured from a hold, which is released after them.
    CaptureAndRelease {
        debits: Vec<Debit>,
        hold_id: Uuid,
        actor: Actor,
    },
    Refund {
        id: Uuid,
        event_id: Uuid,
        reason: String,
        actor: Actor,
    },
    Credit {
        id: Uuid,
        credit: Credit,
        reason: String,
        actor: Actor,
    },
    TakeBack {
        id: Uuid,
        pack_id: Uuid,
        reason: String,
    },
    Subscribe {
        id: Uuid,
        wanted: Subscription,
        actor: Actor,
    },
    SetGauges {
        memory_words: Option<i64>,
        workflows: Option<i64>,
    },
    Signal(Signal),
}

/// What became of a command.
#[derive(Debug)]
pub(super) enum Outcome {
    Done,
    NoBook,
    Debited {
        results: Vec<Debited>,
        available: i64,
        resets_ms: i64,
    },
    /// Some of the events can not be debited; none was.
    Faulty(Vec<(usize, DebitFault)>),
    Held(Held),
    Released(Released),
    Refunded(Refunded),
    Credited(Credited),
    TakenBack(TakenBack),
    Subscribed(Subscribed),
}

/// A command on its way to the writer.
#[derive(Debug)]
pub(super) struct Job {
    /// Empty where no book is concerned.
    pub(super) workspace_id: String,
    pub(super) command: Command,
    pub(super) answer: oneshot::Sender<Result<Outcome, LedgerError>>,
}

pub(super) struct Writer {
    pub(super) db: Db,
    pub(super) catalog: Arc<Catalog>,
    pub(super) clock: SharedClock,
    pub(super) bus: Bus,
    /// Told when a book may have become due earlier than before.
    pub(super) due_changed: Arc<Notify>,
    /// Told when alerts were raised.
    pub(super) alerts_raised: Arc<Notify>,
    pub(super) apart: SetApart,
    pub(super) memory: Mutex<ActorMemory>,
    pub(super) trouble: Mutex<Option<Trouble>>,
}

/// An outage that met the last batch that was to write entries.
#[derive(Debug)]
pub(super) struct Trouble {
    error: LedgerError,
    since: Instant,
}

impl Writer {
    /// Works until it is told to finish; then answers every job that was handed over, and ends. What panics outside of
    /// a book's own commands is logged, and the work goes on.
    pub(super) async fn run(self, mut jobs: mpsc::Receiver<Job>, finished: CancellationToken) {
        while AssertUnwindSafe(self.work(&mut jobs, &finished)).catch_unwind().await.is_err() {
            tracing::error!("the ledger's writer panicked; it goes on");
        }
    }

    async fn work(&self, jobs: &mut mpsc::Receiver<Job>, finished: &CancellationToken) {
        let mut batch = Vec::new();
        loop {
            let job = tokio::select! {
                biased;
                job = jobs.recv() => job,
                () = finished.cancelled(), if !jobs.is_closed() => {
                    jobs.close();
                    continue;
                }
            };
            let Some(job) = job else { return };
            gather(&mut batch, job, jobs);
            self.commit_all(std::mem::take(&mut batch)).await;
        }
    }

    /// Commits a batch. Where it fails for a reason that one book may have brought, each half is tried by itself, and
    /// so on down to the book at fault, which is set apart; ids make the further attempts safe.
    async fn commit_all(&self, batch: Vec<Job>) {
        let mut parts = vec![self.without_those_in_trouble(self.without_those_apart(batch))];
        let mut collisions = 0;
        while let Some(mut part) = parts.pop() {
            if part.is_empty() {
                continue;
            }
            match self.commit(&part).await {
                // It met another transaction, and was given up for it.
                Err(error) if error.is_retryable() && collisions < MOST_COLLISIONS => {
                    collisions += 1;
                    parts.push(part);
                }
                Ok(outcomes) => {
                    self.note(&part, None);
                    answer(part.into_iter().zip(outcomes.into_iter().map(Ok)));
                }
                // Somebody holds one of the books, and the others need not wait for it.
                Err(error) if error.is_locked() && self.set_locked_apart(&mut part, &error).await => parts.push(part),
                Err(error) if error.is_outage() => {
                    self.note(&part, Some(&error));
                    let jobs = part.into_iter().chain(parts.drain(..).flatten());
                    tracing::error!(%error, "a ledger transaction failed");
                    answer(jobs.map(|job| (job, Err(error.clone()))));
                }
                Err(error) if part.len() == 1 => {
                    let set_apart = part.first().map(|job| self.apart.set(&job.workspace_id, &error));
                    answer(part.into_iter().map(|job| (job, Err(set_apart.clone().unwrap_or(LedgerError::Stopped)))));
                }
                Err(error) => {
                    tracing::warn!(%error, jobs = part.len(), "a ledger batch failed; its halves are tried by themselves");
                    let rest = part.split_off(part.len() / 2);
                    parts.push(rest);
                    parts.push(part);
                }
            }
        }
    }

    /// Takes the jobs out of a part whose books somebody else holds locked, sets those books apart and answers. Whether
    /// there were any.
    async fn set_locked_apart(&self, part: &mut Vec<Job>, error: &LedgerError) -> bool {
        // It may take a new connection, and the next commit that same one.
        self.memory().clear();
        let workspace_ids: Vec<&str> = part.iter().map(|job| job.workspace_id.as_str()).collect();
        let locked = match store::held_elsewhere(&self.db, &workspace_ids).await {
            Ok(locked) => locked,
            Err(error) => {
                tracing::warn!(%error, "which books are locked could not be seen");
                return false;
            }
        };
        for workspace_id in &locked {
            self.apart.set(workspace_id, error);
        }
        let (waiting, rest) = std::mem::take(part).into_iter().partition(|job| locked.contains(&job.workspace_id));
        *part = rest;
        answer(Vec::into_iter(waiting).map(|job| (job, Err(error.clone()))));
        !locked.is_empty()
    }

    /// Answers the jobs of books that are set apart and not to be tried again yet.
    fn without_those_apart(&self, batch: Vec<Job>) -> Vec<Job> {
        if self.apart.is_empty() {
            return batch;
        }
        let mut tried = Vec::with_capacity(batch.len());
        for job in batch {
            match self.apart.refuses(&job.workspace_id) {
                Some(told) => answer(std::iter::once((job, Err(told)))),
                None => tried.push(job),
            }
        }
        tried
    }

    /// Answers proofs with the outage that has just met entries. A proof writes less than they do: on a disk that is
    /// all but full it would succeed while nothing else does.
    fn without_those_in_trouble(&self, mut batch: Vec<Job>) -> Vec<Job> {
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(trouble) = trouble.as_ref().filter(|trouble| trouble.since.elapsed() < TROUBLE_LASTS) {
            let proofs = batch.extract_if(.., |job| matches!(job.command, Command::Prove));
            answer(proofs.map(|job| (job, Err(trouble.error.clone()))));
        }
        batch
    }

    /// Remembers how a batch ended that was to write more than a proof.
    fn note(&self, part: &[Job], error: Option<&LedgerError>) {
        if part.iter().any(|job| !matches!(job.command, Command::Prove)) {
            let trouble = error.map(|error| Trouble { error: error.clone(), since: Instant::now() });
            *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
        }
    }

    /// Decides the batch in one transaction. A panic is an error like any other: nothing was committed.
    async fn commit(&self, batch: &[Job]) -> Result<Vec<Outcome>, LedgerError> {
        let attempt = AssertUnwindSafe(self.try_commit(batch)).catch_unwind().await;
        let outcomes = attempt.unwrap_or(Err(LedgerError::Panicked))?;
        if !self.apart.is_empty() {
            batch.iter().for_each(|job| self.apart.take_in(&job.workspace_id));
        }
        Ok(outcomes)
    }

    /// Dropping the transaction on any error rolls it back.
    async fn try_commit(&self, batch: &[Job]) -> Result<Vec<Outcome>, LedgerError> {
        let mut tx = self.db.begin_ledger_write().await?;
        if tx.is_on_new_connection() {
            // What was committed on the last one may be gone, as after a failover.
            self.memory().clear();
        }
        if batch.iter().any(|job| matches!(job.command, Command::Prove)) {
            store::prove_write(&mut tx).await?;
        }
        // The time is taken under the locks: whoever waited for them may have waited past a reset.
        let memory = std::mem::take(&mut *self.memory());
        let loaded = store::load(&mut tx, &self.db, &questions(batch), &memory, || self.clock.now_ms()).await;
        *self.memory() = memory;
        let (mut books, now_ms) = loaded?;
        let moment = Moment { now_ms, catalog: &self.catalog };
        let outcomes = batch.iter().map(|job| match (&job.command, books.get_mut(&job.workspace_id)) {
            (Command::Prove, _) => Ok(Outcome::Done),
            (_, None) => Ok(Outcome::NoBook),
            (command, Some(book)) => {
                book.check_plan(moment)?;
                book.advance(moment);
                Ok(decide(book, command, moment))
            }
        });
        let outcomes = outcomes.collect::<Result<_, LedgerError>>()?;
        store::save(&mut tx, &self.db, &books).await?;
        tx.commit().await?;
        self.memory().remember(&books);
        self.tell(&books);
        Ok(outcomes)
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, ActorMemory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, books: &Books) {
        for book in books.changed() {
            self.bus.publish(&book.head.workspace_id);
            if book.is_due_sooner() {
                self.due_changed.notify_one();
            }
            if !book.new_alerts.is_empty() {
                self.alerts_raised.notify_one();
            }
        }
    }
}

fn gather(batch: &mut Vec<Job>, first: Job, jobs: &mut mpsc::Receiver<Job>) {
    let mut debits = first.command.debits();
    batch.push(first);
    while batch.len() < MOST_COMMANDS && debits < MOST_DEBITS {
        let Ok(job) = jobs.try_recv() else { break };
        debits += job.command.debits();
        batch.push(job);
    }
}

/// A caller that has gone away no longer wants its answer; what was decided stands all the same.
fn answer(answers: impl Iterator<Item = (Job, Result<Outcome, LedgerError>)>) {
    for (job, result) in answers {
        let _ = job.answer.send(result);
    }
}

impl Command {
    fn debits(&self) -> usize {
        match self {
            Self::Debit { debits, .. } | Self::CaptureAndRelease { debits, .. } => debits.len(),
            _ => 0,
        }
    }
}

fn questions(batch: &[Job]) -> Questions<'_> {
    let workspaces: BTreeSet<&str> =
        batch.iter().map(|job| job.workspace_id.as_str()).filter(|id| !id.is_empty()).collect();
    let mut questions = Questions { workspaces: workspaces.into_iter().collect(), ..Questions::default() };
    for job in batch {
        let workspace_id = job.workspace_id.as_str();
        match &job.command {
            Command::Advance | Command::Prove | Command::SetGauges { .. } => {}
            Command::Debit { debits, actor } | Command::CaptureAndRelease { debits, actor, .. } => {
                questions.entry_ids.extend(debits.iter().map(|debit| debit.id));
                questions.hold_ids.extend(debits.iter().filter_map(|debit| debit.hold_id));
                questions.actors.push((workspace_id, actor));
                if let Command::CaptureAndRelease { hold_id, .. } = &job.command {
                    questions.hold_ids.push(*hold_id);
                }
            }
            Command::PlaceHold(hold) => questions.hold_ids.push(hold.id),
            Command::ReleaseHold { id } => questions.hold_ids.push(*id),
            Command::Refund { id, event_id, actor, .. } => {
                questions.entry_ids.extend([*id, *event_id]);
                questions.refunded_events.push(*event_id);
                questions.actors.push((workspace_id, actor));
            }
            Command::Credit { id, actor, .. } => {
                questions.entry_ids.push(*id);
                questions.actors.push((workspace_id, actor));
            }
            Command::TakeBack { id, pack_id, .. } => {
                questions.entry_ids.extend([*id, *pack_id]);
                questions.granting_entries.push(*pack_id);
            }
            Command::Subscribe { id, actor, .. } => {
                questions.change_ids.push(*id);
                questions.entry_ids.push(*id);
                questions.actors.push((workspace_id, actor));
            }
            Command::Signal(signal) => questions.signal_ids.push(signal.id),
        }
    }
    questions
}

fn decide(book: &mut Book, command: &Command, moment: Moment<'_>) -> Outcome {
    match command {
        Command::Advance | Command::Prove => Outcome::Done,
        Command::Debit { debits, actor } => debit_all(book, debits, actor, moment),
        Command::CaptureAndRelease { debits, hold_id, actor } => {
            let outcome = debit_all(book, debits, actor, moment);
            if let Outcome::Debited { results, available, resets_ms } = outcome {
                // A capture of nothing leaves the hold to be captured again.
                let has_captured =
                    |result: &Debited| matches!(result, Debited::Done { .. } | Debited::Duplicate { .. });
                if !results.iter().any(has_captured) {
                    return Outcome::Debited { results, available, resets_ms };
                }
                book.release_hold(*hold_id, moment);
                return Outcome::Debited { results, available: book.available(), resets_ms };
            }
            outcome
        }
        Command::PlaceHold(hold) => Outcome::Held(book.place_hold(hold, moment)),
        Command::ReleaseHold { id } => Outcome::Released(book.release_hold(*id, moment)),
        Command::Refund { id, event_id, reason, actor } => {
            Outcome::Refunded(book.refund(*id, *event_id, reason, actor, moment))
        }
        Command::Credit { id, credit, reason, actor } => {
            Outcome::Credited(book.credit(*id, *credit, reason, actor, moment))
        }
        Command::TakeBack { id, pack_id, reason } => Outcome::TakenBack(book.take_back(*id, *pack_id, reason, moment)),
        Command::Subscribe { id, wanted, actor } => Outcome::Subscribed(book.subscribe(*id, wanted, actor, moment)),
        Command::SetGauges { memory_words, workflows } => {
            book.set_gauges(*memory_words, *workflows, moment);
            Outcome::Done
        }
        Command::Signal(signal) => {
            book.signal(signal, moment);
            Outcome::Done
        }
    }
}

/// Debits events in order, or none of them where one is at fault.
fn debit_all(book: &mut Book, debits: &[Debit], actor: &Actor, moment: Moment<'_>) -> Outcome {
    let faults = book.faults_of(debits, moment);
    if !faults.is_empty() {
        return Outcome::Faulty(faults);
    }
    let results = debits.iter().map(|debit| book.debit(debit, actor, moment)).collect();
    book.end_used_up_holds();
    Outcome::Debited { results, available: book.available(), resets_ms: book.head.cycle_ends_ms }
}
