//! Durable debits per second over HTTP: token checked, full ledger, every answer after its commit.

use std::sync::Arc;
use std::time::Duration;

use infuse_protocol::Scope;
use infuse_server::ledger::{Actor, Credit};
use infuse_tests::{Agent, Database, Outside, ServerProcess, TestServer};
use uuid::Uuid;

use crate::load::{Target, debits_per_second};
use crate::pgbench::Pgbench;
use crate::table::{Bar, Row, Table, median, rates};

const RUNS: usize = 5;
const CLIENTS: usize = 64;
const WORKSPACES: usize = 1_000;
const RUN_TIME: Duration = Duration::from_secs(5);

/// Enough for all runs together.
const CREDITS: i64 = 1_000_000_000;

/// The runs of one database, in debits per second.
#[derive(Default)]
struct Runs {
    spread: Vec<f64>,
    one_workspace: Vec<f64>,
    batched: Vec<f64>,
}

pub(crate) async fn measure(table: &mut Table) {
    let pgbench_database = Database::Postgres.create().await;
    let pgbench = Pgbench::prepare(pgbench_database.url());
    let mut transactions = Vec::new();
    for (database, name) in [(Database::Sqlite, "SQLite, synchronous FULL"), (Database::Postgres, "PostgreSQL, fsync")]
    {
        let prepared = Prepared::start(database).await;
        let mut runs = Runs::default();
        for _ in 0..RUNS {
            transactions.push(pgbench.transactions_per_second(RUN_TIME.as_secs()));
            runs.spread.push(prepared.run(&prepared.all, 1).await);
            runs.one_workspace.push(prepared.run(&prepared.one, 1).await);
            runs.batched.push(prepared.run(&prepared.all, 100).await);
        }
        report(table, name, &runs, &transactions);
    }
}

fn report(table: &mut Table, name: &str, runs: &Runs, transactions: &[f64]) {
    let pgbench = median(transactions);
    let comparator = format!("pgbench {}", rates(transactions));
    let mut add = |what: &str, debits: &[f64], base: f64, comparator: &str, least: f64| {
        table.add(Row {
            figure: format!("debits, {what}, {name}"),
            measured: rates(debits),
            comparator: comparator.to_owned(),
            value: median(debits) / base,
            unit: "×",
            bar: Bar::AtLeast(least),
        });
    };
    add("1,000 workspaces", &runs.spread, pgbench, &comparator, 3.0);
    add("one workspace", &runs.one_workspace, median(&runs.spread), "the spread figure", 1.0);
    add("100 events a request", &runs.batched, pgbench, &comparator, 10.0);
}

/// A server with funded workspaces.
struct Prepared {
    _server: ServerProcess,
    address: String,
    all: Arc<Vec<Target>>,
    one: Arc<Vec<Target>>,
}

impl Prepared {
    async fn start(database: Database) -> Self {
        let server = TestServer::builder().database(database).spawn().await;
        let address = server.url().trim_start_matches("http://").to_owned();
        let mut agents = Vec::with_capacity(WORKSPACES);
        for number in 0..WORKSPACES {
            let person = server.sign_up(&format!("person{number}")).await;
            agents.push(person.token(&[Scope::UsageWrite]).await);
        }
        fund(server.database().url(), &agents).await;
        let targets = |agents: &[Agent]| Arc::new(agents.iter().map(|agent| Target::new(agent, &address)).collect());
        Self { all: targets(&agents), one: targets(&agents[..1]), address, _server: server }
    }

    async fn run(&self, targets: &Arc<Vec<Target>>, events: usize) -> f64 {
        debits_per_second(&self.address, targets, CLIENTS, events, RUN_TIME).await
    }
}

/// Gives every workspace a pack through a second handle on the same books.
pub(crate) async fn fund(url: &str, agents: &[Agent]) {
    let books = Outside::open(url).await;
    let credits = agents.iter().map(|agent| {
        let (id, pack) = (Uuid::now_v7(), Credit::Pack { credits: CREDITS });
        books.ledger.credit(agent.workspace_id(), id, pack, "a benchmark".to_owned(), Actor::server())
    });
    futures_util::future::try_join_all(credits).await.expect("credits are taken");
    books.close().await;
}
