//! Where the person is signed in from, and what proves it.

mod api;
pub(crate) mod enter;

use std::sync::{Arc, PoisonError, RwLock};

use crate::api::Api;

/// The session of the active home, as long as there is one: the worker fills it in, requests of the person use it.
#[derive(Clone, Default)]
pub(crate) struct SessionSlot(Arc<RwLock<Option<Session>>>);

/// On whose behalf the server is asked, and about which workspace.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) api: Api,
    pub(crate) workspace_id: String,
}

impl SessionSlot {
    pub(crate) fn get(&self) -> Option<Session> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set(&self, session: Option<Session>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = session;
    }
}
