//! Waiting for something to become true, with a limit.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval, timeout};

/// How long a thing may take that should be there at once, on a slow and busy machine.
pub const PATIENCE: Duration = Duration::from_secs(90);

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
