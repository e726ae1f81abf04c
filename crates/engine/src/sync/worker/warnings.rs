//! Warnings: when what the courier carries is due.

use std::time::Duration;

use infuse_protocol::stream::{Alert, AlertKind};
use tracing::{debug, warn};

use super::{REPLAY_PAUSE, TRY_AGAIN, Worker};
use crate::sync::deadlines::Deadline;
use crate::usage::alerts::Decision;

/// How long the alert memory has to recover before the stream is read again from before an alert.
const HEAR_AGAIN: Duration = Duration::from_secs(60);

impl Worker {
    pub(super) async fn alert(&mut self, alert: Alert) {
        match self.courier.hear(&alert).await {
            Ok(Decision::ShowNow) => {
                self.refresh_for(&alert).await;
                // What still waits is told with it.
                self.show_waiting().await;
            }
            Ok(Decision::Hold) => self.deadlines.set(Deadline::Digest, REPLAY_PAUSE),
            Ok(Decision::AlreadyShown | Decision::Drop) => {}
            Err(error) => {
                warn!(%error, "an alert can not be noted, and is heard again later");
                self.missed_an_alert = true;
                self.deadlines.set(Deadline::HearAgain, HEAR_AGAIN);
            }
        }
    }

    /// A notice names the present figures and plan; where it overtook them on the stream, they are asked for.
    async fn refresh_for(&mut self, alert: &Alert) {
        if alert.kind == AlertKind::PlanUpgraded {
            self.read_profile().await;
        }
        let is_about_credits = matches!(alert.kind, AlertKind::CreditsLow | AlertKind::CreditsExhausted);
        if is_about_credits
            && self.store.is_older_than(alert.raised_at)
            && let Err(error) = self.poll().await
        {
            debug!(?error, "a warning is shown with older figures");
        }
    }

    pub(super) async fn show_waiting(&mut self) {
        let figures = self.store.for_notices(self.home.profile.as_ref());
        let shown = self.courier.show_waiting(&figures).await;
        self.try_again_later(shown);
    }

    fn try_again_later(&mut self, shown: Result<Option<Duration>, sqlx::Error>) {
        match shown {
            Ok(Some(pause)) => self.deadlines.set(Deadline::Digest, pause),
            Ok(None) => {}
            // What can not be noted is not shown, for it would be shown again.
            Err(error) => {
                warn!(%error, "the alert memory can not be read or written");
                self.deadlines.set(Deadline::Digest, TRY_AGAIN);
            }
        }
    }

    pub(super) async fn pause_changed(&mut self) {
        match self.courier.read_pause().await {
            Ok(Some(left)) => self.deadlines.set(Deadline::PauseEnd, left),
            Ok(None) => {
                self.deadlines.clear(Deadline::PauseEnd);
                if self.link.is_live() {
                    self.show_waiting().await;
                }
            }
            Err(error) => warn!(%error, "whether warnings are paused can not be read"),
        }
    }
}
