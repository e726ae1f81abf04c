//! What one client, a wrong clock or a damaged book can not do to the ledger.

use std::time::Duration;

use infuse_protocol::usage::{
    Breakdown, Capture, Conversation, Entry, EntryKind, Event, EventResults, Hold, NewHold, NewRefund, RaisedAlert,
    Usage,
};
use infuse_protocol::{Code, Page, Scope};
use infuse_server::db::Db;
use infuse_tests::wait::until;
use infuse_tests::{
    Agent, Database, Metering as _, Person, Requests as _, TestServer, event, events_of, on_both_databases,
};
use serde_json::json;
use uuid::Uuid;

on_both_databases!(
    an_id_of_the_ledgers_own_kind_is_refused,
    a_hundred_holds_may_be_open,
    a_capture_that_closes_frees_the_rest,
    raised_alerts_can_be_read_without_a_stream,
    an_entry_says_who_brought_it,
    entries_without_a_conversation_or_source_can_be_asked_for,
    a_breakdown_is_net_of_refunds_and_agrees_with_the_usage,
    a_book_that_fails_is_set_apart_and_harms_no_other,
    a_plan_of_another_catalogue_is_never_taken_for_the_free_one,
    a_clock_that_is_set_right_resets_on_the_next_anchor_day,
    only_the_scope_for_it_takes_debits_back,
);

async fn metered(database: Database) -> (TestServer, Person, Agent) {
    let server = TestServer::builder().database(database).test_clock().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageRead, Scope::UsageWrite, Scope::UsageRefund]).await;
    (server, alice, agent)
}

fn hold_of(credits: i64) -> NewHold {
    NewHold { id: Uuid::now_v7().to_string(), actions: None, credits: Some(credits), expires_in_seconds: 600 }
}

fn refund_of(event: &Event) -> NewRefund {
    NewRefund { id: Uuid::now_v7().to_string(), event_id: event.id.clone(), reason: "it failed".to_owned() }
}

async fn an_id_of_the_ledgers_own_kind_is_refused(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let reserved = "018f6b1e-1c2d-8e3f-8a4b-5c6d7e8f9a0b".to_owned();
    let answer = agent.report(&[Event { id: reserved.clone(), ..event("message") }]).await;
    let problem = answer.expect_problem(Code::ValidationFailed);
    assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()), ("/events/0/id", "reserved_id"));
    let hold = NewHold { id: reserved, ..hold_of(1) };
    let _ = agent.post(&agent.usage_path("holds"), &hold).await.expect_problem(Code::ValidationFailed);
    assert_eq!(agent.journal().await.len(), 1);
    let ours = Uuid::parse_str(&agent.journal().await[0].id).expect("a UUID");
    assert_eq!(ours.get_version_num(), 8);
}

async fn a_hundred_holds_may_be_open(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let path = agent.usage_path("holds");
    let mut last = None;
    for _ in 0..100 {
        last = Some(agent.post(&path, &hold_of(1)).await.expect_status(201).json::<Hold>());
    }
    let _ = agent.post(&path, &hold_of(1)).await.expect_status(409).expect_problem(Code::LimitReached);
    let last = last.expect("a hold").id;
    let _ = agent.delete(&agent.usage_path(&format!("holds/{last}"))).await.expect_status(204);
    let _ = agent.post(&path, &hold_of(1)).await.expect_status(201);
    assert_eq!(agent.usage().await.credits.held, 100);
}

async fn a_capture_that_closes_frees_the_rest(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let hold: Hold = agent.post(&agent.usage_path("holds"), &hold_of(100)).await.expect_status(201).json();
    let path = agent.usage_path(&format!("holds/{}/capture", hold.id));
    let capture = Capture { events: vec![event("deep_research")], close: false };
    let answer: EventResults = agent.post(&path, &capture).await.expect_status(200).json();
    assert_eq!((answer.available, agent.usage().await.credits.held), (200, 80));
    let last = Capture { events: vec![event("deep_research")], close: true };
    let answer: EventResults = agent.post(&path, &last).await.expect_status(200).json();
    assert_eq!((answer.available, agent.usage().await.credits.held), (260, 0));
    let again: EventResults = agent.post(&path, &last).await.expect_status(200).json();
    assert_eq!(again.available, 260);
    let more = Capture { events: vec![event("message")], close: true };
    let _ = agent.post(&path, &more).await.expect_status(409).expect_problem(Code::HoldClosed);
}

async fn raised_alerts_can_be_read_without_a_stream(database: Database) {
    let (_server, _, agent) = metered(database).await;
    agent.debit(events_of("message", 290)).await;
    agent.debit(events_of("message", 10)).await;
    let path = agent.usage_path("alerts?limit=1");
    let first: Page<RaisedAlert> = agent.get(&path).await.expect_status(200).json();
    assert_eq!((first.items.len(), first.items[0].seq), (1, 1));
    let cursor = first.next_cursor.expect("another page");
    let second: Page<RaisedAlert> =
        agent.get(&agent.usage_path(&format!("alerts?cursor={cursor}"))).await.expect_status(200).json();
    assert_eq!((second.items.len(), second.next_cursor), (1, None));
    let behind: Page<RaisedAlert> = agent.get(&agent.usage_path("alerts?after=2")).await.expect_status(200).json();
    assert_eq!(behind.items, []);
    let _ = agent.get(&agent.usage_path("alerts?limit=0")).await.expect_problem(Code::ValidationFailed);
}

async fn an_entry_says_who_brought_it(database: Database) {
    let (_server, alice, agent) = metered(database).await;
    alice.debit(event("message")).await;
    agent.debit(event("message")).await;
    let journal = agent.journal().await;
    let who: Vec<(bool, bool)> =
        journal.iter().map(|entry| (entry.actor.account_id.is_some(), entry.actor.token_id.is_some())).collect();
    assert_eq!(who, [(false, false), (true, false), (true, true)]);
    assert_eq!(journal[1].actor.account_id.as_ref(), Some(&alice.account.id));
    assert_eq!(
        (journal[1].actor.name.as_str(), journal[0].actor.name.as_str()),
        (alice.account.name.as_str(), "Infuse")
    );
    let by_member: Breakdown = agent.get(&agent.usage_path("breakdown?by=member")).await.expect_status(200).json();
    let items: Vec<_> = by_member.items.iter().map(|item| (item.key.as_str(), item.credits, item.events)).collect();
    assert_eq!(items, [(alice.account.id.as_str(), 2, 2)]);
    assert_eq!(by_member.items[0].title.as_ref(), Some(&alice.account.name));
    let csv = agent.get(&agent.usage_path("export?format=csv")).await.expect_status(200).text().to_owned();
    assert!(csv.lines().nth(2).is_some_and(|line| line.contains(&alice.account.id)), "{csv}");
}

async fn entries_without_a_conversation_or_source_can_be_asked_for(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let conversation = Some(Conversation { id: "c".to_owned(), title: None });
    agent.debit(Event { conversation, source: Some("s".to_owned()), ..event("message") }).await;
    let plain = event("web_fetch");
    agent.debit(plain.clone()).await;
    let found = async |query: &str| -> Vec<String> {
        let path = agent.usage_path(&format!("entries?kind=debit&{query}"));
        let page: Page<Entry> = agent.get(&path).await.expect_status(200).json();
        page.items.into_iter().map(|entry| entry.id).collect()
    };
    assert_eq!(found("conversation_id=").await, std::slice::from_ref(&plain.id));
    assert_eq!(found("source=").await, [plain.id]);
    assert_eq!(found("source=s&conversation_id=c").await.len(), 1);
    let by: Breakdown = agent.get(&agent.usage_path("breakdown?by=source")).await.expect_status(200).json();
    let mut keys: Vec<_> = by.items.iter().map(|item| item.key.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["", "s"]);
}

async fn a_breakdown_is_net_of_refunds_and_agrees_with_the_usage(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let research = event("deep_research");
    agent.debit(research.clone()).await;
    agent.debit(events_of("message", 3)).await;
    let _ = agent.post(&agent.usage_path("refunds"), &refund_of(&research)).await.expect_status(201);
    let usage: Usage = agent.usage().await;
    for by in ["day", "month", "action", "conversation", "source", "member"] {
        let path = agent.usage_path(&format!("breakdown?by={by}"));
        let breakdown: Breakdown = agent.get(&path).await.expect_status(200).json();
        let sum = |of: fn(&infuse_protocol::usage::BreakdownItem) -> i64| breakdown.items.iter().map(of).sum::<i64>();
        assert_eq!(sum(|item| item.credits), usage.credits.monthly_used, "{by}");
        assert_eq!(sum(|item| item.refunded), 20, "{by}");
    }
}

async fn a_book_that_fails_is_set_apart_and_harms_no_other(database: Database) {
    let (server, alice, _) = metered(database).await;
    let bob = server.sign_up("bob").await;
    let db = Db::open(server.database().url()).await.expect("the same database");
    let damage = async |kind: &str| {
        let mut tx = db.begin_write().await.expect("a transaction");
        let sql = "UPDATE grants SET kind = $1 WHERE book = (SELECT book FROM books WHERE workspace_id = $2)";
        sqlx::query(sql)
            .bind(kind.to_owned())
            .bind(alice.workspace.id.clone())
            .execute(&mut *tx)
            .await
            .expect("damage");
        tx.commit().await.expect("damage");
    };
    damage("gift").await;
    for _ in 0..3 {
        let (one, other) = ([event("message")], [event("message")]);
        let (of_alice, of_bob) = tokio::join!(alice.report(&one), bob.report(&other));
        let problem = of_alice.expect_status(503).expect_problem(Code::Unavailable);
        assert_eq!(problem.reason.as_deref(), Some("book_set_apart"));
        let _ = of_bob.expect_status(200);
    }
    let metrics = server.anyone().get("/metrics").await.expect_status(200).text().to_owned();
    assert!(metrics.contains("ledger_books_set_apart 1"), "{metrics}");
    let _ = server.anyone().get("/readyz").await.expect_status(200);
    damage("plan").await;
    until("the book is written again", async || {
        (alice.report(&[event("message")]).await.status() == 200).then_some(())
    })
    .await;
    db.close().await;
}

async fn a_plan_of_another_catalogue_is_never_taken_for_the_free_one(database: Database) {
    let (server, alice, _) = metered(database).await;
    let db = Db::open(server.database().url()).await.expect("the same database");
    let subscribe = async |plan: &str| {
        let mut tx = db.begin_write().await.expect("a transaction");
        let sql = "UPDATE books SET plan = $1 WHERE workspace_id = $2";
        let update = sqlx::query(sql).bind(plan.to_owned()).bind(alice.workspace.id.clone());
        update.execute(&mut *tx).await.expect("what a newer server writes");
        tx.commit().await.expect("what a newer server writes");
    };
    subscribe("of_a_newer_catalogue").await;
    // The reset that is due meets the book first.
    let next_month = json!({"advance_ms": 32 * 86_400_000_i64});
    let _ = server.anyone().post("/v1/test/clock", &next_month).await.expect_status(503);
    let problem = alice.report(&[event("message")]).await.expect_status(503).expect_problem(Code::Unavailable);
    assert_eq!(problem.reason.as_deref(), Some("book_set_apart"));
    subscribe("pro").await;
    until("the book is written again", async || {
        (alice.report(&[event("message")]).await.status() == 200).then_some(())
    })
    .await;
    let granted = alice.journal().await.into_iter().filter(|entry| entry.kind == EntryKind::Grant);
    let granted: Vec<i64> = granted.map(|entry| entry.credits).collect();
    assert!(granted.len() == 2 && granted[1] > granted[0], "{granted:?}");
    db.close().await;
}

async fn a_clock_that_is_set_right_resets_on_the_next_anchor_day(database: Database) {
    let (server, _, agent) = metered(database).await;
    let resets_at = agent.usage().await.credits.resets_at;
    server.advance(Duration::from_secs(366 * 86_400)).await;
    assert_eq!(agent.usage().await.credits.available, 300);
    server.move_clock(-366 * 86_400_000).await;
    let usage = agent.usage().await;
    assert_eq!((usage.credits.available, usage.credits.resets_at), (300, resets_at));
    agent.debit(events_of("message", 300)).await;
    let journal = agent.journal().await;
    let explained: Vec<EntryKind> =
        journal.iter().filter(|entry| entry.reason.is_some()).map(|entry| entry.kind).collect();
    assert_eq!(explained, [EntryKind::Expiry, EntryKind::Grant]);
    server.advance(Duration::from_secs(31 * 86_400)).await;
    assert_eq!(agent.usage().await.credits.available, 300);
}

async fn only_the_scope_for_it_takes_debits_back(database: Database) {
    let (server, alice, agent) = metered(database).await;
    let writer = alice.token(&[Scope::UsageRead, Scope::UsageWrite]).await;
    let (old, new) = (event("message"), event("message"));
    writer.debit(old.clone()).await;
    let path = writer.usage_path("refunds");
    let problem = writer.post(&path, &refund_of(&old)).await.expect_status(403).expect_problem(Code::InsufficientScope);
    assert_eq!(problem.required_scope, Some(Scope::UsageRefund));
    server.advance(Duration::from_secs(91 * 86_400)).await;
    writer.debit(new.clone()).await;
    let _ = agent.post(&path, &refund_of(&old)).await.expect_problem(Code::ValidationFailed);
    let _ = agent.post(&path, &refund_of(&new)).await.expect_status(201);
}
