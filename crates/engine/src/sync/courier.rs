//! Carries alerts to the desktop, each at most once. What is due is decided in `usage::alerts`.

use std::sync::Arc;
use std::time::Duration;

use infuse_protocol::stream::Alert;
use tracing::warn;

use crate::context::Context;
use crate::scope::Scope;
use crate::snapshot::{Condition, Warnings};
use crate::state::AlertState;
use crate::usage::alerts::{self, Circumstances, Decision, Figures, Memory};

/// Pauses between tries while no notification service answers.
const FIRST_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(30 * 60);

pub(super) struct Courier {
    context: Arc<Context>,
    /// Whom it tells; nobody, before it is known who is signed in.
    scope: Option<Scope>,
    /// The server's time when this connection began.
    connected_at_ms: i64,
    paused_until_ms: Option<i64>,
    failures: u32,
}

impl Courier {
    pub(super) fn new(context: Arc<Context>) -> Self {
        Self { context, scope: None, connected_at_ms: i64::MAX, paused_until_ms: None, failures: 0 }
    }

    /// Tells this person from now on.
    pub(super) fn serve(&mut self, scope: Scope) {
        if self.scope.replace(scope.clone()) != Some(scope) {
            (self.paused_until_ms, self.failures) = (None, 0);
        }
    }

    /// What was raised up to this moment of the server happened while the app was away.
    pub(super) fn connected(&mut self, server_now_ms: i64) {
        self.connected_at_ms = server_now_ms;
    }

    /// Reads again until when warnings are paused, and shows it. Answers how long that still is.
    pub(super) async fn read_pause(&mut self) -> Result<Option<Duration>, sqlx::Error> {
        let Some(scope) = &self.scope else { return Ok(None) };
        self.paused_until_ms = self.context.state.paused_until(scope).await?;
        let left = self.paused_for();
        if left.is_none() && self.paused_until_ms.take().is_some() {
            self.context.state.end_pause(scope).await?;
        }
        let warnings = match self.paused_until_ms {
            Some(until) => Warnings::Paused { until: infuse_protocol::Timestamp::from_millis(until).to_string() },
            None => Warnings::On,
        };
        self.context.view.update(|snapshot| snapshot.warnings = warnings);
        Ok(left)
    }

    /// Takes an alert into the memory and decides about it.
    pub(super) async fn hear(&self, alert: &Alert) -> Result<Decision, sqlx::Error> {
        let Some(scope) = &self.scope else { return Ok(Decision::Drop) };
        let state = &self.context.state;
        let memory = match state.alert(scope, alert).await? {
            None => Memory::Unknown,
            Some(AlertState::Waiting) => Memory::Waiting,
            Some(AlertState::Showing | AlertState::Shown) => Memory::Shown,
        };
        let decision = alerts::decide(Circumstances {
            memory,
            raised_at_ms: alert.raised_at.as_millis(),
            connected_at_ms: self.connected_at_ms,
            remembered_since_ms: state.remembered_since(scope).await?,
            paused: self.paused_for().is_some(),
        });
        if matches!(decision, Decision::ShowNow | Decision::Hold) {
            state.keep_alert(scope, alert).await?;
        }
        Ok(decision)
    }

    /// Shows all that waits as one notice. Answers after which pause to try again, when it was not shown.
    pub(super) async fn show_waiting(&mut self, figures: &Figures) -> Result<Option<Duration>, sqlx::Error> {
        let Some(scope) = self.scope.clone().filter(|_| self.paused_for().is_none()) else { return Ok(None) };
        let waiting = self.context.state.waiting_alerts(&scope).await?;
        self.show(scope, waiting, figures).await
    }

    /// Shows these as one notice: the intent is on the disk first, then the desktop is asked, then the outcome is
    /// noted. It runs to its end even when the worker is stopped meanwhile.
    async fn show(
        &mut self,
        scope: Scope,
        due: Vec<Alert>,
        figures: &Figures,
    ) -> Result<Option<Duration>, sqlx::Error> {
        let Some(notice) = alerts::notice_of(&due, figures) else { return Ok(None) };
        let context = self.context.clone();
        let showing = self.context.notices.spawn(async move {
            context.state.set_alerts(&scope, &due, AlertState::Showing).await?;
            let shown = context.ports.notifier.show(&notice).await;
            context.view.set_condition(Condition::NoNotifications, shown.is_err());
            match shown {
                Ok(()) => {
                    context.state.set_alerts(&scope, &due, AlertState::Shown).await?;
                    context.state.forget_old_alerts(&scope).await?;
                    Ok::<bool, sqlx::Error>(true)
                }
                Err(error) => {
                    warn!(%error, "a notice waits");
                    context.state.set_alerts(&scope, &due, AlertState::Waiting).await?;
                    Ok(false)
                }
            }
        });
        // A notifier that panicked may have shown it: the intent stays, and it is not shown again.
        let was_shown = showing.await.unwrap_or(Ok(true))?;
        if was_shown {
            self.failures = 0;
            return Ok(None);
        }
        let pause = FIRST_PAUSE.saturating_mul(2u32.saturating_pow(self.failures)).min(LONGEST_PAUSE);
        self.failures = self.failures.saturating_add(1);
        Ok(Some(pause))
    }

    /// How long warnings are still paused; `None`: they are not.
    fn paused_for(&self) -> Option<Duration> {
        let left = self.paused_until_ms? - self.context.ports.clock.now_ms();
        u64::try_from(left).ok().filter(|left| *left > 0).map(Duration::from_millis)
    }
}
