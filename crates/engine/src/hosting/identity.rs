//! Who the Local home is, in a file beside its data: `state.db` may be lost, and must not take the way to it along.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::private;
use crate::snapshot::HomeKind;
use crate::state::HomeRecord;

/// What leads to the account: its secrets are named after `id`.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Identity {
    id: String,
    email: String,
    port: u16,
}

impl Identity {
    pub(super) fn of(home: &HomeRecord) -> Self {
        Self { id: home.id.clone(), email: home.email.clone(), port: home.port }
    }

    /// What is kept in the home's folder; `None` where nothing is, or nothing that can be read.
    pub(super) fn read(folder: &Path) -> io::Result<Option<Self>> {
        private::read_json(&file(folder))
    }

    /// Keeps it in the home's folder, whole or not at all.
    pub(super) fn keep(&self, folder: &Path) -> io::Result<()> {
        private::replace_json(&file(folder), self)
    }

    /// The home as it has to be entered anew.
    pub(super) fn into_home(self) -> HomeRecord {
        let Self { id, email, port } = self;
        HomeRecord { id, port, signed_out: true, ..HomeRecord::new(HomeKind::Local, String::new(), email) }
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("home.json")
}
