//! What runs beside the windows.

use std::time::Duration;

use tauri::async_runtime::spawn;

/// How long a task that died is left alone: what killed it may still be there.
const PAUSE: Duration = Duration::from_secs(1);

/// Runs a task until it ends by itself; one that dies is started anew. What it receives from stays outside of it, so
/// that the next one goes on with it.
pub(crate) fn keep<F>(name: &'static str, task: impl Fn() -> F + Send + 'static)
where
    F: Future<Output = ()> + Send + 'static,
{
    spawn(async move {
        while let Err(error) = spawn(task()).await {
            tracing::error!(name, %error, "a task died, and is started anew");
            tokio::time::sleep(PAUSE).await;
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::sync::{Mutex, mpsc};

    use super::*;

    #[test]
    fn a_task_that_dies_is_started_anew_and_goes_on_with_what_waits() {
        let (sender, words) = mpsc::unbounded_channel();
        let words = Arc::new(Mutex::new(words));
        let (heard, mut hears) = mpsc::unbounded_channel();
        keep("test", move || {
            let (words, heard) = (words.clone(), heard.clone());
            async move {
                while let Some(word) = words.lock().await.recv().await {
                    assert_ne!(word, "die", "as it was told to");
                    heard.send(word).unwrap();
                }
            }
        });
        for word in ["one", "die", "two"] {
            sender.send(word).unwrap();
        }
        drop(sender);
        assert_eq!(hears.blocking_recv(), Some("one"));
        assert_eq!(hears.blocking_recv(), Some("two"));
        assert_eq!(hears.blocking_recv(), None);
    }
}
