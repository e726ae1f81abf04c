//! Reports beside debits: a hundred people look at a long journal while another workspace spends.

use std::sync::Arc;
use std::time::{Duration, Instant};

use infuse_protocol::Scope;
use infuse_tests::{Database, Metering as _, Person, Requests as _, TestServer};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::debits::fund;
use crate::load::{Target, fill, read_answer};
use crate::table::{Bar, Row, Table, list, median};

/// What the journal has that is reported on; fewer where the programs are not built for speed.
const ENTRIES: usize = if cfg!(debug_assertions) { 20_000 } else { 1_000_000 };

/// Clients that ask for breakdowns, each again as soon as it is answered.
const REPORTERS: usize = 100;

/// Clients that debit one event at a time.
const SPENDERS: usize = 8;

const RUN_TIME: Duration = Duration::from_secs(10);
const RUNS: usize = 5;

/// How many breakdowns were answered, and how many put off.
#[derive(Default)]
struct Reported {
    answered: usize,
    put_off: usize,
}

pub(crate) async fn measure(table: &mut Table) {
    for (database, name) in [(Database::Sqlite, "SQLite"), (Database::Postgres, "PostgreSQL")] {
        let server = TestServer::builder().database(database).spawn().await;
        let address = server.url().trim_start_matches("http://").to_owned();
        let (reader, spender) = (server.sign_up("reader").await, server.sign_up("spender").await);
        let agents = [reader.token(&[Scope::UsageWrite]).await, spender.token(&[Scope::UsageWrite]).await];
        fund(server.database().url(), &agents).await;
        let [filled, spent] = agents.each_ref().map(|agent| Arc::new(vec![Target::new(agent, &address)]));
        fill(&address, &filled, ENTRIES, 1).await;

        let (mut runs, mut reported) = (Vec::with_capacity(RUNS), Reported::default());
        for _ in 0..RUNS {
            let end = Instant::now() + RUN_TIME;
            let mut reporters = JoinSet::new();
            for number in 0..REPORTERS {
                reporters.spawn(report(reader.clone(), number, end));
            }
            runs.push(p99_of_debits(&address, &spent, end).await);
            for of_one in reporters.join_all().await {
                reported.answered += of_one.answered;
                reported.put_off += of_one.put_off;
            }
        }
        assert!(reported.answered > 0, "no breakdown was answered");
        table.add(Row {
            figure: format!(
                "debit beside {REPORTERS} breakdowns of {ENTRIES} entries of another workspace, p99, {name}"
            ),
            measured: format!(
                "{}; {} breakdowns answered, {} put off",
                list(&runs, "ms"),
                reported.answered,
                reported.put_off
            ),
            comparator: "none".to_owned(),
            value: median(&runs),
            unit: "ms",
            bar: Bar::AtMost(250.0),
        });
    }
}

/// Asks for one breakdown after the other. One that is put off counts as such, whatever the reason.
async fn report(reader: Person, number: usize, end: Instant) -> Reported {
    let mut reported = Reported::default();
    let kinds = ["day", "week", "month", "action", "conversation", "source", "member"];
    for by in kinds.iter().cycle().skip(number) {
        if Instant::now() >= end {
            break;
        }
        let answer = reader.get(&reader.usage_path(&format!("breakdown?by={by}"))).await;
        match answer.status() {
            200 => reported.answered += 1,
            503 => reported.put_off += 1,
            other => panic!("a breakdown was answered with {other}"),
        }
    }
    reported
}

/// Milliseconds that 99 of 100 debits took at most.
async fn p99_of_debits(address: &str, targets: &Arc<Vec<Target>>, end: Instant) -> f64 {
    let mut spenders = JoinSet::new();
    for _ in 0..SPENDERS {
        let (address, targets) = (address.to_owned(), Arc::clone(targets));
        spenders.spawn(async move {
            let mut connection = TcpStream::connect(&address).await.expect("the server listens");
            connection.set_nodelay(true).expect("a TCP socket");
            let (mut answer, mut latencies) = (Vec::new(), Vec::new());
            while Instant::now() < end {
                let request = targets[0].debit_of(&[Uuid::now_v7().to_string()]);
                let asked = Instant::now();
                connection.write_all(&request).await.expect("the server reads");
                read_answer(&mut connection, &mut answer).await;
                latencies.push(asked.elapsed().as_secs_f64() * 1_000.0);
            }
            latencies
        });
    }
    let mut latencies = spenders.join_all().await.concat();
    latencies.sort_by(f64::total_cmp);
    latencies[latencies.len() * 99 / 100]
}
