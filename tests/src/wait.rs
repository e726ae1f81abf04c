//! Waiting for something to become true, with a limit.

use std::time::Duration;

use infuse_protocol::Code;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use crate::response::Response;

/// How long a thing may take that should be there at once, on a slow and busy machine.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// What a promise in seconds is given beyond it, on a slow and busy machine: whoever breaks one is later by far.
pub const ALLOWANCE: Duration = Duration::from_secs(5);

const POLL: Duration = Duration::from_millis(25);

/// Asks `probe` again and again until it answers, and fails the test with `what` when it did not
/// within [`PATIENCE`].
pub async fn until<T>(what: &str, probe: impl AsyncFnMut() -> Option<T>) -> T {
    until_within(PATIENCE, what, probe).await
}

/// The same with another limit.
pub async fn until_within<T>(limit: Duration, what: &str, mut probe: impl AsyncFnMut() -> Option<T>) -> T {
    let polling = async {
        let mut ticks = interval(POLL);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if let Some(value) = probe().await {
                return value;
            }
        }
    };
    match timeout(limit, polling).await {
        Ok(value) => value,
        Err(_) => panic!("waited {} s in vain: {what}", limit.as_secs()),
    }
}

/// Sends a request again as long as the server has no turn for it, each time when it was told to come again, as clients do.
/// Stories of many requests at once are about what becomes of them, and not about how many a machine can do in time.
pub async fn until_taken<Answer: Future<Output = Response>>(mut send: impl FnMut() -> Answer) -> Response {
    let trying = async {
        loop {
            let answer = send().await;
            if !has_no_turn(&answer) {
                return answer;
            }
            let again = answer.header("retry-after").and_then(|seconds| seconds.parse().ok());
            sleep(again.map_or(POLL, Duration::from_secs)).await;
        }
    };
    // Hundreds that wait for one another take as long as all of them.
    timeout(4 * PATIENCE, trying).await.expect("the server has a turn for it")
}

fn has_no_turn(answer: &Response) -> bool {
    answer.status() == 503 && {
        let reason = answer.expect_problem(Code::Unavailable).reason;
        matches!(reason.as_deref(), Some("busy" | "database_locked" | "database_away"))
    }
}
