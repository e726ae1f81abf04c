//! Books that are set apart: a command of theirs failed for a reason of its own, and must not stop all others.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::LedgerError;

/// After the first failure a book is left alone this long, then twice as long, and so on.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Which books are set apart; clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct SetApart(Arc<Mutex<HashMap<String, Fault>>>);

#[derive(Debug)]
struct Fault {
    pause: Duration,
    until: Instant,
    /// What callers are told meanwhile.
    told: LedgerError,
}

impl SetApart {
    /// Sets a book apart, for longer each time that it fails again; one that somebody else holds locked for a moment
    /// only, for locks end. An empty id names no book.
    pub(super) fn set(&self, workspace_id: &str, error: &LedgerError) -> LedgerError {
        if workspace_id.is_empty() {
            return error.clone();
        }
        let mut apart = self.lock();
        let again = apart.get(workspace_id).map_or(FIRST_PAUSE, |fault| (fault.pause * 2).min(LONGEST_PAUSE));
        let (pause, told) =
            if error.is_locked() { (FIRST_PAUSE, error.clone()) } else { (again, LedgerError::SetApart) };
        tracing::error!(workspace_id, %error, pause_s = pause.as_secs(), "a book is set apart");
        let fault = Fault { pause, until: Instant::now() + pause, told: told.clone() };
        apart.insert(workspace_id.to_owned(), fault);
        told
    }

    /// Takes a book in again, which could be written.
    pub(super) fn take_in(&self, workspace_id: &str) {
        if self.lock().remove(workspace_id).is_some() {
            tracing::info!(workspace_id, "a book that was set apart is written again");
        }
    }

    /// What to tell the callers of a book that is not to be tried yet.
    pub(super) fn refuses(&self, workspace_id: &str) -> Option<LedgerError> {
        self.lock().get(workspace_id).filter(|fault| Instant::now() < fault.until).map(|fault| fault.told.clone())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    /// How many books are set apart.
    pub(super) fn count(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_book_is_tried_ever_more_seldom_until_it_can_be_written() {
        let apart = SetApart::default();
        let mut pauses = Vec::new();
        for _ in 0..11 {
            apart.set("w", &LedgerError::Panicked);
            let begun = Instant::now();
            while apart.refuses("w").is_some() {
                tokio::time::advance(Duration::from_secs(1)).await;
            }
            pauses.push(begun.elapsed().as_secs());
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        assert!(apart.refuses("v").is_none());
        apart.take_in("w");
        assert_eq!(apart.count(), 0);
    }
}
