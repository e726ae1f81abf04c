//! `kill -9` at any moment loses no answered debit, and makes none twice.

use std::collections::BTreeMap;
use std::time::Duration;

use infuse_protocol::usage::{Event, EventResult, EventResults, EventStatus, Events};
use infuse_protocol::{Code, Scope};
use infuse_tests::metering::assert_debits_stand_once;
use infuse_tests::server::verify;
use infuse_tests::wait::until_taken;
use infuse_tests::{Agent, Database, Metering as _, Requests as _, Response, ServerProcess, TestServer, event};
use infuse_tests::{at_least, on_both_databases, seed};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use tokio::task::JoinSet;

on_both_databases!(every_answered_debit_survives_kill_9_and_stands_once);

const KILLS: usize = 25;
const CLIENTS: usize = 8;
const LONGEST_LIFE: Duration = Duration::from_millis(250);

/// `INFUSE_TEST_KILLS` asks for more than the normal run has.
async fn every_answered_debit_survives_kill_9_and_stands_once(database: Database) {
    let kills = at_least("INFUSE_TEST_KILLS", KILLS);
    let mut random = StdRng::seed_from_u64(seed());
    let mut server = TestServer::builder().database(database).free_credits(100_000_000).spawn().await;
    let person = server.sign_up("alice").await;
    let mut agent = person.token(&[Scope::UsageRead, Scope::UsageWrite]).await;

    let mut answered = BTreeMap::new();
    for _ in 0..kills {
        let life = random.random_range(Duration::ZERO..LONGEST_LIFE);
        let load = load_until_killed(&mut server, &agent, life).await;
        answered.extend(load.answered);
        server = server.restart().await;
        agent = agent.at(server.url());
        for unanswered in load.unanswered {
            // An agent that got no answer says the same again.
            let result = debit(&agent, &unanswered).await;
            assert!(matches!(result.status, EventStatus::Debited | EventStatus::Duplicate), "{result:?}");
            answered.insert(result.id.clone(), result);
        }
    }

    assert_debits_stand_once(&agent, &answered).await;
    println!("{} debits through {kills} kills on {database:?}", answered.len());
    server.kill().await;
    let (status, said) = verify(server.database()).await;
    assert!(status.success(), "{said}");
}

/// Debits again as long as what the dead server had begun at the database holds the book.
async fn debit(agent: &Agent, event: &Event) -> EventResult {
    let answer = until_taken(|| agent.report(std::slice::from_ref(event))).await;
    let EventResults { results, .. } = answer.expect_status(200).json();
    results.into_iter().next().unwrap()
}

/// Whether the book is held by what the last server had begun at the database when it died.
fn is_locked(answer: &Response) -> bool {
    answer.status() == 503 && answer.expect_problem(Code::Unavailable).reason.as_deref() == Some("database_locked")
}

/// What clients know after the server died.
#[derive(Default)]
struct Load {
    answered: BTreeMap<String, EventResult>,
    unanswered: Vec<Event>,
}

/// Debits from many clients at once, until the server is killed after `life`.
async fn load_until_killed(server: &mut ServerProcess, agent: &Agent, life: Duration) -> Load {
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        clients.spawn(debit_until_no_answer(agent.clone()));
    }
    // Not waiting for anything: the moment of the kill is what is random here.
    tokio::time::sleep(life).await;
    server.kill().await;
    let mut load = Load::default();
    while let Some(client) = clients.join_next().await {
        let (answered, unanswered) = client.expect("a client does not panic");
        load.answered.extend(answered);
        load.unanswered.push(unanswered);
    }
    load
}

async fn debit_until_no_answer(agent: Agent) -> (BTreeMap<String, EventResult>, Event) {
    let path = agent.usage_path("events");
    let mut answered = BTreeMap::new();
    loop {
        let event = event("message");
        let body = Events { events: vec![event.clone()] };
        let response = loop {
            match agent.caller().try_post(&path, &body).await {
                Ok(response) if is_locked(&response) => {}
                Ok(response) => break response,
                Err(_) => return (answered, event),
            }
        };
        let results: EventResults = response.expect_status(200).json();
        assert_eq!(results.results[0].status, EventStatus::Debited);
        answered.insert(event.id, results.results[0].clone());
    }
}
