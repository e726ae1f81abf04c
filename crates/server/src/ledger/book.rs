//! The book of one workspace: the head of its journal, its live grants and the holds that a command names.
//!
//! A book is read under its row's lock, changed by pure functions, and written back whole: nothing
//! here does I/O, so that every rule of the ledger can be tested without a database.

use std::collections::{BTreeMap, HashMap};

use infuse_policy::{DEFAULT_THRESHOLD, Level};
use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{EntryKind, GrantKind, HoldState};
use uuid::Uuid;

use super::actor::{Actor, KnownActor};
use super::alert::Alert;
use super::cycle;
use super::digest::{Hash, Seal};
use super::entry::{Entry, FORMAT, GENESIS, Share, Texts, derived_id};
use super::grant::{Change, Grant, sort_by_burn_order};
use super::hold::{self, Hold};
use super::subscription::{Subscription, SubscriptionChange};
use super::{LedgerError, in_words};
use crate::catalog::{Catalog, Version};

/// How far a cycle may have begun ahead of now before the clock counts as having been wrong: replicas may differ by
/// less than that.
const CLOCK_TOLERANCE_MS: i64 = 5 * 60 * 1_000;

/// Why cycles were left that had not begun.
const CLOCK_WAS_AHEAD: &str = "The clock was ahead and has been set right.";

/// The columns of a book's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// Its number within the ledger.
    pub(crate) book: i64,
    pub(crate) workspace_id: String,
    pub(crate) subscription: Subscription,
    /// What it subscribes to from the next cycle on, where that differs.
    pub(crate) pending_change: Option<Subscription>,
    /// The start of cycle 0, in milliseconds since the Unix epoch.
    pub(crate) anchor_ms: i64,
    pub(crate) cycle: i64,
    pub(crate) cycle_ends_ms: i64,
    pub(crate) seq: i64,
    pub(crate) hash: Hash,
    pub(crate) balance: i64,
    /// Credits that were spent of packs which were taken back after it.
    pub(crate) owed: i64,
    /// When the last entry was recorded; the journal's time runs back only where a wrong clock was set right.
    pub(crate) recorded_ms: i64,
    /// Credits that open holds reserve.
    pub(crate) held: i64,
    pub(crate) open_holds: i64,
    /// When the first of the open holds may expire.
    pub(crate) holds_due_ms: Option<i64>,
    pub(crate) low_threshold: i64,
    pub(crate) alert_level: Level,
    /// Whether a hold has warned since credits came last.
    pub(crate) hold_warned: bool,
    pub(crate) alert_seq: i64,
    pub(crate) memory_words: Option<i64>,
    pub(crate) active_workflows: Option<i64>,
    /// How many actors the book knows.
    pub(crate) actors: i64,
    /// Goes up with every change, also with those that write no entry.
    pub(crate) version: i64,
}

/// A book while it is worked on, with what is to be written.
#[derive(Debug)]
pub(crate) struct Book {
    pub(crate) head: Head,
    pub(crate) grants: Vec<Grant>,
    /// The holds that a command names, and all open ones where [`Book::needs_all_holds`].
    pub(crate) holds: Vec<Hold>,
    /// Entries that a command asks about, by id: those read from the journal, and those just appended.
    pub(crate) known: HashMap<Uuid, Entry>,
    /// The refund of a debit, by the debit's number.
    pub(crate) refunds: HashMap<i64, Uuid>,
    /// Ids of signals that were taken before.
    pub(crate) known_signals: Vec<Uuid>,
    /// Changes of the subscription that a command asks about, and those just decided.
    pub(crate) known_changes: Vec<SubscriptionChange>,
    /// Those who act now.
    pub(crate) actors: Vec<KnownActor>,
    pub(crate) new_entries: Vec<Entry>,
    pub(crate) new_alerts: Vec<Alert>,
    pub(crate) new_changes: Vec<SubscriptionChange>,
    /// What accounts spent, by account and the start of the cycle; refunds count against it.
    pub(crate) new_spend: BTreeMap<(Uuid, i64), i64>,
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

/// Whether a cycle that begins then lies in the future, as it does after a clock that was ahead.
pub(super) fn is_ahead(cycle_starts_ms: i64, now_ms: i64) -> bool {
    cycle_starts_ms > now_ms.saturating_add(CLOCK_TOLERANCE_MS)
}

/// Condenses what a client asked for, given the salt of an entry's seal.
pub(super) type Fingerprint<'a> = &'a dyn Fn(&[u8]) -> [u8; 16];

/// What an entry says beyond its place in the journal.
pub(super) struct Line<'a> {
    pub(super) id: Option<Uuid>,
    pub(super) kind: EntryKind,
    pub(super) credits: i64,
    pub(super) split: Vec<Share>,
    pub(super) catalog_version: String,
    /// Condenses what a client asked for, given the salt of the entry's seal.
    pub(super) fingerprint: Option<Fingerprint<'a>>,
    pub(super) action: Option<String>,
    pub(super) quantity: Option<i64>,
    pub(super) texts: Texts,
    pub(super) takes_back: Option<i64>,
    pub(super) occurred_ms: Option<i64>,
    /// `None`: the server itself.
    pub(super) actor: Option<&'a Actor>,
}

impl Line<'_> {
    /// A line that follows from the rules alone.
    pub(super) fn plain(kind: EntryKind, credits: i64, prices: &Version) -> Self {
        Self {
            id: None,
            kind,
            credits,
            split: Vec::new(),
            catalog_version: prices.name.clone(),
            fingerprint: None,
            action: None,
            quantity: None,
            texts: Texts::default(),
            takes_back: None,
            occurred_ms: None,
            actor: None,
        }
    }

    /// The same with a reason.
    pub(super) fn because(mut self, reason: &str) -> Self {
        self.texts.reason = Some(reason.to_owned());
        self
    }
}

/// What makes the balance call for an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// Credits were spent, or taken back.
    Spent,
    /// Credits came.
    Granted,
    /// Credits were reserved.
    Hold,
    /// Reserved credits are free again, or something else has changed.
    Other,
}

impl Book {
    /// A book as it was read.
    pub(crate) fn new(head: Head, read_due_ms: i64) -> Self {
        Self {
            head,
            grants: Vec::new(),
            holds: Vec::new(),
            known: HashMap::new(),
            refunds: HashMap::new(),
            known_signals: Vec::new(),
            known_changes: Vec::new(),
            actors: Vec::new(),
            new_entries: Vec::new(),
            new_alerts: Vec::new(),
            new_changes: Vec::new(),
            new_spend: BTreeMap::new(),
            read_due_ms,
            changed: false,
        }
    }

    /// The book of a new workspace under that number, with the first grant of its plan.
    pub(crate) fn open(book: i64, workspace_id: &str, plan: &str, moment: Moment<'_>) -> Self {
        let head = Head {
            book,
            workspace_id: workspace_id.to_owned(),
            subscription: Subscription { plan: plan.to_owned(), seats: 1 },
            pending_change: None,
            anchor_ms: moment.now_ms,
            cycle: 0,
            cycle_ends_ms: cycle::start(moment.now_ms, 1),
            seq: 0,
            hash: GENESIS,
            balance: 0,
            owed: 0,
            recorded_ms: moment.now_ms,
            held: 0,
            open_holds: 0,
            holds_due_ms: None,
            low_threshold: DEFAULT_THRESHOLD,
            alert_level: Level::Armed,
            hold_warned: false,
            alert_seq: 0,
            memory_words: None,
            active_workflows: None,
            actors: 0,
            version: 0,
        };
        let mut book = Self::new(head, i64::MAX);
        book.grant_plan(moment.now_ms, moment.prices(), None);
        book
    }

    /// Credits that can be spent.
    pub(crate) fn available(&self) -> i64 {
        (self.head.balance - self.head.held).max(0)
    }

    /// Whether there is anything to write.
    pub(crate) fn has_changed(&self) -> bool {
        self.changed
    }

    /// The next moment at which the book changes by itself.
    pub(crate) fn due_ms(&self) -> i64 {
        let ends = self.grants.iter().filter(|grant| grant.live).filter_map(|grant| grant.ends_ms);
        ends.chain(self.head.holds_due_ms).fold(self.head.cycle_ends_ms, i64::min)
    }

    /// Whether the moment at which it changes by itself is another than when it was read.
    pub(crate) fn is_due_otherwise(&self) -> bool {
        self.due_ms() != self.read_due_ms
    }

    /// Whether it will change by itself sooner than was known when it was read.
    pub(crate) fn is_due_sooner(&self) -> bool {
        self.due_ms() < self.read_due_ms
    }

    /// The start of the present cycle, in milliseconds since the Unix epoch.
    fn cycle_starts_ms(&self) -> i64 {
        cycle::start(self.head.anchor_ms, self.head.cycle)
    }

    fn is_ahead_of(&self, now_ms: i64) -> bool {
        is_ahead(self.cycle_starts_ms(), now_ms)
    }

    /// Whether [`Book::advance`] has to look at every open hold.
    pub(crate) fn needs_all_holds(&self, now_ms: i64) -> bool {
        self.head.open_holds > 0
            && (self.head.holds_due_ms.is_some_and(|due_ms| due_ms <= now_ms) || self.is_ahead_of(now_ms))
    }

    /// Brings the book up to now: holds expire, grants end, each cycle that has begun grants anew; cycles that a
    /// wrong clock began too early are left.
    ///
    /// Every step is dated with the moment at which it was due, so that many missed cycles leave the
    /// same journal as the same cycles kept.
    pub(crate) fn advance(&mut self, moment: Moment<'_>) {
        if self.is_ahead_of(moment.now_ms) {
            self.return_to_the_present(moment);
        }
        if self.due_ms() > moment.now_ms {
            return;
        }
        let seq = self.head.seq;
        while self.due_ms() <= moment.now_ms {
            let at_ms = self.due_ms();
            self.expire_holds(at_ms);
            self.end_grants(moment.catalog.in_force(at_ms), at_ms, None, |grant| grant.has_ended(at_ms));
            if self.head.cycle_ends_ms <= at_ms {
                self.head.cycle += 1;
                self.head.cycle_ends_ms = cycle::start(self.head.anchor_ms, self.head.cycle + 1);
                if let Some(subscription) = self.head.pending_change.take() {
                    self.head.subscription = subscription;
                }
                self.grant_plan(at_ms, moment.catalog.in_force(at_ms), None);
            }
        }
        self.settle(moment.now_ms, if self.head.seq > seq { Cause::Granted } else { Cause::Other });
    }

    /// That the plans of this book are in the catalogue: one that a newer catalogue has, on another server, must not get
    /// the credits of the free plan here.
    ///
    /// # Errors
    /// [`LedgerError::UnknownPlan`]
    pub(super) fn check_plan(&self, moment: Moment<'_>) -> Result<(), LedgerError> {
        let mut subscriptions =
            [Some(&self.head.subscription), self.head.pending_change.as_ref()].into_iter().flatten();
        match subscriptions.find(|subscription| !moment.prices().plans.contains_key(&subscription.plan)) {
            Some(subscription) => Err(LedgerError::UnknownPlan(subscription.plan.clone())),
            None => Ok(()),
        }
    }

    /// Re-enters the cycle of now. What the plan granted for the cycle that was entered too early ends, and the plan
    /// grants anew; what a hold reserved for longer than is allowed from now is free again.
    fn return_to_the_present(&mut self, moment: Moment<'_>) {
        let Moment { now_ms, .. } = moment;
        self.head.recorded_ms = self.head.recorded_ms.min(now_ms);
        self.end_grants(moment.prices(), now_ms, Some(CLOCK_WAS_AHEAD), |grant| {
            matches!(grant.kind, GrantKind::Plan | GrantKind::Refund)
        });
        self.head.cycle = cycle::number_at(self.head.anchor_ms, now_ms);
        self.head.cycle_ends_ms = cycle::start(self.head.anchor_ms, self.head.cycle + 1);
        self.close_holds(HoldState::Expired, |hold| hold.expires_ms > now_ms.saturating_add(hold::LONGEST_MS));
        self.grant_plan(now_ms, moment.prices(), Some(CLOCK_WAS_AHEAD));
        self.settle(now_ms, Cause::Granted);
    }

    /// Notes that something changed, and raises the alert that the balance now calls for.
    ///
    /// Holds warn once until credits come: reserving nearly all credits, spending a few of them and freeing the rest,
    /// over and over, is one warning. What is spent warns by itself.
    pub(super) fn settle(&mut self, now_ms: i64, cause: Cause) {
        self.mark_changed();
        let available = self.available();
        let (level, alert) = self.head.alert_level.after(available, self.head.low_threshold);
        match (cause, alert) {
            (Cause::Granted, _) => self.head.hold_warned = false,
            (Cause::Hold | Cause::Other, Some(_)) if self.head.hold_warned => return,
            (Cause::Hold, Some(_)) => self.head.hold_warned = true,
            (Cause::Spent | Cause::Hold | Cause::Other, _) => {}
        }
        self.head.alert_level = level;
        if let Some(kind) = alert {
            let title = match (kind, self.head.held) {
                (AlertKind::CreditsExhausted, ..=0) => "Credits are used up".to_owned(),
                (AlertKind::CreditsExhausted, _) => "All credits are spent or set aside".to_owned(),
                _ => format!("{} left", in_words(available)),
            };
            let resets_at = infuse_protocol::Timestamp::from_millis(self.head.cycle_ends_ms);
            let detail = match self.head.held {
                ..=0 => format!("The plan grants anew on {resets_at}."),
                held => format!("Set aside for running work: {}. The plan grants anew on {resets_at}.", in_words(held)),
            };
            self.raise(Alert {
                alert_seq: 0,
                id: self.next_alert_id(),
                kind,
                title,
                detail,
                link: None,
                raised_ms: now_ms,
            });
        }
    }

    /// The id of the next alert, where the ledger raises it by itself.
    pub(super) fn next_alert_id(&self) -> Uuid {
        derived_id(&self.head.workspace_id, "alert", self.head.alert_seq + 1)
    }

    /// Numbers an alert and keeps it to be written.
    pub(super) fn raise(&mut self, alert: Alert) {
        self.head.alert_seq += 1;
        self.new_alerts.push(Alert { alert_seq: self.head.alert_seq, ..alert });
    }

    /// Adds a line at the journal's end, chained to the one before it.
    pub(super) fn append(&mut self, at_ms: i64, line: Line<'_>) -> &Entry {
        self.mark_changed();
        self.head.seq += 1;
        self.head.balance += line.credits;
        self.head.recorded_ms = self.head.recorded_ms.max(at_ms);
        let seal = (!line.texts.is_empty()).then(Seal::new);
        let salt = seal.as_ref().map_or(&[][..], Seal::salt);
        let mut entry = Entry {
            format: FORMAT,
            seq: self.head.seq,
            id: line.id.unwrap_or_else(|| derived_id(&self.head.workspace_id, "entry", self.head.seq)),
            kind: line.kind,
            action: line.action,
            quantity: line.quantity,
            credits: line.credits,
            balance_after: self.head.balance,
            fingerprint: line.fingerprint.map(|condense| condense(salt)),
            texts: line.texts,
            seal,
            takes_back: line.takes_back,
            occurred_ms: line.occurred_ms.unwrap_or(at_ms),
            recorded_ms: self.head.recorded_ms,
            split: line.split,
            catalog_version: line.catalog_version,
            actor: line.actor.and_then(|actor| self.number_of(actor)),
            hash: GENESIS,
        };
        entry.hash = entry.chained_to(&self.head.hash);
        self.head.hash = entry.hash;
        self.known.insert(entry.id, entry.clone());
        self.new_entries.push(entry);
        self.new_entries.last().unwrap_or_else(|| unreachable!("an entry was pushed"))
    }

    /// Adds a grant together with the entry that brings it.
    pub(super) fn add_grant(&mut self, at_ms: i64, kind: GrantKind, ends_ms: Option<i64>, line: Line<'_>) {
        let (seq, credits) = (self.head.seq + 1, line.credits);
        self.append(at_ms, Line { split: vec![Share { grant: seq, credits }], ..line });
        self.push_grant(at_ms, seq, kind, credits, ends_ms);
    }

    /// Adds a grant whose entry has that number.
    pub(super) fn push_grant(&mut self, at_ms: i64, seq: i64, kind: GrantKind, credits: i64, ends_ms: Option<i64>) {
        self.grants.push(Grant {
            seq,
            kind,
            amount: credits,
            remaining: credits,
            starts_ms: at_ms,
            ends_ms,
            live: true,
            change: Change::Liveness,
        });
    }

    /// Notes what the account behind an actor spent in this cycle; below 0 for what it got back.
    pub(super) fn note_spend(&mut self, account_id: Option<Uuid>, credits: i64) {
        if let Some(account_id) = account_id {
            *self.new_spend.entry((account_id, self.cycle_starts_ms())).or_default() += credits;
        }
    }

    /// The number and the digest of an actor, who is known from then on; `None` for the server itself.
    fn number_of(&mut self, actor: &Actor) -> Option<(i64, Hash)> {
        if actor.key() == (None, None) {
            return None;
        }
        if let Some(known) = self.actors.iter_mut().find(|known| known.actor.key() == actor.key()) {
            if known.actor.name != actor.name {
                known.actor.name.clone_from(&actor.name);
                known.changed = true;
            }
            return Some((known.number, known.digest()));
        }
        self.head.actors += 1;
        let known = KnownActor { number: self.head.actors, actor: actor.clone(), seal: Seal::new(), changed: true };
        let (number, digest) = (known.number, known.digest());
        self.actors.push(known);
        Some((number, digest))
    }

    /// Ends those live grants for which `ends` is true; what is left of each expires.
    fn end_grants(&mut self, prices: &Version, at_ms: i64, reason: Option<&str>, ends: impl Fn(&Grant) -> bool) {
        sort_by_burn_order(&mut self.grants);
        for index in 0..self.grants.len() {
            if !self.grants[index].live || !ends(&self.grants[index]) {
                continue;
            }
            // A grant that ends before its time has its end then.
            if !self.grants[index].has_ended(at_ms) {
                self.grants[index].set_end(at_ms);
            }
            let left = self.grants[index].end();
            if left > 0 {
                let split = vec![Share { grant: self.grants[index].seq, credits: left }];
                let mut line = Line { split, ..Line::plain(EntryKind::Expiry, -left, prices) };
                line.texts.reason = reason.map(str::to_owned);
                self.append(at_ms, line);
            }
        }
    }

    fn grant_plan(&mut self, at_ms: i64, prices: &Version, reason: Option<&str>) {
        let credits = self.head.subscription.credits(prices);
        let mut line = Line::plain(EntryKind::Grant, credits, prices);
        line.texts.reason = reason.map(str::to_owned);
        self.add_grant(at_ms, GrantKind::Plan, Some(self.head.cycle_ends_ms), line);
    }

    /// However much a book changes between a read and a write, it is one new version.
    pub(super) fn mark_changed(&mut self) {
        if !self.changed {
            self.changed = true;
            self.head.version += 1;
        }
    }
}
