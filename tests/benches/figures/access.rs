//! What signing in costs, and what it costs others.

use std::time::{Duration, Instant};

use argon2::Argon2;
use infuse_protocol::Scope;
use infuse_tests::actor::PASSWORD;
use infuse_tests::{Agent, Database, Person, Requests as _, ServerProcess, TestServer};
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use uuid::Uuid;

use crate::debits::fund;
use crate::load::{Target, answers_per_second, question, read_answer};
use crate::table::{Bar, Row, Table, list, median, percentile, rates};

const RUNS: usize = 5;
const RUN_TIME: Duration = Duration::from_secs(5);
const PEOPLE: usize = 64;

/// As many as wait for their turn without being sent away.
const STORM: usize = 64;

/// Between two requests of somebody who goes on with their work.
const PAUSE: Duration = Duration::from_millis(5);

pub(crate) async fn measure(table: &mut Table) {
    for (database, name) in [(Database::Sqlite, "SQLite"), (Database::Postgres, "PostgreSQL")] {
        let server = TestServer::builder().database(database).spawn().await;
        let mut people = Vec::with_capacity(PEOPLE);
        for number in 0..PEOPLE {
            people.push(server.sign_up(&format!("person{number}")).await);
        }
        let address = address_of(&server);
        requests(table, name, &address, &people).await;
        sign_ins(table, name, &address, &people).await;
        storm(table, name, &server, &people).await;
    }
}

/// Questions of people who are signed in, beside those of nobody.
async fn requests(table: &mut Table, name: &str, address: &str, people: &[Person]) {
    let (mut open, mut authenticated) = (Vec::new(), Vec::new());
    let healthz = question(address, "/healthz", None);
    let accounts: Vec<Vec<u8>> = people.iter().map(|person| account_of(address, person)).collect();
    for _ in 0..RUNS {
        let healthz = healthz.clone();
        open.push(answers_per_second(address, STORM, RUN_TIME, move |_| healthz.clone()).await);
        let accounts = accounts.clone();
        let request = move |number: usize| accounts[number % accounts.len()].clone();
        authenticated.push(answers_per_second(address, STORM, RUN_TIME, request).await);
    }
    table.add(Row {
        figure: format!("authenticated requests (GET /v1/account), {name}"),
        measured: rates(&authenticated),
        comparator: format!("its /healthz: {}", rates(&open)),
        value: median(&authenticated) / median(&open),
        unit: "×",
        bar: Bar::AtLeast(0.7),
    });
}

async fn sign_ins(table: &mut Table, name: &str, address: &str, people: &[Person]) {
    let (mut signed_in, mut hashed) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        hashed.push(hashes_per_second());
        signed_in.push(answers_per_second(address, STORM, RUN_TIME, signing_in(address, people)).await);
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from) as f64;
    let per_core: Vec<f64> = signed_in.iter().map(|all| all / cores).collect();
    table.add(Row {
        figure: format!("sign-ins of a core, {name}"),
        measured: rates(&per_core),
        comparator: format!("its hash alone (Argon2id, 19 MiB, two passes): {}", rates(&hashed)),
        value: median(&per_core) / median(&hashed),
        unit: "×",
        bar: Bar::Shown,
    });
}

/// How long others wait while a crowd signs in.
async fn storm(table: &mut Table, name: &str, server: &ServerProcess, people: &[Person]) {
    let address = address_of(server);
    let agent = people[0].token(&[Scope::UsageWrite]).await;
    fund(server.database().url(), std::slice::from_ref(&agent)).await;
    let (mut quiet, mut stormy) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        quiet.push(p99(waits(&address, &people[0], &agent).await));
        let crowd = answers_per_second(&address, STORM, RUN_TIME * 2, signing_in(&address, people));
        let working = async {
            // The crowd is there before anything is measured.
            tokio::time::sleep(RUN_TIME / 5).await;
            p99(waits(&address, &people[0], &agent).await)
        };
        stormy.push(tokio::join!(crowd, working).1);
    }
    table.add(Row {
        figure: format!("GET account and a debit beside {STORM} who sign in, p99, {name}"),
        measured: list(&stormy, "ms"),
        comparator: format!("with nobody else there: {}", list(&quiet, "ms")),
        value: median(&stormy),
        unit: "ms",
        bar: Bar::AtMost(100.0),
    });
}

/// What each request of somebody who works takes, in milliseconds, over the time of a run.
async fn waits(address: &str, person: &Person, agent: &Agent) -> Vec<f64> {
    let mut connection = TcpStream::connect(address).await.expect("the server listens");
    connection.set_nodelay(true).expect("a TCP socket");
    let (question, target) = (account_of(address, person), Target::new(agent, address));
    let (mut buffer, mut waits, end) = (Vec::new(), Vec::new(), Instant::now() + RUN_TIME);
    while Instant::now() < end {
        for request in [question.clone(), target.debit_of(&[Uuid::now_v7().to_string()])] {
            let begun = Instant::now();
            connection.write_all(&request).await.expect("the server reads");
            read_answer(&mut connection, &mut buffer).await;
            waits.push(begun.elapsed().as_secs_f64() * 1e3);
            tokio::time::sleep(PAUSE).await;
        }
    }
    waits
}

fn p99(mut waits: Vec<f64>) -> f64 {
    percentile(&mut waits, 99)
}

/// Host and port.
fn address_of(server: &ServerProcess) -> String {
    server.url().trim_start_matches("http://").to_owned()
}

fn account_of(address: &str, person: &Person) -> Vec<u8> {
    question(address, "/v1/account", person.caller().secret())
}

/// Requests that sign people in, one after the other.
fn signing_in(address: &str, people: &[Person]) -> impl Fn(usize) -> Vec<u8> + Clone + Send + use<> {
    let requests: Vec<Vec<u8>> = people
        .iter()
        .map(|person| {
            let body = json!({ "email": person.account.email, "password": PASSWORD }).to_string();
            let head = format!(
                "POST /v1/sessions HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            (head + &body).into_bytes()
        })
        .collect();
    move |number| requests[number % requests.len()].clone()
}

/// How often one core makes the hash that a sign-in makes.
fn hashes_per_second() -> f64 {
    let (begun, mut hash, mut made) = (Instant::now(), [0; 32], 0.0);
    while begun.elapsed() < RUN_TIME / 5 {
        Argon2::default().hash_password_into(PASSWORD.as_bytes(), b"sixteen bytes of", &mut hash).expect("a hash");
        made += 1.0;
    }
    made / begun.elapsed().as_secs_f64()
}
