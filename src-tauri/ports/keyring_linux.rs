//! The Secret Service: https://specifications.freedesktop.org/secret-service/.

use std::collections::HashMap;
use std::sync::Arc;

use keyring_core::CredentialStore;
use zbus::blocking::Connection;
use zbus::zvariant::OwnedObjectPath;

pub(super) fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// Looks without unlocking. Where that fails, reading will tell why.
pub(super) fn is_locked(service: &str, name: &str) -> bool {
    search(service, name).is_ok_and(|found| !found.locked.is_empty())
}

/// Whether there is a keyring that secrets go to. Where it is not known, there is.
pub(super) fn is_set_up() -> bool {
    default_collection().map_or(true, |collection| collection.as_str() != "/")
}

/// `/` stands for none.
fn default_collection() -> zbus::Result<OwnedObjectPath> {
    Connection::session()?
        .call_method(
            Some("org.freedesktop.secrets"),
            "/org/freedesktop/secrets",
            Some("org.freedesktop.Secret.Service"),
            "ReadAlias",
            &("default",),
        )?
        .body()
        .deserialize()
}

#[derive(serde::Deserialize, zbus::zvariant::Type)]
struct Found {
    #[expect(dead_code, reason = "the first of the two lists that the service answers")]
    unlocked: Vec<OwnedObjectPath>,
    locked: Vec<OwnedObjectPath>,
}

fn search(service: &str, name: &str) -> zbus::Result<Found> {
    let attributes = HashMap::from([("service", service), ("username", name)]);
    let answer = Connection::session()?.call_method(
        Some("org.freedesktop.secrets"),
        "/org/freedesktop/secrets",
        Some("org.freedesktop.Secret.Service"),
        "SearchItems",
        &(attributes,),
    )?;
    answer.body().deserialize()
}
