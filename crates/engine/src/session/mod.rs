//! Where the person is signed in from, and what proves it.

mod api;
pub(crate) mod enter;
mod loopback;
pub(crate) mod provider;

use std::sync::Arc;

use tokio::sync::watch;

use serde::{Deserialize, Serialize};

use crate::api::Api;
use crate::error::AppError;

/// The session of the active home, as long as there is one: the worker fills it in, requests of the person use it.
#[derive(Clone)]
pub(crate) struct SessionSlot(Arc<watch::Sender<Standing>>);

/// How it stands with the session.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    pub(crate) session: Option<Session>,
    /// Whether the keyring has not said if there is one.
    is_locked: bool,
    /// Whether the server is known to be out of reach.
    is_offline: bool,
    /// Whether it is known that nobody is signed in any more: what is kept of who was is shown to nobody.
    is_over: bool,
}

/// What became of signing in, or of making an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SignInOutcome {
    /// The server is the active home.
    SignedIn {
        /// How many recovery codes are left, where one was used up by it.
        recovery_codes_left: Option<u32>,
    },
    /// The password is right, or the identity provider vouches for the person, and the account asks for its second factor as well. All is as it was until that has come.
    SecondFactorRequired,
    /// The person would not wait for it any longer; all is as it was.
    Cancelled,
}

/// How one can sign in at a server, beside an e-mail and a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct SignInMethods {
    /// What people know its identity provider as; `None` where it has none.
    pub provider: Option<String>,
}

/// What a sign-in ends with where an account asks for more than its password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// A code of the authenticator app.
    Code,
    /// One of the codes that stand in for it, each once.
    RecoveryCode,
}

/// On whose behalf the server is asked, and about which workspace.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) api: Api,
    pub(crate) workspace_id: String,
}

impl Default for SessionSlot {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(Standing::default())))
    }
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
        if self.0.borrow().is_locked { AppError::keyring_locked() } else { AppError::signed_out() }
    }

    pub(crate) fn set(&self, session: Option<Session>) {
        self.0.send_modify(|standing| (standing.session, standing.is_over) = (session, false));
    }

    /// Nobody is signed in any more.
    pub(crate) fn end(&self) {
        self.0.send_modify(|standing| (standing.session, standing.is_over) = (None, true));
    }

    pub(crate) fn is_over(&self) -> bool {
        self.0.borrow().is_over
    }

    /// Says why there may be no session, or no answer to it.
    pub(crate) fn stands(&self, is_locked: bool, is_offline: bool) {
        self.0.send_if_modified(|standing| {
            let is_new = (standing.is_locked, standing.is_offline) != (is_locked, is_offline);
            (standing.is_locked, standing.is_offline) = (is_locked, is_offline);
            is_new
        });
    }

    /// Whether somebody is signed in whose server is, as far as is known, there.
    pub(crate) fn is_answered(&self) -> bool {
        let standing = self.0.borrow();
        standing.session.is_some() && !standing.is_offline
    }

    /// Tells of every session that comes or goes, and of a server that does.
    pub(crate) fn subscribe(&self) -> watch::Receiver<Standing> {
        self.0.subscribe()
    }

    fn standing(&self) -> Standing {
        self.0.borrow().clone()
    }
}
