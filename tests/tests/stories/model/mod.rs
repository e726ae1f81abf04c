//! Random histories, told to the server and to the [`reference`] at once: they must never differ.
//!
//! Each workspace has a history of its own; all of them run at the same time, so that the server's
//! transactions mix them. In a burst one workspace sends several debits at once; the order in which
//! the server took them is read from their journal numbers.

mod reference;

use std::collections::HashMap;

use futures_util::future::join_all;
use infuse_protocol::preferences::{Preferences, PreferencesEdit};
use infuse_protocol::usage::{
    Capture, Entry, EntryKind, Event, EventResult, EventResults, EventStatus, GrantKind, Hold, NewHold, NewRefund,
    RaisedAlert,
};
use infuse_protocol::{Code, Page, Scope};
use infuse_server::ledger::{Actor, Credit, Credited, Subscribed, Subscription, TakenBack};
use infuse_tests::{
    Agent, Database, Metering as _, Outside, Person, Requests as _, Response, TestServer, at_least, events_of,
    on_both_databases,
};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use reference::{Decision, HoldDecision, Plan, Reference, RefundDecision};
use uuid::Uuid;

on_both_databases!(random_histories_agree_with_the_reference_model);

/// Together at least 10,000 operations on each database, with the batches' and bursts' events more.
const OPERATIONS_TOGETHER: usize = 10_000;
const WORKSPACES: usize = 36;
const ROUNDS: usize = 22;
const OPERATIONS: usize = 13;

const HOUR_MS: i64 = 3_600_000;

/// While the histories play, the server's clock goes on by itself, and a cycle may begin at a moment of that
/// time. The clock is moved by whole hours, holds and adjustments end at half ones: within this time after a
/// whole hour nothing else ends.
const LONGEST_RUN_MS: i64 = HOUR_MS / 4;
const PRICES: [(&str, i64); 4] = [("message", 1), ("agent_step", 2), ("image_edit", 5), ("deep_research", 20)];

/// One workspace, as the server and the reference know it.
struct History {
    person: Person,
    agent: Agent,
    reference: Reference,
    random: StdRng,
    now_ms: i64,
    /// Sent so far, with what they cost.
    events: Vec<(Event, i64)>,
    holds: Vec<String>,
    packs: Vec<Uuid>,
    operations: usize,
}

/// `INFUSE_TEST_OPERATIONS` asks for more than the normal run has: then further histories follow, on databases of
/// their own.
async fn random_histories_agree_with_the_reference_model(database: Database) {
    let (seed, wanted) = (infuse_tests::seed(), at_least("INFUSE_TEST_OPERATIONS", OPERATIONS_TOGETHER));
    let (mut operations, mut entries) = (0, 0);
    while operations < wanted {
        let played = play_on_a_fresh_database(database, seed.wrapping_add(operations as u64)).await;
        assert!(played.0 >= OPERATIONS_TOGETHER, "only {} operations", played.0);
        (operations, entries) = (operations + played.0, entries + played.1);
    }
    println!("{operations} operations, {entries} entries, 0 differences on {database:?}");
}

/// How many operations there were, and how many entries.
async fn play_on_a_fresh_database(database: Database, seed: u64) -> (usize, u64) {
    let mut random = StdRng::seed_from_u64(seed);
    let server = TestServer::builder().database(database).test_clock().start().await;
    let outside = Outside::open(server.database().url()).await;
    let mut histories = join_all((0..WORKSPACES).map(|number| History::begin(&server, number, seed))).await;
    for _ in 0..ROUNDS {
        join_all(histories.iter_mut().map(|history| history.play(&outside))).await;
        // A clock that was ahead is set right now and then.
        let hours = *[1, 5, 24, 24 * 9, 24 * 31, 24 * 70, -24 * 40].choose(&mut random).expect("some");
        server.move_clock(hours * HOUR_MS).await;
        outside.clock.advance(hours * HOUR_MS);
        for history in &mut histories {
            history.now_ms += hours * HOUR_MS;
            history.reference.advance(history.now_ms + LONGEST_RUN_MS);
            // Whoever has no chance to do anything for long is still signed in: a session ends when it is not used.
            let _ = history.person.get("/v1/account").await.expect_status(200);
        }
    }
    let operations: usize = histories.iter().map(|history| history.operations).sum();
    for history in &histories {
        history.compare().await;
    }
    let report = infuse_server::ledger::verify::verify(&outside.db).await.expect("whole journals");
    outside.close().await;
    server.stop().await;
    (operations, report.entries)
}

impl History {
    async fn begin(server: &TestServer, number: usize, seed: u64) -> Self {
        let person = server.sign_up(&format!("person{number}")).await;
        let agent = person.token(&[Scope::UsageRead, Scope::UsageWrite, Scope::UsageRefund]).await;
        let anchor_ms = agent.journal().await[0].recorded_at.as_millis();
        Self {
            person,
            agent,
            reference: Reference::new(anchor_ms),
            random: StdRng::seed_from_u64(seed.wrapping_add(number as u64)),
            now_ms: anchor_ms,
            events: Vec::new(),
            holds: Vec::new(),
            packs: Vec::new(),
            operations: 0,
        }
    }

    async fn play(&mut self, outside: &Outside) {
        for _ in 0..OPERATIONS {
            match self.random.random_range(0..100) {
                0..50 => self.batch(1, None).await,
                50..60 => {
                    let count = self.random.random_range(2..=6);
                    self.batch(count, None).await;
                }
                60..65 => self.burst().await,
                65..73 => self.repeat().await,
                73..77 => self.hold().await,
                77 => self.hold_all_that_may_be_open().await,
                78..84 => {
                    let hold = self.holds.choose(&mut self.random).cloned();
                    self.batch(1, hold).await;
                }
                84..87 => self.capture_and_close().await,
                87..89 => self.release().await,
                89 => self.warn_at().await,
                90..95 => self.refund().await,
                95..97 => self.subscribe(outside).await,
                97..99 => self.credit(outside).await,
                _ => self.take_back(outside).await,
            }
        }
    }

    fn new_event(&mut self, hold_id: Option<String>) -> (Event, i64) {
        let (action, price) = *PRICES.choose(&mut self.random).expect("some");
        let quantity = self.random.random_range(1..=4);
        (Event { hold_id, ..events_of(action, quantity) }, price * quantity)
    }

    async fn batch(&mut self, count: usize, hold_id: Option<String>) {
        let batch: Vec<(Event, i64)> = (0..count).map(|_| self.new_event(hold_id.clone())).collect();
        self.send(batch).await;
    }

    /// Sends an event again: as it was, or changed.
    async fn repeat(&mut self) {
        let Some((mut event, mut price)) = self.events.choose(&mut self.random).cloned() else { return };
        if self.random.random_bool(0.3) {
            price += price / event.quantity.unwrap_or(1);
            event.quantity = event.quantity.map(|quantity| quantity + 1);
        }
        self.send(vec![(event, price)]).await;
    }

    async fn send(&mut self, batch: Vec<(Event, i64)>) {
        let events: Vec<Event> = batch.iter().map(|(event, _)| event.clone()).collect();
        let answer = self.agent.report(&events).await;
        let expected: Vec<Decision> = batch.iter().map(|(event, price)| self.decide(event, *price)).collect();
        self.reference.end_request();
        self.operations += batch.len();
        if expected.iter().all(|decision| *decision == Decision::Refused) {
            let _ = answer.expect_status(402);
            self.events.extend(batch);
            return;
        }
        let answer: EventResults = answer.expect_status(200).json();
        for ((result, decision), (_, price)) in answer.results.iter().zip(expected).zip(&batch) {
            assert_result(result, decision, *price);
        }
        assert_eq!(answer.available, self.reference.available());
        self.events.extend(batch);
    }

    fn decide(&mut self, event: &Event, price: i64) -> Decision {
        let content = format!("{} {:?} {:?}", event.action, event.quantity, event.hold_id);
        self.reference.debit(&event.id, &content, price, event.hold_id.as_deref())
    }

    /// Several debits at once. Those that were taken are told to the reference in their journal's
    /// order; those that were refused must not fit into what is left, which only became less.
    async fn burst(&mut self) {
        let burst: Vec<(Event, i64)> = (0..5).map(|_| self.new_event(None)).collect();
        let agent = &self.agent;
        let answers: Vec<Response> =
            join_all(burst.iter().map(|(event, _)| agent.report(std::slice::from_ref(event)))).await;
        self.operations += burst.len();
        let mut taken: Vec<(i64, &(Event, i64))> = Vec::new();
        let mut refused: Vec<i64> = Vec::new();
        for (answer, sent) in answers.iter().zip(&burst) {
            match answer.status() {
                200 => taken.push((answer.json::<EventResults>().results[0].seq.expect("a number"), sent)),
                402 => refused.push(sent.1),
                other => panic!("{other}: {}", answer.text()),
            }
        }
        taken.sort_by_key(|(seq, _)| *seq);
        for (seq, (event, price)) in taken {
            assert_eq!(self.decide(event, *price), Decision::Debited { seq });
        }
        for price in refused {
            assert!(price > self.reference.available(), "{price} was refused with {}", self.reference.available());
        }
        self.events.extend(burst);
    }

    async fn hold(&mut self) {
        let credits = self.random.random_range(1..=120);
        self.place_hold(credits).await;
    }

    /// Holds at their bound: as many as may be open, and one more.
    async fn hold_all_that_may_be_open(&mut self) {
        if !self.random.random_bool(0.1) {
            return self.hold().await;
        }
        while self.place_hold(1).await == HoldDecision::Placed {}
        for _ in 0..self.holds.len() {
            self.release().await;
        }
    }

    async fn place_hold(&mut self, credits: i64) -> HoldDecision {
        let id = Uuid::now_v7().to_string();
        // Half hours, so that no hold ends at the moment to which the clock is moved.
        let seconds = 1_800 + 3_600 * self.random.random_range(0..20);
        let wanted = NewHold { id: id.clone(), actions: None, credits: Some(credits), expires_in_seconds: seconds };
        let answer = self.agent.post(&self.agent.usage_path("holds"), &wanted).await;
        self.operations += 1;
        let decision = self.reference.hold(&id, credits, self.now_ms + seconds * 1_000);
        match decision {
            HoldDecision::Placed => {
                let hold: Hold = answer.expect_status(201).json();
                assert_eq!(hold.available, self.reference.available());
                self.holds.push(id);
            }
            HoldDecision::Refused => drop(answer.expect_problem(Code::InsufficientCredits)),
            HoldDecision::TooMany => drop(answer.expect_problem(Code::LimitReached)),
        }
        decision
    }

    /// Captures one event, and frees what it leaves of the hold.
    async fn capture_and_close(&mut self) {
        let Some(hold) = self.holds.choose(&mut self.random).cloned() else { return };
        let (event, price) = self.new_event(None);
        let capture = Capture { events: vec![event.clone()], close: true };
        let answer = self.agent.post(&self.agent.usage_path(&format!("holds/{hold}/capture")), &capture).await;
        let event = Event { hold_id: Some(hold.clone()), ..event };
        let decision = self.decide(&event, price);
        self.operations += 1;
        match decision {
            Decision::Refused => drop(answer.expect_problem(Code::InsufficientCredits)),
            Decision::HoldClosed => self.expect_closed(&hold, &answer),
            decision => {
                self.reference.release(&hold);
                self.holds.retain(|open| *open != hold);
                let answer: EventResults = answer.expect_status(200).json();
                assert_result(&answer.results[0], decision, price);
                assert_eq!(answer.available, self.reference.available());
            }
        }
        self.events.push((event, price));
    }

    async fn release(&mut self) {
        let Some(index) = (!self.holds.is_empty()).then(|| self.random.random_range(0..self.holds.len())) else {
            return;
        };
        let id = self.holds.swap_remove(index);
        let answer = self.agent.delete(&self.agent.usage_path(&format!("holds/{id}"))).await;
        self.operations += 1;
        match self.reference.release(&id) {
            true => drop(answer.expect_status(204)),
            false => self.expect_closed(&id, &answer),
        }
    }

    /// A hold that ended long ago is forgotten, sooner or later.
    fn expect_closed(&self, hold: &str, answer: &Response) {
        match answer.status() {
            404 => assert!(self.reference.may_be_forgotten(hold), "{hold} is not known any more"),
            _ => drop(answer.expect_problem(Code::HoldClosed)),
        }
    }

    /// The person wants to be warned at another number of credits, or at the same.
    async fn warn_at(&mut self) {
        let threshold = *[0, 10, 10, 40, 150, 290, 2_000].choose(&mut self.random).expect("some");
        let wanted = PreferencesEdit { low_credit_threshold: Some(threshold), ..PreferencesEdit::default() };
        let answer = self.person.edit_matching("/v1/preferences", "*".to_owned(), &wanted).await;
        self.operations += 1;
        assert_eq!(answer.expect_status(200).json::<Preferences>().low_credit_threshold, threshold);
        self.reference.warn_at(threshold);
    }

    async fn refund(&mut self) {
        let debited: Vec<String> = self.events.iter().map(|(event, _)| event.id.clone()).collect();
        let Some(event_id) = debited.choose(&mut self.random).cloned() else { return };
        let refund =
            NewRefund { id: Uuid::now_v7().to_string(), event_id: event_id.clone(), reason: "by chance".to_owned() };
        let answer = self.agent.post(&self.agent.usage_path("refunds"), &refund).await;
        self.operations += 1;
        match self.reference.refund(&event_id) {
            RefundDecision::Done => drop(answer.expect_status(201)),
            RefundDecision::UnknownEvent => drop(answer.expect_status(404)),
            RefundDecision::TakenBackBefore => drop(answer.expect_problem(Code::IdempotencyConflict)),
            RefundDecision::TooLate => drop(answer.expect_problem(Code::ValidationFailed)),
        }
    }

    async fn credit(&mut self, outside: &Outside) {
        let credits = self.random.random_range(20..=90);
        let id = Uuid::now_v7();
        let (kind, credit) = match self.random.random_bool(0.5) {
            true => (GrantKind::Pack, Credit::Pack { credits }),
            false => {
                let hours = self.random.random_range(1..800);
                let ends_ms = Some(self.now_ms + hours * HOUR_MS + HOUR_MS / 2);
                (GrantKind::Adjustment, Credit::Adjustment { credits, ends_ms })
            }
        };
        let reason = "by chance".to_owned();
        let workspace_id = self.agent.workspace_id();
        let credited = outside
            .decided(async |ledger| ledger.credit(workspace_id, id, credit, reason.clone(), Actor::server()).await)
            .await;
        assert_eq!(credited, Credited::Done);
        self.operations += 1;
        let ends_ms = match credit {
            Credit::Pack { .. } => None,
            Credit::Adjustment { ends_ms, .. } => ends_ms,
        };
        let grant = self.reference.credit(kind, credits, ends_ms);
        if kind == GrantKind::Pack {
            self.reference.packs.insert(id, grant);
            self.packs.push(id);
        }
    }

    /// A payment is reversed, once or twice.
    async fn take_back(&mut self, outside: &Outside) {
        let Some(pack) = self.packs.choose(&mut self.random).copied() else { return };
        let (id, reason) = (Uuid::now_v7(), "a chargeback".to_owned());
        let workspace_id = self.agent.workspace_id();
        let taken =
            outside.decided(async |ledger| ledger.take_back(workspace_id, id, pack, reason.clone()).await).await;
        self.operations += 1;
        let expected = if self.reference.take_back(pack) { TakenBack::Done } else { TakenBack::Conflict };
        assert_eq!(taken, expected);
    }

    async fn subscribe(&mut self, outside: &Outside) {
        let seats = self.random.random_range(1..=3);
        // The free plan most often: on the others credits seldom run out.
        let (plan, name, seats) = *[
            (Plan::Free, "free", 1),
            (Plan::Free, "free", 1),
            (Plan::Pro, "pro", 1),
            (Plan::Max, "max", 1),
            (Plan::Team { seats }, "team", seats),
        ]
        .choose(&mut self.random)
        .expect("some");
        let (id, wanted) = (Uuid::now_v7(), Subscription { plan: name.to_owned(), seats });
        let workspace_id = self.agent.workspace_id();
        let subscribed = outside
            .decided(async |ledger| ledger.subscribe(workspace_id, id, wanted.clone(), Actor::server()).await)
            .await;
        self.operations += 1;
        // When the server's clock stood, only the server can say.
        let cycle_started_ms = self.agent.usage().await.credits.cycle_started_at.as_millis();
        let at_once = self.reference.subscribe(plan, cycle_started_ms);
        let expected = match at_once {
            true => Subscribed::AtOnce,
            false => Subscribed::AtCycleEnd { ends_ms: self.reference.cycle_ends_ms() },
        };
        assert_eq!(subscribed, expected);
    }

    /// Journal, balances and alerts, from the first to the last.
    async fn compare(&self) {
        let usage = self.agent.usage().await;
        let (available, held) = (usage.credits.available, usage.credits.held);
        assert_eq!((available, held), (self.reference.available(), self.reference.held()));
        assert_eq!(usage.grants.iter().map(|grant| grant.remaining).sum::<i64>(), self.reference.balance());
        assert_eq!(usage.credits.resets_at.as_millis(), self.reference.cycle_ends_ms());
        assert_eq!(in_reference_terms(&self.agent.journal().await), self.reference.journal);
        let mut alerts = Vec::new();
        let mut page = self.alerts(0).await;
        while let Some(last) = page.items.last().map(|alert| alert.seq) {
            alerts.extend(page.items.iter().map(|alert| alert.kind));
            page = self.alerts(last).await;
        }
        assert_eq!(alerts, self.reference.alerts);
    }

    async fn alerts(&self, after: i64) -> Page<RaisedAlert> {
        let path = self.agent.usage_path(&format!("alerts?after={after}&limit=1000"));
        self.agent.get(&path).await.expect_status(200).json()
    }
}

fn assert_result(result: &EventResult, decision: Decision, price: i64) {
    let expected = match decision {
        Decision::Debited { seq } => (EventStatus::Debited, price, Some(seq)),
        Decision::Duplicate { seq, credits } => (EventStatus::Duplicate, credits, Some(seq)),
        Decision::Conflict => (EventStatus::Conflict, price, None),
        Decision::Refused | Decision::HoldClosed => (EventStatus::Refused, price, None),
    };
    assert_eq!((result.status, result.credits, result.seq), expected);
}

fn in_reference_terms(journal: &[Entry]) -> Vec<reference::Line> {
    let mut order: HashMap<String, usize> = HashMap::new();
    let mut lines = Vec::new();
    for (index, entry) in journal.iter().enumerate() {
        assert_eq!(entry.seq, index as i64 + 1);
        assert!(entry.kind != EntryKind::Debit || entry.credits < 0);
        assert_eq!(entry.actor.token_id.is_some(), matches!(entry.kind, EntryKind::Debit | EntryKind::Refund));
        let split = entry.split.iter().map(|share| {
            let next = order.len();
            (*order.entry(share.grant_id.clone()).or_insert(next), share.credits)
        });
        lines.push(reference::Line {
            kind: entry.kind,
            credits: entry.credits,
            balance_after: entry.balance_after,
            split: split.collect(),
        });
    }
    lines
}
