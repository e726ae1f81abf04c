//! What agents ask the person: looked at whenever it may have changed, shown, told by a notification once, and taken back when
//! it is over.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout};
use tracing::{debug, warn};

use super::Worker;
use crate::api::ApiError;
use crate::approvals;
use crate::context::Context;
use crate::notice::Notice;
use crate::snapshot::ApprovalNow;
use crate::sync::deadlines::Deadline;

/// How long the desktop may take to say whether it takes notices.
const REACH_LIMIT: Duration = Duration::from_secs(5);

/// How long a look that failed is left alone, where no news come.
const TRY_AGAIN: Duration = Duration::from_secs(30);

const MINUTE: Duration = Duration::from_secs(60);

/// Notifications in a minute. What is beyond them stands in tray and window, and is told in the next.
const MOST_A_MINUTE: usize = 3;

impl Worker {
    /// Looks what agents ask. A look that is under way goes on, and another one follows it.
    pub(super) fn look_at_approvals(&mut self) {
        self.approvals_changed = self.approvals.is_under_way();
        if !self.approvals_changed
            && let Some((session, _)) = self.following()
        {
            self.deadlines.clear(Deadline::Approvals);
            self.approvals.begin(async move { approvals::pending(&session).await });
        }
    }

    pub(super) fn approvals_heard(&mut self, heard: Result<Vec<ApprovalNow>, ApiError>) {
        match heard {
            Ok(pending) => self.show_approvals(pending),
            Err(error) => {
                debug!(%error, "what agents ask is looked at again");
                self.deadlines.set(Deadline::Approvals, TRY_AGAIN);
            }
        }
        if self.approvals_changed {
            self.look_at_approvals();
        }
    }

    /// What was asked of another person, or over another connection, is none of this one's.
    pub(super) fn forget_approvals(&mut self) {
        self.approvals.end();
        self.show_approvals(Vec::new());
    }

    fn show_approvals(&mut self, pending: Vec<ApprovalNow>) {
        let ids: HashSet<&str> = pending.iter().map(|approval| approval.id.as_str()).collect();
        self.context.withdraw_notices(self.approvals_told.extract_if(|id| !ids.contains(id.as_str())).collect());
        let new = self.approvals_to_tell(&pending);
        self.approvals_told.extend(new.iter().map(|approval| approval.id.clone()));
        let is_all_told = pending.iter().all(|approval| self.approvals_told.contains(&approval.id));
        let pause = [self.first_end_of(&pending), (!is_all_told).then_some(MINUTE)].into_iter().flatten().min();
        self.deadlines.set_or_clear(Deadline::Approvals, pause);
        self.context.view.update(|snapshot| snapshot.approvals = pending);
        for approval in new {
            self.context.notices.spawn(tell(self.context.clone(), approval));
        }
    }

    /// Those that a notification is to tell of now: not in quiet hours, and a few in a minute, however many an agent asks.
    fn approvals_to_tell(&mut self, pending: &[ApprovalNow]) -> Vec<ApprovalNow> {
        if self.courier.is_quiet() {
            return Vec::new();
        }
        let now = Instant::now();
        self.approvals_told_at.retain(|told_at| now.duration_since(*told_at) < MINUTE);
        let room = MOST_A_MINUTE.saturating_sub(self.approvals_told_at.len());
        let untold = pending.iter().filter(|approval| !self.approvals_told.contains(&approval.id));
        let new: Vec<ApprovalNow> = untold.take(room).cloned().collect();
        self.approvals_told_at.extend(new.iter().map(|_| now));
        new
    }

    /// In how long the time of the first of them is over. It is the server that says so; a clock that is ahead asks once a
    /// second.
    fn first_end_of(&self, pending: &[ApprovalNow]) -> Option<Duration> {
        let ends = pending.iter().filter_map(|approval| approval.expires_at.parse::<jiff::Timestamp>().ok());
        let left_ms = ends.min()?.as_millisecond().saturating_sub(self.context.ports.clock.now_ms());
        Some(Duration::from_millis(left_ms.max(1_000).unsigned_abs()))
    }
}

/// Tells of one, as long as it is asked: somebody may have answered meanwhile, or another home may be shown.
async fn tell(context: Arc<Context>, approval: ApprovalNow) {
    let id = approval.id.clone();
    let is_asked = || context.view.snapshot().borrow().approvals.iter().any(|asked| asked.id == id);
    let notifier = &context.ports.notifier;
    match timeout(REACH_LIMIT, notifier.reach()).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => return warn!(%error, "an approval is asked for in tray and window alone"),
        Err(_) => return warn!("the desktop does not answer: an approval is asked for in tray and window alone"),
    }
    if !is_asked() {
        return;
    }
    // Not given up half-way: what is shown is to be known by its number.
    if let Err(error) = notifier.show(&Notice::Approval(approval)).await {
        warn!(%error, "an approval is asked for in tray and window alone");
    }
    if !is_asked() {
        context.withdraw_notices(vec![id]);
    }
}
