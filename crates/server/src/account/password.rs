//! Passwords: what is accepted, and how they are stored.

use std::sync::{Arc, OnceLock};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;

use crate::problem::ApiError;
use crate::rules::Faults;

/// Fewest characters. There are no rules of composition: length is what counts (NIST SP 800-63B).
const MIN_CHARACTERS: usize = 15;

/// Most characters: an end, so that no one sends megabytes to be hashed.
const MAX_CHARACTERS: usize = 256;

/// Long passwords that many people choose, one a line, in lower case.
const COMMON: &str = include_str!("common_passwords.txt");

/// Stretches that are typed rather than thought of. A password made of pieces of them is common.
const WALKS: [&str; 8] = [
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "01234567890123456789",
    "98765432109876543210",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];

/// Hashes passwords with Argon2id in OWASP's parameters (19 MiB, two passes), off the async threads
/// and few at a time, so that a crowd of sign-ins can take neither all threads nor all memory.
#[derive(Clone, Debug)]
pub struct Passwords {
    permits: Arc<Semaphore>,
}

impl Passwords {
    pub fn new() -> Self {
        let at_once = std::thread::available_parallelism().map_or(1, |threads| threads.get().clamp(1, 4));
        Self { permits: Arc::new(Semaphore::new(at_once)) }
    }

    /// The hash of a password with a new salt, as a PHC string.
    pub async fn hash(&self, password: String) -> Result<String, ApiError> {
        self.run(move || hash(&password)).await?.map_err(|error| ApiError::internal(error.to_string()))
    }

    /// Whether the password is the one of `stored`. Without `stored` (no such account) it takes as
    /// long, and the answer is no.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, ApiError> {
        self.run(move || match stored {
            Some(stored) => verify(&password, &stored),
            None => no_ones_hash().and_then(|hash| verify(&password, hash)).map(|_| false),
        })
        .await?
        .map_err(|error| ApiError::internal(error.to_string()))
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
        let _permit = self.permits.acquire().await.map_err(ApiError::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(ApiError::internal)
    }
}

/// Notes what is wrong with a new password. `own` is what the person is known by: name and e-mail.
pub(crate) fn check(faults: &mut Faults, pointer: &str, password: &str, own: &[&str]) {
    let characters = password.chars().count();
    if characters < MIN_CHARACTERS {
        faults.add(pointer, "too_short", format!("It must have {MIN_CHARACTERS} characters at least."));
    } else if characters > MAX_CHARACTERS {
        faults.add(pointer, "too_long", format!("It may have {MAX_CHARACTERS} characters at most."));
    } else if is_common(password) {
        faults.add(pointer, "common_password", "Many people use this password.");
    } else if own.iter().any(|own| is_made_of(password, own)) {
        faults.add(pointer, "own_name", "It must be more than your name or e-mail.");
    }
}

/// Words that stand apart make a sentence, which is as good as it is long: it is compared as it was typed.
fn is_common(password: &str) -> bool {
    let plain = password.to_lowercase();
    let stem = plain.trim_end_matches(|character: char| character.is_ascii_digit());
    let is_listed = COMMON.lines().any(|common| common == plain || common == stem);
    let letters: String = plain.chars().filter(|character| character.is_alphanumeric()).collect();
    is_listed || is_repetition(&plain) || is_repetition(&letters) || is_walk(&letters)
}

/// Whether a piece of at most half its length is repeated to its end, as in `passwordpassword`.
fn is_repetition(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let repeats = |length: usize| characters.iter().enumerate().all(|(at, one)| *one == characters[at % length]);
    (1..=characters.len() / 2).any(repeats)
}

/// Whether it can be cut into pieces of four or more that all lie on a walk of the keyboard.
fn is_walk(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let on_a_walk = (4..=rest.len())
            .rev()
            .filter_map(|length| rest.get(..length))
            .find(|piece| WALKS.iter().any(|walk| walk.contains(piece)));
        match on_a_walk {
            Some(piece) => rest = &rest[piece.len()..],
            None => return false,
        }
    }
    !text.is_empty()
}

/// Whether nothing but digits and signs is left when what the person is known by is taken out.
fn is_made_of(password: &str, own: &str) -> bool {
    let (password, own) = (password.to_lowercase(), own.to_lowercase());
    let parts = std::iter::once(own.as_str()).chain(own.split(|character: char| !character.is_alphanumeric()));
    let left = parts.filter(|part| part.chars().count() > 2).fold(password, |left, part| left.replace(part, ""));
    !left.chars().any(char::is_alphabetic) && own.chars().any(char::is_alphabetic)
}

fn hash(password: &str) -> password_hash::Result<String> {
    Ok(Argon2::default().hash_password(password.as_bytes())?.to_string())
}

fn verify(password: &str, stored: &str) -> password_hash::Result<bool> {
    let stored = PasswordHash::new(stored)?;
    match Argon2::default().verify_password(password.as_bytes(), &stored) {
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
    use super::*;

    fn fault_of(password: &str) -> Option<String> {
        let mut faults = Faults::default();
        check(&mut faults, "/password", password, &["Ada Lovelace", "ada@example.com"]);
        match faults.into_result() {
            Err(ApiError::Validation(faults)) => Some(faults[0].code.clone()),
            _ => None,
        }
    }

    #[test]
    fn length_is_what_counts() {
        assert_eq!(fault_of("short and sweet").as_deref(), None);
        assert_eq!(fault_of("short & sweet!").as_deref(), Some("too_short"));
        assert_eq!(fault_of(&"long enough? ".repeat(20)).as_deref(), Some("too_long"));
        assert_eq!(fault_of("ein Überraschungsei ist kein Passwort"), None);
        assert_eq!(fault_of("correct horse battery staple"), None);
        assert_eq!(fault_of("super-secret-password-1"), None);
    }

    #[test]
    fn what_many_people_choose_is_refused() {
        for common in [
            "aaaaaaaaaaaaaaaa",
            "passwordpassword",
            "Password-Password-",
            "123456789012345",
            "abcdefghijklmno",
            "qwertyuiopasdfgh",
            "1qaz2wsx3edc4rfv",
            "Password12345678",
            "iloveyousomuch2024",
        ] {
            assert_eq!(fault_of(common).as_deref(), Some("common_password"), "{common}");
        }
    }

    #[test]
    fn what_the_person_is_known_by_is_no_password() {
        for own in ["ada@example.com", "Ada.Lovelace.1815", "adalovelaceada1"] {
            assert_eq!(fault_of(own).as_deref(), Some("own_name"), "{own}");
        }
        assert_eq!(fault_of("ada writes notes on engines"), None);
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
}
