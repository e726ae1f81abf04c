//! Warnings: when what the courier carries is due.

use std::time::Duration;

use infuse_protocol::stream::{Alert, AlertKind};
use tokio::time::Instant;
use tracing::warn;

use super::asking::Purpose;
use super::{REPLAY_PAUSE, TRY_AGAIN, Worker};
use crate::preferences;
use crate::resources::ResourceName;
use crate::sync::courier::Outcome;
use crate::sync::deadlines::Deadline;
use crate::usage::alerts::Decision;

/// How long the alert memory has to recover before the stream is read again from before an alert.
const HEAR_AGAIN: Duration = Duration::from_secs(60);

/// How much later than by this device's clock a cycle may end by the server's, at which a pause ends.
const AFTER_PAUSE: Duration = Duration::from_secs(1);

impl Worker {
    pub(super) async fn alert(&mut self, alert: Alert) {
        let decision = self.courier.hear(&alert, !self.outbox.is_reading(ResourceName::Preferences)).await;
        if matches!(decision, Ok(Decision::ShowNow | Decision::Hold | Decision::Quiet)) {
            self.context.view.journal_changed();
        }
        match decision {
            Ok(Decision::ShowNow) if alert.kind == AlertKind::PlanUpgraded => {
                // The notice names the plan of now.
                self.notice_waits_for_workspace = true;
                self.read_workspace();
            }
            // What still waits is told with it.
            Ok(Decision::ShowNow) => self.show_waiting().await,
            Ok(Decision::Hold) => self.deadlines.set(Deadline::Digest, REPLAY_PAUSE),
            Ok(Decision::AlreadyShown | Decision::Quiet | Decision::Drop) => {}
            Err(error) => {
                warn!(%error, "an alert can not be noted, and is heard again later");
                self.missed_an_alert = true;
                self.deadlines.set(Deadline::HearAgain, HEAR_AGAIN);
            }
        }
    }

    /// Shows what waits. What it says of figures has to be true when it is seen: where they are older than that, the
    /// server is asked first.
    pub(super) async fn show_waiting(&mut self) {
        self.show_sign_ins().await;
        if self.notice_waits_for_workspace || self.waits_for_preferences() {
            return;
        }
        match self.courier.due().await {
            Ok(due) if self.store.is_behind(&due) => self.ask(Purpose::Warnings),
            Ok(_) => self.show_judged().await,
            Err(error) => self.memory_failed(&error),
        }
    }

    /// Shows which sign-ins wait, whatever alerts wait for.
    pub(super) async fn show_sign_ins(&mut self) {
        match self.courier.show_sign_in(Instant::now()).await {
            Ok(Some(pause)) => self.deadlines.set(Deadline::SignIns, pause),
            Ok(None) => {}
            Err(error) => {
                warn!(%error, "which sign-ins were told of can not be read");
                self.deadlines.set(Deadline::SignIns, TRY_AGAIN);
            }
        }
    }

    /// Shows what waits, by the figures that are known.
    pub(super) async fn show_judged(&mut self) {
        if self.waits_for_preferences() {
            return;
        }
        self.read_threshold().await;
        let figures = self.store.for_notices(self.home.profile.as_ref());
        let shown = match self.courier.due().await {
            Ok(due) if due.is_empty() => Ok(None),
            Ok(due) => self.courier.show(due, &figures, Instant::now()).await,
            Err(error) => Err(error),
        };
        match shown {
            Ok(Some(pause)) => self.deadlines.set(Deadline::Digest, pause),
            Ok(None) => {}
            Err(error) => self.memory_failed(&error),
        }
        // What was left out is said to be.
        self.context.view.journal_changed();
    }

    /// Whether what is due may be by preferences that were set elsewhere and are on their way here: another threshold, or
    /// a kind that is switched on again. It is looked at once more then.
    fn waits_for_preferences(&mut self) -> bool {
        let waits = self.outbox.is_reading(ResourceName::Preferences);
        if waits {
            self.deadlines.set(Deadline::Digest, REPLAY_PAUSE);
        }
        waits
    }

    pub(super) async fn notice_ended(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Shown => {
                // The list of alerts says what became of each.
                self.context.view.journal_changed();
                if self.courier.was_shown() {
                    self.show_waiting().await;
                } else {
                    self.show_sign_ins().await;
                }
            }
            Outcome::Refused => {
                let pause = self.courier.pause_after_refusal();
                self.deadlines.set(Deadline::Digest, pause);
            }
            Outcome::NotNoted(error) => self.memory_failed(&error),
        }
    }

    /// What can not be noted is not shown, for it would be shown again.
    fn memory_failed(&mut self, error: &sqlx::Error) {
        warn!(%error, "the alert memory can not be read or written");
        self.deadlines.set(Deadline::Digest, TRY_AGAIN);
    }

    /// Judges by the person's threshold of now; answers whether it is another than before.
    pub(super) async fn read_threshold(&mut self) -> bool {
        let Some(scope) = &self.scope else { return false };
        match preferences::known(&self.context.state, scope).await {
            Ok(known) => self.store.warn_at(known.threshold()),
            Err(error) => {
                warn!(%error, "at how many credits to warn can not be read");
                false
            }
        }
    }

    pub(super) async fn preferences_changed(&mut self) {
        if self.read_threshold().await {
            self.publish().await;
        }
        match self.courier.may_be_less_silent().await {
            Ok(true) => self.silence_changed().await,
            Ok(false) => {}
            Err(error) => warn!(%error, "which hours are quiet can not be read"),
        }
    }

    /// A pause or quiet hours have begun or ended, or may have.
    pub(super) async fn silence_changed(&mut self) {
        match self.courier.read_silence().await {
            Ok(next) => {
                self.deadlines.set_or_clear(Deadline::Silence, next.map(|next| next + AFTER_PAUSE));
                if self.link.is_live() || self.link.is_polling() {
                    self.show_waiting().await;
                }
            }
            Err(error) => {
                warn!(%error, "whether warnings are paused can not be read");
                self.deadlines.set(Deadline::Silence, TRY_AGAIN);
            }
        }
    }
}
