//! What a journal costs as it grows: one database, looked at when it is small, large and very large.
//!
//! Each step fills on from the one before it, and is measured right after its filling. What the runs of a step
//! debit stays in the database as well: it counts to the next.

use std::sync::Arc;
use std::time::{Duration, Instant};

use infuse_protocol::usage::Breakdown;
use infuse_protocol::{Scope, Timestamp};
use infuse_server::db::{Db, Dialect};
use infuse_tests::{Agent, Database, Metering as _, Requests as _, ServerProcess, TestServer};
use sqlx::Row as _;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::debits::fund;
use crate::load::{LARGEST_REQUEST, Target, answers_per_second, debits_per_second, fill, question, read_answer};
use crate::table::{Bar, Row, Table, list, median, rates};

/// Entries in the database at each step; fewer where the programs are not built for speed.
const SIZES: [usize; 3] =
    if cfg!(debug_assertions) { [1_000, 10_000, 50_000] } else { [10_000, 1_000_000, 10_000_000] };

/// A setting: the entries at the last step, in place of the largest of [`SIZES`].
const LARGEST: &str = "INFUSE_BENCH_ENTRIES";

const WORKSPACES: usize = if cfg!(debug_assertions) { 100 } else { 1_000 };
const RUNS: usize = 5;

/// Clients that debit one event at a time, and as many that ask `/healthz`.
const CLIENTS: usize = 64;

/// Short, so that a small journal is still a small one after its runs.
const RUN_TIME: Duration = Duration::from_secs(2);

/// Clients that send requests as large as they may be: to fill, and in runs of their own.
const FILLERS: usize = 8;
const FILLERS_RUN_TIME: Duration = Duration::from_millis(500);

/// Requests in one run of questions.
const QUESTIONS: usize = 200;

/// The days that a breakdown looks back.
const MONTH: Duration = Duration::from_secs(30 * 86_400);

/// The promises: what is left of the debits per second of the smallest journal, and of what the server answers
/// when it has nothing to do.
const KEPT: f64 = 0.8;
const OF_HEALTHZ: f64 = 0.4;

/// A database and what is promised of it: half the bytes for each entry that its first layout took.
struct Kind {
    database: Database,
    name: &'static str,
    bytes_before: f64,
}

const KINDS: [Kind; 2] = [
    Kind { database: Database::Sqlite, name: "SQLite", bytes_before: 495.0 },
    Kind { database: Database::Postgres, name: "PostgreSQL", bytes_before: 652.0 },
];

/// What was measured at one size.
struct Step {
    /// In the database when it began.
    entries: usize,
    spread: Vec<f64>,
    healthz: Vec<f64>,
    batched: Vec<f64>,
    usage_ms: Vec<f64>,
    breakdown_ms: Vec<f64>,
    /// Events that the breakdown summed up.
    breakdown_of: i64,
    start_ms: Vec<f64>,
    bytes_per_entry: f64,
}

pub(crate) async fn measure(table: &mut Table) {
    let sizes = sizes();
    for kind in &KINDS {
        let mut journal = Journal::start(kind.database).await;
        let mut smallest: Option<Step> = None;
        for (index, entries) in sizes.iter().enumerate() {
            journal.grow_to(*entries).await;
            let step;
            (journal, step) = journal.look().await;
            report(table, kind, &step, smallest.as_ref(), index + 1 == sizes.len());
            smallest.get_or_insert(step);
        }
    }
}

/// The sizes below the largest, and the largest.
fn sizes() -> Vec<usize> {
    let largest = std::env::var(LARGEST).ok();
    let largest = largest.map_or(SIZES[SIZES.len() - 1], |text| {
        text.replace('_', "").parse().unwrap_or_else(|_| panic!("{LARGEST} is a number of entries"))
    });
    SIZES.into_iter().filter(|size| *size < largest).chain([largest]).collect()
}

fn report(table: &mut Table, kind: &Kind, step: &Step, smallest: Option<&Step>, is_last: bool) {
    let place = format!("{} entries, {}", grouped(step.entries), kind.name);
    table.add(Row {
        figure: format!("debits, {} workspaces, at {place}", grouped(WORKSPACES)),
        measured: rates(&step.spread),
        comparator: format!("/healthz {}", rates(&step.healthz)),
        value: median(&step.spread) / median(&step.healthz),
        unit: "×",
        bar: Bar::AtLeast(OF_HEALTHZ),
    });
    if let Some(smallest) = smallest {
        let mut kept = |what: &str, now: &[f64], then: &[f64]| {
            table.add(Row {
                figure: format!("debits, {what}, what is kept at {place}"),
                measured: rates(now),
                comparator: format!("at {} entries {}", grouped(smallest.entries), rates(then)),
                value: median(now) / median(then),
                unit: "×",
                bar: Bar::AtLeast(KEPT),
            });
        };
        kept("one event a request", &step.spread, &smallest.spread);
        kept(&format!("{LARGEST_REQUEST} events a request"), &step.batched, &smallest.batched);
    }
    let mut shown = |what: String, runs: &[f64]| {
        table.add(Row {
            figure: format!("{what}, at {place}"),
            measured: list(runs, "ms"),
            comparator: "none".to_owned(),
            value: median(runs),
            unit: "ms",
            bar: Bar::Shown,
        });
    };
    shown("GET usage, p99".to_owned(), &step.usage_ms);
    shown(format!("breakdown of a month by day, {} events, p99", step.breakdown_of), &step.breakdown_ms);
    shown("start of the server after kill -9".to_owned(), &step.start_ms);
    table.add(Row {
        figure: format!("bytes on disk for each entry, at {place}"),
        measured: format!("{:.1} bytes", step.bytes_per_entry),
        comparator: format!("the first layout {} bytes", kind.bytes_before),
        value: step.bytes_per_entry,
        unit: "bytes",
        // In a small journal pages that are half full say nothing of an entry.
        bar: if is_last { Bar::AtMost(kind.bytes_before / 2.0) } else { Bar::Shown },
    });
}

/// How large a database is.
struct Extent {
    entries: usize,
    bytes: usize,
}

/// A server whose journal grows.
struct Journal {
    server: ServerProcess,
    agents: Vec<Agent>,
    /// Before anything was debited.
    empty: Extent,
}

impl Journal {
    async fn start(database: Database) -> Self {
        let server = TestServer::builder().database(database).spawn().await;
        let mut agents = Vec::with_capacity(WORKSPACES);
        for number in 0..WORKSPACES {
            let person = server.sign_up(&format!("person{number}")).await;
            agents.push(person.token(&[Scope::UsageWrite, Scope::UsageRead]).await);
        }
        fund(server.database().url(), &agents).await;
        let empty = extent(&server).await;
        Self { server, agents, empty }
    }

    /// Host and port.
    fn address(&self) -> &str {
        self.server.url().trim_start_matches("http://")
    }

    fn targets(&self) -> Arc<Vec<Target>> {
        Arc::new(self.agents.iter().map(|agent| Target::new(agent, self.address())).collect())
    }

    async fn grow_to(&self, entries: usize) {
        let missing = entries.saturating_sub(extent(&self.server).await.entries);
        let begun = Instant::now();
        fill(self.address(), &self.targets(), missing, FILLERS).await;
        let seconds = begun.elapsed().as_secs_f64();
        eprintln!("filled up to {} entries: {missing} in {seconds:.0} s", grouped(entries));
    }

    async fn look(mut self) -> (Self, Step) {
        let extent = extent(&self.server).await;
        let bytes_per_entry = (extent.bytes - self.empty.bytes) as f64 / (extent.entries - self.empty.entries) as f64;
        let (address, targets) = (self.address(), self.targets());
        let (mut spread, mut healthz, mut batched) = (Vec::new(), Vec::new(), Vec::new());
        let is_well = question(address, "/healthz", None);
        for _ in 0..RUNS {
            spread.push(debits_per_second(address, &targets, CLIENTS, 1, RUN_TIME).await);
            let is_well = is_well.clone();
            healthz.push(answers_per_second(address, CLIENTS, RUN_TIME, move |_| is_well.clone()).await);
        }
        for _ in 0..RUNS {
            batched.push(debits_per_second(address, &targets, FILLERS, LARGEST_REQUEST, FILLERS_RUN_TIME).await);
        }
        let usage: Vec<_> = self.agents.iter().map(|agent| self.question_of(agent, &agent.usage_path(""))).collect();
        let usage_ms = p99_of_each_run(address, &usage).await;

        // Not the first one, with which each run begins.
        let agent = &self.agents[WORKSPACES - 1];
        let from = jiff::Timestamp::now() - MONTH;
        let month =
            agent.usage_path(&format!("breakdown?by=day&from={}", Timestamp::from_millis(from.as_millisecond())));
        let breakdown_ms = p99_of_each_run(address, &[self.question_of(agent, &month)]).await;
        let breakdown: Breakdown = agent.at(self.server.url()).get(&month).await.expect_status(200).json();
        let breakdown_of = breakdown.items.iter().map(|day| day.events).sum();

        let mut start_ms = Vec::with_capacity(RUNS);
        for _ in 0..RUNS {
            let took_ms;
            (self, took_ms) = self.start_again().await;
            start_ms.push(took_ms);
        }
        let step = Step {
            entries: extent.entries,
            spread,
            healthz,
            batched,
            usage_ms,
            breakdown_ms,
            breakdown_of,
            start_ms,
            bytes_per_entry,
        };
        (self, step)
    }

    fn question_of(&self, agent: &Agent, path: &str) -> Vec<u8> {
        question(self.address(), path, agent.caller().secret())
    }

    /// Kills the server, starts it, and answers after how many milliseconds it was ready.
    async fn start_again(mut self) -> (Self, f64) {
        self.server.kill().await;
        let begun = Instant::now();
        let server = self.server.restart().await;
        (Self { server, ..self }, begun.elapsed().as_secs_f64() * 1_000.0)
    }
}

/// Asks one question after the other, and answers the milliseconds that 99 of 100 took at most, for each run.
async fn p99_of_each_run(address: &str, questions: &[Vec<u8>]) -> Vec<f64> {
    let mut connection = TcpStream::connect(address).await.expect("the server listens");
    connection.set_nodelay(true).expect("a TCP socket");
    let (mut answer, mut next) = (Vec::new(), questions.iter().cycle());
    let mut runs = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let mut latencies = Vec::with_capacity(QUESTIONS);
        for question in next.by_ref().take(QUESTIONS) {
            let asked = Instant::now();
            connection.write_all(question).await.expect("the server reads");
            read_answer(&mut connection, &mut answer).await;
            latencies.push(asked.elapsed().as_secs_f64() * 1_000.0);
        }
        latencies.sort_by(f64::total_cmp);
        runs.push(latencies[QUESTIONS * 99 / 100]);
    }
    runs
}

/// The database is open for no longer than this takes: a killed server must find it as a loss of power leaves it.
async fn extent(server: &ServerProcess) -> Extent {
    let db = Db::open(server.database().url()).await.expect("the server's database");
    // Each book counts its entries without a gap.
    let entries = "SELECT CAST(SUM(seq) AS BIGINT) FROM books";
    let bytes = match db.dialect() {
        // With what still lies in the log beside the file.
        Dialect::Sqlite => "SELECT CAST(page_count * page_size AS BIGINT) FROM pragma_page_count, pragma_page_size",
        Dialect::Postgres => "SELECT pg_database_size(current_database())",
    };
    let extent = Extent { entries: number(&db, entries).await, bytes: number(&db, bytes).await };
    db.close().await;
    extent
}

async fn number(db: &Db, question: &'static str) -> usize {
    let row = sqlx::query(question).fetch_one(db.pool()).await.expect("the database answers");
    usize::try_from(row.get::<i64, _>(0)).expect("a size is not below zero")
}

/// `1,000,000`
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
