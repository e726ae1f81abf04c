//! What a workspace subscribes to. What grants more begins at once, what grants less begins with the next cycle.

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{EntryKind, GrantKind};

use uuid::Uuid;

use super::actor::Actor;
use super::alert::Alert;
use super::book::{Book, Cause, Line, Moment};
use super::cycle;
use super::in_words;
use crate::catalog::{Plan, Version};

/// Seats of one workspace, at most: sums over what they grant stay far below what 64 bits hold.
const MOST_SEATS: i64 = 100_000;

/// A plan, and how many seats of it; of a plan that is not sold by seat, one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    pub plan: String,
    pub seats: i64,
}

/// A change of the subscription, as it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SubscriptionChange {
    pub(crate) id: Uuid,
    pub(crate) wanted: Subscription,
    /// When it takes effect, in milliseconds since the Unix epoch; `None`: it did at once.
    pub(crate) begins_ms: Option<i64>,
}

/// How a change of the subscription was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subscribed {
    /// It stands, and its credits are granted; a repeat answers the same.
    AtOnce,
    /// It stands from then on (milliseconds since the Unix epoch), unless another change comes before.
    AtCycleEnd { ends_ms: i64 },
    /// The id belongs to something else.
    Conflict,
    /// The catalogue does not sell that plan, or not so many seats of it.
    NotForSale,
}

impl Subscription {
    /// Credits that it grants each month.
    pub(super) fn credits(&self, prices: &Version) -> i64 {
        let plan = prices.plan(&self.plan);
        plan.for_seats(plan.credits, self.seats)
    }

    fn is_for_sale(&self, prices: &Version) -> bool {
        let most = |plan: &Plan| if plan.per_seat { MOST_SEATS } else { 1 };
        prices.plans.get(&self.plan).is_some_and(|plan| (1..=most(plan)).contains(&self.seats))
    }
}

impl SubscriptionChange {
    fn answer(&self) -> Subscribed {
        self.begins_ms.map_or(Subscribed::AtOnce, |ends_ms| Subscribed::AtCycleEnd { ends_ms })
    }
}

impl Book {
    /// Subscribes to `wanted`. An upgrade begins a new cycle, to whose end the unused credits of the plan are
    /// kept; seats that are added grant within the present cycle; what grants less begins at its end. The
    /// last change that was asked for counts.
    pub(crate) fn subscribe(
        &mut self,
        id: Uuid,
        wanted: &Subscription,
        actor: &Actor,
        moment: Moment<'_>,
    ) -> Subscribed {
        if let Some(known) = self.known_changes.iter().find(|change| change.id == id) {
            return if known.wanted == *wanted { known.answer() } else { Subscribed::Conflict };
        }
        let prices = moment.prices();
        if self.known.contains_key(&id) {
            return Subscribed::Conflict;
        }
        if !wanted.is_for_sale(prices) {
            return Subscribed::NotForSale;
        }
        let (had, grants) = (self.head.subscription.credits(prices), wanted.credits(prices));
        let (mut begins_ms, seq) = (None, self.head.seq);
        if *wanted == self.head.subscription {
            self.head.pending_change = None;
        } else if grants <= had {
            self.head.pending_change = Some(wanted.clone());
            begins_ms = Some(self.head.cycle_ends_ms);
        } else {
            let line = Line { id: Some(id), actor: Some(actor), ..Line::plain(EntryKind::Grant, 0, prices) };
            // The journal's time never runs backwards.
            self.begin(wanted, grants, grants - had, line, moment.now_ms.max(self.head.recorded_ms));
        }
        let change = SubscriptionChange { id, wanted: wanted.clone(), begins_ms };
        let answer = change.answer();
        self.known_changes.push(change.clone());
        self.new_changes.push(change);
        self.settle(moment.now_ms, if self.head.seq > seq { Cause::Granted } else { Cause::Other });
        answer
    }

    /// Begins a subscription that grants `credits` a month, `more` than the present one.
    fn begin(&mut self, wanted: &Subscription, credits: i64, more: i64, line: Line<'_>, at_ms: i64) {
        let adds_seats = wanted.plan == self.head.subscription.plan;
        self.head.subscription = wanted.clone();
        self.head.pending_change = None;
        if !adds_seats {
            self.begin_cycles_anew(at_ms);
            self.raise_upgraded(credits, at_ms);
        }
        let credits = if adds_seats { more } else { credits };
        self.add_grant(at_ms, GrantKind::Plan, Some(self.head.cycle_ends_ms), Line { credits, ..line });
    }

    /// Cycle 0 begins now; what would have ended with the present cycle is kept to the end of the new one.
    fn begin_cycles_anew(&mut self, at_ms: i64) {
        let ends_ms = cycle::start(at_ms, 1);
        for grant in &mut self.grants {
            if grant.live && matches!(grant.kind, GrantKind::Plan | GrantKind::Refund) {
                grant.set_end(ends_ms);
            }
        }
        (self.head.anchor_ms, self.head.cycle, self.head.cycle_ends_ms) = (at_ms, 0, ends_ms);
    }

    fn raise_upgraded(&mut self, credits: i64, now_ms: i64) {
        let id = self.next_alert_id();
        let detail = format!("The plan `{}` grants {} each month.", self.head.subscription.plan, in_words(credits));
        self.raise(Alert {
            alert_seq: 0,
            id,
            kind: AlertKind::PlanUpgraded,
            title: "The plan was upgraded".to_owned(),
            detail,
            link: None,
            raised_ms: now_ms,
        });
    }
}
