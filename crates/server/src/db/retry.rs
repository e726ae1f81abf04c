//! Transactions that are begun anew when another one went first.

use std::time::Duration;

use super::DbError;

/// How often a transaction is begun at most.
const ATTEMPTS: u32 = 5;

/// What the second attempt waits for, and each further one twice as long.
const PAUSE: Duration = Duration::from_millis(5);

/// Does `attempt`, a whole transaction, again where another one went first ([`DbError::is_retryable`]). An attempt that
/// failed so has left nothing.
pub(crate) async fn retried<T, A>(mut attempt: impl FnMut() -> A) -> Result<T, DbError>
where
    A: Future<Output = Result<T, DbError>>,
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
