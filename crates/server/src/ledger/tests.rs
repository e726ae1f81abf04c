//! Rules of the book, without a database.

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{EntryKind, GrantKind, HoldState};

use super::book::{Book, Moment};
use super::hold::Hold;
use super::operations::{Credit, Credited, Debit, Debited, Held, Refunded};
use super::subscription::{Subscribed, Subscription};
use crate::billing::catalog::Catalog;

const DAY_MS: i64 = 86_400_000;

/// 31 January 2027, 09:30 UTC.
const ANCHOR_MS: i64 = 1_801_387_800_000;

struct Story {
    catalog: Catalog,
    book: Book,
    now_ms: i64,
}

impl Story {
    fn begin() -> Self {
        let catalog = Catalog::load(None).expect("the default catalogue");
        let book = Book::open("w", "free", Moment { now_ms: ANCHOR_MS, catalog: &catalog });
        Self { catalog, book, now_ms: ANCHOR_MS }
    }

    fn act<T>(&mut self, act: impl FnOnce(&mut Book, Moment<'_>) -> T) -> T {
        let moment = Moment { now_ms: self.now_ms, catalog: &self.catalog };
        self.book.advance(moment);
        act(&mut self.book, moment)
    }

    fn debit(&mut self, id: &str, credits: i64) -> Debited {
        let debit = Debit {
            id: id.to_owned(),
            action: "message".to_owned(),
            quantity: credits,
            credits,
            catalog_version: "test".to_owned(),
            occurred_ms: None,
            conversation_id: None,
            conversation_title: None,
            source: None,
            hold_id: None,
        };
        self.act(|book, moment| book.debit(&debit, moment))
    }

    fn credit(&mut self, id: &str, kind: GrantKind, credits: i64, ends_ms: Option<i64>) -> Credited {
        let credit = Credit { id: id.to_owned(), kind, credits, ends_ms, reason: "a test".to_owned() };
        self.act(|book, moment| book.credit(&credit, moment))
    }

    fn subscribe(&mut self, id: &str, plan: &str, seats: i64) -> Subscribed {
        let wanted = Subscription { plan: plan.to_owned(), seats };
        self.act(|book, moment| book.subscribe(id, &wanted, moment))
    }

    fn journal(&self) -> Vec<(EntryKind, i64, i64)> {
        self.book.new_entries.iter().map(|entry| (entry.kind, entry.credits, entry.recorded_ms)).collect()
    }
}

#[test]
fn cycles_slept_through_leave_the_same_journal_as_cycles_kept() {
    let (mut kept, mut slept) = (Story::begin(), Story::begin());
    for story in [&mut kept, &mut slept] {
        story.debit("a", 100);
        story.credit("b", GrantKind::Adjustment, 50, Some(ANCHOR_MS + 40 * DAY_MS));
    }
    for _ in 0..400 {
        kept.now_ms += DAY_MS;
        kept.act(|_, _| ());
    }
    slept.now_ms += 400 * DAY_MS;
    slept.act(|_, _| ());
    assert_eq!(kept.book.new_entries, slept.book.new_entries);
    assert_eq!(kept.book.new_entries.len(), 3 + 2 * 13 + 1);
}

#[test]
fn a_reset_ends_plan_grants_and_keeps_packs() {
    let mut story = Story::begin();
    story.credit("pack", GrantKind::Pack, 400, None);
    story.debit("a", 120);
    story.now_ms += 28 * DAY_MS;
    story.act(|_, _| ());
    let reset_ms = ANCHOR_MS + 28 * DAY_MS;
    assert_eq!(story.journal()[3..], [(EntryKind::Expiry, -180, reset_ms), (EntryKind::Grant, 300, reset_ms)]);
    assert_eq!(story.book.available(), 700);
}

#[test]
fn a_pack_is_credited_once_and_its_id_is_nothing_else() {
    let mut story = Story::begin();
    assert_eq!(story.credit("pack", GrantKind::Pack, 400, None), Credited::Done);
    assert_eq!(story.credit("pack", GrantKind::Pack, 400, None), Credited::Done);
    assert_eq!(story.credit("pack", GrantKind::Pack, 1_200, None), Credited::Conflict);
    assert_eq!(story.debit("pack", 1), Debited::Conflict { credits: 1 });
    story.debit("a", 1);
    assert_eq!(story.credit("a", GrantKind::Pack, 400, None), Credited::Conflict);
    assert_eq!(story.book.available(), 699);
}

#[test]
fn a_debit_spreads_over_grants_in_burn_order_and_a_refund_finds_them_again() {
    let mut story = Story::begin();
    story.credit("pack", GrantKind::Pack, 400, None);
    story.debit("a", 350);
    let split: Vec<i64> = story.book.new_entries[2].split.iter().map(|share| share.credits).collect();
    assert_eq!(split, [300, 50]);
    let refunded = story.act(|book, moment| book.refund("r", "a", "a test", moment));
    assert!(matches!(refunded, Refunded::Done(_)));
    let left: Vec<i64> = story.book.grants.iter().map(|grant| grant.remaining).collect();
    assert_eq!(left, [300, 400]);
}

#[test]
fn a_clock_that_jumps_back_neither_resets_again_nor_dates_an_entry_before_the_last() {
    let mut story = Story::begin();
    story.now_ms += 30 * DAY_MS;
    story.debit("a", 1);
    let entries = story.book.new_entries.len();
    story.now_ms = ANCHOR_MS;
    story.debit("b", 1);
    assert_eq!(story.book.new_entries.len(), entries + 1);
    let recorded: Vec<i64> = story.journal().into_iter().map(|(_, _, recorded_ms)| recorded_ms).collect();
    assert!(recorded.is_sorted(), "{recorded:?}");
}

#[test]
fn a_refund_after_the_clock_jumped_back_revives_no_grant_that_has_ended() {
    let mut story = Story::begin();
    story.debit("a", 100);
    story.now_ms += 30 * DAY_MS;
    story.act(|_, _| ());
    story.now_ms = ANCHOR_MS;
    let refunded = story.act(|book, moment| book.refund("r", "a", "a test", moment));
    let Refunded::Done(entry) = refunded else { panic!("it was refused: {refunded:?}") };
    let refund = story.book.grants.iter().find(|grant| grant.kind == GrantKind::Refund).expect("a refund grant");
    assert_eq!((entry.split[0].grant_id.as_str(), refund.remaining), (refund.id.as_str(), 100));
}

#[test]
fn a_hold_ends_by_itself_at_its_time() {
    let mut story = Story::begin();
    let hold = Hold {
        id: "h".to_owned(),
        credits: 200,
        captured: 0,
        state: HoldState::Open,
        expires_ms: ANCHOR_MS + 60_000,
        fingerprint: String::new(),
        changed: true,
    };
    let held = story.act(|book, moment| book.place_hold(hold, moment));
    assert!(matches!(held, Held::Placed { available: 100, .. }));
    assert_eq!(story.book.due_ms(), ANCHOR_MS + 60_000);
    assert_eq!(story.debit("a", 101), Debited::Refused { required: 101, available: 100 });
    story.now_ms += 60_000;
    assert_eq!(story.debit("b", 300), Debited::Done { credits: 300, seq: 2 });
}

#[test]
fn an_upgrade_begins_a_new_cycle_and_keeps_what_the_plan_has_left_to_its_end() {
    let mut story = Story::begin();
    story.debit("a", 100);
    story.now_ms += 10 * DAY_MS;
    assert_eq!(story.subscribe("u", "pro", 1), Subscribed::AtOnce);
    assert_eq!(story.book.available(), 1_200);
    assert_eq!(story.book.new_alerts.last().map(|alert| alert.kind), Some(AlertKind::PlanUpgraded));
    // 31 January and ten days are 10 February; the next cycle begins on 10 March.
    let reset_ms = ANCHOR_MS + 38 * DAY_MS;
    story.now_ms = reset_ms - 1;
    story.act(|_, _| ());
    assert_eq!(story.book.available(), 1_200);
    story.now_ms = reset_ms;
    story.act(|_, _| ());
    assert_eq!(
        story.journal()[3..],
        [
            (EntryKind::Expiry, -200, reset_ms),
            (EntryKind::Expiry, -1_000, reset_ms),
            (EntryKind::Grant, 1_000, reset_ms)
        ]
    );
}

#[test]
fn a_downgrade_and_seats_that_are_removed_wait_for_the_cycles_end() {
    let mut story = Story::begin();
    story.subscribe("u", "team", 3);
    let reset_ms = story.book.head.cycle_ends_ms;
    assert_eq!(story.subscribe("fewer", "team", 2), Subscribed::AtCycleEnd { ends_ms: reset_ms });
    assert_eq!(story.book.available(), 12_300);
    story.now_ms = reset_ms;
    assert_eq!(story.subscribe("less", "free", 1), Subscribed::AtCycleEnd { ends_ms: story.book.head.cycle_ends_ms });
    assert_eq!(story.book.available(), 8_000);
    story.now_ms = story.book.head.cycle_ends_ms;
    story.act(|_, _| ());
    assert_eq!(story.book.available(), 300);
}

#[test]
fn seats_that_are_added_grant_at_once_within_the_cycle() {
    let mut story = Story::begin();
    story.subscribe("u", "team", 1);
    let reset_ms = story.book.head.cycle_ends_ms;
    story.now_ms += DAY_MS;
    assert_eq!(story.subscribe("more", "team", 3), Subscribed::AtOnce);
    assert_eq!((story.book.available(), story.book.head.cycle_ends_ms), (12_300, reset_ms));
    story.now_ms = reset_ms;
    story.act(|_, _| ());
    assert_eq!(story.book.available(), 12_000);
}

#[test]
fn the_last_change_that_was_asked_for_counts_and_a_repeat_changes_nothing() {
    let mut story = Story::begin();
    story.subscribe("u", "pro", 1);
    story.subscribe("d", "free", 1);
    assert_eq!(story.subscribe("k", "pro", 1), Subscribed::AtOnce);
    assert_eq!(story.book.head.pending_change, None);
    assert_eq!(story.subscribe("u", "pro", 1), Subscribed::AtOnce);
    assert_eq!(story.subscribe("u", "max", 1), Subscribed::Conflict);
    let waits = Subscribed::AtCycleEnd { ends_ms: story.book.head.cycle_ends_ms };
    assert_eq!(story.subscribe("d", "free", 1), waits);
    assert_eq!(story.book.head.pending_change, None);
    story.debit("e", 1);
    assert_eq!(story.subscribe("e", "free", 1), Subscribed::Conflict);
    assert_eq!(story.book.available(), 1_299);
}

#[test]
fn what_the_catalogue_does_not_sell_can_not_be_subscribed_to() {
    let mut story = Story::begin();
    for (plan, seats) in [("gold", 1), ("pro", 2), ("team", 0), ("team", -1), ("team", i64::MAX)] {
        assert_eq!(story.subscribe("u", plan, seats), Subscribed::NotForSale, "{seats} of {plan}");
    }
    assert_eq!(story.book.new_entries.len(), 1);
}
