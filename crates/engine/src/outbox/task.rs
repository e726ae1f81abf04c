use std::sync::atomic::Ordering;
use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use infuse_protocol::{Code, Problem};
use serde_json::Value;
use tokio::sync::watch;
use tracing::{debug, warn};

use super::Outbox;
use crate::api::{Api, ApiError};
use crate::resources::{Heard, Kept, ResourceName};
use crate::scope::Scope;
use crate::session::{Session, Standing};

/// Pauses between tries. Whoever reconnects, or edits, tries at once.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How often in a row an edit may find another version than it was made to, before others are let be for a while.
const MOST_MERGES: usize = 5;

/// Why a round ended before all was read and told.
#[derive(Debug, thiserror::Error)]
enum Stopped {
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error(transparent)]
    State(#[from] sqlx::Error),
    #[error("the session is not of who is known to be signed in")]
    OtherPerson,
    #[error("it is changed elsewhere again and again")]
    Contended,
}

impl Stopped {
    /// Whether it is said of one resource, and nothing about the others by it.
    fn is_of_one(&self) -> bool {
        match self {
            Self::Api(ApiError::Problem { problem, .. }) => {
                !matches!(problem.code, Code::Unauthorized | Code::RateLimited | Code::Unavailable)
            }
            Self::Api(ApiError::Nonsense(_)) | Self::Contended => true,
            Self::Api(_) | Self::State(_) | Self::OtherPerson => false,
        }
    }
}

/// What the outbox does, one thing after another: edits to one resource are told in order.
pub(super) struct Task {
    outbox: Outbox,
    sessions: watch::Receiver<Standing>,
    /// Whose the session is, once its server has said so.
    account_id: Option<String>,
}

impl Task {
    pub(super) fn new(outbox: Outbox, sessions: watch::Receiver<Standing>) -> Self {
        Self { outbox, sessions, account_id: None }
    }

    pub(super) async fn run(mut self) {
        let mut pauses = pauses();
        loop {
            let (session, is_another) = {
                let standing = self.sessions.borrow_and_update();
                (standing.session.clone(), standing.has_changed())
            };
            if is_another {
                self.account_id = None;
                pauses = self::pauses();
            }
            let pause = match session {
                None => {
                    self.set_away(true);
                    None
                }
                Some(session) => match self.round(&session).await {
                    Ok(()) => {
                        pauses = self::pauses();
                        self.set_away(false);
                        None
                    }
                    Err(stopped) => {
                        debug!(%stopped, "what is unsent waits");
                        self.set_away(true);
                        Some(pauses.next().unwrap_or(LONGEST_PAUSE))
                    }
                },
            };
            tokio::select! {
                changed = self.sessions.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    // It is looked at above, as is one that comes during a round.
                    self.sessions.mark_changed();
                }
                () = self.outbox.shared.due.notified() => {}
                () = after(pause) => {}
            }
        }
    }

    /// Reads what is another by now, and tells what is unsent.
    async fn round(&mut self, session: &Session) -> Result<(), Stopped> {
        let Some(home) = self.outbox.context.state.home(&self.outbox.home_id).await? else { return Ok(()) };
        let Some(scope) = home.scope() else { return Ok(()) };
        // It has pauses of its own.
        let api = session.api.with_one_try();
        self.make_sure(&api, &scope).await?;
        let mut outcome = self.read_stale(&api, &scope).await;
        for name in ResourceName::ALL {
            if outcome.as_ref().is_err_and(|stopped| !stopped.is_of_one()) {
                break;
            }
            let told = self.tell(&api, &scope, *name).await;
            if told.is_err() {
                outcome = told;
            }
        }
        outcome
    }

    /// Reads what is another by now; what changes while it is read, once more. What could not be read stays to be read.
    async fn read_stale(&self, api: &Api, scope: &Scope) -> Result<(), Stopped> {
        let mut outcome = Ok(());
        let mut unread = Vec::new();
        while let Some((name, since)) = self.outbox.shared.begin_to_read() {
            if let Err(stopped) = self.read(api, scope, name).await {
                unread.push((name, since));
                let is_of_one = stopped.is_of_one();
                outcome = Err(stopped);
                if !is_of_one {
                    break;
                }
            }
        }
        let mut stale = self.outbox.shared.stale();
        for (name, since) in unread {
            stale.entry(name).or_insert(since);
        }
        outcome
    }

    async fn read(&self, api: &Api, scope: &Scope, name: ResourceName) -> Result<(), Stopped> {
        match api.resource(&name.path(scope)).await {
            Ok(heard) => self.hear(scope, name, heard).await,
            Err(error) if refusal(&error).is_some() => {
                // One that a server does not give holds no other up.
                warn!(%error, ?name, "a resource is not given");
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Makes sure that the session is that person's. Session and person are kept in two places, and whatever stopped the
    /// app between the two, nobody's edits are sent in another one's name.
    async fn make_sure(&mut self, api: &Api, scope: &Scope) -> Result<(), Stopped> {
        if self.account_id.is_none() {
            self.outbox.shared.stale().remove(&ResourceName::Account);
            let account: Heard = api.resource(&ResourceName::Account.path(scope)).await?;
            self.account_id = account.value.get("id").and_then(Value::as_str).map(str::to_owned);
            if self.account_id.as_ref() == Some(&scope.account_id) {
                self.hear(scope, ResourceName::Account, account).await?;
                let others = ResourceName::ALL.iter().copied().filter(|name| *name != ResourceName::Account);
                self.outbox.read_again(others);
            }
        }
        if self.account_id.as_ref() == Some(&scope.account_id) { Ok(()) } else { Err(Stopped::OtherPerson) }
    }

    async fn hear(&self, scope: &Scope, name: ResourceName, heard: Heard) -> Result<(), Stopped> {
        self.change(scope, name, |kept| heard.taken_in_by(kept)).await
    }

    /// Sends what is unsent of a resource, until nothing is.
    async fn tell(&self, api: &Api, scope: &Scope, name: ResourceName) -> Result<(), Stopped> {
        let mut merges = 0;
        while merges < MOST_MERGES {
            let begun = self.outbox.context.state.change_resource(scope, name, |kept| kept.as_mut()?.begin()).await?;
            let Some(request) = begun.outcome else { return Ok(()) };
            let path = name.path(scope);
            match api.edit_resource(&path, &request).await {
                Ok(Heard { version, value }) => {
                    self.change_kept(scope, name, |kept| kept.sent(&request, version, value)).await?;
                }
                Err(error) if is_another_version(&error) => {
                    merges += 1;
                    let heard = match error.current() {
                        Some(current) => Heard::read(current)?,
                        None => api.resource(&path).await?,
                    };
                    self.hear(scope, name, heard).await?;
                }
                Err(error) => match refusal(&error) {
                    Some(problem) => {
                        warn!(%error, "an edit was refused");
                        self.change_kept(scope, name, |kept| kept.refused(&request, problem)).await?;
                    }
                    None => return Err(error.into()),
                },
            }
        }
        Err(Stopped::Contended)
    }

    async fn change_kept(
        &self,
        scope: &Scope,
        name: ResourceName,
        change: impl FnOnce(&mut Kept),
    ) -> Result<(), Stopped> {
        self.change(scope, name, |kept| {
            if let Some(kept) = kept {
                change(kept);
            }
        })
        .await
    }

    /// Changes what is kept, and tells whoever shows it.
    async fn change(
        &self,
        scope: &Scope,
        name: ResourceName,
        change: impl FnOnce(&mut Option<Kept>),
    ) -> Result<(), Stopped> {
        let changed = self.outbox.context.state.change_resource(scope, name, change).await?;
        if changed.has_changed {
            self.outbox.changes.tell(&[name]);
        }
        Ok(())
    }

    /// Notes whether what is unsent waits; where anything does, it is shown otherwise now.
    fn set_away(&self, is_away: bool) {
        if self.outbox.shared.is_away.swap(is_away, Ordering::Relaxed) != is_away {
            self.outbox.changes.tell(ResourceName::ALL);
        }
    }
}

fn pauses() -> ExponentialBackoff {
    ExponentialBuilder::default()
        .with_min_delay(FIRST_PAUSE)
        .with_max_delay(LONGEST_PAUSE)
        .without_max_times()
        .with_jitter()
        .build()
}

/// Passes after the pause; never, where there is none.
async fn after(pause: Option<Duration>) {
    match pause {
        Some(pause) => tokio::time::sleep(pause).await,
        None => std::future::pending().await,
    }
}

fn is_another_version(error: &ApiError) -> bool {
    matches!(error, ApiError::Problem { problem, .. } if problem.code == Code::VersionConflict)
}

/// What a server says that will not take an edit, however often it is sent.
fn refusal(error: &ApiError) -> Option<&Problem> {
    let ApiError::Problem { problem, .. } = error else { return None };
    let may_pass = matches!(problem.code, Code::Unauthorized | Code::RequestTimeout | Code::RateLimited);
    ((400..500).contains(&problem.status) && !may_pass).then_some(problem)
}
