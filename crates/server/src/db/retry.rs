//! Transactions that are begun anew when another one went first.

use std::time::Duration;

use super::DbError;

/// How often a transaction is begun at most.
const ATTEMPTS: u32 = 5;

/// What the second attempt waits for, and each further one twice as long.
const PAUSE: Duration = Duration::from_millis(5);

/// Why a transaction failed.
pub(crate) trait Failure: std::fmt::Display {
    /// Whether another transaction went first, so that this one may succeed when it is begun anew.
    fn is_retryable(&self) -> bool;
}

impl Failure for DbError {
    fn is_retryable(&self) -> bool {
        self.is_retryable()
    }
}

/// Does `attempt`, a whole transaction, again where another one went first. An attempt that failed so has left nothing.
pub(crate) async fn retried<T, E, A>(mut attempt: impl FnMut() -> A) -> Result<T, E>
where
    E: Failure,
    A: Future<Output = Result<T, E>>,
{
    let mut pause = PAUSE;
    for _ in 1..ATTEMPTS {
        match attempt().await {
            Err(error) if error.is_retryable() => tracing::debug!(%error, "a transaction is begun anew"),
            done => return done,
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
    attempt().await
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[tokio::test]
    async fn what_would_fail_again_is_not_tried_again() {
        let attempts = Cell::new(0);
        let failed: Result<(), DbError> = retried(|| async {
            attempts.set(attempts.get() + 1);
            Err(sqlx::Error::PoolClosed.into())
        })
        .await;
        assert!(failed.is_err() && attempts.get() == 1);
    }
}
