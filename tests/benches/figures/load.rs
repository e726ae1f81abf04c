//! A light load: requests are bytes, answers are counted. The two cores are shared with the server,
//! so what the client does not do, the server can.

use std::sync::Arc;
use std::time::{Duration, Instant};

use infuse_tests::{Agent, Metering as _, Requests as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use uuid::Uuid;

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

/// Debits answered per second by `clients` connections that each wait for their answer, over `time`. One
/// thread serves them all: clients that wake each other across threads would take from the server.
pub(crate) async fn debits_per_second(
    address: &str,
    targets: &Arc<Vec<Target>>,
    clients: usize,
    events: usize,
    time: Duration,
) -> f64 {
    let (address, targets) = (address.to_owned(), Arc::clone(targets));
    let load = tokio::task::spawn_blocking(move || {
        let thread = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        thread.block_on(async {
            let begun = Instant::now();
            let one = |client| one_client(address.clone(), Arc::clone(&targets), client, events, begun + time);
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

async fn one_client(address: String, targets: Arc<Vec<Target>>, client: usize, events: usize, end: Instant) -> usize {
    let mut connection = TcpStream::connect(&address).await.expect("the server listens");
    connection.set_nodelay(true).expect("a TCP socket");
    let mut buffer = Vec::with_capacity(64 * 1024);
    let mut answered = 0;
    // Clients begin far from each other and step by a prime, so that they seldom meet on a workspace.
    let mut next = client * 16_127;
    while Instant::now() < end {
        let target = &targets[next % targets.len()];
        next += 7_919;
        connection.write_all(&target.request(events)).await.expect("the server reads");
        read_answer(&mut connection, &mut buffer).await;
        answered += events;
    }
    answered
}

/// Debits that many events, in requests as large as they may be.
pub(crate) async fn fill(address: &str, targets: &Arc<Vec<Target>>, entries: usize) {
    const LARGEST: usize = 500;
    let mut connection = TcpStream::connect(address).await.expect("the server listens");
    let mut buffer = Vec::with_capacity(64 * 1024);
    for (_, target) in (0..entries.div_ceil(LARGEST)).zip(targets.iter().cycle()) {
        connection.write_all(&target.request(LARGEST)).await.expect("the server reads");
        read_answer(&mut connection, &mut buffer).await;
    }
}

/// Reads one answer, which must be 200.
pub(crate) async fn read_answer(connection: &mut TcpStream, buffer: &mut Vec<u8>) {
    buffer.clear();
    loop {
        let read = connection.read_buf(buffer).await.expect("the server answers");
        assert_ne!(read, 0, "the server hung up");
        let Some(head_end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&buffer[..head_end]);
        assert!(head.starts_with("HTTP/1.1 200"), "{}", String::from_utf8_lossy(buffer));
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
