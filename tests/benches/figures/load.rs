//! A light load: requests are bytes, answers are counted. The two cores are shared with the server,
//! so what the client does not do, the server can.

use std::sync::Arc;
use std::time::{Duration, Instant};

use infuse_tests::{Agent, Metering as _, Requests as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Events that one request may have.
pub(crate) const LARGEST_REQUEST: usize = 500;

/// One workspace that is debited: where, and with which secret.
pub(crate) struct Target {
    head: String,
}

impl Target {
    /// The agent's workspace at the server of `address` (host and port).
    pub(crate) fn new(agent: &Agent, address: &str) -> Self {
        let head = format!(
            "POST {} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n",
            agent.usage_path("events"),
            agent.caller().secret().expect("an agent has a secret")
        );
        Self { head }
    }

    fn request(&self, events: usize) -> Vec<u8> {
        let ids: Vec<String> = (0..events).map(|_| Uuid::now_v7().to_string()).collect();
        self.debit_of(&ids)
    }

    /// A request that debits a message for each of these ids.
    pub(crate) fn debit_of(&self, ids: &[String]) -> Vec<u8> {
        let mut body = String::from(r#"{"events":["#);
        for (index, id) in ids.iter().enumerate() {
            if index > 0 {
                body.push(',');
            }
            body.push_str(&format!(r#"{{"id":"{id}","action":"message"}}"#));
        }
        body.push_str("]}");
        format!("{}content-length: {}\r\n\r\n{body}", self.head, body.len()).into_bytes()
    }
}

/// A request that only asks.
pub(crate) fn question(address: &str, path: &str, secret: Option<&str>) -> Vec<u8> {
    let authorization = secret.map(|secret| format!("authorization: Bearer {secret}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n{authorization}\r\n").into_bytes()
}

/// Debits answered per second by `clients` connections, over `time`, with that many events in each request.
pub(crate) async fn debits_per_second(
    address: &str,
    targets: &Arc<Vec<Target>>,
    clients: usize,
    events: usize,
    time: Duration,
) -> f64 {
    let targets = Arc::clone(targets);
    let request = move |number: usize| targets[number % targets.len()].request(events);
    answers_per_second(address, clients, time, request).await * events as f64
}

/// Answers per second to `clients` connections that each wait for their answer, over `time`. One thread
/// serves them all: clients that wake each other across threads would take from the server. `request` makes
/// the next request of a number that each client counts on in its own way.
pub(crate) async fn answers_per_second(
    address: &str,
    clients: usize,
    time: Duration,
    request: impl Fn(usize) -> Vec<u8> + Clone + Send + 'static,
) -> f64 {
    let address = address.to_owned();
    let load = tokio::task::spawn_blocking(move || {
        let thread = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        thread.block_on(async {
            let begun = Instant::now();
            let one = |client| one_client(address.clone(), request.clone(), client, begun + time);
            let tasks: Vec<_> = (0..clients).map(|client| tokio::spawn(one(client))).collect();
            let mut answered = 0;
            for task in tasks {
                answered += task.await.expect("a client does not panic");
            }
            answered as f64 / begun.elapsed().as_secs_f64()
        })
    });
    load.await.expect("the load does not panic")
}

async fn one_client(address: String, request: impl Fn(usize) -> Vec<u8>, client: usize, end: Instant) -> usize {
    let mut connection = TcpStream::connect(&address).await.expect("the server listens");
    connection.set_nodelay(true).expect("a TCP socket");
    let mut buffer = Vec::with_capacity(64 * 1024);
    let mut answered = 0;
    // Clients begin far from each other and step by a prime, so that they seldom meet on a workspace.
    let mut next = client * 16_127;
    while Instant::now() < end {
        connection.write_all(&request(next)).await.expect("the server reads");
        next += 7_919;
        read_answer(&mut connection, &mut buffer).await;
        answered += 1;
    }
    answered
}

/// Debits that many events, in requests as large as they may be, which so many clients share.
pub(crate) async fn fill(address: &str, targets: &Arc<Vec<Target>>, entries: usize, clients: usize) {
    let requests = entries.div_ceil(LARGEST_REQUEST);
    let mut filling = JoinSet::new();
    for client in 0..clients {
        let (address, targets) = (address.to_owned(), Arc::clone(targets));
        filling.spawn(async move {
            let mut connection = TcpStream::connect(address).await.expect("the server listens");
            let mut buffer = Vec::with_capacity(64 * 1024);
            for number in (client..requests).step_by(clients) {
                let request = targets[number % targets.len()].request(LARGEST_REQUEST);
                connection.write_all(&request).await.expect("the server reads");
                read_answer(&mut connection, &mut buffer).await;
            }
        });
    }
    filling.join_all().await;
}

/// Reads one answer, which must be 200 or 201.
pub(crate) async fn read_answer(connection: &mut TcpStream, buffer: &mut Vec<u8>) {
    buffer.clear();
    loop {
        let read = connection.read_buf(buffer).await.expect("the server answers");
        assert_ne!(read, 0, "the server hung up");
        let Some(head_end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&buffer[..head_end]);
        assert!(
            ["HTTP/1.1 200", "HTTP/1.1 201"].iter().any(|status| head.starts_with(status)),
            "{}",
            String::from_utf8_lossy(buffer)
        );
        let length: usize = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .and_then(|length| length.parse().ok())
            .expect("a length");
        while buffer.len() < head_end + 4 + length {
            let read = connection.read_buf(buffer).await.expect("the server answers");
            assert_ne!(read, 0, "the server hung up");
        }
        return;
    }
}
