//! Carries notices to the desktop, of alerts and of sign-ins from new devices, each at most once. Which alerts are due is
//! decided in `usage::alerts`.

use std::collections::{HashSet, VecDeque};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use infuse_protocol::stream::Alert;
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout};
use tracing::warn;

use crate::context::Context;
use crate::notice::{Notice, Occasion};
use crate::ports::NotifierError;
use crate::preferences::{self, QuietHours, Standing};
use crate::scope::Scope;
use crate::snapshot::{Condition, Warnings};
use crate::state::{AlertState, State};
use crate::usage::alerts::{self, Circumstances, Decision, Figures, Memory};

/// Pauses between tries while no notification service answers.
const FIRST_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(30 * 60);

/// How long the desktop may take to say whether it shows a notice, before it is told that it does not.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);

/// More notices than [`MOST_AT_ONCE`] within this time become one.
const BURST: Duration = Duration::from_secs(10);
const MOST_AT_ONCE: usize = 3;

/// What became of a notice.
#[derive(Debug)]
pub(super) enum Outcome {
    Shown,
    /// The desktop does not show it: it waits again.
    Refused,
    /// It could not be noted, and was perhaps not shown for it.
    NotNoted(sqlx::Error),
}

pub(super) struct Courier {
    context: Arc<Context>,
    /// Whom it tells; nobody, before it is known who is signed in.
    scope: Option<Scope>,
    /// The server's time when this connection began.
    connected_at_ms: i64,
    paused_until_ms: Option<i64>,
    quiet_hours: Option<QuietHours>,
    failures: u32,
    /// What was raised just now and waits for its turn, and not because nobody was there.
    fresh: HashSet<Key>,
    /// When the last notices were handed over.
    shown_at: VecDeque<Instant>,
    /// The notice that the desktop has not answered yet. There is one at a time.
    showing: Option<oneshot::Receiver<Outcome>>,
    /// Whether alerts are due after it: it is of some, or they were asked for meanwhile.
    alerts_follow: bool,
}

/// What tells alerts apart.
type Key = (String, String, i64);

fn key(alert: &Alert) -> Key {
    (alert.workspace_id.clone(), alert.id.clone(), alert.raised_at.as_millis())
}

impl Courier {
    pub(super) fn new(context: Arc<Context>) -> Self {
        Self {
            context,
            scope: None,
            connected_at_ms: i64::MAX,
            paused_until_ms: None,
            quiet_hours: None,
            failures: 0,
            fresh: HashSet::new(),
            shown_at: VecDeque::new(),
            showing: None,
            alerts_follow: false,
        }
    }

    /// Tells this person from now on.
    pub(super) fn serve(&mut self, scope: Scope) {
        if self.scope.replace(scope.clone()) != Some(scope) {
            (self.paused_until_ms, self.quiet_hours, self.failures) = (None, None, 0);
            self.fresh.clear();
        }
    }

    /// What was raised up to this moment of the server happened while the app was away.
    pub(super) fn connected(&mut self, server_now_ms: i64) {
        self.connected_at_ms = server_now_ms;
    }

    /// Reads again until when warnings are paused, and which hours are quiet, and shows it. Answers in how long that is to
    /// be looked at again, where it is.
    pub(super) async fn read_silence(&mut self) -> Result<Option<Duration>, sqlx::Error> {
        let Some(scope) = &self.scope else { return Ok(None) };
        let (context, now_ms) = (self.context.clone(), self.context.ports.clock.now_ms());
        self.paused_until_ms = context.state.paused_until(scope).await?;
        let is_over = self.paused_until_ms.take_if(|until| *until <= now_ms).is_some();
        self.quiet_hours = preferences::known(&context.state, scope).await?.quiet_hours();
        let quiet = self.standing();
        let quiet_until = quiet.filter(|quiet| quiet.is_quiet).map(|quiet| quiet.until_ms);
        let text = |ms| infuse_protocol::Timestamp::from_millis(ms).to_string();
        let warnings = match (self.paused_until_ms, quiet_until) {
            (Some(until), _) => Warnings::Paused { until: text(until) },
            (None, Some(until)) => Warnings::Quiet { until: text(until) },
            (None, None) => Warnings::On,
        };
        context.view.update(|snapshot| snapshot.warnings = warnings);
        if is_over && let Err(error) = context.state.end_pause(scope).await {
            warn!(%error, "a pause that is over is still kept");
        }
        let changes = [self.paused_until_ms, quiet.map(|quiet| quiet.until_ms)];
        let next = changes.into_iter().flatten().min();
        Ok(next.and_then(|next| u64::try_from(next - now_ms).ok()).map(Duration::from_millis))
    }

    /// Whether other hours are quiet by now than when that was read, or it is one and another kind may be let through.
    pub(super) async fn may_be_less_silent(&self) -> Result<bool, sqlx::Error> {
        let Some(scope) = &self.scope else { return Ok(false) };
        let quiet_hours = preferences::known(&self.context.state, scope).await?.quiet_hours();
        Ok(quiet_hours != self.quiet_hours || self.is_quiet())
    }

    /// Takes an alert into the memory and decides about it. Where it is not certain what the person wants to be told of, it
    /// is decided when it is to be shown.
    pub(super) async fn hear(&mut self, alert: &Alert, is_certain: bool) -> Result<Decision, sqlx::Error> {
        let Some(scope) = &self.scope else { return Ok(Decision::Drop) };
        let (state, alert) = (&self.context.state, &alerts::bounded(alert));
        let memory = match state.alert(scope, alert).await? {
            None => Memory::Unknown,
            Some(AlertState::Waiting) => Memory::Waiting,
            Some(AlertState::Showing | AlertState::Shown | AlertState::LeftOut) => Memory::Shown,
        };
        let known = preferences::known(state, scope).await?;
        let decision = alerts::decide(Circumstances {
            memory,
            raised_at_ms: alert.raised_at.as_millis(),
            connected_at_ms: self.connected_at_ms,
            remembered_since_ms: state.remembered_since(scope).await?,
            silent: self.is_paused() || (self.is_quiet() && !known.lets_through(alert.kind)),
            wanted: !is_certain || known.shows(alert.kind),
        });
        if matches!(decision, Decision::ShowNow | Decision::Hold | Decision::Quiet) {
            state.keep_alert(scope, alert).await?;
        }
        match decision {
            Decision::ShowNow => drop(self.fresh.insert(key(alert))),
            Decision::Quiet => self.leave_out(scope, std::slice::from_ref(alert)).await?,
            Decision::Hold | Decision::AlreadyShown | Decision::Drop => {}
        }
        Ok(decision)
    }

    /// What may be shown now: nothing while warnings are paused, or while the desktop has not answered the last notice; in
    /// quiet hours what is let through; and of what waits nothing that the person does without by now.
    pub(super) async fn due(&mut self) -> Result<Vec<Alert>, sqlx::Error> {
        self.alerts_follow = self.showing.is_some();
        let idle = self.scope.as_ref().filter(|_| self.showing.is_none() && !self.is_paused());
        let Some(scope) = idle else { return Ok(Vec::new()) };
        let waiting = self.context.state.waiting_alerts(scope).await?;
        if waiting.is_empty() {
            return Ok(waiting);
        }
        let known = preferences::known(&self.context.state, scope).await?;
        let (mut due, unwanted): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|alert| known.shows(alert.kind));
        self.leave_out(scope, &unwanted).await?;
        if self.is_quiet() {
            due.retain(|alert| known.lets_through(alert.kind));
        }
        Ok(due)
    }

    /// Notes that no notification tells of them.
    async fn leave_out(&self, scope: &Scope, alerts: &[Alert]) -> Result<(), sqlx::Error> {
        if alerts.is_empty() {
            return Ok(());
        }
        self.context.state.set_alerts(scope, alerts, AlertState::LeftOut).await?;
        self.context.state.forget_old_alerts(scope).await
    }

    /// Begins to show what is due, as one notice; what was raised just now each by itself, as long as it is little.
    /// Answers after which pause there is more to show, where that is not when the desktop has answered.
    pub(super) async fn show(
        &mut self,
        mut due: Vec<Alert>,
        figures: &Figures,
        now: Instant,
    ) -> Result<Option<Duration>, sqlx::Error> {
        let Some(scope) = self.scope.clone() else { return Ok(None) };
        let is_fresh = due.iter().all(|alert| self.fresh.contains(&key(alert)));
        let room = match self.room(now) {
            Ok(room) => room,
            Err(pause) => return Ok(Some(pause)),
        };
        if is_fresh && due.len() <= room {
            due.truncate(1);
        }
        for alert in &due {
            self.fresh.remove(&key(alert));
        }
        let occasion = if is_fresh { Occasion::Burst } else { Occasion::Away };
        let Some(notice) = alerts::notice_of(&due, figures, occasion) else {
            // Nothing of it is so any more.
            self.context.state.set_alerts(&scope, &due, AlertState::LeftOut).await?;
            return Ok((!due.is_empty()).then_some(Duration::ZERO));
        };
        self.hand_over(scope, Subject::Alerts(due), notice, now);
        self.alerts_follow = true;
        Ok(None)
    }

    /// The same with the oldest sign-in that waits, which no pause of warnings holds back.
    pub(super) async fn show_sign_in(&mut self, now: Instant) -> Result<Option<Duration>, sqlx::Error> {
        let Some(scope) = self.scope.clone().filter(|_| self.showing.is_none()) else { return Ok(None) };
        let Some(sign_in) = self.context.state.waiting_sign_in(&scope).await? else { return Ok(None) };
        if let Err(pause) = self.room(now) {
            return Ok(Some(pause));
        }
        let notice = Notice::NewDevice { device: sign_in.device, address: sign_in.address };
        self.hand_over(scope, Subject::SignIn(sign_in.id), notice, now);
        self.alerts_follow = false;
        Ok(None)
    }

    /// For how many notices there is room now, or in how long there is for one.
    fn room(&mut self, now: Instant) -> Result<usize, Duration> {
        self.shown_at.retain(|shown_at| *shown_at + BURST > now);
        match (MOST_AT_ONCE.saturating_sub(self.shown_at.len()), self.shown_at.front()) {
            (0, Some(first)) => Err(*first + BURST - now),
            (room, _) => Ok(room),
        }
    }

    fn hand_over(&mut self, scope: Scope, subject: Subject, notice: Notice, now: Instant) {
        self.shown_at.push_back(now);
        let (answer, showing) = oneshot::channel();
        self.showing = Some(showing);
        let context = self.context.clone();
        // It runs to its end even when the worker is stopped meanwhile.
        self.context.notices.spawn(async move {
            let outcome = carry(&context, &scope, &subject, &notice).await.unwrap_or_else(Outcome::NotNoted);
            // The worker may have been stopped.
            let _ = answer.send(outcome);
        });
    }

    /// What becomes of the notice that is being shown; never, while there is none. Nothing is lost when it is dropped.
    pub(super) async fn outcome(&mut self) -> Outcome {
        let Some(showing) = &mut self.showing else { return std::future::pending().await };
        // A notifier that panicked may have shown it: the intent stays, and it is not shown again.
        let outcome = showing.await.unwrap_or(Outcome::Shown);
        self.showing = None;
        outcome
    }

    /// After which pause to try a notice again that the desktop refused.
    pub(super) fn pause_after_refusal(&mut self) -> Duration {
        let pause = FIRST_PAUSE.saturating_mul(2u32.saturating_pow(self.failures)).min(LONGEST_PAUSE);
        self.failures = self.failures.saturating_add(1);
        pause
    }

    /// Answers whether alerts are due after it.
    pub(super) fn was_shown(&mut self) -> bool {
        self.failures = 0;
        self.alerts_follow
    }

    fn is_paused(&self) -> bool {
        self.paused_until_ms.is_some_and(|until| until > self.context.ports.clock.now_ms())
    }

    /// Whether notifications wait by the person's quiet hours.
    pub(super) fn is_quiet(&self) -> bool {
        self.standing().is_some_and(|standing| standing.is_quiet)
    }

    /// Where this moment stands to quiet hours; `None` where there are none.
    fn standing(&self) -> Option<Standing> {
        let clock = &self.context.ports.clock;
        let now = jiff::Timestamp::from_millisecond(clock.now_ms()).ok()?.to_zoned(clock.time_zone());
        self.quiet_hours?.at(&now)
    }
}

/// What one notice tells of.
enum Subject {
    Alerts(Vec<Alert>),
    /// By its id.
    SignIn(String),
}

impl Subject {
    /// Notes that it is being shown; `false`, and nothing is noted, where it does not wait.
    async fn begin(&self, state: &State, scope: &Scope) -> Result<bool, sqlx::Error> {
        match self {
            Self::Alerts(alerts) => state.begin_to_show(scope, alerts).await,
            // Who has left meanwhile is told of nothing.
            Self::SignIn(id) => Ok(state.is_signed_in(scope).await? && state.begin_to_tell(scope, id).await?),
        }
    }

    async fn was_shown(&self, state: &State, scope: &Scope) -> Result<(), sqlx::Error> {
        match self {
            Self::Alerts(alerts) => {
                state.set_alerts(scope, alerts, AlertState::Shown).await?;
                state.forget_old_alerts(scope).await
            }
            Self::SignIn(id) => state.set_sign_in(scope, id, AlertState::Shown).await,
        }
    }

    async fn waits_again(&self, state: &State, scope: &Scope) -> Result<(), sqlx::Error> {
        match self {
            Self::Alerts(alerts) => state.set_alerts(scope, alerts, AlertState::Waiting).await,
            Self::SignIn(id) => state.set_sign_in(scope, id, AlertState::Waiting).await,
        }
    }
}

/// Shows a notice: the desktop is reached, the intent goes on the disk, the notice is handed over, and the outcome is noted.
/// What stops the app before the intent is on the disk leaves the notice to the next start; what stops it later leaves
/// nobody who knows whether it was shown, and it is not shown again.
async fn carry(context: &Context, scope: &Scope, subject: &Subject, notice: &Notice) -> Result<Outcome, sqlx::Error> {
    let (notifier, state) = (&context.ports.notifier, &context.state);
    // Nothing comes of reaching it later: what is to be said may be another by then.
    let silent = |_| NotifierError::Missing("it does not answer".to_owned());
    let reached = timeout(ANSWER_LIMIT, notifier.reach()).await.map_err(silent).flatten();
    tell(context, &reached);
    if let Err(error) = reached {
        warn!(%error, "a notice waits");
        return Ok(Outcome::Refused);
    }
    // Somebody else, who was reaching the desktop for longer, may have shown them meanwhile.
    if !subject.begin(state, scope).await? {
        return Ok(Outcome::Shown);
    }
    let shown = answer(context, notifier.show(notice)).await;
    tell(context, &shown);
    match shown {
        Ok(()) => {
            subject.was_shown(state, scope).await?;
            Ok(Outcome::Shown)
        }
        Err(error) => {
            warn!(%error, "a notice waits");
            subject.waits_again(state, scope).await?;
            Ok(Outcome::Refused)
        }
    }
}

/// Says what of notifications is amiss, or that nothing is.
fn tell(context: &Context, answer: &Result<(), NotifierError>) {
    context.view.set_condition(Condition::NoNotifications, matches!(answer, Err(NotifierError::Missing(_))));
    context.view.set_condition(Condition::NotificationsOff, matches!(answer, Err(NotifierError::Off)));
}

/// What the desktop answers. One that does not in time is told to be none; it is not asked a second time, for it may yet
/// do what it was asked.
async fn answer(
    context: &Context,
    asked: impl Future<Output = Result<(), NotifierError>>,
) -> Result<(), NotifierError> {
    let mut asked = pin!(asked);
    if let Ok(answer) = timeout(ANSWER_LIMIT, &mut asked).await {
        return answer;
    }
    warn!("the desktop does not say whether it shows a notice");
    context.view.set_condition(Condition::NoNotifications, true);
    asked.await
}
