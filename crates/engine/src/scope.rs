//! Whose something is.

use crate::state::{HomeRecord, Profile};

/// Whom the cache, alerts, a pause and the position of a stream belong to: what was one person's is never another's, and
/// what is told of one workspace is never told of another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    pub(crate) home_id: String,
    pub(crate) account_id: String,
    pub(crate) workspace_id: String,
}

impl Scope {
    pub(crate) fn new(home_id: &str, profile: &Profile) -> Self {
        Self {
            home_id: home_id.to_owned(),
            account_id: profile.account.id.clone(),
            workspace_id: profile.workspace.id.clone(),
        }
    }
}

impl HomeRecord {
    /// Whom the home works for; `None` before anyone has signed in, and for who has signed out.
    pub(crate) fn scope(&self) -> Option<Scope> {
        self.profile.as_ref().filter(|_| !self.signed_out).map(|profile| Scope::new(&self.id, profile))
    }
}
