//! Secrets in the system's keyring. It is spoken to on a thread of its own, because it may ask the person and so block for as long as they think.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use async_trait::async_trait;
use infuse_engine::ports::{Secrets, SecretsError};
use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::oneshot;

/// The name under which the keyring lists the app's secrets.
const SERVICE: &str = "infuse";

/// A keyring that takes longer waits for the person, or hangs. Either way it is locked for now.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) struct Keyring {
    jobs: mpsc::Sender<Job>,
}

type Answer = Result<Option<SecretString>, SecretsError>;

struct Job {
    name: String,
    task: Task,
    answer: oneshot::Sender<Answer>,
}

enum Task {
    Get,
    Set(SecretString),
    Remove,
}

impl Keyring {
    /// Starts the thread, which ends with the last handle to it. Opens nothing yet.
    pub(crate) fn start() -> Self {
        Self::over(open_store)
    }

    fn over(open: impl Fn() -> keyring_core::Result<Arc<CredentialStore>> + Send + 'static) -> Self {
        let (jobs, queue) = mpsc::channel();
        std::thread::spawn(move || work(&queue, open));
        Self { jobs }
    }

    async fn ask(&self, name: &str, task: Task) -> Answer {
        let (answer, answered) = oneshot::channel();
        let gone = || SecretsError::Missing("the keyring's thread has ended".to_owned());
        self.jobs.send(Job { name: name.to_owned(), task, answer }).map_err(|_| gone())?;
        match tokio::time::timeout(PATIENCE, answered).await {
            Ok(answer) => answer.map_err(|_| gone())?,
            Err(_) => Err(SecretsError::Locked),
        }
    }
}

#[async_trait]
impl Secrets for Keyring {
    async fn get(&self, name: &str) -> Answer {
        self.ask(name, Task::Get).await
    }

    async fn set(&self, name: &str, secret: SecretString) -> Result<(), SecretsError> {
        self.ask(name, Task::Set(secret)).await.map(|_| ())
    }

    async fn remove(&self, name: &str) -> Result<(), SecretsError> {
        self.ask(name, Task::Remove).await.map(|_| ())
    }
}

fn work(queue: &mpsc::Receiver<Job>, open: impl Fn() -> keyring_core::Result<Arc<CredentialStore>>) {
    let mut store = None;
    for job in queue {
        // Who gave up asks again: doing it now would answer nobody, and might ask the person twice.
        if job.answer.is_closed() {
            continue;
        }
        let answer = perform(&mut store, &open, &job.name, job.task);
        if let Err(SecretsError::Missing(reason)) = &answer {
            tracing::warn!(reason, "the keyring did not answer");
            // A service that comes back is another connection.
            store = None;
        }
        drop(job.answer.send(answer));
    }
}

fn perform(
    store: &mut Option<Arc<CredentialStore>>,
    open: &impl Fn() -> keyring_core::Result<Arc<CredentialStore>>,
    name: &str,
    task: Task,
) -> Answer {
    let entry = match store {
        Some(store) => entry_of(store, name),
        None => open().and_then(|opened| entry_of(store.insert(opened), name)),
    };
    let done = entry.and_then(|entry| match task {
        Task::Get => entry.get_password().map(|secret| Some(secret.into())),
        Task::Set(secret) => entry.set_password(secret.expose_secret()).map(|()| None),
        Task::Remove => entry.delete_credential().map(|()| None),
    });
    match done {
        Ok(secret) => Ok(secret),
        Err(Error::NoEntry) => Ok(None),
        Err(Error::NoStorageAccess(_)) => Err(SecretsError::Locked),
        Err(error) => Err(SecretsError::Missing(error.to_string())),
    }
}

fn entry_of(store: &Arc<CredentialStore>, name: &str) -> keyring_core::Result<Entry> {
    store.build(SERVICE, name, None)
}

#[cfg(target_os = "linux")]
fn open_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// The stores of the other systems are always there: opening them can not fail for a while.
#[cfg(not(target_os = "linux"))]
fn open_store() -> keyring_core::Result<Arc<CredentialStore>> {
    if keyring::Entry::store_status().is_err() {
        return Err(Error::NoDefaultStore);
    }
    keyring_core::get_default_store().ok_or(Error::NoDefaultStore)
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyring_core::mock;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn mock_store() -> keyring_core::Result<Arc<CredentialStore>> {
        Ok(mock::Store::new()?)
    }

    #[tokio::test]
    async fn a_secret_is_kept_until_it_is_removed() {
        let keyring = Keyring::over(mock_store);
        assert!(keyring.get("home").await.unwrap().is_none());
        keyring.set("home", "ifs_secret".into()).await.unwrap();
        assert_eq!(keyring.get("home").await.unwrap().unwrap().expose_secret(), "ifs_secret");
        assert!(keyring.get("another home").await.unwrap().is_none());
        keyring.remove("home").await.unwrap();
        assert!(keyring.get("home").await.unwrap().is_none());
        keyring.remove("home").await.unwrap();
    }

    #[tokio::test]
    async fn a_keyring_that_was_missing_is_tried_again() {
        let tries = AtomicU32::new(0);
        let keyring = Keyring::over(move || match tries.fetch_add(1, Ordering::SeqCst) {
            0 => Err(Error::PlatformFailure("no bus".into())),
            _ => mock_store(),
        });
        assert!(matches!(keyring.get("home").await, Err(SecretsError::Missing(_))));
        assert!(keyring.get("home").await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_locked_keyring_is_not_a_missing_secret() {
        let keyring = Keyring::over(|| Err(Error::NoStorageAccess("dismissed".into())));
        assert!(matches!(keyring.get("home").await, Err(SecretsError::Locked)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_keyring_that_hangs_counts_as_locked() {
        let (hold, held) = mpsc::channel::<()>();
        let held = std::sync::Mutex::new(held);
        let keyring = Keyring::over(move || {
            assert!(held.lock().unwrap().recv().is_err());
            mock_store()
        });
        assert!(matches!(keyring.get("home").await, Err(SecretsError::Locked)));
        drop(hold);
    }
}
