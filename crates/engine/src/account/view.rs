//! What the Account tab shows of a password while it is chosen.

use serde::Serialize;

/// What there is to say of a password that is being chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct PasswordEstimate {
    pub strength: PasswordStrength,
    /// Why the server would not take it; absent where it would.
    pub fault: Option<PasswordFault>,
    /// What makes it easy to guess, where it is.
    pub hint: Option<PasswordHint>,
    /// Fewest characters that it may have.
    pub least: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PasswordStrength {
    /// Whoever has stolen its hash may well find it.
    Weak,
    Good,
    Strong,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PasswordFault {
    TooShort,
    TooLong,
    /// It is of those that are tried first.
    Guessable,
    /// It is made of the person's name or address.
    OwnName,
}

/// What makes a password easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PasswordHint {
    /// Many people have chosen it, or one much like it.
    Common,
    /// Keys that lie side by side, or signs in their order.
    Walk,
    /// The same again and again.
    Repeats,
    Date,
    /// That of a person.
    Name,
    /// Too few words, or too common ones.
    FewWords,
}
