//! Rules of the book, without a database.

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{ActionQuantity, EntryKind, GrantKind, HoldState};
use uuid::Uuid;

use super::actor::Actor;
use super::book::{Book, Moment};
use super::credit::{Credit, Credited, TakenBack};
use super::digest::Seal;
use super::entry::Texts;
use super::hold::{Asked, Held, LONGEST_MS, MOST_OPEN, NewHold, Released};
use super::operations::{Debit, DebitFault, Debited, Refunded};
use super::subscription::{Subscribed, Subscription};
use super::verify::Walk;
use crate::catalog::Catalog;

mod replay;

const DAY_MS: i64 = 86_400_000;

/// 31 January 2027, 09:30 UTC.
const ANCHOR_MS: i64 = 1_801_387_800_000;

struct Story {
    catalog: Catalog,
    book: Book,
    now_ms: i64,
}

/// The id that a test calls by a word.
fn id(word: &str) -> Uuid {
    Uuid::from_u128(word.bytes().fold(0, |id, byte| (id << 8) | u128::from(byte)))
}

fn ada() -> Actor {
    Actor { account_id: Some(id("ada")), token_id: None, name: "Ada".to_owned() }
}

fn messages(word: &str, quantity: i64) -> Debit {
    Debit {
        id: id(word),
        action: "message".to_owned(),
        quantity,
        occurred_ms: None,
        conversation_id: None,
        conversation_title: None,
        source: None,
        hold_id: None,
    }
}

impl Story {
    fn begin() -> Self {
        let catalog = Catalog::load(None).expect("the default catalogue");
        let book = Book::open(1, "w", "free", Moment { now_ms: ANCHOR_MS, catalog: &catalog });
        Self { catalog, book, now_ms: ANCHOR_MS }
    }

    fn act<T>(&mut self, act: impl FnOnce(&mut Book, Moment<'_>) -> T) -> T {
        let moment = Moment { now_ms: self.now_ms, catalog: &self.catalog };
        self.book.advance(moment);
        act(&mut self.book, moment)
    }

    /// Debits messages, which cost a credit each.
    fn debit(&mut self, word: &str, credits: i64) -> Debited {
        self.act(|book, moment| book.debit(&messages(word, credits), &ada(), moment))
    }

    fn credit(&mut self, word: &str, credit: Credit) -> Credited {
        self.act(|book, moment| book.credit(id(word), credit, "a test", &ada(), moment))
    }

    fn hold(&mut self, word: &str, credits: i64) -> Held {
        let wanted = NewHold { id: id(word), asked: Asked::Credits(credits), expires_in_ms: 60_000 };
        self.act(|book, moment| book.place_hold(&wanted, moment))
    }

    fn release(&mut self, word: &str) -> Released {
        self.act(|book, moment| book.release_hold(id(word), moment))
    }

    fn refund(&mut self, word: &str, event: &str) -> Refunded {
        self.act(|book, moment| book.refund(id(word), id(event), "a test", &ada(), moment))
    }

    fn subscribe(&mut self, word: &str, plan: &str, seats: i64) -> Subscribed {
        let wanted = Subscription { plan: plan.to_owned(), seats };
        self.act(|book, moment| book.subscribe(id(word), &wanted, &ada(), moment))
    }

    fn alerts(&self) -> Vec<AlertKind> {
        self.book.new_alerts.iter().map(|alert| alert.kind).collect()
    }

    /// Proves the journal as `verify` does.
    fn verify(&self) {
        let mut walk = Walk::default();
        for entry in &self.book.new_entries {
            walk.step(entry).expect("a whole journal");
        }
        walk.arrives_at(&self.book.head).expect("a true head");
        walk.agrees_with(self.book.grants.clone(), &self.book.head).expect("true grants");
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
        story.credit("b", Credit::Adjustment { credits: 50, ends_ms: Some(ANCHOR_MS + 40 * DAY_MS) });
    }
    for _ in 0..400 {
        kept.now_ms += DAY_MS;
        kept.act(|_, _| ());
    }
    slept.now_ms += 400 * DAY_MS;
    slept.act(|_, _| ());
    // The salts of the two reasons differ, and with them the hashes; all else is the same.
    let told = |story: &Story| -> Vec<_> {
        story.book.new_entries.iter().map(|entry| (entry.id, entry.kind, entry.credits, entry.recorded_ms)).collect()
    };
    assert_eq!(told(&kept), told(&slept));
    kept.verify();
    slept.verify();
    assert_eq!(kept.book.new_entries.len(), 3 + 2 * 13 + 1);
}

#[test]
fn a_reset_ends_plan_grants_and_keeps_packs() {
    let mut story = Story::begin();
    story.credit("pack", Credit::Pack { credits: 400 });
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
    assert_eq!(story.credit("pack", Credit::Pack { credits: 400 }), Credited::Done);
    assert_eq!(story.credit("pack", Credit::Pack { credits: 400 }), Credited::Done);
    assert_eq!(story.credit("pack", Credit::Pack { credits: 1_200 }), Credited::Conflict);
    assert_eq!(story.debit("pack", 1), Debited::Conflict { credits: 1 });
    story.debit("a", 1);
    assert_eq!(story.credit("a", Credit::Pack { credits: 400 }), Credited::Conflict);
    assert_eq!(story.book.available(), 699);
}

#[test]
fn a_debit_spreads_over_grants_in_burn_order_and_a_refund_finds_them_again() {
    let mut story = Story::begin();
    story.credit("pack", Credit::Pack { credits: 400 });
    story.debit("a", 350);
    let split: Vec<i64> = story.book.new_entries[2].split.iter().map(|share| share.credits).collect();
    assert_eq!(split, [300, 50]);
    assert_eq!(story.refund("r", "a"), Refunded::Done { seq: 4 });
    let left: Vec<i64> = story.book.grants.iter().map(|grant| grant.remaining).collect();
    assert_eq!(left, [300, 400]);
}

#[test]
fn a_clock_that_was_ahead_and_is_set_right_heals_at_the_next_touch() {
    let mut story = Story::begin();
    story.debit("a", 100);
    story.now_ms += 370 * DAY_MS;
    story.debit("b", 1);
    story.now_ms = ANCHOR_MS + 40 * DAY_MS;
    let entries = story.book.new_entries.len();
    story.debit("c", 1);
    let healed = &story.book.new_entries[entries..];
    let told: Vec<_> = healed.iter().map(|entry| (entry.kind, entry.credits, entry.recorded_ms)).collect();
    assert_eq!(
        told,
        [
            (EntryKind::Expiry, -299, story.now_ms),
            (EntryKind::Grant, 300, story.now_ms),
            (EntryKind::Debit, -1, story.now_ms)
        ]
    );
    assert!(healed[0].texts.reason.is_some() && healed[1].texts.reason.is_some());
    // 31 January, and 40 days on it is March: the anchor's day comes next on the 31st.
    assert_eq!(story.book.head.cycle_ends_ms, ANCHOR_MS + 59 * DAY_MS);
    story.verify();
}

#[test]
fn a_clock_that_was_ahead_when_the_book_was_opened_heals_before_its_anchor() {
    let mut story = Story::begin();
    story.now_ms = ANCHOR_MS - 100 * DAY_MS;
    story.debit("a", 1);
    let head = &story.book.head;
    assert!(story.now_ms < head.cycle_ends_ms && head.cycle_ends_ms <= story.now_ms + 31 * DAY_MS);
    assert_eq!(story.book.available(), 299);
    story.verify();
}

#[test]
fn replicas_whose_clocks_differ_a_little_do_not_leave_a_cycle() {
    let mut story = Story::begin();
    story.now_ms = ANCHOR_MS + 28 * DAY_MS;
    story.debit("a", 1);
    story.now_ms -= 60_000;
    story.debit("b", 1);
    assert_eq!(story.book.available(), 298);
}

#[test]
fn a_hold_of_a_wrong_clock_does_not_outlive_it() {
    let mut story = Story::begin();
    story.now_ms += 370 * DAY_MS;
    story.hold("h", 200);
    story.now_ms = ANCHOR_MS;
    story.debit("a", 1);
    assert_eq!((story.book.head.held, story.book.head.open_holds), (0, 0));
    assert!(story.book.due_ms() <= ANCHOR_MS + LONGEST_MS + 31 * DAY_MS);
}

#[test]
fn a_refund_after_the_clock_jumped_back_revives_no_grant_that_has_ended() {
    let mut story = Story::begin();
    story.debit("a", 100);
    story.now_ms += 30 * DAY_MS;
    story.act(|_, _| ());
    story.now_ms = ANCHOR_MS;
    assert!(matches!(story.refund("r", "a"), Refunded::Done { .. }));
    let refund = story.book.grants.iter().find(|grant| grant.kind == GrantKind::Refund).expect("a refund grant");
    assert_eq!(refund.remaining, 100);
    story.verify();
}

#[test]
fn a_debit_can_be_taken_back_for_90_days() {
    let mut story = Story::begin();
    story.debit("a", 1);
    story.debit("b", 1);
    story.now_ms += 90 * DAY_MS;
    assert!(matches!(story.refund("r", "a"), Refunded::Done { .. }));
    story.now_ms += 1;
    assert_eq!(story.refund("s", "b"), Refunded::TooLate);
    assert!(matches!(story.refund("r", "a"), Refunded::Done { .. }), "a repeat is answered as before");
}

#[test]
fn at_most_a_hundred_holds_are_open() {
    let mut story = Story::begin();
    for number in 0..MOST_OPEN {
        assert!(matches!(story.hold(&format!("h{number}"), 1), Held::Placed { .. }));
    }
    assert_eq!(story.hold("more", 1), Held::TooMany);
    assert!(matches!(story.hold("h0", 1), Held::Placed { .. }), "a repeat is no new hold");
    story.release("h0");
    assert!(matches!(story.hold("more", 1), Held::Placed { .. }));
    assert_eq!(story.book.head.held, MOST_OPEN);
}

#[test]
fn holds_warn_once_until_credits_come_and_what_is_spent_warns_all_the_same() {
    use AlertKind::{CreditsExhausted, CreditsLow};
    let mut story = Story::begin();
    for number in 0..5 {
        story.hold(&format!("h{number}"), 300 - number);
        story.act(|book, moment| book.set_gauges(Some(number), None, moment));
        story.release(&format!("h{number}"));
        story.debit(&format!("a{number}"), 1);
    }
    assert_eq!(story.alerts(), [CreditsExhausted]);
    story.debit("b", 286);
    assert_eq!(story.alerts(), [CreditsExhausted, CreditsLow]);
    story.credit("pack", Credit::Pack { credits: 100 });
    story.hold("again", 109);
    assert_eq!(story.alerts(), [CreditsExhausted, CreditsLow, CreditsExhausted]);
}

#[test]
fn what_an_alert_says_tells_what_is_set_aside_from_what_is_spent() {
    let mut story = Story::begin();
    story.hold("h", 295);
    story.debit("a", 5);
    let said = |story: &Story| story.book.new_alerts.iter().map(|alert| alert.title.clone()).collect::<Vec<_>>();
    assert_eq!(said(&story), ["5 credits left", "All credits are spent or set aside"]);
    assert!(story.book.new_alerts[0].detail.starts_with("Set aside for running work: 295 credits. "));
}

#[test]
fn a_capture_goes_beyond_its_hold_however_the_work_was_split_into_events() {
    for split in [&[18][..], &[9, 9], &[6, 6, 6], &[10, 1, 7]] {
        let mut story = Story::begin();
        story.hold("h", 10);
        let debits: Vec<Debit> = split
            .iter()
            .enumerate()
            .map(|(index, credits)| Debit { hold_id: Some(id("h")), ..messages(&format!("d{index}"), *credits) })
            .collect();
        story.act(|book, moment| {
            for debit in &debits {
                assert!(matches!(book.debit(debit, &ada(), moment), Debited::Done { .. }), "{split:?}");
            }
            book.end_used_up_holds();
        });
        let head = &story.book.head;
        assert_eq!((head.balance, head.held, head.open_holds, head.holds_due_ms), (282, 0, 0, None));
        let late = Debit { hold_id: Some(id("h")), ..messages("late", 1) };
        assert_eq!(story.act(|book, moment| book.debit(&late, &ada(), moment)), Debited::HoldClosed { credits: 1 });
    }
}

#[test]
fn a_hold_by_actions_costs_what_they_cost_when_it_is_placed_and_its_repeat_is_the_same_hold() {
    let mut story = Story::begin();
    let actions = vec![ActionQuantity { action: "deep_research".to_owned(), quantity: Some(3) }];
    let wanted = NewHold { id: id("h"), asked: Asked::Actions(actions), expires_in_ms: 60_000 };
    let held = story.act(|book, moment| book.place_hold(&wanted, moment));
    assert!(matches!(held, Held::Placed { ref hold, available: 240 } if hold.credits == 60));
    story.catalog = Catalog::without_action("deep_research");
    assert_eq!(story.act(|book, moment| book.place_hold(&wanted, moment)), held);
    let other = NewHold { id: id("other"), ..wanted };
    assert_eq!(story.act(|book, moment| book.place_hold(&other, moment)), Held::UnknownAction(0));
}

#[test]
fn an_event_is_judged_by_the_time_and_the_prices_at_which_it_is_debited() {
    let mut story = Story::begin();
    let old = Debit { occurred_ms: Some(ANCHOR_MS - 31 * DAY_MS - 1), ..messages("old", 1) };
    let early = Debit { occurred_ms: Some(ANCHOR_MS + 5 * 60_000 + 1), ..messages("early", 1) };
    let unsold = Debit { action: "nap".to_owned(), ..messages("nap", 1) };
    story.debit("known", 1);
    let debits = [messages("known", 1), old, messages("new", 1), early, unsold];
    let faults = story.act(|book, moment| book.faults_of(&debits, moment));
    assert_eq!(faults, [(1, DebitFault::OutOfTime), (3, DebitFault::OutOfTime), (4, DebitFault::UnknownAction)]);
    story.catalog = Catalog::without_action("message");
    assert_eq!(story.act(|book, moment| book.faults_of(&[messages("known", 1)], moment)), []);
    assert_eq!(story.debit("known", 1), Debited::Duplicate { credits: 1, seq: 2 });
}

#[test]
fn a_pack_that_is_taken_back_leaves_what_was_spent_of_it_owed() {
    let mut story = Story::begin();
    story.credit("pack", Credit::Pack { credits: 400 });
    story.debit("a", 350);
    let take_back = |story: &mut Story, word: &str, pack: &str| {
        story.act(|book, moment| book.take_back(id(word), id(pack), "a chargeback", moment))
    };
    assert_eq!(take_back(&mut story, "t", "a"), TakenBack::UnknownPack);
    assert_eq!(take_back(&mut story, "t", "pack"), TakenBack::Done);
    assert_eq!(take_back(&mut story, "t", "pack"), TakenBack::Done);
    assert_eq!(take_back(&mut story, "u", "pack"), TakenBack::Conflict);
    assert_eq!((story.book.head.balance, story.book.head.owed), (0, 50));
    assert_eq!(story.journal().last().map(|(kind, credits, _)| (*kind, *credits)), Some((EntryKind::Adjustment, -350)));
    story.verify();
}

#[test]
fn a_pack_that_was_spent_whole_is_owed_whole() {
    let mut story = Story::begin();
    story.credit("pack", Credit::Pack { credits: 400 });
    story.debit("a", 700);
    let taken = story.act(|book, moment| book.take_back(id("t"), id("pack"), "a chargeback", moment));
    assert_eq!((taken, story.book.head.owed, story.book.head.balance), (TakenBack::Done, 400, 0));
    story.verify();
}

#[test]
fn what_a_member_spends_is_kept_for_each_cycle_net_of_refunds() {
    let mut story = Story::begin();
    story.debit("a", 10);
    story.debit("b", 5);
    story.refund("r", "b");
    story.now_ms += 28 * DAY_MS;
    story.debit("c", 7);
    let spent: Vec<_> = story.book.new_spend.iter().map(|((who, since), credits)| (*who, *since, *credits)).collect();
    assert_eq!(spent, [(id("ada"), ANCHOR_MS, 10), (id("ada"), ANCHOR_MS + 28 * DAY_MS, 7)]);
}

#[test]
fn another_threshold_warns_from_then_on_and_never_of_what_is_there_already() {
    use AlertKind::{CreditsExhausted, CreditsLow};
    let mut story = Story::begin();
    story.debit("a", 20);
    story.act(|book, _| book.warn_at(290));
    assert_eq!(story.alerts(), [], "280 are known to whoever asked for 290");
    story.debit("b", 1);
    assert_eq!(story.alerts(), []);
    story.act(|book, _| book.warn_at(200));
    story.debit("c", 79);
    assert_eq!(story.alerts(), [CreditsLow]);
    story.act(|book, _| book.warn_at(0));
    story.debit("d", 199);
    assert_eq!(story.alerts(), [CreditsLow]);
    story.debit("e", 1);
    assert_eq!(story.alerts(), [CreditsLow, CreditsExhausted]);
    story.act(|book, _| book.warn_at(10));
    story.refund("f", "e");
    story.debit("g", 1);
    assert_eq!(story.alerts(), [CreditsLow, CreditsExhausted], "one credit does not arm it again");
}

#[test]
fn erasing_what_people_wrote_and_who_they_were_leaves_a_journal_that_verifies() {
    let mut story = Story::begin();
    let debit = Debit { source: Some("a laptop".to_owned()), ..messages("a", 1) };
    story.act(|book, moment| book.debit(&debit, &ada(), moment));
    let entry = &mut story.book.new_entries[1];
    let hash = entry.hash;
    entry.seal = entry.texts_digest().map(Seal::Digest);
    entry.texts = Texts::default();
    assert_eq!((entry.texts.source.as_deref(), entry.hash), (None, hash));
    story.verify();
}

#[test]
fn a_hold_ends_by_itself_at_its_time() {
    let mut story = Story::begin();
    assert!(matches!(story.hold("h", 200), Held::Placed { available: 100, .. }));
    assert_eq!(story.book.due_ms(), ANCHOR_MS + 60_000);
    assert_eq!(story.debit("a", 101), Debited::Refused { required: 101, available: 100 });
    story.now_ms += 60_000;
    assert_eq!(story.debit("b", 300), Debited::Done { credits: 300, seq: 2 });
    assert_eq!(story.book.holds[0].state, HoldState::Expired);
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
