//! Who the worker works for: entering the home, and leaving it.

use tracing::{debug, warn};

use super::{Phase, Worker};
use crate::account;
use crate::api::ApiError;
use crate::error::AppError;
use crate::resources::ResourceName;
use crate::session::{Session, enter};
use crate::snapshot::{Access, Condition, WorkspaceNow};
use crate::state::Profile;
use crate::sync::deadlines::Deadline;
use crate::sync::entry;
use crate::sync::link::{Link, LinkEvent};
use crate::vault::Secret;

impl Worker {
    pub(super) async fn enter(&mut self) {
        if let Err(error) = self.try_enter().await {
            debug!(%error, "the home was not entered");
        }
    }

    /// Enters the home, or answers what stands in the way.
    pub(super) async fn try_enter(&mut self) -> Result<(), AppError> {
        let followed = match &self.phase {
            Phase::Following(session) => Some(session.api.clone()),
            Phase::Entering | Phase::Over => None,
        };
        match entry::enter(&self.context, &mut self.home, followed).await {
            Ok(Some((session, profile))) => {
                self.entered(session, profile).await;
                Ok(())
            }
            Ok(None) => {
                self.sign_off().await;
                Err(AppError::signed_out())
            }
            Err(error) => {
                self.kept_out(&error).await;
                Err(error)
            }
        }
    }

    async fn kept_out(&mut self, error: &AppError) {
        if entry::KEYRING_TROUBLES.iter().any(|(trouble, _)| *trouble == error.code) {
            self.access = Access::KeyringLocked;
            self.keyring_trouble = Some(error.code);
            self.publish().await;
            let pause = entry::pause_after(self.entry_failures);
            self.entry_failures = self.entry_failures.saturating_add(1);
            return self.deadlines.set(Deadline::Retry, pause);
        }
        warn!(%error, "the home can not be entered");
        // Whoever was signed in still is, with figures of the past.
        self.access = self.signed_in();
        self.keyring_trouble = None;
        self.link_event(LinkEvent::Lost).await;
    }

    async fn entered(&mut self, session: Session, profile: Profile) {
        self.entry_failures = 0;
        self.slot.set(Some(session.clone()));
        self.phase = Phase::Following(session);
        if let Ok(Some(home)) = self.context.state.home(&self.home.id).await {
            self.home = home;
        }
        let is_known = self.scope == Some(profile.scope(&self.home.id));
        self.home.profile = Some(profile);
        if !is_known {
            self.serve().await;
        }
        self.access = self.signed_in();
        self.keyring_trouble = None;
        // What is cached is there before anyone is asked.
        self.publish().await;
        self.connect().await;
    }

    /// Works for who is signed in, as far as it is known: what was another person's here is forgotten, and what is cached
    /// is read.
    pub(super) async fn serve(&mut self) {
        let Some(scope) = self.home.scope() else { return };
        self.courier.serve(scope.clone());
        self.sign_ins.end();
        self.forget_approvals();
        if let Err(error) = self.context.state.forget_others(&scope).await {
            warn!(%error, "what was another person's is kept, and not shown");
        }
        let loaded = self.store.load(&scope).await;
        self.scope = Some(scope);
        self.read_threshold().await;
        if let Err(error) = loaded {
            self.cache_failed(&error).await;
        }
        self.silence_changed().await;
    }

    /// Who is signed in, as far as it is known.
    fn signed_in(&self) -> Access {
        match self.home.profile.clone() {
            Some(profile) => Access::SignedIn { account: profile.account, workspace: profile.workspace },
            None => Access::Starting,
        }
    }

    /// Asks for name and plan of the workspace, while the worker goes on.
    pub(super) fn read_workspace(&mut self) {
        let Phase::Following(session) = &self.phase else { return };
        let api = session.api.clone();
        self.workspace.begin(async move { Ok(enter::workspace_now(&api.active_workspace().await?)) });
    }

    pub(super) async fn workspace_read(&mut self, workspace: Result<WorkspaceNow, ApiError>) {
        match (workspace, &mut self.home.profile) {
            (Ok(workspace), Some(profile)) => {
                profile.workspace = workspace;
                self.profile_changed().await;
            }
            (Ok(_), None) => {}
            (Err(error), _) => debug!(%error, "the workspace is shown as it was"),
        }
        if std::mem::take(&mut self.notice_waits_for_workspace) {
            self.show_waiting().await;
        }
    }

    /// Shows the account as it is kept, with what was edited here.
    pub(super) async fn account_changed(&mut self) {
        let (Some(scope), Some(profile)) = (&self.scope, &mut self.home.profile) else { return };
        let kept = match self.context.state.resource(scope, ResourceName::Account).await {
            Ok(kept) => kept,
            Err(error) => return warn!(%error, "the account is shown as it was"),
        };
        match kept.as_ref().map(account::of_kept) {
            Some(Ok(account)) if account != profile.account => {
                profile.account = account;
                self.profile_changed().await;
            }
            Some(Err(error)) => warn!(%error, "the account is shown as it was"),
            Some(Ok(_)) | None => {}
        }
    }

    async fn profile_changed(&mut self) {
        if let Some(profile) = &self.home.profile
            && let Err(error) = self.context.state.set_profile(&self.home.id, profile).await
        {
            warn!(%error, "who is signed in is kept as it was");
        }
        if matches!(self.access, Access::SignedIn { .. }) {
            self.access = self.signed_in();
        }
        self.publish().await;
    }

    /// The session ended on the server. Where the app knows the password it signs in again by itself.
    pub(super) async fn session_over(&mut self) {
        self.reader = None;
        self.slot.set(None);
        if let Err(error) = self.context.vault.forget(Secret::Session(&self.home.id)).await {
            warn!(%error, "a session that is over stays in the keyring");
        }
        if self.signed_in_again {
            return self.sign_off().await;
        }
        self.signed_in_again = true;
        self.phase = Phase::Entering;
        self.enter().await;
    }

    /// Nobody is signed in: the figures go with who was.
    async fn sign_off(&mut self) {
        self.reader = None;
        self.slot.end();
        self.phase = Phase::Over;
        self.forget_approvals();
        self.nobody_is_there();
        self.link = Link::new();
        self.store.disown();
        self.context.view.set_condition(Condition::WorkerRestarted, false);
        self.access = Access::SignedOut { email: self.home.email.clone() };
        self.keyring_trouble = None;
        self.publish().await;
    }
}
