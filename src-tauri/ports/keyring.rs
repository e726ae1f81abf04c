//! Secrets in the system's keyring. It is spoken to on a thread of its own, because it may ask the person and
//! so block for as long as they think.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use async_trait::async_trait;
use infuse_engine::ports::{Secrets, SecretsError};
use keyring_core::{CredentialStore, Error};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::oneshot;

use super::keyring_store;

/// The name under which the keyring lists the app's secrets.
const SERVICE: &str = "infuse";

/// A keyring that takes longer waits for the person, or hangs. Either way it is locked for now.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) struct Keyring {
    jobs: mpsc::Sender<Job>,
    person: Arc<ThePerson>,
}

/// What is known of who is asked by the keyring.
#[derive(Default)]
struct ThePerson {
    /// They were asked to unlock the keyring, and did not.
    declined: AtomicBool,
    /// They do something themselves that needs a secret: what comes next may ask them.
    may_be_asked: AtomicBool,
    /// They are being asked for the password of a keyring that is made for them.
    is_making_one: AtomicBool,
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
        Self::over(keyring_store::open, keyring_store::is_locked, keyring_store::is_set_up, keyring_store::set_up)
    }

    fn over(open: impl Open, is_locked: impl IsLocked, is_set_up: fn() -> bool, set_up: fn() -> bool) -> Self {
        let (jobs, queue) = mpsc::channel();
        let person = Arc::<ThePerson>::default();
        let mut desk = Desk { open, is_locked, is_set_up, set_up, store: None, person: person.clone() };
        std::thread::spawn(move || {
            for job in queue {
                desk.serve(job);
            }
        });
        Self { jobs, person }
    }

    async fn ask(&self, name: &str, task: Task) -> Answer {
        let (answer, answered) = oneshot::channel();
        let gone = || SecretsError::Missing("the keyring's thread has ended".to_owned());
        self.jobs.send(Job { name: name.to_owned(), task, answer }).map_err(|_| gone())?;
        match tokio::time::timeout(PATIENCE, answered).await {
            Ok(answer) => answer.map_err(|_| gone())?,
            Err(_) if self.person.is_making_one.load(Ordering::Relaxed) => Err(SecretsError::Unset),
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

    fn may_ask_again(&self) {
        self.person.declined.store(false, Ordering::Relaxed);
        self.person.may_be_asked.store(true, Ordering::Relaxed);
    }
}

/// Connects to the keyring.
trait Open: Fn() -> keyring_core::Result<Arc<CredentialStore>> + Send + 'static {}
impl<F: Fn() -> keyring_core::Result<Arc<CredentialStore>> + Send + 'static> Open for F {}

/// Whether the secret of that service and name could be read only after asking the person.
trait IsLocked: Fn(&str, &str) -> bool + Send + 'static {}
impl<F: Fn(&str, &str) -> bool + Send + 'static> IsLocked for F {}

/// What the thread works with.
struct Desk<O, L> {
    open: O,
    is_locked: L,
    /// Whether there is a keyring that secrets go to.
    is_set_up: fn() -> bool,
    /// Has the person make one, and answers whether they did.
    set_up: fn() -> bool,
    store: Option<Arc<CredentialStore>>,
    person: Arc<ThePerson>,
}

impl<O: Open, L: IsLocked> Desk<O, L> {
    fn serve(&mut self, job: Job) {
        // Who gave up asks again: doing it now would answer nobody.
        if job.answer.is_closed() {
            return;
        }
        let is_kept = matches!(job.task, Task::Set(_));
        let may_be_asked = self.person.may_be_asked.swap(false, Ordering::Relaxed);
        let before = if is_kept { self.perform(&job.name, &Task::Get) } else { Ok(None) };
        let mut answer = match &before {
            // The person was asked already.
            Err(error) => Err(error.clone()),
            Ok(_) if self.must_not_ask(&job) => Err(SecretsError::Locked),
            Ok(_) => self.perform(&job.name, &job.task),
        };
        if matches!(answer, Err(SecretsError::Unset)) && (is_kept || may_be_asked) && self.is_set_up_now() {
            answer = self.perform(&job.name, &job.task);
        }
        match &answer {
            // Whoever unlocks it by other means is noticed, but nobody is asked time and again.
            Err(SecretsError::Locked) => self.person.declined.store(true, Ordering::Relaxed),
            Err(SecretsError::Missing(reason)) => {
                tracing::warn!(reason, "the keyring did not answer");
                // A service that comes back is another connection.
                self.store = None;
            }
            Err(SecretsError::Unset) => {}
            Ok(_) => self.person.declined.store(false, Ordering::Relaxed),
        }
        let is_done = answer.is_ok();
        // Whoever gave up meanwhile took it for refused, and has ended the session that it would lead to.
        if job.answer.send(answer).is_err() && is_kept && is_done {
            let undo = before.ok().flatten().map_or(Task::Remove, Task::Set);
            if let Err(error) = self.perform(&job.name, &undo) {
                tracing::warn!(%error, "a secret that nobody waits for stays in the keyring");
            }
        }
    }

    /// Has the person make a keyring where there is none: the service asks them for its password.
    fn is_set_up_now(&self) -> bool {
        self.person.is_making_one.store(true, Ordering::Relaxed);
        let is_set_up = (self.set_up)();
        self.person.is_making_one.store(false, Ordering::Relaxed);
        is_set_up
    }

    /// Reading happens unasked; what the person does themselves may ask them.
    fn must_not_ask(&self, job: &Job) -> bool {
        self.person.declined.load(Ordering::Relaxed)
            && matches!(job.task, Task::Get)
            && (self.is_locked)(SERVICE, &job.name)
    }

    fn perform(&mut self, name: &str, task: &Task) -> Answer {
        match self.try_perform(name, task) {
            Ok(secret) => Ok(secret),
            Err(Error::NoEntry) => Ok(None),
            Err(Error::NoStorageAccess(_)) if !(self.is_set_up)() => Err(SecretsError::Unset),
            Err(Error::NoStorageAccess(_)) => Err(SecretsError::Locked),
            Err(error) => Err(SecretsError::Missing(error.to_string())),
        }
    }

    fn try_perform(&mut self, name: &str, task: &Task) -> keyring_core::Result<Option<SecretString>> {
        let store = match &self.store {
            Some(store) => store,
            None => self.store.insert((self.open)()?),
        };
        let entry = store.build(SERVICE, name, None)?;
        match task {
            Task::Get => entry.get_password().map(|secret| Some(secret.into())),
            Task::Set(secret) => entry.set_password(secret.expose_secret()).map(|()| None),
            Task::Remove => entry.delete_credential().map(|()| None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyring_core::mock;
    use std::sync::atomic::AtomicU32;

    fn never_locked(_service: &str, _name: &str) -> bool {
        false
    }

    fn mock_store() -> keyring_core::Result<Arc<CredentialStore>> {
        Ok(mock::Store::new()?)
    }

    #[tokio::test]
    async fn a_secret_is_kept_until_it_is_removed() {
        let keyring = Keyring::over(mock_store, never_locked, || true, || false);
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
        let open = move || match tries.fetch_add(1, Ordering::SeqCst) {
            0 => Err(Error::PlatformFailure("no bus".into())),
            _ => mock_store(),
        };
        let keyring = Keyring::over(open, never_locked, || true, || false);
        assert!(matches!(keyring.get("home").await, Err(SecretsError::Missing(_))));
        assert!(keyring.get("home").await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_locked_keyring_is_not_a_missing_secret() {
        let keyring =
            Keyring::over(|| Err(Error::NoStorageAccess("dismissed".into())), never_locked, || true, || false);
        assert!(matches!(keyring.get("home").await, Err(SecretsError::Locked)));
    }

    #[tokio::test]
    async fn a_keyring_that_was_never_set_up_is_not_a_locked_one() {
        let keyring =
            Keyring::over(|| Err(Error::NoStorageAccess("no result".into())), never_locked, || false, || false);
        for _ in 0..2 {
            assert!(matches!(keyring.set("home", "ifs_secret".into()).await, Err(SecretsError::Unset)));
        }
    }

    #[tokio::test]
    async fn a_keyring_is_made_for_what_the_person_does_and_never_unasked() {
        static IS_MADE: AtomicBool = AtomicBool::new(false);
        let open = || match IS_MADE.load(Ordering::SeqCst) {
            true => mock_store(),
            false => Err(Error::NoStorageAccess("no result".into())),
        };
        let make = || {
            IS_MADE.store(true, Ordering::SeqCst);
            true
        };
        let keyring = Keyring::over(open, never_locked, || IS_MADE.load(Ordering::SeqCst), make);
        for _ in 0..2 {
            assert!(matches!(keyring.get("home").await, Err(SecretsError::Unset)));
        }
        keyring.may_ask_again();
        assert!(keyring.get("home").await.unwrap().is_none());
        keyring.set("home", "ifs_secret".into()).await.unwrap();
    }

    #[tokio::test]
    async fn a_person_who_did_not_unlock_the_keyring_is_asked_again_only_for_what_they_do() {
        let asked = Arc::new(AtomicU32::new(0));
        let locked = Arc::new(AtomicBool::new(true));
        let (count, lock) = (asked.clone(), locked.clone());
        let open = move || {
            count.fetch_add(1, Ordering::SeqCst);
            if lock.load(Ordering::SeqCst) { Err(Error::NoStorageAccess("dismissed".into())) } else { mock_store() }
        };
        let lock = locked.clone();
        let keyring = Keyring::over(open, move |_, _| lock.load(Ordering::SeqCst), || true, || false);
        for _ in 0..3 {
            assert!(matches!(keyring.get("home").await, Err(SecretsError::Locked)));
        }
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        keyring.may_ask_again();
        for _ in 0..3 {
            assert!(matches!(keyring.get("home").await, Err(SecretsError::Locked)));
        }
        assert_eq!(asked.load(Ordering::SeqCst), 2);
        locked.store(false, Ordering::SeqCst);
        assert!(keyring.get("home").await.unwrap().is_none());
    }

    /// A keyring that hangs until what is answered with it is dropped.
    fn hanging_keyring() -> (Keyring, mpsc::Sender<()>) {
        let (hold, held) = mpsc::channel::<()>();
        let held = std::sync::Mutex::new(held);
        let open = move || {
            assert!(held.lock().unwrap().recv().is_err());
            mock_store()
        };
        (Keyring::over(open, never_locked, || true, || false), hold)
    }

    #[tokio::test(start_paused = true)]
    async fn a_keyring_that_hangs_counts_as_locked() {
        let (keyring, hold) = hanging_keyring();
        assert!(matches!(keyring.get("home").await, Err(SecretsError::Locked)));
        drop(hold);
    }

    #[tokio::test(start_paused = true)]
    async fn a_secret_that_comes_too_late_is_not_kept() {
        let (keyring, hold) = hanging_keyring();
        assert!(matches!(keyring.set("home", "ifs_dead".into()).await, Err(SecretsError::Locked)));
        tokio::time::resume();
        drop(hold);
        assert!(keyring.get("home").await.unwrap().is_none());
    }
}
