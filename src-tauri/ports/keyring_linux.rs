//! The Secret Service: https://specifications.freedesktop.org/secret-service/.

use std::collections::HashMap;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use keyring_core::CredentialStore;
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

/// How long a person may think about the password of their keyring.
const CHOOSING: Duration = Duration::from_secs(180);

const SERVICE: &str = "org.freedesktop.secrets";

/// What password managers list a keyring as that is made for the person.
const COLLECTION: &str = "Default keyring";

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
    service(&Connection::session()?)?.call("ReadAlias", &("default",))
}

/// Makes the keyring that secrets go to. The service asks the person for its password, and may wait for as long as they
/// think; answers whether there is one now.
pub(super) fn set_up() -> bool {
    make_default_collection().unwrap_or_else(|error| {
        tracing::warn!(%error, "no keyring could be made");
        false
    })
}

fn make_default_collection() -> zbus::Result<bool> {
    let bus = Connection::session()?;
    let properties = HashMap::from([("org.freedesktop.Secret.Collection.Label", Value::from(COLLECTION))]);
    let (made, prompt): (OwnedObjectPath, OwnedObjectPath) =
        service(&bus)?.call("CreateCollection", &(properties, "default"))?;
    if prompt.as_str() == "/" {
        return Ok(made.as_str() != "/");
    }
    let prompt = Proxy::new(&bus, SERVICE, prompt, "org.freedesktop.Secret.Prompt")?;
    // It listens before it asks.
    let mut completed = prompt.receive_signal("Completed")?;
    // Of no window in particular.
    prompt.call_method("Prompt", &("",))?;
    let (answer, answered) = mpsc::channel();
    // A prompter that dies says nothing any more: its answer is waited for beside, and not for ever.
    std::thread::spawn(move || answer.send(completed.next()));
    match answered.recv_timeout(CHOOSING) {
        Ok(Some(signal)) => {
            let (was_dismissed, _): (bool, OwnedValue) = signal.body().deserialize()?;
            Ok(!was_dismissed)
        }
        _ => Ok(false),
    }
}

fn service(bus: &Connection) -> zbus::Result<Proxy<'static>> {
    Proxy::new(bus, SERVICE, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service")
}

#[derive(serde::Deserialize, zbus::zvariant::Type)]
struct Found {
    #[expect(dead_code, reason = "the first of the two lists that the service answers")]
    unlocked: Vec<OwnedObjectPath>,
    locked: Vec<OwnedObjectPath>,
}

fn search(service_name: &str, name: &str) -> zbus::Result<Found> {
    let attributes = HashMap::from([("service", service_name), ("username", name)]);
    service(&Connection::session()?)?.call("SearchItems", &(attributes,))
}
