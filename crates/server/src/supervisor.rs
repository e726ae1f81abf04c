//! Keeps background tasks running.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How long nothing runs after a panic, so that one that comes at once does not fill the log.
const RESTART_AFTER: Duration = Duration::from_secs(1);

/// Starts a task on `tasks` that runs until `finished`, or until it ends by itself: one that panics is started anew.
pub(crate) fn supervise<F, Fut>(name: &'static str, tasks: &TaskTracker, finished: &CancellationToken, start: F)
where
    F: Fn() -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let finished = finished.clone();
    tasks.spawn(keep_running(name, move || {
        let (finished, work) = (finished.clone(), start());
        async move {
            finished.run_until_cancelled(work).await;
        }
    }));
}

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
