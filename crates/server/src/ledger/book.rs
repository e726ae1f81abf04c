//! The book of one workspace: the head of its journal, its live grants and its open holds.
//!
//! A book is read under its row's lock, changed by pure functions, and written back whole: nothing
//! here does I/O, so that every rule of the ledger can be tested without a database.

use std::collections::HashMap;

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{EntryKind, GrantKind, HoldState};
use sha2::{Digest, Sha256};

use super::alert::{Alert, DEFAULT_THRESHOLD, Level};
use super::cycle;
use super::entry::{Entry, GENESIS, Share};
use super::grant::{Grant, sort_by_burn_order};
use super::hold::Hold;
use super::in_words;
use super::subscription::{Subscription, SubscriptionChange};
use crate::billing::catalog::{Catalog, Version};

/// The columns of a book's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) workspace_id: String,
    pub(crate) subscription: Subscription,
    /// What it subscribes to from the next cycle on, where that differs.
    pub(crate) pending_change: Option<Subscription>,
    /// The start of cycle 0, in milliseconds since the Unix epoch.
    pub(crate) anchor_ms: i64,
    pub(crate) cycle: i64,
    pub(crate) cycle_ends_ms: i64,
    pub(crate) seq: i64,
    pub(crate) hash: String,
    pub(crate) balance: i64,
    /// When the last entry was recorded; the journal's time never runs backwards.
    pub(crate) recorded_ms: i64,
    pub(crate) open_holds: i64,
    pub(crate) low_threshold: i64,
    pub(crate) alert_level: Level,
    pub(crate) alert_seq: i64,
    pub(crate) memory_words: Option<i64>,
    pub(crate) active_workflows: Option<i64>,
    /// Goes up with every change, also with those that write no entry.
    pub(crate) version: i64,
}

/// A book while it is worked on, with what is to be written.
#[derive(Debug)]
pub(crate) struct Book {
    pub(crate) head: Head,
    pub(crate) grants: Vec<Grant>,
    pub(crate) holds: Vec<Hold>,
    /// Entries that a command asks about, by id: those read from the journal, and those just appended.
    pub(crate) known: HashMap<String, Entry>,
    /// The refund of an event, by the event's id.
    pub(crate) refunds: HashMap<String, String>,
    /// Ids of signals that were taken before.
    pub(crate) known_signals: Vec<String>,
    /// Changes of the subscription that a command asks about, and those just decided.
    pub(crate) known_changes: Vec<SubscriptionChange>,
    pub(crate) new_entries: Vec<Entry>,
    pub(crate) new_alerts: Vec<Alert>,
    pub(crate) new_changes: Vec<SubscriptionChange>,
    /// What [`Book::due_ms`] was when the book was read; of a new book, the end of time.
    read_due_ms: i64,
    changed: bool,
}

/// What an operation knows of the outside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment<'a> {
    /// Milliseconds since the Unix epoch.
    pub(crate) now_ms: i64,
    pub(crate) catalog: &'a Catalog,
}

impl Moment<'_> {
    pub(crate) fn prices(&self) -> &Version {
        self.catalog.in_force(self.now_ms)
    }
}

/// What an entry says beyond its place in the journal.
pub(super) struct Line {
    pub(super) id: Option<String>,
    pub(super) kind: EntryKind,
    pub(super) credits: i64,
    pub(super) split: Vec<Share>,
    pub(super) catalog_version: String,
    pub(super) fingerprint: String,
    pub(super) details: Details,
}

impl Line {
    /// A line that follows from the rules alone.
    pub(super) fn plain(kind: EntryKind, credits: i64, prices: &Version) -> Self {
        Self {
            id: None,
            kind,
            credits,
            split: Vec::new(),
            catalog_version: prices.name.clone(),
            fingerprint: String::new(),
            details: Details::default(),
        }
    }
}

/// The optional members of an entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Details {
    pub(super) action: Option<String>,
    pub(super) quantity: Option<i64>,
    pub(super) conversation_id: Option<String>,
    pub(super) conversation_title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) event_id: Option<String>,
    pub(super) occurred_ms: Option<i64>,
}

impl Book {
    /// A book as it was read.
    pub(crate) fn new(head: Head, grants: Vec<Grant>, holds: Vec<Hold>, read_due_ms: i64) -> Self {
        Self {
            head,
            grants,
            holds,
            known: HashMap::new(),
            refunds: HashMap::new(),
            known_signals: Vec::new(),
            known_changes: Vec::new(),
            new_entries: Vec::new(),
            new_alerts: Vec::new(),
            new_changes: Vec::new(),
            read_due_ms,
            changed: false,
        }
    }

    /// The book of a new workspace, with the first grant of its plan.
    pub(crate) fn open(workspace_id: &str, plan: &str, moment: Moment<'_>) -> Self {
        let head = Head {
            workspace_id: workspace_id.to_owned(),
            subscription: Subscription { plan: plan.to_owned(), seats: 1 },
            pending_change: None,
            anchor_ms: moment.now_ms,
            cycle: 0,
            cycle_ends_ms: cycle::start(moment.now_ms, 1),
            seq: 0,
            hash: GENESIS.to_owned(),
            balance: 0,
            recorded_ms: moment.now_ms,
            open_holds: 0,
            low_threshold: DEFAULT_THRESHOLD,
            alert_level: Level::Armed,
            alert_seq: 0,
            memory_words: None,
            active_workflows: None,
            version: 0,
        };
        let mut book = Self::new(head, Vec::new(), Vec::new(), i64::MAX);
        book.grant_plan(moment.now_ms, moment.prices());
        book
    }

    /// Credits that open holds reserve.
    pub(crate) fn held(&self) -> i64 {
        self.holds.iter().map(Hold::reserved).sum()
    }

    /// Credits that can be spent.
    pub(crate) fn available(&self) -> i64 {
        (self.head.balance - self.held()).max(0)
    }

    /// Whether there is anything to write.
    pub(crate) fn has_changed(&self) -> bool {
        self.changed
    }

    /// The next moment at which the book changes by itself.
    pub(crate) fn due_ms(&self) -> i64 {
        let ends = self.grants.iter().filter(|grant| grant.live).filter_map(|grant| grant.ends_ms);
        let expiries = self.holds.iter().filter(|hold| hold.state == HoldState::Open).map(|hold| hold.expires_ms);
        ends.chain(expiries).fold(self.head.cycle_ends_ms, i64::min)
    }

    /// Whether it will change by itself sooner than was known when it was read.
    pub(crate) fn is_due_sooner(&self) -> bool {
        self.due_ms() < self.read_due_ms
    }

    /// Brings the book up to now: holds expire, grants end, each cycle that has begun grants anew.
    ///
    /// Every step is dated with the moment at which it was due, so that many missed cycles leave the
    /// same journal as the same cycles kept.
    pub(crate) fn advance(&mut self, moment: Moment<'_>) {
        if self.due_ms() > moment.now_ms {
            return;
        }
        while self.due_ms() <= moment.now_ms {
            let at_ms = self.due_ms();
            self.expire_holds(at_ms);
            self.end_grants(at_ms, moment.catalog.in_force(at_ms));
            if self.head.cycle_ends_ms <= at_ms {
                self.head.cycle += 1;
                self.head.cycle_ends_ms = cycle::start(self.head.anchor_ms, self.head.cycle + 1);
                if let Some(subscription) = self.head.pending_change.take() {
                    self.head.subscription = subscription;
                }
                self.grant_plan(at_ms, moment.catalog.in_force(at_ms));
            }
        }
        self.settle(moment.now_ms);
    }

    /// Notes that something changed, and raises the alert that the balance now calls for.
    pub(super) fn settle(&mut self, now_ms: i64) {
        self.mark_changed();
        self.head.open_holds = self.holds.iter().filter(|hold| hold.state == HoldState::Open).count() as i64;
        let available = self.available();
        let (level, alert) = self.head.alert_level.after(available, self.head.low_threshold);
        self.head.alert_level = level;
        if let Some(kind) = alert {
            let title = match kind {
                AlertKind::CreditsExhausted => "Credits are used up".to_owned(),
                _ => format!("{} left", in_words(available)),
            };
            let detail = format!(
                "The plan grants anew on {}.",
                infuse_protocol::Timestamp::from_millis(self.head.cycle_ends_ms)
            );
            let id = self.derived_id("alert", self.head.alert_seq + 1, now_ms);
            self.raise(Alert { alert_seq: 0, id, kind, title, detail, link: None, raised_ms: now_ms });
        }
    }

    /// Numbers an alert and keeps it to be written.
    pub(super) fn raise(&mut self, alert: Alert) {
        self.head.alert_seq += 1;
        self.new_alerts.push(Alert { alert_seq: self.head.alert_seq, ..alert });
    }

    /// Adds a line at the journal's end, chained to the one before it.
    pub(super) fn append(&mut self, at_ms: i64, line: Line) -> &Entry {
        self.mark_changed();
        self.head.seq += 1;
        self.head.balance += line.credits;
        self.head.recorded_ms = self.head.recorded_ms.max(at_ms);
        let details = line.details;
        let mut entry = Entry {
            seq: self.head.seq,
            id: line.id.unwrap_or_else(|| self.derived_id("entry", self.head.seq, at_ms)),
            kind: line.kind,
            action: details.action,
            quantity: details.quantity,
            credits: line.credits,
            balance_after: self.head.balance,
            conversation_id: details.conversation_id,
            conversation_title: details.conversation_title,
            source: details.source,
            reason: details.reason,
            event_id: details.event_id,
            occurred_ms: details.occurred_ms.unwrap_or(at_ms),
            recorded_ms: self.head.recorded_ms,
            split: line.split,
            catalog_version: line.catalog_version,
            fingerprint: line.fingerprint,
            hash: String::new(),
        };
        entry.hash = entry.chained_to(&self.head.hash);
        self.head.hash.clone_from(&entry.hash);
        self.known.insert(entry.id.clone(), entry.clone());
        self.new_entries.push(entry);
        self.new_entries.last().unwrap_or_else(|| unreachable!("an entry was pushed"))
    }

    /// Adds a grant together with the entry that brings it.
    pub(super) fn add_grant(&mut self, at_ms: i64, kind: GrantKind, credits: i64, ends_ms: Option<i64>, line: Line) {
        let grant_id = self.derived_id("grant", self.head.seq + 1, at_ms);
        let split = vec![Share { grant_id: grant_id.clone(), credits }];
        let seq = self.append(at_ms, Line { split, ..line }).seq;
        self.grants.push(Grant {
            id: grant_id,
            kind,
            amount: credits,
            remaining: credits,
            starts_ms: at_ms,
            ends_ms,
            seq,
            live: true,
            changed: true,
        });
    }

    /// A UUIDv7 that follows from the book and its position alone, so that a journal that was slept
    /// through is the same, id by id, as one that was kept.
    pub(super) fn derived_id(&self, of: &str, number: i64, at_ms: i64) -> String {
        let seed = Sha256::digest(format!("{} {of} {number}", self.head.workspace_id));
        let mut tail = [0_u8; 10];
        tail.copy_from_slice(&seed[..10]);
        let millis = u64::try_from(at_ms).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid().to_string()
    }

    fn expire_holds(&mut self, at_ms: i64) {
        for hold in &mut self.holds {
            if hold.state == HoldState::Open && hold.expires_ms <= at_ms {
                hold.close(HoldState::Expired);
            }
        }
    }

    fn end_grants(&mut self, at_ms: i64, prices: &Version) {
        sort_by_burn_order(&mut self.grants);
        for index in 0..self.grants.len() {
            if !self.grants[index].live || !self.grants[index].has_ended(at_ms) {
                continue;
            }
            let left = self.grants[index].end();
            if left > 0 {
                let split = vec![Share { grant_id: self.grants[index].id.clone(), credits: left }];
                self.append(at_ms, Line { split, ..Line::plain(EntryKind::Expiry, -left, prices) });
            }
        }
    }

    fn grant_plan(&mut self, at_ms: i64, prices: &Version) {
        let credits = self.head.subscription.credits(prices);
        let line = Line::plain(EntryKind::Grant, credits, prices);
        self.add_grant(at_ms, GrantKind::Plan, credits, Some(self.head.cycle_ends_ms), line);
    }

    /// However much a book changes between a read and a write, it is one new version.
    fn mark_changed(&mut self) {
        if !self.changed {
            self.changed = true;
            self.head.version += 1;
        }
    }
}
