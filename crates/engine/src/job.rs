//! What takes long: it is shown how far it is, a person can cancel it, and it ends in time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout};
use tokio_util::sync::CancellationToken;
use tracing::warn;
use uuid::Uuid;

use crate::error::{AppError, ErrorCode};
use crate::snapshot::{JobKind, JobNow};
use crate::view::View;

/// How long the app waits at its end for jobs to give themselves up.
const ENDING: Duration = Duration::from_millis(500);

/// The jobs that are under way.
#[derive(Clone)]
pub(crate) struct Jobs {
    view: Arc<View>,
    under_way: Arc<Mutex<HashMap<String, CancellationToken>>>,
}

impl Jobs {
    pub(crate) fn new(view: Arc<View>) -> Self {
        Self { view, under_way: Arc::default() }
    }

    /// Begins one of so many steps that may take so long.
    pub(crate) fn begin(&self, kind: JobKind, total: u32, limit: Duration) -> Job {
        let (id, cancel) = (Uuid::now_v7().to_string(), CancellationToken::new());
        self.under_way().insert(id.clone(), cancel.clone());
        let shown = JobNow { id: id.clone(), kind, done: 0, total };
        self.view.update(|snapshot| snapshot.jobs.push(shown));
        Job { id, jobs: self.clone(), cancel, deadline: Instant::now() + limit }
    }

    /// Cancels the job of that id. One that has ended by now has nothing to cancel.
    pub(crate) fn cancel(&self, id: &str) {
        if let Some(cancel) = self.under_way().get(id) {
            cancel.cancel();
        }
    }

    /// Cancels all of them, as the end of the app does, and waits a moment until they have given themselves up: what they
    /// had written so far goes with them.
    pub(crate) async fn end(&self) {
        self.under_way().values().for_each(CancellationToken::cancel);
        let mut shown = self.view.snapshot();
        let ended = shown.wait_for(|snapshot| snapshot.jobs.is_empty());
        if timeout(ENDING, ended).await.is_err() {
            warn!("a job goes on as the app ends");
        }
    }

    fn under_way(&self) -> MutexGuard<'_, HashMap<String, CancellationToken>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A job that is under way, until it is dropped.
pub(crate) struct Job {
    id: String,
    jobs: Jobs,
    cancel: CancellationToken,
    deadline: Instant,
}

impl Job {
    /// What it is cancelled by.
    #[cfg(test)]
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Shows how many steps are done.
    pub(crate) fn show(&self, done: u32) {
        self.jobs.view.update(|snapshot| {
            for job in snapshot.jobs.iter_mut().filter(|job| job.id == self.id) {
                job.done = done.min(job.total);
            }
        });
    }

    /// Does work that can be given up at any moment. Answers nothing where the person cancelled it.
    ///
    /// # Errors
    /// That of the work, or that it took too long.
    pub(crate) async fn run<T>(&self, work: impl Future<Output = Result<T, AppError>>) -> Result<Option<T>, AppError> {
        tokio::select! {
            () = self.cancel.cancelled() => Ok(None),
            () = sleep_until(self.deadline) => Err(took_too_long()),
            done = work => done.map(Some),
        }
    }

    /// Whether to go on, for work that gives itself up: `false` where the person cancelled it.
    ///
    /// # Errors
    /// When it takes too long.
    pub(crate) fn goes_on(&self) -> Result<bool, AppError> {
        if Instant::now() >= self.deadline { Err(took_too_long()) } else { Ok(!self.cancel.is_cancelled()) }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.jobs.under_way().remove(&self.id);
        self.jobs.view.update(|snapshot| snapshot.jobs.retain(|job| job.id != self.id));
    }
}

fn took_too_long() -> AppError {
    AppError::new(ErrorCode::TimedOut, "it took too long")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::Snapshot;

    const MINUTE: Duration = Duration::from_secs(60);

    fn jobs() -> Jobs {
        Jobs::new(Arc::new(View::new(Snapshot::starting())))
    }

    fn shown(jobs: &Jobs) -> Vec<(u32, u32)> {
        jobs.view.snapshot().borrow().jobs.iter().map(|job| (job.done, job.total)).collect()
    }

    #[tokio::test]
    async fn a_job_is_shown_with_its_progress_until_it_ends() {
        let jobs = jobs();
        let job = jobs.begin(JobKind::Export, 10, MINUTE);
        job.show(7);
        assert_eq!(shown(&jobs), [(7, 10)]);
        assert_eq!(job.run(async { Ok(1) }).await, Ok(Some(1)));
        drop(job);
        assert_eq!(shown(&jobs), []);
    }

    #[tokio::test]
    async fn a_cancelled_job_ends_and_no_other() {
        let jobs = jobs();
        let (job, other) = (jobs.begin(JobKind::Export, 1, MINUTE), jobs.begin(JobKind::SampleData, 1, MINUTE));
        jobs.cancel(&job.id);
        assert_eq!(job.run(std::future::pending::<Result<(), AppError>>()).await, Ok(None));
        assert_eq!((job.goes_on(), other.goes_on()), (Ok(false), Ok(true)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_job_that_takes_too_long_is_given_up() {
        let jobs = jobs();
        let job = jobs.begin(JobKind::SampleData, 1, MINUTE);
        let given_up = job.run(std::future::pending::<Result<(), AppError>>()).await;
        assert_eq!(given_up.unwrap_err().code, ErrorCode::TimedOut);
        assert_eq!(job.goes_on().unwrap_err().code, ErrorCode::TimedOut);
    }

    #[tokio::test]
    async fn the_end_waits_until_jobs_have_given_themselves_up() {
        let jobs = jobs();
        let job = jobs.begin(JobKind::AccountExport, 1, MINUTE);
        let giving_up = async move {
            let ended = job.run(std::future::pending::<Result<(), AppError>>()).await;
            drop(job);
            ended
        };
        let (ended, ()) = tokio::join!(giving_up, jobs.end());
        assert_eq!(ended, Ok(None));
        assert_eq!(shown(&jobs), []);
    }
}
