//! The ledger once more, as plainly as it can be said: slow, in memory, one operation at a time.
//!
//! It shares no code with the server. Grants go by the order in which they came (0, 1, 2, …).

use std::collections::{HashMap, HashSet};

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{EntryKind, GrantKind};

/// At how many credits a person is warned who set nothing.
const THRESHOLD: i64 = 10;

/// One line of the journal, without ids, times and hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) kind: EntryKind,
    pub(super) credits: i64,
    pub(super) balance_after: i64,
    /// Which grant, and how much.
    pub(super) split: Vec<(usize, i64)>,
}

/// What a debit comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Debited {
        seq: i64,
    },
    Duplicate {
        seq: i64,
        credits: i64,
    },
    Conflict,
    /// The credits do not suffice.
    Refused,
    HoldClosed,
}

/// What a hold comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HoldDecision {
    Placed,
    Refused,
    TooMany,
}

/// What a refund comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RefundDecision {
    Done,
    UnknownEvent,
    TakenBackBefore,
    TooLate,
}

/// What is paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Plan {
    #[default]
    Free,
    Pro,
    Max,
    Team {
        seats: i64,
    },
}

impl Plan {
    fn credits(self) -> i64 {
        match self {
            Self::Free => 300,
            Self::Pro => 1_000,
            Self::Max => 3_000,
            Self::Team { seats } => 4_000 * seats,
        }
    }
}

#[derive(Debug)]
struct Grant {
    kind: GrantKind,
    amount: i64,
    left: i64,
    ends_ms: Option<i64>,
    ended: bool,
}

#[derive(Debug)]
struct Hold {
    left: i64,
    ends_ms: i64,
    open: bool,
}

#[derive(Debug)]
struct Debit {
    content: String,
    credits: i64,
    seq: i64,
    split: Vec<(usize, i64)>,
    recorded_ms: i64,
}

const DAY_MS: i64 = 86_400_000;

#[derive(Debug, Default)]
pub(super) struct Reference {
    anchor_ms: i64,
    cycle: i64,
    plan: Plan,
    next_plan: Option<Plan>,
    grants: Vec<Grant>,
    holds: HashMap<String, Hold>,
    debits: HashMap<String, Debit>,
    refunded: HashSet<String>,
    threshold: i64,
    exhausted: bool,
    low: bool,
    /// Whether a hold has warned since credits came last.
    hold_warned: bool,
    /// When the last entry was recorded, as exactly as the histories know the time.
    recorded_ms: i64,
    now_ms: i64,
    /// The furthest that the clock has been.
    latest_ms: i64,
    owed: i64,
    /// Which grant a pack brought.
    pub(super) packs: HashMap<uuid::Uuid, usize>,
    pub(super) journal: Vec<Line>,
    pub(super) alerts: Vec<AlertKind>,
}

impl Reference {
    pub(super) fn new(anchor_ms: i64) -> Self {
        let begun = Self { anchor_ms, now_ms: anchor_ms, recorded_ms: anchor_ms, ..Self::default() };
        let mut reference = Self { threshold: THRESHOLD, ..begun };
        reference.grant_plan(reference.plan.credits());
        reference
    }

    pub(super) fn balance(&self) -> i64 {
        self.grants.iter().map(|grant| grant.left).sum()
    }

    pub(super) fn held(&self) -> i64 {
        self.holds.values().filter(|hold| hold.open).map(|hold| hold.left).sum()
    }

    pub(super) fn available(&self) -> i64 {
        (self.balance() - self.held()).max(0)
    }

    /// Whether the hold was to end 90 days ago, by whatever clock.
    pub(super) fn may_be_forgotten(&self, hold: &str) -> bool {
        self.holds[hold].ends_ms + 90 * DAY_MS <= self.latest_ms
    }

    /// When the plan grants anew.
    pub(super) fn cycle_ends_ms(&self) -> i64 {
        months_after(self.anchor_ms, self.cycle + 1)
    }

    /// Lets all happen that time alone brings.
    pub(super) fn advance(&mut self, now_ms: i64) {
        self.now_ms = now_ms;
        self.latest_ms = self.latest_ms.max(now_ms);
        if months_after(self.anchor_ms, self.cycle) > now_ms {
            self.leave_cycles_that_have_not_begun(now_ms);
        }
        let lines = self.journal.len();
        loop {
            let grants = self.grants.iter().filter(|grant| !grant.ended).filter_map(|grant| grant.ends_ms);
            let holds = self.holds.values().filter(|hold| hold.open).map(|hold| hold.ends_ms);
            let next = grants.chain(holds).chain([self.cycle_ends_ms()]).min().expect("a cycle always ends");
            if next > now_ms {
                break;
            }
            for hold in self.holds.values_mut().filter(|hold| hold.ends_ms <= next) {
                hold.open = false;
            }
            for index in self.burn_order() {
                if self.grants[index].ends_ms.is_some_and(|end| end <= next) && !self.grants[index].ended {
                    self.grants[index].ended = true;
                    let left = std::mem::take(&mut self.grants[index].left);
                    if left > 0 {
                        self.line(EntryKind::Expiry, -left, vec![(index, left)]);
                    }
                }
            }
            if self.cycle_ends_ms() <= next {
                self.cycle += 1;
                self.plan = self.next_plan.take().unwrap_or(self.plan);
                self.grant_plan(self.plan.credits());
            }
        }
        self.watch_after(self.journal.len() > lines);
    }

    fn leave_cycles_that_have_not_begun(&mut self, now_ms: i64) {
        self.recorded_ms = now_ms;
        for index in self.burn_order() {
            let grant = &mut self.grants[index];
            if !grant.ended && matches!(grant.kind, GrantKind::Plan | GrantKind::Refund) {
                grant.ended = true;
                let left = std::mem::take(&mut grant.left);
                if left > 0 {
                    self.line(EntryKind::Expiry, -left, vec![(index, left)]);
                }
            }
        }
        while months_after(self.anchor_ms, self.cycle) > now_ms {
            self.cycle -= 1;
        }
        for hold in self.holds.values_mut().filter(|hold| hold.ends_ms > now_ms + DAY_MS) {
            hold.open = false;
        }
        self.grant_plan(self.plan.credits());
    }

    pub(super) fn debit(&mut self, id: &str, content: &str, credits: i64, hold: Option<&str>) -> Decision {
        if let Some(known) = self.debits.get(id) {
            return match known.content == content {
                true => Decision::Duplicate { seq: known.seq, credits: known.credits },
                false => Decision::Conflict,
            };
        }
        let mut spendable = self.available();
        if let Some(hold) = hold {
            match self.holds.get(hold) {
                Some(hold) if hold.open => spendable = self.balance().min(spendable + hold.left),
                _ => return Decision::HoldClosed,
            }
        }
        if credits > spendable {
            return Decision::Refused;
        }
        if let Some(hold) = hold.and_then(|hold| self.holds.get_mut(hold)) {
            hold.left -= credits.min(hold.left);
        }
        let mut owed = credits;
        let mut split = Vec::new();
        for index in self.burn_order() {
            let taken = owed.min(self.grants[index].left);
            if taken > 0 {
                self.grants[index].left -= taken;
                owed -= taken;
                split.push((index, taken));
            }
        }
        self.line(EntryKind::Debit, -credits, split.clone());
        let seq = self.journal.len() as i64;
        let recorded_ms = self.recorded_ms;
        self.debits.insert(id.to_owned(), Debit { content: content.to_owned(), credits, seq, split, recorded_ms });
        self.warn_anew(true);
        Decision::Debited { seq }
    }

    /// The request whose events were just decided is over: a hold of which nothing is left has ended.
    pub(super) fn end_request(&mut self) {
        self.holds.values_mut().for_each(|hold| hold.open &= hold.left > 0);
    }

    pub(super) fn hold(&mut self, id: &str, credits: i64, ends_ms: i64) -> HoldDecision {
        if credits > self.available() {
            return HoldDecision::Refused;
        }
        if self.holds.values().filter(|hold| hold.open).count() == 100 {
            return HoldDecision::TooMany;
        }
        self.holds.insert(id.to_owned(), Hold { left: credits, ends_ms, open: true });
        self.watch_a_hold();
        HoldDecision::Placed
    }

    /// Whether the hold was open.
    pub(super) fn release(&mut self, id: &str) -> bool {
        let Some(hold) = self.holds.get_mut(id).filter(|hold| hold.open) else { return false };
        hold.open = false;
        self.watch_after(false);
        true
    }

    pub(super) fn refund(&mut self, event_id: &str) -> RefundDecision {
        let Some(debit) = self.debits.get(event_id) else { return RefundDecision::UnknownEvent };
        let (credits, taken, recorded_ms) = (debit.credits, debit.split.clone(), debit.recorded_ms);
        if self.refunded.contains(event_id) {
            return RefundDecision::TakenBackBefore;
        }
        // The clock goes on while a history plays: a debit of this hour 90 days ago was a moment earlier.
        if self.now_ms - recorded_ms >= 90 * DAY_MS {
            return RefundDecision::TooLate;
        }
        self.refunded.insert(event_id.to_owned());
        let mut split = Vec::new();
        let mut homeless = 0;
        for (index, part) in taken {
            if self.grants[index].ended {
                homeless += part;
            } else {
                self.grants[index].left += part;
                split.push((index, part));
            }
        }
        if homeless > 0 {
            split.push((self.grants.len(), homeless));
            let ends_ms = Some(self.cycle_ends_ms());
            self.grants.push(Grant {
                kind: GrantKind::Refund,
                amount: homeless,
                left: homeless,
                ends_ms,
                ended: false,
            });
        }
        self.line(EntryKind::Refund, credits, split);
        self.watch();
        RefundDecision::Done
    }

    /// Whether the pack was there to be taken back.
    pub(super) fn take_back(&mut self, pack: uuid::Uuid) -> bool {
        let index = self.packs[&pack];
        let grant = &mut self.grants[index];
        if grant.ended {
            return false;
        }
        grant.ended = true;
        let left = std::mem::take(&mut grant.left);
        self.owed += grant.amount - left;
        self.line(EntryKind::Adjustment, -left, if left > 0 { vec![(index, left)] } else { Vec::new() });
        self.warn_anew(true);
        true
    }

    /// Answers which grant it is.
    pub(super) fn credit(&mut self, kind: GrantKind, credits: i64, ends_ms: Option<i64>) -> usize {
        let line = if kind == GrantKind::Adjustment { EntryKind::Adjustment } else { EntryKind::Grant };
        let index = self.grants.len();
        self.grants.push(Grant { kind, amount: credits, left: credits, ends_ms, ended: false });
        self.line(line, credits, vec![(index, credits)]);
        self.watch();
        index
    }

    /// Whether the plan stands at once.
    pub(super) fn subscribe(&mut self, plan: Plan, now_ms: i64) -> bool {
        let more = plan.credits() - self.plan.credits();
        if plan == self.plan {
            self.next_plan = None;
            return true;
        }
        if more <= 0 {
            self.next_plan = Some(plan);
            return false;
        }
        let only_seats = matches!((self.plan, plan), (Plan::Team { .. }, Plan::Team { .. }));
        (self.plan, self.next_plan) = (plan, None);
        if only_seats {
            self.grant_plan(more);
        } else {
            (self.anchor_ms, self.cycle) = (now_ms, 0);
            let ends_ms = Some(self.cycle_ends_ms());
            let of_the_plan = |grant: &&mut Grant| matches!(grant.kind, GrantKind::Plan | GrantKind::Refund);
            for grant in self.grants.iter_mut().filter(|grant| !grant.ended).filter(of_the_plan) {
                grant.ends_ms = ends_ms;
            }
            self.alerts.push(AlertKind::PlanUpgraded);
            self.grant_plan(plan.credits());
        }
        true
    }

    fn grant_plan(&mut self, credits: i64) {
        self.credit(GrantKind::Plan, credits, Some(self.cycle_ends_ms()));
    }

    fn line(&mut self, kind: EntryKind, credits: i64, split: Vec<(usize, i64)>) {
        let before = self.journal.last().map_or(0, |line| line.balance_after);
        self.recorded_ms = self.recorded_ms.max(self.now_ms);
        self.journal.push(Line { kind, credits, balance_after: before + credits, split });
    }

    fn burn_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.grants.len()).collect();
        order.sort_by_key(|index| {
            let grant = &self.grants[*index];
            let kind = match grant.kind {
                GrantKind::Plan => 0,
                GrantKind::Refund => 1,
                GrantKind::Adjustment | GrantKind::Other => 2,
                GrantKind::Pack => 3,
            };
            (grant.ends_ms.unwrap_or(i64::MAX), kind, *index)
        });
        order
    }

    /// Watches after an entry.
    fn watch(&mut self) {
        self.watch_after(true);
    }

    fn watch_after(&mut self, entries: bool) {
        if entries {
            self.hold_warned = false;
        }
        self.warn_anew(!self.hold_warned);
    }

    /// Raises the alert that is due, where it may be.
    fn warn_anew(&mut self, may_warn: bool) {
        if let Some(alert) = self.due_alert() {
            if may_warn {
                self.raise(alert);
            }
        } else if self.available() > self.threshold {
            (self.low, self.exhausted) = (false, false);
        }
    }

    /// Holds warn once until credits come.
    fn watch_a_hold(&mut self) {
        if let Some(alert) = self.due_alert()
            && !std::mem::replace(&mut self.hold_warned, true)
        {
            self.raise(alert);
        }
    }

    fn due_alert(&self) -> Option<AlertKind> {
        match self.available() {
            available if available > self.threshold => None,
            0 if !self.exhausted => Some(AlertKind::CreditsExhausted),
            _ if !self.low => Some(AlertKind::CreditsLow),
            _ => None,
        }
    }

    /// Another threshold: who sets it sees what there is, and is warned of what comes.
    pub(super) fn warn_at(&mut self, threshold: i64) {
        if self.threshold == threshold {
            return;
        }
        self.threshold = threshold;
        match self.due_alert() {
            Some(alert) => self.know(alert),
            None if self.available() > threshold => (self.low, self.exhausted) = (false, false),
            None => {}
        }
    }

    fn raise(&mut self, alert: AlertKind) {
        self.know(alert);
        self.alerts.push(alert);
    }

    fn know(&mut self, alert: AlertKind) {
        self.low = true;
        self.exhausted |= alert == AlertKind::CreditsExhausted;
    }
}

/// The same day and time that many months later, or the month's last day.
fn months_after(anchor_ms: i64, months: i64) -> i64 {
    let anchor = jiff::Timestamp::from_millisecond(anchor_ms).expect("a time").to_zoned(jiff::tz::TimeZone::UTC);
    let month = i64::from(anchor.month()) - 1 + months;
    let (year, month) = (i64::from(anchor.year()) + month.div_euclid(12), month.rem_euclid(12) + 1);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let date = jiff::civil::date(year as i16, month as i8, anchor.day().min(days));
    let then = date.to_datetime(anchor.time()).to_zoned(jiff::tz::TimeZone::UTC).expect("a time");
    then.timestamp().as_millisecond()
}
