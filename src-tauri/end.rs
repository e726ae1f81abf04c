//! The end of the process. It comes once it has begun, whatever hangs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long the process may take to end, from when it is asked to. A person waits for it, and so does whoever starts
/// the app again meanwhile.
pub(crate) const LIMIT: Duration = Duration::from_millis(2_700);

/// Whether the process ends. Clones speak of the same end.
#[derive(Clone, Debug, Default)]
pub(crate) struct End(Arc<Stages>);

#[derive(Debug, Default)]
struct Stages {
    begun: AtomicBool,
    preparing: AtomicBool,
    prepared: AtomicBool,
}

impl End {
    /// Begins it, and has a thread that waits for nothing else close the process when the limit is over: neither the
    /// main thread nor the runtime may be able to by then.
    pub(crate) fn begin(&self) {
        self.begin_with(|| signal_hook::low_level::exit(0));
    }

    fn begin_with(&self, close: impl FnOnce() + Send + 'static) {
        if self.0.begun.swap(true, Ordering::SeqCst) {
            return;
        }
        let watch = std::thread::Builder::new().name("end".to_owned()).spawn(move || {
            std::thread::sleep(LIMIT);
            tracing::warn!("the app took too long to end");
            close();
        });
        if let Err(error) = watch {
            tracing::error!(%error, "nothing watches over the end");
        }
    }

    /// Whether the app ends: it takes no more work, and asks nothing of the windows.
    pub(crate) fn has_begun(&self) -> bool {
        self.0.begun.load(Ordering::SeqCst)
    }

    /// Whether whoever asks is the one to finish what is under way; so is only the first.
    pub(crate) fn prepares(&self) -> bool {
        !self.0.preparing.swap(true, Ordering::SeqCst)
    }

    /// What was under way has been finished, or had its time.
    pub(crate) fn prepared(&self) {
        self.0.prepared.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_prepared(&self) -> bool {
        self.0.prepared.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn an_end_that_has_begun_comes_within_its_limit_and_once() {
        let (closed, closings) = mpsc::channel();
        let end = End::default();
        assert!(!end.has_begun());
        for _ in 0..3 {
            let closed = closed.clone();
            end.begin_with(move || closed.send(()).unwrap());
        }
        assert!(end.has_begun());
        drop(closed);
        // It may be late on a busy machine, and does not wait for anything.
        const { assert!(LIMIT.as_millis() < 3_000) };
        assert_eq!(closings.recv_timeout(Duration::from_secs(30)), Ok(()));
        assert!(closings.recv().is_err(), "it was closed twice");
    }
}
