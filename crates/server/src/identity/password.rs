//! Passwords: what is accepted, and how they are stored.

use std::sync::{Arc, OnceLock};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher as _, PasswordVerifier as _};
use infuse_policy::password::{self, Fault, Hint};
use tokio::sync::Semaphore;

use crate::problem::ApiError;
use crate::rules::Faults;

/// Callers that wait for others' passwords to be hashed, at most. More would not be served within a few seconds.
const MOST_WAITING: usize = 128;

/// Hashes passwords with Argon2id in OWASP's parameters (19 MiB, two passes), off the async threads
/// and few at a time, so that a crowd of sign-ins can take neither all threads nor all memory.
///
/// Work that has begun goes on when its caller hangs up, and so its permit goes with it.
#[derive(Clone, Debug)]
pub struct Passwords {
    permits: Arc<Semaphore>,
    /// For those who wait and those who are served.
    places: Arc<Semaphore>,
}

impl Passwords {
    pub fn new() -> Self {
        let at_once = std::thread::available_parallelism().map_or(1, |threads| threads.get().clamp(1, 4));
        Self::of(at_once, MOST_WAITING)
    }

    fn of(at_once: usize, waiting: usize) -> Self {
        let semaphore = |permits| Arc::new(Semaphore::new(permits));
        Self { permits: semaphore(at_once), places: semaphore(at_once + waiting) }
    }

    /// The hash of a password with a new salt, as a PHC string.
    ///
    /// # Errors
    /// 503 `busy` where too many wait.
    pub async fn hash(&self, password: String) -> Result<String, ApiError> {
        self.run(move || hash(&password)).await?.map_err(|error| ApiError::internal(error.to_string()))
    }

    /// Whether the password is the one of `stored`. Without `stored` (no such account) it takes as
    /// long, and the answer is no.
    ///
    /// # Errors
    /// 503 `busy` where too many wait.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, ApiError> {
        // No account has such a password: this tells no one which accounts there are.
        if password.len() > password::MOST_BYTES {
            return Ok(false);
        }
        self.run(move || match stored {
            Some(stored) => verify(&password, &stored),
            None => no_ones_hash().and_then(|hash| verify(&password, hash)).map(|_| false),
        })
        .await?
        .map_err(|error| ApiError::internal(error.to_string()))
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
        let place = self.places.clone().try_acquire_owned().map_err(|_| ApiError::Busy)?;
        let permit = self.permits.clone().acquire_owned().await.map_err(ApiError::internal)?;
        let work = move || {
            let _held_until_done = (place, permit);
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(ApiError::internal)
    }
}

/// Notes what is wrong with a new password. `own` is what the person is known by: name and e-mail. Beside a second factor
/// fewer characters do.
pub(crate) fn check(faults: &mut Faults, pointer: &str, password: &str, own: &[&str], two_factor: bool) {
    if let Some(fault) = password::fault(password, own, two_factor) {
        note(faults, pointer, fault);
    }
}

/// Notes why a password is not taken.
pub(crate) fn note(faults: &mut Faults, pointer: &str, fault: Fault) {
    match fault {
        Fault::TooShort(least) => {
            faults.add(pointer, "too_short", format!("It must have {least} characters at least."));
        }
        Fault::TooLong => {
            faults.add(pointer, "too_long", format!("It may have {} characters at most.", password::MOST_CHARACTERS));
        }
        Fault::Guessable(hint) => faults.add(pointer, "common_password", why(hint)),
        Fault::OwnName => faults.add(pointer, "own_name", "It must be more than your name or e-mail."),
    }
}

/// What makes it easy to guess, in a sentence.
const fn why(hint: Hint) -> &'static str {
    match hint {
        Hint::Common => "Many people use this password.",
        Hint::Walk => "Keys and signs in a row are easy to guess.",
        Hint::Repeats => "It repeats itself, which makes it easy to guess.",
        Hint::Date => "Years and dates are easy to guess; add a few words.",
        Hint::Name => "Names are easy to guess; add a few words.",
        Hint::FewWords => "It is easy to guess; add a word or two.",
    }
}

fn hash(password: &str) -> password_hash::Result<String> {
    Ok(Argon2::default().hash_password(password::normal(password).as_bytes())?.to_string())
}

fn verify(password: &str, stored: &str) -> password_hash::Result<bool> {
    let stored = PasswordHash::new(stored)?;
    match Argon2::default().verify_password(password::normal(password).as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A hash that belongs to no account, made once.
fn no_ones_hash() -> password_hash::Result<&'static str> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash);
    }
    let made = hash("no one's")?;
    Ok(HASH.get_or_init(|| made))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    use futures_util::{FutureExt as _, future};

    use super::*;

    fn fault_of(password: &str) -> Option<String> {
        let mut faults = Faults::default();
        check(&mut faults, "/password", password, &["Ada Lovelace", "ada@example.com"], false);
        match faults.into_result() {
            Err(ApiError::Validation(faults)) => Some(faults[0].code.clone()),
            _ => None,
        }
    }

    #[test]
    fn each_fault_has_a_code_that_stays() {
        for (password, code) in [
            ("short & sweet!", "too_short"),
            ("passwordpassword", "common_password"),
            ("Password12345678", "common_password"),
            ("Ada.Lovelace.1815", "own_name"),
        ] {
            assert_eq!(fault_of(password).as_deref(), Some(code), "{password}");
        }
        assert_eq!(fault_of("correct horse battery staple"), None);
    }

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let passwords = Passwords::new();
        let stored = passwords.hash("a plain sentence".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(passwords.verify("a plain sentence".to_owned(), Some(stored.clone())).await.unwrap());
        assert!(!passwords.verify("another sentence".to_owned(), Some(stored)).await.unwrap());
        assert!(!passwords.verify("no one's".to_owned(), None).await.unwrap());
    }

    #[tokio::test]
    async fn a_password_is_the_same_however_a_keyboard_writes_it() {
        let passwords = Passwords::new();
        for (one, other) in [
            ("ein \u{dc}berraschungsei", "ein U\u{308}berraschungsei"),
            ("\u{ac00}\u{b098}\u{b2e4} 123456789012", "\u{1100}\u{1161}\u{1102}\u{1161}\u{1103}\u{1161} 123456789012"),
            ("pin 2468 pin 1357", "pin \u{ff12}\u{ff14}\u{ff16}\u{ff18} pin 1357"),
        ] {
            let stored = passwords.hash(one.to_owned()).await.unwrap();
            assert!(passwords.verify(other.to_owned(), Some(stored)).await.unwrap(), "{one}");
        }
        let stored = passwords.hash("ein \u{dc}berraschungsei".to_owned()).await.unwrap();
        assert!(!passwords.verify("ein Uberraschungsei".to_owned(), Some(stored)).await.unwrap());
    }

    #[tokio::test]
    async fn a_password_of_a_megabyte_is_not_hashed() {
        let megabyte = "correct horse ".repeat(80_000);
        assert_eq!(fault_of(&megabyte).as_deref(), Some("too_long"));
        // No permit is left, so that whatever hashes would wait.
        let passwords = Passwords::of(0, 1);
        let answer = passwords.verify(megabyte, Some("no hash".to_owned())).now_or_never();
        assert!(matches!(answer, Some(Ok(false))));
    }

    #[tokio::test]
    async fn a_thousand_abandoned_sign_ins_take_no_more_than_the_permitted_number() {
        let passwords = Passwords::of(2, 8);
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (gates, begun) = (Arc::new(std::sync::Mutex::new(Vec::new())), mpsc::channel());
        let begin = || {
            let (open, gate) = mpsc::channel::<()>();
            gates.lock().unwrap().push(open);
            let (running, most, begun) = (running.clone(), most.clone(), begun.0.clone());
            passwords.run(move || {
                most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                begun.send(()).unwrap();
                // It ends when its gate is dropped.
                let _ = gate.recv();
                running.fetch_sub(1, Ordering::SeqCst);
            })
        };
        for _ in 0..1_000 {
            let mut abandoned = Box::pin(begin());
            assert!(future::poll_immediate(&mut abandoned).await.is_none());
        }
        begun.1.recv().unwrap();
        begun.1.recv().unwrap();
        // While the two go on, eight wait and the next is told to come again.
        let mut waiting: Vec<_> = (0..8).map(|_| Box::pin(begin())).collect();
        for one in &mut waiting {
            assert!(future::poll_immediate(one).await.is_none());
        }
        assert!(matches!(future::poll_immediate(Box::pin(begin())).await, Some(Err(ApiError::Busy))));
        gates.lock().unwrap().clear();
        assert!(future::join_all(waiting).await.iter().all(Result::is_ok));
        assert_eq!(most.load(Ordering::SeqCst), 2);
    }
}
