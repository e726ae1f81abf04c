use tokio_util::task::AbortOnDropHandle;

/// A request that is under way beside the worker, which goes on meanwhile; dropping it ends it.
pub(crate) struct Errand<T>(Option<AbortOnDropHandle<T>>);

impl<T> Default for Errand<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Send + 'static> Errand<T> {
    /// Begins it. One that was under way ends.
    pub(crate) fn begin(&mut self, work: impl Future<Output = T> + Send + 'static) {
        self.0 = Some(AbortOnDropHandle::new(tokio::spawn(work)));
    }

    pub(crate) fn is_under_way(&self) -> bool {
        self.0.is_some()
    }

    pub(crate) fn end(&mut self) {
        self.0 = None;
    }

    /// What came of it; never, while there is none. Nothing is lost when it is dropped. A panic of it goes on here.
    pub(crate) async fn result(&mut self) -> T {
        let Some(task) = &mut self.0 else { return std::future::pending().await };
        let result = task.await;
        self.0 = None;
        match result {
            Ok(result) => result,
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(_) => std::future::pending().await,
        }
    }
}
