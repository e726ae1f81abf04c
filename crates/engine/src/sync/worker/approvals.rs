//! What agents ask the person: looked at whenever it may have changed, shown, told by a notification once, and taken back when
//! it is over.

use std::collections::HashSet;
use std::time::Duration;

use tokio::time::timeout;
use tracing::{debug, warn};

use super::Worker;
use crate::api::ApiError;
use crate::approvals;
use crate::notice::Notice;
use crate::snapshot::ApprovalNow;
use crate::sync::deadlines::Deadline;

/// How long the desktop may take to show a notice, or to take one back.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);

/// How long a look that failed is left alone, where no news come.
const TRY_AGAIN: Duration = Duration::from_secs(30);

/// Notifications of one look. What is beyond them stands in tray and window.
const MOST_AT_ONCE: usize = 3;

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
        let now_ms = self.context.ports.clock.now_ms();
        let ends_ms = pending.iter().filter_map(|approval| approval.expires_at.parse::<jiff::Timestamp>().ok());
        let next_ms = ends_ms.map(jiff::Timestamp::as_millisecond).min();
        // It is the server that says when it is over; a clock that is ahead asks once a second.
        let pause =
            next_ms.map(|next_ms| Duration::from_millis(next_ms.saturating_sub(now_ms).max(1_000).unsigned_abs()));
        self.deadlines.set_or_clear(Deadline::Approvals, pause);
        let ids: HashSet<String> = pending.iter().map(|approval| approval.id.clone()).collect();
        let gone: Vec<String> = self.approvals_told.extract_if(|id| !ids.contains(id)).collect();
        let new: Vec<ApprovalNow> =
            pending.iter().filter(|approval| self.approvals_told.insert(approval.id.clone())).cloned().collect();
        self.context.view.update(|snapshot| snapshot.approvals = pending);
        let is_told = !self.courier.is_quiet();
        let context = self.context.clone();
        if gone.is_empty() && (new.is_empty() || !is_told) {
            return;
        }
        self.context.notices.spawn(async move {
            let notifier = &context.ports.notifier;
            for id in gone {
                // Nothing depends on it: its buttons do nothing any more.
                let _ = timeout(ANSWER_LIMIT, notifier.withdraw(&id)).await;
            }
            for approval in new.into_iter().filter(|_| is_told).take(MOST_AT_ONCE) {
                let showing = async {
                    notifier.reach().await?;
                    notifier.show(&Notice::Approval(approval)).await
                };
                match timeout(ANSWER_LIMIT, showing).await {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => warn!(%error, "an approval is asked for in tray and window alone"),
                    Err(_) => warn!("the desktop does not say whether it asks for an approval"),
                }
            }
        });
    }
}
