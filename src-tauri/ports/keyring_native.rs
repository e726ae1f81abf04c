//! The keyrings of Windows and macOS, which are open while the person is signed in.

use std::sync::Arc;

use keyring_core::{CredentialStore, Error};

pub(super) fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    if keyring::Entry::store_status().is_err() {
        return Err(Error::NoDefaultStore);
    }
    keyring_core::get_default_store().ok_or(Error::NoDefaultStore)
}

pub(super) fn is_set_up() -> bool {
    true
}

/// There is nothing to set up.
pub(super) fn set_up() -> bool {
    false
}

pub(super) fn is_locked(_service: &str, _name: &str) -> bool {
    false
}
