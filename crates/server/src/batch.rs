//! Gathers questions that arrive while a query is on its way into the next query.
//!
//! A thousand requests that each ask the database for one row then cost a few queries, and none of
//! them is answered with what was true before it asked.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use tokio::sync::{Mutex, mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::supervisor::supervise;

/// Questions in one query, at most.
const BATCH: usize = 256;

/// A handle; clones share the queries.
#[derive(Debug)]
pub(crate) struct Batcher<K, V, E> {
    questions: mpsc::UnboundedSender<Question<K, V, E>>,
}

/// Nobody answers: the server is stopping, or the query that would have answered panicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stopped;

#[derive(Debug)]
struct Question<K, V, E> {
    key: K,
    answer: oneshot::Sender<Result<Option<V>, E>>,
}

impl<K, V, E> Batcher<K, V, E>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
    E: Clone + Send + Sync + 'static,
{
    /// Starts the task that asks with `load`, which answers the values of the keys that it finds. The
    /// task ends with the last handle, or when `finished`.
    pub(crate) fn start<F, Fut>(tasks: &TaskTracker, finished: &CancellationToken, load: F) -> Self
    where
        F: Fn(Vec<K>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<HashMap<K, V>, E>> + Send,
    {
        let (questions, receiver) = mpsc::unbounded_channel();
        let (receiver, load) = (Arc::new(Mutex::new(receiver)), Arc::new(load));
        supervise("batch", tasks, finished, move || {
            let (receiver, load) = (Arc::clone(&receiver), Arc::clone(&load));
            async move { answer(&mut *receiver.lock().await, &*load).await }
        });
        Self { questions }
    }

    /// The value of a key, read after this call; `None` where there is none.
    pub(crate) async fn get(&self, key: K) -> Result<Result<Option<V>, E>, Stopped> {
        let (answer, answered) = oneshot::channel();
        self.questions.send(Question { key, answer }).map_err(|_| Stopped)?;
        answered.await.map_err(|_| Stopped)
    }
}

impl<K, V, E> Clone for Batcher<K, V, E> {
    fn clone(&self) -> Self {
        Self { questions: self.questions.clone() }
    }
}

async fn answer<K, V, E, F, Fut>(receiver: &mut mpsc::UnboundedReceiver<Question<K, V, E>>, load: &F)
where
    K: Clone + Eq + Hash,
    V: Clone,
    E: Clone,
    F: Fn(Vec<K>) -> Fut,
    Fut: Future<Output = Result<HashMap<K, V>, E>>,
{
    let mut batch = Vec::with_capacity(BATCH);
    while receiver.recv_many(&mut batch, BATCH).await > 0 {
        let keys: HashSet<K> = batch.iter().map(|question| question.key.clone()).collect();
        let loaded = load(keys.into_iter().collect()).await;
        for Question { key, answer } in batch.drain(..) {
            let value = match &loaded {
                Ok(values) => Ok(values.get(&key).cloned()),
                Err(error) => Err(error.clone()),
            };
            // Who hung up meanwhile waits for no answer.
            let _ = answer.send(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    type Doubler = Batcher<u32, u32, &'static str>;

    fn start<F, Fut>(load: F) -> (Doubler, CancellationToken)
    where
        F: Fn(Vec<u32>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<HashMap<u32, u32>, &'static str>> + Send,
    {
        let finished = CancellationToken::new();
        (Batcher::start(&TaskTracker::new(), &finished, load), finished)
    }

    #[tokio::test]
    async fn questions_that_arrive_together_are_asked_together() {
        let queries = Arc::new(AtomicUsize::new(0));
        let counted = queries.clone();
        let (doubler, _finished) = start(move |keys| {
            counted.fetch_add(1, Ordering::Relaxed);
            async move { Ok(keys.into_iter().filter(|key| *key != 13).map(|key| (key, key * 2)).collect()) }
        });
        let asked = (0..100).map(|number| doubler.get(number % 20));
        let answers = futures_util::future::join_all(asked).await;
        assert_eq!(answers[7], Ok(Ok(Some(14))));
        assert_eq!(answers[13], Ok(Ok(None)));
        assert!(queries.load(Ordering::Relaxed) <= 2, "{queries:?}");
    }

    #[tokio::test]
    async fn a_failed_query_answers_all_who_asked() {
        let (doubler, finished) = start(|_| async { Err("away") });
        let (one, other) = tokio::join!(doubler.get(1), doubler.get(2));
        assert_eq!((one, other), (Ok(Err("away")), Ok(Err("away"))));
        finished.cancel();
        while doubler.get(1).await != Err(Stopped) {}
    }

    #[tokio::test(start_paused = true)]
    async fn a_query_that_panics_costs_its_own_questions_and_no_later_ones() {
        let (doubler, _finished) = start(|keys| async move {
            assert!(!keys.contains(&13), "it dies");
            Ok(keys.into_iter().map(|key| (key, key * 2)).collect())
        });
        assert_eq!(doubler.get(13).await, Err(Stopped));
        assert_eq!(doubler.get(7).await, Ok(Ok(Some(14))));
    }
}
