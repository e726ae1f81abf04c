//! Requests of every sort, each a little wrong: the server answers all of them with what was asked for or with a
//! problem, never with a fault of its own, and a refused one has changed nothing.

pub(crate) mod calls;
mod twist;

use std::cell::Cell;

use infuse_server::db::{Db, Dialect};
use infuse_tests::actor::PASSWORD;
use infuse_tests::{Caller, Database, Person, Requests as _, Response, TestServer, on_both_databases};
use proptest::strategy::Strategy as _;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestCaseResult, TestRng, TestRunner};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Row as _};
use tokio::runtime::Handle;
use tokio::sync::Mutex;

use self::calls::{Call, calls};
use self::twist::{Twist, twists};

on_both_databases!(no_request_is_answered_with_a_fault_of_the_server_and_a_refused_one_changes_nothing);

/// For each call of the contract. The whole story takes some seconds.
const CASES: usize = 10;

/// What is written about a caller whatever comes of the request, or by the server by itself.
const ASIDE: [&str; 12] = [
    "sessions.last_seen_ms",
    "tokens.last_used_ms",
    "tokens.last_used_address",
    "alerts.dispatched_ms",
    "deliveries.",
    "email_verifications.",
    "account_link_secrets.",
    "unsubscribe_links.",
    "jobs.",
    "sign_in_failures.",
    "known_networks.",
    "_sqlx_migrations.",
];

#[test]
fn every_operation_of_the_document_is_tried() {
    let document: Value = serde_json::from_str(include_str!("../../../../crates/server/openapi.json")).unwrap();
    let mut described = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        described
            .extend(operations.as_object().unwrap().keys().map(|method| format!("{} {path}", method.to_uppercase())));
    }
    let mut tried: Vec<String> = calls().iter().map(|call| format!("{} {}", call.method, call.path)).collect();
    described.sort();
    tried.sort();
    assert_eq!(tried, described);
}

async fn no_request_is_answered_with_a_fault_of_the_server_and_a_refused_one_changes_nothing(database: Database) {
    let seed = infuse_tests::seed();
    let server = TestServer::builder().database(database).free_credits(1_000_000).start().await;
    // PostgreSQL would compile the question for all that is kept anew each time, for a second.
    let url = match database {
        Database::Sqlite => server.database().url().to_owned(),
        Database::Postgres => format!("{}?options[jit]=off", server.database().url()),
    };
    let db = Db::open(&url).await.unwrap();
    let (alice, question) = (server.sign_up("alice").await, question_for_all_that_is_kept(&db).await);
    let mut victim = Victim { alice, secret: None, db, question, kept: String::new() };
    victim.kept = victim.all_that_is_kept().await;
    let victim = Mutex::new(victim);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let (taken, refused) = (Cell::new(0), Cell::new(0));
    for call in calls() {
        for _ in 0..CASES {
            let twists = twists().new_tree(&mut runner).unwrap();
            let tried = runner.run_one(twists, |twists| {
                let trying = async { victim.lock().await.try_one(&call, &twists).await };
                let status = tokio::task::block_in_place(|| Handle::current().block_on(trying))?;
                let count = if status < 400 { &taken } else { &refused };
                count.set(count.get() + 1);
                Ok(())
            });
            if let Err(failure) = tried {
                panic!("{} {}: {failure}", call.method, call.path);
            }
        }
    }
    let (taken, refused) = (taken.get(), refused.get());
    println!("{taken} requests taken, {refused} refused");
    assert!(taken > 0 && refused > taken / 4, "{taken} taken, {refused} refused");
    victim.into_inner().db.close().await;
}

/// Whom the requests come from.
struct Victim {
    alice: Person,
    /// Of a session that was begun when the first one had ended.
    secret: Option<String>,
    db: Db,
    /// For all that is kept.
    question: String,
    /// All that was kept when the last request had been answered.
    kept: String,
}

impl Victim {
    fn caller(&self) -> Caller {
        match &self.secret {
            Some(secret) => self.alice.caller().with_secret(secret),
            None => self.alice.caller().clone(),
        }
    }

    /// The status of the answer, which was right in itself.
    async fn try_one(&mut self, call: &Call, twists: &[Twist]) -> Result<u16, TestCaseError> {
        let answer = match self.request(call, twists).send().await {
            Ok(answer) => answer,
            // The client itself does not send everything.
            Err(error) if error.is_builder() => return Ok(400),
            Err(error) => return Err(TestCaseError::fail(format!("no answer: {error:?}"))),
        };
        let status = answer.status().as_u16();
        if call.path == "/v1/stream" && status == 200 {
            return Ok(status);
        }
        let answer =
            Response::read(answer).await.map_err(|error| TestCaseError::fail(format!("broke off: {error:?}")))?;
        if status < 400 {
            self.sign_in_where_that_ended_the_session(call).await;
            self.kept = self.all_that_is_kept().await;
            return Ok(status);
        }
        is_a_problem(&answer)?;
        let kept = self.all_that_is_kept().await;
        if kept != self.kept {
            let before = std::mem::replace(&mut self.kept, kept);
            let changed = self.kept.lines().zip(before.lines()).find(|(now, before)| now != before);
            return Err(TestCaseError::fail(format!("{status}, and yet changed: {changed:?}; {}", answer.text())));
        }
        Ok(status)
    }

    fn request(&self, call: &Call, twists: &[Twist]) -> reqwest::RequestBuilder {
        let mut segments = [self.alice.workspace.id.clone(), uuid::Uuid::now_v7().to_string()];
        let mut query: Vec<(String, String)> =
            call.query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut raw_query = "";
        for twist in twists {
            let count = query.len().max(1);
            match twist {
                Twist::Segment(index, text) => segments[index % 2] = text.chars().take(1_000).collect(),
                Twist::Parameter(index, text) => {
                    if let Some((_, value)) = query.get_mut(index % count) {
                        *value = text.chars().take(1_000).collect();
                    }
                }
                Twist::ParameterTwice(index) => query.extend(query.get(index % count).cloned()),
                Twist::ParameterUnknown(name) => query.push((name.chars().take(1_000).collect(), "1".to_owned())),
                Twist::ParameterGone(index) if !query.is_empty() => drop(query.remove(index % count)),
                Twist::RawQuery(raw) => raw_query = raw,
                _ => {}
            }
        }
        let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let path = call.path.replace("{w}", &encoded(&segments[0])).replace("{id}", &encoded(&segments[1]));
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        let separator = if query.is_empty() && raw_query.is_empty() { "" } else { "?" };
        let mut request = self.caller().request(call.method.clone(), &format!("{path}{separator}{query}{raw_query}"));
        if let Some(body) = (call.body)(&self.alice) {
            request = request.header("content-type", "application/json").body(twist::twisted(&body, twists));
        }
        if call.method == reqwest::Method::PATCH {
            request = request.header("if-match", "*");
        }
        let mut headers = reqwest::header::HeaderMap::new();
        for twist in twists {
            let Twist::Header(name, value) = twist else { continue };
            // What is no header at all the client does not send.
            if let Ok(value) = reqwest::header::HeaderValue::from_bytes(value) {
                headers.insert(*name, value);
            }
        }
        request.headers(headers)
    }

    async fn sign_in_where_that_ended_the_session(&mut self, call: &Call) {
        if call.path != "/v1/sessions/current" {
            return;
        }
        let sign_in = json!({"email": self.alice.account.email, "password": PASSWORD});
        let signed_in: Value = self.alice.post("/v1/sessions", &sign_in).await.expect_status(201).json();
        self.secret = signed_in["token"].as_str().map(str::to_owned);
    }

    /// What the [`question`](Self::question) is answered; a line for each table.
    async fn all_that_is_kept(&self) -> String {
        let rows = sqlx::query(AssertSqlSafe(self.question.clone())).fetch_all(self.db.pool()).await.unwrap();
        let line = |row: &sqlx::any::AnyRow| {
            let (table, cells): (String, Option<String>) = (row.get("of_table"), row.get("cells"));
            format!("{table}: {}", cells.unwrap_or_default().replace('\n', " "))
        };
        rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The statement that answers every row of every table, but for what stands [`ASIDE`]; a row for each table.
async fn question_for_all_that_is_kept(db: &Db) -> String {
    let columns = match db.dialect() {
        Dialect::Sqlite => {
            "SELECT t.name AS of_table, c.name AS of_column FROM sqlite_master t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' ORDER BY 1, 2"
        }
        Dialect::Postgres => {
            "SELECT CAST(table_name AS TEXT) AS of_table, CAST(column_name AS TEXT) AS of_column
             FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
        }
    };
    let columns = sqlx::query(columns).fetch_all(db.pool()).await.unwrap();
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    for row in &columns {
        let (table, column): (String, String) = (row.get("of_table"), row.get("of_column"));
        let name = format!("{table}.{column}");
        if ASIDE.iter().any(|aside| name.starts_with(aside)) {
            continue;
        }
        if tables.last().is_none_or(|(last, _)| *last != table) {
            tables.push((table.clone(), Vec::new()));
        }
        tables.last_mut().unwrap().1.push(column);
    }
    let of_table = |(table, columns): &(String, Vec<String>)| match db.dialect() {
        Dialect::Sqlite => {
            let cells: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
            let row = cells.join(" || ',' || ");
            format!("SELECT '{table}' AS of_table, (SELECT group_concat({row}, ';') FROM \"{table}\") AS cells")
        }
        Dialect::Postgres => {
            let cells: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
            let row = format!("CAST(ROW({}) AS TEXT)", cells.join(", "));
            format!(
                "SELECT '{table}' AS of_table, (SELECT string_agg({row}, ';' ORDER BY {row}) FROM \"{table}\") AS cells"
            )
        }
    };
    let all: Vec<String> = tables.iter().map(of_table).collect();
    all.join(" UNION ALL ")
}

/// A problem with a code of the contract, which is not the server's fault.
fn is_a_problem(answer: &Response) -> TestCaseResult {
    let told = serde_json::from_str::<infuse_protocol::Problem>(&answer.text());
    let problem =
        told.map_err(|error| TestCaseError::fail(format!("{}: {error}: {}", answer.status(), answer.text())))?;
    // There is none here, which is answered as the contract says.
    let is_unknown = problem.reason.as_deref() == Some("identity_provider_not_configured");
    let is_right = ((400..500).contains(&answer.status()) || is_unknown)
        && problem.status == answer.status()
        && problem.code.status() == answer.status()
        && problem.kind == format!("urn:infuse:problem:{}", problem.code.name())
        && answer.header("content-type") == Some("application/problem+json");
    if is_right { Ok(()) } else { Err(TestCaseError::fail(format!("{}: {}", answer.status(), answer.text()))) }
}
