//! Credits over HTTP: what is granted, taken, reserved and returned.

use std::time::Duration;

use futures_util::future::join_all;
use infuse_protocol::usage::{
    ActionQuantity, Breakdown, Conversation, Entry, EntryKind, Estimate, EstimateRequest, Event, EventResults,
    EventStatus, Events, Gauges, GrantKind, Hold, HoldState, NewHold, NewRefund, Usage,
};
use infuse_protocol::{Code, Page, Scope, Timestamp};
use infuse_tests::{Agent, Database, Metering, Person, Requests as _, TestServer, event, events_of, on_both_databases};
use serde_json::{Value, json};
use uuid::Uuid;

on_both_databases!(
    a_new_workspace_has_the_free_plan_for_a_month,
    a_debit_is_taken_once_and_a_repeat_returns_the_first_answer,
    a_repeat_returns_the_first_answer_after_time_and_prices_have_moved_on,
    the_same_id_with_other_content_is_a_conflict,
    the_same_event_sent_many_times_at_once_is_debited_once,
    each_event_of_a_batch_is_decided_by_itself_in_order,
    credits_that_do_not_suffice_are_refused_and_nothing_is_taken,
    a_bad_event_refuses_the_whole_request_with_a_pointer_and_writes_nothing,
    an_estimate_is_what_the_debit_takes,
    a_hold_reserves_until_it_is_captured_or_released,
    a_hold_that_expires_frees_what_was_not_captured,
    a_refund_returns_credits_to_the_grant_they_came_from,
    a_refund_of_an_ended_grant_lives_to_the_end_of_the_cycle,
    gauges_are_unknown_until_reported_and_keep_what_is_absent,
    the_journal_is_listed_in_pages_and_by_filters,
    debits_are_broken_down_by_day_action_and_conversation,
    an_export_holds_the_filtered_journal,
);

async fn metered(database: Database) -> (TestServer, Person, Agent) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageRead, Scope::UsageWrite, Scope::UsageRefund]).await;
    (server, alice, agent)
}

async fn a_new_workspace_has_the_free_plan_for_a_month(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let usage: Usage = agent.usage().await;
    let credits = usage.credits;
    assert_eq!((credits.monthly_total, credits.monthly_used, credits.available), (300, 0, 300));
    assert_eq!((credits.purchased_remaining, credits.held), (0, 0));
    assert_eq!((usage.memory_words.limit, usage.workflows.limit), (50_000, 2));
    assert_eq!(usage.grants.len(), 1);
    assert_eq!(usage.grants[0].ends_at, Some(credits.resets_at));
    assert!(credits.cycle_started_at <= usage.as_of);
    let days = (credits.resets_at.as_millis() - usage.as_of.as_millis()) / 86_400_000;
    assert!((27..=31).contains(&days), "{days} days");
    let journal = agent.journal().await;
    assert_eq!((journal.len(), journal[0].kind, journal[0].credits, journal[0].seq), (1, EntryKind::Grant, 300, 1));
}

async fn a_debit_is_taken_once_and_a_repeat_returns_the_first_answer(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let research = events_of("deep_research", 2);
    let first = agent.debit(research.clone()).await;
    assert_eq!((first.status, first.credits, first.seq), (EventStatus::Debited, 40, Some(2)));
    let again = agent.debit(research.clone()).await;
    assert_eq!((again.status, again.credits, again.seq), (EventStatus::Duplicate, 40, Some(2)));
    assert_eq!(agent.usage().await.credits.available, 260);
    let debit = agent.journal().await.pop().expect("a debit");
    assert_eq!((debit.id, debit.credits, debit.balance_after), (research.id, -40, 260));
    assert_eq!(debit.split.iter().map(|share| share.credits).collect::<Vec<_>>(), [40]);
}

async fn a_repeat_returns_the_first_answer_after_time_and_prices_have_moved_on(database: Database) {
    let now = Timestamp::from_millis(jiff::Timestamp::now().as_millisecond());
    let hours = |hours: i64| Timestamp::from_millis(now.as_millis() + hours * 3_600_000);
    let server = TestServer::builder().database(database).test_clock().prices_change_at(hours(1)).start().await;
    let agent = server.sign_up("alice").await.token(&[Scope::UsageRead, Scope::UsageWrite]).await;
    let late = |action: &str| Event { occurred_at: Some(hours(-(30 * 24 + 23))), ..event(action) };
    let events = [late("message"), late("deep_research")];
    let first: EventResults = agent.report(&events).await.expect_status(200).json();
    let actions = vec![ActionQuantity { action: "message".to_owned(), quantity: None }];
    let hold = NewHold { actions: Some(actions), credits: None, ..hold_of(0, 86_400) };
    let held: Hold = agent.post(&agent.usage_path("holds"), &hold).await.expect_status(201).json();

    server.advance(Duration::from_secs(2 * 3_600)).await;
    let again: EventResults = agent.report(&events).await.expect_status(200).json();
    for (again, first) in again.results.iter().zip(&first.results) {
        assert_eq!((again.status, again.credits, again.seq), (EventStatus::Duplicate, first.credits, first.seq));
    }
    assert_eq!(agent.post(&agent.usage_path("holds"), &hold).await.expect_status(201).json::<Hold>(), held);

    let nameless = Event { id: "\0".to_owned(), ..late("message") };
    let _ = agent.report(&[nameless]).await.expect_status(422);
    let [old, unsold] = [late("message"), event("deep_research")];
    let refused = agent.report(&[&events[..], &[old, unsold]].concat()).await.expect_status(422);
    let pointers: Vec<String> = refused.problem().errors.into_iter().map(|error| error.pointer).collect();
    assert_eq!(pointers, ["/events/2/occurred_at", "/events/3/action"]);
    assert_eq!(agent.journal().await.len(), 3);
}

async fn the_same_id_with_other_content_is_a_conflict(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let message = event("message");
    agent.debit(message.clone()).await;
    let other = agent.debit(Event { quantity: Some(2), ..message }).await;
    assert_eq!(other.status, EventStatus::Conflict);
    assert_eq!(other.problem.expect("a problem").code, Code::IdempotencyConflict);
    assert_eq!(agent.usage().await.credits.available, 299);
}

async fn the_same_event_sent_many_times_at_once_is_debited_once(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let image = event("image_generation");
    let results = join_all((0..20).map(|_| agent.debit(image.clone()))).await;
    let debited = results.iter().filter(|result| result.status == EventStatus::Debited).count();
    let repeated = results.iter().filter(|result| result.status == EventStatus::Duplicate).count();
    assert_eq!((debited, repeated), (1, 19));
    assert_eq!(agent.usage().await.credits.available, 295);
}

async fn each_event_of_a_batch_is_decided_by_itself_in_order(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let twice = events_of("deep_research", 10);
    let batch = [twice.clone(), events_of("deep_research", 10), event("message"), twice];
    let answer: EventResults = agent.report(&batch).await.expect_status(200).json();
    let statuses: Vec<EventStatus> = answer.results.iter().map(|result| result.status).collect();
    use EventStatus::{Debited, Duplicate, Refused};
    assert_eq!(statuses, [Debited, Refused, Debited, Duplicate]);
    assert_eq!(answer.available, 99);
    let refused = answer.results[1].problem.as_ref().expect("a problem");
    assert_eq!((refused.code, refused.required, refused.available), (Code::InsufficientCredits, Some(200), Some(100)));
}

async fn credits_that_do_not_suffice_are_refused_and_nothing_is_taken(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let answer = agent.report(&[events_of("deep_research", 16)]).await.expect_status(402);
    let problem = answer.expect_problem(Code::InsufficientCredits);
    assert_eq!((problem.available, problem.required), (Some(300), Some(320)));
    assert_eq!(problem.resets_at, Some(agent.usage().await.credits.resets_at));
    assert_eq!(agent.journal().await.len(), 1);
}

async fn a_bad_event_refuses_the_whole_request_with_a_pointer_and_writes_nothing(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let good = json!({"id": Uuid::now_v7(), "action": "message"});
    let with = |changes: Value| {
        let mut bad = json!({"id": Uuid::now_v7(), "action": "message"});
        bad.as_object_mut().expect("an object").extend(changes.as_object().expect("an object").clone());
        bad
    };
    let far = |seconds: i64| (jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds)).to_string();
    for (bad, pointer) in [
        (with(json!({"action": "nap"})), "/events/1/action"),
        (with(json!({"action": 7})), "/events/1/action"),
        (json!({"id": Uuid::now_v7()}), "/events/1/action"),
        (with(json!({"quantity": 0})), "/events/1/quantity"),
        (with(json!({"quantity": -1})), "/events/1/quantity"),
        (with(json!({"quantity": 100_001})), "/events/1/quantity"),
        (with(json!({"quantity": u64::MAX})), "/events/1/quantity"),
        (with(json!({"quantity": 1.5})), "/events/1/quantity"),
        (with(json!({"id": "first"})), "/events/1/id"),
        (with(json!({"id": ""})), "/events/1/id"),
        (with(json!({"occurred_at": far(600)})), "/events/1/occurred_at"),
        (with(json!({"occurred_at": far(-32 * 86_400)})), "/events/1/occurred_at"),
        (with(json!({"occurred_at": "yesterday"})), "/events/1/occurred_at"),
        (with(json!({"conversation": {"id": ""}})), "/events/1/conversation/id"),
        (with(json!({"hold_id": "h"})), "/events/1/hold_id"),
        (with(json!({"colour": "red"})), "/events/1/colour"),
    ] {
        let answer = agent.post(&agent.usage_path("events"), &json!({"events": [good, bad]})).await.expect_status(422);
        let problem = answer.expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors.len(), 1, "{bad}: {problem:?}");
        assert_eq!(problem.errors[0].pointer, pointer, "{bad}");
    }
    for count in [0, 501] {
        let events: Vec<Event> = (0..count).map(|_| event("message")).collect();
        let problem = agent.report(&events).await.expect_status(422).expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors[0].pointer, "/events");
    }
    assert_eq!(agent.journal().await.len(), 1);
}

async fn an_estimate_is_what_the_debit_takes(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let line = |action: &str, quantity| ActionQuantity { action: action.to_owned(), quantity };
    let actions = vec![line("agent_step", Some(7)), line("image_edit", None)];
    let request = EstimateRequest { actions };
    let estimate: Estimate = agent.post(&agent.usage_path("estimate"), &request).await.expect_status(200).json();
    assert_eq!((estimate.credits, estimate.available, estimate.available_after), (19, 300, 281));
    assert!(estimate.affordable);
    let batch = [events_of("agent_step", 7), event("image_edit")];
    let debited: EventResults = agent.report(&batch).await.expect_status(200).json();
    let taken: Vec<i64> = debited.results.iter().map(|result| result.credits).collect();
    assert_eq!(taken, estimate.lines.iter().map(|line| line.credits).collect::<Vec<_>>());
    let request = EstimateRequest { actions: vec![line("deep_research", Some(100))] };
    let estimate: Estimate = agent.post(&agent.usage_path("estimate"), &request).await.expect_status(200).json();
    assert!(!estimate.affordable);
}

fn hold_of(credits: i64, seconds: i64) -> NewHold {
    NewHold { id: Uuid::now_v7().to_string(), actions: None, credits: Some(credits), expires_in_seconds: seconds }
}

async fn a_hold_reserves_until_it_is_captured_or_released(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let wanted = hold_of(250, 600);
    let holds = agent.usage_path("holds");
    let hold: Hold = agent.post(&holds, &wanted).await.expect_status(201).json();
    assert_eq!((hold.state, hold.credits, hold.available), (HoldState::Open, 250, 50));
    let again: Hold = agent.post(&holds, &wanted).await.expect_status(201).json();
    assert_eq!(again, hold);
    let other = NewHold { credits: Some(1), ..wanted.clone() };
    let _ = agent.post(&holds, &other).await.expect_status(409).expect_problem(Code::IdempotencyConflict);
    let _ = agent.post(&holds, &hold_of(51, 600)).await.expect_status(402).expect_problem(Code::InsufficientCredits);
    let _ = agent.report(&[events_of("deep_research", 3)]).await.expect_status(402);

    let capture = agent.usage_path(&format!("holds/{}/capture", hold.id));
    let part = Events { events: vec![events_of("deep_research", 5)] };
    let answer: EventResults = agent.post(&capture, &part).await.expect_status(200).json();
    assert_eq!((answer.results[0].status, answer.available), (EventStatus::Debited, 50));
    let credits = agent.usage().await.credits;
    assert_eq!((credits.held, credits.monthly_remaining), (150, 200));

    let release = agent.usage_path(&format!("holds/{}", hold.id));
    let _ = agent.delete(&release).await.expect_status(204);
    let _ = agent.delete(&release).await.expect_status(204);
    assert_eq!(agent.usage().await.credits.available, 200);
    let late = Events { events: vec![event("message")] };
    let _ = agent.post(&capture, &late).await.expect_status(409).expect_problem(Code::HoldClosed);
    let again: EventResults = agent.post(&capture, &part).await.expect_status(200).json();
    assert_eq!(again.results[0].status, EventStatus::Duplicate);
    let unknown = agent.usage_path(&format!("holds/{}/capture", Uuid::now_v7()));
    let _ = agent.post(&unknown, &late).await.expect_status(404).expect_problem(Code::NotFound);
}

async fn a_hold_that_expires_frees_what_was_not_captured(database: Database) {
    let (server, _, agent) = metered(database).await;
    let hold: Hold = agent.post(&agent.usage_path("holds"), &hold_of(200, 60)).await.expect_status(201).json();
    server.advance(Duration::from_secs(61)).await;
    let credits = agent.usage().await.credits;
    assert_eq!((credits.held, credits.available), (0, 300));
    let path = agent.usage_path(&format!("holds/{}", hold.id));
    let _ = agent.delete(&path).await.expect_status(409).expect_problem(Code::HoldClosed);
}

fn refund_of(event: &Event) -> NewRefund {
    NewRefund { id: Uuid::now_v7().to_string(), event_id: event.id.clone(), reason: "it failed".to_owned() }
}

async fn a_refund_returns_credits_to_the_grant_they_came_from(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let research = event("deep_research");
    agent.debit(research.clone()).await;
    let refund = refund_of(&research);
    let path = agent.usage_path("refunds");
    let entry: Entry = agent.post(&path, &refund).await.expect_status(201).json();
    assert_eq!((entry.kind, entry.credits, entry.balance_after), (EntryKind::Refund, 20, 300));
    let again: Entry = agent.post(&path, &refund).await.expect_status(201).json();
    assert_eq!(again, entry);
    let _ = agent.post(&path, &refund_of(&research)).await.expect_status(409);
    let _ = agent.post(&path, &refund_of(&event("message"))).await.expect_status(404);
    let usage = agent.usage().await;
    assert_eq!((usage.credits.available, usage.grants.len()), (300, 1));
}

async fn a_refund_of_an_ended_grant_lives_to_the_end_of_the_cycle(database: Database) {
    let (server, _, agent) = metered(database).await;
    let research = event("deep_research");
    agent.debit(research.clone()).await;
    server.advance(Duration::from_secs(32 * 86_400)).await;
    let entry: Entry = agent.post(&agent.usage_path("refunds"), &refund_of(&research)).await.expect_status(201).json();
    let usage = agent.usage().await;
    let refund = usage.grants.iter().find(|grant| grant.kind == GrantKind::Refund).expect("a refund grant");
    assert_eq!(entry.split[0].grant_id, refund.id);
    assert_eq!((refund.remaining, refund.ends_at), (20, Some(usage.credits.resets_at)));
    assert_eq!(usage.credits.available, 320);
    server.advance(Duration::from_secs(31 * 86_400)).await;
    assert_eq!(agent.usage().await.credits.available, 300);
}

async fn gauges_are_unknown_until_reported_and_keep_what_is_absent(database: Database) {
    let (_server, _, agent) = metered(database).await;
    assert_eq!(agent.usage().await.memory_words.used, None);
    let gauges = agent.usage_path("gauges");
    let words = Gauges { memory_words: Some(41_000), active_workflows: None };
    let usage: Usage = agent.put(&gauges, &words).await.expect_status(200).json();
    assert_eq!((usage.memory_words.used, usage.workflows.active), (Some(41_000), None));
    let workflows = Gauges { memory_words: None, active_workflows: Some(1) };
    let usage: Usage = agent.put(&gauges, &workflows).await.expect_status(200).json();
    assert_eq!((usage.memory_words.used, usage.workflows.active), (Some(41_000), Some(1)));
    let negative = Gauges { memory_words: Some(-1), active_workflows: None };
    let _ = agent.put(&gauges, &negative).await.expect_status(422);
}

fn in_conversation(action: &str, id: &str, title: &str) -> Event {
    Event { conversation: Some(Conversation { id: id.to_owned(), title: Some(title.to_owned()) }), ..event(action) }
}

async fn the_journal_is_listed_in_pages_and_by_filters(database: Database) {
    let (_server, _, agent) = metered(database).await;
    for _ in 0..3 {
        agent.debit(in_conversation("message", "lisbon", "Travel to Lisbon")).await;
    }
    agent.debit(event("web_fetch")).await;
    let list = async |query: &str| -> Page<Entry> {
        agent.get(&agent.usage_path(&format!("entries?{query}"))).await.expect_status(200).json()
    };
    let seqs = |page: &Page<Entry>| page.items.iter().map(|entry| entry.seq).collect::<Vec<_>>();
    let first = list("limit=2").await;
    assert_eq!(seqs(&first), [1, 2]);
    let second = list(&format!("limit=2&cursor={}", first.next_cursor.expect("more"))).await;
    assert_eq!(seqs(&second), [3, 4]);
    let newest = list("order=desc&limit=2").await;
    assert_eq!(seqs(&newest), [5, 4]);
    // A cursor knows the order of its page.
    let cursor = newest.next_cursor.expect("more");
    assert_eq!(seqs(&list(&format!("limit=2&cursor={cursor}")).await), [3, 2]);
    assert_eq!(seqs(&list(&format!("order=desc&limit=2&cursor={cursor}")).await), [3, 2]);
    let turned = agent.usage_path(&format!("entries?order=asc&cursor={cursor}"));
    let _ = agent.get(&turned).await.expect_status(422);
    assert_eq!(seqs(&list("after=4").await), [5]);
    assert_eq!(seqs(&list("kind=grant").await), [1]);
    assert_eq!(seqs(&list("action=web_fetch").await), [5]);
    assert_eq!(seqs(&list("conversation_id=lisbon").await), [2, 3, 4]);
    assert_eq!(seqs(&list("from=2126-01-01T00:00:00Z").await), [0_i64; 0]);
    assert_eq!(seqs(&list("to=2126-01-01T00:00:00Z&kind=debit&order=desc&limit=1").await), [5]);
    for bad in ["limit=0", "limit=1001", "cursor=x", "cursor=desc:x", "cursor=2"] {
        let _ = agent.get(&agent.usage_path(&format!("entries?{bad}"))).await.expect_status(422);
    }
    for bad in ["kind=gift", "limit=many", "colour=red"] {
        let _ = agent.get(&agent.usage_path(&format!("entries?{bad}"))).await.expect_status(400);
    }
}

async fn debits_are_broken_down_by_day_action_and_conversation(database: Database) {
    let (_server, _, agent) = metered(database).await;
    agent.debit(in_conversation("message", "lisbon", "Travel")).await;
    agent.debit(in_conversation("deep_research", "lisbon", "Travel to Lisbon")).await;
    agent.debit(events_of("web_fetch", 3)).await;
    let by = async |key: &str| -> Vec<(String, Option<String>, i64, i64)> {
        let path = agent.usage_path(&format!("breakdown?by={key}"));
        let answer: Breakdown = agent.get(&path).await.expect_status(200).json();
        answer.items.into_iter().map(|item| (item.key, item.title, item.credits, item.events)).collect()
    };
    assert_eq!(
        by("conversation").await,
        [("lisbon".to_owned(), Some("Travel to Lisbon".to_owned()), 21, 2), (String::new(), None, 3, 1)]
    );
    assert_eq!(by("action").await.iter().map(|item| item.2).collect::<Vec<_>>(), [20, 3, 1]);
    let days = by("day").await;
    assert_eq!(days.iter().map(|day| day.2).sum::<i64>(), 24);
    assert!(by("month").await[0].0.ends_with("-01"));
    let _ = agent.get(&agent.usage_path("breakdown?by=day&tz=Mars%2FOlympus")).await.expect_status(422);
    let _ = agent.get(&agent.usage_path("breakdown?by=mood")).await.expect_status(400);
}

async fn an_export_holds_the_filtered_journal(database: Database) {
    let (_server, _, agent) = metered(database).await;
    agent.debit(in_conversation("message", "c", "=SUM(A1)")).await;
    agent.debit(event("web_fetch")).await;
    let csv = agent.get(&agent.usage_path("export?format=csv&kind=debit")).await.expect_status(200);
    assert!(csv.header("content-type").is_some_and(|kind| kind.starts_with("text/csv")));
    let lines: Vec<String> = csv.text().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("seq,id,kind,action,quantity,credits,balance_after,"));
    assert!(lines[1].contains("'=SUM(A1)"), "a spreadsheet must not take a title for a formula: {}", lines[1]);
    let exported: Vec<Entry> = agent.get(&agent.usage_path("export?format=json")).await.expect_status(200).json();
    assert_eq!(exported, agent.journal().await);
}
