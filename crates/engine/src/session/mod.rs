//! Where the person is signed in from, and what proves it.

mod api;
pub(crate) mod enter;

use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;

use crate::api::Api;
use crate::error::AppError;

/// The session of the active home, as long as there is one: the worker fills it in, requests of the person use it.
#[derive(Clone, Default)]
pub(crate) struct SessionSlot(Arc<RwLock<Standing>>);

#[derive(Clone, Default)]
struct Standing {
    session: Option<Session>,
    /// Whether the keyring has not said if there is one.
    is_locked: bool,
    /// Whether the server is known to be out of reach.
    is_offline: bool,
}

/// What became of signing in, or of making an account. What a server may answer beside these will be added here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[non_exhaustive]
pub enum SignInOutcome {
    /// The server is the active home.
    SignedIn,
    /// The person would not wait for it any longer; all is as it was.
    Cancelled,
}

/// On whose behalf the server is asked, and about which workspace.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) api: Api,
    pub(crate) workspace_id: String,
}

impl SessionSlot {
    /// Who is signed in, for a command of theirs: whoever waits for a server that is out of reach does not wait long.
    ///
    /// # Errors
    /// [`SessionSlot::absence`], where nobody is.
    pub(crate) fn get(&self) -> Result<Session, AppError> {
        let Standing { session, is_offline, .. } = self.standing();
        match session {
            Some(session) if is_offline => Ok(Session { api: session.api.with_one_try(), ..session }),
            Some(session) => Ok(session),
            None => Err(self.absence()),
        }
    }

    /// What a command answers that needs somebody who is not there.
    pub(crate) fn absence(&self) -> AppError {
        if self.standing().is_locked { AppError::keyring_locked() } else { AppError::signed_out() }
    }

    pub(crate) fn set(&self, session: Option<Session>) {
        self.change(|standing| standing.session = session);
    }

    /// Says why there may be no session, or no answer to it.
    pub(crate) fn stands(&self, is_locked: bool, is_offline: bool) {
        self.change(|standing| (standing.is_locked, standing.is_offline) = (is_locked, is_offline));
    }

    fn standing(&self) -> Standing {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn change(&self, change: impl FnOnce(&mut Standing)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}
