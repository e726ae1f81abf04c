//! Which passwords are good enough. The server refuses by [`fault`] what the window foretells by [`estimate`].

use unicode_normalization::UnicodeNormalization as _;
use zxcvbn::feedback::Warning;
use zxcvbn::{Entropy, Score, zxcvbn};

/// Most characters: an end, so that no one sends megabytes to be hashed.
pub const MOST_CHARACTERS: usize = 256;

/// Most bytes, as it is typed: what is longer is not even looked into. A character may be typed as several, of up to
/// four bytes each.
pub const MOST_BYTES: usize = 16 * MOST_CHARACTERS;

/// The estimator's work grows faster than what it looks into; what stands behind makes nothing weaker.
const MOST_ESTIMATED: usize = 32;

/// From so many guesses on, as a power of ten, a stranger has no way but to try, even against a stolen hash.
const AMPLE_GUESSES: f64 = 14.0;

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

/// Fewest characters of a password that stands alone. There are no rules of composition; length is what counts
/// (NIST SP 800-63B-4, 3.1.1.2).
pub const LEAST_ALONE: usize = 15;

/// Fewest characters of one that stands beside a second factor.
const LEAST_BESIDE: usize = 8;

pub const fn least_characters(two_factor: bool) -> usize {
    if two_factor { LEAST_BESIDE } else { LEAST_ALONE }
}

/// Whether a password is too short to stand alone.
pub fn needs_second_factor(password: &str) -> bool {
    normal(password).chars().count() < LEAST_ALONE
}

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has fewer characters than that.
    TooShort(usize),
    /// It has more than [`MOST_CHARACTERS`].
    TooLong,
    /// It is of those that are tried first.
    Guessable(Hint),
    /// It is made of what the person is known by.
    OwnName,
}

/// What makes a password easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Many people have chosen it, or one much like it.
    Common,
    /// Keys that lie side by side, or signs in their order.
    Walk,
    /// The same again and again.
    Repeats,
    /// A year or a date.
    Date,
    /// The name of a person.
    Name,
    /// Too few words, or too common ones.
    FewWords,
}

/// How well a password holds out against whoever guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Whoever has stolen its hash may well find it.
    Weak,
    Good,
    Strong,
}

/// What there is to say of a password while it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    pub strength: Strength,
    /// Why it is not taken, where it is not.
    pub fault: Option<Fault>,
    /// What makes it weak, where it is.
    pub hint: Option<Hint>,
}

/// The one form in which a password is counted, compared and hashed: NFKC, as NIST SP 800-63B advises for what
/// keyboards write in different ways.
pub fn normal(password: &str) -> String {
    password.nfkc().collect()
}

/// Why a new password is not taken; `None` where it is. `own` is what the person is known by: name and e-mail.
pub fn fault(password: &str, own: &[&str], two_factor: bool) -> Option<Fault> {
    if password.len() > MOST_BYTES {
        return Some(Fault::TooLong);
    }
    let typed = password.chars().count();
    let password = &normal(password);
    // One sign may stand for a whole sentence: what it is made of is none the harder to guess.
    let (characters, least) = (password.chars().count(), least_characters(two_factor));
    if typed.min(characters) < least {
        return Some(Fault::TooShort(least));
    }
    if characters > MOST_CHARACTERS {
        return Some(Fault::TooLong);
    }
    if let Some(hint) = common(password) {
        return Some(Fault::Guessable(hint));
    }
    if own.iter().any(|own| is_made_of(password, own)) {
        return Some(Fault::OwnName);
    }
    // The lists of the estimator know what many people choose of that length.
    if characters < LEAST_ALONE {
        let entropy = guessed(password, own);
        return (entropy.score() < Score::Two).then(|| Fault::Guessable(hint_of_weak(&entropy)));
    }
    None
}

/// What there is to say of a password that is being chosen.
pub fn estimate(password: &str, own: &[&str], two_factor: bool) -> Estimate {
    let fault = fault(password, own, two_factor);
    if matches!(fault, Some(Fault::TooLong)) || password.is_empty() {
        return Estimate { strength: Strength::Weak, fault, hint: None };
    }
    let entropy = guessed(&normal(password), own);
    let strength = match fault {
        None if entropy.guesses_log10() >= AMPLE_GUESSES => Strength::Strong,
        None if entropy.score() >= Score::Three => Strength::Good,
        _ => Strength::Weak,
    };
    let hint = match fault {
        Some(Fault::Guessable(hint)) => Some(hint),
        _ => (strength == Strength::Weak).then(|| hint_of_weak(&entropy)),
    };
    Estimate { strength, fault, hint }
}

/// How many guesses it takes somebody who knows words, names, dates and keyboards.
fn guessed(password: &str, own: &[&str]) -> Entropy {
    let looked_into: String = password.chars().take(MOST_ESTIMATED).collect();
    let words = own.iter().flat_map(|own| own.split(|character: char| !character.is_alphanumeric()));
    let own: Vec<&str> = own.iter().copied().chain(words).filter(|word| word.chars().count() > 2).collect();
    zxcvbn(&looked_into, &own)
}

fn hint_of_weak(entropy: &Entropy) -> Hint {
    let warning = entropy.feedback().and_then(zxcvbn::feedback::Feedback::warning);
    warning.map_or(Hint::FewWords, hint_of)
}

fn hint_of(warning: Warning) -> Hint {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess
        | Warning::ShortKeyboardPatternsAreEasyToGuess
        | Warning::SequencesLikeAbcAreEasyToGuess => Hint::Walk,
        Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => Hint::Repeats,
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => Hint::Date,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess | Warning::CommonNamesAndSurnamesAreEasyToGuess => {
            Hint::Name
        }
        Warning::AWordByItselfIsEasyToGuess => Hint::FewWords,
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => Hint::Common,
    }
}

/// Words that stand apart make a sentence, which is as good as it is long: it is compared as it was typed.
fn common(password: &str) -> Option<Hint> {
    let plain = password.to_lowercase();
    let stem = plain.trim_end_matches(|character: char| character.is_ascii_digit());
    let letters: String = plain.chars().filter(|character| character.is_alphanumeric()).collect();
    if COMMON.lines().any(|common| common == plain || common == stem) {
        Some(Hint::Common)
    } else if is_repetition(&plain) || is_repetition(&letters) {
        Some(Hint::Repeats)
    } else {
        is_walk(&letters).then_some(Hint::Walk)
    }
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
    let parts = parts.filter(|part| part.chars().count() > 2);
    let left = parts.fold(password.clone(), |left, part| left.replace(part, ""));
    left != password && !left.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [&str; 2] = ["Ada Lovelace", "ada@example.com"];

    fn fault_of(password: &str) -> Option<Fault> {
        fault(password, &OWN, false)
    }

    #[test]
    fn length_is_what_counts() {
        assert_eq!(fault_of("short and sweet"), None);
        assert_eq!(fault_of("short & sweet!"), Some(Fault::TooShort(15)));
        assert_eq!(fault_of(&"long enough? ".repeat(20)), Some(Fault::TooLong));
        assert_eq!(fault_of("ein Überraschungsei ist kein Passwort"), None);
        assert_eq!(fault_of("correct horse battery staple"), None);
        assert_eq!(fault_of("super-secret-password-1"), None);
    }

    #[test]
    fn beside_a_second_factor_fewer_characters_do_and_guessable_ones_do_not() {
        let beside = |password| fault(password, &OWN, true);
        assert_eq!(beside("q7#mWz!e"), None);
        assert_eq!(beside("q7#mWz!"), Some(Fault::TooShort(8)));
        for guessable in ["sunshine", "Passw0rd", "trustno1", "12121990", "monkey123", "qazwsxedc", "jennifer"] {
            assert!(matches!(beside(guessable), Some(Fault::Guessable(_))), "{guessable}");
        }
    }

    #[test]
    fn what_many_people_choose_is_refused_with_a_hint() {
        for (common, hint) in [
            ("aaaaaaaaaaaaaaaa", Hint::Repeats),
            ("passwordpassword", Hint::Common),
            ("Password-Password-", Hint::Repeats),
            ("123456789012345", Hint::Walk),
            ("abcdefghijklmno", Hint::Walk),
            ("qwertyuiopasdfgh", Hint::Walk),
            ("1qaz2wsx3edc4rfv", Hint::Walk),
            ("Password12345678", Hint::Common),
            ("iloveyousomuch2024", Hint::Common),
        ] {
            assert_eq!(fault_of(common), Some(Fault::Guessable(hint)), "{common}");
        }
    }

    #[test]
    fn what_the_person_is_known_by_is_no_password() {
        for own in ["ada@example.com", "Ada.Lovelace.1815", "adalovelaceada1"] {
            assert_eq!(fault_of(own), Some(Fault::OwnName), "{own}");
        }
        assert_eq!(fault_of("ada writes notes on engines"), None);
    }

    #[test]
    fn a_password_is_counted_in_its_one_form() {
        let typed = "e\u{301}".repeat(8);
        assert_eq!((typed.chars().count(), fault_of(&typed)), (16, Some(Fault::TooShort(15))));
        assert_eq!(fault_of("\u{ff50}assword\u{ff50}assword"), Some(Fault::Guessable(Hint::Common)));
    }

    #[test]
    fn what_is_refused_is_weak_and_more_words_are_stronger() {
        let strength = |password| estimate(password, &OWN, false).strength;
        assert_eq!(strength("passwordpassword"), Strength::Weak);
        assert_eq!(strength("short"), Strength::Weak);
        assert_eq!(strength("correct horse battery staple"), Strength::Strong);
        assert_eq!(strength(""), Strength::Weak);
    }

    #[test]
    fn no_password_takes_long_to_estimate() {
        let (mut slow, begun) = ("4@8({[<369|1!10$5+7%2".repeat(13), std::time::Instant::now());
        slow.truncate(MOST_CHARACTERS);
        for password in [slow, "aB3$".repeat(64), "password".repeat(32), "\u{1f600}".repeat(256)] {
            estimate(&password, &OWN, false);
        }
        // Unoptimized, on a busy machine.
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
    }
}
