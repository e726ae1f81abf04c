//! Keeps background tasks running.

use std::time::Duration;

/// How long nothing runs after a panic, so that one that comes at once does not fill the log.
const RESTART_AFTER: Duration = Duration::from_secs(1);

/// Runs a task until it ends by itself: one that panics is started anew.
pub(crate) async fn keep_running<F, Fut>(name: &'static str, start: F)
where
    F: Fn() -> Fut + Send,
    Fut: Future<Output = ()> + Send + 'static,
{
    while let Err(error) = tokio::spawn(start()).await {
        tracing::error!(%error, task = name, "a background task has died, and is started anew");
        tokio::time::sleep(RESTART_AFTER).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_task_that_dies_is_started_anew_until_it_ends_by_itself() {
        let starts = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&starts);
        keep_running("test", move || {
            let start = counted.fetch_add(1, Ordering::Relaxed);
            async move { assert!(start >= 2, "it dies") }
        })
        .await;
        assert_eq!(starts.load(Ordering::Relaxed), 3);
    }
}
