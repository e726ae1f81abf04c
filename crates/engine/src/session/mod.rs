//! Where the person is signed in from, and what proves it.

mod api;
pub(crate) mod enter;

use std::sync::Arc;

use tokio::sync::watch;

use crate::api::Api;

/// The session of the active home, as long as there is one: the worker fills it in, requests of the person use it.
#[derive(Clone)]
pub(crate) struct SessionSlot(Arc<watch::Sender<Option<Session>>>);

/// On whose behalf the server is asked, and about which workspace.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) api: Api,
    pub(crate) workspace_id: String,
}

impl Default for SessionSlot {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(None)))
    }
}

impl SessionSlot {
    pub(crate) fn get(&self) -> Option<Session> {
        self.0.borrow().clone()
    }

    pub(crate) fn set(&self, session: Option<Session>) {
        self.0.send_replace(session);
    }

    /// Tells of every session that comes or goes.
    pub(crate) fn subscribe(&self) -> watch::Receiver<Option<Session>> {
        self.0.subscribe()
    }
}
