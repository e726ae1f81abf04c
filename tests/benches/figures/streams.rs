//! Open streams: what many idle ones take, and how soon a change reaches those that follow it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use infuse_protocol::Scope;
use infuse_protocol::stream::EntriesEvent;
use infuse_tests::{Agent, Database, Person, Requests as _, TestServer};
use rustix::process::{Resource, getrlimit, setrlimit};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};
use uuid::Uuid;

use crate::debits::fund;
use crate::load::{Target, read_answer};
use crate::process_tree;
use crate::table::{Bar, Row, Table};

/// Streams in which nothing happens, shared by a few people: a sign-up costs a password's hash.
const IDLE: usize = 10_000;
const IDLE_PEOPLE: usize = 50;

/// People each with one stream that is read, and an agent that spends.
const ACTIVE: usize = 500;

/// Connections that debit, and how often all of them together do.
const CLIENTS: usize = 50;
const CHANGES_PER_SECOND: u32 = 1_000;
const RUN_TIME: Duration = Duration::from_secs(10);
const RUNS: usize = 5;

const MEGABYTE: f64 = 1_000_000.0;

/// When each debit was sent, by its id.
type Sent = Arc<Mutex<HashMap<String, Instant>>>;

/// Milliseconds from sending a debit to reading it on the stream of its workspace.
type Delays = Arc<Mutex<Vec<f64>>>;

pub(crate) async fn measure(table: &mut Table) {
    raise_limit_of_files();
    for (database, name) in [(Database::Sqlite, "SQLite"), (Database::Postgres, "PostgreSQL")] {
        let server = TestServer::builder().database(database).spawn().await;
        let address = server.url().trim_start_matches("http://").to_owned();
        let mut idle = Vec::with_capacity(IDLE);
        for person in sign_up(&server, "idle", IDLE_PEOPLE).await {
            for _ in 0..IDLE / IDLE_PEOPLE {
                idle.push(open(&address, &person).await);
            }
        }
        let memory = process_tree::memory_bytes(&process_tree::of(server.id())) as f64 / MEGABYTE;
        table.add(Row {
            figure: format!("memory of the server with {IDLE} idle streams, {name}"),
            measured: format!("{memory:.0} MB"),
            comparator: "none".to_owned(),
            value: memory,
            unit: "MB",
            bar: Bar::AtMost(200.0),
        });

        let people = sign_up(&server, "active", ACTIVE).await;
        let mut agents = Vec::with_capacity(ACTIVE);
        for person in &people {
            agents.push(person.token(&[Scope::UsageWrite]).await);
        }
        fund(server.database().url(), &agents).await;
        let (sent, delays) = (Sent::default(), Delays::default());
        let mut readers = JoinSet::new();
        for person in &people {
            readers.spawn(read(open(&address, person).await, Arc::clone(&sent), Arc::clone(&delays)));
        }
        let mut runs = Vec::with_capacity(RUNS);
        for _ in 0..RUNS {
            spend(&address, &agents, &sent).await;
            runs.push(p99(&delays));
        }
        readers.shutdown().await;
        report(table, name, &runs);
        drop(idle);
    }
}

fn report(table: &mut Table, name: &str, runs: &[f64]) {
    table.add(Row {
        figure: format!(
            "from a debit's request to its event, p99, {CHANGES_PER_SECOND} a second beside {IDLE} idle streams, {name}"
        ),
        measured: crate::table::list(runs, "ms"),
        comparator: "none".to_owned(),
        value: crate::table::median(runs),
        unit: "ms",
        bar: Bar::AtMost(250.0),
    });
}

/// Each stream is a file of the server, which inherits the limit, and one of this process.
fn raise_limit_of_files() {
    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    setrlimit(Resource::Nofile, limit).expect("the soft limit may be raised to the hard one");
    let needed = (IDLE + ACTIVE + 500) as u64;
    assert!(limit.maximum.is_none_or(|most| most >= needed), "`ulimit -Hn` must be {needed} or more");
}

async fn sign_up(server: &infuse_tests::ServerProcess, kind: &str, count: usize) -> Vec<Person> {
    let mut people = Vec::with_capacity(count);
    for number in 0..count {
        people.push(server.sign_up(&format!("{kind}{number}")).await);
    }
    people
}

/// A stream that has said how things stand.
async fn open(address: &str, person: &Person) -> TcpStream {
    let mut connection = TcpStream::connect(address).await.expect("the server listens");
    let secret = person.caller().secret().expect("a person is signed in");
    let request = format!("GET /v1/stream HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {secret}\r\n\r\n");
    connection.write_all(request.as_bytes()).await.expect("the server reads");
    let mut said = Vec::new();
    while !said.ends_with(b"\n\n") {
        assert_ne!(connection.read_buf(&mut said).await.expect("the server answers"), 0, "the server hung up");
    }
    connection
}

/// Reads a stream, and notes how late each debit is.
async fn read(mut connection: TcpStream, sent: Sent, delays: Delays) {
    let mut said = Vec::new();
    while connection.read_buf(&mut said).await.expect("the server goes on") > 0 {
        let now = Instant::now();
        while let Some(end) = said.windows(2).position(|window| window == b"\n\n") {
            let event: Vec<u8> = said.drain(..end + 2).collect();
            let text = String::from_utf8_lossy(&event);
            let data = text.lines().find_map(|line| line.strip_prefix("data: "));
            let Some(Ok(event)) = data.map(serde_json::from_str::<EntriesEvent>) else { continue };
            let mut sent = sent.lock().expect("no one panicked");
            let late = event.entries.iter().filter_map(|entry| sent.remove(&entry.id));
            let late = late.map(|begun| now.duration_since(begun).as_secs_f64() * 1_000.0);
            delays.lock().expect("no one panicked").extend(late);
        }
    }
}

/// Debits at an even pace, each in the next workspace, for [`RUN_TIME`].
async fn spend(address: &str, agents: &[Agent], sent: &Sent) {
    let mut clients = JoinSet::new();
    for client in 0..CLIENTS {
        let mine = agents.iter().skip(client).step_by(CLIENTS);
        let targets: Vec<Target> = mine.map(|agent| Target::new(agent, address)).collect();
        clients.spawn(spend_evenly(address.to_owned(), targets, Arc::clone(sent)));
    }
    while let Some(client) = clients.join_next().await {
        client.expect("a client does not panic");
    }
    let all_are_heard = async || sent.lock().expect("no one panicked").is_empty().then_some(());
    infuse_tests::wait::until("every debit is heard of", all_are_heard).await;
}

async fn spend_evenly(address: String, targets: Vec<Target>, sent: Sent) {
    let mut connection = TcpStream::connect(&address).await.expect("the server listens");
    connection.set_nodelay(true).expect("a TCP socket");
    let mut answer = Vec::new();
    let mut ticks = interval(Duration::from_secs(1) * CLIENTS as u32 / CHANGES_PER_SECOND);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let end = Instant::now() + RUN_TIME;
    for target in targets.iter().cycle() {
        ticks.tick().await;
        if Instant::now() >= end {
            return;
        }
        let id = Uuid::now_v7().to_string();
        let request = target.debit_of(std::slice::from_ref(&id));
        sent.lock().expect("no one panicked").insert(id, Instant::now());
        connection.write_all(&request).await.expect("the server reads");
        read_answer(&mut connection, &mut answer).await;
    }
}

fn p99(delays: &Delays) -> f64 {
    let mut delays = std::mem::take(&mut *delays.lock().expect("no one panicked"));
    delays.sort_by(f64::total_cmp);
    delays[delays.len() * 99 / 100]
}
