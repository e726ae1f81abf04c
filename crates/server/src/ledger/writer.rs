//! Group commit: commands that arrive while the disk is busy are decided together in the next
//! transaction, and each is answered alone after its commit.
//!
//! One writer per process is faster than several: a second one would only wait for the same disk.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use tokio::sync::{Notify, mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use super::LedgerError;
use super::book::{Book, Moment};
use super::hold::Hold;
use super::operations::{Credit, Credited, Debit, Debited, Held, Refunded, Released, Signal};
use super::store::{self, Questions};
use super::subscription::{Subscribed, Subscription};
use crate::billing::catalog::Catalog;
use crate::bus::Bus;
use crate::clock::SharedClock;
use crate::db::Db;

/// Commands and, among them, debits that one transaction takes at most: beyond that a larger one
/// gains little, and makes its first command wait.
const MOST_COMMANDS: usize = 256;
const MOST_DEBITS: usize = 1_024;

/// Something to be done to one book.
#[derive(Debug)]
pub(super) enum Command {
    /// Nothing but to bring it up to now.
    Advance,
    Debit(Vec<Debit>),
    PlaceHold(Hold),
    ReleaseHold {
        id: String,
    },
    Refund {
        id: String,
        event_id: String,
        reason: String,
    },
    Credit(Credit),
    Subscribe {
        id: String,
        wanted: Subscription,
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
    Debited { results: Vec<Debited>, available: i64, resets_ms: i64 },
    Held(Held),
    Released(Released),
    Refunded(Refunded),
    Credited(Credited),
    Subscribed(Subscribed),
}

/// A command on its way to the writer.
#[derive(Debug)]
pub(super) struct Job {
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
}

impl Writer {
    /// Works until it is told to finish; then answers every job that was handed over, and ends.
    pub(super) async fn run(self, mut jobs: mpsc::Receiver<Job>, finished: CancellationToken) {
        let mut batch = Vec::with_capacity(MOST_COMMANDS);
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
            gather(&mut batch, job, &mut jobs);
            self.commit_all(&mut batch).await;
        }
    }

    /// Commits a batch. When it fails as a whole for a reason that one command may have brought,
    /// each is tried alone, so that none fails for another; ids make the second attempt safe.
    async fn commit_all(&self, batch: &mut Vec<Job>) {
        match self.commit(batch).await {
            Ok(outcomes) => answer(batch.drain(..).zip(outcomes.into_iter().map(Ok))),
            Err(error) if batch.len() == 1 || error.is_outage() => {
                tracing::error!(%error, jobs = batch.len(), "a ledger transaction failed");
                answer(batch.drain(..).map(|job| (job, Err(error.clone()))));
            }
            Err(error) => {
                tracing::warn!(%error, jobs = batch.len(), "a ledger batch failed; its commands are tried one by one");
                for job in batch.drain(..) {
                    let single = std::slice::from_ref(&job);
                    let result = self
                        .commit(single)
                        .await
                        .and_then(|outcomes| outcomes.into_iter().next().ok_or(LedgerError::Damaged("a batch of one")));
                    answer([(job, result)].into_iter());
                }
            }
        }
    }

    /// Decides the batch in one transaction. Dropping the transaction on any error rolls it back.
    async fn commit(&self, batch: &[Job]) -> Result<Vec<Outcome>, LedgerError> {
        let mut tx = self.db.begin_ledger_write().await?;
        let mut books = store::load(&mut tx, &self.db, &questions(batch)).await?;
        // The time is taken under the locks: whoever waited for them may have waited past a reset.
        let moment = Moment { now_ms: self.clock.now_ms(), catalog: &self.catalog };
        let outcomes: Result<Vec<Outcome>, LedgerError> = batch
            .iter()
            .map(|job| {
                let book = books.get_mut(&job.workspace_id).ok_or(LedgerError::NoBook)?;
                book.advance(moment);
                Ok(decide(book, &job.command, moment))
            })
            .collect();
        let outcomes = outcomes?;
        store::save(&mut tx, &self.db, &books).await?;
        tx.commit().await?;
        self.tell(&books);
        Ok(outcomes)
    }

    fn tell(&self, books: &HashMap<String, Book>) {
        for book in books.values().filter(|book| book.has_changed()) {
            self.bus.publish(&book.head.workspace_id);
            if book.is_due_sooner() {
                self.due_changed.notify_one();
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
        if let Self::Debit(debits) = self { debits.len() } else { 0 }
    }
}

fn questions(batch: &[Job]) -> Questions<'_> {
    let workspaces: BTreeSet<&str> = batch.iter().map(|job| job.workspace_id.as_str()).collect();
    let mut questions = Questions { workspaces: workspaces.into_iter().collect(), ..Questions::default() };
    for job in batch {
        match &job.command {
            Command::Advance | Command::SetGauges { .. } => {}
            Command::Debit(debits) => {
                questions.entry_ids.extend(debits.iter().map(|debit| debit.id.as_str()));
                questions.hold_ids.extend(debits.iter().filter_map(|debit| debit.hold_id.as_deref()));
            }
            Command::PlaceHold(hold) => questions.hold_ids.push(&hold.id),
            Command::ReleaseHold { id } => questions.hold_ids.push(id),
            Command::Refund { id, event_id, .. } => {
                questions.entry_ids.extend([id.as_str(), event_id.as_str()]);
                questions.refunded_events.push(event_id);
            }
            Command::Credit(credit) => questions.entry_ids.push(&credit.id),
            Command::Subscribe { id, .. } => {
                questions.change_ids.push(id);
                questions.entry_ids.push(id);
            }
            Command::Signal(signal) => questions.signal_ids.push(&signal.id),
        }
    }
    questions
}

fn decide(book: &mut Book, command: &Command, moment: Moment<'_>) -> Outcome {
    match command {
        Command::Advance => Outcome::Done,
        Command::Debit(debits) => {
            let results = debits.iter().map(|debit| book.debit(debit, moment)).collect();
            Outcome::Debited { results, available: book.available(), resets_ms: book.head.cycle_ends_ms }
        }
        Command::PlaceHold(hold) => Outcome::Held(book.place_hold(hold.clone(), moment)),
        Command::ReleaseHold { id } => Outcome::Released(book.release_hold(id, moment)),
        Command::Refund { id, event_id, reason } => Outcome::Refunded(book.refund(id, event_id, reason, moment)),
        Command::Credit(credit) => Outcome::Credited(book.credit(credit, moment)),
        Command::Subscribe { id, wanted } => Outcome::Subscribed(book.subscribe(id, wanted, moment)),
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
