use std::time::Duration;

use sqlx::AnyConnection;
use tokio::time::{Instant, timeout_at};

use super::connections::{Connections, Keeping, Way};
use super::error::no_answer;
use super::outage::has_no_connection_yet;
use super::transaction::Limits;
use super::{EXAMINE_LIMIT, OpenError, Parts, Purpose, connect_options, farewell};

/// Every statement is planned once for each connection, and by index: a plan that was made while a
/// table was small would read all of it, and would be kept while the table grows. What is serializable by default, as
/// in databases that are spread over machines, would only fail more often: rows that matter are locked. Nothing is compiled:
/// where all of a table is read after all, the cost that forbids it would have hundreds of milliseconds spent on machine
/// code for a few rows.
const CONNECTION_SETTINGS: &str = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off; \
                                   SET default_transaction_isolation = 'read committed'";

/// The database ends by itself what this server no longer waits for ([`TRANSACTION_LIMITS`]), and what it left behind
/// when its machine vanished: locks of a silent session by `idle_in_transaction_session_timeout`, its connection by
/// keep-alives. What others wait for behind it ends before their own limits.
const WRITER_SETTINGS: &str = "SET lock_timeout = '2s'; SET statement_timeout = '2400ms'; \
                               SET idle_in_transaction_session_timeout = '3s'; \
                               SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2";

/// As [`WRITER_SETTINGS`], for what may take as long as [`REPORT_LIMIT`].
const READER_SETTINGS: &str = "SET statement_timeout = '4400ms'; SET idle_in_transaction_session_timeout = '5s'; \
                               SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2";

/// Lets a write that goes past the lanes fail, on this database as on the other. Notifications are no writes.
const READ_ONLY: &str = "SET default_transaction_read_only = on";

/// What waits for a transaction that hangs waits for its statement, and then for its own beginning: together less than
/// five seconds.
const TRANSACTION_LIMITS: Limits = Limits { begin: Duration::from_secs(2), statement: Duration::from_millis(2_500) };

/// Questions that are gathered wait for those before them, and then for their own answer: together less than five
/// seconds.
const READ_LIMIT: Duration = Duration::from_millis(2_300);

/// What waits for nothing but itself.
const REPORT_LIMIT: Duration = Duration::from_millis(4_500);

/// How long a server that starts waits for a database that starts.
const OPEN_LIMIT: Duration = Duration::from_secs(5);

const OPEN_AGAIN: Duration = Duration::from_millis(100);

const MAX_READERS: u32 = 9;

/// Sessions and tokens are looked up side by side.
const SECRETS: u32 = 2;

const REPORTERS: u32 = 4;

const KEEPING: Keeping = Keeping {
    most: 1,
    trusted: Duration::from_millis(100),
    longest_idle: Duration::from_secs(10 * 60),
    longest_life: Duration::from_secs(30 * 60),
};

/// Sign-ups, sessions and jobs write side by side: over a network each statement of theirs is a way there and back, and
/// forty of them in one line would be late.
const WRITERS: u32 = 4;

/// The ledger's batches follow one another on one connection.
const LEDGER_WRITERS: u32 = 1;

/// A connection for what may take its time, as a migration may.
pub(super) async fn connect_patiently(url: &str) -> Result<AnyConnection, OpenError> {
    let way = Way { options: connect_options(url)?, settings: &[CONNECTION_SETTINGS], file: None };
    let mut connection = open_within_limit(&way).await.map_err(OpenError::from_sqlx)?;
    let encoding: String = sqlx::query_scalar("SELECT current_setting('server_encoding')")
        .fetch_one(&mut connection)
        .await
        .map_err(OpenError::from_sqlx)?;
    if encoding == "UTF8" {
        return Ok(connection);
    }
    farewell(connection).await;
    Err(OpenError::NotUtf8(encoding))
}

/// The connections to the database of `url`, none of them opened yet.
pub(super) fn parts(url: &str, purpose: Purpose) -> Result<Parts, OpenError> {
    const READER: &[&str] = &[CONNECTION_SETTINGS, READER_SETTINGS, READ_ONLY];
    const WRITER: &[&str] = &[CONNECTION_SETTINGS, WRITER_SETTINGS];
    const EXAMINER: &[&str] = &[CONNECTION_SETTINGS, READ_ONLY];
    let (reader, writer, read_limit, report_limit) = match purpose {
        Purpose::Serve => (READER, WRITER, READ_LIMIT, REPORT_LIMIT),
        Purpose::Examine => (EXAMINER, EXAMINER, EXAMINE_LIMIT, EXAMINE_LIMIT),
    };
    let options = connect_options(url)?;
    let way = |settings| Way { options: options.clone(), settings, file: None };
    let set = |settings, most| Connections::new(way(settings), Keeping { most, ..KEEPING });
    // `BEGIN` itself asks whether a connection of a lane still stands.
    let lane = |most| Connections::new(way(writer), Keeping { most, trusted: Duration::MAX, ..KEEPING });
    let readers = set(reader, MAX_READERS);
    let secrets = set(reader, SECRETS).relieved_by(&readers);
    // They relieve nobody, and nobody relieves them: what is taken from either would not come back.
    let reporters = set(reader, REPORTERS);
    let (writes, ledger) = (lane(WRITERS).relieved_by(&readers), lane(LEDGER_WRITERS).relieved_by(&readers));
    let readers = readers.relieved_by(&writes);
    Ok(Parts {
        readers,
        secrets,
        reporters,
        writes,
        ledger,
        limits: TRANSACTION_LIMITS,
        read_limit,
        report_limit,
        file: None,
        claim: None,
    })
}

/// A database that starts refuses connections, or says so.
async fn open_within_limit(way: &Way) -> Result<AnyConnection, sqlx::Error> {
    let deadline = Instant::now() + OPEN_LIMIT;
    loop {
        match timeout_at(deadline, way.open()).await.unwrap_or_else(|_| Err(no_answer())) {
            Err(error) if is_starting(&error) && Instant::now() < deadline => tokio::time::sleep(OPEN_AGAIN).await,
            opened => return opened,
        }
    }
}

fn is_starting(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => error.kind() == std::io::ErrorKind::ConnectionRefused,
        other => has_no_connection_yet(other),
    }
}
